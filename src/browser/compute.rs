//! The page's compute worker: started when it is needed, asked, heard, stopped and started again as
//! [`Client`] says.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, MessageEvent};

use super::{clock, worker_message};
use crate::sorted_map::SortedMap;
use crate::worker::client::{Client, Ending, Step, Unanswered, Work};
use crate::worker::{Job, Lane, Request, Stage};

/// A compute worker of the page. A handle: copies mean the same worker, which ends with the last of them.
#[derive(Clone)]
pub struct Compute(Rc<RefCell<State>>);

type Answer = Rc<RefCell<dyn FnMut(Ending)>>;
type Watcher = Rc<dyn Fn(Stage)>;

#[derive(Default)]
struct State {
    client: Client<Blob>,
    /// What is still to be done, in this order.
    steps: VecDeque<Step<Blob>>,
    is_stepping: bool,
    worker: Option<Worker>,
    answers: SortedMap<u32, Answer>,
    watchers: SortedMap<Lane, Watcher>,
    last_lane: u32,
    timer: Option<Timeout>,
}

impl Default for Compute {
    fn default() -> Self {
        Self::new()
    }
}

impl Compute {
    /// A worker that nothing was asked of; it is started with the first request.
    pub fn new() -> Self {
        Self(Rc::default())
    }

    /// A lane for somebody who asks; `watcher` is told how its newest request stands.
    pub fn lane(&self, watcher: impl Fn(Stage) + 'static) -> Lane {
        let mut state = self.0.borrow_mut();
        state.last_lane += 1;
        let lane = Lane(state.last_lane);
        state.watchers.insert(lane, Rc::new(watcher));
        lane
    }

    /// Asks a job for a lane, with the file it is about, `delay` milliseconds from now at the earliest. `answer`
    /// is called when it ends, unless it is overtaken or cancelled, and once more should a table it left in the
    /// worker be lost.
    pub fn ask<J: Job>(
        &self,
        lane: Lane,
        job: J,
        file: Option<Blob>,
        delay: f64,
        mut answer: impl FnMut(Result<J::Output, Unanswered<J::Failure>>) + 'static,
    ) {
        let answer = Rc::new(RefCell::new(move |ending: Ending| answer(ending.outcome::<J>())));
        self.ask_erased(lane, Work::new(job, file), delay, answer);
    }

    fn ask_erased(&self, lane: Lane, work: Work<Blob>, delay: f64, answer: Answer) {
        let steps = {
            let mut state = self.0.borrow_mut();
            let (id, steps) = state.client.ask(lane, work, delay, clock::now());
            state.answers.insert(id, answer);
            steps
        };
        self.take(steps);
    }

    /// Cancels what a lane has asked.
    pub fn cancel(&self, lane: Lane) {
        self.tell(|client, now| client.cancel(lane, now));
    }

    /// Takes back what a lane has asked, without stopping anything.
    pub fn withdraw(&self, lane: Lane) {
        self.tell(|client, _| client.withdraw(lane));
    }

    /// Takes back what a lane has asked, and forgets the lane.
    pub fn leave(&self, lane: Lane) {
        self.0.borrow_mut().watchers.remove(&lane);
        self.withdraw(lane);
    }

    fn tell(&self, event: impl FnOnce(&mut Client<Blob>, f64) -> Vec<Step<Blob>>) {
        let steps = event(&mut self.0.borrow_mut().client, clock::now());
        self.take(steps);
    }

    fn take(&self, steps: Vec<Step<Blob>>) {
        self.0.borrow_mut().steps.extend(steps);
        // Whoever hears an answer may ask anew, which adds steps to those being taken.
        if std::mem::replace(&mut self.0.borrow_mut().is_stepping, true) {
            return;
        }
        loop {
            let step = self.0.borrow_mut().steps.pop_front();
            let Some(step) = step else { break };
            self.step(step);
        }
        self.0.borrow_mut().is_stepping = false;
    }

    fn step(&self, step: Step<Blob>) {
        match step {
            Step::Stop => drop(self.0.borrow_mut().worker.take()),
            Step::Start => self.start(),
            Step::Post(request, file) => {
                if let Some(worker) = &self.0.borrow().worker {
                    worker.post(&request, file.as_ref());
                }
            }
            Step::WakeAt(time) => self.wake_at(time),
            Step::Stage(lane, stage) => {
                let watcher = self.0.borrow().watchers.get(&lane).cloned();
                if let Some(watcher) = watcher {
                    watcher(stage);
                }
            }
            Step::End(id, ending) => {
                let answer = self.0.borrow().answers.get(&id).cloned();
                if let Some(answer) = answer {
                    (answer.borrow_mut())(ending);
                }
            }
            Step::Forget(id) => drop(self.0.borrow_mut().answers.remove(&id)),
        }
    }

    fn start(&self) {
        let started = Worker::start(&Rc::downgrade(&self.0));
        match started {
            Ok(worker) => self.0.borrow_mut().worker = Some(worker),
            Err(_) => self.crash_soon("this browser cannot start it"),
        }
    }

    /// Reports a crash once all that is under way here is done.
    fn crash_soon(&self, why: &'static str) {
        let this = self.clone();
        Timeout::new(0, move || this.tell(|client, now| client.crashed(why, now))).forget();
    }

    fn wake_at(&self, time: f64) {
        let weak = Rc::downgrade(&self.0);
        let delay = (time - clock::now()).max(0.0).ceil() as u32;
        let timer = Timeout::new(delay, move || {
            if let Some(state) = weak.upgrade() {
                Self(state).tell(|client, now| client.wake(now));
            }
        });
        self.0.borrow_mut().timer = Some(timer);
    }
}

/// A running worker. Stopped when dropped.
struct Worker {
    worker: web_sys::Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn(web_sys::Event)>,
}

impl Worker {
    fn start(page: &Weak<RefCell<State>>) -> Result<Self, JsValue> {
        let module = web_sys::WorkerOptions::new();
        module.set_type(web_sys::WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&named("meta[name=compute-worker]", "content"), &module)?;
        let (listener, fault_listener) = (page.clone(), page.clone());
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = worker_message::read_response(&event.data());
            if let (Some(state), Some(response)) = (listener.upgrade(), said) {
                Compute(state).tell(|client, now| client.heard(response, now));
            }
        });
        let failed = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let why = event.dyn_ref::<web_sys::ErrorEvent>().map(web_sys::ErrorEvent::message).unwrap_or_default();
            if let Some(state) = fault_listener.upgrade() {
                // It is seen to: another worker is started, and who asked is told. Offline that happens at each visit
                // with WebKitGTK, which keeps a worker started beside another from the service worker.
                event.prevent_default();
                Compute(state).tell(|client, now| client.crashed(&why, now));
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        worker.post_message(&program())?;
        Ok(Self { worker, _heard: heard, _failed: failed })
    }

    fn post(&self, request: &Request, file: Option<&Blob>) {
        let _ = self.worker.post_message(&worker_message::write_request(request, file));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// What the worker is made of: this program's script, and its code as this page compiled it.
fn program() -> JsValue {
    let page = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    let script = web_sys::Url::new_with_base(&named("script[data-script]", "data-script"), &page);
    let program = js_sys::Object::new();
    for (key, value) in [("script", script.map(|url| url.href().into())), ("module", Ok(wasm_bindgen::module()))] {
        let _ = js_sys::Reflect::set(&program, &key.into(), &value.unwrap_or_default());
    }
    program.into()
}

/// What the page says in an attribute of an element of its head or body.
fn named(selector: &str, attribute: &str) -> String {
    let element = gloo::utils::document().query_selector(selector).ok().flatten();
    element.and_then(|element| element.get_attribute(attribute)).unwrap_or_default()
}
