//! Stamps: what a built folder was made from, so that an unchanged one is not built again.
use std::path::{Path, PathBuf};

use crate::digest;
use crate::failure::{Outcome, at};
use crate::process;
use crate::project::{Project, files_below};

/// What a site is built from, besides its dataset.
const FILES: [&str; 8] = [
    // The vocabularies are made from it, whatever dataset is packed.
    "assets/dataset/codebook.json",
    ".cargo/config.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "Trunk.toml",
    "index.html",
    "xtask/Cargo.toml",
];
const FOLDERS: [&str; 5] = ["src", "build", "assets", "xtask/src", "xtask/node"];

/// One hash over the names and contents of everything a build reads, and the address it is built for.
pub fn of_inputs(project: &Project, dataset: &Path, base_url: Option<&str>) -> Outcome<String> {
    let mut text = format!("address {}\n", base_url.unwrap_or_default());
    for name in FILES {
        add(&mut text, name, &project.path(name))?;
    }
    let built_in = project.path("assets/dataset");
    let pictures = project.path("assets/screenshots");
    for folder in FOLDERS {
        for (name, path) in files_below(&project.path(folder))? {
            if !path.starts_with(&built_in) && !path.starts_with(&pictures) {
                add(&mut text, &format!("{folder}/{name}"), &path)?;
            }
        }
    }
    for (name, path) in files_below(dataset)? {
        add(&mut text, &format!("dataset/{name}"), &path)?;
    }
    let compiler = process::output(process::command(project, "rustc").arg("-vV"));
    text.push_str(&compiler.unwrap_or_default());
    Ok(digest::hex(text.as_bytes()))
}

/// One hash over a built folder.
fn of_output(folder: &Path) -> Outcome<String> {
    let mut text = String::new();
    for (name, path) in files_below(folder)? {
        add(&mut text, &name, &path)?;
    }
    Ok(digest::hex(text.as_bytes()))
}

fn add(text: &mut String, name: &str, path: &Path) -> Outcome {
    let content = std::fs::read(path).map_err(at("read", path))?;
    text.push_str(&format!("{name} {}\n", digest::hex(&content)));
    Ok(())
}

/// The stamp of a built folder, kept outside of it.
pub struct Stamp {
    folder: PathBuf,
    file: PathBuf,
}

impl Stamp {
    pub fn new(project: &Project, name: &str, folder: PathBuf) -> Self {
        Self { folder, file: project.cache().join("stamps").join(name) }
    }

    /// Whether the folder was made from `inputs` in one of these `modes`, and not touched since.
    pub fn matches(&self, inputs: &str, modes: &[&str]) -> bool {
        let (Ok(kept), true) = (std::fs::read_to_string(&self.file), self.folder.is_dir()) else {
            return false;
        };
        let Ok(output) = of_output(&self.folder) else {
            return false;
        };
        modes.iter().any(|mode| kept == text(inputs, mode, &output))
    }

    /// Notes what the folder was just made from.
    pub fn write(&self, inputs: &str, mode: &str) -> Outcome {
        let output = of_output(&self.folder)?;
        let folder = self.file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(at("create", folder))?;
        std::fs::write(&self.file, text(inputs, mode, &output)).map_err(at("write", &self.file))
    }
}

fn text(inputs: &str, mode: &str, output: &str) -> String {
    format!("made from {inputs}\nmode {mode}\ncontent {output}\n")
}
