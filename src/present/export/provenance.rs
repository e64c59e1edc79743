//! Where a file comes from, as every file that is taken along says it: the view, its filter and rule,
//! the dataset and its licence, and what has to be said of suspects.

use crate::model::{Dataset, Edition, PartialDate};
use crate::present::{standing, total};
use crate::view::{self, View};

/// The reader's circumstances, which the record cannot know.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances<'a> {
    /// The address of the folder that the app is served from; none where it is not.
    pub home: Option<&'a str>,
    /// The day, by the reader's clock.
    pub today: Option<PartialDate>,
}

impl Circumstances<'_> {
    /// The address of a view as it is taken along, with the version of the dataset in it.
    pub fn address(&self, edition: &Edition, view: &View) -> String {
        let shared = view.shared(&edition.version);
        [self.home.unwrap_or_default(), "#", &view::write(&shared)].concat()
    }
}

/// What is said of where a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance(Vec<(&'static str, &'static str, String)>);

impl Provenance {
    /// Of what a view shows, under a filter in words.
    pub fn of(dataset: &Dataset, view: &View, filter: String, reader: &Circumstances<'_>) -> Self {
        let edition = &dataset.edition;
        let day = |day: Option<PartialDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let rule = [total::rule_name(view.rule.0), ": ", total::rule_line(view.rule.0)].concat();
        Self(vec![
            ("view", "View in Clearcount", reader.address(edition, view)),
            ("filter", "Filter", filter),
            ("rule", "When sources disagree", rule),
            ("dataset", "Version of the dataset", edition.version.clone()),
            ("released", "Released", day(edition.date)),
            ("licence", "Licence of the compilation", edition.licence.clone()),
            ("downloaded", "Made on", day(reader.today)),
            ("caution", "Caution", standing::PRESUMPTION.into()),
        ])
    }

    /// Each thing said: its name in files, what it is, and what is said.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
        self.0.iter().map(|(name, title, said)| (*name, *title, said.as_str()))
    }

    /// What is said under a name.
    pub fn said(&self, name: &str) -> &str {
        self.iter().find(|(other, ..)| *other == name).map_or("", |(_, _, said)| said)
    }
}
