//! Package: open, save, export, verify; merging, the crosswalk and the history each in a module of their own.

use crate::findings::RequiredItem;
use crate::ui::prelude::*;
use web_sys::File;

use super::{crosswalk, hand_off, history, merging};
use crate::editing::address;
use crate::order;
use crate::publish::publication::Publication;
use crate::publish::words;
use crate::publish::{Difference, PUBLICATIONS};
use crate::ui::field::Field;
use crate::ui::file_button;
use crate::ui::workbench::{Checked, Workbench, use_workbench};
use crate::worker::job::Verified;

/// What is missing, the ways out and in, and what was done.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    view! {
        <header class="page-head">
            <h1>"Package"</h1>
            <p>"Everything people wrote and decided, with what follows from it, in one file that another reviewer can open and recompute."</p>
        </header>
        <section aria-labelledby="save">
            <h2 id="save">"Take it with you"</h2>
            <ul class="publications">
                {PUBLICATIONS.iter().map(|publication| publish(workbench, publication)).collect_view()}
                <li>
                    <button type="button" on:click=move |_| { let _ = gloo::utils::window().print(); }>"Print"</button>
                    <span class="quietly">"A report on paper or as PDF: the Overview, the memo and the charts, whichever screen you print from."</span>
                </li>
            </ul>
        </section>
        <section aria-labelledby="open">
            <h2 id="open">"Open another"</h2>
            <p class="actions">{open_button(workbench)}<a href="#/start">"All packages and templates"</a></p>
            <p class="hint">"What is open now stays stored in this browser."</p>
        </section>
        {merging::view()}
        {hand_off::view(workbench)}
        {completeness(workbench)}
        {verification(workbench)}
        {crosswalk::view(workbench)}
        <section aria-labelledby="repeat">
            <h2 id="repeat">"What makes it reproducible"</h2>
            <div class="fields">
                {Field::new("Seed").id("field-seed").hint("Everything drawn at random in the analysis comes from it: the same seed gives the same numbers everywhere.").whole(0, u32::MAX, bind!(settings.seed))}
            </div>
        </section>
        {history::view(workbench)}
    }
}

/// A form in which the package can be handed on: what it is for, or what it waits for.
fn publish(workbench: Workbench, publication: &'static Publication) -> AnyView {
    let first = publication.name == PUBLICATIONS[0].name;
    let lacks = Memo::new(move |_| (publication.lacks)(&workbench.package(), &workbench.findings.read()));
    view! {
        <li>
            <button type="button" class:primary=first disabled=move || lacks.get().is_some()
                on:click=move |_| workbench.download(publication)>"Download "{publication.label}</button>
            <span class="quietly">{move || lacks.get().unwrap_or(publication.purpose)}</span>
        </li>
    }
}

fn completeness(workbench: Workbench) -> AnyView {
    let (missing, there) = (required_items(workbench, false), required_items(workbench, true));
    let lines = |items: Memo<Vec<RequiredLine>>| items.get().into_iter().map(RequiredLine::view).collect_view();
    view! {
        <section aria-labelledby="complete">
            <h2 id="complete">{move || match missing.read().len() {
                0 => "Complete: another reviewer can reproduce the reasoning".to_owned(),
                1 => "One required item is missing".to_owned(),
                count => format!("{count} required items are missing"),
            }}</h2>
            <ul class="required">{move || lines(missing)}</ul>
            <details>
                <summary>{move || {
                    let have = there.read().len();
                    format!("{have} of {} required items are there", have + missing.read().len())
                }}</summary>
                <ul class="required">{move || lines(there)}</ul>
            </details>
        </section>
    }
}

/// A required item as it is shown.
#[derive(Clone, PartialEq)]
pub struct RequiredLine {
    label: String,
    detail: String,
    address: String,
    done: bool,
}

/// The required items that are there, or those that are not; followed.
pub fn required_items(workbench: Workbench, done: bool) -> Memo<Vec<RequiredLine>> {
    workbench.said(move |package, findings| {
        let items = findings.completeness.iter().filter(|item| item.done == done);
        let line = |item: &RequiredItem| RequiredLine {
            label: words::completeness::label(item),
            detail: words::completeness::detail(package, findings, item),
            address: address::of_item(item),
            done: item.done,
        };
        items.map(line).collect()
    })
}

impl RequiredLine {
    /// The line, with a link to where the item belongs.
    pub fn view(self) -> AnyView {
        let (shape, word) = if self.done { ("✓", "there") } else { ("○", "missing") };
        view! {
            <li data-done=self.done.to_string()>
                <span class="shape" aria-hidden="true">{shape}</span><span class="sr">{word}": "</span>
                <a href=self.address>{self.label}</a>
                <span class="quietly">{self.detail}</span>
            </li>
        }
    }
}

/// "Open a package", with the file chooser behind it.
pub fn open_button(workbench: Workbench) -> AnyView {
    view! {
        {file_button::package("Open a package", move |file| {
            wasm_bindgen_futures::spawn_local(async move { workbench.open_file(file).await });
        })}
        {move || workbench.questioned.get().map(|questioned| view! {
            <div class="question" role="alert">
                <p>{questioned.message}</p>
                <p class="actions">
                    <button type="button" on:click=move |_| wasm_bindgen_futures::spawn_local(async move { workbench.open_questioned().await })>
                        "Open it as a changed copy"
                    </button>
                    <button type="button" class="quiet" on:click=move |_| workbench.questioned.set(None)>"Leave it"</button>
                </p>
            </div>
        })}
    }
}

fn verification(workbench: Workbench) -> AnyView {
    let checked = RwSignal::new(None::<Checked>);
    // The package first, telemetry that does not travel inside behind it.
    let files = StoredValue::new_local(Vec::<File>::new());
    let check = move || {
        files.with_value(|files| workbench.check_files(files, move |outcome| checked.set(Some(outcome))));
    };
    let give = move |given: Vec<File>| {
        files.update_value(|files| files.extend(given));
        check();
    };
    view! {
        <section aria-labelledby="verify">
            <h2 id="verify">"Check somebody else's numbers"</h2>
            <p>"Choose a package file: you see what is in it and whether it was changed by hand; then every number is computed again from its data and seed, and each field that differs is named. Nothing is opened."</p>
            <p class="actions">{file_button::package("Verify a package", move |file| {
                files.set_value(vec![file]);
                check();
            })}</p>
            <div role="status">{move || checked.get().map(|checked| verified(checked, give))}</div>
        </section>
    }
}

/// So many fields that differ are listed.
const MOST_DIFFERENCES: usize = 200;

/// What a verification found; `give` takes a telemetry file it asks for.
fn verified(checked: Checked, give: impl Fn(Vec<File>) + Copy + Send + Sync + 'static) -> AnyView {
    match checked.outcome {
        Err(why) => view! {
            <p class="problem">{checked.name}": "{why.problem}</p>
            <ul class="remarks">{why.wanted.into_iter().map(|wanted| {
                let name = if wanted.file_name.is_empty() { "A file" } else { &wanted.file_name };
                view! { <li>{format!("{name} (SHA-256 {}) ", wanted.sha256)}{file_button::telemetry("Load this file", "small", give)}</li> }
            }).collect_view()}</ul>
        },
        Ok(Verified { inspection, differences, .. }) => view! {
            <h3>{if inspection.title.is_empty() { checked.name } else { inspection.title }}</h3>
            <ul class="remarks">{inspection.lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <p><strong>{words::difference::summary(&differences)}</strong></p>
            {(!differences.is_empty()).then(|| differing(differences))}
        },
    }
}

/// The fields that differ, those that fail first.
fn differing(mut differences: Vec<Difference>) -> AnyView {
    order::sort(&mut differences, |one, two| one.kind.cmp(&two.kind));
    let text = |value: Option<serde_json::Value>| value.map_or_else(|| "nothing".to_owned(), |value| value.to_string());
    view! {
        <ul class="remarks">{words::difference::redefinitions(&differences).into_iter().map(|change| view! {
            <li>{format!("Since version {}: {}", change.since, change.what)}</li>
        }).collect_view()}</ul>
        <div class="scroll"><table class="data-table">
            <thead><tr><th scope="col">"Field"</th><th scope="col">"Meaning"</th><th scope="col">"In the file"</th><th scope="col">"Computed now"</th></tr></thead>
            <tbody>{differences.into_iter().take(MOST_DIFFERENCES).map(|each| view! {
                <tr><th scope="row" title=each.path>{each.place}</th><td>{each.kind.label()}</td><td>{text(each.stated)}</td><td>{text(each.found)}</td></tr>
            }).collect_view()}</tbody>
        </table></div>
    }
}
