//! Somebody else's numbers computed again.

use std::io::Read;

use super::Job;
use crate::package::Date;
use crate::package::evidence::ImportedFile;
use crate::package::schema::{self, Trust};
use crate::package::signing::key::{Keyed, keyed};
use crate::publish::unpacking::package_in;
use crate::publish::{self, Difference, Inspection};
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::Session;

record! {
    /// Compute every finding of the package file sent beside the request again; answered by what is in it and each field that differs.
    pub struct VerifyPackage {
        /// How many bytes each telemetry file has that stands behind the package in what is sent, in order.
        pub telemetry: Vec<u64>,
        /// The day it is asked.
        pub today: Date,
    }

    /// What is in a package file, and how it compares with what follows from it.
    pub struct Verified {
        /// What is in it.
        pub inspection: Inspection,
        /// Each field that differs.
        pub differences: Vec<Difference>,
        /// What keys are said to have signed, for the page to ask the browser.
        pub keyed: Vec<Keyed>,
    }

    /// A file that cannot be verified.
    #[derive(thiserror::Error)]
    #[error("{problem}")]
    pub struct Unverifiable {
        /// Why.
        pub problem: String,
        /// Files without which it cannot be.
        pub wanted: Vec<ImportedFile>,
    }
}

impl Job for VerifyPackage {
    const KIND: Kind = Kind::VerifyPackage;
    type Output = Verified;
    type Failure = Unverifiable;

    fn run(
        self,
        _: &mut Session,
        file: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Verified, Unverifiable> {
        let mut bytes = Vec::new();
        if let Some(file) = file {
            file.read_to_end(&mut bytes).map_err(unverifiable)?;
        }
        let mut given = Vec::new();
        for size in self.telemetry.iter().rev() {
            given.push(bytes.split_off(bytes.len().saturating_sub(*size as usize)));
        }
        let bytes = package_in(&bytes).map_err(unverifiable)?;
        let opened = schema::open(&bytes, Trust::AcceptChanged).map_err(unverifiable)?;
        let loaded = publish::telemetry::load(&opened.file, &given).map_err(unverifiable)?;
        let wanted = loaded.wanted(&opened.file.package);
        if !wanted.is_empty() {
            let is_named = |bytes: &Vec<u8>| loaded.contents.values().any(|own| own == bytes);
            let problem = match given.iter().all(is_named) {
                true => "Some of its data does not travel inside, and nothing can be said without it.",
                false => "The file given is not the one it names: its digest differs.",
            };
            return Err(Unverifiable { problem: problem.to_owned(), wanted });
        }
        let inspection = publish::inspect(&opened, bytes.len(), &self.today);
        let differences = publish::verify(&opened, &loaded.telemetry);
        Ok(Verified { inspection, differences, keyed: keyed(&opened.file.package) })
    }
}

fn unverifiable(error: impl ToString) -> Unverifiable {
    Unverifiable { problem: error.to_string(), wanted: Vec::new() }
}
