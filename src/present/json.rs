//! JSON put together from parts, in an order that people can read. It knows no page.

use serde_json::Value;

/// A JSON object, in the order of its fields; those that say nothing are left out.
#[inline(never)]
pub fn object(fields: &[(&str, Value)]) -> Value {
    let said = fields.iter().filter(|(_, value)| !value.is_null());
    Value::Object(said.map(|(name, value)| ((*name).to_string(), value.clone())).collect())
}

/// A text.
#[inline(never)]
pub fn text(text: &str) -> Value {
    Value::String(text.to_string())
}

/// A text, or nothing.
#[inline(never)]
pub fn words(words: Option<&str>) -> Value {
    words.map_or(Value::Null, text)
}

/// Texts.
#[inline(never)]
pub fn texts(texts: &[&str]) -> Value {
    Value::Array(texts.iter().map(|it| text(it)).collect())
}

/// A document, in lines.
pub fn document(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
