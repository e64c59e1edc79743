//! Measurements: how long totals and charts take, whether their laws hold a million times, what the site
//! weighs, how long the single file takes to start and a large chart to be drawn.
//! No time makes it fail; a broken law does.
use crate::browser;
use crate::failure::Outcome;
use crate::process;
use crate::project::Project;
use crate::{sizes, tools};

/// How many generated worlds the laws are tried on.
const WORLDS: &str = "1000000";

/// Measures natively, and then, unless `native`, weighs the built site and uses it for long.
pub fn bench(project: &Project, native: bool) -> Outcome {
    println!("Building the measurements in release (2 minutes the first time)");
    let laws = |arguments: &[&str]| {
        let mut cargo = process::cargo(project);
        cargo.args(["test", "--release", "--quiet", "--test", "laws", "--"]).args(arguments);
        cargo
    };
    process::run(&mut laws(&["--ignored", "--nocapture", "timings::"]))?;
    println!("The laws of totals in a million generated worlds (5 minutes)");
    process::run(laws(&["laws::"]).env("CLEARCOUNT_WORLDS", WORLDS))?;
    if native {
        return Ok(());
    }
    tools::ensure(project)?;
    sizes::build_sites(project)?;
    sizes::print_sites(project)?;
    println!("\nFrom opening the single file on disk until its table is there (median of nine)");
    browser::both(project, "starts.mjs", &[])?;
    println!("Charts, from their numbers to the screen (2 minutes to build it)");
    marks(project)?;
    println!("Three views shown and taken away 200 times, and 5,000 interactions (10 minutes)");
    browser::soak(project)
}

/// Builds the page of one large chart, and measures how long it takes to be drawn.
fn marks(project: &Project) -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let mut cargo = process::cargo(project);
    cargo.args(["build", "--quiet", "--profile", "web", "--target", TARGET]);
    process::run(cargo.args(["--features", "bench", "--bin", "marks"]))?;
    let folder = project.cache().join("marks");
    let mut bindgen = process::command(project, "wasm-bindgen");
    bindgen.args(["--target", "web", "--out-dir"]).arg(&folder);
    process::run(bindgen.arg(project.target().join(TARGET).join("web").join("marks.wasm")))?;
    browser::both(project, "marks.mjs", &[folder.as_ref()])
}
