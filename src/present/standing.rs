//! Sentences that stand on every page.

use crate::model::{Edition, Flag, Vocabulary};
use crate::present::time;

/// Stands wherever suspects are shown.
pub const PRESUMPTION: &str = "Arrest or charge is an allegation. Everyone counted as a suspect is presumed innocent unless proven guilty.";

/// Where to turn for help.
pub const HELP_LINES: &str = "Help in the United States: National Human Trafficking Hotline 1-888-373-7888, text 233733. Missing children: NCMEC 1-800-843-5678.";

/// Which dataset this is, and under what licence.
pub fn edition(edition: &Edition) -> String {
    let released = edition.date.map(|date| format!(", {}", time::date(date))).unwrap_or_default();
    format!("Dataset {}{released}. Compilation: {}.", edition.version, licence(&edition.licence))
}

/// Where the licence of the compilation stands.
pub const CC_BY: &str = "https://creativecommons.org/licenses/by/4.0/";

/// What a licence is called.
pub fn licence(spdx: &str) -> &str {
    match spdx {
        "CC-BY-4.0" => "CC BY 4.0",
        other => other,
    }
}

/// Where a licence stands, as far as is known.
pub fn licence_address(spdx: &str) -> &str {
    if spdx == "CC-BY-4.0" { CC_BY } else { spdx }
}

/// How the reader is told that nothing of what is looked at leaves the machine.
pub const PRIVACY: &str = "Nothing you do here leaves your machine: there is no server behind this page, no cookie, no analytics, and no request to any other host.";

/// What a flag means, in a sentence.
pub fn flag(flag: Flag) -> String {
    let term = &Flag::TERMS[flag.index()];
    format!("{}. {}", term.label, term.definition)
}
