//! Memo: six sections, drafted from the package or written by a person, with a live preview.

use crate::ui::prelude::*;
use wasm_bindgen::JsCast;

use crate::analysis::completeness::MEMO;
use crate::editing::arrangement::Key;
use crate::editing::{Edit, Place, address};
use crate::package::Word;
use crate::package::claim::{Claim, claims_without_evidence};
use crate::package::memo::{MEMO_WORDS, OpenQuestion, Section};
use crate::publish::memo::{fill, offered, section_text, word_count};
use crate::publish::words::{self, completeness};
use crate::ui::field::Field;
use crate::ui::markdown;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::{Workbench, use_workbench};

/// The memo and the open questions.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let words = workbench.said(|package, findings| {
        let item = findings.completeness.iter().find(|item| item.id == MEMO);
        item.map(|item| (item.done, completeness::detail(package, findings, item))).unwrap_or_default()
    });
    view! {
        <header class="page-head">
            <h1>"Memo"</h1>
            <p class="word-count" role="status" data-done=move || words.read().0.to_string()>{move || words.get().1}
                {format!(" Aim for {} to {}.", MEMO_WORDS.start(), MEMO_WORDS.end())}</p>
            <p class="hint">"Every section starts as a draft from the package. Underlined values are computed: they change with the package, and each leads to where it comes from."</p>
        </header>
        <article class="memo">
            <p class="memo-title">{move || workbench.package().title.clone()}</p>
            {Section::ALL.iter().map(|&each| section(workbench, each)).collect_view()}
        </article>
        {claims(workbench)}
        <section aria-labelledby="open-questions" id="field-open-questions" >
            <h2 id="open-questions">"Open questions"</h2>
            {questions()}
        </section>
    }
}

/// The memo as it is read, without what edits it.
pub fn read(workbench: Workbench) -> AnyView {
    let section = move |section: Section| {
        let (package, findings) = (workbench.package(), workbench.findings.get());
        let filled = fill(&section_text(&package, &findings, section).text, &package, &findings);
        view! {
            <section class="memo-section">
                <h2>{section.word()}</h2>
                <div class="prose">{markdown::nodes(&filled.text, &filled.places)}</div>
            </section>
        }
    };
    view! { <article class="memo">{Section::ALL.iter().map(|&each| section(each)).collect_view()}</article> }
}

fn section(workbench: Workbench, section: Section) -> AnyView {
    let text = Memo::new(move |_| section_text(&workbench.package(), &workbench.findings.read(), section));
    let filled = Memo::new(move |_| fill(&text.read().text, &workbench.package(), &workbench.findings.read()));
    let editing = RwSignal::new(false);
    let count = move || word_count(&filled.read().text);
    let name = section.word();
    view! {
        <section class="memo-section">
            <header>
                <h2>{name}</h2>
                <span class="quietly">{move || {
                    let state = if text.read().written { "written by hand" } else { "draft" };
                    format!("{} words · {state}", count())
                }}</span>
                <span class="actions">
                    <button type="button" class="quiet" aria-expanded=move || editing.get().to_string()
                        on:click=move |_| editing.update(|editing| *editing = !*editing)>
                        {move || if editing.get() { "Close the editor" } else { "Edit" }}<span class="sr">" "{name}</span>
                    </button>
                    <Show when=move || text.read().written>
                        <button type="button" class="quiet" on:click=move |_| back_to_draft(workbench, section)>"Restore the draft"<span class="sr">" of "{name}</span></button>
                    </Show>
                </span>
            </header>
            <div class="memo-body" class:editing=move || editing.get()>
                {move || editing.get().then(|| editor(workbench, section))}
                <div class="prose">{move || {
                    let filled = filled.get();
                    markdown::nodes(&filled.text, &filled.places)
                }}</div>
            </div>
            {move || (!filled.read().unknown.is_empty()).then(|| view! {
                <p class="problem">{format!("{} stands for nothing here. Choose a value from the list instead.", filled.read().unknown.join(", "))}</p>
            })}
        </section>
    }
}

fn editor(workbench: Workbench, section: Section) -> AnyView {
    let name = section.word();
    let text = Memo::new(move |_| section_text(&workbench.package(), &workbench.findings.read(), section).text);
    let area = NodeRef::<html::Textarea>::new();
    let write = move |text: String| {
        let place = Place::in_package("memo.sections").at(name);
        workbench.edit(Edit::of(place, format!("Edit the memo's {name}")), |package| {
            package.memo.sections.insert(section, text);
        });
    };
    let insert = move |event: web_sys::Event| {
        let Some(select) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlSelectElement>().ok()) else {
            return;
        };
        let value = select.value();
        select.set_value("");
        if let (Some(area), false) = (area.get_untracked(), value.is_empty()) {
            let _ = area.set_range_text(&value);
            write(area.value());
            let _ = area.focus();
        }
    };
    view! {
        <div class="editor">
            <textarea node_ref=area rows="16" aria-label=format!("{name}, as Markdown") prop:value=move || text.get()
                on:input=move |event| write(event_target_value(&event))></textarea>
            <label class="insert">"Insert a computed value "
                <select on:change=insert>
                    <option value="">"choose …"</option>
                    {move || offered(&workbench.package()).into_iter().map(|each| view! {
                        <option value=each.quantity.placeholder()>{each.description}</option>
                    }).collect_view()}
                </select>
            </label>
        </div>
    }
}

fn back_to_draft(workbench: Workbench, section: Section) {
    workbench.edit("Restore the draft", |package| {
        package.memo.sections.remove(&section);
    });
    workbench.notices.say_undoable(format!("{} shows its draft again.", section.word()));
}

/// What is said in the package with nothing beside it that shows it, each with a link to where it stands.
fn claims(workbench: Workbench) -> AnyView {
    let found = workbench.slice(|package| {
        let claims = claims_without_evidence(package);
        let line = |claim: &Claim| (words::claim::sentence(claim), address::of_path(&claim.path));
        (words::claim::summary(&claims), claims.iter().map(line).collect::<Vec<_>>())
    });
    view! {
        <section aria-labelledby="claims">
            <h2 id="claims">"Claims without evidence"</h2>
            <p role="status">{move || found.read().0.clone()}</p>
            {move || (!found.read().1.is_empty()).then(|| view! {
                <ul class="remarks">{found.get().1.into_iter().map(|(said, address)| view! {
                    <li>{said}" "<a href=address>"Go there"</a></li>
                }).collect_view()}</ul>
            })}
        </section>
    }
}

fn questions() -> AnyView {
    RecordList::of::<OpenQuestion>("Open questions", |_| {})
        .empty("What do you not know yet that could change the decision?")
        .column("Question", "wide", |id| Field::new("Question").in_row().text(bind!(OpenQuestion[id].question)))
        .by(|it| Key::text(&it.question))
        .column("Owner", "owner", |id| {
            Field::new("Owner").in_row().offered("people").text(bind!(OpenQuestion[id].owner))
        })
        .by(|it| Key::text(&it.owner))
        .column("Due", "narrow", |id| Field::new("Due").in_row().date(bind!(OpenQuestion[id].due)))
        .by(|it| Key::text(&it.due.0))
        .view()
}
