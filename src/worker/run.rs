//! Carries out requests. Pure: bytes come in as an argument, answers go out through a function.

use crate::findings::Estimate;
use crate::sorted_map::SortedMap;
use std::io::Read;

use crate::analysis::estimate::Estimator;
use crate::analysis::robustness;
use crate::package::schema::{self, Trust};
use crate::package::{Alternative, Dataset, DatasetSource, Id, Package};
use crate::publish;
use crate::telemetry::ledger::Ledger;
use crate::telemetry::read::{ReadError, ReadOptions, Reading, read};
use crate::telemetry::table::{Table, Telemetry};
use crate::telemetry::{describe, generate, guess, series};

use super::protocol::{MOST_ROWS, Request, Response, Summary};

/// The progress of a drawing is reported about so many times.
const MOST_REPORTS: usize = 40;

/// The worker's state: the tables at hand.
#[derive(Debug, Default)]
pub struct Session {
    telemetry: Telemetry,
    ledgers: SortedMap<Id, Ledger>,
    estimator: Estimator,
}

impl Session {
    /// Carries out one request. `bytes` is the file of [`Request::OpenDataset`] for an imported dataset.
    pub fn run(&mut self, request: Request, bytes: Option<&mut dyn Read>, respond: &mut dyn FnMut(Response)) {
        match request {
            Request::OpenDataset { dataset, alternatives, options, total_bytes } => {
                self.open(&dataset, &alternatives, &options, total_bytes, bytes, respond);
            }
            Request::CloseDataset { dataset } => {
                self.telemetry.remove(&dataset);
                self.ledgers.remove(&dataset);
            }
            Request::Estimate { revision, package } => {
                let estimates = self.estimator.estimate(&package, &self.telemetry);
                respond(Response::Estimated { revision, estimates });
            }
            Request::Robustness { revision, package, estimates } => draw(revision, &package, &estimates, respond),
            Request::Series { request, dataset, axes, width } => {
                respond(self.answer(dataset, request, |_, dataset, table| {
                    let lines = series::lines(table, &axes, width);
                    Response::Series { request, dataset, axes, lines }
                }))
            }
            Request::Rows { request, dataset, from, count } => respond(self.answer(dataset, request, |_, _, table| {
                let rows = series::rows(table, from as usize, count.min(MOST_ROWS) as usize);
                Response::Rows { request, from, total: table.rows as u64, rows }
            })),
            Request::Describe { request, dataset } => {
                respond(self.answer(dataset, request, |session, dataset, table| {
                    let ledger = session.ledgers.get(&dataset).cloned().unwrap_or_default();
                    Response::Described { request, description: describe::describe(table, &ledger) }
                }))
            }
            Request::Verify { request, text } => respond(verify(request, &text)),
            Request::Csv { request, dataset } => respond(self.answer(dataset, request, |_, _, table| {
                let text = String::from_utf8_lossy(&generate::to_csv(table)).into_owned();
                Response::Csv { request, text }
            })),
        }
    }

    fn answer(&self, dataset: Id, request: u64, about: impl FnOnce(&Self, Id, &Table) -> Response) -> Response {
        match self.telemetry.table(&dataset) {
            Some(table) => about(self, dataset, table),
            None => Response::Failed {
                dataset,
                request: Some(request),
                message: "The rows of this dataset are not loaded. Load its file on Evidence.".to_owned(),
            },
        }
    }

    fn open(
        &mut self,
        dataset: &Dataset,
        alternatives: &[Alternative],
        options: &ReadOptions,
        total: u64,
        bytes: Option<&mut dyn Read>,
        respond: &mut dyn FnMut(Response),
    ) {
        let id = &dataset.id;
        let reading = match (&dataset.source, bytes) {
            (DatasetSource::Generated(generator), _) => Ok(generated(generate::generate(generator, alternatives))),
            (DatasetSource::Imported(_), Some(bytes)) => read(bytes, options, &mut |bytes| {
                respond(Response::Progress { dataset: id.clone(), bytes, total });
            }),
            (DatasetSource::Imported(_), None) => Err(ReadError::Empty),
        };
        match reading {
            Ok(reading) => respond(self.keep(id.clone(), reading)),
            Err(error) => {
                respond(Response::Failed { dataset: id.clone(), request: None, message: error.to_string() });
            }
        }
    }

    fn keep(&mut self, dataset: Id, reading: Reading) -> Response {
        let Reading { table, ledger, decimal_comma_question } = reading;
        let summary = Summary {
            rows: table.rows as u64,
            columns: describe::summarise(&table),
            guesses: guess::guess(&table),
            decimal_comma_question,
        };
        self.telemetry.insert(dataset.clone(), table);
        self.ledgers.insert(dataset.clone(), ledger.clone());
        Response::DatasetOpened { dataset, summary, ledger }
    }
}

fn verify(request: u64, text: &str) -> Response {
    let verified =
        schema::open(text.as_bytes(), Trust::AcceptChanged).map_err(|error| error.to_string()).and_then(|file| {
            let loaded = publish::telemetry::load(&file, &[]).map_err(|error| error.to_string())?;
            Ok(publish::verify(&file, &loaded.telemetry))
        });
    match verified {
        Ok(differences) => Response::Verified { request, differences },
        Err(message) => Response::Failed { dataset: Id::default(), request: Some(request), message },
    }
}

fn draw(revision: u64, package: &Package, estimates: &[Estimate], respond: &mut dyn FnMut(Response)) {
    let mut said = 0;
    let drawn = robustness::drawn(package, estimates, &mut |done, total| {
        if done - said >= total / MOST_REPORTS {
            said = done;
            respond(Response::RobustnessProgress { revision, done: done as u64, total: total as u64 });
        }
        true
    });
    respond(Response::Robust { revision, drawn: drawn.map(Box::new) });
}

fn generated(table: Table) -> Reading {
    let ledger = Ledger {
        source: "drawn from its seed".to_owned(),
        parser: "generator".to_owned(),
        rows: table.rows as u64,
        columns: table.columns.len() as u64,
        ..Default::default()
    };
    Reading { table, ledger, decimal_comma_question: false }
}

#[cfg(test)]
mod tests;
