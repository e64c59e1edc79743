//! The standard library in the optimised site: compiled for size, and ending without a word where it
//! would otherwise say why it panics. Nobody reads those words in a published site; the page says on
//! its own that the program stopped. They are a fifteenth of the code.
//!
//! Rust offers this to those who accept that it may change. So it is used only with the version that
//! it is known to work with; with another, the site is built with the library as it is shipped, works
//! as well, and weighs 30 KB more.
use std::path::Path;
use std::process::Command;

use crate::process;
use crate::project::Project;

/// The version of Rust whose unstable switches these are.
const KNOWN: &str = "rustc 1.95.";

/// What tells Cargo to compile the standard library too, and how.
///
/// Copies of more than a word are one instruction each (`memory.copy`) and not a row of loads and stores,
/// which stood some ten thousand times in the program: 11 KB.
pub const SWITCHES: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort \
         -Cllvm-args=-max-store-memcpy=1 -Cllvm-args=-max-store-memset=1",
    ),
];

/// Lets a build take the standard library in this way, where it can.
pub fn compile_for_size(project: &Project, build: &mut Command) {
    match prepared(project) {
        Ok(()) => {
            build.envs(SWITCHES);
        }
        Err(why) => println!(
            "Building with the standard library as it is shipped, {why}: the code will be about 30 KB larger"
        ),
    }
}

/// Sees to it that the source of the standard library is there.
fn prepared(project: &Project) -> Result<(), &'static str> {
    // Trunk calls this program again while it runs, and Windows does not let it be replaced.
    if cfg!(windows) {
        return Err("because this is Windows");
    }
    let rustc =
        |argument: &[&str]| process::output(process::command(project, "rustc").args(argument));
    if !rustc(&["--version"]).is_some_and(|version| version.starts_with(KNOWN)) {
        return Err("because this is another version of Rust than 1.95");
    }
    let source = "lib/rustlib/src/rust/library/Cargo.lock";
    let has_source = || {
        let root = rustc(&["--print", "sysroot"]);
        root.is_some_and(|root| Path::new(&root).join(source).is_file())
    };
    if has_source() {
        return Ok(());
    }
    println!("Adding the source of the standard library to Rust (a few seconds, once)");
    let mut rustup = process::command(project, "rustup");
    let _missing = process::run(rustup.args(["component", "add", "rust-src"]));
    if has_source() { Ok(()) } else { Err("because rustup could not add its source") }
}
