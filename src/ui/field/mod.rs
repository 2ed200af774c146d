//! Fields: a label, an input bound to a place in the package, and what is wrong with it.
//!
//! What is typed reaches the package with every keystroke, so nothing is lost. Escape brings back what
//! stood there when the field was entered.

mod bound;

use crate::ui::prelude::*;
use wasm_bindgen::JsCast;

use super::workbench::use_workbench;
use crate::editing::{Binding, Draft, Numbers, number};
use crate::package::{Date, Id, Word};
use crate::publish::words::completeness;
use bound::Bound;

/// A choice: what is stored, and what is shown.
pub type Choices = Vec<(String, String)>;

/// A field to be: its label and how it looks.
#[derive(Clone, Default)]
pub struct Field {
    label: String,
    id: String,
    hint: &'static str,
    unit: String,
    lines: u32,
    in_row: bool,
    in_bar: bool,
    offered: &'static str,
}

impl Field {
    /// A field labelled `label`; the label also names its edits in the history.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), lines: 1, ..Self::default() }
    }

    /// The element's id, so that lists of what is missing can lead here.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// A sentence under the field that explains it.
    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The unit shown in the field.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// How many lines a long text shows at least.
    pub fn lines(mut self, lines: u32) -> Self {
        self.lines = lines;
        self
    }

    /// A field in a table's row: the column's heading is its visible label.
    pub fn in_row(mut self) -> Self {
        self.in_row = true;
        self
    }

    /// A field in a line of its own, whose place says what it is.
    pub fn in_bar(mut self) -> Self {
        self.in_row = true;
        self.in_bar = true;
        self
    }

    /// What may be typed here is offered by the list of suggestions with this id.
    pub fn offered(mut self, list: &'static str) -> Self {
        self.offered = list;
        self
    }

    /// One line of text. In a table's row it wraps where the column is narrow.
    pub fn text(self, place: Binding<String>) -> AnyView {
        if self.in_row && !self.in_bar && self.offered.is_empty() {
            return self.area("one-line", place.map(|text| text, |text| text.replace(['\n', '\r'], " ")));
        }
        self.input("text", place)
    }

    /// A calendar date.
    pub fn date(self, place: Binding<Date>) -> AnyView {
        self.input("date", place.map(|date| date.0, Date))
    }

    fn input(self, kind: &'static str, place: Binding<String>) -> AnyView {
        let edit = Bound::new(&self.label, place);
        let (value, typed, escaped) = (edit.value, edit.clone(), edit.clone());
        let id = self.element_id();
        let name = self.label.clone();
        let input = view! {
            <input type=kind id=id.clone() aria-label=self.in_row.then_some(name)
                list=(!self.offered.is_empty()).then_some(self.offered)
                prop:value=move || value.get().unwrap_or_default()
                on:focus=move |_| edit.entered()
                on:input=move |event| typed.write(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Escape" { escaped.restore() } />
        };
        let wraps = self.in_row && !self.in_bar && kind == "text";
        self.frame(
            id,
            if wraps { whole(input.into_any(), move || value.get().unwrap_or_default()) } else { input.into_any() },
        )
    }

    /// Several lines of text.
    pub fn long_text(self, place: Binding<String>) -> AnyView {
        self.area("", place)
    }

    /// A text that grows with what is written; of one line when it is called so.
    fn area(self, class: &'static str, place: Binding<String>) -> AnyView {
        let edit = Bound::new(&self.label, place);
        let (value, typed, escaped) = (edit.value, edit.clone(), edit.clone());
        let id = self.element_id();
        let name = self.label.clone();
        let lines = move || {
            let text = value.get().unwrap_or_default();
            let wrapped: usize = text.split('\n').map(|line| 1 + line.chars().count() / 76).sum();
            // A narrow column wraps by itself.
            if class.is_empty() { wrapped.clamp(1, 24) } else { 1 }
        };
        let least = if class.is_empty() { self.lines.max(2) as usize } else { 1 };
        let input = view! {
            <textarea id=id.clone() class=(!class.is_empty()).then_some(class) rows=move || lines().max(least).to_string() aria-label=self.in_row.then_some(name)
                prop:value=move || value.get().unwrap_or_default()
                on:focus=move |_| edit.entered()
                on:input=move |event| typed.write(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Escape" { escaped.restore() }></textarea>
        };
        self.frame(id, input.into_any())
    }

    /// A list, one per line.
    pub fn items(self, place: Binding<Vec<String>>) -> AnyView {
        self.long_text(place.by_line())
    }

    /// A number, which may be left empty.
    pub fn number(self, place: Binding<Option<f64>>) -> AnyView {
        self.numbers(Numbers::ANY, place)
    }

    /// A share between 0 and 1, typed and shown in percent.
    pub fn share(self, place: Binding<Option<f64>>) -> AnyView {
        self.unit("%").number(place.map(|share| share.map(number::percent), |percent| percent.map(number::share)))
    }

    /// A number from `least` to `most`.
    pub fn within(self, least: f64, most: f64, place: Binding<f64>) -> AnyView {
        self.numbers(Numbers::between(least, most), place.optional())
    }

    /// A whole number from `least` to `most`.
    pub fn whole(self, least: u32, most: u32, place: Binding<u32>) -> AnyView {
        let place = place.map(
            |number| Some(f64::from(number)),
            // In range, or it would not be committed.
            |number| number.unwrap_or_default() as u32,
        );
        self.numbers(Numbers::whole(f64::from(least), f64::from(most)), place)
    }

    /// A whole number up to `most`, which may be left empty.
    pub fn whole_if_any(self, most: u32, place: Binding<Option<u32>>) -> AnyView {
        // In range, or it would not be committed.
        let place = place.map(|number| number.map(f64::from), |number| number.map(|number| number as u32));
        self.numbers(Numbers::whole_if_any(0.0, f64::from(most)), place)
    }

    fn numbers(self, numbers: Numbers, place: Binding<Option<f64>>) -> AnyView {
        let numbers = Numbers { in_percent: self.unit.trim() == "%", ..numbers };
        let bound = Bound::new(&self.label, place);
        let (stored, typed, escaped) = (bound.value, bound.clone(), bound.clone());
        let draft = RwSignal::new(Draft::default());
        let value = move || stored.get().flatten();
        // A field taken off the page while the cursor is in it leaves after its state is gone.
        let value_now = move || stored.try_get_untracked().flatten().flatten();
        let id = self.element_id();
        let name = self.label.clone();
        let unit = self.unit.clone();
        let problem_id = format!("{id}-problem");
        let problem = move || draft.read().problem(value());
        let input = view! {
            <span class="number">
                <input type="text" inputmode="decimal" autocomplete="off" id=id.clone() aria-label=self.in_row.then_some(name)
                    aria-invalid=move || problem().map(|_| "true") aria-describedby=problem_id.clone()
                    prop:value=move || draft.read().shown(value())
                    on:focus=move |_| bound.entered()
                    on:input=move |event| {
                        let mut written = draft.get_untracked();
                        let committed = written.write(event_target_value(&event), numbers);
                        if let Some(number) = committed { typed.write(number); }
                        written.note(value_now());
                        draft.set(written);
                    }
                    on:blur=move |_| if let Some(mut left) = draft.try_get_untracked() {
                        left.leave(value_now(), numbers);
                        draft.set(left);
                    }
                    on:keydown=move |event| if event.key() == "Escape" {
                        draft.set(Draft::default());
                        escaped.restore();
                    } />
                {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })}
            </span>
            <p class="problem" id=problem_id>{problem}</p>
        };
        self.frame(id, input.into_any())
    }

    /// One of a few words.
    pub fn word<W: Word>(self, place: Binding<W>) -> AnyView {
        let words: Choices = W::WORDS.iter().map(|word| (word.word().to_owned(), word.word().to_owned())).collect();
        self.select(Box::new(move || words.clone()), place.by_label(), false)
    }

    /// One record of the package, by its identifier, or none.
    pub fn record(self, records: impl Fn() -> Choices + Send + Sync + 'static, place: Binding<Id>) -> AnyView {
        self.choice(
            move || {
                let mut all = vec![(String::new(), "none".to_owned())];
                all.extend(records());
                all
            },
            place.map(|id| id.0, Id),
        )
    }

    /// One of some choices, which may change.
    pub fn choice(self, choices: impl Fn() -> Choices + Send + Sync + 'static, place: Binding<String>) -> AnyView {
        let wraps = self.in_row && !self.in_bar;
        self.select(Box::new(choices), place, wraps)
    }

    fn select(self, choices: Box<dyn Fn() -> Choices + Send + Sync>, place: Binding<String>, wraps: bool) -> AnyView {
        let edit = Bound::new(&self.label, place);
        let value = edit.value;
        let id = self.element_id();
        let name = self.label.clone();
        let choices = Memo::new(move |_| {
            let mut all = choices();
            let present = value.get().unwrap_or_default();
            if !all.iter().any(|(stored, _)| *stored == present) {
                let shown = if present.is_empty() { "choose …".to_owned() } else { format!("{present} (missing)") };
                all.insert(0, (present, shown));
            }
            all
        });
        let input = view! {
            <select id=id.clone() aria-label=self.in_row.then_some(name)
                on:change=move |event| edit.write(event_target_value(&event))>
                {move || choices.get().into_iter().map(|(stored, shown)| {
                    let own = stored.clone();
                    view! {
                        <option value=stored prop:selected=move || value.get().as_deref() == Some(own.as_str())>{shown}</option>
                    }
                }).collect_view()}
            </select>
        };
        let shown = move || {
            let present = value.get();
            choices
                .read()
                .iter()
                .find(|(stored, _)| Some(stored) == present.as_ref())
                .map(|(_, shown)| shown.clone())
                .unwrap_or_default()
        };
        self.frame(id, if wraps { whole(input.into_any(), shown) } else { input.into_any() })
    }

    /// Yes or no.
    pub fn check(self, place: Binding<bool>) -> AnyView {
        let edit = Bound::new(&self.label, place);
        let value = edit.value;
        let id = self.element_id();
        let Self { label, in_row, .. } = self;
        let shown = if in_row { String::new() } else { label.clone() };
        view! {
            <label class="check" for=id.clone()>
                <input type="checkbox" id=id.clone() aria-label=in_row.then_some(label)
                    prop:checked=move || value.get().unwrap_or_default()
                    on:change=move |event| edit.write(event_target_checked(&event)) />
                <span>{shown}</span>
            </label>
        }
    }

    /// A number moved by a slider between `least` and `most`.
    pub fn slider(self, least: f64, most: f64, step: f64, place: Binding<f64>) -> AnyView {
        let edit = Bound::new(&self.label, place);
        let value = edit.value;
        let id = self.element_id();
        let name = self.label.clone();
        let input = view! {
            <input type="range" id=id.clone() min=least.to_string() max=most.to_string() step=step.to_string()
                aria-label=self.in_row.then_some(name)
                prop:value=move || value.get().unwrap_or_default().to_string()
                on:input=move |event| if let Ok(number) = event_target_value(&event).parse() { edit.write(number) } />
        };
        self.frame(id, input.into_any())
    }

    fn element_id(&self) -> String {
        if self.id.is_empty() {
            format!("field-{}", crate::browser::clock::entropy() % 1_000_000_007)
        } else {
            self.id.clone()
        }
    }

    fn frame(self, id: String, input: AnyView) -> AnyView {
        if self.in_row {
            return input;
        }
        let workbench = use_workbench();
        let anchor = self.id;
        let missing = workbench.said(move |package, findings| {
            let item = findings.missing().find(|item| !anchor.is_empty() && item.anchor == anchor);
            item.map(|item| completeness::detail(package, findings, item))
        });
        view! {
            <div class="field">
                <label for=id>{self.label}</label>
                {input}
                {(!self.hint.is_empty()).then(|| view! { <p class="hint">{self.hint}</p> })}
                {move || missing.get().map(|missing| view! { <p class="missing">{missing}</p> })}
            </div>
        }
    }
}

/// An input of one line in a narrow column: until it is entered, what stands in it is shown whole, on as many lines as
/// that takes.
fn whole(input: AnyView, shown: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    view! { <span class="whole" data-shown=shown>{input}</span> }
}

/// Puts the cursor into the element with this id, once it is on the page.
pub fn focus_element(id: String) {
    gloo::timers::callback::Timeout::new(30, move || {
        let element = gloo::utils::document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    })
    .forget();
}

/// Puts the cursor into the first input of the element with this id, once it is on the page.
pub fn focus_within(id: String) {
    focus_first(format!("[id=\"{id}\"]"));
}

/// Puts the cursor into the first input of the element that this selector finds, once it is on the page.
pub fn focus_first(selector: String) {
    gloo::timers::callback::Timeout::new(30, move || {
        let Some(element) = gloo::utils::document().query_selector(&selector).ok().flatten() else { return };
        let input = element.query_selector("input, textarea, select").ok().flatten();
        if let Some(input) = input.and_then(|input| input.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = input.focus();
        }
    })
    .forget();
}
