//! The files of datasets, as the command line is given them by path.

use std::fs;
use std::io;
use std::path::Path;

use clearcount::dataset::{self, BUILT_IN, Input, Loaded};

use super::{Refusal, refuse};

/// The files of a dataset.
pub struct Files {
    files: Vec<(String, Vec<u8>)>,
    /// Whether they are laid over the built-in dataset.
    over_built_in: bool,
}

impl Files {
    fn inputs(&self) -> Vec<Input<'_>> {
        self.files.iter().map(|(name, bytes)| Input { name, bytes }).collect()
    }

    /// The dataset.
    pub fn load(&self) -> Loaded {
        match (self.files.is_empty(), self.over_built_in) {
            (true, _) => dataset::built_in(),
            (_, true) => dataset::load_over(&[BUILT_IN], &self.inputs()),
            (_, false) => dataset::load(&self.inputs()),
        }
    }

    /// The whole dataset by itself; nothing where the files are laid over another.
    pub fn whole(&self) -> Option<Vec<Input<'_>>> {
        match (self.files.is_empty(), self.over_built_in) {
            (true, _) => Some(vec![BUILT_IN]),
            (_, true) => None,
            (_, false) => Some(self.inputs()),
        }
    }
}

/// Reads the dataset at a path, or the built-in one.
pub fn load(path: Option<&Path>) -> Result<Loaded, Refusal> {
    Ok(files(path)?.load())
}

/// The files of the dataset at a path, or of the built-in one, of which there are none.
pub fn files(path: Option<&Path>) -> Result<Files, Refusal> {
    let Some(path) = path else {
        return Ok(Files { files: Vec::new(), over_built_in: false });
    };
    if path.is_dir() {
        return Ok(Files { files: folder(path)?, over_built_in: false });
    }
    let bytes = read(path)?;
    let name = path.display().to_string();
    if path.file_name().is_some_and(|name| name == "codebook.json") {
        return refuse(
            "a codebook is not checked by itself: it belongs to the program, which is built from it.",
        );
    }
    let over_built_in = match path.extension().and_then(|extension| extension.to_str()) {
        Some("jsonl" | "ndjson") => false,
        Some("json") => true,
        _ => {
            return refuse(format!(
                "'{name}' is neither a folder nor a .json or .jsonl file. 'clearcount help' says what can be read."
            ));
        }
    };
    Ok(Files { files: vec![(name, bytes)], over_built_in })
}

/// Whether a file is one of JSON, by its name.
pub fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

/// The files of a dataset's folder, in order of name.
fn folder(path: &Path) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let mut files = Vec::new();
    for name in ["dataset.json", "agencies.json", "places.json", "programmes.json"] {
        if path.join(name).is_file() {
            files.push((name.to_string(), read(&path.join(name))?));
        }
    }
    for kind in ["operations", "changes"] {
        let below = path.join(kind);
        if !below.is_dir() {
            continue;
        }
        let listing = |error: io::Error| {
            Refusal(format!("the folder '{}' cannot be listed: {error}.", below.display()))
        };
        let mut paths = Vec::new();
        for entry in fs::read_dir(&below).map_err(listing)? {
            let path = entry.map_err(listing)?.path();
            if is_json(&path) {
                paths.push(path);
            }
        }
        paths.sort();
        for path in paths {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            files.push((format!("{kind}/{name}"), read(&path)?));
        }
    }
    if files.is_empty() {
        return refuse(format!(
            "'{}' holds no dataset: no dataset.json, no registries and no operations folder.",
            path.display()
        ));
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    fs::read(path).map_err(|error| {
        Refusal(format!(
            "'{}' cannot be read: {error}. Check the path and its permissions.",
            path.display()
        ))
    })
}
