//! What stands above a table of records: the word to filter by, and how it is sorted.

use crate::ui::prelude::*;

use super::Column;
use super::arranging::Arranging;
use crate::editing::arrangement::Way;
use crate::package::Id;
use crate::publish::words::figure;

/// Fewer rows are seen at once: nobody has to filter them.
const FEW: usize = 4;

/// The filter, the choice of an order where no heading is in sight, and what is shown of how many.
pub(super) fn view(name: &'static str, arranging: Arranging, all: Memo<Vec<Id>>, columns: &[Column]) -> AnyView {
    let sorts: Vec<(usize, &'static str)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.key.is_some() && !column.heading.is_empty())
        .map(|(place, column)| (place, column.heading))
        .collect();
    if sorts.is_empty() {
        return ().into_any();
    }
    let is_asked = Memo::new(move |_| !arranging.asked().is_plain());
    let many = Memo::new(move |_| all.read().len() >= FEW || is_asked.get());
    let headings = sorts.clone();
    let sentence = move || said(arranging, all, &headings);
    view! {
        <div class="table-tools" class:unneeded=move || !many.get()>
            <input type="search" class="filter" aria-label=format!("Filter {}", lower(name)) placeholder="Filter"
                prop:value=move || arranging.asked().wanted
                on:input=move |event| arranging.ask(|asked| asked.wanted = event_target_value(&event))
                on:keydown=move |event| if event.key() == "Escape" { arranging.ask(|asked| asked.wanted.clear()) } />
            {order(name, arranging, sorts)}
            <span class="quietly" role="status">{sentence}</span>
            <Show when=move || is_asked.get()>
                <button type="button" class="quiet small" on:click=move |_| arranging.ask(|asked| *asked = Default::default())>
                    "Show all in original order"
                </button>
            </Show>
        </div>
    }
}

/// The order to choose where the rows stand as cards.
fn order(name: &'static str, arranging: Arranging, sorts: Vec<(usize, &'static str)>) -> AnyView {
    let present = move || match arranging.asked().order {
        None => String::new(),
        Some((column, Way::Ascending)) => format!("{column} up"),
        Some((column, Way::Descending)) => format!("{column} down"),
    };
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let order = chosen.split_once(' ').and_then(|(column, way)| {
            Some((column.parse().ok()?, if way == "up" { Way::Ascending } else { Way::Descending }))
        });
        arranging.ask(|asked| asked.order = order);
    };
    let option = move |value: String, shown: String| {
        let own = value.clone();
        view! { <option value=value prop:selected=move || present() == own>{shown}</option> }
    };
    view! {
        <select class="order" aria-label=format!("Order of {}", lower(name)) on:change=choose>
            {option(String::new(), "in original order".to_owned())}
            {sorts.into_iter().map(|(column, heading)| view! {
                {option(format!("{column} up"), format!("{heading}, ascending"))}
                {option(format!("{column} down"), format!("{heading}, descending"))}
            }).collect_view()}
        </select>
    }
}

/// "3 of 14 shown, sorted by Owner, descending"; nothing while all are shown in their own order.
fn said(arranging: Arranging, all: Memo<Vec<Id>>, headings: &[(usize, &'static str)]) -> String {
    let asked = arranging.asked();
    let (shown, all) = (arranging.shown().read().len(), all.read().len());
    let filtered = (!asked.wanted.trim().is_empty()).then(|| match shown {
        0 => format!("None of {} contains “{}”", figure::count(all as u64), asked.wanted.trim()),
        shown => format!("{} of {} shown", figure::count(shown as u64), figure::count(all as u64)),
    });
    let sorted = asked.order.and_then(|(column, way)| {
        let (_, heading) = headings.iter().find(|(place, _)| *place == column)?;
        let way = if way == Way::Ascending { "ascending" } else { "descending" };
        Some(if filtered.is_some() {
            format!("sorted by {heading}, {way}")
        } else {
            format!("Sorted by {heading}, {way}")
        })
    });
    [filtered, sorted].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A table's name within a sentence.
fn lower(name: &str) -> String {
    name.to_lowercase()
}
