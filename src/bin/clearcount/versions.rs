//! `clearcount changes` and `clearcount diff`: what versions of a dataset changed.

use std::path::Path;
use std::process::ExitCode;

use clearcount::dataset::{self, Input};
use clearcount::present::changes::{self, Changes, Fate};
use clearcount::present::notice;
use clearcount::present::record::Record;
use clearcount::view::{self, View};
use serde_json::{Value, json};

use super::export::{writable, write};
use super::files::{Files, files};
use super::{Call, Outcome, Refusal, print, refuse, say, to_json};

/// What has changed in a view since the version that its address names.
pub fn changes(call: &Call, address: &str) -> Outcome {
    let view = view::parse(address);
    let notices = notice::notices(&view, None);
    if !notices.is_empty() {
        return refuse(notices.join("\nclearcount: "));
    }
    if view.version.is_none() {
        return refuse(format!(
            "'{address}' names no version. Add the one that it was made with, such as v=2026.11.0."
        ));
    }
    let files = files(call.dataset.as_deref())?;
    let loaded = files.load();
    for problem in &loaded.problems {
        say(&problem.to_string());
    }
    let sound = loaded.problems.is_empty();
    let record = Record::new(loaded.dataset);
    let Some(found) = of_view(&files, &record, &view) else {
        say("The address was made with the present version.");
        return Ok(ExitCode::SUCCESS);
    };
    if !found.known {
        return refuse(found.lead);
    }
    print(&if call.json { to_json(&in_json(&found))? } else { plain(&found) })?;
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What has changed in a view of a dataset, where its address was made with another version.
pub fn of_view(files: &Files, record: &Record, view: &View) -> Option<Changes> {
    let version = view.version.as_ref()?;
    let earlier = files.whole().and_then(|whole| dataset::earlier(&whole, version));
    let earlier = earlier.map(|loaded| Record::new(loaded.dataset));
    changes::of_view(record, earlier.as_ref(), view)
}

fn plain(changes: &Changes) -> String {
    let mut text = format!("{}\n", changes.lead);
    for [total, before, now] in &changes.totals {
        text.push_str(&format!("  {total}: {before} -> {now}\n"));
    }
    for figure in &changes.figures {
        text.push_str(&format!("{}: {}\n", figure.operation, figure.fate.name()));
        for (mark, lines) in [("-", &figure.before), ("+", &figure.now)] {
            lines.iter().for_each(|line| text.push_str(&format!("  {mark} {line}\n")));
        }
    }
    text.push_str(&changes.more.as_ref().map_or(String::new(), |more| format!("{more}\n")));
    text
}

fn in_json(changes: &Changes) -> Value {
    let totals = changes.totals.iter();
    let totals: Vec<_> = totals
        .map(|[total, before, now]| json!({"total": total, "before": before, "now": now}))
        .collect();
    let figures: Vec<_> = changes
        .figures
        .iter()
        .map(|figure| {
            let target = figure.target.clone().map(|page| view::write(&View::of(page)));
            json!({
                "operation": figure.operation,
                "view": target.as_deref().map(|it| it.trim_start_matches('/')),
                "what": figure.fate.name(),
                "before": figure.before,
                "now": figure.now,
            })
        })
        .collect();
    json!({"says": changes.lead, "totals": totals, "figures": figures})
}

/// The list of changes from one dataset to a later one.
pub fn diff(call: &Call, old: &Path, new: &Path) -> Outcome {
    let out = call.out.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = out {
        writable(path)?;
    }
    let (old, new) = (files(Some(old))?, files(Some(new))?);
    let difference = match dataset::difference(&whole(&old)?, &whole(&new)?) {
        Ok(difference) => difference,
        Err(problems) => {
            problems.iter().for_each(|problem| say(&problem.to_string()));
            return Ok(ExitCode::from(1));
        }
    };
    let (old, new) = (old.load(), new.load());
    for problem in old.problems.iter().chain(&new.problems) {
        say(&problem.to_string());
    }
    let sound = old.problems.is_empty() && new.problems.is_empty();
    if !sound {
        say("nothing was written: a list of changes leads from one sound dataset to another.");
        return Ok(ExitCode::from(1));
    }
    match out {
        Some(path) => write(path, difference.text.as_bytes())?,
        None => {
            print(&difference.text)?;
        }
    }
    let counts = changes::counts(&old.dataset, &new.dataset);
    let counts =
        Fate::ALL.iter().zip(counts).map(|(fate, count)| format!("{count} {}", fate.name()));
    say(&format!(
        "From {} to {}, figures: {}",
        difference.since,
        difference.version,
        counts.take(3).collect::<Vec<_>>().join(", ")
    ));
    Ok(ExitCode::SUCCESS)
}

fn whole(files: &Files) -> Result<Vec<Input<'_>>, Refusal> {
    match files.whole() {
        Some(whole) => Ok(whole),
        None => refuse("diff compares whole datasets: give folders, or .jsonl files."),
    }
}
