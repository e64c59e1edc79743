//! Where in a JSON text an error stands, as the path of keys that leads there. A reader that keeps
//! the path while it reads would cost the app more than the rest of the loader.

/// The field at a byte of a JSON text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The path of the object or list that holds it; empty for the record itself.
    pub container: String,
    /// The key or index in it; empty at the very beginning.
    pub last: String,
}

impl Place {
    /// The whole path.
    pub fn path(&self) -> String {
        join(&self.container, &self.last)
    }

    /// The path of another field of the same container.
    pub fn beside(&self, name: &str) -> String {
        join(&self.container, name)
    }
}

fn join(container: &str, last: &str) -> String {
    match (container, last) {
        ("", last) => last.to_string(),
        (container, "") => container.to_string(),
        (container, last) if last.starts_with('[') => format!("{container}{last}"),
        (container, last) => format!("{container}.{last}"),
    }
}

/// A list or an object that is open.
enum Open {
    Object { key: String, in_value: bool },
    Array { index: usize },
}

/// The place that reading has reached at a line and a column, both from 1. The text up to there is
/// taken to be JSON.
pub fn place_at(text: &str, line: usize, column: usize) -> Place {
    let mut open: Vec<Open> = Vec::new();
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut bytes = text.bytes().take(before + column);
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' => open.push(Open::Object { key: String::new(), in_value: false }),
            b'[' => open.push(Open::Array { index: 0 }),
            b'}' | b']' => {
                open.pop();
            }
            b',' => match open.last_mut() {
                Some(Open::Object { in_value, .. }) => *in_value = false,
                Some(Open::Array { index }) => *index += 1,
                None => {}
            },
            b':' => {
                if let Some(Open::Object { in_value, .. }) = open.last_mut() {
                    *in_value = true;
                }
            }
            b'"' => {
                let mut word = Vec::new();
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => word.extend(bytes.next()),
                        byte => word.push(byte),
                    }
                }
                if let Some(Open::Object { key, in_value: false }) = open.last_mut() {
                    *key = String::from_utf8_lossy(&word).into_owned();
                }
            }
            _ => {}
        }
    }
    let mut place = Place::default();
    for open in &open {
        place.container = place.path();
        place.last = match open {
            Open::Object { key, .. } => key.clone(),
            Open::Array { index } => format!("[{index}]"),
        };
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_leads_to_the_byte() {
        let text =
            "{\"id\": \"a, [b\", \"figures\": [{\"value\": 1}, {\n \"value\": \"x\"}], \"n\": 2}";
        assert_eq!(place_at(text, 1, 12).path(), "id");
        assert_eq!(place_at(text, 1, 38).path(), "figures[0].value");
        assert_eq!(place_at(text, 2, 13).path(), "figures[1].value");
        assert_eq!(place_at(text, 2, 13).beside("unit"), "figures[1].unit");
        assert_eq!(place_at(text, 2, 23).path(), "n");
        assert_eq!(place_at(text, 9, 99), Place::default());
        assert_eq!(place_at("{", 1, 1).path(), "");
    }
}
