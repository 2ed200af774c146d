//! A place in the package that a field shows and changes.

use std::sync::Arc;

use crate::package::{Package, Word};

type Read<T> = Arc<dyn Fn(&Package) -> Option<T> + Send + Sync>;
type Write<T> = Arc<dyn Fn(&mut Package, T) + Send + Sync>;

/// A place in the package: how it is read, and how it is written. Reading gives nothing once the
/// record it stood in is gone.
pub struct Binding<T: 'static> {
    read: Read<T>,
    write: Write<T>,
}

impl<T> Clone for Binding<T> {
    fn clone(&self) -> Self {
        Self { read: Arc::clone(&self.read), write: Arc::clone(&self.write) }
    }
}

impl<T: 'static> Binding<T> {
    /// A place read and written by these two.
    pub fn new(
        read: impl Fn(&Package) -> Option<T> + Send + Sync + 'static,
        write: impl Fn(&mut Package, T) + Send + Sync + 'static,
    ) -> Self {
        Self { read: Arc::new(read), write: Arc::new(write) }
    }

    /// What stands there.
    pub fn read(&self, package: &Package) -> Option<T> {
        (self.read)(package)
    }

    /// Puts `value` there.
    pub fn write(&self, package: &mut Package, value: T) {
        (self.write)(package, value);
    }

    /// The same place in another form.
    pub fn map<U: 'static>(
        self,
        shown: impl Fn(T) -> U + Send + Sync + 'static,
        meant: impl Fn(U) -> T + Send + Sync + 'static,
    ) -> Binding<U> {
        let Self { read, write } = self;
        Binding::new(move |package| read(package).map(&shown), move |package, value| write(package, meant(value)))
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

/// A place in the package: `bind!(charter.objective)`, or in one record: `bind!(Risk[id].inherent.impact)`.
macro_rules! bind {
    ($kind:ident [ $id:expr ] . $($path:tt)+) => {{
        let (reader, writer): ($crate::package::Id, $crate::package::Id) = ($id.clone(), $id.clone());
        $crate::ui::binding::Binding::new(
            move |package| {
                <$kind as $crate::package::Record>::find(package, &reader).map(|record| record.$($path)+.clone())
            },
            move |package, value| {
                if let Some(record) = <$kind as $crate::package::Record>::find_mut(package, &writer) {
                    record.$($path)+ = value;
                }
            },
        )
    }};
    ($($path:tt)+) => {
        $crate::ui::binding::Binding::new(
            |package| Some(package.$($path)+.clone()),
            |package, value| package.$($path)+ = value,
        )
    };
}
