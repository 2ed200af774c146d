//! The page's side of the worker as a state machine: no browser, no clock.
//!
//! The rules, and why:
//! - One request is with the worker at a time, so that a crash is the fault of that request alone and all others
//!   can be asked again.
//! - Who asks has a [`Lane`] of its own, and the newest request of a lane counts. One that waits gives way to a
//!   newer one; what becomes of one under way is said by its kind's [`Overtaken`].
//! - To cancel what is under way is to stop the worker and start another: nothing else stops a computation.
//! - A worker that is started again is given the jobs whose tables the former one held, before anything else.
//! - A worker that dies before it is ready is started again, but after [`MOST_STARTS`] in a row everything that
//!   waits ends, and no worker is started until somebody asks again.

mod ending;
#[cfg(test)]
mod laws;
mod task;
#[cfg(test)]
mod tests;

pub use ending::{Ending, Unanswered};
use task::Task;
pub use task::{Lane, Work};

use super::job::{Effect, Overtaken};
use super::message::{Progress, Request, Response, VERSION};
use crate::sorted_map::SortedMap;

/// So many workers that died before they were ready are taken for a browser that cannot run one.
pub const MOST_STARTS: u32 = 3;

/// How the newest request of a lane stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// Nothing was asked.
    #[default]
    Idle,
    /// It waits: for its time, for others, or for the worker to start.
    Waiting,
    /// The worker is at it, and has come so far; nothing is known of that at first.
    Running(Option<Progress>),
    /// It is answered.
    Done,
    /// It could not be done.
    Failed,
    /// The worker died of it.
    Crashed,
    /// It was cancelled.
    Cancelled,
}

impl Stage {
    /// Whether an answer is to come.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Waiting | Self::Running(_))
    }
}

/// What is to be done outside, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<F> {
    /// Stop the worker; nothing it still says counts.
    Stop,
    /// Start a worker.
    Start,
    /// Give the worker a request, with the file it is about.
    Post(Request, Option<F>),
    /// Call [`Client::wake`] at this time, and at no other asked for before.
    WakeAt(f64),
    /// A lane stands differently.
    Stage(Lane, Stage),
    /// The request with this number ended. A request that [holds](Effect::Holds) a table may end once more, not
    /// done, when its table could not be had again after a crash.
    End(u32, Ending),
    /// The request with this number will not end any more.
    Forget(u32),
}

/// What the page knows of its worker and has asked of it. Times are milliseconds from any fixed moment.
pub struct Client<F> {
    worker: Worker<F>,
    /// In the order in which they are asked.
    waiting: Vec<Task<F>>,
    /// Those whose tables the worker holds.
    held: Vec<Task<F>>,
    stages: SortedMap<Lane, Stage>,
    last_id: u32,
    /// Workers started since one was ready.
    starts: u32,
    steps: Vec<Step<F>>,
}

enum Worker<F> {
    Down,
    Starting,
    Idle,
    Busy(Task<F>),
}

impl<F: Clone> Default for Client<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F: Clone> Client<F> {
    /// Nothing asked, no worker.
    pub fn new() -> Self {
        Self {
            worker: Worker::Down,
            waiting: Vec::new(),
            held: Vec::new(),
            stages: SortedMap::new(),
            last_id: 0,
            starts: 0,
            steps: Vec::new(),
        }
    }

    /// Asks `work` for a lane, `delay` milliseconds from `now` at the earliest. Gives the request's number.
    pub fn ask(&mut self, lane: Lane, work: Work<F>, delay: f64, now: f64) -> (u32, Vec<Step<F>>) {
        self.last_id += 1;
        let id = self.last_id;
        let releases = work.effect == Effect::Releases;
        self.overtake(lane, releases);
        let task = Task { id, lane, work, due: now + delay, ignored: false, again: false };
        match self.waiting.iter().position(|other| other.lane == lane && !other.again) {
            Some(place) => {
                let mut former = std::mem::replace(&mut self.waiting[place], task);
                former.forget(&mut self.steps);
            }
            None => self.waiting.push(task),
        }
        self.stage(lane, Stage::Waiting);
        self.go_on(now);
        (id, self.take_steps())
    }

    /// Cancels what a lane has asked. What is under way is stopped with its worker.
    pub fn cancel(&mut self, lane: Lane, now: f64) -> Vec<Step<F>> {
        let waited = self.drop_waiting(lane);
        let running = matches!(&self.worker, Worker::Busy(task) if task.lane == lane && !task.again);
        if running && let Some(mut task) = self.stop() {
            task.forget(&mut self.steps);
        }
        if waited || running {
            self.stage(lane, Stage::Cancelled);
        }
        self.go_on(now);
        self.take_steps()
    }

    /// Takes back what a lane has asked. What is under way is finished, and ignored; a table it leaves in the
    /// worker stays there.
    pub fn withdraw(&mut self, lane: Lane) -> Vec<Step<F>> {
        self.drop_waiting(lane);
        if let Worker::Busy(task) = &mut self.worker
            && task.lane == lane
        {
            task.forget(&mut self.steps);
        }
        if self.stages.contains_key(&lane) {
            self.stage(lane, Stage::Idle);
            self.stages.remove(&lane);
        }
        self.take_steps()
    }

    /// The worker said something.
    pub fn heard(&mut self, response: Response, now: f64) -> Vec<Step<F>> {
        match response {
            Response::Ready { version: VERSION } => {
                if matches!(self.worker, Worker::Starting) {
                    self.worker = Worker::Idle;
                    self.starts = 0;
                }
            }
            Response::Ready { .. } => self.give_up("the page is older than its parts; reload it"),
            Response::Progress { id, progress } => {
                if let Worker::Busy(task) = &self.worker
                    && task.id == id
                    && !task.ignored
                    && !task.again
                    && !self.waiting.iter().any(|other| other.lane == task.lane)
                {
                    self.stage(task.lane, Stage::Running(Some(progress)));
                }
            }
            Response::Done { id, body } => self.ended(id, Ending::Done(body)),
            Response::Failed { id, body } => self.ended(id, Ending::Failed(body)),
        }
        self.go_on(now);
        self.take_steps()
    }

    /// The worker died, or could not be started.
    pub fn crashed(&mut self, why: &str, now: f64) -> Vec<Step<F>> {
        let under_way = self.stop();
        if let Some(task) = under_way {
            self.end(task, Ending::Crashed(why.to_owned()));
        }
        if self.starts >= MOST_STARTS {
            self.give_up(why);
        }
        self.go_on(now);
        self.take_steps()
    }

    /// It is later.
    pub fn wake(&mut self, now: f64) -> Vec<Step<F>> {
        self.go_on(now);
        self.take_steps()
    }

    /// Has the next request carried out, if one is due and the worker is free.
    fn go_on(&mut self, now: f64) {
        if self.waiting.is_empty() {
            return;
        }
        if self.is_futile(now) {
            self.stop();
        }
        match self.worker {
            Worker::Down => self.start(),
            Worker::Starting => {}
            Worker::Idle => match self.waiting.iter().position(|task| task.due <= now) {
                Some(place) => self.post(place),
                None => self.wake_when_due(now),
            },
            Worker::Busy(_) => self.wake_when_due(now),
        }
    }

    /// Whether the worker is at something that nobody waits for and that takes longer than a new worker.
    fn is_futile(&self, now: f64) -> bool {
        let Worker::Busy(task) = &self.worker else { return false };
        let due = |other: &Task<F>| other.due <= now;
        task.ignored && task.work.overtaken == Overtaken::Stopped && self.waiting.iter().any(due)
    }

    fn start(&mut self) {
        self.worker = Worker::Starting;
        self.starts += 1;
        self.steps.push(Step::Start);
        let held = std::mem::take(&mut self.held).into_iter().map(|task| Task { again: true, ..task });
        self.waiting.splice(0..0, held);
    }

    fn post(&mut self, place: usize) {
        let task = self.waiting.remove(place);
        let request = Request { id: task.id, kind: task.work.kind, body: (task.work.body)() };
        self.steps.push(Step::Post(request, task.work.file.clone()));
        if !task.again && !task.ignored {
            self.stage(task.lane, Stage::Running(None));
        }
        self.worker = Worker::Busy(task);
    }

    fn wake_when_due(&mut self, now: f64) {
        let later = self.waiting.iter().map(|task| task.due).filter(|due| *due > now);
        if let Some(due) = later.reduce(f64::min) {
            self.steps.push(Step::WakeAt(due));
        }
    }

    /// A newer request of its lane came.
    fn overtake(&mut self, lane: Lane, by_release: bool) {
        if let Worker::Busy(task) = &mut self.worker
            && task.lane == lane
            && !task.again
            && (by_release || task.work.overtaken != Overtaken::Answered)
        {
            task.forget(&mut self.steps);
        }
    }

    /// Whether there was something to drop.
    fn drop_waiting(&mut self, lane: Lane) -> bool {
        let before = self.waiting.len();
        let steps = &mut self.steps;
        self.waiting.retain_mut(|task| {
            let gone = task.lane == lane && !task.again;
            if gone {
                task.forget(steps);
            }
            !gone
        });
        self.waiting.len() < before
    }

    /// Stops the worker. What it held is asked again by the next one.
    fn stop(&mut self) -> Option<Task<F>> {
        let worker = std::mem::replace(&mut self.worker, Worker::Down);
        if !matches!(worker, Worker::Down) {
            self.steps.push(Step::Stop);
        }
        match worker {
            Worker::Busy(task) => Some(task),
            _ => None,
        }
    }

    /// Ends what waits. Tables are asked again with the next request.
    fn give_up(&mut self, why: &str) {
        self.stop();
        self.starts = 0;
        let (held, waiting): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().partition(|task| task.again);
        self.held.splice(0..0, held);
        for task in waiting {
            self.end(task, Ending::Crashed(why.to_owned()));
        }
    }

    fn ended(&mut self, id: u32, ending: Ending) {
        match std::mem::replace(&mut self.worker, Worker::Idle) {
            Worker::Busy(task) if task.id == id => self.end(task, ending),
            other => self.worker = other,
        }
    }

    /// Tells how a request ended, and keeps what it left in the worker.
    fn end(&mut self, mut task: Task<F>, ending: Ending) {
        let done = matches!(ending, Ending::Done(_));
        let (id, lane) = (task.id, task.lane);
        let known = task.again && done;
        let told = !(task.ignored || known);
        if told {
            let stage = match ending {
                Ending::Done(_) => Stage::Done,
                Ending::Failed(_) => Stage::Failed,
                Ending::Crashed(_) => Stage::Crashed,
            };
            let newer = self.waiting.iter().any(|other| other.lane == lane);
            self.stage(lane, if newer { Stage::Waiting } else { stage });
            self.steps.push(Step::End(id, ending));
        }
        let holds = done && task.work.effect == Effect::Holds;
        if done && task.work.effect != Effect::None {
            self.release(lane);
        }
        if holds {
            self.held.push(task);
        } else {
            task.forget(&mut self.steps);
        }
    }

    fn release(&mut self, lane: Lane) {
        if let Some(place) = self.held.iter().position(|task| task.lane == lane) {
            let mut former = self.held.remove(place);
            former.forget(&mut self.steps);
        }
    }

    fn stage(&mut self, lane: Lane, stage: Stage) {
        let known = self.stages.get_or_insert_with(lane, Stage::default);
        if *known != stage {
            known.clone_from(&stage);
            self.steps.push(Step::Stage(lane, stage));
        }
    }

    fn take_steps(&mut self) -> Vec<Step<F>> {
        std::mem::take(&mut self.steps)
    }
}
