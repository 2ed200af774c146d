//! The shape of a body: its fields, and within objects theirs.

use super::{FieldPlace, InterfaceContract, InterfaceField};
use crate::package::Id;

/// Objects stand within each other no deeper than this.
pub const DEEPEST: usize = 8;

/// A field, and the fields within it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape<'a> {
    /// The field.
    pub field: &'a InterfaceField,
    /// Its own name, without its way.
    pub name: &'a str,
    /// What stands in the object, or in each object of the list.
    pub inner: Vec<Shape<'a>>,
}

/// The fields of an endpoint at one place, those within objects beneath them. Of two with the same name the first
/// counts, and what stands in no declared object is left out.
pub fn shapes<'a>(contract: &'a InterfaceContract, endpoint: &Id, place: FieldPlace) -> Vec<Shape<'a>> {
    let here = contract.fields.iter().filter(|field| field.endpoint == *endpoint && field.place == place);
    within("", &here.collect::<Vec<_>>(), DEEPEST)
}

fn within<'a>(way: &str, fields: &[&'a InterfaceField], depth: usize) -> Vec<Shape<'a>> {
    let mut found: Vec<Shape<'a>> = Vec::new();
    for field in fields {
        let (before, name) = field.name.trim().rsplit_once('.').unwrap_or(("", field.name.trim()));
        if before != way || name.is_empty() || found.iter().any(|shape| shape.name == name) {
            continue;
        }
        let nests = field.kind.has_fields() && depth > 1;
        let inner = if nests { within(field.name.trim(), fields, depth - 1) } else { Vec::new() };
        found.push(Shape { field, name, inner });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::interface::FieldKind;

    #[test]
    fn fields_stand_in_the_objects_they_name() {
        let field = |name: &str, kind| InterfaceField {
            name: name.to_owned(),
            kind,
            endpoint: "e".into(),
            ..InterfaceField::default()
        };
        let contract = InterfaceContract {
            fields: vec![
                field("answers.label", FieldKind::Text),
                field("text", FieldKind::Text),
                field("answers", FieldKind::Objects),
                field("text", FieldKind::Number),
                field("gone.label", FieldKind::Text),
            ],
            ..InterfaceContract::default()
        };
        let found = shapes(&contract, &"e".into(), FieldPlace::Body);
        let names: Vec<_> = found.iter().map(|shape| (shape.name, shape.inner.len())).collect();
        assert_eq!(names, [("text", 0), ("answers", 1)]);
        assert_eq!((found[0].field.kind, found[1].inner[0].name), (FieldKind::Text, "label"));
        assert_eq!(shapes(&contract, &"other".into(), FieldPlace::Body), []);
    }
}
