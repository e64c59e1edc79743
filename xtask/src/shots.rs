//! Screenshots of every route, for looking at.
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
    let mut arguments = vec!["--into", folder.as_ref()];
    if let Some(text) = only {
        arguments.extend(["--only", text]);
    }
    browser::script(project, "shots.mjs", &arguments)
}
