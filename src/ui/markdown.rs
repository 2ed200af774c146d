//! Markdown as nodes of the page. Raw HTML stays text, and a link that leads away asks first.

use std::ops::Range;

use crate::ui::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::publish::memo::Place;
use crate::ui::date;

/// The nodes of `markdown`; each value named in `places` becomes a link to where it comes from.
pub fn nodes(markdown: &str, places: &[Place]) -> AnyView {
    let mut tree = Tree { stack: vec![Branch::default()], places, source: markdown };
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        tree.take(event, range);
    }
    tree.finish()
}

/// An element that is still open.
#[derive(Default)]
struct Branch {
    children: Vec<AnyView>,
    address: String,
}

struct Tree<'a> {
    stack: Vec<Branch>,
    places: &'a [Place],
    source: &'a str,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.stack.push(Branch { address: dest_url.into_string(), ..Branch::default() });
            }
            Event::Start(_) => self.stack.push(Branch::default()),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.push(view! { <code>{text.into_string()}</code> }),
            Event::Html(text) | Event::InlineHtml(text) => self.push(text.into_string().into_any()),
            Event::SoftBreak => self.push(" ".into_any()),
            Event::HardBreak => self.push(view! { <br /> }),
            Event::Rule => self.push(view! { <hr /> }),
            _ => {}
        }
    }

    fn push(&mut self, node: AnyView) {
        if let Some(branch) = self.stack.last_mut() {
            branch.children.push(node);
        }
    }

    /// Text, its computed values as links.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if text.len() != range.len() {
            self.push(date::in_text(text).into_any());
            return;
        }
        let mut from = range.start;
        for place in self.places.iter().filter(|place| place.range.start < range.end && range.start < place.range.end) {
            let (start, end) = (place.range.start.max(from), place.range.end.min(range.end));
            self.push(date::in_text(&self.source[from..start]).into_any());
            self.push(value(place, date::in_text(&self.source[start..end])));
            from = end;
        }
        self.push(date::in_text(&self.source[from..range.end]).into_any());
    }

    fn close(&mut self, tag: TagEnd) {
        let Some(Branch { children, address }) = self.stack.pop() else { return };
        let node = match tag {
            TagEnd::Paragraph => view! { <p>{children}</p> },
            TagEnd::Heading(HeadingLevel::H1 | HeadingLevel::H2) => view! { <h3>{children}</h3> },
            TagEnd::Heading(_) => view! { <h3>{children}</h3> },
            TagEnd::BlockQuote(_) => view! { <blockquote>{children}</blockquote> },
            TagEnd::CodeBlock => view! { <pre>{children}</pre> },
            TagEnd::List(true) => view! { <ol>{children}</ol> },
            TagEnd::List(false) => view! { <ul>{children}</ul> },
            TagEnd::Item => view! { <li>{children}</li> },
            TagEnd::Emphasis => view! { <em>{children}</em> },
            TagEnd::Strong => view! { <strong>{children}</strong> },
            TagEnd::Link => link(address, children),
            TagEnd::Table => {
                view! { <div class="scroll"><table class="data-table">{children}</table></div> }
            }
            TagEnd::TableHead => view! { <thead><tr>{children}</tr></thead> },
            TagEnd::TableRow => view! { <tr>{children}</tr> },
            TagEnd::TableCell => view! { <td>{children}</td> },
            _ => children.into_any(),
        };
        self.push(node);
    }

    fn finish(mut self) -> AnyView {
        self.stack.drain(..).flat_map(|branch| branch.children).collect::<Vec<_>>().into_any()
    }
}

fn value(place: &Place, text: String) -> AnyView {
    let address = match place.anchor.as_str() {
        "" => place.screen.address(),
        anchor => format!("{}/{anchor}", place.screen.address()),
    };
    view! { <a class="value" href=address title=format!("Computed; from {}", place.screen.label()) data-known=place.known.to_string()>{text}</a> }
}

fn link(address: String, children: Vec<AnyView>) -> AnyView {
    let safe = ["https://", "http://", "mailto:", "#"].iter().any(|start| address.starts_with(start));
    if !safe {
        return children.into_any();
    }
    let away = !address.starts_with('#');
    let shown = address.clone();
    let ask = move |event: web_sys::MouseEvent| {
        let question = format!("This link leaves Shipworthy for {shown}. Follow it?");
        if away && !gloo::utils::window().confirm_with_message(&question).unwrap_or(false) {
            event.prevent_default();
        }
    };
    view! { <a href=address rel="noreferrer noopener" on:click=ask>{children}</a> }
}
