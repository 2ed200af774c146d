//! JSON Schemas of what stands in an interface contract.

use serde_json::{Map, Value, json};

use crate::package::interface::{FieldKind, InterfaceField, Shape};

/// The schema of an object with these fields and no others.
pub fn object(shapes: &[Shape<'_>]) -> Value {
    let properties: Map<String, Value> = shapes.iter().map(|shape| (shape.name.to_owned(), of_field(shape))).collect();
    let required: Vec<&str> = shapes.iter().filter(|shape| shape.field.required).map(|shape| shape.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// The schema of a field.
pub fn of_field(shape: &Shape<'_>) -> Value {
    let field = shape.field;
    let mut schema = match field.kind {
        FieldKind::Text => of_text(field),
        FieldKind::WholeNumber => of_number(field, "integer"),
        FieldKind::Number => of_number(field, "number"),
        FieldKind::YesOrNo => json!({"type": "boolean"}),
        FieldKind::Texts => json!({"type": "array", "items": of_text(field)}),
        FieldKind::Numbers => json!({"type": "array", "items": of_number(field, "number")}),
        FieldKind::Object => object(&shape.inner),
        FieldKind::Objects => json!({"type": "array", "items": object(&shape.inner)}),
    };
    let (least, most) = if field.kind.is_list() { ("minItems", "maxItems") } else { ("minLength", "maxLength") };
    for (name, limit) in [(least, field.shortest), (most, field.longest)] {
        if let Some(limit) = limit {
            schema[name] = limit.into();
        }
    }
    schema
}

fn of_text(field: &InterfaceField) -> Value {
    let mut schema = json!({"type": "string"});
    let pattern = field.pattern.trim();
    if !pattern.is_empty() {
        schema["pattern"] = anchored(pattern).into();
    }
    if !field.allowed.is_empty() {
        schema["enum"] = json!(field.allowed);
    }
    schema
}

/// A pattern that says aloud that the whole text is meant.
fn anchored(pattern: &str) -> String {
    let begun = pattern.strip_prefix('^').unwrap_or(pattern);
    let ends = begun.ends_with('$') && !begun.ends_with("\\$");
    format!("^{}$", &begun[..begun.len() - usize::from(ends)])
}

fn of_number(field: &InterfaceField, kind: &str) -> Value {
    let mut schema = json!({"type": kind});
    for (name, limit) in [("minimum", field.minimum), ("maximum", field.maximum)] {
        if let Some(limit) = limit {
            schema[name] = number(limit);
        }
    }
    schema
}

/// A number as people write it: without a fraction of nothing.
pub fn number(value: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { Value::from(value as i64) } else { Value::from(value) }
}
