//! Where an axis has its numbers or dates, and how they read.

use super::{NOTE, Scale, number::Unit, number::tick};

/// Room between two labels of one axis.
const GAP: f64 = 10.0;

/// What an axis counts.
pub trait Ticks {
    /// About `count` values within the scale's domain, ascending, each with its label.
    fn ticks(&self, scale: &Scale, count: usize) -> Vec<(f64, String)>;

    /// What stands once at the end of a horizontal axis; empty when each label says it.
    fn name(&self) -> &str {
        ""
    }
}

impl Ticks for Unit<'_> {
    fn ticks(&self, scale: &Scale, count: usize) -> Vec<(f64, String)> {
        let step = scale.step(count);
        scale.ticks(count).into_iter().map(|value| (value, tick(value, step, *self))).collect()
    }
}

/// Pixels and labels of as many ticks as fit beside each other on a horizontal scale.
pub fn fitting(source: &dyn Ticks, scale: &Scale) -> Vec<(f64, String)> {
    let mut count = ((scale.room() / 60.0) as usize).clamp(1, 10);
    loop {
        let mut ticks = source.ticks(scale, count);
        for tick in &mut ticks {
            tick.0 = scale.at(tick.0);
        }
        let widest = NOTE.widest(ticks.iter().map(|(_, label)| label.as_str()));
        if count == 1 || ticks.windows(2).all(|pair| pair[1].0 - pair[0].0 >= widest + GAP) {
            return ticks;
        }
        count -= 1;
    }
}
