//! The project's own commands, `cargo xtask …`: reads which one is meant and hands over to it.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod apt;
mod bench;
mod boot;
mod browser;
mod dataset;
mod digest;
mod failure;
mod imports;
mod node;
mod order;
mod page;
mod pages;
mod policy;
mod post_build;
mod precache;
mod process;
mod project;
mod readers;
mod serve;
mod shots;
mod single_file;
mod site;
mod sizes;
mod squeeze;
mod stamp;
mod standard_library;
mod terser;
mod test;
mod tools;
mod wasm;

use std::process::ExitCode;

use failure::{Failure, Outcome};
use project::Project;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N]     build the site if anything changed and serve it on this machine
                       (Rust alone; the first time takes about six minutes)
  build                build the site at its smallest and check its sizes (needs Node 20)
  build --base-url URL the same for a site at a known address, with a page an operation, tables, a
                       sitemap and previews for programs that do not run ours
  test                 everything: format, lints, unit tests, sizes, browser tests
                       (needs Node 20, Chromium and Firefox; installs what it can)
  bench [--native]     measured times of totals, their laws in a million worlds, sizes, the start
                       of the single file, and long use (about 20 minutes; --native leaves out
                       the last three, which need Node 20 and the browsers)
  shots [--only TEXT]  screenshots of every route into shots/ (needs Node 20 and Chromium)
  shots --layout       record where the blocks of pages lie, for the tests of layouts
  dataset check        check the records in assets/dataset
  dataset new ID       start a new record, for example 2024-kansas-city-stings
  dataset diff OLD NEW write what a version changed into assets/dataset/changes; each is the folder
                       of a dataset or a commit
  post-build           what Trunk calls to make its output safe; not for the hand
  help                 this text
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn run(words: &[String]) -> Outcome {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (command, rest) = match words.split_first() {
        Some((command, rest)) => (*command, rest),
        None => ("help", [].as_slice()),
    };
    let project = Project::find()?;
    match (command, rest) {
        ("help" | "--help" | "-h", _) => {
            print!("{HELP}");
            Ok(())
        }
        ("serve", []) => serve::serve(&project, serve::DEFAULT_PORT),
        ("serve", ["--port", port]) => serve::serve(&project, serve::port(port)?),
        ("build", []) => sizes::build(&project, None),
        ("build", ["--base-url", url]) => sizes::build(&project, Some(url)),
        ("test", []) => test::test(&project),
        ("bench", []) => bench::bench(&project, false),
        ("bench", ["--native"]) => bench::bench(&project, true),
        ("shots", []) => shots::shots(&project, None),
        ("shots", ["--only", text]) => shots::shots(&project, Some(text)),
        ("shots", ["--layout"]) => shots::layout(&project, None),
        ("shots", ["--layout", "--only", text]) => shots::layout(&project, Some(text)),
        ("dataset", words) => dataset::dataset(&project, words),
        ("post-build", []) => post_build::post_build(&project),
        ("serve" | "build" | "test" | "bench" | "shots" | "post-build", _) => {
            let given = words.join(" ");
            Err(Failure::usage(format!("`cargo xtask {given}` is not how `{command}` is used."))
                .hint("cargo xtask help"))
        }
        _ => {
            Err(Failure::usage(format!("There is no command `{command}`."))
                .hint("cargo xtask help"))
        }
    }
}
