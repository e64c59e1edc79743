//! What the site weighs on the wire, and the limits it keeps.
use std::path::Path;

use crate::failure::{Failure, Outcome, at};
use crate::pages;
use crate::post_build;
use crate::process;
use crate::project::{Project, files_below};
use crate::site::{Mode, Site};

/// Brotli bytes of the code with all that it does: charts, embedding, keeping it offline and as evidence,
/// files of every format, citations, versions, comparison and totals by a field.
const CODE_LIMIT: usize = 350_000;
/// Brotli bytes that the dataset adds to the code.
const DATASET_LIMIT: usize = 180_000;

/// Bytes, as they are, of each file that holds the whole program once more, for whoever keeps it.
const SINGLE_FILE_LIMIT: u64 = 1_000_000;
const SINGLE_FILES: [&str; 2] = [post_build::SINGLE_FILE, post_build::EMBEDDED];

/// A file of the site: name, bytes, bytes after brotli.
type Weight = (String, u64, usize);

/// Builds the site at its smallest, prints what it weighs, and fails when that is too much. A site that
/// knows its address has no limit of its own: its page leads to each operation as well.
pub fn build(project: &Project, base_url: Option<&str>) -> Outcome {
    let Some(url) = base_url.map(str::to_string).or(pages::base_url()) else {
        build_sites(project)?;
        return weigh_sites(project);
    };
    let site = Site::full(project).at(Some(url));
    site.build(project, Mode::Optimised)?;
    let (files, _) = sorted(weigh(project, site.folder())?);
    println!("\n{}", table(&files));
    Ok(())
}

/// Builds the site, and the same code with one operation, which tells code from dataset.
pub fn build_sites(project: &Project) -> Outcome {
    Site::code_only(project).build(project, Mode::Optimised)?;
    Site::full(project).build(project, Mode::Optimised)
}

/// Builds what is tested: these sites, and the full one once more at a known address, of the same
/// compilation.
pub fn build_tested(project: &Project) -> Outcome {
    build_sites(project)?;
    Site::at_an_address(project).build(project, Mode::Compiled)
}

/// Prints what the built sites weigh, and fails when that is too much.
pub fn weigh_sites(project: &Project) -> Outcome {
    judge(&weighed(project)?)
}

/// Prints what the built sites weigh.
pub fn print_sites(project: &Project) -> Outcome {
    weighed(project).map(|_| ())
}

/// What the limits hold.
struct Weighed {
    code: usize,
    dataset: usize,
    single_files: Vec<Weight>,
}

fn weighed(project: &Project) -> Outcome<Weighed> {
    println!("Weighing the files (brotli 11, window 24; a few seconds)");
    let (code, _) = sorted(weigh(project, Site::code_only(project).folder())?);
    let (files, single_files) = sorted(weigh(project, Site::full(project).folder())?);
    let code = total(&code);
    let dataset = total(&files).saturating_sub(code);
    println!("\n{}", table(&files));
    println!("code    {:>9}  of at most {}", grouped(code), grouped(CODE_LIMIT));
    println!("dataset {:>9}  of at most {}", grouped(dataset), grouped(DATASET_LIMIT));
    for (name, raw, _) in &single_files {
        let limit = grouped(SINGLE_FILE_LIMIT);
        println!("{name} {:>9}  of at most {limit}, as it is", grouped(raw));
    }
    Ok(Weighed { code, dataset, single_files })
}

/// What a reader fetches to open the site and to keep it, and the files that hold the same once more.
/// What nobody fetches to read is left out: the host's own file, icons, for which only a device that
/// installs the site asks, and what a site at a known address says to programs.
fn sorted(mut files: Vec<Weight>) -> (Vec<Weight>, Vec<Weight>) {
    let names = ["_headers", "robots.txt", "sitemap.xml"];
    let folders = ["icons/", "v/", "data/"];
    files.retain(|(name, ..)| {
        !names.contains(&name.as_str()) && !folders.iter().any(|folder| name.starts_with(folder))
    });
    files.into_iter().partition(|(name, ..)| !SINGLE_FILES.contains(&name.as_str()))
}

fn judge(weighed: &Weighed) -> Outcome {
    let parts = [
        ("code", weighed.code as u64, CODE_LIMIT as u64),
        ("dataset", weighed.dataset as u64, DATASET_LIMIT as u64),
    ];
    let single_files = weighed.single_files.iter();
    let single_files = single_files.map(|(name, raw, _)| (name.as_str(), *raw, SINGLE_FILE_LIMIT));
    let too_heavy: Vec<String> = parts
        .into_iter()
        .chain(single_files)
        .filter(|(_, weight, limit)| weight > limit)
        .map(|(what, weight, limit)| {
            format!("The {what} is {} bytes over its limit.", grouped(weight - limit))
        })
        .collect();
    if too_heavy.is_empty() {
        return Ok(());
    }
    Err(Failure::new(too_heavy.join(" ")).hint(
        "cargo tree --edges normal --features app --target wasm32-unknown-unknown   # what is in it",
    ))
}

/// Node compresses: it is the reference encoder, and `build` needs Node for wasm-opt anyway.
fn weigh(project: &Project, folder: &Path) -> Outcome<Vec<Weight>> {
    let files = files_below(folder)?;
    let mut node = process::command(project, "node");
    node.arg(project.path("xtask/node/weigh.mjs")).args(files.iter().map(|(_, path)| path));
    let printed = process::output(&mut node).unwrap_or_default();
    let packed: Vec<usize> = printed.lines().filter_map(|line| line.parse().ok()).collect();
    if packed.len() != files.len() {
        return Err(Failure::new("Node could not weigh the files.").hint(process::spelled(&node)));
    }
    let mut weights = Vec::new();
    for ((name, path), packed) in files.into_iter().zip(packed) {
        let raw = std::fs::metadata(&path).map_err(at("read", &path))?.len();
        weights.push((name, raw, packed));
    }
    Ok(weights)
}

fn total(weights: &[Weight]) -> usize {
    weights.iter().map(|(_, _, packed)| packed).sum()
}

fn table(weights: &[Weight]) -> String {
    let width = weights.iter().map(|(name, ..)| name.len()).max().unwrap_or(0).max(4);
    let line =
        |name: &str, raw: &str, packed: &str| format!("{name:width$} {raw:>11} {packed:>11}\n");
    let mut text = line("file", "raw", "brotli");
    for (name, raw, packed) in weights {
        text.push_str(&line(name, &grouped(*raw), &grouped(*packed)));
    }
    let raw = weights.iter().map(|(_, raw, _)| raw).sum::<u64>();
    text.push_str(&line("sum", &grouped(raw), &grouped(total(weights))));
    text
}

/// 190000 as 190,000.
fn grouped(number: impl ToString) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            [0, 999, 1_000, 190_000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "190,000", "1,234,567"]
        );
    }

    #[test]
    fn each_limit_is_kept_on_its_own() {
        let judged = |code, dataset, file| {
            let single_files = vec![("a.html".to_string(), file, 0)];
            judge(&Weighed { code, dataset, single_files })
        };
        assert!(judged(CODE_LIMIT, DATASET_LIMIT, SINGLE_FILE_LIMIT).is_ok());
        let code = judged(CODE_LIMIT + 1, 0, 0).unwrap_err().to_string();
        assert!(code.contains("The code is 1 bytes over") && !code.contains("dataset"), "{code}");
        let dataset = judged(0, DATASET_LIMIT + 2_000, 0).unwrap_err().to_string();
        assert!(dataset.contains("The dataset is 2,000 bytes over"), "{dataset}");
        let file = judged(0, 0, SINGLE_FILE_LIMIT + 3).unwrap_err().to_string();
        assert!(file.contains("The a.html is 3 bytes over"), "{file}");
    }

    #[test]
    fn what_only_programs_ask_for_is_not_weighed() {
        let files =
            ["_headers", "data/a.csv", "icons/a.png", "index.html", "v/page.css", "robots.txt"]
                .map(|name| (name.to_string(), 1, 1));
        let (weighed, _) = sorted(files.into());
        assert_eq!(
            weighed.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(),
            ["index.html"]
        );
    }

    #[test]
    fn the_table_sums_what_it_lists() {
        let text = table(&[("a.js".into(), 1_000, 400), ("b.wasm".into(), 2_000, 800)]);
        assert!(text.ends_with("sum          3,000       1,200\n"), "{text}");
    }
}
