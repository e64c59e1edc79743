//! Screenshots of every route, for looking at, and layouts, for comparing.
use crate::browser;
use crate::failure::Outcome;
use crate::project::Project;
use crate::site::{Mode, Site};

/// Builds if need be and photographs the routes of `tests/browser/routes.mjs`.
pub fn shots(project: &Project, only: Option<&str>) -> Outcome {
    Site::full(project).build(project, Mode::Plain)?;
    println!("Taking screenshots into shots/ (about 2 seconds each)");
    let folder = project.path("shots");
    let folder = folder.to_string_lossy();
    script(project, vec!["--into", folder.as_ref()], only)
}

/// Builds if need be and records where the blocks of pages lie, for `tests/browser/layout.test.mjs`.
pub fn layout(project: &Project, only: Option<&str>) -> Outcome {
    Site::full(project).build(project, Mode::Plain)?;
    println!("Recording layouts into tests/browser/layout/ (about a second each)");
    script(project, vec!["--layout"], only)
}

fn script<'a>(project: &Project, mut arguments: Vec<&'a str>, only: Option<&'a str>) -> Outcome {
    if let Some(text) = only {
        arguments.extend(["--only", text]);
    }
    browser::script(project, "shots.mjs", &arguments)
}
