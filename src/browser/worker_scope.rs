//! The compute worker's side: requests in, responses out.

use std::cell::RefCell;
use std::io::Read;

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::blob_reader::BlobReader;
use super::worker_message;
use crate::worker::message::{Response, VERSION};
use crate::worker::{Session, job};

/// Whether this code runs as the compute worker: the page starts itself a second time as one.
pub fn here() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Loads what jobs are done with, says that the worker is ready, and answers requests from then on.
pub fn serve() {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(async {
        match chunk().await {
            Ok(answer) => answer(),
            // The page hears of what a task of its own throws, but not of a promise that fails.
            Err(_) => {
                Timeout::new(0, || wasm_bindgen::throw_str("what it does could not be loaded")).forget();
            }
        }
    });
}

/// Every job, with all it needs.
#[wasm_split(worker, fallible)]
fn chunk() -> Result<fn(), SplitLoaderError> {
    Ok(answer)
}

fn answer() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let session = RefCell::new(Session::default());
    let sender = scope.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let Some((request, file)) = worker_message::read_request(&message.data()) else { return };
        let mut file = file.and_then(|blob| BlobReader::new(blob).ok());
        let file = file.as_mut().map(|file| file as &mut dyn Read);
        job::run(&mut session.borrow_mut(), &request, file, &mut |response| respond(&sender, &response));
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    respond(&scope, &Response::Ready { version: VERSION });
}

fn respond(scope: &DedicatedWorkerGlobalScope, response: &Response) {
    let _ = scope.post_message(&worker_message::write_response(response));
}
