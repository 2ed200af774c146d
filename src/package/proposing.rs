//! The records that parts of are proposed.

use super::{Criterion, Gate, Proposal, Record};

/// A record of which parts are proposed at first.
pub trait Proposing: Record {
    /// What of it nobody has set yet.
    fn proposed(&self) -> &Proposal;

    /// The same, for change.
    fn proposed_mut(&mut self) -> &mut Proposal;
}

macro_rules! proposing {
    ($($kind:ty)*) => {$(
        impl Proposing for $kind {
            fn proposed(&self) -> &Proposal {
                &self.proposed
            }

            fn proposed_mut(&mut self) -> &mut Proposal {
                &mut self.proposed
            }
        }
    )*};
}

proposing! { Gate Criterion }
