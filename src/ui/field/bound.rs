//! A field tied to its place in the package.

use crate::editing::{Binding, Edit};
use crate::ui::prelude::*;
use crate::ui::workbench::{Workbench, use_workbench};

/// One field's editing: what stands in its place now, and what stood there when it was entered.
pub(super) struct Bound<T: Send + Sync + 'static> {
    workbench: Workbench,
    pub value: Memo<Option<T>>,
    entered: StoredValue<Option<T>>,
    place: Binding<T>,
    edit: Edit,
}

impl<T: Send + Sync + 'static> Clone for Bound<T> {
    fn clone(&self) -> Self {
        Self {
            workbench: self.workbench,
            value: self.value,
            entered: self.entered,
            place: self.place.clone(),
            edit: self.edit.clone(),
        }
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Bound<T> {
    pub fn new(label: &str, place: Binding<T>) -> Self {
        let reader = place.clone();
        let workbench = use_workbench();
        let value = workbench.slice(move |package| reader.read(package));
        let edit = Edit::of_field(place.place().clone(), label);
        Self { workbench, value, entered: StoredValue::new(None), place, edit }
    }

    pub fn entered(&self) {
        self.entered.set_value(self.value.get_untracked());
    }

    pub fn write(&self, value: T) {
        self.workbench.edit(self.edit.clone(), |package| self.place.write(package, value));
    }

    pub fn restore(&self) {
        if let Some(value) = self.entered.get_value() {
            self.write(value);
        }
    }
}
