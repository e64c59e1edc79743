//! What stands in a file, before it means anything: a JSON value that keeps the order of its fields
//! and notices a field that comes twice; and its reader.

use std::fmt;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`, which says as much as a field that is absent.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number in hundredths, where it is so many exactly.
    Number(Option<i64>),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, with its fields in the order in which they stand.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// What stands there, in words, for a message.
    pub fn described(&self) -> impl fmt::Display + '_ {
        fmt::from_fn(move |f| match self {
            Self::Null => f.write_str("nothing"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(Some(hundredths)) => {
                let (sign, size) =
                    (if *hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
                let text = format!("the number {sign}{}.{:02}", size / 100, size % 100);
                f.write_str(text.trim_end_matches(".00"))
            }
            Self::Number(None) => f.write_str("a number too large, or with more than two decimals"),
            Self::Text(text) => write!(f, "the text \"{text}\""),
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        })
    }
}

/// Reads a text as JSON; nothing when it is none. Why not is not known here: serde_json says that, to
/// whoever keeps a dataset. Its reader is not in the app, of which it would be 5 KB.
pub fn read(text: &str) -> Option<Json> {
    let mut reader = Reader { rest: text };
    let value = reader.value(DEEPEST)?;
    reader.space();
    reader.rest.is_empty().then_some(value)
}

/// How many lists and objects may lie inside each other, less one: as many as in serde_json.
const DEEPEST: usize = 128;

/// What of a text has not been read yet.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    /// Takes what stands next, when it is this.
    fn takes(&mut self, what: &str) -> bool {
        let rest = self.rest.strip_prefix(what);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        if self.takes("\"") {
            self.text().map(Json::Text)
        } else if self.takes("{") {
            let field = |reader: &mut Self, depth| {
                reader.space();
                let name = if reader.takes("\"") { reader.text()? } else { return None };
                reader.space();
                if reader.takes(":") { Some((name, reader.value(depth)?)) } else { None }
            };
            self.items("}", depth - 1, field).map(Json::Object)
        } else if self.takes("[") {
            self.items("]", depth - 1, Self::value).map(Json::List)
        } else if self.takes("null") {
            Some(Json::Null)
        } else if self.takes("true") {
            Some(Json::Bool(true))
        } else if self.takes("false") {
            Some(Json::Bool(false))
        } else {
            self.number().map(Json::Number)
        }
    }

    /// What stands between commas, up to the end.
    fn items<T>(
        &mut self,
        end: &str,
        depth: usize,
        read: impl Fn(&mut Self, usize) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        self.space();
        if depth == 0 || self.takes(end) {
            return (depth > 0).then_some(items);
        }
        loop {
            items.push(read(self, depth)?);
            self.space();
            if self.takes(end) {
                return Some(items);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// A text whose opening quote has been read.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < b' ';
            let (plain, rest) = self.rest.split_at(self.rest.bytes().position(special)?);
            text.push_str(plain);
            self.rest = rest;
            if self.takes("\"") {
                return Some(text);
            }
            if !self.takes("\\") {
                return None;
            }
            let letter = self.rest.chars().next()?;
            self.rest = &self.rest[letter.len_utf8()..];
            text.push(match letter {
                '"' | '\\' | '/' => letter,
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => self.escaped()?,
                _ => return None,
            });
        }
    }

    /// A letter by its number, or by two for one beyond the first 65,536.
    fn escaped(&mut self) -> Option<char> {
        let first = self.unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        let second = if self.takes("\\u") { self.unit()? } else { return None };
        let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + low)
    }

    fn unit(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)
    }

    /// A number in hundredths, where it is so many exactly.
    fn number(&mut self) -> Option<Option<i64>> {
        let negative = self.takes("-");
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        let fraction = if self.takes(".") { self.digits()? } else { "" };
        let mut power = 0;
        if self.takes("e") || self.takes("E") {
            let down = self.takes("-");
            let _up = !down && self.takes("+");
            let size = self.digits()?.parse::<i64>().unwrap_or(i64::from(u32::MAX));
            power = if down { -size } else { size };
        }
        let fraction = fraction.trim_end_matches('0');
        let number = [whole, fraction].concat().parse::<i64>().ok();
        let hundredths = number.and_then(|it| shifted(it, power + 2 - fraction.len() as i64));
        Some(hundredths.map(|size| if negative { -size } else { size }))
    }

    fn digits(&mut self) -> Option<&'a str> {
        let end = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!digits.is_empty()).then_some(digits)
    }
}

/// A number with its point so many places further right, where that is a whole number.
fn shifted(mut number: i64, places: i64) -> Option<i64> {
    if number == 0 {
        return Some(0);
    }
    for _ in 0..places {
        number = number.checked_mul(10)?;
    }
    for _ in places..0 {
        number = (number % 10 == 0).then_some(number / 10)?;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// What serde_json reads, as it is read here.
    fn same(value: &Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => {
                // Near enough to a whole number for what floating point loses.
                let near = |it: &f64| (it - it.round()).abs() <= it.abs() * 1e-13;
                let hundredths = number.as_f64().map(|value| value * 100.0);
                let whole = hundredths.filter(|it| it.abs() < 9.223e18 && near(it));
                Json::Number(whole.map(|it| it.round() as i64))
            }
            Value::String(text) => Json::Text(text.clone()),
            Value::Array(items) => Json::List(items.iter().map(same).collect()),
            Value::Object(fields) => {
                Json::Object(fields.iter().map(|(name, it)| (name.clone(), same(it))).collect())
            }
        }
    }

    fn assert_same(text: &str) {
        let other = serde_json::from_str::<Value>(text).ok();
        assert_eq!(read(text), other.as_ref().map(same), "{text}");
    }

    #[test]
    fn the_same_is_read_and_refused_as_by_others() {
        for text in [
            "",
            " ",
            "{}",
            "[ ]",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "[1 2]",
            "nul",
            "nullx",
            "true false",
            "01",
            "-",
            "-0",
            "1.",
            ".5",
            "1.5",
            "-2.50",
            "0.005",
            "1e2",
            "1E-1",
            "12e+1",
            "1e",
            "0e99999999999999999999",
            "2.125",
            "123456789012345678901234",
            "+1",
            "\"a",
            "\"\\u00e9\\n\\/\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\u12g4\"",
            "\"\\u+123\"",
            "\"\\x\"",
            "\"a\tb\"",
            "\"é“\"",
            "\u{feff}1",
            "\u{a0}1",
            "[[]]]",
            "\"\\",
        ] {
            assert_same(text);
        }
        for depth in [127, 128] {
            assert_same(&["[".repeat(depth), "]".repeat(depth)].concat());
        }
        let twice = read("{\"a\":1,\"a\":2}");
        let field = |hundredths| ("a".to_string(), Json::Number(Some(hundredths)));
        assert_eq!(twice, Some(Json::Object(vec![field(100), field(200)])));
    }

    proptest! {
        #[test]
        fn anything_near_json_is_read_as_by_others(text in r#"([\[\]{}:, \n"\\tnue0-9.eE+-]|true|null|"a"|"b":|\\u00e9|é){0,12}"#) {
            let other = serde_json::from_str::<Value>(&text).ok();
            let fields_twice = text.matches("\"b\"").count() > 1 || text.matches("\"\"").count() > 1;
            prop_assume!(!fields_twice || other.is_none());
            prop_assert_eq!(read(&text), other.as_ref().map(same));
        }
    }
}
