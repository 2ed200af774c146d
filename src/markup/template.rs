//! The text of a template, and what fills its places.

use proc_macro2::TokenStream;
use quote::quote;
use rstml::Infallible;
use rstml::node::{Node, NodeElement};
use syn::spanned::Spanned;

use crate::{element, inserted};

/// Where the browser's parser leaves a node that marks a place.
const MARK: &str = "<!>";

/// The view of `nodes` as a template.
pub fn expand(nodes: &[Node]) -> syn::Result<TokenStream> {
    let mut template = Template::default();
    template.nodes(nodes, "")?;
    let Template { text, parts, .. } = template;
    Ok(quote!(crate::ui::view::markup(#text, ::std::vec![#(#parts),*])))
}

/// A template in the making. A place is the number of a node in the order in which the document has them.
#[derive(Default)]
struct Template {
    text: String,
    parts: Vec<TokenStream>,
    place: u16,
}

impl Template {
    fn nodes(&mut self, nodes: &[Node], parent: &str) -> syn::Result<()> {
        let mut after_text = false;
        for node in nodes {
            let is_text = matches!(node, Node::Text(_));
            match node {
                // The parser joins texts that follow one another.
                Node::Text(text) => {
                    self.text.push_str(&text.value_string().replace('&', "&amp;").replace('<', "&lt;"));
                    self.place += u16::from(!after_text);
                }
                Node::Fragment(fragment) => self.nodes(&fragment.children, parent)?,
                _ => self.node(node, parent)?,
            }
            after_text = is_text;
        }
        Ok(())
    }

    fn node(&mut self, node: &Node, parent: &str) -> syn::Result<()> {
        if let Some(expression) = inserted(node)? {
            let place = self.next();
            self.text.push_str(MARK);
            self.parts.push(quote!(crate::ui::view::child(#place, #expression)));
            return Ok(());
        }
        match node {
            Node::Element(element) => self.element(element, parent),
            other => Err(syn::Error::new(other.span(), "neither an element, a text nor an expression")),
        }
    }

    fn element(&mut self, given: &NodeElement<Infallible>, parent: &str) -> syn::Result<()> {
        let name = given.name().to_string();
        if !element::may_hold(parent, &name) {
            let why = format!("a browser does not leave <{name}> in <{parent}>");
            return Err(syn::Error::new(given.name().span(), why));
        }
        let place = self.next();
        self.text.push('<');
        self.text.push_str(&name);
        let mut parts = Vec::new();
        for attribute in element::keyed(given)? {
            match element::part(attribute, place)? {
                Ok(text) => self.text.push_str(&text),
                Err(part) => parts.push(part),
            }
        }
        self.text.push('>');
        self.parts.append(&mut parts);
        if !element::is_void(&name) {
            self.nodes(given.children(), &name)?;
            self.text.push_str("</");
            self.text.push_str(&name);
            self.text.push('>');
        }
        Ok(())
    }

    fn next(&mut self) -> u16 {
        let place = self.place;
        self.place += 1;
        place
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    fn expanded(markup: TokenStream) -> Result<String, String> {
        let nodes = rstml::parse2(markup).map_err(|error| error.to_string())?;
        super::expand(&nodes).map(|tokens| tokens.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_known_stands_in_the_text_and_the_rest_fills_places_in_the_order_of_nodes() {
        let view = quote!(<p class="a \"b\"" title=shown>"1 < 2 " "&"{value}<br /><b on:click=go></b></p>);
        let view = expanded(view).unwrap();
        assert!(view.contains(r#""<p class=\"a &quot;b&quot;\">1 &lt; 2 &amp;<!><br><b></b></p>""#), "{view}");
        for part in [
            r#"attribute (0u16 , "title" , shown)"#,
            r#"child (2u16 , value)"#,
            r#"listener :: < web_sys :: MouseEvent > (4u16 , "click" , go)"#,
        ] {
            assert!(view.contains(part), "{view}");
        }
    }

    #[test]
    fn what_a_browser_would_move_is_refused() {
        assert!(expanded(quote!(<p><div></div></p>)).unwrap_err().contains("<div> in <p>"));
        assert!(expanded(quote!(<table><tr></tr></table>)).is_err());
        assert!(expanded(quote!(<table><tbody><tr></tr></tbody></table>)).is_ok());
    }
}
