//! Sentences that stand on every page.

use crate::model::Edition;
use crate::present::time;

/// Stands wherever suspects are shown.
pub const PRESUMPTION: &str = "Arrest or charge is an allegation. Everyone counted as a suspect is presumed innocent unless proven guilty.";

/// Where to turn for help.
pub const HELP_LINES: &str = "Help in the United States: National Human Trafficking Hotline 1-888-373-7888, text 233733. Missing children: NCMEC 1-800-843-5678.";

/// Which dataset this is, and under what licence.
pub fn edition(edition: &Edition) -> String {
    let released = edition
        .date
        .map(|date| format!(", {}", time::date(date)))
        .unwrap_or_default();
    format!(
        "Dataset {}{released}. Compilation: {}.",
        edition.version,
        licence(&edition.licence)
    )
}

fn licence(spdx: &str) -> &str {
    match spdx {
        "CC-BY-4.0" => "CC BY 4.0",
        other => other,
    }
}
