//! Others' programs that read the files we make: Python packages, installed into `.cache` from a pinned
//! list, and the tests that use them.
use std::path::{Path, PathBuf};

use crate::apt;
use crate::digest;
use crate::failure::{Failure, Outcome, at};
use crate::pages;
use crate::process;
use crate::project::Project;
use crate::site::Site;

/// Reads what the command line exports and what the site says to programs, as spreadsheets, reference managers and validators would.
pub fn tests(project: &Project) -> Outcome {
    let python = installed(project)?;
    let clearcount = pages::program(project)?;
    let mut tests = process::command(project, python);
    tests.args(["-W", "ignore", "-m", "unittest", "discover", "--start-directory"]);
    tests.arg(project.path("tests/readers"));
    tests.env("CLEARCOUNT_OFFICE", office(project)?);
    tests.env("CLEARCOUNT", clearcount).env("PYTHONDONTWRITEBYTECODE", "1");
    tests.env("CLEARCOUNT_DIST", Site::full(project).folder());
    tests.env("CLEARCOUNT_AT_AN_ADDRESS", Site::at_an_address(project).folder());
    process::run(&mut tests)
}

/// A Python that has the packages of the list.
fn installed(project: &Project) -> Outcome<PathBuf> {
    let list = project.path("tests/readers/requirements.txt");
    let wanted = digest::hex(&std::fs::read(&list).map_err(at("read", &list))?);
    let folder = project.cache().join("readers");
    let python = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = python.split('/').fold(folder.clone(), |path, part| path.join(part));
    let done = folder.join("installed");
    if python.is_file() && std::fs::read_to_string(&done).is_ok_and(|it| it == wanted) {
        return Ok(python);
    }
    println!(
        "Installing readers of spreadsheets, packages and citations from PyPI (1 minute, once)"
    );
    make(project, &folder)?;
    let mut pip = process::command(project, &python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    process::run(pip.arg(&list)).map_err(|_| {
        Failure::new("pip could not install the readers. It needs the network (pypi.org).")
            .hint(process::spelled(&pip))
    })?;
    std::fs::write(&done, wanted).map_err(at("write", &done))?;
    Ok(python)
}

/// LibreOffice, as most people have it who have no Excel.
fn office(project: &Project) -> Outcome<&'static str> {
    let names = ["soffice", "libreoffice"];
    let find = || {
        let answers = |name: &&str| {
            process::output(process::command(project, name).arg("--version")).is_some()
        };
        names.into_iter().find(answers)
    };
    if let Some(name) = find() {
        return Ok(name);
    }
    let installed = apt::installs(project, OFFICE);
    find().filter(|_| installed).ok_or_else(|| {
        Failure::new("The workbooks that Clearcount makes are opened by LibreOffice Calc.").hint(
            format!(
                "sudo apt-get update && sudo apt-get install -y --no-install-recommends {OFFICE}"
            ),
        )
    })
}

/// What Debian calls it.
const OFFICE: &str = "libreoffice-calc-nogui";

/// Makes an environment of its own for the packages.
fn make(project: &Project, folder: &Path) -> Outcome {
    let names = if cfg!(windows) { ["python", "py"] } else { ["python3", "python"] };
    let made = || {
        names.iter().any(|name| {
            let mut python = process::command(project, name);
            python.args(["-m", "venv", "--clear"]).arg(folder);
            process::output(&mut python).is_some()
        })
    };
    if made() || (apt::installs(project, PYTHON) && made()) {
        return Ok(());
    }
    Err(Failure::new(
        "The files that Clearcount makes are read by Python 3.11 or newer, with venv.",
    )
    .hint(format!("sudo apt-get update && sudo apt-get install -y {PYTHON}")))
}

/// What Debian calls it.
const PYTHON: &str = "python3 python3-venv";
