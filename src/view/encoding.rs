//! What addresses encode, and how it is read back. It knows no part of an address.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What the browser encodes by itself in a fragment, so that the canonical text is what
/// `location.hash` reads back.
pub(super) const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// In a value, what would end a part, too.
const ENCODED: &AsciiSet = &FRAGMENT.add(b'%').add(b'&').add(b'=').add(b'+').add(b'#');

/// In a path, what would end it or a segment of it, too.
pub(super) const IN_PATH: &AsciiSet = &ENCODED.add(b'/').add(b'?');

/// A value as it stands in an address.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A key or a value as it was meant.
pub(super) fn decode(text: &str) -> String {
    decode_percent(&text.replace('+', " "))
}

/// A segment of a path as it was meant.
pub(super) fn decode_percent(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
