//! Looking after the records: checks them, and starts new ones.
use crate::failure::{Failure, Outcome, at};
use crate::process;
use crate::project::Project;

/// Runs the program's own check over the built-in dataset.
pub fn check(project: &Project) -> Outcome {
    println!("Checking assets/dataset (seconds; a minute the first time)");
    let mut cargo = process::cargo(project);
    cargo.args(["run", "--quiet", "--bin", "clearcount", "--", "check", "assets/dataset"]);
    process::run(&mut cargo).map_err(|_| {
        Failure::new("The dataset has errors; they stand above.").hint(process::spelled(&cargo))
    })
}

/// Writes a record that has every field and says nothing yet.
pub fn new(project: &Project, id: &str) -> Outcome {
    if !is_id(id) {
        return Err(Failure::usage(format!(
            "`{id}` is not an id: the year of the announcement or `undated`, then lower-case words \
             and numbers joined by hyphens."
        ))
        .hint("cargo xtask dataset new 2024-kansas-city-stings"));
    }
    let file = format!("assets/dataset/operations/{id}.json");
    let path = project.path(&file);
    if path.exists() {
        return Err(Failure::new(format!("{file} is there already; nothing was changed."))
            .hint(format!("cat {file}")));
    }
    std::fs::write(&path, template(id)).map_err(at("write", &path))?;
    println!(
        "Wrote {file}. Next:\n  \
         1. fill in what the source says; null is \"not stated\"\n  \
         2. the words allowed in each field stand in assets/dataset/codebook.json\n  \
         3. cargo xtask dataset check   # says what is still wrong, field by field\n  \
         4. cargo xtask test"
    );
    Ok(())
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
    (year || when == "undated") && slug.split('-').all(word)
}

/// Every field once, in the order the other records keep; what must be said is empty, so that the
/// check asks for it.
fn template(id: &str) -> String {
    format!(
        r#"{{
 "id": "{id}",
 "name": null,
 "title": "",
 "series": null,
 "initiative": null,
 "part_of": null,
 "kind": "",
 "trafficking": "",
 "start": null,
 "end": null,
 "announced": null,
 "places": [""],
 "agencies": [
  {{"agency": "", "role": "", "source": "s1", "as_written": null}}
 ],
 "figures": [
  {{
   "id": "f1",
   "measure": "",
   "population": null,
   "outcome": null,
   "value": null,
   "qualifier": "",
   "scope": "",
   "place": null,
   "period": null,
   "part_of": null,
   "part_basis": null,
   "source": "s1",
   "locator": "",
   "flags": [],
   "label": null,
   "unit": null,
   "note": null
  }}
 ],
 "offences": [
  {{"label": "", "category": "", "source": "s1"}}
 ],
 "tactics": [],
 "sources": [
  {{
   "id": "s1",
   "title": "",
   "publisher": "",
   "kind": "",
   "published": null,
   "url": "",
   "archive_url": null,
   "link_checked": null,
   "flags": []
  }}
 ],
 "flags": [],
 "summary": "",
 "note": null,
 "statements": [
  {{"role": "", "agency": "", "gist": "", "source": "s1", "locator": ""}}
 ]
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_a_year_or_undated_and_a_slug() {
        for good in ["2024-kansas-city-stings", "undated-sweep", "2019-operation-2"] {
            assert!(is_id(good), "{good}");
        }
        for bad in
            ["", "2024", "24-sting", "2024-", "2024-Sting", "2024-a--b", "2024-a/b", "2024-é"]
        {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn the_template_is_closed_everywhere() {
        let text = template("2024-a");
        assert!(text.starts_with("{\n \"id\": \"2024-a\","), "{text}");
        assert_eq!(text.matches('{').count(), text.matches('}').count());
        assert_eq!(text.matches('[').count(), text.matches(']').count());
    }
}
