//! Node and the packages that run on it, installed into `.cache` from committed lock files.
use std::path::{Path, PathBuf};

use crate::digest;
use crate::failure::{Failure, Outcome, at};
use crate::process;
use crate::project::Project;

/// The oldest Node that the packages run on.
const NODE: u32 = 20;

/// What makes a program and its scripts small.
pub struct Optimisers {
    /// wasm-opt: those of distributions are too old.
    pub wasm_opt: PathBuf,
    /// terser.
    pub terser: PathBuf,
}

/// The optimisers from npm, in the versions that `xtask/node` pins.
pub fn optimisers(project: &Project) -> Outcome<Optimisers> {
    let folder = packages(project, "xtask/node", "optimisers", "wasm-opt and terser")?;
    let program = |name: &str| {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_string() };
        folder.join("node_modules").join(".bin").join(name)
    };
    Ok(Optimisers { wasm_opt: program("wasm-opt"), terser: program("terser") })
}

/// The drivers of the browser tests.
pub fn browser_packages(project: &Project) -> Outcome<PathBuf> {
    packages(project, "tests/browser", "browser-tests", "the browser drivers")
}

/// Installs what a folder's lock file says into `.cache/NAME`, unless it is there.
fn packages(project: &Project, source: &str, name: &str, what: &str) -> Outcome<PathBuf> {
    ensure_node(project)?;
    let folder = project.cache().join(name);
    let lock_path = project.path(source).join("package-lock.json");
    let lock = std::fs::read(&lock_path).map_err(at("read", &lock_path))?;
    let done = folder.join("installed");
    let wanted = digest::hex(&lock);
    if std::fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    println!("Installing {what} from npm (about 20 seconds, once)");
    std::fs::create_dir_all(&folder).map_err(at("create", &folder))?;
    for file in ["package.json", "package-lock.json"] {
        let from = project.path(source).join(file);
        std::fs::copy(&from, folder.join(file)).map_err(at("copy", &from))?;
    }
    let mut npm = process::command(project, if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.arg("--prefix").arg(&folder);
    process::run(&mut npm).map_err(|_| {
        Failure::new(format!("npm could not install {what}. It needs the network (npmjs.org)."))
            .hint(process::spelled(&npm))
    })?;
    std::fs::write(&done, wanted).map_err(at("write", &done))?;
    Ok(folder)
}

fn ensure_node(project: &Project) -> Outcome {
    let said = process::output(process::command(project, "node").arg("--version"));
    match said.as_deref().and_then(major) {
        Some(version) if version >= NODE => Ok(()),
        Some(version) => Err(Failure::new(format!(
            "Node {version} is too old: this needs Node {NODE} or newer."
        ))
        .hint("node --version   # newer ones: https://nodejs.org/en/download")),
        None => Err(Failure::new(format!(
            "There is no Node here: this needs Node {NODE} or newer with npm."
        ))
        .hint("node --version   # to get one: https://nodejs.org/en/download")),
    }
}

/// "v20.20.2" is 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// A Node process that finds the installed packages; see `tests/browser/packages.mjs`.
pub fn node(project: &Project, packages: &Path) -> std::process::Command {
    let mut node = process::command(project, "node");
    node.env("CLEARCOUNT_NODE_PACKAGES", packages);
    node
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_the_major_version() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
    }
}
