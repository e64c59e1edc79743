//! Installs packages of Debian and its kin, for root or with a sudo that asks nothing.
use std::process::Command;

use crate::process;
use crate::project::Project;

/// Installs packages, named with spaces between, and says whether that could be done here.
pub fn installs(project: &Project, names: &str) -> bool {
    let is_root = process::output(Command::new("id").arg("-u")).as_deref() == Some("0");
    let has_sudo = || process::output(Command::new("sudo").args(["-n", "true"])).is_some();
    let has_apt = process::output(Command::new("apt-get").arg("--version")).is_some();
    if !has_apt || !(is_root || has_sudo()) {
        return false;
    }
    println!("Installing {names} with apt (about 1 minute, once)");
    let apt = |arguments: &[&str]| {
        let mut command = match is_root {
            true => process::command(project, "apt-get"),
            false => process::command(project, "sudo"),
        };
        if !is_root {
            command.args(["-n", "apt-get"]);
        }
        process::run(command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments)).is_ok()
    };
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(names.split(' '));
    apt(&["update"]) && apt(&arguments)
}
