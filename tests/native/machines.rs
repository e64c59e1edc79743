//! What programs read that do not run ours: it is what the record says, words in it stay words, and
//! nothing leads nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use clearcount::model::{Dataset, OperationIdx};
use clearcount::present::export::Part;
use clearcount::present::machines::{self, Home};
use clearcount::present::record::Record;
use serde_json::Value;

const AT: &str = "https://example.org/clearcount/";

fn built_in() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| Record::new(clearcount::dataset::built_in().dataset))
}

fn home() -> Home {
    Home::read(AT).unwrap()
}

fn index(id: &str) -> OperationIdx {
    built_in().dataset.operation_by_id(id).unwrap()
}

fn read(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_dataset_described() {
    let described = |home: Option<&Home>| {
        serde_json::to_string_pretty(&read(&machines::described(built_in(), home))).unwrap()
    };
    insta::assert_snapshot!("dataset", described(None));
    insta::assert_snapshot!("dataset_at_an_address", described(Some(&home())));
}

/// What is said of the dataset is what its own files and its citation say.
#[test]
fn the_description_agrees_with_the_citation_and_the_counts() {
    let said = read(&machines::described(built_in(), Some(&home())));
    let citation = fs::read_to_string(root().join("CITATION.cff")).unwrap();
    let has = |line: String| assert!(citation.contains(&line), "{line}");
    has(format!("title: {}\n", said["name"]));
    has(format!("version: {}\n", said["version"]));
    has(format!("date-released: {}\n", said["dateModified"]));
    has(format!("  - name: {}\n", said["creator"]["name"]));
    for word in said["keywords"].as_array().unwrap() {
        has(format!("  - {}\n", word.as_str().unwrap()));
    }
    let description = said["description"].as_str().unwrap();
    for words in ["353 operations", "3,909 figures", "from 2008 to 2026", "not an estimate"] {
        assert!(description.contains(words), "{words}: {description}");
    }
    // Google reads between 50 and 5,000 characters.
    assert!((50..5_000).contains(&description.len()));
    assert_eq!(said["temporalCoverage"], "2008/2026");
    assert_eq!(said["spatialCoverage"][0]["name"], "United States");
}

#[test]
fn pages_of_operations() {
    for id in ["2019-operation-independence-day", "2021-hsi-kansas-city-31-victims"] {
        insta::assert_snapshot!(
            format!("page_{id}"),
            machines::stub(built_in(), index(id), &home())
        );
    }
}

#[test]
fn what_is_said_to_those_who_embed_and_crawl() {
    let dataset = &built_in().dataset;
    let operation = dataset.operation(index("2019-operation-independence-day"));
    insta::assert_snapshot!("oembed", machines::oembed(dataset, operation, &home()));
    let few = Dataset { operations: dataset.operations[..2].to_vec(), ..Dataset::clone(dataset) };
    insta::assert_snapshot!("sitemap", machines::sitemap(&few, &home()));
    insta::assert_snapshot!("robots", machines::robots(&home()));
}

#[test]
fn the_list_names_every_operation_once_and_leads_to_its_page_where_there_is_one() {
    let record = built_in();
    let plain = machines::list(record, None);
    let linked = machines::list(record, Some(&home()));
    assert!(!plain.contains("<a "), "a link without scripts leads nowhere");
    assert_eq!(plain.matches("<li>").count(), 353);
    for operation in &record.dataset.operations {
        let address = format!("<a href=\"v/operations/{}.html\">", operation.id);
        assert_eq!(linked.matches(&address).count(), 1, "{address}");
    }
    let without_links = linked.split("<a href=\"").map(|piece| {
        let text = piece.split_once(".html\">").map_or(piece, |(_, text)| text);
        text.replacen("</a>", "", 1)
    });
    assert_eq!(without_links.collect::<String>(), plain);
    let years: Vec<&str> =
        plain.split("<h4>").skip(1).map(|part| part.split('<').next().unwrap()).collect();
    let (last, years) = years.split_last().unwrap();
    assert_eq!((years.first(), years.last()), (Some(&"2026"), Some(&"2008")));
    assert_eq!(*last, "Year not stated");
    assert!(years.is_sorted_by(|a, b| a > b), "{years:?}");
}

/// Every number of a page is one that the record holds, with its source and the place in it.
#[test]
fn a_page_holds_every_figure_with_its_source() {
    let record = built_in();
    for (at, operation) in record.dataset.operations.iter().enumerate() {
        let page = machines::stub(record, OperationIdx::at(at), &home());
        let figures = page.split("<dl class=\"figures\">").skip(1);
        let claims: usize = figures
            .map(|part| part.split("</dl>").next().unwrap().matches("<li><a href=\"http").count())
            .sum();
        assert_eq!(claims, operation.figures.len(), "{}", operation.id);
        let suspects = operation.figures.iter().any(|figure| figure.measure.presumed_innocent());
        assert_eq!(
            page.contains("resumed innocent unless proven guilty"),
            suspects,
            "{}",
            operation.id
        );
        for words in ["1-888-373-7888", "CC BY 4.0", "Dataset 2026.11.0", "Exit this page"] {
            assert!(page.contains(words), "{}: {words}", operation.id);
        }
        for runs in ["<script", "javascript:", " onclick=", " onload=", "<iframe", "<form"] {
            assert!(!page.contains(runs), "{}: {runs}", operation.id);
        }
    }
}

/// The addresses that a page names, in links and in what it asks for.
fn addresses(html: &str) -> Vec<&str> {
    let after = [" href=\"", " src=\""];
    let found = after.iter().flat_map(|mark| html.split(mark).skip(1));
    found.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_page_is_in_the_sitemap_and_every_address_leads_somewhere() {
    let record = built_in();
    let files = machines::beside(record, &home());
    let names: BTreeSet<&str> = files.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names.len(), files.len(), "no name twice");
    let sitemap = text(&files, "sitemap.xml");
    let listed: BTreeSet<&str> = sitemap
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().strip_prefix(AT).unwrap())
        .collect();
    let pages = names.iter().copied().filter(|name| name.ends_with(".html"));
    assert_eq!(listed, pages.clone().chain([""]).collect());
    assert_eq!(listed.len(), 354);
    // What the build puts there: the page of the app, its icons.
    let built = ["", "index.html", "icons/icon-192.png", "icons/icon-512.png"];
    let is_there = |name: &str| names.contains(name) || built.contains(&name);
    for page in pages {
        let html = text(&files, page);
        for address in addresses(html) {
            let name = match address.strip_prefix(AT) {
                Some(name) => name.to_string(),
                None if address.starts_with("http") => continue,
                None if address.starts_with('#') => continue,
                None => resolved("v/operations/", address),
            };
            let name = name.split('#').next().unwrap();
            assert!(is_there(name), "{page} leads to {address}");
        }
        let json = page.replace(".html", ".json");
        assert!(html.contains(&format!("type=\"application/json+oembed\" href=\"{AT}{json}\"")));
        assert_eq!(read(text(&files, &json))["type"], "rich");
    }
    for file in
        read(&machines::described(record, Some(&home())))["distribution"].as_array().unwrap()
    {
        let name = file["contentUrl"].as_str().unwrap().strip_prefix(AT).unwrap();
        assert!(
            names.contains(name) || [machines::ARCHIVE, "clearcount.html"].contains(&name),
            "{name}"
        );
    }
}

fn resolved(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
    for part in address.split('#').next().unwrap().split('/') {
        match part {
            ".." => drop(parts.pop().unwrap()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn text<'a>(files: &'a [Part], name: &str) -> &'a str {
    let found = files.iter().find(|part| part.name == name);
    &found.unwrap_or_else(|| panic!("no {name}")).text
}

#[test]
fn words_of_the_record_never_become_markup() {
    const HOSTILE: &str = "\"><script>alert(1)</script><!-- & '</noscript>\u{2028}";
    let mut dataset = Dataset::clone(&built_in().dataset);
    let Dataset { edition, operations, agencies, places, programmes } = &mut dataset;
    edition.title = HOSTILE.into();
    agencies.iter_mut().for_each(|agency| agency.name = HOSTILE.into());
    places.iter_mut().for_each(|place| place.name = HOSTILE.into());
    programmes.iter_mut().for_each(|programme| programme.name = HOSTILE.into());
    for operation in operations {
        operation.name = Some(HOSTILE.into());
        operation.title = HOSTILE.into();
        operation.summary = HOSTILE.into();
        operation.note = Some(HOSTILE.into());
        for source in &mut operation.sources {
            source.title = HOSTILE.into();
            source.publisher = HOSTILE.into();
            source.url = format!("https://example.org/{HOSTILE}");
        }
        for figure in &mut operation.figures {
            figure.locator = HOSTILE.into();
            figure.note = Some(HOSTILE.into());
            figure.label = figure.label.as_ref().map(|_| HOSTILE.into());
        }
        for entry in &mut operation.participations {
            entry.as_written = Some(HOSTILE.into());
        }
    }
    let record = Record::new(dataset);
    let is_plain = |name: &str, text: &str| {
        for bad in ["<script>alert", "<!-- ", "</noscript", "\"><", "</script"] {
            assert!(!text.contains(bad), "{name} holds {bad}");
        }
    };
    for part in machines::in_page(&record, Some(&home())) {
        is_plain(&part.name, &part.text.replace("\">\n<", "\n").replace("\"><", "\"x"));
    }
    let described = machines::described(&record, None);
    assert!(!described.contains('<'));
    assert_eq!(read(&described)["name"], HOSTILE);
    for part in machines::beside(&record, &home()) {
        if part.name.ends_with(".html") || part.name.ends_with(".xml") {
            // Between our own tags these stand as well.
            for bad in ["<script", "<!-- ", "</noscript", "\"><script", "alert(1)</"] {
                assert!(!part.text.contains(bad), "{} holds {bad}", part.name);
            }
        }
        if part.name.starts_with("v/operations/") && part.name.ends_with(".json") {
            let html = read(&part.text)["html"].as_str().unwrap().to_string();
            assert_eq!(html.matches('<').count(), 2, "a frame and its end: {html}");
        }
    }
}

#[test]
fn what_the_page_says_of_itself_is_what_is_said_of_it() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let head = machines::in_page(built_in(), Some(&home())).pop().unwrap().text;
    let description = head.split("og:description\" content=\"").nth(1).unwrap();
    let description = description.split('"').next().unwrap();
    assert!(page.contains(&format!("content=\"{description}\"")), "{description}");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn call(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clearcount"));
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _not_there = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn pages_are_written_whole_and_the_same_each_time() {
    let folder = empty_folder("pages");
    for name in ["one", "two"] {
        let output = call(&["pages", "--out", name, "--base-url", AT], &folder);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    let output = call(&["pages", "--out", "plain"], &folder);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(names(&folder), ["one", "plain", "two"], "nothing half-written lies beside");
    assert_eq!(names(&folder.join("plain")), ["page"]);
    assert_eq!(names(&folder.join("plain/page")), ["dataset.json", "list.html"]);
    let data = names(&folder.join("one/site/data"));
    assert!(data.contains(&"clearcount.zip".to_string()), "{data:?}");
    for name in
        data.iter().map(|name| format!("site/data/{name}")).chain(["page/dataset.json".into()])
    {
        let [one, two] = ["one", "two"].map(|it| fs::read(folder.join(it).join(&name)).unwrap());
        assert!(one == two, "{name} changes with the clock");
    }
    assert_eq!(names(&folder.join("one/site/v/operations")).len(), 2 * 353);
}

#[test]
fn a_wrong_call_says_what_to_do_and_writes_nothing() {
    let folder = empty_folder("no-pages");
    fs::write(folder.join("taken"), "kept").unwrap();
    for (arguments, says) in [
        (&["pages"][..], "--out FOLDER"),
        (&["pages", "--out", "taken"], "Remove it, or name a folder"),
        (&["pages", "--out", "none/pages"], "Make it first"),
        (&["pages", "operations", "--out", "pages"], "pages takes no address"),
        (&["pages", "--out", "pages", "--base-url"], "--base-url needs the address"),
        (
            &["pages", "--out", "pages", "--base-url", "example.org"],
            "https://example.org/clearcount/",
        ),
        (&["pages", "--out", "pages", "--base-url", "https://a.example/?b"], "has a ? or a #"),
        (&["pages", "--out", "pages", "--dataset", "none"], "cannot be read"),
        (&["list", "operations", "--base-url", AT], "--base-url belongs to pages"),
    ] {
        let output = call(arguments, &folder);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert_eq!(names(&folder), ["taken"], "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(folder.join("taken")).unwrap(), "kept");
}
