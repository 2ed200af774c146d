//! Files: given by people, and handed to them.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Offers `bytes` as a download named `name`, of a media type.
///
/// # Errors
/// When the browser refuses to build the file.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = gloo::utils::document();
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// The bytes of a file or blob.
///
/// # Errors
/// When the browser cannot read it any more (moved, or permission withdrawn).
pub async fn bytes(blob: &web_sys::Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A blob of these bytes.
///
/// # Errors
/// When the browser refuses to build it.
pub fn blob(bytes: &[u8]) -> Result<web_sys::Blob, JsValue> {
    web_sys::Blob::new_with_u8_array_sequence(&js_sys::Array::of1(&js_sys::Uint8Array::from(bytes)))
}

/// Files as one, in their order.
///
/// # Errors
/// When the browser refuses to build it.
pub fn joined(files: &[impl AsRef<JsValue>]) -> Result<web_sys::Blob, JsValue> {
    web_sys::Blob::new_with_blob_sequence(&files.iter().collect::<js_sys::Array>())
}

/// The files chosen in an input that has changed. The input is emptied, so that the same file can be chosen
/// again.
pub fn chosen(event: &web_sys::Event) -> Vec<web_sys::File> {
    let input = event.target().and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map(|files| listed(&files)).unwrap_or_default();
    input.set_value("");
    files
}

/// The files of a list.
pub fn listed(files: &web_sys::FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|place| files.get(place)).collect()
}

/// A file of this page's own origin, under another name.
///
/// # Errors
/// Says what went wrong when it cannot be had.
pub async fn fetch(address: &str, name: &str) -> Result<web_sys::File, String> {
    let blob = fetch_blob(address).await?;
    web_sys::File::new_with_blob_sequence(&js_sys::Array::of1(&blob), name).map_err(unreadable)
}

/// The text of a file of this page's own origin.
///
/// # Errors
/// Says what went wrong when it cannot be had.
pub async fn fetch_text(address: &str) -> Result<String, String> {
    let bytes = bytes(&fetch_blob(address).await?).await.map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|_| "It is not text".to_owned())
}

async fn fetch_blob(address: &str) -> Result<web_sys::Blob, String> {
    let missing = |_| "It is not stored in this browser, and there is no connection to fetch it".to_owned();
    let response = JsFuture::from(gloo::utils::window().fetch_with_str(address)).await.map_err(missing)?;
    let ok = js_sys::Reflect::get(&response, &"ok".into()).is_ok_and(|ok| ok.is_truthy());
    if !ok {
        return Err("It is not among the files of this page".to_owned());
    }
    let read: js_sys::Function =
        js_sys::Reflect::get(&response, &"blob".into()).and_then(JsCast::dyn_into).map_err(unreadable)?;
    let blob: js_sys::Promise = read.call0(&response).and_then(JsCast::dyn_into).map_err(unreadable)?;
    JsFuture::from(blob).await.and_then(JsCast::dyn_into).map_err(unreadable)
}

fn unreadable(_: JsValue) -> String {
    "It could not be read".to_owned()
}
