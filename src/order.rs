//! Sorting short lists without a copy of the sort for each kind of item.
//!
//! The standard library's sorts are compiled anew for every type and every comparison, four to five kilobytes of
//! WebAssembly each. Here one copy orders indices, and a few instructions per type move the items. Where millions of
//! numbers are sorted, the standard library's are the ones to take.

use std::cmp::Ordering;

/// The indices 0 to `count` − 1 as `compare` orders them; equals keep their order.
pub fn argsort(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by(|one, two| compare(*one, *two));
    indices
}

/// Sorts `items` as `compare` orders them; equals keep their order.
pub fn sort<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut from = argsort(items.len(), &mut |one, two| compare(&items[one], &items[two]));
    // Round each cycle of indices once: the item an index waits for is swapped in, and the one it held moves on.
    for start in 0..items.len() {
        let mut to = start;
        loop {
            let source = std::mem::replace(&mut from[to], to);
            if source == start {
                break;
            }
            items.swap(to, source);
            to = source;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in prop::collection::vec((0u8..8, any::<u16>()), 0..60)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut sorted = items;
            sort(&mut sorted, |one, two| one.0.cmp(&two.0));
            prop_assert_eq!(sorted, expected);
        }
    }
}
