//! The native command line: the same addresses, rows and counts as the app. Results go to standard
//! output, messages to standard error; the exit status is 0 when done, 1 when the data has errors,
//! 2 for a wrong call or unreadable input.

#[path = "clearcount/export.rs"]
mod export;
#[path = "clearcount/files.rs"]
mod files;
#[path = "clearcount/pages.rs"]
mod pages;
#[path = "clearcount/versions.rs"]
mod versions;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clearcount::dataset::{self, Level};
use clearcount::engine::{Answer, Field, Limit, Query, Table};
use clearcount::present::record::Record;
use clearcount::present::{
    disagreement, export as tables, facets, ledger, notice, numbers, region, rows, sentence, split,
    table, total as words,
};
use clearcount::totals::Disagreement;
use clearcount::view::{self, View};
use serde_json::json;

use files::is_json;

const HELP: &str = "\
clearcount: what was announced about operations against human trafficking

  clearcount check [PATH] [--strict]      errors and findings in a dataset
  clearcount list ADDRESS [--json|--csv]  the rows of a view: 'figures?state=KS&measure=victims'
  clearcount count ADDRESS                the counts of every facet of a view, as JSON
  clearcount total ADDRESS [--json]       one number, with every figure behind it and left out:
                                          'operations?state=KS&measure=victims&outcome=found'
  clearcount total ADDRESS --by FIELD [--json|--csv]
                                          the same by year, state, series, agency, kind: a row each
  clearcount disagreements [ADDRESS] [--json]
                                          where the sources of operations contradict each other
  clearcount export ADDRESS|everything [--format FORMAT] [--out PATH]
                                          a file of a view, or of the whole record: csv, tsv, json,
                                          ndjson, xlsx, datapackage (a zip);
                                          or how it is cited: apa, chicago, bibtex, ris, csl
  clearcount changes ADDRESS [--json]     what has changed in a view since the version it names:
                                          'operations?state=KS&v=2026.11.0'
  clearcount diff OLD NEW [--out PATH]    the list of changes from one dataset to a later one
  clearcount pages --out FOLDER [--base-url URL]
                                          what a site shows to programs: a description, a list; with
                                          the address of the site also a page an operation, tables
  clearcount help | --version

PATH is a dataset's folder, a .jsonl file with a whole dataset, or a .json file with one operation,
which is then laid over the built-in dataset. Without PATH, the built-in dataset.
  --dataset PATH   another dataset for every command
  --strict         findings count as errors

An ADDRESS is what stands behind the # in the app: operations?year=2019..2021&q=kansas
A list holds every row, unless the address asks for a page or a size of its own.
A total counts one measure (victims), one population (everyone) and one class of outcomes or one verb
(found); measure=, population= and outcome= name another, rule= what to take where sources disagree
(range, issuer, latest, lowest, highest, majority), possible=1 counts possible victims too.
";

const BY: &str = "--by needs a field by which totals can be split: year, state, country, kind, trafficking, agency, level, series, initiative, offence or tactic.";

/// Why a command could not be carried out; exit status 2.
struct Refusal(String);

type Outcome = Result<ExitCode, Refusal>;

fn refuse<T>(sentence: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(sentence.into()))
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(Refusal(sentence)) => {
            say(&format!("clearcount: {sentence}"));
            ExitCode::from(2)
        }
    }
}

/// What the command line says.
#[derive(Default)]
struct Call {
    words: Vec<String>,
    strict: bool,
    json: bool,
    csv: bool,
    by: Option<Field>,
    format: Option<String>,
    out: Option<PathBuf>,
    base_url: Option<String>,
    dataset: Option<PathBuf>,
}

fn run() -> Outcome {
    let call = read_call(std::env::args_os().skip(1))?;
    let words: Vec<&str> = call.words.iter().map(String::as_str).collect();
    let command = words.first().copied().unwrap_or_default();
    for (given, option, of) in [
        (call.strict, "--strict", &["check"][..]),
        (call.json, "--json", &["list", "total", "disagreements", "changes"]),
        (call.csv, "--csv", &["list", "total"]),
        (call.by.is_some(), "--by", &["total"]),
        (call.format.is_some(), "--format", &["export"]),
        (call.out.is_some(), "--out", &["export", "diff", "pages"]),
        (call.base_url.is_some(), "--base-url", &["pages"]),
    ] {
        if given && !of.contains(&command) {
            return refuse(format!(
                "{option} belongs to {}. 'clearcount help' shows the calls.",
                of.join(", ")
            ));
        }
    }
    let dataset_given = call.dataset.is_some();
    match words[..] {
        [] | ["help"] => print(HELP),
        ["version"] => print(&version()),
        ["check"] => check(call.dataset.as_deref(), call.strict),
        ["check", _] if dataset_given => {
            refuse("give the dataset once: as PATH or behind --dataset.")
        }
        ["check", path] => check(Some(Path::new(path)), call.strict),
        ["list", address] => list(&call, address),
        ["count", address] => count(&call, address),
        ["total", address] => total(&call, address),
        ["disagreements"] => disagreements(&call, "disagreements"),
        ["disagreements", address] => disagreements(&call, address),
        ["export", address] => export::export(&call, address),
        ["changes", address] => versions::changes(&call, address),
        ["diff", ..] if dataset_given => refuse("diff is given two datasets, and no --dataset."),
        ["diff", old, new] => versions::diff(&call, Path::new(old), Path::new(new)),
        ["diff", ..] => refuse("diff needs two datasets: the earlier one, then the later one."),
        ["pages"] => pages::pages(&call),
        ["list" | "count" | "total" | "export" | "changes"] => {
            refuse("which view? Give an address, such as operations or 'figures?state=KS'.")
        }
        ["pages", ..] => refuse(
            "pages takes no address of a view. Call: pages --out FOLDER, and --base-url URL if it is known where the site will stand.",
        ),
        ["check" | "list" | "count" | "total" | "disagreements" | "export" | "changes", ..] => {
            refuse("too many words. Put the address in quotes; 'clearcount help' shows the calls.")
        }
        [other, ..] => refuse(format!(
            "there is no command '{other}'. There are check, list, count, total, disagreements, export, pages, changes, diff and help."
        )),
    }
}

fn version() -> String {
    let data = dataset::built_in().dataset.edition.version;
    format!("clearcount {}, dataset {data}\n", env!("CARGO_PKG_VERSION"))
}

fn read_call(arguments: impl IntoIterator<Item = OsString>) -> Result<Call, Refusal> {
    use lexopt::Arg::{Long, Short, Value};
    let mut call = Call::default();
    let mut parser = lexopt::Parser::from_args(arguments);
    loop {
        let argument = match parser.next() {
            Ok(Some(argument)) => argument,
            Ok(None) => break,
            Err(error) => return refuse(format!("{error}. 'clearcount help' shows the calls.")),
        };
        match argument {
            Long("strict") => call.strict = true,
            Long("json") => call.json = true,
            Long("csv") => call.csv = true,
            Long("by") => match parser.value().ok().and_then(|word| word.into_string().ok()) {
                Some(word) if Field::from_key(&word).is_some() => call.by = Field::from_key(&word),
                _ => return refuse(BY),
            },
            Long("format") => match parser.value().map(OsString::into_string) {
                Ok(Ok(format)) => call.format = Some(format),
                _ => return refuse("--format needs a format, such as csv or xlsx."),
            },
            Long("out") => match parser.value() {
                Ok(path) => call.out = Some(path.into()),
                Err(_) => return refuse("--out needs a path: the file to write."),
            },
            Long("base-url") => match parser.value().map(OsString::into_string) {
                Ok(Ok(url)) => call.base_url = Some(url),
                _ => {
                    return refuse(
                        "--base-url needs the address at which the site will stand, such as https://example.org/clearcount/",
                    );
                }
            },
            Long("dataset") => match parser.value() {
                Ok(path) => call.dataset = Some(path.into()),
                Err(_) => return refuse("--dataset needs a path: a dataset's folder or file."),
            },
            Long("help") | Short('h') => call.words.insert(0, "help".into()),
            Long("version") | Short('V') => call.words.insert(0, "version".into()),
            Value(word) => match word.into_string() {
                Ok(word) => call.words.push(word),
                Err(word) => return refuse(format!("'{}' is not UTF-8 text.", word.display())),
            },
            other => {
                return refuse(format!(
                    "{} 'clearcount help' shows the calls.",
                    other.unexpected()
                ));
            }
        }
        if let Some("help" | "version") = call.words.first().map(String::as_str) {
            call.words.truncate(1);
            break;
        }
    }
    if call.json && call.csv {
        return refuse("--json and --csv exclude each other; choose one.");
    }
    Ok(call)
}

/// Says something on standard error; where even that is closed, there is no one to tell.
fn say(sentence: &str) {
    let _unheard = writeln!(io::stderr(), "{sentence}");
}

/// Prints a result. A reader that stops reading (`| head`) is no fault.
fn print(text: &str) -> Outcome {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => refuse(format!("the result could not be written: {error}.")),
    }
}

fn check(path: Option<&Path>, strict: bool) -> Outcome {
    let files = files::files(path)?;
    let loaded = files.load();
    let mut problems = loaded.problems.clone();
    problems.extend(files.whole().iter().flat_map(|whole| dataset::problems_of_earlier(whole)));
    // Of one operation laid over the built-in record, only its own findings are the reader's.
    let own =
        path.filter(|path| path.is_file() && is_json(path)).map(|path| path.display().to_string());
    let findings = dataset::findings(&loaded).into_iter();
    problems.extend(findings.filter(|finding| own.as_ref().is_none_or(|own| finding.file == *own)));
    let mut text: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    let errors = problems.iter().filter(|problem| problem.level == Level::Error).count();
    let findings = problems.len() - errors;
    text.push_str(&format!(
        "{}, {}; {}, {}.\n",
        numbers::count(loaded.dataset.operations.len(), "operation", "operations"),
        numbers::count(loaded.dataset.figure_count(), "figure", "figures"),
        numbers::count(errors, "error", "errors"),
        numbers::count(findings, "finding", "findings"),
    ));
    print(&text)?;
    let failed = errors > 0 || (strict && findings > 0);
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Every row, unless the address asks for a page or a size of its own.
fn whole_table(record: &Record, view: &View, table: Table) -> Query {
    let mut query = record.query(view, table, Vec::new());
    if view.number == 0 && view.size == Default::default() {
        query.limit = usize::MAX;
    }
    query
}

fn list(call: &Call, address: &str) -> Outcome {
    let asked = Asked::new(call, address, whole_table)?;
    let Asked { record, view, answer, .. } = &asked;
    let text = if call.json || call.csv {
        if call.csv {
            tables::csv(record, asked.query.table, answer)
        } else {
            to_json(&json!(rows::json(record, asked.query.table, answer)))?
        }
    } else {
        let page = table::page(&asked.record, view, asked.query.table, answer);
        say(&page.status);
        plain_table(&page)
    };
    print(&text)?;
    Ok(asked.status())
}

fn count(call: &Call, address: &str) -> Outcome {
    let asked = Asked::new(call, address, |record, view, table| {
        record.query(view, table, facets::of_table(table).to_vec())
    })?;
    let Asked { record, answer, query, .. } = &asked;
    let (dataset, engine) = (&record.dataset, record.engine());
    let counted: serde_json::Map<String, serde_json::Value> =
        facets::panels(dataset, engine, query, answer)
            .into_iter()
            .map(|panel| {
                let values: Vec<_> = panel
            .values
            .iter()
            .map(|value| json!({"value": value.value, "label": value.label, "count": value.count}))
            .collect();
                (panel.field.key().to_string(), json!(values))
            })
            .collect();
    let bins: serde_json::Map<String, serde_json::Value> = answer
        .histograms
        .iter()
        .map(|(field, counts)| {
            let bins = engine.bins(query.table, *field);
            let end = |limit: Option<Limit>| limit.map(|limit| view::limit_text(*field, limit));
            let bins: Vec<_> = bins
                .iter()
                .zip(counts)
                .map(|(bin, count)| json!({"from": end(bin.from), "to": end(bin.to), "count": count}))
                .collect();
            (field.key().to_string(), json!(bins))
        })
        .collect();
    print(&to_json(&json!({
        "query": view::write(&asked.view).trim_start_matches('/'),
        "rows": answer.count,
        "of": answer.total,
        "facets": counted,
        "histograms": bins,
    }))?)?;
    Ok(asked.status())
}

/// One total. What the address says of measure, population and outcome is what is counted; the rest of
/// it selects.
fn total(call: &Call, address: &str) -> Outcome {
    let asked = Asked::new(call, address, whole_table)?;
    let Asked { record, view, query, .. } = &asked;
    if let Some(field) = call.by.or(view.totals_by()) {
        return total_by(call, &asked, field);
    }
    if call.csv {
        return refuse(
            "--csv belongs to total only with --by FIELD; --json has the figures behind one total.",
        );
    }
    let region::One { selection, ask, filters, .. } = match region::asked(record, view, query.table)
    {
        region::Asked::One(one) => *one,
        region::Asked::NotOne { why, instead } => {
            let totals: String = instead.iter().map(|(total, _)| format!("\n  {total}")).collect();
            return refuse(format!("{why}{totals}"));
        }
    };
    let dataset = &record.dataset;
    let ledger = record.totals().ledger(dataset, &selection, &ask);
    let text = if call.json {
        let written = view::write(view);
        ledger::to_json(dataset, &ledger, written.trim_start_matches('/'))
    } else {
        let place = words::place_of_filter(dataset, &filters);
        let sentence = sentence::of_view(dataset, view, &ledger.total);
        let page = ledger::page(dataset, &ledger, place.as_deref());
        plain_ledger(&ledger::LedgerPage { sentence, ..page })
    };
    print(&text)?;
    Ok(asked.status())
}

/// One total by a field: a row a value.
fn total_by(call: &Call, asked: &Asked, field: Field) -> Outcome {
    let view = View { by: Some(field), ..asked.view.clone() };
    if view.totals_by() != Some(field) {
        return refuse(BY);
    }
    let found = split::by(&asked.record, &view, field);
    if found.ask.is_none() {
        return refuse(found.notes.join(" "));
    }
    let written = view::write(&view);
    let text = match (call.json, call.csv) {
        (true, _) => to_json(&split::to_json(&found, written.trim_start_matches('/')))?,
        (_, true) => split::to_csv(&found),
        _ => plain_split(&found),
    };
    print(&text)?;
    Ok(asked.status())
}

fn plain_split(split: &split::Split) -> String {
    let mut text = format!("{}\n", split.name);
    for note in &split.notes {
        text.push_str(&format!("{note}\n"));
    }
    text.push_str(&format!("{}\n", words::ANNOUNCED));
    if split.suspects {
        text.push_str(&format!("{}\n", words::ALLEGATION));
    }
    for row in &split.rows {
        text.push_str(&format!("  {}: {}", row.name, row.number.text));
        if row.total.figures > 0 {
            text.push_str(&format!("; {}", words::behind(&row.total)));
        }
        let brief = Some(&row.number.brief).filter(|brief| !brief.is_empty());
        text.push_str(&brief.map_or("\n".into(), |brief| format!(". {brief}.\n")));
    }
    text
}

/// A total in lines, with the figures behind it and those left out.
fn plain_ledger(page: &ledger::LedgerPage) -> String {
    let mut text = format!("{}: {}\n", page.total.label, page.total.number);
    text.push_str(&format!("{}.\n", page.total.behind));
    text.push_str(&format!("Rule: {}. {}\n", page.rule, page.rule_line));
    text.push_str(&format!("{}\n", page.sentence));
    for note in &page.total.notes {
        text.push_str(&format!("{note}\n"));
    }
    text.push_str(&format!("{}\n", words::ANNOUNCED));
    if page.total.suspects {
        text.push_str(&format!("{}\n", words::ALLEGATION));
    }
    for group in &page.groups {
        text.push_str(&format!("\n{}\n", group.title));
        for line in group.included.iter().chain(&group.excluded) {
            let mark = if line.reason.is_none() { "+" } else { "-" };
            text.push_str(&format!("  {mark} {}: {}, {}", line.value, line.counts, line.publisher));
            text.push_str(&line.reason.map_or("\n".into(), |reason| format!(". {reason}\n")));
        }
    }
    text
}

/// Where the sources of operations contradict each other.
fn disagreements(call: &Call, address: &str) -> Outcome {
    let asked = Asked::new(call, address, whole_table)?;
    let Asked { record, answer, query, .. } = &asked;
    let (dataset, disagreements) = (&record.dataset, record.disagreements());
    let found: Vec<&Disagreement> = match query.table {
        Table::Disagreements => {
            answer.page.iter().map(|row| &disagreements[*row as usize]).collect()
        }
        _ => {
            let passes = |it: &&Disagreement| answer.operations.contains(it.operation.position());
            disagreements.iter().filter(passes).collect()
        }
    };
    let text = if call.json {
        let rows: Vec<_> = found.iter().map(|it| disagreement::to_json(dataset, it)).collect();
        to_json(&json!(rows))?
    } else {
        say(&numbers::count(found.len(), "disagreement", "disagreements"));
        found.iter().map(|it| plain_disagreement(&disagreement::row(dataset, it))).collect()
    };
    print(&text)?;
    Ok(asked.status())
}

fn plain_disagreement(row: &disagreement::DisagreementRow) -> String {
    let mut text = format!("{}\n  {}: {}", row.title, row.quantity, row.kind.to_lowercase());
    text.push_str(&row.spread.as_ref().map_or(String::new(), |spread| format!(", {spread}")));
    text.push('\n');
    for said in row.grouped() {
        text.push_str(&format!("    {said}\n"));
    }
    text.push_str(&row.reason.as_ref().map_or(String::new(), |reason| format!("    {reason}\n")));
    text
}

fn to_json(value: &serde_json::Value) -> Result<String, Refusal> {
    match serde_json::to_string_pretty(value) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => refuse(format!("the result could not be written: {error}.")),
    }
}

/// A view that was asked for, and its answer.
struct Asked {
    record: Record,
    /// Whether every record of the dataset was accepted.
    sound: bool,
    view: View,
    query: Query,
    answer: Answer,
}

impl Asked {
    /// Refuses an address that cannot be read to its last part: in a script, a filter left out of
    /// account would be a wrong result.
    fn new(
        call: &Call,
        address: &str,
        query: impl Fn(&Record, &View, Table) -> Query,
    ) -> Result<Self, Refusal> {
        let view = view::parse(address);
        let Some(table) = view.table() else {
            let tables = Table::ALL.map(|(_, word)| word).join(", ");
            return refuse(format!("'{address}' leads to no table. Begin with one of {tables}."));
        };
        let files = files::files(call.dataset.as_deref())?;
        let loaded = files.load();
        for problem in &loaded.problems {
            say(&problem.to_string());
        }
        let sound = loaded.problems.is_empty();
        let record = Record::new(loaded.dataset);
        if let Some(changes) = versions::of_view(&files, &record, &view) {
            say(&changes.lead);
        }
        if let Some(missing) = notice::missing(&record.dataset, &view.page) {
            return refuse(missing);
        }
        let query = query(&record, &view, table);
        let answer = record.engine().run(&query);
        let notices = notice::notices(&view, Some(&answer));
        if notices.is_empty() {
            Ok(Self { record, sound, view, query, answer })
        } else {
            refuse(notices.join("\nclearcount: "))
        }
    }

    fn status(&self) -> ExitCode {
        if self.sound { ExitCode::SUCCESS } else { ExitCode::from(1) }
    }
}

/// Columns side by side, each as wide as its widest cell, but no wider than a third of a screen.
fn plain_table(page: &table::TablePage) -> String {
    const WIDEST: usize = 44;
    let short = |text: &str| -> String {
        if text.chars().count() <= WIDEST {
            text.to_string()
        } else {
            text.chars().take(WIDEST - 1).chain(['…']).collect()
        }
    };
    let mut lines: Vec<Vec<String>> =
        vec![page.columns.iter().map(|column| column.label.to_string()).collect()];
    lines.extend(page.rows.iter().map(|row| {
        row.cells
            .iter()
            .zip(&page.columns)
            .map(|(cell, column)| short(&cell_text(cell, column)))
            .collect()
    }));
    let width = |column: usize| {
        lines
            .iter()
            .filter_map(|line| line.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..page.columns.len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let mut padded = String::new();
        for ((cell, width), column) in line.iter().zip(&widths).zip(&page.columns) {
            let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
            padded.push_str(&if column.numeric {
                format!("{gap}{cell}  ")
            } else {
                format!("{cell}{gap}  ")
            });
        }
        text.push_str(padded.trim_end());
        text.push('\n');
    }
    text
}

/// A cell in one line. A number keeps its small print, which says who is counted.
fn cell_text(cell: &Option<table::Cell>, column: &table::ColumnHead) -> String {
    match cell {
        None => column.absent.into(),
        Some(table::Cell { text, detail: Some(detail), .. }) if column.numeric => {
            format!("{text} {detail}")
        }
        Some(table::Cell { text, .. }) => text.clone(),
    }
}
