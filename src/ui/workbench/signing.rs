//! Signing: a sign-off bound to the package, with this browser's key where there is one.

use super::Workbench;
use super::store::Store;
use crate::browser::{clock, key};
use crate::package::review::SignOff;
use crate::package::signing::key::{Keyed, bytes, hexadecimal, keyed, message};
use crate::package::{Id, Package, Record, signing};
use crate::publish::verify::signature::{self, note};
use crate::ui::notice::Notices;
use crate::ui::prelude::*;
use crate::worker::job::Verified;

/// How it stands with the key of this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Not looked for yet.
    Unknown,
    /// This browser has no such keys.
    Unsupported,
    /// None has been made.
    Absent,
    /// One is there: its public key in hexadecimal.
    Held(String),
}

/// The key of this browser. A handle.
#[derive(Clone, Copy)]
pub struct SigningKey {
    state: RwSignal<KeyState>,
    pair: StoredValue<Option<key::KeyPair>, LocalStorage>,
    /// Whether the next sign-off is signed with it.
    pub used: RwSignal<bool>,
    store: Store,
    notices: Notices,
}

impl SigningKey {
    /// Not looked for yet.
    pub fn new(store: Store, notices: Notices) -> Self {
        let (state, pair) = (RwSignal::new(KeyState::Unknown), StoredValue::new_local(None));
        Self { state, pair, used: RwSignal::new(true), store, notices }
    }

    /// How it stands, followed; looked for at the first question.
    pub fn state(self) -> KeyState {
        let state = self.state.get();
        if state == KeyState::Unknown {
            wasm_bindgen_futures::spawn_local(self.look());
        }
        state
    }

    async fn look(self) {
        let stored = self.store.ask(async |storage| storage.signing_key().await).await.ok().flatten();
        match stored.and_then(key::KeyPair::stored) {
            Some(pair) => self.hold(pair).await,
            None if key::is_supported().await => self.state.set(KeyState::Absent),
            None => self.state.set(KeyState::Unsupported),
        }
    }

    async fn hold(self, pair: key::KeyPair) {
        match pair.public().await {
            Ok(public) => {
                self.pair.set_value(Some(pair));
                self.state.set(KeyState::Held(hexadecimal(&public)));
            }
            Err(_) => self.state.set(KeyState::Unsupported),
        }
    }

    /// Makes a key and keeps it in this browser.
    pub async fn make(self) {
        let Ok(pair) = key::KeyPair::generate().await else {
            self.state.set(KeyState::Unsupported);
            return;
        };
        if self.store.ask(async |storage| storage.keep_signing_key(pair.to_store()).await).await.is_err() {
            self.notices.problem("This browser does not keep the key: it can be used until the page is closed.");
        }
        self.hold(pair).await;
    }

    /// Forgets the key for good.
    pub async fn forget(self) {
        let _ = self.store.ask(async |storage| storage.forget_signing_key().await).await;
        self.pair.set_value(None);
        self.state.set(KeyState::Absent);
    }
}

impl Workbench {
    /// Signs a draft on the package as it stands, with this browser's key if it is to be used.
    pub async fn sign(&self, id: &Id) {
        let package = self.package_now();
        let Some(draft) = SignOff::find(&package, id).cloned() else { return };
        let pair = self.key.pair.get_value().filter(|_| self.key.used.get_untracked());
        let public = match (&pair, self.key.state.get_untracked()) {
            (Some(_), KeyState::Held(public)) => public,
            _ => String::new(),
        };
        let mut signed = signing::sealed(&draft, &package, clock::today(), &public);
        if let Some(pair) = pair.filter(|_| !public.is_empty()) {
            match pair.sign(message(&signed).as_bytes()).await {
                Ok(signature) => signed.signature.key.signature = hexadecimal(&signature),
                Err(_) => {
                    let why =
                        "The browser did not sign with its key; nothing is signed. Sign without the key, or try again.";
                    self.notices.problem(why);
                    return;
                }
            }
        }
        if SignOff::find(&self.package_now(), id) == Some(&draft) {
            self.edit("Sign", |package| signing::enter(package, signed));
        }
    }
}

/// A verification with what the browser says of the keys' signatures.
pub async fn with_keys(mut verified: Verified) -> Verified {
    for keyed in std::mem::take(&mut verified.keyed) {
        note(&keyed, is_genuine(&keyed).await, &mut verified.inspection.lines, &mut verified.differences);
    }
    verified
}

/// What is wrong with the sign-offs of a package, in words.
pub async fn faults(package: &Package) -> Vec<String> {
    let mut faults = signature::faults(package);
    for keyed in keyed(package) {
        note(&keyed, is_genuine(&keyed).await, &mut Vec::new(), &mut faults);
    }
    faults.into_iter().map(|fault| format!("{}.", fault.place)).collect()
}

/// Whether a sign-off's signature is its key's; nothing where this browser cannot tell.
pub async fn is_genuine(keyed: &Keyed) -> Option<bool> {
    let parts = bytes(&keyed.public).zip(bytes(&keyed.signature));
    let Some((public, signature)) = parts.filter(|(public, signature)| public.len() == 32 && signature.len() == 64)
    else {
        return Some(false);
    };
    match key::is_genuine(&public, &signature, keyed.message.as_bytes()).await {
        Ok(genuine) => Some(genuine),
        Err(_) => (key::is_supported().await).then_some(false),
    }
}
