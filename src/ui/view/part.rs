//! What fills the places of a template.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Node};

use super::setting::{IntoSetting, Kind, Setting, Settled};
use super::shown::Shown;
use super::{IntoView, View};
use crate::ui::reactive::{Callback, RwSignal};

/// What fills one place.
pub struct Part {
    /// The node it is about.
    pub place: u16,
    filling: Filling,
}

enum Filling {
    Child(View),
    Setting(Kind, &'static str, Setting),
    Listener(&'static str, Handler),
    Reference(Keep),
}

type Keep = Box<dyn FnOnce(Element)>;
type Handler = Box<dyn Callback<Event, ()>>;

/// A view at a mark.
pub fn child(place: u16, view: impl IntoView) -> Part {
    Part { place, filling: Filling::Child(view.into_view()) }
}

/// An attribute of an element.
pub fn attribute(place: u16, name: &'static str, value: impl IntoSetting) -> Part {
    setting(place, Kind::Attribute, name, value)
}

/// A property of an element.
pub fn property(place: u16, name: &'static str, value: impl IntoSetting) -> Part {
    setting(place, Kind::Property, name, value)
}

/// Whether an element has a class.
pub fn class(place: u16, name: &'static str, value: impl IntoSetting) -> Part {
    setting(place, Kind::Class, name, value)
}

/// A style of an element.
pub fn style(place: u16, name: &'static str, value: impl IntoSetting) -> Part {
    setting(place, Kind::Style, name, value)
}

fn setting(place: u16, kind: Kind, name: &'static str, value: impl IntoSetting) -> Part {
    Part { place, filling: Filling::Setting(kind, name, value.into_setting()) }
}

/// What happens on an event of an element, which is an `E`.
pub fn listener<E: JsCast>(place: u16, name: &'static str, mut handler: impl FnMut(E) + 'static) -> Part {
    Part { place, filling: Filling::Listener(name, Box::new(move |event: Event| handler(event.unchecked_into()))) }
}

/// The element itself, once it is there.
pub fn reference<E: JsCast + 'static>(place: u16, reference: NodeRef<E>) -> Part {
    Part {
        place,
        filling: Filling::Reference(Box::new(move |element| reference.0.set(Some(element.unchecked_into())))),
    }
}

/// An element of a view, for those who need it itself.
pub struct NodeRef<E: 'static>(RwSignal<Option<E>>);

impl<E> Copy for NodeRef<E> {}

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: Clone + 'static> NodeRef<E> {
    /// An element that is not there yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The element once it is there, followed.
    pub fn get(&self) -> Option<E> {
        self.0.get()
    }

    /// The element if it is there.
    pub fn get_untracked(&self) -> Option<E> {
        self.0.try_get_untracked().flatten()
    }
}

/// A part as it stands on the page.
pub enum Filled {
    /// A view, and the mark after it.
    Child(Shown, Node),
    /// An attribute, property, class or style.
    Setting(Settled),
    /// A listener, and what it does.
    Listener(#[expect(dead_code, reason = "listens as long as it is kept")] EventListener, Rc<RefCell<Handler>>),
    /// An element that somebody needs itself.
    Reference(Element),
}

impl Part {
    /// Fills `node`.
    pub fn fill(self, node: Node) -> Filled {
        match self.filling {
            Filling::Child(view) => Filled::Child(Shown::mount(view, &node, true), node),
            Filling::Setting(kind, name, setting) => {
                Filled::Setting(Settled::new(node.unchecked_into(), kind, name, setting))
            }
            Filling::Listener(name, handler) => listen(&node, name, handler),
            Filling::Reference(keep) => {
                let element: Element = node.unchecked_into();
                keep(element.clone());
                Filled::Reference(element)
            }
        }
    }
}

impl Filled {
    /// Fills the same place with another part of the same template.
    pub fn refill(&mut self, part: Part) {
        match (self, part.filling) {
            (Filled::Child(shown, mark), Filling::Child(view)) => {
                let mark = mark.clone();
                shown.update(view, &|| mark.clone(), true);
            }
            (Filled::Setting(settled), Filling::Setting(_, _, setting)) => settled.update(setting),
            (Filled::Listener(_, present), Filling::Listener(_, handler)) => *present.borrow_mut() = handler,
            (Filled::Reference(element), Filling::Reference(keep)) => keep(element.clone()),
            _ => {}
        }
    }
}

fn listen(node: &Node, name: &'static str, handler: Handler) -> Filled {
    let handler = Rc::new(RefCell::new(handler));
    let called = Rc::clone(&handler);
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(node, name, options, move |event| {
        // One that is at work already caused this event itself.
        if let Ok(mut handler) = called.try_borrow_mut() {
            handler.call(event.clone());
        }
    });
    Filled::Listener(listener, handler)
}
