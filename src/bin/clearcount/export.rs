//! `clearcount export`: what a view shows, or everything, as a file. A file is there whole or not at all.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Local;
use clearcount::engine::Table;
use clearcount::model::PartialDate;
use clearcount::present::citation::{self, Style};
use clearcount::present::export::{
    Circumstances, Contents, Export, Format, MOST_ROWS, Making, Part, zip,
};
use clearcount::present::notice;
use clearcount::present::numbers::{count, whole};
use clearcount::present::record::Record;
use clearcount::view::{self, Page};

use super::files::load;
use super::{Asked, Call, Outcome, Refusal, print, refuse, say, whole_table};

/// The word for everything, which is no view.
const EVERYTHING: &str = "everything";

/// How many rows are written between two words about it.
const AT_A_TIME: usize = 5_000;

/// Fewer rows than these are written before anyone could read a word about it.
const MANY: usize = 50_000;

/// Writes what an address shows in the format that was asked for.
pub fn export(call: &Call, address: &str) -> Outcome {
    let format = match form(call)? {
        Form::File(format) => format,
        Form::Citation(style) => return cite(call, address, style),
    };
    let out = call.out.as_deref().filter(|path| *path != Path::new("-"));
    let packed = matches!(format, Format::Xlsx | Format::DataPackage);
    match out {
        Some(path) => writable(path)?,
        None if packed => {
            return refuse(format!(
                "{} is no text to print. Say where to write it: --out FILE.{}",
                format.name(),
                format.extension()
            ));
        }
        None => {}
    }
    let reader = Circumstances { home: None, today: today() };
    let (record, sound, export) = taken_along(call, address, &reader)?;
    if export.is_empty() {
        return refuse(nothing_passes(address));
    }
    if export.whole && format.is_flat() {
        return refuse(format!(
            "{} holds one table, and everything is several. Take --format datapackage, which has a CSV \
             file for each, or name a table: operations, figures, sources.",
            format.name()
        ));
    }
    if format == Format::Xlsx && export.most_rows() >= MOST_ROWS {
        return refuse(format!(
            "a sheet of a workbook holds {} rows at most, and these are {}. Filter, or take another \
             format.",
            whole(MOST_ROWS - 1),
            whole(export.most_rows())
        ));
    }
    let counted = export.counted.clone();
    let contents = made(&record, export, format);
    match (out, contents) {
        (None, Contents::Text(text)) => {
            print(&text)?;
        }
        (Some(path), contents) => {
            let bytes = match contents {
                Contents::Text(text) => text.into_bytes(),
                Contents::Archive(parts) => archive(parts)?,
            };
            write(path, &bytes)?;
            say(&format!("{counted} written to {}", path.display()));
        }
        (None, Contents::Archive(_)) => {}
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn nothing_passes(address: &str) -> String {
    format!(
        "no row passes '{address}', so nothing was written. Leave a filter out; \
         'clearcount count' says what each would select."
    )
}

/// What a file is to be.
enum Form {
    File(Format),
    Citation(Style),
}

/// Writes how what an address shows is cited; of sources, each of them.
fn cite(call: &Call, address: &str, style: Style) -> Outcome {
    let out = call.out.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = out {
        writable(path)?;
    }
    let reader = Circumstances { home: None, today: today() };
    let view = view::parse(if address == EVERYTHING { "" } else { address });
    let (sound, citations) = if view.table().is_some() {
        let Asked { record, sound, view, query, answer } = Asked::new(call, address, whole_table)?;
        if answer.count == 0 {
            return refuse(nothing_passes(address));
        }
        let citations = match query.table {
            Table::Sources => citation::of_sources(&record, &answer, &reader),
            _ => vec![citation::of_view(&record, &view, &reader)],
        };
        (sound, citations)
    } else {
        let (record, sound) = read_record(call)?;
        let notices = notice::notices(&view, None);
        if !notices.is_empty() {
            return refuse(notices.join("\nclearcount: "));
        }
        if Export::of_view(&record, &view, &reader).is_none() && view.page.segments().len() > 1 {
            return refuse(format!(
                "'{address}' leads to nothing that can be cited. Check its id."
            ));
        }
        (sound, vec![citation::of_view(&record, &view, &reader)])
    };
    let text = citation::written(&citations, style);
    match out {
        Some(path) => write(path, text.as_bytes())?,
        None => {
            print(&text)?;
        }
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The record that was asked for, and whether all of its dataset was accepted.
pub fn read_record(call: &Call) -> Result<(Record, bool), Refusal> {
    let loaded = load(call.dataset.as_deref())?;
    for problem in &loaded.problems {
        say(&problem.to_string());
    }
    let sound = loaded.problems.is_empty();
    Ok((Record::new(loaded.dataset), sound))
}

/// What was asked for, else what the end of the file's name says.
fn form(call: &Call) -> Result<Form, Refusal> {
    let extension = call.out.as_deref().and_then(Path::extension);
    let named = match (&call.format, extension.and_then(|extension| extension.to_str())) {
        (Some(word), _) => word.as_str(),
        (None, Some("zip")) => "datapackage",
        (None, Some("bib")) => "bibtex",
        (None, Some(extension)) => extension,
        (None, None) => "",
    };
    let format = Format::ALL.iter().find(|(_, word)| *word == named);
    let style = Style::ALL.iter().find(|(_, word)| *word == named);
    match (format, style) {
        (Some((format, _)), _) => Ok(Form::File(*format)),
        (None, Some((style, _))) => Ok(Form::Citation(*style)),
        (None, None) => {
            let words = Format::ALL.map(|(_, word)| word).join(", ");
            let styles = Style::ALL.map(|(_, word)| word).join(", ");
            let which = match named {
                "" => "which format?".to_string(),
                word => format!("there is no format '{word}'."),
            };
            refuse(format!(
                "{which} Give --format with one of {words}; or, to cite it, one of {styles}."
            ))
        }
    }
}

/// What an address shows, with the record, and whether all of the dataset was accepted.
fn taken_along(
    call: &Call,
    address: &str,
    reader: &Circumstances<'_>,
) -> Result<(Record, bool, Export), Refusal> {
    let view = view::parse(address);
    if view.table().is_some() {
        let Asked { record, sound, view, query, answer } = Asked::new(call, address, whole_table)?;
        let export = match view.page {
            Page::Ledger => Export::of_view(&record, &view, reader),
            _ => Some(Export::of_answer(&record, &view, query.table, answer, reader)),
        };
        let Some(export) = export else {
            return refuse("that is not one number. 'clearcount total' says what to ask instead.");
        };
        return Ok((record, sound, export));
    }
    let (record, sound) = read_record(call)?;
    if address == EVERYTHING || view.page == Page::Front {
        let export = Export::everything(&record, reader);
        return Ok((record, sound, export));
    }
    let notices = notice::notices(&view, None);
    if !notices.is_empty() {
        return refuse(notices.join("\nclearcount: "));
    }
    match Export::of_view(&record, &view, reader) {
        Some(export) => Ok((record, sound, export)),
        None => refuse(format!(
            "'{address}' leads to nothing that has rows. Give an address such as operations or \
             'figures?state=KS', or the word {EVERYTHING}."
        )),
    }
}

/// The day, by the reader's clock.
fn today() -> Option<PartialDate> {
    Local::now().date_naive().to_string().parse().ok()
}

/// The contents of the file; of many rows, with a word about how far it is for whoever watches.
fn made(record: &Record, export: Export, format: Format) -> Contents {
    let mut making = Making::new(export, format);
    let mut watcher = io::stderr();
    let watched = watcher.is_terminal() && making.progress().0 > MANY;
    while making.step(record, AT_A_TIME) {
        if watched {
            let (all, done) = making.progress();
            let _unseen = write!(watcher, "\r{} of {}", whole(done), count(all, "row", "rows"));
        }
    }
    if watched {
        let _unseen = write!(watcher, "\r\x1b[K");
    }
    making.finish()
}

pub fn archive(parts: Vec<Part>) -> Result<Vec<u8>, Refusal> {
    let failed = |error: io::Error| Refusal(format!("the archive could not be made: {error}."));
    let mut files = Vec::new();
    for Part { name, text } in parts {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text.as_bytes()).map_err(failed)?;
        files.push((name, packer.finish().map_err(failed)?));
    }
    zip::archive(&files).ok_or_else(|| {
        Refusal("the archive would be larger than its form allows, 4 GB. Filter.".into())
    })
}

/// Refuses a path that certainly cannot be written, before any work is done.
pub fn writable(path: &Path) -> Result<(), Refusal> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if path.is_dir() {
        return refuse(format!(
            "'{}' is a folder. Name the file in it: --out {}",
            path.display(),
            path.join("FILE").display()
        ));
    }
    match folder {
        Some(folder) if !folder.is_dir() => refuse(format!(
            "there is no folder '{}'. Make it first, or name another with --out.",
            folder.display()
        )),
        _ => Ok(()),
    }
}

/// Writes beside the path and then renames, so that nobody ever finds half a file. A link is followed to
/// the file that it leads to, which keeps its permissions; what is no file, such as a pipe or a device, is
/// written into.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let failed = |error: io::Error| {
        Refusal(format!(
            "'{}' cannot be written: {error}. Check the folder's permissions and its free space.",
            path.display()
        ))
    };
    let present = fs::metadata(path).ok();
    if present.as_ref().is_some_and(|present| !present.is_file()) {
        let open = fs::OpenOptions::new().write(true).open(path);
        return open.and_then(|mut file| file.write_all(bytes)).map_err(failed);
    }
    let is_link = fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
    let target = match (is_link, &present) {
        (true, None) => {
            return refuse(format!(
                "'{}' is a link that leads nowhere. Remove it, or name another file with --out.",
                path.display()
            ));
        }
        (true, Some(_)) => fs::canonicalize(path).map_err(failed)?,
        (false, _) => path.to_path_buf(),
    };
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside: PathBuf = target.with_file_name(format!(".{name}.{}", std::process::id()));
    let allow = || present.map_or(Ok(()), |it| fs::set_permissions(&beside, it.permissions()));
    let written = fs::write(&beside, bytes)
        .and_then(|()| allow())
        .and_then(|()| fs::rename(&beside, &target));
    written.map_err(|error| {
        let _not_there = fs::remove_file(&beside);
        failed(error)
    })
}
