//! The record of what was signed: closed, with how each sign-off stands.

use crate::browser::clock;
use crate::findings::{Findings, SignOffStanding};
use crate::package::review::SignOff;
use crate::package::signing::key::{Keyed, keyed};
use crate::package::{Id, Package, Record, signing};
use crate::publish::words;
use crate::publish::words::since::Since;
use crate::ui::date;
use crate::ui::field::{Field, focus_within};
use crate::ui::page::review::terms;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;
use crate::ui::workbench::signing::is_genuine;

/// A signed sign-off as it is shown.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    signer: String,
    decision: &'static str,
    date: String,
    parts: String,
    remarks: String,
    /// Each with what it demands.
    conditions: Vec<(Id, String)>,
    tone: &'static str,
    standing: String,
    /// What speaks against relying on it: that its time is up, or how it does not follow those before it.
    warnings: Vec<String>,
    /// What else there is to know: until when it counts, and whose key signed it.
    notes: Vec<String>,
    stale: bool,
    keyed: bool,
    replaced: bool,
}

/// What the browser says of each key's signature; nothing where it cannot tell.
type Genuine = RwSignal<Vec<(Id, Option<bool>)>>;

/// Everything signed, oldest first.
pub fn view(workbench: Workbench) -> AnyView {
    let signed = workbench.said(lines);
    let genuine = genuine(workbench);
    view! {
        <Show when=move || !signed.read().is_empty() fallback=|| view! { <p class="empty">"Nobody has signed yet."</p> }>
            <div class="scroll"><table class="data-table" aria-label="Record of sign-offs">
                <thead><tr>
                    <th scope="col">"Who"</th><th scope="col">"Decision"</th><th scope="col">"Signed on"</th>
                    <th scope="col">"Answers for"</th><th scope="col">"How it stands"</th>
                    <th scope="col"><span class="sr">"Sign again"</span></th>
                </tr></thead>
                <tbody>{move || signed.get().into_iter().map(|line| row(workbench, genuine, line)).collect_view()}</tbody>
            </table></div>
        </Show>
    }
}

fn row(workbench: Workbench, genuine: Genuine, line: Line) -> AnyView {
    let Line {
        id,
        signer,
        decision,
        date,
        parts,
        remarks,
        conditions,
        tone,
        standing,
        warnings,
        notes,
        stale,
        keyed,
        replaced,
    } = line;
    let (again, of_key, of_changes) = (id.clone(), id.clone(), id.clone());
    let shape = match tone {
        "pass" => "● ",
        "nodata" => "○ ",
        _ => "■ ",
    };
    let condition = |(condition, demand): (Id, String)| {
        view! { <li>{Field::new(demand).check(terms::met(&id, &condition))}</li> }
    };
    let conditions = (!conditions.is_empty()).then(|| {
        view! { <ul class="conditions" aria-label="Conditions, ticked once they are met">{conditions.into_iter().map(condition).collect_view()}</ul> }
    });
    view! {
        <tr>
            <th scope="row">{signer}</th>
            <td class="wide">{decision}{(!remarks.is_empty()).then(|| view! { <p class="quietly">{remarks}</p> })}{conditions}</td>
            <td class="figure">{date}</td>
            <td>{parts}</td>
            <td>
                <span class="verdict" data-verdict=tone><span aria-hidden="true">{shape}</span>{standing}</span>
                {warnings.into_iter().map(|warning| view! { <p class="note">{warning}</p> }).collect_view()}
                {notes.into_iter().map(|note| view! { <p class="quietly">{note}</p> }).collect_view()}
                {keyed.then(|| view! { <p class="quietly">{move || key_note(&genuine.read(), &of_key)}</p> })}
                {stale.then(|| changes(workbench, of_changes))}
            </td>
            <td>{(!replaced).then(|| view! { <button type="button" on:click=move |_| sign_again(workbench, &again)>"Sign again"</button> })}</td>
        </tr>
    }
}

/// What changed since, looked up among the states there are once somebody asks.
fn changes(workbench: Workbench, id: Id) -> AnyView {
    let told = RwSignal::new(None::<Vec<String>>);
    let look = move |_| {
        let id = id.clone();
        wasm_bindgen_futures::spawn_local(async move { told.set(Some(since(workbench, &id).await)) });
    };
    view! {
        {move || match told.get() {
            None => view! { <button type="button" class="link" on:click=look.clone()>"What changed?"</button> },
            Some(lines) => view! { <ul class="remarks" role="status">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> },
        }}
    }
}

async fn since(workbench: Workbench, id: &Id) -> Vec<String> {
    let package = workbench.package_now();
    let Some(sign_off) = SignOff::find(&package, id) else { return Vec::new() };
    let mut since = Since::new(sign_off, &package);
    for step in workbench.editing.states() {
        if since.is_known() {
            break;
        }
        if let Some(state) = workbench.editing.state(step).await {
            since.learn(sign_off, &package, &state);
        }
    }
    if let Some(ancestor) = &workbench.storing.lineage().ancestor.0 {
        since.learn(sign_off, &package, ancestor);
    }
    since.told()
}

/// Asks the browser of each key's signature, whenever one is another.
fn genuine(workbench: Workbench) -> Genuine {
    let genuine = RwSignal::new(Vec::new());
    let signatures = workbench.slice(keyed);
    Effect::new(move |_| {
        let signatures: Vec<Keyed> = signatures.get();
        wasm_bindgen_futures::spawn_local(async move {
            let mut found = Vec::new();
            for keyed in signatures {
                found.push((keyed.id.clone(), is_genuine(&keyed).await));
            }
            genuine.try_set(found);
        });
    });
    genuine
}

fn key_note(found: &[(Id, Option<bool>)], id: &Id) -> &'static str {
    match found.iter().find(|(other, _)| other == id).map(|(_, genuine)| *genuine) {
        None => "",
        Some(Some(true)) => "The signature is the key's.",
        Some(Some(false)) => "The signature is NOT the key's: do not rely on it.",
        Some(None) => "This browser has no Ed25519 keys, so the signature is not checked.",
    }
}

fn lines(package: &Package, findings: &Findings) -> Vec<Line> {
    let signed = package.review.sign_offs.iter().zip(&findings.sign_offs).filter(|(one, _)| one.is_signed());
    let today = clock::today();
    signed
        .map(|(one, finding)| {
            let ended = words::review::ended(one, &package.settings.as_of, &today);
            let counts =
                (!one.terms.expires.is_empty() && finding.standing == SignOffStanding::Holds && ended.is_none())
                    .then(|| format!("counts until {}", date::day(&one.terms.expires.0)));
            let link = words::review::link(finding).map(str::to_owned);
            let ended = ended.into_iter().filter(|_| !finding.replaced);
            let counts = counts.into_iter().filter(|_| !finding.replaced);
            Line {
                id: one.id.clone(),
                signer: words::review::signer(&one.name, &one.role),
                decision: one.decision.label(),
                date: date::day(&one.date.0),
                parts: words::review::parts(&one.parts()),
                remarks: one.remarks.trim().to_owned(),
                conditions: one.conditions().iter().map(|it| (it.id.clone(), words::review::asked(it))).collect(),
                tone: match finding.standing {
                    _ if finding.replaced => "nodata",
                    SignOffStanding::Holds => "pass",
                    _ => "fail",
                },
                standing: match finding.replaced {
                    true => "replaced: signed again later".to_owned(),
                    false => words::review::standing(finding),
                },
                warnings: ended.chain(link).collect(),
                notes: counts.chain(words::review::key(one)).collect(),
                stale: finding.standing == SignOffStanding::Stale && !finding.replaced,
                keyed: !one.signature.key.is_empty(),
                replaced: finding.replaced,
            }
        })
        .collect()
}

/// Begins another sign-off with the words of this one, which stays.
fn sign_again(workbench: Workbench, id: &Id) {
    let fresh = Id::fresh("sign-off", clock::entropy());
    let begun = fresh.clone();
    workbench.edit("Sign again", |package| {
        let Some(former) = SignOff::find(package, id) else { return };
        let next = SignOff { id: fresh, ..signing::again(former) };
        package.review.sign_offs.push(next);
    });
    focus_within(begun.0);
}
