//! Long lists draw what is seen. Their rows are all on the page, to be counted, reached and scrolled past, but only
//! those in view or nearly so have anything in them.

use std::sync::Arc;

use leptos::tachys::html::element::ElementType;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element};

use super::prelude::*;
use super::viewport::{self, Viewport};

/// A list up to this long is drawn whole.
const SHORT: usize = 40;

/// So many columns beside those in view are drawn too, for the cursor to go to.
const BESIDE: usize = 2;

/// Which parts of a list are in view: rows, or columns of a table.
#[derive(Clone, Copy)]
pub struct Seen {
    count: Memo<usize>,
    /// From the first in view to the one after the last.
    range: RwSignal<(usize, usize)>,
    held: RwSignal<Option<usize>>,
}

impl Seen {
    /// The rows of a list of `count`: the last children of `parent`, one beneath the other.
    pub fn rows<E>(count: Memo<usize>, parent: NodeRef<E>) -> Self
    where
        E: ElementType<Output: JsCast + Clone + Into<Element>>,
    {
        Self::following(count, element(parent), |parent, count| {
            let (top, bottom) = viewport::reach();
            within(parent, count, |row| row.bottom() < top, |row| row.top() <= bottom)
        })
    }

    /// The columns of a table of `count`: the last children of `parent`, one beside the other in what scrolls them.
    pub fn columns<E>(count: Memo<usize>, parent: NodeRef<E>) -> Self
    where
        E: ElementType<Output: JsCast + Clone + Into<Element>>,
    {
        Self::following(count, element(parent), |parent, count| {
            let scrolled = parent.closest(".scroll").ok().flatten().unwrap_or_else(|| parent.clone());
            let frame = scrolled.get_bounding_client_rect();
            let (first, last) =
                within(parent, count, |cell| cell.right() < frame.left(), |cell| cell.left() <= frame.right());
            (first.saturating_sub(BESIDE), last + BESIDE)
        })
    }

    fn following(count: Memo<usize>, parent: Parent, seen: fn(&Element, usize) -> (usize, usize)) -> Self {
        let range = RwSignal::new((0, if count.get_untracked() <= SHORT { usize::MAX } else { 0 }));
        let viewport = expect_context::<Viewport>();
        Effect::new(move |_| {
            let Some(parent) = parent() else { return };
            viewport.follow();
            let now = if count.get() <= SHORT { (0, usize::MAX) } else { seen(&parent, count.get()) };
            if range.get_untracked() != now {
                range.set(now);
            }
        });
        Self { count, range, held: RwSignal::new(None) }
    }

    /// Whether the part at `place` is to be drawn, followed.
    pub fn draws(self, place: usize) -> bool {
        let (first, end) = self.range.get();
        (first..end).contains(&place) || self.held.get() == Some(place)
    }

    /// Keeps the part at `place` drawn, in view or not: the cursor is in it, or about to be.
    pub fn hold(self, place: usize) {
        if self.held.get_untracked() != Some(place) {
            self.held.set(Some(place));
        }
    }

    /// The parts in view, followed.
    pub fn drawn(self) -> std::ops::Range<usize> {
        let (first, end) = self.range.get();
        let count = self.count.get();
        first.min(count)..end.min(count)
    }
}

/// What gives the element whose children are the parts, followed.
type Parent = Box<dyn Fn() -> Option<Element>>;

fn element<E>(parent: NodeRef<E>) -> Parent
where
    E: ElementType<Output: JsCast + Clone + Into<Element>>,
{
    Box::new(move || parent.get().map(Into::into))
}

/// Of the last `count` children of `parent`, which lie neither `before` what is seen nor after it.
fn within(
    parent: &Element,
    count: usize,
    before: impl Fn(&DomRect) -> bool,
    not_after: impl Fn(&DomRect) -> bool,
) -> (usize, usize) {
    let children = parent.children();
    let skipped = (children.length() as usize).saturating_sub(count);
    let holds = |place: usize, test: &dyn Fn(&DomRect) -> bool| {
        let child = children.item((skipped + place) as u32);
        child.is_some_and(|child| test(&child.get_bounding_client_rect()))
    };
    let boundary = |test: &dyn Fn(&DomRect) -> bool| {
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if holds(middle, test) { low = middle + 1 } else { high = middle }
        }
        low
    };
    (boundary(&before), boundary(&not_after))
}

/// The body of a table of `count` rows and `width` columns, whose cells `row` gives. What `row` reads is followed.
pub fn body(
    count: impl Fn() -> usize + Send + Sync + 'static,
    width: usize,
    row: impl Fn(usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    rows(Memo::new(move |_| count()), width, Arc::new(row))
}

fn rows(count: Memo<usize>, width: usize, row: Arc<dyn Fn(usize) -> AnyView + Send + Sync>) -> AnyView {
    let body = NodeRef::<html::Tbody>::new();
    let seen = Seen::rows(count, body);
    view! {
        <tbody node_ref=body>
            <For each=move || 0..count.get() key=|place| *place children=move |place| {
                let row = Arc::clone(&row);
                let drawn = Memo::new(move |_| seen.draws(place));
                view! {
                    <tr aria-rowindex=row_index(place) on:focusin=move |_| seen.hold(place)>
                        {move || if drawn.get() { row(place) } else { blank(width) }}
                    </tr>
                }
            } />
        </tbody>
    }
}

/// The number of the row at `place` among all rows of its table, whose head is the first.
pub fn row_index(place: usize) -> String {
    (place + 2).to_string()
}

/// Stands for `width` cells that are not drawn.
pub fn blank(width: usize) -> AnyView {
    view! { <td class="unseen" colspan=width.to_string()></td> }
}
