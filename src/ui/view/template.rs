//! Templates, parsed once and copied.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, HtmlTemplateElement, Node, TreeWalker};

use super::Markup;
use super::part::Filled;
use super::shown::Shown;

thread_local! {
    /// What each text was parsed into, in the order of where the texts stand.
    static PARSED: RefCell<Vec<(&'static str, DocumentFragment)>> = const { RefCell::new(Vec::new()) };
    static WALKER: TreeWalker = gloo::utils::document()
        .create_tree_walker_with_what_to_show(
            &gloo::utils::document(),
            SHOWN,
        )
        .expect("a document has a walker");
}

/// Elements, texts and the comments that mark places, as the document's standard numbers them.
const SHOWN: u32 = 0x01 | 0x04 | 0x80;

/// A template as it stands on the page.
pub struct Instance {
    html: &'static str,
    /// The nodes at its top.
    roots: Vec<Node>,
    parts: Vec<Filled>,
}

impl Instance {
    /// Puts a copy of the template, filled, before the node `before`.
    pub fn mount(markup: Markup, before: &Node) -> Self {
        let copy = copy(markup.html);
        let nodes = nodes(&copy, &markup);
        let roots = children(&copy);
        let parts = markup.parts.into_iter().zip(nodes).map(|(part, node)| part.fill(node)).collect();
        if let Some(parent) = before.parent_node() {
            let _ = parent.insert_before(&copy, Some(before));
        }
        Self { html: markup.html, roots, parts }
    }

    /// Whether `markup` is of the same template.
    pub fn is_of(&self, markup: &Markup) -> bool {
        std::ptr::eq(self.html, markup.html)
    }

    /// Changes what fills the template.
    pub fn update(&mut self, markup: Markup) {
        for (filled, part) in self.parts.iter_mut().zip(markup.parts) {
            filled.refill(part);
        }
    }

    /// Everything of it that stands beside its root's neighbours, in order.
    pub fn nodes(&self, take: &mut dyn FnMut(&Node)) {
        for root in &self.roots {
            if let Some(shown) = self.shown_before(root) {
                shown.nodes(take);
            }
            take(root);
        }
    }

    /// What a mark at the top stands for.
    fn shown_before(&self, root: &Node) -> Option<&Shown> {
        // A template with one root has its marks within.
        if self.roots.len() == 1 {
            return None;
        }
        self.parts.iter().find_map(|part| match part {
            Filled::Child(shown, mark) if mark == root => Some(shown),
            _ => None,
        })
    }
}

fn copy(html: &'static str) -> DocumentFragment {
    let copy = PARSED.with_borrow_mut(|parsed| {
        let place = |html: &str| (html.as_ptr() as usize, html.len());
        let found = parsed.binary_search_by_key(&place(html), |(html, _)| place(html));
        let index = found.unwrap_or_else(|index| {
            parsed.insert(index, (html, parse(html)));
            index
        });
        parsed[index].1.clone_node_with_deep(true)
    });
    copy.expect("a fragment can be copied").unchecked_into()
}

fn parse(html: &str) -> DocumentFragment {
    let template = gloo::utils::document().create_element("template").expect("a template is an element");
    template.set_inner_html(html);
    template.unchecked_into::<HtmlTemplateElement>().content()
}

/// The nodes that the parts of `markup` are about.
fn nodes(copy: &DocumentFragment, markup: &Markup) -> Vec<Node> {
    WALKER.with(|walker| {
        walker.set_current_node(copy);
        let (mut place, mut node) = (None, None);
        let found = markup.parts.iter().map_while(|part| {
            while place != Some(part.place) {
                node = walker.next_node().ok().flatten();
                place = Some(place.map_or(0, |place| place + 1));
                node.as_ref()?;
            }
            node.clone()
        });
        found.collect()
    })
}

fn children(fragment: &DocumentFragment) -> Vec<Node> {
    std::iter::successors(fragment.first_child(), Node::next_sibling).collect()
}
