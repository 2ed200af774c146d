//! Comments: where each leads, and whether what it is about is still there.

use crate::findings::{CommentFinding, Screen};
use crate::package::comment::Comment;
use crate::package::{Id, Package, identity};

/// How an anchor of a field begins, which stands on its screen in every package.
const FIELD: &str = "field-";

/// Every comment, in the package's order.
pub fn locate(package: &Package) -> Vec<CommentFinding> {
    package.review.comments.iter().map(|comment| finding(package, comment)).collect()
}

fn finding(package: &Package, comment: &Comment) -> CommentFinding {
    let (screen, anchor) = comment.place();
    let screen = Screen::at(screen);
    let is_record = !anchor.is_empty() && !anchor.starts_with(FIELD);
    let record = is_record.then(|| identity::name_of(package, &Id::from(anchor))).flatten();
    CommentFinding {
        id: comment.id.clone(),
        gone: screen.is_none() || (is_record && record.is_none()),
        screen,
        anchor: anchor.to_owned(),
        record,
        open: !comment.resolved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Gate;

    #[test]
    fn a_comment_leads_to_its_place_until_that_is_gone() {
        let gate = Gate { id: "gate-1".into(), name: "p99 latency".to_owned(), ..Gate::default() };
        let package = Package { gates: vec![gate], ..Package::default() };
        let check = |about: &str, screen: Option<Screen>, record: Option<&str>, gone: bool| {
            let found = finding(&package, &Comment { about: about.to_owned(), ..Comment::default() });
            assert_eq!((found.screen, found.record.as_deref(), found.gone), (screen, record, gone), "{about}");
        };
        check("gates/gate-1", Some(Screen::Gates), Some("gate “p99 latency”"), false);
        check("#/gates/gate-1", Some(Screen::Gates), Some("gate “p99 latency”"), false);
        check("gates/gate-2", Some(Screen::Gates), None, true);
        check("charter/field-boundary", Some(Screen::Charter), None, false);
        check("memo", Some(Screen::Memo), None, false);
        check("", None, None, true);
        check("nowhere/gate-1", None, Some("gate “p99 latency”"), true);
    }
}
