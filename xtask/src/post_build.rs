//! What runs after Trunk and before its output becomes `dist`: the safe site is made here.
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::digest;
use crate::failure::{Failure, Outcome, at};
use crate::page::{self, File};
use crate::policy;
use crate::process;
use crate::project::files_below;

/// Set by `build` to the path of wasm-opt; without it the wasm stays as the compiler made it.
pub const WASM_OPT: &str = "CLEARCOUNT_WASM_OPT";

/// `--all-features` would write imports in a form that no browser loads yet.
/// Inlining and stopping at the first pass are what make it larger: 3 KB packed.
const WASM_OPT_FLAGS: [&str; 14] = [
    "--no-inline=*",
    "-Oz",
    "--converge",
    "--dealign",
    "--reorder-locals",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The names in `assets/boot.js` that stand for what only the build knows.
const GLUE: &str = "GLUE;";
const GLUE_INIT: &str = "GLUE_INIT,";
const WASM_NAME: &str = "WASM_FILE_NAME";
const WASM_INTEGRITY: &str = "WASM_INTEGRITY";

/// Rewrites the folder that Trunk has staged.
pub fn post_build() -> Outcome {
    let staging = trunk_folder("TRUNK_STAGING_DIR")?;
    let source = trunk_folder("TRUNK_SOURCE_DIR")?;
    if std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug") {
        println!("post-build: a development build stays as Trunk made it (no policy, no recovery)");
        return Ok(());
    }
    let page_path = staging.join("index.html");
    let html = read(&page_path)?;
    let unknown = |what: String| {
        Failure::new(format!(
            "What Trunk wrote is not what post-build knows how to make safe: {what}."
        ))
        .hint("trunk --version   # xtask/src/tools.rs says which one is right")
    };
    let program = page::program(&html).map_err(unknown)?;

    let wasm_path = staging.join(&program.wasm);
    if let Some(wasm_opt) = std::env::var_os(WASM_OPT) {
        optimise(Path::new(&wasm_opt), &wasm_path)?;
    }
    let stem = program.glue.rsplit_once('-').map_or("app", |(stem, _)| stem);
    let wasm = rename_by_content(&wasm_path, stem, "wasm")?;

    let glue_path = staging.join(&program.glue);
    let glue = read(&glue_path)?;
    let template = read(&source.join("assets").join("boot.js"))?;
    let boot_text = boot(&glue, &template, &wasm).map_err(unknown)?;
    std::fs::write(&glue_path, boot_text).map_err(at("write", &glue_path))?;
    let boot = rename_by_content(&glue_path, "boot", "js")?;

    let html = page::rewrite(&html, &boot, &wasm.name).map_err(unknown)?;
    let html = squeeze_assets(&staging, html, &boot.name)?;
    std::fs::write(&page_path, html).map_err(at("write", &page_path))?;

    let files = files_below(&staging)?;
    let hashed = files.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "index.html");
    let headers_path = staging.join("_headers");
    std::fs::write(&headers_path, policy::headers_file(hashed)).map_err(at("write", &headers_path))
}

fn trunk_folder(variable: &str) -> Outcome<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| {
        Failure::usage(format!("post-build is called by Trunk, which sets {variable}."))
            .hint("trunk build --release")
    })
}

fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(at("read", path))
}

fn optimise(wasm_opt: &Path, wasm: &Path) -> Outcome {
    let mut command = Command::new(wasm_opt);
    command.args(WASM_OPT_FLAGS).arg("-o").arg(wasm).arg(wasm);
    process::run(&mut command)
}

/// Calls a file by the hash of what it now holds, so that its name can be kept for ever.
fn rename_by_content(path: &Path, stem: &str, extension: &str) -> Outcome<File> {
    let content = std::fs::read(path).map_err(at("read", path))?;
    let name = format!("{stem}-{}.{extension}", digest::short(&content));
    let new = path.with_file_name(&name);
    std::fs::rename(path, &new).map_err(at("rename", path))?;
    Ok(File { name, integrity: digest::integrity(&content) })
}

/// Takes indents and comments out of the page's own scripts and styles: a reader needs neither.
fn squeeze_assets(staging: &Path, mut html: String, boot: &str) -> Outcome<String> {
    for (name, path) in files_below(staging)? {
        let squeezed = match name.rsplit_once('.') {
            Some((_, "js")) if name != boot => without_indents(&read(&path)?),
            Some((_, "css")) => without_css_comments(&read(&path)?),
            _ => continue,
        };
        let before = digest::integrity(read(&path)?.as_bytes());
        std::fs::write(&path, squeezed).map_err(at("write", &path))?;
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let stem = stem.rsplit_once('-').map_or(stem, |(stem, _)| stem);
        let after = rename_by_content(&path, stem, extension)?;
        html = html.replace(&name, &after.name).replace(&before, &after.integrity);
        if !html.contains(&after.name) || !html.contains(&after.integrity) {
            return Err(Failure::new(format!("The page does not name {name} with its integrity."))
                .hint("trunk --version   # xtask/src/tools.rs says which one is right"));
        }
    }
    Ok(html)
}

/// A style sheet without comments and indents. It holds no text in which either could stand.
fn without_css_comments(css: &str) -> String {
    let mut kept = String::new();
    for (number, part) in css.split("/*").enumerate() {
        let code =
            if number == 0 { part } else { part.split_once("*/").map_or("", |(_, code)| code) };
        kept.push_str(code);
    }
    kept.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .flat_map(|line| [line, "\n"])
        .collect()
}

fn replace_once(text: &str, old: &str, new: &str) -> Result<String, String> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        count => Err(format!("{old} stands {count} times where one was expected")),
    }
}

/// What `assets/boot.js` takes hold of in the glue to start a program anew.
const GLUE_STATE: [&str; 3] = [
    "\nlet wasmModule, wasmInstance, wasm;",
    "\nlet cachedDataViewMemory0 = null;",
    "\nlet cachedUint8ArrayMemory0 = null;",
];

/// The template with the glue, without its exports, and the names filled in.
fn boot(glue: &str, template: &str, wasm: &File) -> Result<String, String> {
    let (code, exports) = glue
        .rsplit_once("export {")
        .filter(|(_, exports)| exports.trim_end().ends_with("};"))
        .ok_or("the glue does not end with its exports")?;
    let (before, _) = exports.split_once(" as default").ok_or("the glue has no default export")?;
    let init = before.rsplit(|c: char| c.is_whitespace() || c == '{').next().unwrap_or_default();
    if let Some(state) = GLUE_STATE.iter().find(|state| !code.contains(*state)) {
        return Err(format!("the glue does not say{state}"));
    }
    let text = replace_once(&without_indents(template), GLUE_INIT, &format!("{init},"))?;
    let text = replace_once(&text, WASM_NAME, &wasm.name)?;
    let text = replace_once(&text, WASM_INTEGRITY, &wasm.integrity)?;
    // Last, so that nothing in the glue is taken for a name.
    replace_once(&text, GLUE, &without_indents(code))
}

/// The glue without indents and comments, which are a sixth of it packed. A text over several lines
/// keeps its own, so glue that holds one stays as it is.
fn without_indents(glue: &str) -> String {
    let mut lines = glue.lines();
    if lines.any(|line| line.matches('`').count() % 2 == 1) {
        return glue.to_string();
    }
    let is_comment = |line: &&str| ["//", "/**", "*"].iter().any(|mark| line.starts_with(mark));
    let code = glue.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    code.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_and_comments_of_the_glue_go_but_never_a_text() {
        let glue = "/**\n * What it does.\n */\nfunction f() {\n    // Why.\n    return ' a';\n}\n";
        assert_eq!(without_indents(glue), "function f() {\nreturn ' a';\n}\n");
        let text = "const a = `\n    kept`;\n";
        assert_eq!(without_indents(text), text);
    }

    #[test]
    fn comments_and_indents_of_styles_go() {
        let css = "/* What\n it is. */\na {\n  color: red; /* why */\n}\n";
        assert_eq!(without_css_comments(css), "a {\ncolor: red;\n}\n");
    }

    const GLUE_TEXT: &str = "let cachedDataViewMemory0 = null;\nlet cachedUint8ArrayMemory0 = null;\n\
        let wasmModule, wasmInstance, wasm;\nfunction __wbg_init() {}\n\
        export { initSync, __wbg_init as default };\n";

    fn wasm() -> File {
        File { name: "app-2.wasm".into(), integrity: "sha384-of-app-2".into() }
    }

    fn boot_of(glue: &str) -> Result<String, String> {
        boot(&format!("// Glue.\n{glue}"), include_str!("../../assets/boot.js"), &wasm())
    }

    #[test]
    fn the_real_boot_file_takes_the_glue_and_each_name_once() {
        let text = boot_of(GLUE_TEXT).unwrap();
        for name in [
            "function makeProgram() {\nlet cachedDataViewMemory0",
            "start: __wbg_init,",
            "'./app-2.wasm'",
            "'sha384-of-app-2'",
        ] {
            assert!(text.contains(name), "{name}: {text}");
        }
        assert!(!text.contains("export"), "{text}");
    }

    #[test]
    fn what_is_not_as_expected_is_refused() {
        let refused = boot(&format!("\n{GLUE_TEXT}"), "GLUE; GLUE_INIT,", &wasm()).unwrap_err();
        assert!(refused.contains("WASM_FILE_NAME stands 0 times"), "{refused}");
        let refused = boot_of("export { a };").unwrap_err();
        assert!(refused.contains("no default export"), "{refused}");
        let refused = boot_of(&GLUE_TEXT.replace("wasmModule, ", "")).unwrap_err();
        assert!(refused.contains("wasmModule"), "{refused}");
    }

    #[test]
    fn wasm_opt_is_never_given_all_features() {
        assert!(!WASM_OPT_FLAGS.contains(&"--all-features"));
    }
}
