//! Robustness: how sure the ranking is, and what would change it.

use super::findings::finding;
use serde::{Deserialize, Serialize};

finding! {
    /// How sure the ranking is, and what would change it.
    pub struct Robustness {
        /// Draws made.
        pub draws: u32,
    }
}
