//! Sorting the same few quantities in every draw of a block, by a sorting network: what is compared with what does
//! not depend on the values, so that neighbouring draws are sorted together.

use crate::block::Block;

/// The comparisons that sort a number of quantities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network(Vec<(usize, usize)>);

impl Network {
    /// Batcher's merge exchange (Knuth, The Art of Computer Programming, vol. 3, section 5.2.2, algorithm M).
    pub fn new(count: usize) -> Self {
        let mut comparisons = Vec::new();
        let most = count.next_power_of_two() / 2;
        let halves =
            |from: usize| std::iter::successors(Some(from), |half| Some(half / 2)).take_while(|half| *half > 0);
        for step in halves(most) {
            let (mut rest, mut distance) = (0, step);
            for merge in halves(most).take_while(|merge| *merge >= step) {
                let lower = (0..count.saturating_sub(distance)).filter(|place| place & step == rest);
                comparisons.extend(lower.map(|place| (place, place + distance)));
                distance = merge - step;
                rest = step;
            }
        }
        Self(comparisons)
    }

    /// Sorts ascending. No value may be NaN.
    pub fn sort(&self, quantities: &mut [Block]) {
        for (low, high) in &self.0 {
            let (before, from) = quantities.split_at_mut(*high);
            let pairs = before[*low].0.iter_mut().zip(&mut from[0].0);
            for (low, high) in pairs {
                (*low, *high) = (low.fast_min(*high), low.fast_max(*high));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What sorts every sequence of zeros and ones sorts every sequence (Knuth, section 5.3.4, theorem Z).
    #[test]
    fn zeros_and_ones_are_sorted() {
        for count in 0..=14 {
            let network = Network::new(count);
            for pattern in 0..1_usize << count {
                let mut ones: Vec<usize> = (0..count).map(|place| pattern >> place & 1).collect();
                for (low, high) in &network.0 {
                    assert!(low < high && *high < count);
                    if ones[*low] > ones[*high] {
                        ones.swap(*low, *high);
                    }
                }
                assert!(ones.is_sorted(), "{count} {pattern:b}");
            }
        }
        assert_eq!(Network::new(7).0.len(), 16);
    }

    #[test]
    fn every_draw_is_sorted_by_itself() {
        let mut quantities = [3.0, 1.0, 2.0, -1.0].map(Block::splat);
        quantities[2][5] = 9.0;
        Network::new(4).sort(&mut quantities);
        assert_eq!(quantities.map(|block| block[0]), [-1.0, 1.0, 2.0, 3.0]);
        assert_eq!(quantities.map(|block| block[5]), [-1.0, 1.0, 3.0, 9.0]);
    }
}
