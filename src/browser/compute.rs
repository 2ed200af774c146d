//! The compute worker: started, asked, heard and stopped.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, MessageEvent};

use crate::worker::protocol::{Request, Response, VERSION};

/// A running compute worker. Stopped when dropped.
pub struct ComputeWorker {
    worker: web_sys::Worker,
    waiting: Rc<RefCell<Option<Vec<JsValue>>>>,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn(web_sys::Event)>,
}

impl ComputeWorker {
    /// Starts a worker. Its answers go to `heard`; if it dies, `failed` is told why.
    ///
    /// # Errors
    /// When the browser cannot start workers.
    pub fn start(heard: impl Fn(Response) + 'static, failed: impl Fn(String) + 'static) -> Result<Self, JsValue> {
        let module = web_sys::WorkerOptions::new();
        module.set_type(web_sys::WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&named("meta[name=compute-worker]", "content"), &module)?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let (sender, queue) = (worker.clone(), Rc::clone(&waiting));
        let failed = Rc::new(failed);
        let also_failed = Rc::clone(&failed);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(text) = event.data().as_string() else { return };
            match serde_json::from_str(&text) {
                Ok(Response::Ready { version: VERSION }) => {
                    for message in queue.borrow_mut().take().into_iter().flatten() {
                        let _ = sender.post_message(&message);
                    }
                }
                Ok(Response::Ready { .. }) => also_failed("The page is newer than its parts. Reload it.".to_owned()),
                Ok(response) => heard(response),
                Err(error) => also_failed(format!("The worker's answer could not be read ({error}).")),
            }
        });
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let why = event.dyn_ref::<web_sys::ErrorEvent>().map(web_sys::ErrorEvent::message).unwrap_or_default();
            failed(why);
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.post_message(&program())?;
        Ok(Self { worker, waiting, _heard: on_message, _failed: on_error })
    }

    /// Sends a request, with the file it is about. Sent once the worker is ready.
    pub fn ask(&self, request: &Request, file: Option<&Blob>) {
        let Ok(message) = serde_json::to_value(request) else { return };
        let file = file.map_or(JsValue::NULL, |file| file.into());
        let message = js_sys::Array::of2(&JsValue::from_str(&message.to_string()), &file).into();
        match self.waiting.borrow_mut().as_mut() {
            Some(waiting) => waiting.push(message),
            None => {
                let _ = self.worker.post_message(&message);
            }
        }
    }
}

impl Drop for ComputeWorker {
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
