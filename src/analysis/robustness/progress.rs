//! How far the drawing has come, and whether it may go on.

use engine::BLOCK;

use crate::package::Settings;

/// Passes over the draws: ranks and decisions, confidence factors, evidence values, waiting.
const PASSES: usize = 4;

/// Draws between two questions whether to go on.
const STEP: usize = 1024;

pub(super) struct Progress<'a> {
    /// Draws of one pass.
    pub draws: usize,
    done: usize,
    asked: usize,
    keep_going: &'a mut dyn FnMut(usize, usize) -> bool,
}

impl<'a> Progress<'a> {
    pub fn new(settings: &Settings, keep_going: &'a mut dyn FnMut(usize, usize) -> bool) -> Self {
        Self { draws: settings.draws.clamp(100, 1_000_000) as usize, done: 0, asked: 0, keep_going }
    }

    /// The blocks of so many draws, each with how many of its draws are wanted.
    pub fn blocks(&self, draws: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        (0..draws.div_ceil(BLOCK)).map(move |block| (block, BLOCK.min(draws - block * BLOCK)))
    }

    /// Notes that so many more draws are done; nothing when it was asked to stop.
    pub fn step(&mut self, draws: usize) -> Option<()> {
        self.done += draws;
        if draws > 0 && self.done < self.asked + STEP {
            return Some(());
        }
        self.asked = self.done;
        (self.keep_going)(self.done, PASSES * self.draws).then_some(())
    }
}
