//! Scripts made small by terser. Without it they stay as their authors wrote them.
use std::path::Path;
use std::process::Command;

use crate::failure::Outcome;
use crate::process;

/// Set by `build` to the path of terser.
pub const TERSER: &str = "CLEARCOUNT_TERSER";

/// Whose the names at the top of a script are: of a classic script, the page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Classic,
    Module,
}

/// What is called where it stands keeps its brackets: `boot::text` makes a function that is asked for
/// its own text.
const FLAGS: [&str; 3] = ["--compress", "passes=2,negate_iife=false", "--mangle"];

/// Makes a script small, in its place.
pub fn make_small(path: &Path, kind: Script) -> Outcome {
    let Some(terser) = std::env::var_os(TERSER) else { return Ok(()) };
    let mut command = Command::new(terser);
    command.arg(path).args(FLAGS).arg("--output").arg(path);
    if kind == Script::Module {
        command.arg("--module");
    }
    process::run(&mut command)
}
