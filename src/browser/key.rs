//! Ed25519 keys of this browser (WebCrypto). A private key never leaves it: nobody can read it, the page neither.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

const ALGORITHM: &str = "Ed25519";

/// A key pair, as the browser holds it.
#[derive(Clone)]
pub struct KeyPair(JsValue);

impl KeyPair {
    /// Makes one.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn generate() -> Result<Self, JsValue> {
        let usages = Array::of2(&"sign".into(), &"verify".into());
        let made = subtle()?.generate_key_with_str(ALGORITHM, false, &usages)?;
        JsFuture::from(made).await.map(Self)
    }

    /// The pair that storage gave, if it is one.
    pub fn stored(value: JsValue) -> Option<Self> {
        let pair = Self(value);
        pair.part("privateKey").is_ok().then_some(pair)
    }

    /// What storage keeps.
    pub fn to_store(&self) -> &JsValue {
        &self.0
    }

    /// The 32 bytes of the public key.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn public(&self) -> Result<Vec<u8>, JsValue> {
        bytes(subtle()?.export_key("raw", &self.part("publicKey")?)?).await
    }

    /// The 64 bytes of the signature over `message` (RFC 8032).
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, JsValue> {
        let message = Uint8Array::from(message);
        bytes(subtle()?.sign_with_str_and_js_u8_array(ALGORITHM, &self.part("privateKey")?, &message)?).await
    }

    fn part(&self, name: &str) -> Result<CryptoKey, JsValue> {
        Reflect::get(&self.0, &name.into())?.dyn_into()
    }
}

/// Whether `signature` is that of the `public` key over `message`.
///
/// # Errors
/// When the browser cannot tell: it has no such keys, or the public key is none.
pub async fn is_genuine(public: &[u8], signature: &[u8], message: &[u8]) -> Result<bool, JsValue> {
    let [public, signature, message] = [public, signature, message].map(Uint8Array::from);
    let usages = Array::of1(&"verify".into());
    let key = JsFuture::from(subtle()?.import_key_with_str("raw", &public, ALGORITHM, true, &usages)?).await?;
    let answer = subtle()?.verify_with_str_and_js_u8_array_and_js_u8_array(
        ALGORITHM,
        key.unchecked_ref(),
        &signature,
        &message,
    )?;
    Ok(JsFuture::from(answer).await?.is_truthy())
}

/// Whether the browser has such keys at all.
pub async fn is_supported() -> bool {
    KeyPair::generate().await.is_ok()
}

/// The browser's cryptography; absent on a page that did not come by HTTPS.
fn subtle() -> Result<SubtleCrypto, JsValue> {
    let subtle = gloo::utils::window().crypto()?.subtle();
    if subtle.is_undefined() { Err("no cryptography here".into()) } else { Ok(subtle) }
}

async fn bytes(answer: js_sys::Promise) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(answer).await?).to_vec())
}
