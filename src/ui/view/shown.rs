//! A view as it stands on the page.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Node, Text};

use super::keyed::Keyed;
use super::template::Instance;
use super::{View, list};
use crate::ui::reactive::{Callback, Following};

/// A view as it stands on the page.
pub enum Shown {
    /// Nothing.
    Nothing,
    /// A text.
    Text(Text, Cow<'static, str>),
    /// A template.
    Markup(Instance),
    /// One view after the other.
    List(Vec<Shown>),
    /// What a closure gave last.
    Dynamic(Dynamic),
    /// A view per key.
    Keyed(Keyed),
}

/// What a closure gave last, and the mark after it, unless it is all there is before a mark of somebody else's.
pub struct Dynamic {
    shown: Rc<RefCell<Shown>>,
    mark: Option<Node>,
    following: Following,
}

impl Drop for Dynamic {
    /// What follows keeps what it shows until the browser's queue comes round to it: until then nothing in there may
    /// run any more, because what it reads is gone.
    fn drop(&mut self) {
        self.shown.replace(Shown::Nothing);
    }
}

impl Shown {
    /// Puts `view` before the node `before`, which is of those who `alone` means: nothing else ever stands between
    /// what was there before and `before`.
    pub fn mount(view: View, before: &Node, alone: bool) -> Self {
        match view {
            View::Nothing => Self::Nothing,
            View::Text(text) => {
                let node = gloo::utils::document().create_text_node(&text);
                insert(&node, before);
                Self::Text(node, text)
            }
            View::Markup(markup) => Self::Markup(Instance::mount(markup, before)),
            View::List(views) => Self::List(views.into_iter().map(|view| Self::mount(view, before, false)).collect()),
            View::Dynamic(give) => {
                let mark = (!alone).then(|| mark(before));
                let shown = Rc::new(RefCell::new(Self::Nothing));
                let following = follow(give, &shown, mark.as_ref().unwrap_or(before));
                Self::Dynamic(Dynamic { shown, mark, following })
            }
            View::Keyed(rows) => Self::Keyed(Keyed::mount(rows, mark(before))),
        }
    }

    /// Shows `view` instead, changing only what differs; `before` gives the node it stands before.
    pub fn update(&mut self, view: View, before: &dyn Fn() -> Node, alone: bool) {
        match (&mut *self, view) {
            (Self::Nothing, View::Nothing) => {}
            (Self::Text(node, present), View::Text(text)) => {
                if *present != text {
                    node.set_data(&text);
                    *present = text;
                }
            }
            (Self::Markup(instance), View::Markup(markup)) if instance.is_of(&markup) => instance.update(markup),
            (Self::List(shown), View::List(views)) => list::update(shown, views, before),
            (Self::Dynamic(dynamic), View::Dynamic(give)) => {
                let mark = dynamic.mark.clone().unwrap_or_else(before);
                dynamic.following = follow(give, &dynamic.shown, &mark);
            }
            (Self::Keyed(keyed), View::Keyed(rows)) => keyed.update(rows),
            (_, view) => {
                let shown = Self::mount(view, &before(), alone);
                std::mem::replace(self, shown).remove();
            }
        }
    }

    /// Takes it off the page, and only then lets go of what listens and follows.
    pub fn remove(self) {
        self.nodes(&mut |node| {
            // Every kind of node that a view has can be removed as an element can.
            node.unchecked_ref::<web_sys::Element>().remove();
        });
    }

    /// Every node of it at the level at which it stands, in order.
    pub fn nodes(&self, take: &mut dyn FnMut(&Node)) {
        match self {
            Self::Nothing => {}
            Self::Text(node, _) => take(node),
            Self::Markup(instance) => instance.nodes(take),
            Self::List(shown) => shown.iter().for_each(|shown| shown.nodes(take)),
            Self::Dynamic(dynamic) => {
                dynamic.shown.borrow().nodes(take);
                dynamic.mark.iter().for_each(take);
            }
            Self::Keyed(keyed) => keyed.nodes(take),
        }
    }

    /// The first node of it.
    pub fn first(&self) -> Option<Node> {
        let mut first = None;
        self.nodes(&mut |node| {
            if first.is_none() {
                first = Some(node.clone());
            }
        });
        first
    }
}

/// Shows what `give` gives in place of what `shown` is, before `mark`, whenever it changes.
fn follow(mut give: Box<dyn Callback<(), View>>, shown: &Rc<RefCell<Shown>>, mark: &Node) -> Following {
    let (shown, mark) = (Rc::clone(shown), mark.clone());
    Following::new(Box::new(move |()| {
        let view = give.call(());
        shown.borrow_mut().update(view, &|| mark.clone(), true);
    }))
}

/// A mark of its own, put before `before`.
fn mark(before: &Node) -> Node {
    let mark: Node = gloo::utils::document().create_comment("").into();
    insert(&mark, before);
    mark
}

/// Puts `node` before `before`.
pub fn insert(node: &Node, before: &Node) {
    if let Some(parent) = before.parent_node() {
        let _ = parent.insert_before(node, Some(before));
    }
}
