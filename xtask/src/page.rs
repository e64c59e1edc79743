//! The page: from the HTML that Trunk writes to the HTML that the site serves. Text in, text out.
use crate::policy;

/// A file of the site as the page refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub integrity: String,
}

/// The names that Trunk's inline module gives to the program and to its glue.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    pub glue: String,
    pub wasm: String,
}

const MODULE: &str = "<script type=\"module\">";
const CHARSET: &str = "<meta charset=\"utf-8\" />";

/// Finds the one inline module that Trunk wrote and reads the names in it.
pub fn program(html: &str) -> Result<Program, String> {
    let (_, module, _) = around_module(html)?;
    let name = |before: &str| {
        between(module, before, "'")
            .filter(|name| !name.is_empty() && !name.contains('/'))
            .map(str::to_owned)
            .ok_or(format!("Trunk's module has no file name after {before}"))
    };
    Ok(Program { glue: name("from './")?, wasm: name("module_or_path: './")? })
}

/// Puts `boot` in the place of Trunk's inline module and of the glue, names the wasm as it is called
/// now, and sets the policy before anything that could run.
pub fn rewrite(html: &str, boot: &File, wasm: &str) -> Result<String, String> {
    let (before, _, after) = around_module(html)?;
    let script = format!(
        "<script type=\"module\" src=\"./{}\" integrity=\"{}\"></script>",
        boot.name, boot.integrity
    );
    let html = format!("{}{script}{after}", before.trim_end_matches('\n'));
    let html = replace_tag(&html, "<link rel=\"modulepreload\"", "")?;
    let html = replace_tag(&html, "<link rel=\"preload\"", &wasm_link(wasm))?;
    let html = insert_policy(&html)?;
    check(&html)?;
    Ok(html)
}

/// No `integrity` here: browsers ignore it for this kind of preload and say so in the console.
/// The fetch in `boot.js` is the one that checks.
fn wasm_link(wasm: &str) -> String {
    format!(
        "<link rel=\"preload\" href=\"./{wasm}\" as=\"fetch\" type=\"application/wasm\" \
         crossorigin=\"anonymous\">"
    )
}

fn around_module(html: &str) -> Result<(&str, &str, &str), String> {
    let (before, rest) =
        html.split_once(MODULE).ok_or("there is no inline module from Trunk in the page")?;
    let (module, after) = rest.split_once("</script>").ok_or("an inline module has no end")?;
    if after.contains(MODULE) {
        return Err("there is more than one inline module in the page".into());
    }
    Ok((before, module, after))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn replace_tag(html: &str, start: &str, new: &str) -> Result<String, String> {
    let (before, rest) =
        html.split_once(start).ok_or(format!("there is no {start}…> in the page"))?;
    let (_, after) = rest.split_once('>').ok_or(format!("{start}… has no end"))?;
    if after.contains(start) {
        return Err(format!("there is more than one {start}…> in the page"));
    }
    Ok(format!("{before}{new}{after}"))
}

fn insert_policy(html: &str) -> Result<String, String> {
    let (before, after) =
        html.split_once(CHARSET).ok_or(format!("the page does not hold {CHARSET}"))?;
    if tags(before).any(|tag| !["html", "head"].contains(&tag.name.as_str())) {
        return Err(format!("{CHARSET} is not the first thing in the head"));
    }
    Ok(format!(
        "{before}{CHARSET}\n    \
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />\n    \
         <meta name=\"referrer\" content=\"no-referrer\" />{after}",
        policy::CONTENT_SECURITY
    ))
}

/// What the policy would block, or what would ask another host, is an error now and not a blank
/// page later.
fn check(html: &str) -> Result<(), String> {
    for tag in tags(html) {
        let shown = format!("<{}{}>", tag.name, tag.attributes);
        let source = attribute(&tag, "src").or(match tag.name.as_str() {
            "link" => attribute(&tag, "href"),
            _ => None,
        });
        if tag.name == "script" && attribute(&tag, "src").is_none() {
            return Err(format!("a script stands in the page itself: {shown}"));
        }
        if tag.name == "style" || attribute(&tag, "style").is_some() {
            return Err(format!("a style stands in the page itself: {shown}"));
        }
        let beside = |source: &str| {
            source.starts_with("./")
                || (tag.name == "link" && source.starts_with("data:image/svg+xml,"))
        };
        if source.is_some_and(|source| !beside(source)) {
            return Err(format!("something is not fetched from beside the page: {shown}"));
        }
        if tag.name == "script" && attribute(&tag, "integrity").is_none() {
            return Err(format!("a script has no integrity: {shown}"));
        }
        if tag.attributes.split_whitespace().any(is_handler) {
            return Err(format!("an event handler stands in the page itself: {shown}"));
        }
    }
    Ok(())
}

fn is_handler(word: &str) -> bool {
    let name = word.split('=').next().unwrap_or_default();
    word.contains("=\"") && name.starts_with("on") && name.chars().all(|c| c.is_ascii_lowercase())
}

struct Tag<'a> {
    name: String,
    attributes: &'a str,
}

/// The opening tags of a page, comments left out. Our own page holds no `>` inside an attribute.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once('<')?;
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let (tag, after) = after.split_once('>')?;
            rest = after;
            if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
            let (name, attributes) = tag.split_at(end);
            return Some(Tag { name: name.to_ascii_lowercase(), attributes });
        }
    })
}

fn attribute<'a>(tag: &Tag<'a>, name: &str) -> Option<&'a str> {
    let start = format!("{name}=\"");
    tag.attributes
        .match_indices(&start)
        .find(|(at, _)| tag.attributes[..*at].ends_with(char::is_whitespace))
        .and_then(|(at, _)| tag.attributes[at + start.len()..].split_once('"'))
        .map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Trunk 0.21.14 wrote, shortened.
    const TRUNK: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Clearcount</title>
    <link rel="stylesheet" href="./style-47d2.css" integrity="sha384-a"/>
    <script src="./exit-c920.js" defer integrity="sha384-b"></script>

<script type="module">
import init, * as bindings from './clearcount-app-bc15.js';
const wasm = await init({ module_or_path: './clearcount-app-bc15_bg.wasm' });
window.wasmBindings = bindings;
</script>
  <link rel="modulepreload" href="./clearcount-app-bc15.js" crossorigin="anonymous" integrity="sha384-c"><link rel="preload" href="./clearcount-app-bc15_bg.wasm" crossorigin="anonymous" integrity="sha384-d" as="fetch" type="application/wasm"></head>
  <body><!-- <script>old</script> --><div id="app"></div></body>
</html>"#;

    fn file(name: &str) -> File {
        File { name: name.into(), integrity: format!("sha384-of-{name}") }
    }

    fn rewritten(html: &str) -> Result<String, String> {
        rewrite(html, &file("boot-1.js"), "app-3.wasm")
    }

    #[test]
    fn reads_the_names_that_trunk_gave() {
        let names = program(TRUNK).unwrap();
        assert_eq!(names.glue, "clearcount-app-bc15.js");
        assert_eq!(names.wasm, "clearcount-app-bc15_bg.wasm");
    }

    #[test]
    fn the_boot_file_replaces_the_inline_module() {
        let page = rewritten(TRUNK).unwrap();
        assert!(!page.contains("wasmBindings"), "{page}");
        assert!(page.contains(
            r#"<script type="module" src="./boot-1.js" integrity="sha384-of-boot-1.js"></script>"#
        ));
        assert!(!page.contains("modulepreload"), "the glue is in the boot file: {page}");
        assert!(!page.contains("bc15"), "an old name is left: {page}");
    }

    #[test]
    fn the_wasm_preload_carries_no_integrity() {
        let page = rewritten(TRUNK).unwrap();
        let link = tags(&page).find(|tag| attribute(tag, "as") == Some("fetch")).unwrap();
        assert_eq!(attribute(&link, "href"), Some("./app-3.wasm"));
        assert_eq!(attribute(&link, "integrity"), None);
    }

    #[test]
    fn the_policy_comes_before_everything_that_could_run() {
        let page = rewritten(TRUNK).unwrap();
        let names: Vec<_> = tags(&page).map(|tag| tag.name).take(6).collect();
        assert_eq!(names, ["html", "head", "meta", "meta", "meta", "title"]);
        let policy = tags(&page).nth(3).unwrap();
        assert_eq!(attribute(&policy, "content"), Some(policy::CONTENT_SECURITY));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let no_module = TRUNK.replace("<script type=\"module\">", "<script type=\"text/x\">");
        assert!(rewritten(&no_module).unwrap_err().contains("no inline module"));
        let twice = TRUNK.replace("<body>", "<body><script type=\"module\">1</script>");
        assert!(rewritten(&twice).unwrap_err().contains("more than one inline module"));
        let no_preload = TRUNK.replace("rel=\"preload\"", "rel=\"prefetch\"");
        assert!(rewritten(&no_preload).unwrap_err().contains("rel=\"preload\""));
        let renamed = TRUNK.replace("module_or_path", "path");
        assert!(program(&renamed).unwrap_err().contains("module_or_path"));
        let late_charset =
            TRUNK.replace("<meta charset", "<script src=\"./x.js\"></script><meta charset");
        assert!(rewritten(&late_charset).unwrap_err().contains("not the first"));
    }

    #[test]
    fn refuses_what_the_policy_would_block() {
        for (bad, says) in [
            ("<script>1</script>", "a script stands"),
            ("<p style=\"color:red\">", "a style stands"),
            ("<style>p{}</style>", "a style stands"),
            ("<img src=\"https://elsewhere.example/a.png\">", "not fetched from beside"),
            ("<link rel=\"icon\" href=\"/icon.svg\">", "not fetched from beside"),
            ("<script src=\"./a.js\"></script>", "no integrity"),
            ("<p onclick=\"go()\">", "an event handler"),
        ] {
            let html = TRUNK.replace("<body>", &format!("<body>{bad}"));
            let refused = rewritten(&html).unwrap_err();
            assert!(refused.contains(says), "{bad}: {refused}");
        }
    }
}
