//! Who reads the package.

use crate::ui::prelude::*;

/// Those who read slices of the package, in groups. A reader that runs again leaves its list of readers and joins
/// it anew, and leaving costs the length of the list: with one list for all, the hundreds of values on a screen
/// spent a tenth of an edit on that.
#[derive(Clone, Copy)]
pub struct Readers {
    groups: [Trigger; Self::GROUPS],
    joined: StoredValue<usize>,
}

impl Readers {
    const GROUPS: usize = 32;

    /// None yet.
    pub fn new() -> Self {
        Self { groups: std::array::from_fn(|_| Trigger::new()), joined: StoredValue::new(0) }
    }

    /// The group that a new reader follows.
    pub fn join(&self) -> Trigger {
        let joined = self.joined.get_value();
        self.joined.set_value(joined.wrapping_add(1));
        self.groups[joined % Self::GROUPS]
    }

    /// Has all readers read again.
    pub fn tell(&self) {
        self.groups.iter().for_each(Trigger::notify);
    }
}
