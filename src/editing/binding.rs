//! A field of the package as an input shows and changes it.

use std::sync::Arc;

use super::Place;
use crate::package::{Id, Package, Proposal, Proposing, Record, Word};

/// How a value is read and written. Two closures behind this trait bring two functions with them; each boxed as a `Fn`
/// brings another one that nobody calls.
trait Access<T>: Send + Sync {
    fn read(&self, package: &Package) -> Option<T>;

    fn write(&self, package: &mut Package, value: T);
}

impl<T, R, W> Access<T> for (R, W)
where
    R: Fn(&Package) -> Option<T> + Send + Sync,
    W: Fn(&mut Package, T) + Send + Sync,
{
    fn read(&self, package: &Package) -> Option<T> {
        self.0(package)
    }

    fn write(&self, package: &mut Package, value: T) {
        self.1(package, value);
    }
}

/// A place in the package, how it is read, and how it is written. Reading gives nothing, and writing does
/// nothing, once the record it stood in is gone.
pub struct Binding<T: 'static> {
    place: Place,
    access: Arc<dyn Access<T>>,
}

impl<T> Clone for Binding<T> {
    fn clone(&self) -> Self {
        Self { place: self.place.clone(), access: Arc::clone(&self.access) }
    }
}

impl<T: 'static> Binding<T> {
    /// A place read and written by these two.
    pub fn new(
        place: Place,
        read: impl Fn(&Package) -> Option<T> + Send + Sync + 'static,
        write: impl Fn(&mut Package, T) + Send + Sync + 'static,
    ) -> Self {
        Self { place, access: Arc::new((read, write)) }
    }

    /// What is edited here. Two bindings of one place are one field to the history.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What stands there.
    pub fn read(&self, package: &Package) -> Option<T> {
        self.access.read(package)
    }

    /// Puts `value` there.
    pub fn write(&self, package: &mut Package, value: T) {
        self.access.write(package, value);
    }

    /// The same place in another form.
    pub fn map<U: 'static>(
        self,
        shown: impl Fn(T) -> U + Send + Sync + 'static,
        meant: impl Fn(U) -> T + Send + Sync + 'static,
    ) -> Binding<U> {
        let Self { place, access } = self;
        let written = Arc::clone(&access);
        Binding::new(
            place,
            move |package| access.read(package).map(&shown),
            move |package, value| written.write(package, meant(value)),
        )
    }

    /// The same place of a record of which parts are proposed: what is written there was set by a person.
    pub fn setting<R: Proposing>(self, id: &Id, part: fn(&mut Proposal) -> &mut bool) -> Self {
        let (id, Self { place, access }) = (id.clone(), self);
        let written = Arc::clone(&access);
        Self::new(
            place,
            move |package| access.read(package),
            move |package, value| {
                written.write(package, value);
                if let Some(record) = R::find_mut(package, &id) {
                    *part(record.proposed_mut()) = false;
                }
            },
        )
    }
}

impl<T: Clone + 'static> Binding<T> {
    /// A field of the package itself. [`bind!`](crate::bind) writes this.
    pub fn in_package(field: &'static str, read: fn(&Package) -> &T, change: fn(&mut Package) -> &mut T) -> Self {
        Self::new(
            Place::in_package(field),
            move |package| Some(read(package).clone()),
            move |package, value| *change(package) = value,
        )
    }

    /// A field of one record. [`bind!`](crate::bind) writes this.
    pub fn in_record<R: Record>(
        id: &Id,
        field: &'static str,
        read: fn(&R) -> &T,
        change: fn(&mut R) -> &mut T,
    ) -> Self {
        let (reader, writer) = (id.clone(), id.clone());
        Self::new(
            Place::of::<R>(id, field),
            move |package| R::find(package, &reader).map(|record| read(record).clone()),
            move |package, value| {
                if let Some(record) = R::find_mut(package, &writer) {
                    *change(record) = value;
                }
            },
        )
    }
}

impl<W: Word> Binding<W> {
    /// The word as its label.
    pub fn by_label(self) -> Binding<String> {
        self.map(
            |word| word.word().to_owned(),
            |label| {
                let found = W::WORDS.iter().copied().find(|word| word.word() == label);
                found.unwrap_or(W::WORDS[0])
            },
        )
    }
}

impl Binding<Vec<String>> {
    /// An item a line.
    pub fn by_line(self) -> Binding<String> {
        self.map(
            |items| items.join("\n"),
            |text| if text.is_empty() { Vec::new() } else { text.split('\n').map(str::to_owned).collect() },
        )
    }
}

impl Binding<f64> {
    /// A number that may be left empty, which then counts as zero.
    pub fn optional(self) -> Binding<Option<f64>> {
        self.map(Some, Option::unwrap_or_default)
    }
}

/// A field of the package: `bind!(charter.objective)`, or of one record: `bind!(Risk[id].inherent.impact)`.
#[macro_export]
macro_rules! bind {
    ($kind:ident [ $id:expr ] . $($path:tt)+) => {
        $crate::editing::Binding::in_record::<$kind>(
            &$id,
            stringify!($($path)+),
            |record| &record.$($path)+,
            |record| &mut record.$($path)+,
        )
    };
    ($($path:tt)+) => {
        $crate::editing::Binding::in_package(
            stringify!($($path)+),
            |package| &package.$($path)+,
            |package| &mut package.$($path)+,
        )
    };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::package::risk::Treatment;
    use crate::package::{Gate, Risk};

    fn with_risks() -> Package {
        let risks = ["a", "b"].map(|id| Risk::blank(Id::from(id))).to_vec();
        Package { risks, ..Package::default() }
    }

    #[test]
    fn a_binding_shows_and_changes_one_field() {
        let (mut package, id) = (with_risks(), Id::from("b"));
        let impact = bind!(Risk[id].inherent.impact);
        impact.write(&mut package, 4);
        assert_eq!(impact.read(&package), Some(4));
        assert_eq!((package.risks[0].inherent.impact, package.risks[1].inherent.impact), (0, 4));
        assert_eq!(*impact.place(), Place::of::<Risk>(&id, "inherent.impact"));

        let objective = bind!(charter.objective);
        objective.write(&mut package, "Ship".to_owned());
        assert_eq!((objective.read(&package).as_deref(), package.charter.objective.as_str()), (Some("Ship"), "Ship"));
        assert_eq!(*objective.place(), Place::in_package("charter.objective"));
    }

    #[test]
    fn what_a_person_writes_is_no_proposal_any_longer() {
        let (mut package, id) = (Package::default(), Id::from("fast"));
        package.gates.push(Gate::blank(id.clone()));
        let threshold = bind!(Gate[id].threshold).setting::<Gate>(&id, |proposed| &mut proposed.threshold);
        // Also when it stays what it was.
        threshold.write(&mut package, 0.0);
        assert!(!package.gates[0].proposed.threshold && package.gates[0].proposed.direction);
        package.gates.clear();
        threshold.write(&mut package, 1.0);
    }

    #[test]
    fn once_its_record_is_gone_there_is_nothing_to_read_or_write() {
        let (mut package, id) = (with_risks(), Id::from("a"));
        let name = bind!(Risk[id].name);
        package.risks.remove(0);
        let before = package.clone();
        name.write(&mut package, "nobody reads this".to_owned());
        assert_eq!((name.read(&package), package), (None, before));
    }

    #[test]
    fn another_form_is_the_same_place() {
        let (mut package, id) = (with_risks(), Id::from("a"));
        let treatment = bind!(Risk[id].treatment).by_label();
        assert_eq!(treatment.place(), bind!(Risk[id].treatment).place());
        for word in Treatment::ALL {
            treatment.write(&mut package, word.label().to_owned());
            assert_eq!((package.risks[0].treatment, treatment.read(&package).as_deref()), (*word, Some(word.label())));
        }
        treatment.write(&mut package, "no such word".to_owned());
        assert_eq!(package.risks[0].treatment, Treatment::ALL[0]);

        let lead = bind!(settings.least_lead).optional();
        lead.write(&mut package, None);
        assert_eq!(lead.read(&package), Some(Some(0.0)));
    }

    proptest! {
        #[test]
        fn what_is_typed_into_a_list_reads_as_it_was_typed(text in "[a-z\n ]{0,20}") {
            let mut package = Package::default();
            let items = bind!(charter.assumptions).by_line();
            items.write(&mut package, text.clone());
            prop_assert_eq!(items.read(&package), Some(text));
        }
    }
}
