//! The script that starts the program, made of the glue that wasm-bindgen wrote and of `assets/boot.js`.
use crate::page::{self, File};
use crate::squeeze::{self, replace_once};

/// The names in `assets/boot.js` that stand for what only the build knows.
const GLUE_INIT: &str = "GLUE_INIT(";
const WASM_NAME: &str = "WASM_FILE_NAME";
const WASM_INTEGRITY: &str = "WASM_INTEGRITY";

/// One function, called at once: the glue, and after it the template with its names filled in. A
/// function can be asked for its own text, so the running page can put it into a file of its own.
pub fn text(glue: &str, template: &str, wasm: &File) -> Result<String, String> {
    let (before, after) = glue
        .rsplit_once("export {")
        .filter(|(_, after)| after.trim_end().ends_with("};"))
        .ok_or("the glue has no list of exports at its end")?;
    let init = after
        .split_once(" as default")
        .and_then(|(names, _)| names.rsplit([' ', ',']).next())
        .ok_or("the glue has no default export")?;
    if let Some(line) =
        before.lines().find(|line| line.starts_with("import ") || line.starts_with("export "))
    {
        return Err(format!("the glue is more than a function can hold: {line}"));
    }
    let text = replace_once(template, GLUE_INIT, &format!("{init}("))?;
    let text = replace_once(&text, WASM_NAME, &wasm.name)?;
    let text = replace_once(&text, WASM_INTEGRITY, &wasm.integrity)?;
    let text = squeeze::without_indents(&text);
    let text = format!("(function boot() {{\n{}{text}}})();\n", squeeze::without_indents(before));
    page::inline("boot.js", &text).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "function __wbg_init() {}\nexport { initSync, __wbg_init as default };\n";

    fn wasm() -> File {
        File { name: "app-2.wasm".into(), integrity: "sha384-of-app-2".into() }
    }

    #[test]
    fn the_real_boot_file_takes_each_name_once() {
        let text = text(GLUE, include_str!("../../assets/boot.js"), &wasm()).unwrap();
        assert!(
            text.starts_with("(function boot() {\nfunction __wbg_init() {}\nconst clearcount"),
            "{text}"
        );
        assert!(text.ends_with("}\n})();\n"), "{text}");
        for name in ["await __wbg_init({", "'./app-2.wasm'", "'sha384-of-app-2'"] {
            assert!(text.contains(name), "{name}");
        }
    }

    #[test]
    fn what_is_not_as_expected_is_refused() {
        let refused = text(GLUE, "GLUE_INIT()", &wasm()).unwrap_err();
        assert!(refused.contains("WASM_FILE_NAME stands 0 times"), "{refused}");
        let refused = text("export { a };", "", &wasm()).unwrap_err();
        assert!(refused.contains("no default export"), "{refused}");
        let refused = text("let a;", "", &wasm()).unwrap_err();
        assert!(refused.contains("no list of exports"), "{refused}");
        let snippet = format!("import {{ a }} from './snippets/a.js';\n{GLUE}");
        assert!(text(&snippet, "", &wasm()).unwrap_err().contains("more than a function"));
    }
}
