//! `clearcount pages`: what programs read that do not run ours, as a folder. It is there whole or not at
//! all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clearcount::present::export::Part;
use clearcount::present::machines::{self, Home};
use clearcount::present::numbers::count;

use super::export::{archive, read_record};
use super::{Call, Outcome, Refusal, refuse, say};

/// Writes the texts that stand in the page of the app into `page/`, and what lies beside it at a known
/// address into `site/`.
pub fn pages(call: &Call) -> Outcome {
    let Some(out) = call.out.as_deref() else {
        return refuse("pages are many files. Say which folder to write: --out FOLDER.");
    };
    let home = match call.base_url.as_deref().map(Home::read) {
        None => None,
        Some(Ok(home)) => Some(home),
        Some(Err(sentence)) => return refuse(sentence),
    };
    free(out)?;
    let (record, sound) = read_record(call)?;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |folder: &str, parts: Vec<Part>| {
        let named = |part: Part| (format!("{folder}/{}", part.name), part.text.into_bytes());
        files.extend(parts.into_iter().map(named));
    };
    add("page", machines::in_page(&record, home.as_ref()));
    if let Some(home) = &home {
        add("site", machines::beside(&record, home));
        let packed = archive(machines::package(&record, home))?;
        files.push((format!("site/{}", machines::ARCHIVE), packed));
    }
    write(out, &files)?;
    say(&format!("{} written to {}", count(files.len(), "file", "files"), out.display()));
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Refuses a folder that something stands in already, before any work is done.
fn free(out: &Path) -> Result<(), Refusal> {
    if fs::symlink_metadata(out).is_ok() {
        return refuse(format!(
            "'{}' is there already. Remove it, or name a folder that is not there with --out.",
            out.display()
        ));
    }
    match out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => refuse(format!(
            "there is no folder '{}'. Make it first, or name another with --out.",
            folder.display()
        )),
        _ => Ok(()),
    }
}

/// Writes a folder beside the path and then renames it, so that nobody ever finds half of it.
fn write(out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Refusal> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let beside: PathBuf = out.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = fill(&beside, files).and_then(|()| fs::rename(&beside, out));
    written.map_err(|error| {
        let _not_there = fs::remove_dir_all(&beside);
        Refusal(format!(
            "'{}' cannot be written: {error}. Check the folder's permissions and its free space.",
            out.display()
        ))
    })
}

fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    for (name, bytes) in files {
        let path = name.split('/').fold(folder.to_path_buf(), |path, part| path.join(part));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}
