//! Who reads the package, or the findings.

use crate::sorted_map::SortedMap;
use crate::ui::prelude::*;

/// Those who read parts of one thing. When that changes, each looks whether its part is another, and only then are those
/// told who follow it: were all parts to follow one signal, every edit would wake all there is on the screen.
#[derive(Clone, Copy)]
pub struct Readers(StoredValue<Joined>);

#[derive(Default)]
struct Joined {
    looks: SortedMap<u32, Look>,
    last: u32,
}

impl Readers {
    /// None yet.
    pub fn new() -> Self {
        Self(StoredValue::new(Joined::default()))
    }

    /// Has a part looked at after each change, until the view that reads it goes away.
    pub fn join(self, look: Look) {
        let mut place = 0;
        self.0.update_value(|joined| {
            joined.last = joined.last.wrapping_add(1);
            place = joined.last;
            joined.looks.insert(place, look);
        });
        on_cleanup(move || {
            self.0.try_update_value(|joined| joined.looks.remove(&place));
        });
    }

    /// Has all readers look again.
    pub fn tell(self) {
        // Whoever looks may join.
        let looks: Vec<Look> = self.0.with_value(|joined| joined.looks.values().cloned().collect());
        looks.iter().for_each(Look::again);
    }
}
