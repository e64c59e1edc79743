//! The rooms of the code: who may use whom, and what no file may lack.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use of the others, and of other crates. Taken from ARCHITECTURE.md.
const MAY_USE: &[(&str, &[&str], &[&str])] = &[
    ("model", &[], &["std", "chrono", "core"]),
    ("dataset", &["model"], &["std", "serde", "serde_json"]),
    ("engine", &["model"], &["std", "chrono"]),
    ("totals", &["model", "engine"], &["std", "chrono"]),
    ("view", &["model", "engine"], &["std", "percent_encoding"]),
    ("present", &["model", "dataset", "engine", "totals", "view"], &["std", "serde_json"]),
    ("chart", &["model", "engine", "totals", "present"], &["std"]),
    (
        "ui",
        &["model", "dataset", "engine", "totals", "view", "present", "chart"],
        &["std", "yew", "web_sys", "wasm_bindgen"],
    ),
    ("web", &[], &["std", "gloo", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn files_under(folder: &str) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    rust_files(&root().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The source without its unit tests, which may use what they test with.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

/// Every path that code begins with a crate or `crate::room`: in `use` lines and in expressions.
fn first_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for line in without_tests(text).lines() {
        let line = line.trim();
        if line.starts_with("//") {
            continue;
        }
        for (at, _) in line.match_indices("::") {
            let before = &line[..at];
            let word: String =
                before.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let word: String = word.chars().rev().collect();
            let continues = before[..before.len() - word.len()].ends_with("::");
            if word == "crate" {
                let room: String = line[at + 2..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                words.push(format!("crate::{room}"));
            } else if !continues
                && !word.is_empty()
                && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            {
                words.push(word);
            }
        }
    }
    words
}

/// Crates that the whole tree knows of, so that a module's own name is not taken for one.
const CRATES: &[&str] = &[
    "std",
    "core",
    "alloc",
    "serde",
    "serde_json",
    "chrono",
    "yew",
    "gloo",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
    "js_sys",
    "percent_encoding",
    "lexopt",
];

#[test]
fn each_room_uses_only_what_it_may() {
    let mut wrong = Vec::new();
    for (name, text) in files_under("src") {
        let inner = name.strip_prefix("src/").unwrap();
        let room = inner.split(['/', '.']).next().unwrap();
        let Some((_, rooms, crates)) = MAY_USE.iter().find(|(other, _, _)| *other == room) else {
            continue;
        };
        for word in first_words(&text) {
            let allowed = match word.strip_prefix("crate::") {
                Some(other) => {
                    other == room
                        || rooms.contains(&other)
                        || MAY_USE.iter().all(|(known, _, _)| *known != other)
                        || (["ui/app.rs", "ui/address.rs"].contains(&inner) && other == "web")
                }
                None => !CRATES.contains(&word.as_str()) || crates.contains(&word.as_str()),
            };
            if !allowed {
                wrong.push(format!("{name} uses {word}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_room_in_the_source_is_in_the_table() {
    let mut rooms: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_string))
        .filter(|name| name != "lib" && name != "main")
        .collect();
    rooms.sort();
    for room in rooms {
        assert!(MAY_USE.iter().any(|(known, _, _)| *known == room), "{room}");
    }
}

#[test]
fn what_rooms_never_know_is_nowhere_in_them() {
    for (name, text) in files_under("src") {
        let code: String = without_tests(&text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        let inside = |room: &str| name.starts_with(&format!("src/{room}"));
        if !inside("web") {
            assert!(
                !code.contains("web_sys::window") && !code.contains("window()"),
                "{name} touches window"
            );
        }
        if !inside("dataset") {
            assert!(!code.contains("Deserialize"), "{name} reads a file format");
        }
        if !inside("engine") {
            assert!(!code.contains("unsafe "), "{name} is unsafe");
        }
        if !inside("bin") {
            assert!(
                !code.contains("std::fs")
                    && !code.contains("SystemTime")
                    && !code.contains("Utc::now")
                    && !code.contains("Local::now"),
                "{name} reads files or the clock"
            );
        }
        assert!(
            !code.contains("HashMap") && !code.contains("HashSet"),
            "{name} has an order that changes"
        );
        assert!(
            !code.contains("dangerously")
                && !code.contains("from_html_unchecked")
                && !code.contains("set_inner_html"),
            "{name} makes markup of text"
        );
        assert!(
            !code.contains("style="),
            "{name} has an inline style, which the content policy refuses"
        );
    }
}

#[test]
fn every_file_says_what_it_is() {
    for folder in ["src", "build", "xtask/src", "tests"] {
        for (name, text) in files_under(folder) {
            assert!(text.starts_with("//! "), "{name} does not open with a //! line");
        }
    }
}

#[test]
fn no_name_says_nothing() {
    for (name, _) in files_under("src") {
        let stem = Path::new(&name).file_stem().unwrap().to_str().unwrap();
        assert!(!["utils", "util", "helpers", "common", "misc", "types"].contains(&stem), "{name}");
        assert_ne!(stem, "mod", "{name}: foo.rs and foo/, not mod.rs");
    }
}

/// Crates that must not be in the app, each with the reason.
const FORBIDDEN: &[(&str, &str)] = &[
    ("regex", "it would cost more than the app"),
    ("regex-lite", "searching is by words"),
    ("jiff", "chrono is the calendar"),
    ("yew-router", "the address is the view's own codec"),
];

#[test]
fn the_app_is_built_without_forbidden_crates() {
    let output = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--package",
            "clearcount",
            "--features",
            "app",
            "--edges",
            "normal",
            "--target",
            "wasm32-unknown-unknown",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        if let (Some(name), Some(version)) = (words.next(), words.next()) {
            let known = versions.entry(name).or_default();
            if !known.contains(&version) {
                known.push(version);
            }
        }
    }
    for (name, why) in FORBIDDEN {
        assert!(!versions.contains_key(name), "{name} is in the app: {why}");
    }
    for name in ["serde_json", "gloo", "wasm-bindgen", "chrono"] {
        assert_eq!(versions[name].len(), 1, "{name}: {:?}", versions[name]);
    }
}
