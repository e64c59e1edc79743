//! Everything that must hold before a change goes in, in order, with a summary at the end.
use std::time::Instant;

use crate::browser;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::project::Project;
use crate::readers;
use crate::sizes;
use crate::tools;

/// How a step ended.
#[derive(PartialEq, Eq)]
enum End {
    Passed,
    Failed,
    Skipped,
}

/// A step: what it does, about how long, and what runs it.
type Step<'a> = (&'static str, &'static str, Box<dyn Fn() -> Outcome + 'a>);

/// Runs every step, also after one has failed, so that one run tells everything.
pub fn test(project: &Project) -> Outcome {
    tools::ensure(project)?;
    let cargo = |arguments: &'static str| {
        Box::new(move || process::run(process::cargo(project).args(arguments.split(' '))))
    };
    let steps: [Step; 8] = [
        ("format", "seconds", cargo("fmt --all --check")),
        (
            "lints",
            "1 minute the first time",
            cargo("clippy --workspace --all-targets --features clearcount/app -- -D warnings"),
        ),
        (
            "lints of the browser program",
            "1 minute the first time",
            cargo(
                "clippy --target wasm32-unknown-unknown --features app --lib --bin clearcount-app \
                 -- -D warnings",
            ),
        ),
        ("unit tests", "3 minutes", cargo("test --workspace --features clearcount/app")),
        ("build", "8 minutes the first time", Box::new(|| sizes::build_tested(project))),
        ("sizes", "10 seconds", Box::new(|| sizes::weigh_sites(project))),
        ("others' readers", "1 minute", Box::new(|| readers::tests(project))),
        ("browser tests", "15 minutes", Box::new(|| browser::tests(project))),
    ];

    let mut ends: Vec<(&str, End, u64)> = Vec::new();
    for (number, (name, time, run)) in steps.iter().enumerate() {
        // An old build would be another site.
        let built = ends.iter().all(|(name, end, _)| *name != "build" || *end == End::Passed);
        if !built && ["sizes", "others' readers", "browser tests"].contains(name) {
            ends.push((name, End::Skipped, 0));
            continue;
        }
        println!("\n[{} of {}] {name} ({time})", number + 1, steps.len());
        let start = Instant::now();
        let end = match run() {
            Ok(()) => End::Passed,
            Err(failure) => {
                eprintln!("{failure}");
                End::Failed
            }
        };
        ends.push((name, end, start.elapsed().as_secs()));
    }
    summary(&ends)
}

fn summary(ends: &[(&str, End, u64)]) -> Outcome {
    println!("\nSummary");
    for (name, end, seconds) in ends {
        match end {
            End::Passed => println!("  passed   {name} ({seconds} s)"),
            End::Failed => println!("  FAILED   {name} ({seconds} s)"),
            End::Skipped => println!("  skipped  {name} (there is no build to test)"),
        }
    }
    let failed = ends.iter().filter(|(_, end, _)| *end == End::Failed).count();
    if failed == 0 {
        println!("Everything passed.");
        return Ok(());
    }
    let plural = if failed == 1 { "step" } else { "steps" };
    Err(Failure::new(format!("{failed} {plural} failed; the reasons stand above.")))
}
