//! Rows from a spreadsheet: pasted, seen as they were understood, then taken over.

use crate::ui::prelude::*;

use crate::browser::clock;
use crate::editing::paste::{self, Arrival, Pasted, Tabular};
use crate::publish::words::figure;
use crate::ui::field::{focus_element, focus_within};
use crate::ui::workbench::{Workbench, use_workbench};

/// So many rows are shown before they are taken over, and so many remarks.
const MOST: usize = 40;

/// Where rows are pasted; `open` closes it.
pub(super) fn panel<R: Tabular>(open: RwSignal<bool>) -> AnyView {
    let workbench = use_workbench();
    let text = RwSignal::new(String::new());
    let read = move || {
        let text = text.read();
        let entropy = clock::entropy();
        (!text.trim().is_empty()).then(|| paste::read::<R>(&text, &workbench.package(), entropy))
    };
    let shown = Memo::new(move |_| match read() {
        None => Shown::Nothing,
        Some(Err(error)) => Shown::Problem(error.to_string()),
        Some(Ok(pasted)) => Shown::Rows(Preview::of(workbench, &pasted)),
    });
    let take = move || {
        if let Some(Ok(pasted)) = untrack(read) {
            let count = pasted.count(Arrival::New) + pasted.count(Arrival::Changed);
            workbench.edit(format!("Paste {}s", R::NOUN), |package| pasted.apply(package));
            workbench.notices.say_undoable(format!("Pasted {}.", counted(count, R::NOUN)));
            close(open, R::NOUN);
        }
    };
    let known: Vec<&str> = R::COLUMNS.iter().map(|column| column.heading).collect();
    let known = format!(
        "The first row names the columns: {}. A row that names an existing {} changes it.",
        figure::list(&known),
        R::NOUN
    );
    layout(R::NOUN, known, text, shown, StoredValue::new(Box::new(take)), open)
}

fn counted(count: usize, noun: &str) -> String {
    figure::counted(count, noun, &format!("{noun}s"))
}

/// Closes the panel; the cursor goes to what opened it.
fn close(open: RwSignal<bool>, noun: &str) {
    open.set(false);
    focus_element(format!("paste-{noun}"));
}

#[derive(Clone, PartialEq)]
enum Shown {
    Nothing,
    Problem(String),
    Rows(Preview),
}

/// Rows as they were understood, in words.
#[derive(Clone, PartialEq)]
struct Preview {
    arrivals: String,
    takes: Option<String>,
    headings: Vec<&'static str>,
    rows: Vec<(Arrival, Vec<String>)>,
    beyond: usize,
    remarks: Vec<String>,
}

impl Preview {
    fn of<R: Tabular>(workbench: Workbench, pasted: &Pasted<R>) -> Self {
        let (new, changed) = (pasted.count(Arrival::New), pasted.count(Arrival::Changed));
        let same = pasted.count(Arrival::Same);
        let parts: Vec<String> = [(new, "new"), (changed, "changed"), (same, "unchanged")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{} {word}", figure::count(count as u64)))
            .collect();
        let mut rows = pasted.rows(&workbench.package_now());
        let beyond = rows.len().saturating_sub(MOST);
        rows.truncate(MOST);
        let mut remarks: Vec<String> = pasted.remarks.iter().take(MOST).map(ToString::to_string).collect();
        if pasted.remarks.len() > MOST {
            remarks.push(format!("And {} more of that kind.", figure::count((pasted.remarks.len() - MOST) as u64)));
        }
        Self {
            arrivals: format!("Understood: {}", figure::list(&parts)),
            takes: (new + changed > 0).then(|| format!("Import {}", counted(new + changed, R::NOUN))),
            headings: pasted.headings(),
            rows,
            beyond,
            remarks,
        }
    }
}

type Take = StoredValue<Box<dyn Fn() + Send + Sync>>;

fn layout(
    noun: &'static str,
    known: String,
    text: RwSignal<String>,
    shown: Memo<Shown>,
    take: Take,
    open: RwSignal<bool>,
) -> AnyView {
    let id = format!("pasted-{noun}");
    let problem = format!("{id}-problem");
    let panel = format!("{id}-panel");
    focus_within(panel.clone());
    view! {
        <div class="paste stack" id=panel on:keydown=move |event| if event.key() == "Escape" { close(open, noun) }>
            <div class="field">
                <label for=id.clone()>{format!("Cells of a spreadsheet, one {noun} per row")}</label>
                <textarea id=id.clone() rows="5" spellcheck="false" aria-describedby=problem.clone()
                    aria-invalid=move || matches!(*shown.read(), Shown::Problem(_)).then_some("true")
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))></textarea>
                <p class="hint">{known}</p>
                <p class="problem" id=problem role="alert">{move || match shown.get() {
                    Shown::Problem(problem) => problem,
                    _ => String::new(),
                }}</p>
            </div>
            {move || match shown.get() {
                Shown::Rows(preview) => rows(preview),
                _ => ().into_any(),
            }}
            <p class="actions">
                {move || match shown.get() {
                    Shown::Rows(Preview { takes: Some(takes), .. }) => Some(view! {
                        <button type="button" class="primary" on:click=move |_| take.with_value(|take| take())>{takes}</button>
                    }),
                    _ => None,
                }}
                <button type="button" on:click=move |_| close(open, noun)>"Cancel"</button>
            </p>
        </div>
    }
}

fn rows(preview: Preview) -> AnyView {
    let Preview { arrivals, headings, rows, beyond, remarks, .. } = preview;
    let row = |(arrival, cells): (Arrival, Vec<String>)| {
        let arrival = match arrival {
            Arrival::New => "new",
            Arrival::Changed => "changed",
            Arrival::Same => "unchanged",
        };
        view! { <tr><td class="quietly">{arrival}</td>{cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
    };
    view! {
        <h3>{arrivals}</h3>
        <div class="scroll">
            <table class="data-table">
                <thead><tr><td></td>{headings.into_iter().map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        {(beyond > 0).then(|| view! { <p class="quietly">{format!("And {} more.", figure::counted(beyond, "row", "rows"))}</p> })}
        <ul class="remarks">{remarks.into_iter().map(|remark| view! { <li>{remark}</li> }).collect_view()}</ul>
    }
}
