//! `view!`: markup written in Rust becomes one text of HTML, which the browser parses once and copies, and
//! a list of what fills its places. A view so costs its data and not a type of its own.

mod element;
mod template;

use proc_macro2::TokenStream;
use quote::quote;
use rstml::node::{Node, NodeBlock, NodeElement};
use syn::{Expr, Stmt};

/// Markup as a `View`.
///
/// - `"text"` is text, `{expression}` anything that is `IntoView`; a closure is followed.
/// - `name=expression` sets an attribute, `prop:name` a property, `class:name` and `style:name` one class or
///   style; a closure is followed.
/// - `on:event=closure` listens, `node_ref=reference` keeps the element.
/// - `<Show when=condition fallback=view>` shows its children while `condition()` holds.
/// - `<For each=items key=name children=view />` keeps one view per key.
///
/// The browser parses the text, so it must be HTML as a parser takes it: rows stand in a `tbody`, and no block
/// stands in a `p`.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let expanded = rstml::parse2(tokens.into()).and_then(|nodes| nodes_view(&nodes));
    expanded.unwrap_or_else(|error| error.to_compile_error()).into()
}

/// The view of `nodes`: without a template where one expression or one text is all there is.
fn nodes_view(nodes: &[Node]) -> syn::Result<TokenStream> {
    match nodes {
        [] => Ok(quote!(crate::ui::view::View::Nothing)),
        [Node::Text(text)] => {
            let text = text.value_string();
            Ok(quote!(crate::ui::view::IntoView::into_view(#text)))
        }
        [node] => match inserted(node)? {
            Some(expression) => Ok(quote!(crate::ui::view::IntoView::into_view(#expression))),
            None => template::expand(nodes),
        },
        _ => template::expand(nodes),
    }
}

/// The expression that stands in for `node`, if it is not markup.
fn inserted(node: &Node) -> syn::Result<Option<TokenStream>> {
    match node {
        Node::Block(block) => Ok(Some(block_expression(block))),
        Node::Element(element) => component(element),
        _ => Ok(None),
    }
}

/// What stands in braces, the braces left out where nothing needs them.
fn block_expression(block: &NodeBlock) -> TokenStream {
    match block {
        NodeBlock::ValidBlock(block) => match block.stmts.as_slice() {
            [Stmt::Expr(expression, None)] => quote!(#expression),
            _ => quote!(#block),
        },
        NodeBlock::Invalid(block) => {
            let body = &block.body;
            quote!({ #body })
        }
    }
}

fn component(element: &NodeElement<rstml::Infallible>) -> syn::Result<Option<TokenStream>> {
    let given = |name: &str| element::attribute(element, name);
    Ok(match element.name().to_string().as_str() {
        "Show" => {
            let when = given("when")?;
            let children = nodes_view(element.children())?;
            let fallback: Expr = match given("fallback") {
                Ok(fallback) => fallback,
                Err(_) => syn::parse_quote!(|| crate::ui::view::View::Nothing),
            };
            Some(quote!(crate::ui::view::show(#when, #fallback, move || #children)))
        }
        "For" => {
            let (each, key, children) = (given("each")?, given("key")?, given("children")?);
            Some(quote!(crate::ui::view::each(#each, #key, #children)))
        }
        _ => None,
    })
}
