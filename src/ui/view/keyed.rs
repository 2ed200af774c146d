//! A view per key: rows that stay and move.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Node;

use super::View;
use super::shown::{Shown, insert};
use crate::ui::reactive::{Callback, Following, Owner};

/// What gives the rows, followed.
pub type Rows = Box<dyn Callback<(), Vec<Row>>>;

/// A row to be: its key, and its view if there is none yet.
pub struct Row {
    /// What tells it from others.
    pub key: String,
    /// Makes its view.
    pub view: Box<dyn FnOnce() -> View>,
}

/// Rows as they stand on the page, and the mark after them.
pub struct Keyed {
    rows: Rc<RefCell<Vec<ShownRow>>>,
    mark: Node,
    following: Following,
}

impl Drop for Keyed {
    /// As what a closure gave is let go of at once.
    fn drop(&mut self) {
        self.rows.take();
    }
}

struct ShownRow {
    key: String,
    shown: Shown,
    /// Owns what its view follows; dropped with the row.
    _owner: Owner,
}

impl Keyed {
    /// Puts the rows before `mark`.
    pub fn mount(rows: Rows, mark: Node) -> Self {
        let shown = Rc::new(RefCell::new(Vec::new()));
        let following = follow(rows, &shown, &mark);
        Self { rows: shown, mark, following }
    }

    /// Follows other rows. Those there are go: what they follow went with the run that made them.
    pub fn update(&mut self, rows: Rows) {
        self.rows.take().into_iter().for_each(|row| row.shown.remove());
        self.following = follow(rows, &self.rows, &self.mark);
    }

    /// Every node at the level of the rows, in order.
    pub fn nodes(&self, take: &mut dyn FnMut(&Node)) {
        self.rows.borrow().iter().for_each(|row| row.shown.nodes(take));
        take(&self.mark);
    }
}

fn follow(mut rows: Rows, shown: &Rc<RefCell<Vec<ShownRow>>>, mark: &Node) -> Following {
    let (shown, mark) = (Rc::clone(shown), mark.clone());
    // Rows outlive the run that made them.
    let owner = Owner::current().unwrap_or_default();
    Following::new(Box::new(move |()| {
        let rows = rows.call(());
        update(&mut shown.borrow_mut(), rows, &owner, &mark);
    }))
}

fn update(shown: &mut Vec<ShownRow>, rows: Vec<Row>, owner: &Owner, mark: &Node) {
    let mut before: Vec<Option<ShownRow>> = std::mem::take(shown).into_iter().map(Some).collect();
    // The rows up to here are as they were; a row found out of order, or made where others follow, is to be moved.
    let mut last = None;
    let mut in_order = true;
    for row in rows {
        let is_same = |one: &Option<ShownRow>| one.as_ref().is_some_and(|one| one.key == row.key);
        let next = last.map_or(0, |last: usize| last + 1);
        let found = if before.get(next).is_some_and(is_same) { Some(next) } else { before.iter().position(is_same) };
        match found.and_then(|place| before[place].take().map(|row| (place, row))) {
            Some((place, row)) => {
                in_order &= last.is_none_or(|last| last < place);
                last = Some(place);
                shown.push(row);
            }
            None => {
                in_order &= last.map_or(0, |last| last + 1) >= before.len();
                let owner = owner.child();
                let row_shown = owner.with(|| Shown::mount((row.view)(), mark, false));
                shown.push(ShownRow { key: row.key, shown: row_shown, _owner: owner });
            }
        }
    }
    before.into_iter().flatten().for_each(|row| row.shown.remove());
    if !in_order {
        put_in_order(shown, mark);
    }
}

/// Moves the rows that do not stand before the row after them.
fn put_in_order(shown: &[ShownRow], mark: &Node) {
    let mut next = mark.clone();
    for row in shown.iter().rev() {
        let mut nodes = Vec::new();
        row.shown.nodes(&mut |node| nodes.push(node.clone()));
        if nodes.last().is_some_and(|last| last.next_sibling().as_ref() != Some(&next)) {
            nodes.iter().for_each(|node| insert(node, &next));
        }
        if let Some(first) = nodes.into_iter().next() {
            next = first;
        }
    }
}
