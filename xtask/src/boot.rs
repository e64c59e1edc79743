//! The script that starts the program, made of the glue that wasm-bindgen wrote and of `assets/boot.js`.
use crate::page::{self, File};
use crate::squeeze::replace_once;

/// The names in `assets/boot.js` that stand for what only the build knows.
const GLUE: &str = "GLUE;";
const GLUE_INIT: &str = "GLUE_INIT,";
const WASM_NAME: &str = "WASM_FILE_NAME";
const WASM_INTEGRITY: &str = "WASM_INTEGRITY";

/// What `assets/boot.js` takes hold of in the glue, to start a program anew.
const GLUE_STATE: [&str; 3] = [
    "let wasmModule, wasmInstance, wasm;",
    "let cachedDataViewMemory0 = null;",
    "let cachedUint8ArrayMemory0 = null;",
];

/// One function, called at once: the template with the glue and the names filled in. A function can
/// be asked for its own text, so the running page can put it into a file of its own.
pub fn text(glue: &str, template: &str, wasm: &File) -> Result<String, String> {
    let (code, exports) = glue
        .rsplit_once("export {")
        .filter(|(_, after)| after.trim_end().ends_with("};"))
        .ok_or("the glue has no list of exports at its end")?;
    let init = exports
        .split_once(" as default")
        .and_then(|(names, _)| names.rsplit([' ', ',']).next())
        .ok_or("the glue has no default export")?;
    if let Some(line) =
        code.lines().find(|line| line.starts_with("import ") || line.starts_with("export "))
    {
        return Err(format!("the glue is more than a function can hold: {line}"));
    }
    if let Some(state) = GLUE_STATE.iter().find(|state| !code.lines().any(|line| line == **state)) {
        return Err(format!("the glue does not say {state}"));
    }
    let text = replace_once(template, GLUE_INIT, &format!("{init},"))?;
    let text = replace_once(&text, WASM_NAME, &wasm.name)?;
    let text = replace_once(&text, WASM_INTEGRITY, &wasm.integrity)?;
    // Last, so that nothing in the glue is taken for a name.
    let text = replace_once(&text, GLUE, code)?;
    one_function(&format!("(function boot() {{\n{text}}})();\n"))
}

/// The script, seen to be what a page can hold and what it becomes when the function inside it is asked
/// for its text: a file that the page makes is allowed to run by the integrity of this one.
pub fn one_function(script: &str) -> Result<String, String> {
    let script = script.trim_end();
    if !(script.starts_with("(function ") && script.ends_with("})();")) {
        return Err("boot.js is no longer one function".into());
    }
    page::inline("boot.js", &format!("{script}\n")).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE_TEXT: &str = "let cachedDataViewMemory0 = null;\nlet cachedUint8ArrayMemory0 = null;\n\
        let wasmModule, wasmInstance, wasm;\nfunction __wbg_init() {}\n\
        export { initSync, __wbg_init as default };\n";

    fn wasm() -> File {
        File { name: "app-2.wasm".into(), integrity: "sha384-of-app-2".into() }
    }

    fn boot_of(glue: &str) -> Result<String, String> {
        text(glue, include_str!("../../assets/boot.js"), &wasm())
    }

    #[test]
    fn the_real_boot_file_takes_the_glue_and_each_name_once() {
        let text = boot_of(GLUE_TEXT).unwrap();
        assert!(text.starts_with("(function boot() {\n") && text.ends_with("}\n})();\n"), "{text}");
        assert!(text.contains("\nconst clearcount"), "{text}");
        for name in [
            "function makeProgram() {\n    let cachedDataViewMemory0",
            "start: __wbg_init,",
            "'./app-2.wasm'",
            "'sha384-of-app-2'",
        ] {
            assert!(text.contains(name), "{name}: {text}");
        }
        assert!(!text.contains("export"), "{text}");
    }

    #[test]
    fn the_script_is_one_function_and_its_text_the_same_wherever_it_stands() {
        assert_eq!(one_function("(function e(){})();"), Ok("(function e(){})();\n".into()));
        for other in ["!function(){}();", "(()=>{})();", "(function e(){})();e()", "\"<!--\""] {
            assert!(one_function(other).is_err(), "{other}");
        }
    }

    #[test]
    fn what_is_not_as_expected_is_refused() {
        let refused = text(GLUE_TEXT, "GLUE; GLUE_INIT,", &wasm()).unwrap_err();
        assert!(refused.contains("WASM_FILE_NAME stands 0 times"), "{refused}");
        for (glue, says) in [
            ("export { a };".to_string(), "no default export"),
            ("let a;".to_string(), "no list of exports"),
            (
                format!("import {{ a }} from './snippets/a.js';\n{GLUE_TEXT}"),
                "more than a function",
            ),
            (GLUE_TEXT.replace("wasmModule, ", ""), "does not say let wasmModule"),
        ] {
            let refused = boot_of(&glue).unwrap_err();
            assert!(refused.contains(says), "{glue}: {refused}");
        }
    }
}
