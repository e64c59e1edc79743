//! What programs read that do not run ours: written by the command line, which is built for this
//! machine, and put into the site. It knows no word of it.
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::failure::{Failure, Outcome, at};
use crate::process;
use crate::project::Project;
use crate::site::DATASET;
use crate::standard_library;

/// The variable that says where the site will stand.
pub const BASE_URL: &str = "CLEARCOUNT_BASE_URL";

/// Where the site will stand, if the reader names it there.
pub fn base_url() -> Option<String> {
    std::env::var(BASE_URL).ok().filter(|url| !url.is_empty())
}

/// Set by a build whose pages are written already, to their folder.
pub const PAGES: &str = "CLEARCOUNT_PAGES";

/// What stands in the page, and the folder of what lies beside it.
pub struct Pages {
    pub dataset: String,
    pub list: String,
    pub head: String,
    pub beside: Option<PathBuf>,
}

/// The command line. It does not see what a build for the browser is told, and so is not compiled anew
/// for it.
fn build(project: &Project) -> Command {
    let mut cargo = process::cargo(project);
    cargo.args(["build", "--package", "clearcount", "--quiet"]).env_remove(DATASET);
    for (name, _) in standard_library::SWITCHES {
        cargo.env_remove(name);
    }
    cargo
}

/// Builds the command line, and says where it is.
pub fn program(project: &Project) -> Outcome<PathBuf> {
    process::run(&mut build(project))?;
    let name = format!("clearcount{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target().join("debug").join(name))
}

/// Begins to build the command line while something else goes on. Whoever needs it waits for it, and
/// hears what went wrong.
pub fn begin(project: &Project) -> Option<Child> {
    build(project).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
}

/// Writes the pages of a dataset into a folder, which is emptied first.
pub fn write(project: &Project, dataset: &Path, base_url: Option<&str>, folder: &Path) -> Outcome {
    let mut clearcount = process::command(project, program(project)?);
    clearcount.arg("pages").arg("--dataset").arg(dataset).arg("--out").arg(folder);
    if let Some(url) = base_url {
        clearcount.args(["--base-url", url]);
    }
    remove(folder)?;
    let parent = folder.parent().unwrap_or(project.root());
    std::fs::create_dir_all(parent).map_err(at("create", parent))?;
    let Output { status, stderr, .. } = clearcount.output().map_err(|error| {
        Failure::new(format!("The command line could not be started: {error}."))
            .hint(process::spelled(&clearcount))
    })?;
    if !status.success() {
        eprint!("{}", String::from_utf8_lossy(&stderr));
    }
    match status.code() {
        // Records with errors are left out, and named by the program.
        Some(0 | 1) if folder.is_dir() => Ok(()),
        Some(2) => Err(Failure::usage("The pages were refused; the reason stands above.").hint(
            match base_url {
                Some(_) => "cargo xtask build --base-url https://example.org/clearcount/".into(),
                None => process::spelled(&clearcount),
            },
        )),
        _ => Err(Failure::new(format!("The pages could not be written ({status})."))
            .hint(process::spelled(&clearcount))),
    }
}

/// Removes a folder that may not be there.
pub fn remove(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(at("remove", folder)(error))
        }
        _ => Ok(()),
    }
}

/// Reads what was written.
pub fn read(folder: &Path) -> Outcome<Pages> {
    let text = |name: &str| {
        let path = folder.join("page").join(name);
        std::fs::read_to_string(&path).map_err(at("read", &path))
    };
    let beside = Some(folder.join("site")).filter(|folder| folder.is_dir());
    let head = if beside.is_some() { text("head.html")? } else { String::new() };
    Ok(Pages { dataset: text("dataset.json")?, list: text("list.html")?, head, beside })
}
