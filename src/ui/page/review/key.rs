//! The key of this browser: made, shown, handed out, forgotten.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::browser::file;
use crate::package::signing::key::bytes;
use crate::publish::words;
use crate::ui::prelude::*;
use crate::ui::workbench::{KeyState, Workbench};

/// What comes before the 32 bytes of an Ed25519 key in a public key file (RFC 8410).
const HEAD: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// The key, and what it shows.
pub fn view(workbench: Workbench) -> AnyView {
    let key = workbench.key;
    view! {
        <details class="signing-key">
            <summary>"Sign with a key"</summary>
            <p class="hint">{words::review::KEY}</p>
            {move || match key.state() {
                KeyState::Unknown => view! { <p class="hint">"Looking for a key …"</p> },
                KeyState::Unsupported => view! { <p>"This browser makes no Ed25519 keys: Chrome and Edge do from version 137, Firefox from 129 and Safari from 17, on pages that come by HTTPS. What is signed here carries no key. The command line signs with one: shipworthy sign FILE --key KEY."</p> },
                KeyState::Absent => view! {
                    <p class="actions">
                        <button type="button" on:click=move |_| wasm_bindgen_futures::spawn_local(key.make())>"Make a key"</button>
                        <span class="hint">"It stays in this browser, where nobody can read or copy it."</span>
                    </p>
                },
                KeyState::Held(public) => held(workbench, public),
            }}
        </details>
    }
}

fn held(workbench: Workbench, public: String) -> AnyView {
    let key = workbench.key;
    let pem = pem(&public);
    let download = move |_| {
        let _ = file::download("public-key.pem", "application/x-pem-file", pem.as_bytes());
    };
    let forget = move |_| wasm_bindgen_futures::spawn_local(key.forget());
    view! {
        <p>"Public key "<code class="key">{public}</code></p>
        <label class="check">
            <input type="checkbox" prop:checked=move || key.used.get() on:change=move |event| key.used.set(event_target_checked(&event)) />
            <span>"Sign with it"</span>
        </label>
        <p class="actions">
            <button type="button" on:click=download>"Download public key"</button>
            <button type="button" class="quiet" on:click=forget>"Forget the key"</button>
            <span class="hint">"What was signed with it can still be checked; nothing more can be signed."</span>
        </p>
    }
}

/// A public key as a file that other programs read.
fn pem(public: &str) -> String {
    let encoded = STANDARD.encode([HEAD.to_vec(), bytes(public).unwrap_or_default()].concat());
    format!("-----BEGIN PUBLIC KEY-----\n{encoded}\n-----END PUBLIC KEY-----\n")
}
