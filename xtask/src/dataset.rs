//! Looking after the records: checks them, and starts new ones. It must not know what a record means:
//! that is the program's own check.
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome, at};
use crate::process;
use crate::project::Project;

/// Every field once, in the order of the other records. What has to be said is empty, so that the
/// check asks for it; what may be left out is null.
const TEMPLATE: &str = include_str!("operation.json");
const CHECK: &str = "cargo xtask dataset check";
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
        _ => misused(
            "After `dataset` comes `check`, or `new` and the id of the new record.".into(),
            &format!("{CHECK}\n{NEW}"),
        ),
    }
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
            (&["add", "2024-a"], "comes `check`, or `new` and the id"),
            (&[], "comes `check`, or `new` and the id"),
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
