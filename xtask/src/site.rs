//! Building the site: Trunk, once, and only when something changed.
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use crate::failure::{Failure, Outcome, at};
use crate::node::{self, Optimisers};
use crate::pages;
use crate::post_build;
use crate::process;
use crate::project::Project;
use crate::stamp::{self, Stamp};
use crate::standard_library;
use crate::terser;
use crate::tools;

/// The variable that tells the app's build script which dataset to pack.
pub const DATASET: &str = "CLEARCOUNT_DATASET";

/// How a site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Quickly; an optimised one that is up to date will do as well.
    Plain,
    /// With the standard library compiled too, and without wasm-opt: what `Optimised` compiles.
    Compiled,
    /// With wasm-opt.
    Optimised,
}

impl Mode {
    fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Compiled => "compiled",
            Self::Optimised => "optimised",
        }
    }
}

/// One folder a site is built into, the dataset it carries, and where it will stand, if that is known.
pub struct Site {
    name: &'static str,
    folder: PathBuf,
    dataset: PathBuf,
    base_url: Option<String>,
}

impl Site {
    /// The site itself, with the dataset of the tree or the one the reader names.
    pub fn full(project: &Project) -> Self {
        let dataset = match std::env::var_os(DATASET) {
            Some(path) => project.root().join(path),
            None => project.path("assets/dataset"),
        };
        Self { name: "dist", folder: project.dist(), dataset, base_url: None }
    }

    /// The same at a known address, for the tests of what is only there with one.
    pub fn at_an_address(project: &Project) -> Self {
        Self {
            name: "at-an-address",
            folder: project.path(".cache/at-an-address"),
            ..Self::full(project).at(Some("https://example.org/clearcount/".into()))
        }
    }

    /// The site at an address, if one is known.
    pub fn at(self, base_url: Option<String>) -> Self {
        Self { base_url, ..self }
    }

    /// The dataset that it carries.
    pub fn dataset(&self) -> &Path {
        &self.dataset
    }

    /// The same code with one operation: what its files weigh is the weight of the code.
    pub fn code_only(project: &Project) -> Self {
        Self {
            name: "code-only",
            folder: project.path(".cache/code-only"),
            dataset: project.path("tests/data/one-operation"),
            base_url: None,
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
        let inputs = stamp::of_inputs(project, &self.dataset, self.base_url.as_deref())?;
        let stamp = Stamp::new(project, self.name, self.folder.clone());
        let accepted: &[&str] = match mode {
            Mode::Plain => &["plain", "optimised"],
            Mode::Compiled => &["compiled", "optimised"],
            Mode::Optimised => &["optimised"],
        };
        let shown = self.folder.strip_prefix(project.root()).unwrap_or(&self.folder).display();
        if stamp.matches(&inputs, accepted) {
            println!("Nothing changed since {shown} was built");
            return Ok(());
        }
        tools::ensure(project)?;
        let optimisers = match mode {
            Mode::Plain | Mode::Compiled => None,
            Mode::Optimised => Some(node::optimisers(project)?),
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
        if mode != Mode::Plain {
            standard_library::compile_for_size(project, &mut trunk);
        }
        match optimisers {
            Some(Optimisers { wasm_opt, terser }) => {
                trunk.env(post_build::WASM_OPT, wasm_opt).env(terser::TERSER, terser)
            }
            None => trunk.env_remove(post_build::WASM_OPT).env_remove(terser::TERSER),
        };
        let written = self.write_pages(project, &mut trunk)?;
        let built = process::run(&mut trunk);
        if let Some(mut begun) = written {
            // Where it failed, the call that needs it has said so.
            let _ended = begun.wait();
        }
        if built.is_err() {
            // The last site stays as it was, without what Trunk had begun beside it.
            pages::remove(&self.folder.join(".stage"))?;
        }
        built.map_err(|_| {
            Failure::new(format!("{shown} could not be built; the reason stands above."))
                .hint("cargo xtask build   # once that is mended")
        })?;
        stamp.write(&inputs, mode.word())
    }

    /// Lets `post-build` know where the site will stand. The pages of a site at an address are written
    /// first, so that a wrong one is said before anything is compiled; else the program that writes
    /// them is built meanwhile.
    fn write_pages(&self, project: &Project, trunk: &mut Command) -> Outcome<Option<Child>> {
        let Some(url) = &self.base_url else {
            trunk.env_remove(pages::BASE_URL).env_remove(pages::PAGES);
            return Ok(pages::begin(project));
        };
        let folder = project.cache().join("pages").join(self.name);
        pages::write(project, &self.dataset, Some(url), &folder)?;
        trunk.env(pages::PAGES, folder);
        Ok(None)
    }
}
