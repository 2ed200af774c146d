//! Where labels go when the places they belong to are too close.

use crate::order::argsort;

/// Moves labels apart along one line with the least change of order: `wanted` are their centres, `lengths` how much
/// each takes (its gap included), `range` where they must stay. Labels keep the order of their wanted centres; equal
/// ones keep the order given. When they cannot all fit, they are spread over the whole range.
pub fn apart(wanted: &[f64], lengths: &[f64], (start, end): (f64, f64)) -> Vec<f64> {
    let order = argsort(wanted.len(), &mut |one, two| wanted[one].total_cmp(&wanted[two]));
    // Blocks of touching labels; each stands where its labels' mean wish is (pool adjacent violators).
    struct Block {
        from: usize,
        centre: f64,
        length: f64,
        count: f64,
    }
    let mut blocks: Vec<Block> = Vec::new();
    let hold = |centre: f64, length: f64| centre.min(end - length / 2.0).max(start + length / 2.0);
    for (rank, index) in order.iter().enumerate() {
        let length = lengths[*index];
        let mut block = Block { from: rank, centre: hold(wanted[*index], length), length, count: 1.0 };
        while let Some(last) = blocks.pop_if(|last| last.centre + last.length / 2.0 > block.centre - block.length / 2.0)
        {
            let length = last.length + block.length;
            let left = (last.centre - last.length / 2.0) * last.count
                + (block.centre - block.length / 2.0 - last.length) * block.count;
            let count = last.count + block.count;
            block = Block { from: last.from, centre: hold(left / count + length / 2.0, length), length, count };
        }
        blocks.push(block);
    }
    let mut centres = vec![0.0; wanted.len()];
    for (number, block) in blocks.iter().enumerate() {
        let until = blocks.get(number + 1).map_or(order.len(), |next| next.from);
        let squeeze = ((end - start) / block.length).min(1.0);
        let mut at = block.centre - block.length / 2.0;
        if squeeze < 1.0 {
            at = start;
        }
        for index in &order[block.from..until] {
            let length = lengths[*index] * squeeze;
            centres[*index] = at + length / 2.0;
            at += length;
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_far_apart_stay() {
        assert_eq!(apart(&[10.0, 50.0], &[10.0, 10.0], (0.0, 100.0)), vec![10.0, 50.0]);
    }

    #[test]
    fn close_labels_part_evenly() {
        assert_eq!(apart(&[50.0, 50.0], &[10.0, 10.0], (0.0, 100.0)), vec![45.0, 55.0]);
        assert_eq!(apart(&[2.0, 0.0], &[10.0, 10.0], (0.0, 100.0)), vec![15.0, 5.0]);
    }

    proptest! {
        #[test]
        fn labels_never_overlap_and_stay_inside(wanted in prop::collection::vec(-50.0..450.0f64, 1..20)) {
            let lengths = vec![14.0; wanted.len()];
            let mut sorted = apart(&wanted, &lengths, (0.0, 400.0));
            sorted.sort_by(f64::total_cmp);
            for pair in sorted.windows(2) {
                prop_assert!(pair[1] - pair[0] >= 14.0 - 1e-6, "{sorted:?}");
            }
            prop_assert!(sorted[0] >= 7.0 - 1e-6 && sorted[sorted.len() - 1] <= 393.0 + 1e-6, "{sorted:?}");
        }
    }
}
