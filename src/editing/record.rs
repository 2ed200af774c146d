//! Records come into their lists, leave them and change places.

use super::{Edit, Place};
use crate::package::{Id, Package, Record};

/// A new record, blank but for what `fill` writes.
pub fn new<R: Record>(entropy: u64, fill: impl FnOnce(&mut R)) -> R {
    let mut record = R::blank(Id::fresh(&R::NOUN.replace(' ', "-"), entropy));
    fill(&mut record);
    record
}

/// Puts a record at the end of its list.
pub fn add<R: Record>(package: &mut Package, record: R) {
    R::list_mut(package).push(record);
}

/// What adding a record is called.
pub fn adding<R: Record>() -> Edit {
    format!("Add {}", R::NOUN).into()
}

/// Takes a record out of its list. What names it elsewhere stays, and then names nothing.
pub fn remove<R: Record>(package: &mut Package, id: &Id) {
    R::list_mut(package).retain(|record| record.id() != id);
}

/// What removing a record is called.
pub fn removing<R: Record>() -> Edit {
    format!("Remove {}", R::NOUN).into()
}

/// Moves a record up (negative) or down in its list, as far as the list goes.
pub fn shift<R: Record>(package: &mut Package, id: &Id, by: isize) {
    let list = R::list_mut(package);
    let Some(from) = list.iter().position(|record| record.id() == id) else { return };
    let to = from.saturating_add_signed(by).min(list.len() - 1);
    let record = list.remove(from);
    list.insert(to, record);
}

/// What moving a record is called. Moving one and the same several times is a run.
pub fn shifting<R: Record>(id: &Id) -> Edit {
    Edit::of(Place::of::<R>(id, "place in the list"), format!("Move {}", R::NOUN))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::package::Risk;
    use crate::package::cost::ServingStack;

    fn listed(names: &[&str]) -> Package {
        let mut package = Package::default();
        for name in names {
            add(&mut package, Risk::blank(Id::from(*name)));
        }
        package
    }

    fn ids(package: &Package) -> Vec<&str> {
        package.risks.iter().map(|risk| risk.id.as_str()).collect()
    }

    #[test]
    fn records_move_as_far_as_their_list_goes() {
        let check = |id: &str, by: isize, expected: [&str; 3]| {
            let mut package = listed(&["a", "b", "c"]);
            shift::<Risk>(&mut package, &Id::from(id), by);
            assert_eq!(ids(&package), expected, "{id} by {by}");
        };
        check("a", 1, ["b", "a", "c"]);
        check("c", -1, ["a", "c", "b"]);
        check("a", -1, ["a", "b", "c"]);
        check("c", 1, ["a", "b", "c"]);
        check("a", isize::MAX, ["b", "c", "a"]);
        check("c", isize::MIN, ["c", "a", "b"]);
        check("b", 0, ["a", "b", "c"]);
        check("gone", 1, ["a", "b", "c"]);
    }

    #[test]
    fn only_the_record_named_is_removed() {
        let mut package = listed(&["a", "b"]);
        remove::<Risk>(&mut package, &Id::from("gone"));
        remove::<Risk>(&mut package, &Id::from("a"));
        assert_eq!(ids(&package), ["b"]);
        remove::<Risk>(&mut package, &Id::from("b"));
        shift::<Risk>(&mut package, &Id::from("b"), 1);
        assert_eq!(ids(&package), [""; 0]);
    }

    #[test]
    fn edits_of_lists_are_called_after_their_records() {
        assert_eq!(adding::<Risk>(), Edit::from("Add risk"));
        assert_eq!(removing::<ServingStack>(), Edit::from("Remove serving stack"));
        let stack = new::<ServingStack>(7, |stack| stack.name = "A10".to_owned());
        assert!(stack.id.as_str().starts_with("serving-stack-") && stack.name == "A10");
    }

    proptest! {
        #[test]
        fn moving_there_and_back_changes_nothing(from in 0usize..5, to in 0usize..5) {
            let names = ["a", "b", "c", "d", "e"];
            let (id, by) = (Id::from(names[from]), to as isize - from as isize);
            let mut package = listed(&names);
            shift::<Risk>(&mut package, &id, by);
            prop_assert_eq!(ids(&package)[to], names[from]);
            shift::<Risk>(&mut package, &id, -by);
            prop_assert_eq!(ids(&package), names);
        }
    }
}
