//! Looking after the records: checks them, starts new ones, and says what a version changed. It must not
//! know what a record means: that is the program's own check.
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome, at};
use crate::process;
use crate::project::Project;

/// Every field once, in the order of the other records. What has to be said is empty, so that the
/// check asks for it; what may be left out is null.
const TEMPLATE: &str = include_str!("operation.json");
const CHECK: &str = "cargo xtask dataset check";
const DIFF: &str = "cargo xtask dataset diff v2026.11.0 assets/dataset";
const NEW: &str = "cargo xtask dataset new 2024-kansas-city-stings";

/// `cargo xtask dataset …`, with the words that follow.
pub fn dataset(project: &Project, words: &[&str]) -> Outcome {
    let misused = |what: String, instead: &str| Err(Failure::usage(what).hint(instead));
    match words {
        ["check"] => check(project),
        ["check", word, ..] => {
            misused(format!("`dataset check` checks every record; leave `{word}` out."), CHECK)
        }
        ["new", words @ ..] => match (words, words.iter().find(|word| word.starts_with('-'))) {
            (_, Some(option)) => misused(
                format!("`dataset new` has no option `{option}`; give it an id and nothing else."),
                NEW,
            ),
            ([], _) => misused("`dataset new` needs the id of the new record.".into(), NEW),
            ([id], _) => new(project, id),
            _ => misused("`dataset new` takes one id; join its words by hyphens.".into(), NEW),
        },
        ["diff", old, new] if !old.starts_with('-') && !new.starts_with('-') => {
            diff(project, old, new)
        }
        ["diff", ..] => misused(
            "`dataset diff` takes the earlier dataset and the later one, each a folder or a commit."
                .into(),
            DIFF,
        ),
        _ => misused(
            "After `dataset` comes `check`, `diff` and two datasets, or `new` and the id of the new record."
                .into(),
            &format!("{CHECK}\n{DIFF}\n{NEW}"),
        ),
    }
}

/// Writes what a version of the dataset changed, as readers' old links are told it.
fn diff(project: &Project, old: &str, new: &str) -> Outcome {
    let (old, new) = (folder_of(project, old)?, folder_of(project, new)?);
    println!("Comparing two versions of the dataset (seconds; a minute the first time)");
    let part = project.cache().join("changes.json");
    let made = project.cache();
    fs::create_dir_all(&made).map_err(at("create", &made))?;
    let mut cargo = process::cargo(project);
    cargo.args(["run", "--quiet", "--bin", "clearcount", "--", "diff"]);
    cargo.arg(&old).arg(&new).arg("--out").arg(&part);
    process::run(&mut cargo).map_err(|_| {
        Failure::new("The two could not be compared; the reason stands above.")
            .hint("cargo xtask dataset check")
    })?;
    let text = fs::read_to_string(&part).map_err(at("read", &part))?;
    let Some(version) = version_in(&text) else {
        return Err(Failure::new("The list of changes does not say its version."));
    };
    let file = format!("assets/dataset/changes/{version}.json");
    let path = project.path(&file);
    let folder = project.path("assets/dataset/changes");
    fs::create_dir_all(&folder).map_err(at("create", &folder))?;
    let before = fs::read_to_string(&path).ok();
    if before.as_deref() == Some(text.as_str()) {
        println!("{file} says it already.");
        return Ok(());
    }
    write_whole(&path, &text)?;
    let done = if before.is_some() { "Replaced" } else { "Wrote" };
    println!("{done} {file}. Next: {CHECK}   # sees that every earlier version can be made again");
    Ok(())
}

/// The version that a list of changes belongs to, which is the first thing that it says.
fn version_in(text: &str) -> Option<&str> {
    let version = text.split_once("\"version\": \"")?.1.split_once('"')?.0;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    (version.starts_with(|c: char| c.is_ascii_alphanumeric()) && version.chars().all(plain))
        .then_some(version)
}

/// The folder of a dataset: one that is there, or that of a commit, laid out for comparison.
fn folder_of(project: &Project, named: &str) -> Outcome<PathBuf> {
    let folder = project.root().join(named);
    if folder.is_dir() {
        return Ok(folder);
    }
    let git = |words: &[&str]| {
        let mut git = process::command(project, "git");
        git.current_dir(project.root()).args(words);
        git
    };
    let tree = format!("{named}:assets/dataset");
    let Some(id) = process::output(&mut git(&["rev-parse", "--quiet", "--verify", &tree])) else {
        return Err(Failure::usage(format!(
            "`{named}` is neither a folder nor a commit that holds assets/dataset."
        ))
        .hint(format!("git log --oneline   # names commits\n{DIFF}")));
    };
    let folder = project.cache().join("datasets").join(id.trim());
    // An index of its own leaves the one of the working tree alone.
    let index = project.cache().join("datasets/index");
    let prefix = format!("--prefix={}/", folder.display());
    fs::create_dir_all(&folder).map_err(at("create", &folder))?;
    for words in [&["read-tree", id.trim()][..], &["checkout-index", "--all", "--force", &prefix]] {
        process::run(git(words).env("GIT_INDEX_FILE", &index))?;
    }
    Ok(folder)
}

/// Runs the program's own check over the built-in dataset.
fn check(project: &Project) -> Outcome {
    println!("Checking assets/dataset (seconds; a minute the first time)");
    let mut cargo = process::cargo(project);
    cargo.args(["run", "--quiet", "--bin", "clearcount", "--", "check", "assets/dataset"]);
    process::run(&mut cargo).map_err(|_| {
        Failure::new("The dataset has errors; they stand above.").hint(process::spelled(&cargo))
    })
}

/// Writes a record that has every field and says nothing yet.
fn new(project: &Project, id: &str) -> Outcome {
    if !is_id(id) {
        return Err(Failure::usage(format!(
            "`{id}` is not an id: give the year in which the operation ended or else was announced, \
             or `undated`, then lower-case words and numbers joined by hyphens."
        ))
        .hint(NEW));
    }
    let file = format!("assets/dataset/operations/{id}.json");
    let path = project.path(&file);
    // A link that leads nowhere is there too.
    if path.symlink_metadata().is_ok() {
        return Err(Failure::new(format!(
            "{file} is there already; nothing was changed. Add to it, or choose another id."
        ))
        .hint(format!("cat {file}")));
    }
    write_whole(&path, &TEMPLATE.replacen("ID", id, 1))?;
    println!(
        "Wrote {file}. Next:\n  \
         1. fill in what the source says, and take out every line that stays null or empty\n  \
         2. the words allowed in each field stand in assets/dataset/codebook.json\n  \
         3. {CHECK}   # says what is still wrong, field by field\n  \
         4. cargo xtask test\n\
         CONTRIBUTING.md goes through a record from the release to the merged figure."
    );
    Ok(())
}

/// Writes a file beside its place and then moves it there, so that it is there whole or not at all.
fn write_whole(path: &Path, text: &str) -> Outcome {
    let part = PathBuf::from(format!("{}.part", path.display()));
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // What could not be written may not be there to be removed.
        let _ = fs::remove_file(&part);
        at("write", path)(error)
    })
}

/// `2024-some-words` or `undated-some-words`.
fn is_id(id: &str) -> bool {
    let Some((when, slug)) = id.split_once('-') else {
        return false;
    };
    let year = when.len() == 4 && when.chars().all(|c| c.is_ascii_digit());
    let word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    // Numbers alone would be a date and not a name.
    (year || when == "undated")
        && slug.split('-').all(word)
        && slug.chars().any(|c| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree with no record in it, and the folder of its records.
    fn empty(name: &str) -> (Project, PathBuf) {
        let root = std::env::temp_dir().join(format!("clearcount-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let folder = root.join("assets/dataset/operations");
        fs::create_dir_all(&folder).unwrap();
        (Project::at(root), folder)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn ids_are_a_year_or_undated_and_a_slug() {
        for good in ["2024-kansas-city-stings", "undated-sweep", "2019-operation-2"] {
            assert!(is_id(good), "{good}");
        }
        for bad in [
            "",
            "2024",
            "24-sting",
            "2024-",
            "2024-Sting",
            "2024-a--b",
            "2024-a/b",
            "2024-é",
            "2024-07-08",
            "../2024-a",
            "2024-a.json",
            "2024 a",
        ] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn every_record_has_an_id_of_that_form() {
        let folder = Project::find().unwrap().path("assets/dataset/operations");
        for name in names(&folder) {
            assert!(is_id(name.strip_suffix(".json").unwrap()), "{name}");
        }
    }

    #[test]
    fn a_new_record_is_the_template_with_its_id() {
        let (project, folder) = empty("new");
        dataset(&project, &["new", "2024-kansas-city-stings"]).unwrap();
        assert_eq!(names(&folder), ["2024-kansas-city-stings.json"]);
        let text = fs::read_to_string(folder.join("2024-kansas-city-stings.json")).unwrap();
        assert!(text.starts_with("{\n \"id\": \"2024-kansas-city-stings\",\n"), "{text}");
        assert_eq!(
            text.lines().skip(2).collect::<Vec<_>>(),
            TEMPLATE.lines().skip(2).collect::<Vec<_>>()
        );
        fs::remove_dir_all(project.root()).unwrap();
    }

    #[test]
    fn a_record_that_is_there_stays_as_it_is() {
        let (project, folder) = empty("there");
        fs::write(folder.join("2024-a.json"), "mine").unwrap();
        let failure = dataset(&project, &["new", "2024-a"]).unwrap_err();
        assert_eq!(failure.code(), 1);
        assert!(failure.to_string().contains("is there already; nothing was changed"), "{failure}");
        assert_eq!(names(&folder), ["2024-a.json"]);
        assert_eq!(fs::read_to_string(folder.join("2024-a.json")).unwrap(), "mine");
        fs::remove_dir_all(project.root()).unwrap();
    }

    #[test]
    fn what_cannot_be_written_whole_is_not_there() {
        let (project, folder) = empty("half");
        // Nothing can be written where a folder stands.
        fs::create_dir(folder.join("2024-a.json.part")).unwrap();
        let failure = dataset(&project, &["new", "2024-a"]).unwrap_err();
        assert!(failure.to_string().contains("Could not write"), "{failure}");
        assert!(failure.to_string().contains("2024-a.json: "), "{failure}");
        assert_eq!(names(&folder), ["2024-a.json.part"]);
        fs::remove_dir_all(project.root()).unwrap();
    }

    #[test]
    fn a_list_is_named_by_its_version_and_by_nothing_that_leads_elsewhere() {
        let text = |version: &str| format!("{{\n \"version\": \"{version}\",\n \"since\": \"1\"");
        assert_eq!(version_in(&text("2026.12.0")), Some("2026.12.0"));
        for bad in ["", "../2026", "a/b", ".hidden"] {
            assert_eq!(version_in(&text(bad)), None, "{bad}");
        }
    }

    #[test]
    fn a_commit_is_a_folder_of_its_dataset() {
        let (project, folder) = empty("commit");
        let git = |words: &[&str]| {
            let mut git = process::command(&project, "git");
            let author = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
            assert!(git.args(author).args(words).status().unwrap().success(), "{words:?}");
        };
        fs::write(folder.join("2024-a.json"), "as it was").unwrap();
        git(&["init", "--quiet"]);
        git(&["add", "assets"]);
        git(&["commit", "--quiet", "--message", "a"]);
        fs::write(folder.join("2024-a.json"), "as it is").unwrap();
        let made = folder_of(&project, "HEAD").unwrap();
        let text = fs::read_to_string(made.join("operations/2024-a.json")).unwrap();
        assert_eq!(text, "as it was");
        assert_eq!(fs::read_to_string(folder.join("2024-a.json")).unwrap(), "as it is");
        fs::remove_dir_all(project.root()).unwrap();
    }

    #[test]
    fn a_wrong_call_says_what_to_do_and_writes_nothing() {
        let (project, folder) = empty("wrong");
        for (words, sentence) in [
            (&["new", "Kansas City"][..], "`Kansas City` is not an id: give the year"),
            (&["new", "2024"], "`2024` is not an id"),
            (&["new"], "needs the id of the new record"),
            (&["new", "2024", "kansas"], "takes one id; join its words by hyphens"),
            (
                &["new", "2024-a", "--force"],
                "has no option `--force`; give it an id and nothing else",
            ),
            (&["new", "--help"], "has no option `--help`"),
            (&["check", "2024-a"], "checks every record; leave `2024-a` out"),
            (&["diff", "assets"], "takes the earlier dataset and the later one"),
            (&["diff", "--all", "assets"], "takes the earlier dataset and the later one"),
            (&["diff", "no-such-commit", "."], "neither a folder nor a commit"),
            (&["add", "2024-a"], "comes `check`, `diff` and two datasets, or `new` and the id"),
            (&[], "comes `check`, `diff` and two datasets, or `new` and the id"),
        ] {
            let failure = dataset(&project, words).unwrap_err();
            assert_eq!(failure.code(), 2, "{words:?}");
            assert!(failure.to_string().contains(sentence), "{words:?}: {failure}");
            assert!(
                failure.to_string().contains("    cargo xtask dataset "),
                "{words:?}: {failure}"
            );
        }
        assert_eq!(names(&folder), [""; 0]);
        fs::remove_dir_all(project.root()).unwrap();
    }
}
