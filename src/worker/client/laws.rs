//! What holds whatever is asked, cancelled, answered or crashes, in whichever order.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::worker::Kind;

#[derive(Clone, Copy, Debug)]
enum Event {
    Ask(Lane, usize, f64),
    Cancel(Lane),
    Withdraw(Lane),
    Progress,
    Done,
    Failed,
    Crash,
    Wait(f64),
}

/// The kinds by what sets them apart for the client.
const KINDS: [(Kind, Overtaken, Effect); 5] = [
    (Kind::PlotSeries, Overtaken::Ignored, Effect::None),
    (Kind::EstimateMeasures, Overtaken::Answered, Effect::None),
    (Kind::SampleRobustness, Overtaken::Stopped, Effect::None),
    (Kind::OpenDataset, Overtaken::Answered, Effect::Holds),
    (Kind::CloseDataset, Overtaken::Ignored, Effect::Releases),
];

fn event() -> impl Strategy<Value = Event> {
    let lane = || (0_u32..3).prop_map(Lane);
    prop_oneof![
        4 => (lane(), 0..KINDS.len(), prop_oneof![Just(0.0), Just(50.0)]).prop_map(|(lane, kind, delay)| Event::Ask(lane, kind, delay)),
        1 => lane().prop_map(Event::Cancel),
        1 => lane().prop_map(Event::Withdraw),
        1 => Just(Event::Progress),
        4 => Just(Event::Done),
        1 => Just(Event::Failed),
        1 => Just(Event::Crash),
        2 => prop_oneof![Just(10.0), Just(50.0)].prop_map(Event::Wait),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Model {
    Down,
    Starting,
    Idle,
    Busy(u32),
}

/// A worker that does what it is told, and a page that checks what it hears.
struct World {
    client: Client<()>,
    worker: Model,
    /// Which lane each request is of, and its effect.
    asked: BTreeMap<u32, (Lane, Effect)>,
    /// Lanes whose tables the worker has.
    tables: BTreeSet<Lane>,
    now: f64,
    wake_at: Option<f64>,
    ended: BTreeMap<u32, Ending>,
    forgotten: BTreeSet<u32>,
    newest_told: BTreeMap<Lane, u32>,
}

impl World {
    fn new() -> Self {
        Self {
            client: Client::new(),
            worker: Model::Down,
            asked: BTreeMap::new(),
            tables: BTreeSet::new(),
            now: 0.0,
            wake_at: None,
            ended: BTreeMap::new(),
            forgotten: BTreeSet::new(),
            newest_told: BTreeMap::new(),
        }
    }

    fn happens(&mut self, event: Event) {
        let now = self.now;
        let steps = match (event, self.worker) {
            (Event::Ask(lane, kind, delay), _) => {
                let (kind, overtaken, effect) = KINDS[kind];
                let work = Work { kind, overtaken, effect, body: Rc::new(|| vec![1]), file: None };
                self.asked.insert(self.client.last_id + 1, (lane, effect));
                self.client.ask(lane, work, delay, now).1
            }
            (Event::Cancel(lane), _) => self.client.cancel(lane, now),
            (Event::Withdraw(lane), _) => self.client.withdraw(lane),
            (Event::Wait(time), _) => {
                self.now += time;
                match self.wake_at.take_if(|at| *at <= self.now) {
                    Some(_) => self.client.wake(self.now),
                    None => Vec::new(),
                }
            }
            (_, Model::Down) | (Event::Progress, Model::Starting | Model::Idle) => Vec::new(),
            (Event::Crash, _) => {
                self.worker = Model::Down;
                self.tables.clear();
                self.client.crashed("died", now)
            }
            (_, Model::Starting) => {
                self.worker = Model::Idle;
                self.client.heard(Response::Ready { version: VERSION }, now)
            }
            (_, Model::Idle) => Vec::new(),
            (Event::Progress, Model::Busy(id)) => {
                self.client.heard(Response::Progress { id, progress: Progress { done: 1, total: 2 } }, now)
            }
            (Event::Failed, Model::Busy(id)) => {
                self.worker = Model::Idle;
                self.client.heard(Response::Failed { id, body: Vec::new() }, now)
            }
            (Event::Done, Model::Busy(id)) => {
                self.worker = Model::Idle;
                let (lane, effect) = self.asked[&id];
                match effect {
                    Effect::None => {}
                    Effect::Holds => drop(self.tables.insert(lane)),
                    Effect::Releases => drop(self.tables.remove(&lane)),
                }
                self.client.heard(Response::Done { id, body: Vec::new() }, now)
            }
        };
        steps.into_iter().for_each(|step| self.take(step));
    }

    fn take(&mut self, step: Step<()>) {
        match step {
            Step::Stop => {
                self.worker = Model::Down;
                self.tables.clear();
            }
            Step::Start => {
                assert_eq!(self.worker, Model::Down, "one worker at a time");
                self.worker = Model::Starting;
            }
            Step::Post(request, _) => {
                assert_eq!(self.worker, Model::Idle, "one request at a time, to a worker that is ready");
                self.worker = Model::Busy(request.id);
            }
            Step::WakeAt(at) => {
                assert!(at > self.now, "a client that wakes itself at once never sleeps");
                self.wake_at = Some(at);
            }
            Step::Stage(..) => {}
            Step::End(id, ending) => {
                assert!(!self.forgotten.contains(&id), "{id} is told after it was forgotten");
                let (lane, effect) = self.asked[&id];
                match self.ended.insert(id, ending.clone()) {
                    None => {
                        let newest = self.newest_told.insert(lane, id);
                        assert!(newest < Some(id), "{id} is told after {newest:?}, which is newer");
                    }
                    Some(former) => {
                        let lost = matches!(former, Ending::Done(_)) && !matches!(ending, Ending::Done(_));
                        assert!(effect == Effect::Holds && lost, "{id} ends twice");
                    }
                }
            }
            Step::Forget(id) => assert!(self.forgotten.insert(id), "{id} is forgotten twice"),
        }
    }

    /// Everything asked is answered.
    fn settle(&mut self) {
        for _ in 0..10_000 {
            match (self.worker, self.wake_at) {
                (Model::Starting | Model::Busy(_), _) => self.happens(Event::Done),
                (Model::Down | Model::Idle, Some(at)) => self.happens(Event::Wait(at - self.now)),
                (Model::Down | Model::Idle, None) => return,
            }
        }
        panic!("it never comes to rest");
    }

    fn held(&self) -> BTreeSet<Lane> {
        self.client.held.iter().map(|task| task.lane).collect()
    }
}

proptest! {
    #[test]
    fn every_request_comes_to_one_end(events in prop::collection::vec(event(), 0..60)) {
        let mut world = World::new();
        for event in events {
            world.happens(event);
        }
        world.settle();
        prop_assert!(world.client.waiting.is_empty());
        for id in world.asked.keys() {
            let held = world.client.held.iter().any(|task| task.id == *id);
            prop_assert!(held || world.forgotten.contains(id), "{} is neither held nor forgotten", id);
        }
        prop_assert!(world.client.stages.values().all(|stage| !stage.is_busy()), "{:?}", world.client.stages);
    }

    #[test]
    fn the_worker_holds_what_the_client_thinks_it_holds(events in prop::collection::vec(event(), 0..60)) {
        let mut world = World::new();
        for event in events {
            world.happens(event);
        }
        // One more request starts a worker, if there is none.
        world.happens(Event::Ask(Lane(9), 0, 0.0));
        world.settle();
        prop_assert_eq!(&world.tables, &world.held());
    }

    #[test]
    fn the_newest_request_of_a_lane_is_answered(events in prop::collection::vec(event(), 0..60), kind in 0..KINDS.len()) {
        let mut world = World::new();
        for event in events {
            world.happens(event);
        }
        world.happens(Event::Ask(Lane(1), kind, 50.0));
        let newest = world.client.last_id;
        world.settle();
        prop_assert_eq!(world.ended.get(&newest), Some(&Ending::Done(Vec::new())));
        prop_assert_eq!(world.client.stages.get(&Lane(1)), Some(&Stage::Done));
    }
}
