//! Requests and responses as values of JavaScript: short lists, their bodies as bytes.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::worker::{Kind, Progress, Request, Response};

const READY: u32 = 0;
const PROGRESS: u32 = 1;
const DONE: u32 = 2;
const FAILED: u32 = 3;

/// A request with the file it is about.
pub fn write_request(request: &Request, file: Option<&Blob>) -> JsValue {
    let file = file.map_or(JsValue::NULL, JsValue::from);
    let body = Uint8Array::from(request.body.as_slice());
    Array::of4(&request.id.into(), &(request.kind as u32).into(), &body, &file).into()
}

/// The request that a value stands for, with its file.
pub fn read_request(message: &JsValue) -> Option<(Request, Option<Blob>)> {
    let parts = message.dyn_ref::<Array>()?;
    let kind = *Kind::ALL.get(number(parts, 1)? as usize)?;
    let request = Request { id: number(parts, 0)? as u32, kind, body: bytes(parts, 2)? };
    Some((request, parts.get(3).dyn_into().ok()))
}

/// A response.
pub fn write_response(response: &Response) -> JsValue {
    let list = |what: u32, id: u32, rest: [JsValue; 2]| {
        let [first, second] = rest;
        Array::of4(&what.into(), &id.into(), &first, &second).into()
    };
    let body = |bytes: &[u8]| [Uint8Array::from(bytes).into(), JsValue::NULL];
    match response {
        Response::Ready { version } => list(READY, *version, [JsValue::NULL; 2]),
        Response::Progress { id, progress } => {
            list(PROGRESS, *id, [(progress.done as f64).into(), (progress.total as f64).into()])
        }
        Response::Done { id, body: output } => list(DONE, *id, body(output)),
        Response::Failed { id, body: failure } => list(FAILED, *id, body(failure)),
    }
}

/// The response that a value stands for.
pub fn read_response(message: &JsValue) -> Option<Response> {
    let parts = message.dyn_ref::<Array>()?;
    let id = number(parts, 1)? as u32;
    Some(match number(parts, 0)? as u32 {
        READY => Response::Ready { version: id },
        PROGRESS => {
            let progress = Progress { done: number(parts, 2)? as u64, total: number(parts, 3)? as u64 };
            Response::Progress { id, progress }
        }
        DONE => Response::Done { id, body: bytes(parts, 2)? },
        FAILED => Response::Failed { id, body: bytes(parts, 2)? },
        _ => return None,
    })
}

fn number(parts: &Array, place: u32) -> Option<f64> {
    parts.get(place).as_f64()
}

fn bytes(parts: &Array, place: u32) -> Option<Vec<u8>> {
    parts.get(place).dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}
