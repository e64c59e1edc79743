//! What runs after Trunk and before its output becomes `dist`: the safe site is made here.
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::boot;
use crate::digest;
use crate::failure::{Failure, Outcome, at};
use crate::imports;
use crate::order;
use crate::page::{self, Contents, File, Shell};
use crate::pages::{self, Pages};
use crate::policy;
use crate::precache;
use crate::process;
use crate::project::{Project, files_below};
use crate::single_file;
use crate::site::Site;
use crate::squeeze;
use crate::terser::{Script, make_small};

/// The page with its program inside, to be kept and opened from disk.
pub const SINGLE_FILE: &str = "clearcount.html";
const MANIFEST: &str = "manifest.webmanifest";
const WORKER: &str = "sw.js";

/// The same to stand in a frame inside other pages.
pub const EMBEDDED: &str = "embed.html";

/// What stands in it before everything else.
const FRAME_SCRIPT: &str = "frame.js";

/// What other pages load to show views.
const EMBED_SCRIPT: &str = "embed.js";

/// Pages that explain, each with what it needs beside it.
const DOCS: &str = "docs";

/// Set by `build` to the path of wasm-opt; without it the wasm stays as the compiler made it.
pub const WASM_OPT: &str = "CLEARCOUNT_WASM_OPT";

/// `--all-features` would write imports in a form that no browser loads yet.
/// Inlining and stopping at the first pass are what make it larger: 3 KB packed.
/// Below its first kilobyte lies nothing but the end of a stack that is full.
const WASM_OPT_FLAGS: [&str; 19] = [
    "--no-inline=*",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--dealign",
    "--low-memory-unused",
    "--reorder-locals",
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Rewrites the folder that Trunk has staged.
pub fn post_build(project: &Project) -> Outcome {
    let staging = trunk_folder("TRUNK_STAGING_DIR")?;
    let source = trunk_folder("TRUNK_SOURCE_DIR")?;
    if std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug") {
        println!("post-build: a development build stays as Trunk made it (no policy, no recovery)");
        return Ok(());
    }
    let page_path = staging.join("index.html");
    let html = squeeze::without_html_indents(&read(&page_path)?);
    let unknown = |what: String| {
        Failure::new(format!(
            "What Trunk wrote is not what post-build knows how to make safe: {what}."
        ))
        .hint("trunk --version   # xtask/src/tools.rs says which one is right")
    };
    let program = page::program(&html).map_err(unknown)?;

    let wasm_path = staging.join(&program.wasm);
    if let Some(wasm_opt) = std::env::var_os(WASM_OPT) {
        let made = std::fs::read(&wasm_path).map_err(at("read", &wasm_path))?;
        let named = order::named_by_likeness(&made).map_err(unknown)?;
        std::fs::write(&wasm_path, named).map_err(at("write", &wasm_path))?;
        optimise(Path::new(&wasm_opt), &wasm_path)?;
    }
    let boot_path = staging.join(&program.glue);
    let wasm_bytes = std::fs::read(&wasm_path).map_err(at("read", &wasm_path))?;
    let (wasm_bytes, glue) = imports::shorten(&wasm_bytes, &read(&boot_path)?).map_err(unknown)?;
    std::fs::write(&wasm_path, &wasm_bytes).map_err(at("write", &wasm_path))?;
    let stem = program.glue.rsplit_once('-').map_or("app", |(stem, _)| stem);
    let wasm = rename_by_content(&wasm_path, stem, "wasm")?;

    let own = take_own_assets(&staging, &program.glue)?;
    let shell = Shell::new(&html, &own, false).map_err(unknown)?;
    let alone = Shell::new(&html, &own, true).map_err(unknown)?;

    let template = read(&source.join("assets").join("boot.js"))?;
    write(&boot_path, &boot::text(&glue, &template, &wasm).map_err(unknown)?)?;
    make_small(&boot_path, Script::Module)?;
    let boot_text = boot::one_function(&read(&boot_path)?).map_err(unknown)?;
    write(&boot_path, &boot_text)?;
    let boot = rename_by_content(&boot_path, "boot", "js")?;

    let pages = pages(project)?;
    let policy = policy::of_site(&shell);
    let head = [
        page::script_beside(&boot),
        page::wasm_link(&wasm),
        page::data_block(&pages.dataset).map_err(unknown)?,
        pages.head,
    ]
    .join("\n    ");
    let contents = Contents { policy: &policy, head: head.trim_end(), list: &pages.list, body: "" };
    let site = shell.with(&contents).map_err(unknown)?;
    write(&page_path, &site)?;

    let file = single_file::html(&alone, None, &boot_text, &wasm_bytes).map_err(unknown)?;
    write(&staging.join(SINGLE_FILE), &file)?;
    let script = |name: &str| small_copy(&source.join("assets").join(name), &staging.join(name));
    let frame = script(FRAME_SCRIPT)?;
    remove(&staging.join(FRAME_SCRIPT))?;
    let embedded =
        single_file::html(&alone, Some(&frame), &boot_text, &wasm_bytes).map_err(unknown)?;
    write(&staging.join(EMBEDDED), &embedded)?;
    script(EMBED_SCRIPT)?;
    copy_folder(&source.join("assets").join(DOCS), &staging.join(DOCS))?;
    for (name, path) in files_below(&staging.join(DOCS))? {
        match name.rsplit_once('.') {
            Some((_, "html")) => write(&path, &squeeze::without_html_indents(&read(&path)?))?,
            Some((_, "css")) => write(&path, &squeeze::without_css_comments(&read(&path)?))?,
            _ => {}
        }
    }
    if let Some(beside) = pages.beside {
        copy_folder(&beside, &staging)?;
    }

    let kept = [page_file(&site), boot.clone(), wasm.clone(), file_in(&staging, MANIFEST)?];
    let worker = read(&source.join("assets").join(WORKER))?;
    write(&staging.join(WORKER), &precache::worker(&worker, &kept).map_err(unknown)?)?;
    make_small(&staging.join(WORKER), Script::Classic)?;

    let names: Vec<String> = files_below(&staging)?.into_iter().map(|(name, _)| name).collect();
    let hashed = [boot.name, wasm.name];
    let headers = policy::headers_file(&policy, &names, &hashed);
    write(&staging.join("_headers"), &headers)
}

/// What stands in the page for programs that do not run ours, and beside it: written before, or now for
/// whoever called Trunk alone.
fn pages(project: &Project) -> Outcome<Pages> {
    if let Some(folder) = std::env::var_os(pages::PAGES) {
        return pages::read(Path::new(&folder));
    }
    let site = Site::full(project);
    let folder = project.cache().join("pages").join("built");
    pages::write(project, site.dataset(), pages::base_url().as_deref(), &folder)?;
    pages::read(&folder)
}

/// The page as the service worker keeps it: by the address of its folder.
fn page_file(html: &str) -> File {
    File { name: String::new(), integrity: digest::integrity(html.as_bytes()) }
}

fn file_in(staging: &Path, name: &str) -> Outcome<File> {
    let content = read(&staging.join(name))?;
    Ok(File { name: name.into(), integrity: digest::integrity(content.as_bytes()) })
}

fn trunk_folder(variable: &str) -> Outcome<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| {
        Failure::usage(format!("post-build is called by Trunk, which sets {variable}."))
            .hint("trunk build --release")
    })
}

fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(at("read", path))
}

fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(at("write", path))
}

fn remove(path: &Path) -> Outcome {
    std::fs::remove_file(path).map_err(at("remove", path))
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    std::fs::create_dir_all(to).map_err(at("create", to))?;
    for (name, path) in files_below(from)? {
        let copy = to.join(name);
        let folder = copy.parent().unwrap_or(to);
        std::fs::create_dir_all(folder).map_err(at("create", folder))?;
        std::fs::copy(&path, &copy).map_err(at("copy", &path))?;
    }
    Ok(())
}

fn optimise(wasm_opt: &Path, wasm: &Path) -> Outcome {
    let mut command = Command::new(wasm_opt);
    command.args(WASM_OPT_FLAGS).arg("-o").arg(wasm).arg(wasm);
    process::run(&mut command)
}

/// Calls a file by the hash of what it now holds, so that its name can be kept for ever.
fn rename_by_content(path: &Path, stem: &str, extension: &str) -> Outcome<File> {
    let content = std::fs::read(path).map_err(at("read", path))?;
    let name = format!("{stem}-{}.{extension}", digest::short(&content));
    let new = path.with_file_name(&name);
    std::fs::rename(path, &new).map_err(at("rename", path))?;
    Ok(File { name, integrity: digest::integrity(&content) })
}

/// A copy of a script, made small, and its text.
fn small_copy(from: &Path, to: &Path) -> Outcome<String> {
    write(to, &read(from)?)?;
    make_small(to, Script::Classic)?;
    read(to)
}

/// Takes the page's own scripts and styles out of the folder, made small: they go into the page.
fn take_own_assets(staging: &Path, glue: &str) -> Outcome<Vec<(String, String)>> {
    let mut own = Vec::new();
    for (name, path) in files_below(staging)? {
        let text = match name.rsplit_once('.') {
            Some((_, "js")) if name != glue => {
                make_small(&path, Script::Classic)?;
                read(&path)?
            }
            Some((_, "css")) => squeeze::without_css_comments(&read(&path)?),
            _ => continue,
        };
        remove(&path)?;
        own.push((name, text));
    }
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_opt_is_never_given_all_features() {
        assert!(!WASM_OPT_FLAGS.contains(&"--all-features"));
    }
}
