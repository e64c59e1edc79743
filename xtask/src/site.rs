//! Building the site: Trunk, once, and only when something changed.
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome, at};
use crate::node;
use crate::process;
use crate::project::Project;
use crate::stamp::{self, Stamp};
use crate::standard_library;
use crate::tools;

/// The variable that tells the app's build script which dataset to pack.
const DATASET: &str = "CLEARCOUNT_DATASET";

/// How a site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Quickly; an optimised one that is up to date will do as well.
    Plain,
    /// With wasm-opt.
    Optimised,
}

/// One folder a site is built into, and the dataset it carries.
pub struct Site {
    name: &'static str,
    folder: PathBuf,
    dataset: PathBuf,
}

impl Site {
    /// The site itself, with the dataset of the tree or the one the reader names.
    pub fn full(project: &Project) -> Self {
        let dataset = match std::env::var_os(DATASET) {
            Some(path) => project.root().join(path),
            None => project.path("assets/dataset"),
        };
        Self { name: "dist", folder: project.dist(), dataset }
    }

    /// The same code with one operation: what its files weigh is the weight of the code.
    pub fn code_only(project: &Project) -> Self {
        Self {
            name: "code-only",
            folder: project.path(".cache/code-only"),
            dataset: project.path("tests/data/one-operation"),
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Builds unless nothing changed since the last time.
    pub fn build(&self, project: &Project, mode: Mode) -> Outcome {
        if !self.dataset.is_dir() {
            return Err(Failure::new(format!(
                "There is no dataset at {}.",
                self.dataset.display()
            ))
            .hint(format!("ls {}", self.dataset.display())));
        }
        let inputs = stamp::of_inputs(project, &self.dataset)?;
        let stamp = Stamp::new(project, self.name, self.folder.clone());
        let accepted: &[&str] = match mode {
            Mode::Plain => &["plain", "optimised"],
            Mode::Optimised => &["optimised"],
        };
        let shown = self.folder.strip_prefix(project.root()).unwrap_or(&self.folder).display();
        if stamp.matches(&inputs, accepted) {
            println!("Nothing changed since {shown} was built");
            return Ok(());
        }
        tools::ensure(project)?;
        let wasm_opt = match mode {
            Mode::Plain => None,
            Mode::Optimised => Some(node::wasm_opt(project)?),
        };
        println!("Building {shown} (about a minute the first time, half of that later)");
        let parent = self.folder.parent().unwrap_or(project.root());
        std::fs::create_dir_all(parent).map_err(at("create", parent))?;
        let mut trunk = process::command(project, "trunk");
        trunk.args(["build", "--release", "--quiet", "--dist"]).arg(&self.folder);
        // Trunk 0.21 takes NO_COLOR=1 for an error, and a backtrace of Trunk explains nothing.
        trunk.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
        if self.dataset != project.path("assets/dataset") {
            trunk.env(DATASET, &self.dataset);
        }
        match wasm_opt {
            Some(path) => {
                standard_library::compile_for_size(project, &mut trunk);
                trunk.env(crate::post_build::WASM_OPT, path)
            }
            None => trunk.env_remove(crate::post_build::WASM_OPT),
        };
        process::run(&mut trunk).map_err(|_| {
            Failure::new(format!("{shown} could not be built; the reason stands above."))
                .hint("cargo xtask build   # once that is mended")
        })?;
        stamp.write(
            &inputs,
            match mode {
                Mode::Plain => "plain",
                Mode::Optimised => "optimised",
            },
        )
    }
}
