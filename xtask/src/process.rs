//! Running other programs: with the project's tools on the path, and a plain sentence when one fails.
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// A command in the working tree, free of what `cargo run` put into our environment.
pub fn command(project: &Project, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project.root()).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_")
            || name_text.starts_with("CARGO_MANIFEST_")
            || name_text == "CARGO_PRIMARY_PACKAGE"
            || name_text == "CARGO_BIN_NAME"
        {
            command.env_remove(name);
        }
    }
    command.env("PATH", search_path(project));
    command
}

/// Cargo itself.
pub fn cargo(project: &Project) -> Command {
    command(project, "cargo")
}

/// The project's tools first, then the reader's path, then the folder of the Cargo that runs us.
fn search_path(project: &Project) -> OsString {
    let mut folders = vec![project.tools().join("bin")];
    if let Some(path) = std::env::var_os("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    let cargo = std::env::var_os("CARGO").map(PathBuf::from);
    folders.extend(cargo.as_deref().and_then(Path::parent).map(Path::to_path_buf));
    std::env::join_paths(&folders).unwrap_or_else(|_| std::env::var_os("PATH").unwrap_or_default())
}

/// Runs to the end with its output shown.
pub fn run(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(Failure::new(format!("A command failed ({status}).")).hint(spelled(command)))
        }
        Err(error) => Err(Failure::new(format!("A command could not be started: {error}."))
            .hint(spelled(command))),
    }
}

/// What a program prints, or nothing when it is missing or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The command as one would type it.
pub fn spelled(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| {
            let word = word.to_string_lossy();
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@+".contains(c);
            if word.chars().all(plain) { word.into_owned() } else { format!("'{word}'") }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
