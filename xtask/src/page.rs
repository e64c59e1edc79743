//! The page: from the HTML that Trunk writes to the HTML that the site serves. Text in, text out.
use crate::digest;

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
/// Where the policy and the program go in a shell.
const POLICY: &str = "<!-- policy -->";
const PROGRAM: &str = "<!-- program -->";
/// Where the list of operations goes, in a page that has other files beside it.
const LIST: &str = "<!-- operations -->";
/// Around what a page that lies alone has no use for.
const BESIDE: (&str, &str) = ("<!-- beside other files -->", "<!-- end -->");

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

/// A page that holds its own styles and scripts, so that it can say what went wrong when nothing
/// else arrives, and has room for a policy and for the program.
#[derive(Debug, Clone)]
pub struct Shell {
    html: String,
    /// The integrity of each script and of each style that it holds.
    pub scripts: Vec<String>,
    pub styles: Vec<String>,
}

/// What is put into a shell.
pub struct Contents<'a> {
    /// The Content-Security-Policy.
    pub policy: &'a str,
    /// What starts the program, in the head.
    pub head: &'a str,
    /// The list of operations for browsers without scripts, where the page has a place for it.
    pub list: &'a str,
    /// What stands at the end of the body.
    pub body: &'a str,
}

impl Shell {
    /// Takes the program out of the page that Trunk wrote, and puts the `own` styles and scripts,
    /// by the names of their files, inside it. For a page that lies `alone`, leaves out what needs
    /// other files beside it.
    pub fn new(html: &str, own: &[(String, String)], alone: bool) -> Result<Self, String> {
        let html = choose(html, alone)?;
        let (before, _, after) = around_module(&html)?;
        let html = format!("{}{PROGRAM}{after}", before.trim_end());
        let html = replace_tag(&html, "<link rel=\"modulepreload\"", "")?;
        let html = replace_tag(&html, "<link rel=\"preload\"", "")?;
        let html = with_room_for_policy(&html)?;
        check(&html)?;
        let is_own = |source: &str| own.iter().any(|(name, _)| source == format!("./{name}"));
        if let Some(other) = tags(&html).filter_map(|tag| text_of(&tag)).find(|it| !is_own(it)) {
            return Err(format!("the page names {other}, which is not its own"));
        }
        let mut shell = Self { html, scripts: Vec::new(), styles: Vec::new() };
        for (name, text) in own {
            if alone && !shell.html.contains(&format!("\"./{name}\"")) {
                continue;
            }
            shell.html = put_inside(&shell.html, name, text)?;
            let integrity = digest::integrity(text.as_bytes());
            match name.ends_with(".css") {
                true => shell.styles.push(integrity),
                false => shell.scripts.push(integrity),
            }
        }
        Ok(shell)
    }

    /// The page with its contents.
    pub fn with(&self, contents: &Contents) -> Result<String, String> {
        let policy = format!(
            "\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />\
             \n    <meta name=\"referrer\" content=\"no-referrer\" />",
            contents.policy
        );
        let (before, after) =
            self.html.rsplit_once("</body>").ok_or("the page has no end of its body")?;
        let html = format!("{before}{}</body>{after}", contents.body);
        if html.matches(LIST).count() != usize::from(!contents.list.is_empty()) {
            return Err(format!("the page has not one {LIST} for its list of operations"));
        }
        let head = format!("\n    {}", contents.head);
        // Last, so that nothing in the list is taken for another place.
        Ok(html.replacen(POLICY, &policy, 1).replacen(PROGRAM, &head, 1).replacen(
            LIST,
            contents.list,
            1,
        ))
    }
}

#[cfg(test)]
impl Shell {
    /// A shell of which only the hashes count.
    pub fn of_hashes(scripts: &[&str], styles: &[&str]) -> Self {
        let owned = |hashes: &[&str]| hashes.iter().map(|hash| hash.to_string()).collect();
        Self { html: String::new(), scripts: owned(scripts), styles: owned(styles) }
    }

    /// A shell of which only the text counts.
    pub fn of_html(html: &str) -> Self {
        Self { html: html.into(), scripts: Vec::new(), styles: Vec::new() }
    }
}

/// The tag of a script that lies beside the page.
pub fn script_beside(boot: &File) -> String {
    format!(
        "<script type=\"module\" src=\"./{}\" integrity=\"{}\"></script>",
        boot.name, boot.integrity
    )
}

/// The tag that lets the browser fetch the wasm early. No `integrity` here: browsers ignore it for
/// this kind of preload and say so in the console. The fetch in `boot.js` is the one that checks.
pub fn wasm_link(wasm: &File) -> String {
    format!(
        "<link rel=\"preload\" href=\"./{}\" as=\"fetch\" type=\"application/wasm\" \
         crossorigin=\"anonymous\">",
        wasm.name
    )
}

/// The tag of a text that programs read and browsers do not run, so that no policy has to allow it.
pub fn data_block(json: &str) -> Result<String, String> {
    match json.contains('<') {
        true => Err("what is said of the dataset holds <, which could end it early".into()),
        false => Ok(format!("<script type=\"application/ld+json\">{json}</script>")),
    }
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

/// Leaves out what stands between the two marks, or the marks alone.
fn choose(html: &str, alone: bool) -> Result<String, String> {
    let mut parts = html.split(BESIDE.0);
    let mut chosen = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (beside, after) =
            part.split_once(BESIDE.1).ok_or(format!("{} has no {}", BESIDE.0, BESIDE.1))?;
        if !alone {
            chosen.push_str(beside);
        }
        chosen.push_str(after);
    }
    Ok(chosen)
}

/// Where the policy goes: after the character set, and before anything that could run.
fn with_room_for_policy(html: &str) -> Result<String, String> {
    let (before, after) =
        html.split_once(CHARSET).ok_or(format!("the page does not hold {CHARSET}"))?;
    if tags(before).any(|tag| !["html", "head"].contains(&tag.name.as_str())) {
        return Err(format!("{CHARSET} is not the first thing in the head"));
    }
    Ok(format!("{before}{CHARSET}{POLICY}{after}"))
}

/// Puts a text into the page in the place of the tag that names its file.
fn put_inside(html: &str, name: &str, text: &str) -> Result<String, String> {
    let source = format!("\"./{name}\"");
    let at = html.find(&source).ok_or(format!("the page does not name {name}"))?;
    let start = html[..at].rfind('<').ok_or(format!("no tag names {name}"))?;
    let (tag, end) = match &html[start..at] {
        before if before.starts_with("<link rel=\"stylesheet\"") => ("style", ">"),
        before if before.starts_with("<script") => ("script", "</script>"),
        before => return Err(format!("{before} names {name}, and is not a style or a script")),
    };
    let after = html[at..].find(end).ok_or(format!("the tag of {name} has no end"))? + at;
    let after = &html[after + end.len()..];
    if after.contains(&source) {
        return Err(format!("the page names {name} more than once"));
    }
    Ok(format!("{}<{tag}>{}</{tag}>{after}", &html[..start], inline(name, text)?))
}

/// A text that may stand in a page between the tags of a script or a style.
pub fn inline<'a>(name: &str, text: &'a str) -> Result<&'a str, String> {
    let lower = text.to_ascii_lowercase();
    match ["</script", "</style", "<!--"].into_iter().find(|bad| lower.contains(bad)) {
        Some(bad) => Err(format!("{name} holds {bad}, which would end it early inside a page")),
        None => Ok(text),
    }
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

/// The address of the script or the style that a tag names.
fn text_of<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    match tag.name.as_str() {
        "script" => attribute(tag, "src"),
        "link" if attribute(tag, "rel") == Some("stylesheet") => attribute(tag, "href"),
        _ => None,
    }
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

    const OWN: [(&str, &str); 2] = [("style-47d2.css", "p{}\n"), ("exit-c920.js", "exit();\n")];

    fn own() -> Vec<(String, String)> {
        OWN.map(|(name, text)| (name.to_string(), text.to_string())).into()
    }

    fn shell(html: &str) -> Result<Shell, String> {
        Shell::new(html, &own(), false)
    }

    fn filled(html: &str) -> String {
        let contents = Contents {
            policy: "default-src 'none'",
            head: "<i>start</i>",
            list: "",
            body: "<i>data</i>",
        };
        shell(html).unwrap().with(&contents).unwrap()
    }

    #[test]
    fn reads_the_names_that_trunk_gave() {
        let names = program(TRUNK).unwrap();
        assert_eq!(names.glue, "clearcount-app-bc15.js");
        assert_eq!(names.wasm, "clearcount-app-bc15_bg.wasm");
    }

    #[test]
    fn what_starts_the_program_replaces_what_trunk_wrote() {
        let page = filled(TRUNK);
        assert!(page.contains("</script>\n    <i>start</i>\n  </head>"), "{page}");
        assert!(page.contains("<div id=\"app\"></div><i>data</i></body>"), "{page}");
        for gone in ["wasmBindings", "modulepreload", "bc15", "<!-- p"] {
            assert!(!page.contains(gone), "{gone}: {page}");
        }
    }

    #[test]
    fn the_list_goes_where_the_page_has_a_place_for_it_and_nowhere_else() {
        let marked = TRUNK.replace("</body>", "<noscript><!-- operations --></noscript></body>");
        let with = |html: &str, list| {
            shell(html).unwrap().with(&Contents { policy: "", head: "", list, body: "" })
        };
        // What stands in the list is never taken for another place.
        let page = with(&marked, "<li><!-- program --><!-- operations -->").unwrap();
        assert!(page.contains("<noscript><li><!-- program --><!-- operations --></noscript>"));
        assert!(with(&marked, "").unwrap_err().contains("has not one"));
        assert!(with(TRUNK, "<li>").unwrap_err().contains("has not one"));
        assert!(with(TRUNK, "").is_ok());
    }

    #[test]
    fn data_in_the_page_cannot_end_early() {
        let block = data_block("{\"name\":\"\\u003c/script>\"}").unwrap();
        assert!(block.starts_with("<script type=\"application/ld+json\">{"), "{block}");
        assert!(data_block("{\"name\":\"</script>\"}").unwrap_err().contains("end it early"));
    }

    #[test]
    fn own_styles_and_scripts_stand_inside_with_their_hashes() {
        let page = filled(TRUNK);
        assert!(page.contains("<style>p{}\n</style>"), "{page}");
        assert!(page.contains("<script>exit();\n</script>"), "{page}");
        let shell = shell(TRUNK).unwrap();
        assert_eq!(shell.styles, [digest::integrity(b"p{}\n")]);
        assert_eq!(shell.scripts, [digest::integrity(b"exit();\n")]);
    }

    #[test]
    fn a_page_that_lies_alone_leaves_out_what_needs_others() {
        let marked = TRUNK
            .replace("<script src", "<!-- beside other files --><script src")
            .replace("</script>\n\n", "</script><!-- end -->\n\n");
        let alone = Shell::new(&marked, &own(), true).unwrap();
        assert!(alone.scripts.is_empty() && !alone.html.contains("exit"), "{}", alone.html);
        assert_eq!(shell(&marked).unwrap().html, shell(TRUNK).unwrap().html);
    }

    #[test]
    fn a_text_that_would_end_early_inside_a_page_is_refused() {
        for bad in ["a = '</script>'", "a = '</STYLE '", "if (a<!--b) {}"] {
            assert!(inline("a.js", bad).unwrap_err().contains("end it early"), "{bad}");
        }
    }

    #[test]
    fn the_policy_comes_before_everything_that_could_run() {
        let page = filled(TRUNK);
        let names: Vec<_> = tags(&page).map(|tag| tag.name).take(6).collect();
        assert_eq!(names, ["html", "head", "meta", "meta", "meta", "title"]);
        let policy = tags(&page).nth(3).unwrap();
        assert_eq!(attribute(&policy, "content"), Some("default-src 'none'"));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let no_module = TRUNK.replace("<script type=\"module\">", "<script type=\"text/x\">");
        assert!(shell(&no_module).unwrap_err().contains("no inline module"));
        let twice = TRUNK.replace("<body>", "<body><script type=\"module\">1</script>");
        assert!(shell(&twice).unwrap_err().contains("more than one inline module"));
        let no_preload = TRUNK.replace("rel=\"preload\"", "rel=\"prefetch\"");
        assert!(shell(&no_preload).unwrap_err().contains("rel=\"preload\""));
        let renamed = TRUNK.replace("module_or_path", "path");
        assert!(program(&renamed).unwrap_err().contains("module_or_path"));
        let late_charset =
            TRUNK.replace("<meta charset", "<script src=\"./x.js\"></script><meta charset");
        assert!(shell(&late_charset).unwrap_err().contains("not the first"));
        let other = TRUNK.replace("exit-c920", "other-1");
        assert!(shell(&other).unwrap_err().contains("names ./other-1.js, which is not its own"));
        let more = "<script src=\"./more.js\" integrity=\"sha384-m\"></script>";
        let more = TRUNK.replace("<body>", &format!("<body>{more}"));
        assert!(shell(&more).unwrap_err().contains("names ./more.js, which is not its own"));
        let unnamed = [("b.js".to_string(), String::new())];
        let plain = TRUNK.replace("<link rel=\"stylesheet\" href=\"./style-47d2.css\"", "<link ");
        let plain = plain
            .replace("<script src=\"./exit-c920.js\" defer integrity=\"sha384-b\"></script>", "");
        assert!(Shell::new(&plain, &unnamed, false).unwrap_err().contains("does not name b.js"));
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
            let refused = shell(&html).unwrap_err();
            assert!(refused.contains(says), "{bad}: {refused}");
        }
    }
}
