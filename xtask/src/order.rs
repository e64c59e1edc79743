//! The order of the functions in the optimised program: by size, for what is alike then stands closer
//! together and packs better, by 1 KB. wasm-opt orders functions by their names, and nobody needs the
//! names that they have. Bytes in, bytes out.
use crate::wasm::{Bytes, CODE, CUSTOM, HEADER, IMPORTS, write_number, write_sized};

/// The custom section of names, and in it the names of functions.
const NAMES: &[u8] = b"name";
const OF_FUNCTIONS: u8 = 1;

/// The program with each function called by its size.
pub fn named_by_size(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let mut bytes = Bytes { rest: wasm };
    let mut named = bytes.take(HEADER)?.to_vec();
    let (mut given, mut sizes) = (0, Vec::new());
    while !bytes.rest.is_empty() {
        let kind = bytes.byte()?;
        let content = bytes.sized()?;
        let mut section = Bytes { rest: content };
        match kind {
            CUSTOM if section.sized()? == NAMES => continue,
            // All that our program is given are functions.
            IMPORTS => given = section.number()?,
            CODE => {
                let count = section.number()?;
                sizes = (0..count)
                    .map(|_| Ok(section.sized()?.len()))
                    .collect::<Result<_, String>>()?;
            }
            _ => {}
        }
        named.push(kind);
        write_sized(&mut named, content);
    }
    let mut names = Vec::new();
    write_number(&mut names, sizes.len());
    for (at, size) in sizes.into_iter().enumerate() {
        write_number(&mut names, given + at);
        // Of one size, in the order that they have.
        write_sized(&mut names, format!("{size:08}-{at:06}").as_bytes());
    }
    let mut section = Vec::new();
    write_sized(&mut section, NAMES);
    section.push(OF_FUNCTIONS);
    write_sized(&mut section, &names);
    named.push(CUSTOM);
    write_sized(&mut named, &section);
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_called_by_their_sizes_and_nothing_else() {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        for (kind, content) in [
            (CUSTOM, &b"\x04name\x01\x04\x01\0\x01f"[..]),
            (IMPORTS, b"\x01\x01a\x01b\0\0"),
            (CODE, b"\x02\x03\0\x01\x0b\x02\0\x0b"),
            (CUSTOM, b"\x05other"),
        ] {
            wasm.push(kind);
            write_sized(&mut wasm, content);
        }
        let named = named_by_size(&wasm).unwrap();
        let text = String::from_utf8_lossy(&named);
        assert!(text.contains("other") && !text.contains("\u{1}f"), "{text}");
        let names = b"\x02\x01\x0f00000003-000000\x02\x0f00000002-000001";
        assert!(named.ends_with(names), "{text}");
        assert_eq!(named_by_size(&named), Ok(named));
        assert!(named_by_size(&wasm[..wasm.len() - 1]).unwrap_err().contains("cut short"));
    }
}
