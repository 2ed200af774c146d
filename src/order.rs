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

/// For each of the indices 0 to `count` − 1 the first one that `compare` finds equal to it: itself where none stands
/// before it.
pub fn first_equals(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let sorted = argsort(count, compare);
    let mut firsts = vec![0; count];
    let mut first = sorted.first().copied().unwrap_or_default();
    for index in sorted {
        if compare(first, index).is_ne() {
            first = index;
        }
        firsts[index] = first;
    }
    firsts
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

        #[test]
        fn equals_are_known_by_the_first_of_them(items in prop::collection::vec(0u8..8, 0..60)) {
            let firsts = first_equals(items.len(), &mut |one, two| items[one].cmp(&items[two]));
            let expected: Vec<usize> =
                items.iter().map(|item| items.iter().position(|other| other == item).unwrap()).collect();
            prop_assert_eq!(firsts, expected);
        }
    }
}
