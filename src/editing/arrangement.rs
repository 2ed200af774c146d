//! In which order a table shows its records, and which of them. The package's own order never changes by it.

use std::cmp::Ordering;

use crate::order;
use crate::package::{Id, Word};

/// What a column says of a record, to sort and to filter by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    text: String,
    place: Option<f64>,
}

impl Key {
    /// A text, sorted by its letters.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: None }
    }

    /// A number; nothing when there is none.
    pub fn number(number: impl Into<Option<f64>>) -> Self {
        let place = number.into().filter(|number| number.is_finite());
        Self { text: place.map(|place| place.to_string()).unwrap_or_default(), place }
    }

    /// A step of a scale, 0 when not rated.
    pub fn step(step: u8) -> Self {
        Self::number((step > 0).then_some(f64::from(step)))
    }

    /// A word, sorted by its place among the words there are.
    pub fn word<W: Word>(word: W) -> Self {
        let place = W::WORDS.iter().position(|each| *each == word).map(|place| place as f64);
        Self { text: word.word().to_owned(), place }
    }

    fn is_empty(&self) -> bool {
        self.place.is_none() && self.text.trim().is_empty()
    }

    /// Numbers by size before texts by their letters.
    fn compare(&self, other: &Self) -> Ordering {
        match (self.place, other.place) {
            (Some(one), Some(two)) => one.total_cmp(&two),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.text.to_lowercase().cmp(&other.text.to_lowercase()),
        }
    }
}

/// What somebody asked of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The column sorted by, and which way; none for the package's own order.
    pub order: Option<(usize, Way)>,
    /// The words every record shown has.
    pub wanted: String,
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl Arrangement {
    /// Whether all records are shown in their own order.
    pub fn is_plain(&self) -> bool {
        self.order.is_none() && self.wanted.trim().is_empty()
    }

    /// What asking for this column once more does: ascending, descending, and back to the package's own order.
    pub fn turn(&mut self, column: usize) {
        self.order = match self.order {
            Some((sorted, Way::Ascending)) if sorted == column => Some((column, Way::Descending)),
            Some((sorted, Way::Descending)) if sorted == column => None,
            _ => Some((column, Way::Ascending)),
        };
    }

    /// The records shown and their order, given what each column says of each. Records that say nothing come last.
    pub fn of(&self, records: &[(Id, Vec<Key>)]) -> Arranged {
        let wanted = self.wanted.to_lowercase();
        let holds = |keys: &[Key]| {
            wanted.split_whitespace().all(|word| keys.iter().any(|key| key.text.to_lowercase().contains(word)))
        };
        let mut shown: Vec<&(Id, Vec<Key>)> = records.iter().filter(|(_, keys)| holds(keys)).collect();
        if let Some((column, way)) = self.order {
            let empty = Key::default();
            order::sort(&mut shown, |one, two| {
                let (one, two) = (one.1.get(column).unwrap_or(&empty), two.1.get(column).unwrap_or(&empty));
                one.is_empty().cmp(&two.is_empty()).then_with(|| match way {
                    Way::Ascending => one.compare(two),
                    Way::Descending => two.compare(one),
                })
            });
        }
        let known = records.iter().map(|(id, _)| id.clone()).collect();
        Arranged { shown: shown.into_iter().map(|(id, _)| id.clone()).collect(), known }
    }
}

/// Records as they were arranged once. Edits move no row away from under the hand that makes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arranged {
    shown: Vec<Id>,
    known: Vec<Id>,
}

impl Arranged {
    /// Those of the `present` records that are shown: as arranged, and then those that came since.
    pub fn over(&self, present: &[Id]) -> Vec<Id> {
        let stays = self.shown.iter().filter(|id| present.contains(id));
        let came = present.iter().filter(|id| !self.known.contains(id));
        stays.chain(came).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::package::Severity;

    fn records(keys: &[Key]) -> Vec<(Id, Vec<Key>)> {
        keys.iter().enumerate().map(|(place, key)| (Id(place.to_string()), vec![key.clone()])).collect()
    }

    fn shown(keys: &[Key], order: Option<(usize, Way)>, wanted: &str) -> String {
        let records = records(keys);
        let present: Vec<Id> = records.iter().map(|(id, _)| id.clone()).collect();
        let arranged = Arrangement { order, wanted: wanted.to_owned() }.of(&records).over(&present);
        arranged.iter().map(Id::as_str).collect()
    }

    #[test]
    fn columns_sort_both_ways_and_what_says_nothing_comes_last() {
        let check = |keys: &[Key], ascending: &str, descending: &str| {
            assert_eq!(shown(keys, Some((0, Way::Ascending)), ""), ascending);
            assert_eq!(shown(keys, Some((0, Way::Descending)), ""), descending);
            assert_eq!(shown(keys, None, ""), "0123"[..keys.len()]);
        };
        check(&[Key::text("beta"), Key::text(""), Key::text("Alpha"), Key::text("gamma")], "2031", "3021");
        check(&[Key::number(10.0), Key::number(9.5), Key::number(None), Key::number(-1.0)], "3102", "0132");
        check(&[Key::word(Severity::Advisory), Key::word(Severity::Blocker), Key::word(Severity::Major)], "120", "021");
        check(&[Key::step(3), Key::step(0), Key::step(3), Key::step(1)], "3021", "0231");
    }

    #[test]
    fn every_word_wanted_must_stand_somewhere() {
        let keys = [Key::text("Data loss at night"), Key::text("night shift"), Key::word(Severity::Major)];
        assert_eq!(shown(&keys, None, "NIGHT"), "01");
        assert_eq!(shown(&keys, None, "night data"), "0");
        assert_eq!(shown(&keys, None, "maj"), "2");
        assert_eq!(shown(&keys, None, " "), "012");
        assert_eq!(shown(&keys, None, "nowhere"), "");
    }

    #[test]
    fn a_column_turns_through_both_ways_back_to_the_own_order() {
        let mut arrangement = Arrangement::default();
        let mut ways = Vec::new();
        for column in [1, 1, 1, 1, 0] {
            arrangement.turn(column);
            ways.push(arrangement.order);
        }
        let (up, down) = (Some((1, Way::Ascending)), Some((1, Way::Descending)));
        assert_eq!(ways, [up, down, None, up, Some((0, Way::Ascending))]);
    }

    #[test]
    fn records_that_came_since_are_shown_last_and_those_gone_are_not() {
        let arranged = Arrangement { wanted: "a".to_owned(), order: Some((0, Way::Descending)) }.of(&records(&[
            Key::text("a"),
            Key::text("b"),
            Key::text("ab"),
        ]));
        let over = |present: &[&str]| {
            let present: Vec<Id> = present.iter().map(|id| Id::from(*id)).collect();
            arranged.over(&present).iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(over(&["0", "1", "2"]), "2 0");
        assert_eq!(over(&["0", "1", "2", "new"]), "2 0 new");
        assert_eq!(over(&["1", "2"]), "2");
        assert_eq!(over(&[]), "");
    }

    proptest! {
        #[test]
        fn sorting_loses_and_adds_no_record(numbers in prop::collection::vec(prop::option::of(-5.0..5.0f64), 0..12)) {
            let keys: Vec<Key> = numbers.iter().map(|number| Key::number(*number)).collect();
            let records = records(&keys);
            let present: Vec<Id> = records.iter().map(|(id, _)| id.clone()).collect();
            for way in [Way::Ascending, Way::Descending] {
                let mut sorted = Arrangement { order: Some((0, way)), wanted: String::new() }.of(&records).over(&present);
                sorted.sort();
                let mut all = present.clone();
                all.sort();
                prop_assert_eq!(&sorted, &all);
            }
        }
    }
}
