//! Somebody else's numbers computed again.

use std::io::Read;

use super::Job;
use crate::package::schema::{self, Trust};
use crate::publish::{self, Difference};
use crate::worker::Kind;
use crate::worker::message::{Progress, bare_message};
use crate::worker::session::Session;

/// Compute every finding of the package file sent beside the request again; answered by each field that
/// differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VerifyPackage;

bare_message!(VerifyPackage);

record! {
    /// A file that cannot be verified.
    #[derive(thiserror::Error)]
    #[error("{problem}")]
    pub struct Unverifiable {
        /// Why.
        pub problem: String,
    }
}

impl Job for VerifyPackage {
    const KIND: Kind = Kind::VerifyPackage;
    type Output = Vec<Difference>;
    type Failure = Unverifiable;

    fn run(
        self,
        _: &mut Session,
        file: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Difference>, Unverifiable> {
        let mut bytes = Vec::new();
        if let Some(file) = file {
            file.read_to_end(&mut bytes).map_err(unverifiable)?;
        }
        let file = schema::open(&bytes, Trust::AcceptChanged).map_err(unverifiable)?;
        let loaded = publish::telemetry::load(&file, &[]).map_err(unverifiable)?;
        Ok(publish::verify(&file, &loaded.telemetry))
    }
}

fn unverifiable(error: impl ToString) -> Unverifiable {
    Unverifiable { problem: error.to_string() }
}
