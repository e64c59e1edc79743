//! Short names for what the glue gives to the program, and for the functions that it calls in it for
//! closures. Those that wasm-bindgen writes hold sixteen digits which nobody reads and nothing
//! compresses, and stand in both files: 4 KB. Bytes and text in, bytes and text out.
use crate::squeeze::replace_once;
use crate::wasm::{Bytes, EXPORTS, HEADER, IMPORTS, write_number, write_sized};

/// The kind of import that is a function; our program is given nothing else.
const FUNCTION: u8 = 0;

/// How the names of what calls closures begin. The rest of what is exported has names that are short
/// and that the glue says often.
const CLOSURES: &str = "wasm_bindgen_";

/// The program and its glue with a short name for each import and for each caller of closures.
pub fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let mut bytes = Bytes { rest: wasm };
    let mut short = bytes.take(HEADER)?.to_vec();
    let mut glue = glue.to_string();
    while !bytes.rest.is_empty() {
        let kind = bytes.byte()?;
        let size = bytes.number()?;
        let content = bytes.take(size)?;
        let renamed = match kind {
            IMPORTS => imports(content, &mut glue)?,
            EXPORTS => exports(content, &mut glue)?,
            _ => content.to_vec(),
        };
        short.push(kind);
        write_sized(&mut short, &renamed);
    }
    Ok((short, glue))
}

/// The section of imports with short names, each of which takes the place of the old one in the glue.
fn imports(section: &[u8], glue: &mut String) -> Result<Vec<u8>, String> {
    let mut bytes = Bytes { rest: section };
    let count = bytes.number()?;
    let mut renamed = Vec::new();
    write_number(&mut renamed, count);
    for position in 0..count {
        let module = bytes.sized()?;
        let name = bytes.sized()?;
        let name = std::str::from_utf8(name).map_err(|_| "an import has no name in UTF-8")?;
        if bytes.byte()? != FUNCTION {
            return Err(format!("the program is given {name}, which is not a function"));
        }
        let short = letters(position);
        *glue = replace_once(glue, &format!(" {name}: "), &format!(" {short}: "))?;
        write_sized(&mut renamed, module);
        write_sized(&mut renamed, short.as_bytes());
        renamed.push(FUNCTION);
        write_number(&mut renamed, bytes.number()?);
    }
    Ok(renamed)
}

/// The section of exports with short names for callers of closures, each of which takes the place of
/// the old one in the glue.
fn exports(section: &[u8], glue: &mut String) -> Result<Vec<u8>, String> {
    let mut bytes = Bytes { rest: section };
    let count = bytes.number()?;
    let mut renamed = Vec::new();
    write_number(&mut renamed, count);
    for position in 0..count {
        let name = bytes.sized()?;
        let name = std::str::from_utf8(name).map_err(|_| "an export has no name in UTF-8")?;
        let mut short = name.to_string();
        if name.starts_with(CLOSURES) {
            short = letters(position);
            *glue = replace_once(glue, &format!("wasm.{name}("), &format!("wasm.{short}("))?;
        }
        write_sized(&mut renamed, short.as_bytes());
        renamed.push(bytes.byte()?);
        write_number(&mut renamed, bytes.number()?);
    }
    Ok(renamed)
}

/// The name at a place: a to z, then two letters.
fn letters(position: usize) -> String {
    let letter = char::from(b'a' + (position % 26) as u8);
    match position / 26 {
        0 => letter.to_string(),
        before => letters(before - 1) + letter.encode_utf8(&mut [0; 4]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wasm with a section before, two imports, two exports, and a section behind that is longer than
    /// 127 bytes.
    fn wasm(kind: u8) -> Vec<u8> {
        let mut imports = vec![2];
        for (name, of) in [("__wbg_then_03", 200), ("__wbg_then_0", 1)] {
            write_sized(&mut imports, b"./app_bg.js");
            write_sized(&mut imports, name.as_bytes());
            imports.push(kind);
            write_number(&mut imports, of);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x01\x01\0\x02".to_vec();
        write_sized(&mut wasm, &imports);
        wasm.push(EXPORTS);
        write_sized(&mut wasm, b"\x02\x06memory\x02\0\x11wasm_bindgen_1_f_\0\x05");
        wasm.push(11);
        write_sized(&mut wasm, &[7; 300]);
        wasm
    }

    const GLUE: &str = "wasm.wasm_bindgen_1_f_(wasm.memory);\n\
        return {\n    __wbg_then_03: function(a) {},\n    __wbg_then_0: f,\n};\n";

    #[test]
    fn each_import_and_caller_gets_one_name_in_both_files() {
        let (short, glue) = shorten(&wasm(FUNCTION), GLUE).unwrap();
        let renamed = "wasm.b(wasm.memory);\nreturn {\n    a: function(a) {},\n    b: f,\n};\n";
        assert_eq!(glue, renamed);
        let imports = b"\x02\x0b./app_bg.js\x01a\0\xc8\x01\x0b./app_bg.js\x01b\0\x01";
        let mut expected = b"\0asm\x01\0\0\0\x01\x01\0\x02".to_vec();
        write_sized(&mut expected, imports);
        expected.push(EXPORTS);
        write_sized(&mut expected, b"\x02\x06memory\x02\0\x01b\0\x05");
        expected.push(11);
        write_sized(&mut expected, &[7; 300]);
        assert_eq!(short, expected);
    }

    #[test]
    fn what_is_not_as_expected_is_refused() {
        let refused = |wasm: &[u8], glue| shorten(wasm, glue).unwrap_err();
        assert!(refused(&wasm(3), GLUE).contains("not a function"));
        assert!(refused(&wasm(FUNCTION), "{}").contains("stands 0 times"));
        let whole = wasm(FUNCTION);
        assert!(refused(&whole[..whole.len() - 1], GLUE).contains("cut short"));
    }

    #[test]
    fn names_go_on_behind_the_alphabet() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(names, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
