//! The client with the real jobs behind it, run in this thread in place of a worker.

use std::collections::VecDeque;
use std::io::Read;

use super::*;
use crate::package::evidence::ImportedFile;
use crate::package::{Dataset, DatasetSource, Id, Package, template};
use crate::telemetry::series::Axes;
use crate::worker::Kind;
use crate::worker::job::{self, *};
use crate::worker::session::Session;

type File = &'static [u8];

const CSV: File = b"option,ms\nA,1.5\nB,2\n";
const OTHER: File = b"option,ms\nA,7\n";
const RAGGED: File = b"option,ms\nA\n";

const DATASET: Lane = Lane(1);
const CHART: Lane = Lane(2);

/// The page as far as the client knows it: carries out steps, with a session in place of the worker.
#[derive(Default)]
struct Page {
    client: Client<File>,
    session: Option<Session>,
    said: VecDeque<Response>,
    /// The worker dies of the next request of this kind.
    dies_of: Option<Kind>,
    /// The worker dies before it says that it is ready.
    cannot_start: bool,
    starts: usize,
    endings: Vec<(u32, Ending)>,
    stages: Vec<(Lane, Stage)>,
    wake_at: Option<f64>,
    now: f64,
}

impl Page {
    /// Asks, and has nothing carried out yet.
    fn ask<J: Job>(&mut self, lane: Lane, job: J, file: Option<File>) -> u32 {
        self.ask_later(lane, job, file, 0.0)
    }

    fn ask_later<J: Job>(&mut self, lane: Lane, job: J, file: Option<File>, delay: f64) -> u32 {
        let (id, steps) = self.client.ask(lane, Work::new(job, file), delay, self.now);
        self.take(steps);
        id
    }

    fn cancel(&mut self, lane: Lane) {
        let steps = self.client.cancel(lane, self.now);
        self.take(steps);
    }

    /// Has the worker stopped, and another asked for.
    fn cancel_under_way(&mut self) {
        self.ask(CHART, plot(10), None);
        self.cancel(CHART);
        self.ask(CHART, plot(10), None);
    }

    fn wait(&mut self, milliseconds: f64) {
        self.now += milliseconds;
        if self.wake_at.take_if(|at| *at <= self.now).is_some() {
            let steps = self.client.wake(self.now);
            self.take(steps);
        }
    }

    fn take(&mut self, steps: Vec<Step<File>>) {
        for step in steps {
            match step {
                Step::Stop => {
                    self.session = None;
                    self.said.clear();
                }
                Step::Start => {
                    self.starts += 1;
                    self.session = Some(Session::default());
                    self.said.push_back(Response::Ready { version: VERSION });
                }
                Step::Post(request, file) => self.work(&request, file),
                Step::WakeAt(at) => self.wake_at = Some(at),
                Step::Stage(lane, stage) => self.stages.push((lane, stage)),
                Step::End(id, ending) => self.endings.push((id, ending)),
                Step::Forget(_) => {}
            }
        }
    }

    /// The worker's side of one request; what it says is heard later.
    fn work(&mut self, request: &Request, mut file: Option<File>) {
        if self.dies_of.take_if(|kind| *kind == request.kind).is_some() {
            self.session = None;
            return;
        }
        let file = file.as_mut().map(|file| file as &mut dyn Read);
        let session = self.session.as_mut().expect("requests go to a worker that runs");
        job::run(session, request, file, &mut |response| self.said.push_back(response));
    }

    /// Has the worker do all it was asked.
    fn settle(&mut self) {
        loop {
            let starting = matches!(self.said.front(), Some(Response::Ready { .. }));
            let steps = if self.cannot_start && starting {
                self.client.crashed("no memory", self.now)
            } else if let Some(response) = self.said.pop_front() {
                self.client.heard(response, self.now)
            } else if self.session.is_none() && self.starts > 0 && self.is_busy() {
                self.client.crashed("unreachable", self.now)
            } else {
                return;
            };
            self.take(steps);
        }
    }

    fn is_busy(&self) -> bool {
        self.client.stages.values().any(Stage::is_busy)
    }

    fn stage(&self, lane: Lane) -> Stage {
        self.client.stages.get(&lane).cloned().unwrap_or_default()
    }

    /// How a request ended: the output of its kind, or its failure in words.
    fn ending<J: Job>(&self, id: u32) -> Option<Result<J::Output, String>> {
        let (_, ending) = self.endings.iter().find(|(ended, _)| *ended == id)?;
        Some(ending.clone().outcome::<J>().map_err(|unanswered| unanswered.to_string()))
    }

    fn opened(&self) -> Vec<&str> {
        self.session.iter().flat_map(Session::datasets).map(Id::as_str).collect()
    }
}

fn open() -> OpenDataset {
    let source = DatasetSource::Imported(ImportedFile { bytes: CSV.len() as u64, ..ImportedFile::default() });
    OpenDataset::of(&Package::default(), &Dataset { id: "file".into(), source, ..Dataset::default() })
}

fn close() -> CloseDataset {
    CloseDataset { dataset: "file".into() }
}

fn plot(width: u32) -> PlotSeries {
    let axes = Axes { column: "ms".to_owned(), ..Axes::default() };
    PlotSeries { dataset: "file".into(), axes, width }
}

fn rows(page: &mut Page) -> Result<RowPage, String> {
    let job = ListRows { dataset: "file".into(), from: 0, count: 9 };
    let id = page.ask(Lane(99), job, None);
    page.settle();
    page.ending::<ListRows>(id).unwrap()
}

/// A page whose worker has the table of `CSV`.
fn with_table() -> Page {
    let mut page = Page::default();
    page.ask(DATASET, open(), Some(CSV));
    page.settle();
    assert_eq!((page.opened(), page.stage(DATASET)), (vec!["file"], Stage::Done));
    page.stages.clear();
    page
}

fn crashed(why: &str) -> String {
    format!("The computation stopped ({why}). What you entered is safe.")
}

fn sampling(draws: u32) -> SampleRobustness {
    let mut package = template::TEMPLATES[0].package.clone();
    package.settings.draws = draws;
    let estimates = crate::analysis::estimate::estimate(&package, &crate::telemetry::Telemetry::generated(&package));
    SampleRobustness { package: package.into(), estimates: estimates.into() }
}

#[test]
fn a_request_waits_runs_and_is_done() {
    let mut page = Page::default();
    let id = page.ask(DATASET, open(), Some(CSV));
    page.settle();
    let size = CSV.len() as u64;
    let read = Stage::Running(Some(Progress { done: size, total: size }));
    let stages = [Stage::Waiting, Stage::Running(None), read, Stage::Done].map(|stage| (DATASET, stage));
    assert_eq!(page.stages, stages);
    assert_eq!(page.ending::<OpenDataset>(id).unwrap().unwrap().rows, 2);
}

#[test]
fn a_failure_is_of_the_kind_of_its_request() {
    let mut page = with_table();
    let id = page.ask(DATASET, open(), Some(RAGGED));
    page.settle();
    let why = page.ending::<OpenDataset>(id).unwrap().unwrap_err();
    assert!(why.starts_with("Row 1 (line 2)"), "{why}");
    assert_eq!(page.stage(DATASET), Stage::Failed);
    assert_eq!(rows(&mut page).unwrap().total, 2, "the former table is still there");
}

#[test]
fn the_newest_request_counts() {
    let mut page = with_table();
    let ids = [10, 20, 30].map(|width| page.ask(CHART, plot(width), None));
    page.settle();
    let ended: Vec<u32> = page.endings.iter().map(|(id, _)| *id).filter(|id| ids.contains(id)).collect();
    assert_eq!(ended, [ids[2]], "the first was under way and the second waited");
}

#[test]
fn lanes_do_not_overtake_each_other() {
    let mut page = with_table();
    let ids = [CHART, Lane(3), Lane(4)].map(|lane| page.ask(lane, plot(10), None));
    page.settle();
    assert!(ids.iter().all(|id| page.ending::<PlotSeries>(*id).unwrap().is_ok()));
}

#[test]
fn estimates_asked_without_a_pause_are_still_seen() {
    let package = template::TEMPLATES[0].package.clone();
    let mut page = Page::default();
    let ids = [1, 2, 3].map(|seed| {
        let mut package = package.clone();
        package.settings.seed = seed;
        let id = page.ask(CHART, EstimateMeasures { package: package.into() }, None);
        if seed == 1 {
            // The worker is ready, and takes the first.
            let ready = page.said.pop_front().unwrap();
            let steps = page.client.heard(ready, 0.0);
            page.take(steps);
        }
        id
    });
    page.settle();
    assert_eq!(ids.map(|id| page.ending::<EstimateMeasures>(id).is_some()), [true, false, true]);
}

#[test]
fn draws_begin_after_their_delay_and_only_the_last_are_made() {
    let mut page = Page::default();
    let ids = [100, 200, 300].map(|draws| {
        page.wait(50.0);
        page.ask_later(CHART, sampling(draws), None, 120.0)
    });
    page.settle();
    page.wait(119.0);
    page.settle();
    assert_eq!((page.endings.len(), page.stage(CHART)), (0, Stage::Waiting));
    page.wait(1.0);
    page.settle();
    assert_eq!(page.endings.len(), 1);
    assert_eq!(page.ending::<SampleRobustness>(ids[2]).unwrap().unwrap().smaa.draws, 300);
    let reports = page.stages.iter().filter(|(_, stage)| matches!(stage, Stage::Running(Some(_)))).count();
    assert!(reports > 0, "progress is told");
}

#[test]
fn draws_that_nobody_waits_for_are_stopped() {
    let mut page = Page::default();
    page.ask(CHART, sampling(100), None);
    let ready = page.said.pop_front().unwrap();
    let steps = page.client.heard(ready, 0.0);
    page.take(steps);
    let newer = page.ask_later(CHART, sampling(200), None, 120.0);
    assert_eq!(page.starts, 1, "not before the newer are due");
    page.wait(120.0);
    page.settle();
    assert_eq!(page.starts, 2);
    assert_eq!(page.endings.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [newer]);
}

#[test]
fn cancelling_stops_the_worker_and_the_next_one_has_the_tables() {
    let mut page = with_table();
    let other = OpenDataset { dataset: "other".into(), ..open() };
    let cancelled = page.ask(Lane(5), other, Some(OTHER));
    let series = page.ask(CHART, plot(10), None);
    page.cancel(Lane(5));
    assert_eq!(page.stage(Lane(5)), Stage::Cancelled);
    page.settle();
    assert_eq!((page.starts, page.opened()), (2, vec!["file"]));
    assert_eq!(page.ending::<OpenDataset>(cancelled), None);
    assert!(page.ending::<PlotSeries>(series).unwrap().is_ok(), "what waited is answered by the next worker");
}

#[test]
fn cancelling_what_waits_stops_nothing() {
    let mut page = with_table();
    page.ask(CHART, plot(10), None);
    let waits = page.ask(Lane(5), plot(20), None);
    page.cancel(Lane(5));
    page.settle();
    assert_eq!((page.starts, page.ending::<PlotSeries>(waits)), (1, None));
    page.cancel(Lane(5));
    assert_eq!(page.starts, 1, "nothing is left to cancel");
}

#[test]
fn a_crash_ends_the_request_under_way_and_no_other() {
    let mut page = with_table();
    page.dies_of = Some(Kind::PlotSeries);
    let culprit = page.ask(CHART, plot(10), None);
    let next = page.ask(Lane(3), plot(20), None);
    page.settle();
    assert_eq!(page.ending::<PlotSeries>(culprit), Some(Err(crashed("unreachable"))));
    assert_eq!(page.stage(CHART), Stage::Crashed);
    assert!(page.ending::<PlotSeries>(next).unwrap().is_ok());
    assert_eq!(page.opened(), ["file"], "the table was read again");
    let again = page.ask(CHART, plot(10), None);
    page.settle();
    assert!(page.ending::<PlotSeries>(again).unwrap().is_ok(), "the next request works again");
}

#[test]
fn a_table_of_which_the_worker_dies_is_not_asked_again() {
    let mut page = with_table();
    let (opening, _) = page.endings.pop().unwrap();
    page.cancel_under_way();
    page.dies_of = Some(Kind::OpenDataset);
    page.settle();
    let hears = page.ending::<OpenDataset>(opening);
    assert_eq!(hears.unwrap().unwrap_err(), crashed("unreachable"), "whoever opened the dataset hears of it");
    assert!(rows(&mut page).is_err());
    assert_eq!(page.starts, 3);
}

#[test]
fn a_closed_dataset_is_gone_and_stays_gone() {
    let mut page = with_table();
    let opening = page.ask(DATASET, open(), Some(OTHER));
    let closing = page.ask(DATASET, close(), None);
    page.settle();
    assert_eq!(page.ending::<OpenDataset>(opening), None, "what was being opened is not told any more");
    assert!(page.ending::<CloseDataset>(closing).unwrap().is_ok());
    let why = rows(&mut page).unwrap_err();
    assert!(why.starts_with("The rows of this dataset are not loaded."), "{why}");
    page.dies_of = Some(Kind::PlotSeries);
    page.ask(CHART, plot(10), None);
    page.settle();
    assert_eq!(page.opened(), Vec::<&str>::new());
}

#[test]
fn a_worker_that_cannot_start_is_tried_a_few_times_and_again_when_asked() {
    let mut page = Page { cannot_start: true, ..Page::default() };
    let id = page.ask(CHART, plot(10), None);
    page.settle();
    assert_eq!(page.ending::<PlotSeries>(id), Some(Err(crashed("no memory"))));
    assert_eq!(page.starts, MOST_STARTS as usize);
    page.cannot_start = false;
    page.ask(DATASET, open(), Some(CSV));
    page.settle();
    assert_eq!(page.opened(), ["file"]);
}

#[test]
fn a_worker_of_another_version_is_not_asked_anything() {
    let mut page = Page::default();
    let id = page.ask(CHART, plot(10), None);
    let steps = page.client.heard(Response::Ready { version: VERSION + 1 }, 0.0);
    page.take(steps);
    let why = page.ending::<PlotSeries>(id).unwrap().unwrap_err();
    assert!(why.contains("reload"), "{why}");
    assert!(page.session.is_none());
}

#[test]
fn who_withdraws_hears_nothing_more() {
    let mut page = with_table();
    let under_way = page.ask(CHART, plot(10), None);
    let waits = page.ask(CHART, plot(20), None);
    let steps = page.client.withdraw(CHART);
    page.take(steps);
    page.settle();
    assert_eq!((page.ending::<PlotSeries>(under_way), page.ending::<PlotSeries>(waits)), (None, None));
    assert_eq!(page.starts, 1);
}
