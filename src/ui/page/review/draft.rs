//! A sign-off being prepared: who, what, for which parts, and the button that signs it.

use super::terms;
use crate::editing::{Binding, Place};
use crate::package::review::{Ground, Part, SignOff};
use crate::package::{Id, Record, signing};
use crate::ui::field::Field;
use crate::ui::focus;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// The form.
pub fn view(workbench: Workbench, id: Id) -> AnyView {
    let reader = id.clone();
    let named = workbench.slice(move |package| {
        SignOff::find(package, &reader).is_some_and(|one| !one.role.trim().is_empty() || !one.name.trim().is_empty())
    });
    let reader = id.clone();
    // What a review has not completed is signed only with a word on why.
    let barred = workbench.said(move |package, findings| {
        let silent = SignOff::find(package, &reader).is_some_and(|one| one.remarks.trim().is_empty());
        silent && !findings.readiness.is_complete()
    });
    let (signed, discarded, parts) = (id.clone(), id.clone(), id.clone());
    let sign = move |_| {
        let signed = signed.clone();
        wasm_bindgen_futures::spawn_local(async move {
            workbench.sign(&signed).await;
            focus::put_on("signoffs");
        });
    };
    let discard = move |_| workbench.remove::<SignOff>(&discarded);
    view! {
        <fieldset class="sign-off" id=id.0.clone()>
            <legend>"To be signed"</legend>
            <div class="columns">
                {Field::new("Role").text(bind!(SignOff[id].role))}
                {Field::new("Name").text(bind!(SignOff[id].name))}
                {Field::new("Decision").word(bind!(SignOff[id].decision))}
            </div>
            {Field::new("Rationale").hint("Why so.").long_text(bind!(SignOff[id].remarks))}
            {terms::view(workbench, id.clone())}
            <fieldset class="parts">
                <legend>"Answers for"</legend>
                {Part::ALL.iter().map(|part| Field::new(part.label()).check(answers_for(&parts, *part))).collect_view()}
            </fieldset>
            <p class="actions">
                <button type="button" class="primary" disabled=move || !named.get() || barred.get() on:click=sign>"Sign"</button>
                <button type="button" class="quiet" on:click=discard>"Discard"</button>
                <Show when=move || !named.get()><span class="hint">"Enter the role or name of the person signing."</span></Show>
                <Show when=move || barred.get()><span class="hint">"The completion gate does not hold. To sign all the same, say why in the rationale."</span></Show>
            </p>
        </fieldset>
    }
}

/// Whether the signer answers for a part: as chosen, or else as the role has it.
fn answers_for(id: &Id, part: Part) -> Binding<bool> {
    let (reader, writer) = (id.clone(), id.clone());
    Binding::new(
        Place::of::<SignOff>(id, "signature").at(part.label()),
        move |package| Some(chosen(SignOff::find(package, &reader)?).contains(&part)),
        move |package, wanted| {
            let Some(sign_off) = SignOff::find_mut(package, &writer) else { return };
            let mut parts = chosen(sign_off);
            parts.retain(|one| *one != part);
            if wanted {
                parts.push(part);
            }
            parts.sort_unstable();
            sign_off.signature.ground = parts.into_iter().map(|part| Ground { part, ..Ground::default() }).collect();
        },
    )
}

fn chosen(sign_off: &SignOff) -> Vec<Part> {
    match sign_off.signature.ground.is_empty() {
        true => signing::parts_of_role(&sign_off.role),
        false => sign_off.parts(),
    }
}
