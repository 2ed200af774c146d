//! The compute worker's side: requests in, answers out, all of it in [`Session`].

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::blob_reader::BlobReader;
use crate::worker::protocol::{Request, Response, VERSION};
use crate::worker::run::Session;

/// Whether this code runs as the compute worker: the page starts itself a second time as one.
pub fn here() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Says that the worker is ready, and answers requests from then on.
pub fn serve() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let sender = scope.clone();
    let answer = move |response: Response| {
        if let Ok(message) = serde_json::to_value(&response) {
            let _ = sender.post_message(&JsValue::from_str(&message.to_string()));
        }
    };
    let session = RefCell::new(Session::default());
    let respond = answer.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let parts: js_sys::Array = message.data().unchecked_into();
        let Some(request) = parts.get(0).as_string().and_then(|text| serde_json::from_str::<Request>(&text).ok())
        else {
            return;
        };
        let mut file = parts.get(1).dyn_into::<Blob>().ok().and_then(|blob| BlobReader::new(blob).ok());
        let bytes = file.as_mut().map(|file| file as &mut dyn std::io::Read);
        session.borrow_mut().run(request, bytes, &mut answer.clone());
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    respond(Response::Ready { version: VERSION });
}
