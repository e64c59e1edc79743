//! The browsers that run the site in tests: found on this machine, or installed where that is possible.
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use crate::apt;
use crate::failure::{Failure, Outcome};
use crate::node;
use crate::process;
use crate::project::Project;
use crate::site::Site;

/// A browser: the variable that names it, the programs it goes by, and its package in apt.
struct Browser {
    variable: &'static str,
    programs: &'static [&'static str],
    package: &'static str,
}

const CHROMIUM: Browser = Browser {
    variable: "CLEARCOUNT_CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    package: "chromium",
};

const FIREFOX: Browser = Browser {
    variable: "CLEARCOUNT_FIREFOX",
    programs: &["firefox-esr", "firefox"],
    package: "firefox-esr",
};

/// The browser tests over the built site. They end with Node's own counts.
pub fn tests(project: &Project) -> Outcome {
    let mut node = prepared(project, &[&CHROMIUM, &FIREFOX])?;
    // Two files at a time: each mostly waits for its own browser.
    node.args(["--test", "--test-concurrency=2", "--test-reporter=spec"]);
    for file in test_files(project)? {
        node.arg(file);
    }
    process::run(&mut node)
}

/// The tests of long use at full length.
pub fn soak(project: &Project) -> Outcome {
    let mut node = prepared(project, &[&CHROMIUM])?;
    node.args(["--test", "--test-reporter=spec"]).env("CLEARCOUNT_SOAK", "full");
    process::run(node.arg(project.path("tests/browser/soak.test.mjs")))
}

/// A program of `tests/browser` that needs only Chromium.
pub fn script(project: &Project, file: &str, arguments: &[&str]) -> Outcome {
    let mut node = prepared(project, &[&CHROMIUM])?;
    node.arg(project.path("tests/browser").join(file)).args(arguments);
    process::run(&mut node)
}

/// A program of `tests/browser` that needs both.
pub fn both(project: &Project, file: &str, arguments: &[&OsStr]) -> Outcome {
    let mut node = prepared(project, &[&CHROMIUM, &FIREFOX])?;
    node.arg(project.path("tests/browser").join(file)).args(arguments);
    process::run(&mut node)
}

fn test_files(project: &Project) -> Outcome<Vec<PathBuf>> {
    let files = crate::project::files_below(&project.path("tests/browser"))?;
    Ok(files
        .into_iter()
        .filter(|(name, _)| name.ends_with(".test.mjs") && !name.contains("node_modules"))
        .map(|(_, path)| path)
        .collect())
}

/// Node with the drivers installed and told where the site and the browsers are.
fn prepared(project: &Project, browsers: &[&Browser]) -> Outcome<Command> {
    let packages = node::browser_packages(project)?;
    let missing: Vec<&Browser> =
        browsers.iter().copied().filter(|browser| find(browser).is_none()).collect();
    if !missing.is_empty() {
        install(project, &missing)?;
    }
    let mut node = node::node(project, &packages);
    node.env("CLEARCOUNT_DIST", Site::full(project).folder());
    node.env("CLEARCOUNT_ONE_OPERATION", Site::code_only(project).folder());
    node.env("CLEARCOUNT_AT_AN_ADDRESS", Site::at_an_address(project).folder());
    for browser in browsers {
        let path = find(browser).ok_or_else(|| no_browser(&[browser]))?;
        node.env(browser.variable, path);
    }
    Ok(node)
}

fn find(browser: &Browser) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(browser.variable) {
        return Some(PathBuf::from(path)).filter(|path| path.is_file());
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    browser
        .programs
        .iter()
        .flat_map(|program| folders.iter().map(move |folder| folder.join(program)))
        .find(|path| path.is_file())
}

/// Installs browsers, with letters for them to write.
fn install(project: &Project, browsers: &[&Browser]) -> Outcome {
    match apt::installs(project, &format!("fonts-liberation {}", packages(browsers))) {
        true => Ok(()),
        false => Err(no_browser(browsers)),
    }
}

fn no_browser(browsers: &[&Browser]) -> Failure {
    let names = packages(browsers);
    let variables: Vec<&str> = browsers.iter().map(|browser| browser.variable).collect();
    Failure::new(format!(
        "The browser tests need {names}, and could not install it here. Another place can be named \
         by {}.",
        variables.join(" and ")
    ))
    .hint(format!("sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"))
}

fn packages(browsers: &[&Browser]) -> String {
    let names: Vec<&str> = browsers.iter().map(|browser| browser.package).collect();
    names.join(" ")
}
