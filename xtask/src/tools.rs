//! The tools a build needs, installed into `.cache/tools` in the versions the project asks for.
use std::process::Command;

use crate::failure::{Failure, Outcome, at};
use crate::process;
use crate::project::Project;

const TRUNK: &str = "0.21.14";
const TARGET: &str = "wasm32-unknown-unknown";

/// Everything that `serve` needs.
pub fn ensure(project: &Project) -> Outcome {
    wasm_target(project)?;
    trunk(project)?;
    wasm_bindgen(project)
}

/// The standard library for WebAssembly.
fn wasm_target(project: &Project) -> Outcome {
    let sysroot = process::output(process::command(project, "rustc").args(["--print", "sysroot"]));
    let has_target = |root: String| {
        std::path::Path::new(&root).join("lib").join("rustlib").join(TARGET).is_dir()
    };
    if sysroot.is_some_and(has_target) {
        return Ok(());
    }
    println!("Adding the WebAssembly target to Rust (about 20 seconds, once)");
    let mut rustup = process::command(project, "rustup");
    process::run(rustup.args(["target", "add", TARGET])).map_err(|_| {
        Failure::new("This Rust has no WebAssembly target, and rustup could not add it.")
            .hint(format!("rustup target add {TARGET}"))
    })
}

fn trunk(project: &Project) -> Outcome {
    if has_version(project, "trunk", TRUNK) {
        return Ok(());
    }
    println!("Installing Trunk {TRUNK}, which builds the site (2 to 4 minutes, once)");
    let package = format!("trunk@{TRUNK}");
    install(project, &["--locked", &package])
}

/// The bindings in the wasm and the tool that reads them must be of one version.
fn wasm_bindgen(project: &Project) -> Outcome {
    let path = project.path("Cargo.lock");
    let lock = std::fs::read_to_string(&path).map_err(at("read", &path))?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or_else(|| {
        Failure::new("Cargo.lock names no version of wasm-bindgen.").hint("cargo generate-lockfile")
    })?;
    if has_version(project, "wasm-bindgen", version) {
        return Ok(());
    }
    println!("Installing wasm-bindgen {version} (about 1 minute, once)");
    // Not --locked: its lock file may name a version that a mirror has not got yet.
    let package = format!("wasm-bindgen-cli@{version}");
    install(project, &[&package])
}

/// Unoptimised and without debug information: it compiles three times faster and runs once a build.
fn install(project: &Project, what: &[&str]) -> Outcome {
    let mut cargo = process::cargo(project);
    cargo.arg("install").args(what).args(["--debug", "--config", "profile.dev.debug=0", "--force"]);
    cargo.arg("--root").arg(project.tools());
    process::run(&mut cargo).map_err(|_| {
        Failure::new(
            "A tool could not be installed. It needs the network (crates.io) and a C compiler.",
        )
        .hint(process::spelled(&cargo))
    })
}

/// `NAME --version` prints "NAME VERSION" and perhaps more.
fn has_version(project: &Project, name: &str, version: &str) -> bool {
    let mut command: Command = process::command(project, name);
    let said = process::output(command.arg("--version").env_remove("NO_COLOR"));
    said.is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
}

/// The version of a package in a lock file.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}
