//! Elements and their attributes.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use rstml::Infallible;
use rstml::node::{KeyedAttribute, NodeAttribute, NodeElement};
use syn::spanned::Spanned;
use syn::{Block, Expr, Stmt};

/// Elements that have no content and no end tag.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// What the browser's parser puts elsewhere: an element, and those it does not take as children.
const MOVED: &[(&str, &[&str])] = &[
    (
        "p",
        &[
            "blockquote",
            "details",
            "div",
            "dl",
            "fieldset",
            "figure",
            "h2",
            "h3",
            "h4",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "ul",
        ],
    ),
    ("table", &["tr", "td", "th"]),
    ("tr", &["tr"]),
    ("a", &["a"]),
    ("button", &["button"]),
];

/// Whether the browser's parser leaves an element `child` in an element `parent`.
pub fn may_hold(parent: &str, child: &str) -> bool {
    !MOVED.iter().any(|(element, children)| *element == parent && children.contains(&child))
}

/// Whether the element `name` has no end tag.
pub fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// The value of the attribute `name`.
pub fn attribute(element: &NodeElement<Infallible>, name: &str) -> syn::Result<Expr> {
    let found = keyed(element)?.into_iter().find(|attribute| attribute.key.to_string() == name);
    found
        .and_then(|attribute| attribute.value().cloned())
        .ok_or_else(|| syn::Error::new(element.name().span(), format!("<{}> needs {name}=…", element.name())))
}

/// The attributes, each of which has a name.
pub fn keyed(element: &NodeElement<Infallible>) -> syn::Result<Vec<&KeyedAttribute>> {
    let attributes = element.attributes().iter().map(|attribute| match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(syn::Error::new(block.span(), "an attribute needs a name")),
    });
    attributes.collect()
}

/// What fills the place `place` with an attribute; nothing if the attribute stands in the text itself, which is
/// then given first.
pub fn part(attribute: &KeyedAttribute, place: u16) -> syn::Result<Result<String, TokenStream>> {
    let key = attribute.key.to_string();
    let Some(value) = attribute.value() else { return Ok(Ok(format!(" {key}"))) };
    let shown = value_expression(value);
    let (kind, name) = match key.split_once(':') {
        Some((kind, name)) => (kind, name),
        None => ("", key.as_str()),
    };
    Ok(Err(match kind {
        "on" => {
            let event = event(name);
            quote!(crate::ui::view::listener::<web_sys::#event>(#place, #name, #shown))
        }
        "prop" => quote!(crate::ui::view::property(#place, #name, #shown)),
        "class" => quote!(crate::ui::view::class(#place, #name, #shown)),
        "style" => quote!(crate::ui::view::style(#place, #name, #shown)),
        "" if name == "node_ref" => quote!(crate::ui::view::reference(#place, #shown)),
        "" => match attribute.value_literal_string() {
            Some(text) => return Ok(Ok(format!(" {name}=\"{}\"", text.replace('&', "&amp;").replace('"', "&quot;")))),
            None => quote!(crate::ui::view::attribute(#place, #name, #shown)),
        },
        _ => return Err(syn::Error::new(attribute.key.span(), format!("{kind}: is not a kind of attribute"))),
    }))
}

/// The value without braces that nothing needs.
fn value_expression(value: &Expr) -> TokenStream {
    if let Expr::Block(block) = value
        && let Block { stmts, .. } = &block.block
        && let [Stmt::Expr(expression, None)] = stmts.as_slice()
    {
        return quote!(#expression);
    }
    quote!(#value)
}

/// The type of the event `name`.
fn event(name: &str) -> syn::Ident {
    let kind = match name {
        "click" | "dblclick" => "MouseEvent",
        "keydown" | "keyup" => "KeyboardEvent",
        _ if name.starts_with("pointer") => "PointerEvent",
        _ if name.starts_with("drag") || name == "drop" => "DragEvent",
        _ => "Event",
    };
    syn::Ident::new(kind, Span::call_site())
}
