//! The columns of the rows for machines: what each is called, what it holds, and of what type it is. It
//! knows no format of a file.

use crate::engine::Table;

/// Of what type a column's cells are. A cell that is not stated is empty in every type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// Texts, in flat files joined by a semicolon and a space.
    List,
    /// A whole number.
    Integer,
    /// A number, with decimals where it has them.
    Number,
    /// Yes or no.
    Boolean,
    /// A date as precise as it is stated: a year, a month or a day.
    Date,
    /// The address of a page.
    Link,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in files: `source_url`.
    pub name: &'static str,
    /// Of what type its cells are.
    pub kind: Kind,
    /// What it says, in a few words.
    pub title: &'static str,
}

const fn text(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Kind::Text, title }
}

const fn list(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Kind::List, title }
}

const fn integer(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Kind::Integer, title }
}

const fn number(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Kind::Number, title }
}

const fn date(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Kind::Date, title }
}

const fn link(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Kind::Link, title }
}

const OPERATION: Column = text("operation", "Operation, by id");
const FIGURE: Column = text("figure", "Figure, by its id within the operation");
const SOURCE: Column = text("source", "Source, by its id within the operation");
const MEASURE: Column = text("measure", "What is counted");
const POPULATION: Column = text("population", "Which people");
const OUTCOME: Column = text("outcome", "What the source says happened to them");
const PLACE: Column = text("place", "The place it is limited to, by id");
const LOCATOR: Column = text("locator", "Where in the source it stands");
const FLAGS: Column = list("flags", "Cautions");
const LOWER: Column = integer("lower", "Lower end");
const UPPER: Column = integer("upper", "Upper end; empty where none is stated");
const RULE: Column = text("taken", "What is taken where sources disagree");
const STATE: Column = text("state", "State, by its two letters");
const PARENT: Column = text("parent", "What it belongs to or lies in, by id");
const OPERATIONS: Column = integer("operations", "How many operations of the selection");
const FIRST_YEAR: Column = integer("first_year", "Year of the first of them");
const LAST_YEAR: Column = integer("last_year", "Year of the last of them");
const STATES: Column = list("states", "States that they reached");
const IDS: Column = list("operation_ids", "The operations, by id");

const FIGURES: &[Column] = &[
    OPERATION,
    FIGURE,
    MEASURE,
    POPULATION,
    OUTCOME,
    number("value", "The number as stated"),
    text("qualifier", "How exact the source says it is"),
    text("scope", "What it covers"),
    PLACE,
    text("period", "The time it covers, when that is not the operation’s"),
    text("part_of", "The figure of which it is a share"),
    text("part_basis", "How it is a share"),
    text("label", "What is counted, for other measures"),
    text("unit", "In what unit"),
    FLAGS,
    text("note", "What to know about it"),
    LOCATOR,
    SOURCE,
    text("source_title", "Title of the source"),
    text("source_publisher", "Who published the source"),
    text("source_kind", "Kind of source"),
    date("source_published", "When the source was published"),
    link("source_url", "Address of the source"),
];

/// The columns of a table's rows, in their order.
pub fn of(table: Table) -> &'static [Column] {
    match table {
        Table::Operations => {
            const {
                &[
                    text("id", "Id"),
                    text("name", "Name, where one was given"),
                    text("title", "Short description"),
                    text("kind", "Kind of operation"),
                    text("trafficking", "Form of trafficking"),
                    integer("year", "Year in which it ended, or else was announced"),
                    date("start", "First day"),
                    date("end", "Last day"),
                    date("announced", "When it was announced"),
                    list("places", "Places it reached, by id"),
                    list("agencies", "Agencies that took part, by id"),
                    text("series", "Series of which it is an edition, by id"),
                    text("initiative", "Initiative it belongs to, by id"),
                    text("part_of", "The operation of which it is a part, by id"),
                    integer("figures", "How many figures"),
                    integer("sources", "How many sources"),
                    text("summary", "What happened"),
                    FLAGS,
                    list("source_urls", "Addresses of its sources"),
                ]
            }
        }
        Table::Figures => FIGURES,
        Table::Agencies => {
            const {
                &[
                    text("id", "Id"),
                    text("name", "Name"),
                    text("short", "Abbreviation in use"),
                    text("level", "Level"),
                    STATE,
                    PARENT,
                    list("aliases", "Other names met"),
                    integer("lead", "Operations in which it led"),
                    integer("partner", "Operations in which it was a partner"),
                    integer("services", "Operations in which it gave services"),
                    OPERATIONS,
                    FIRST_YEAR,
                    LAST_YEAR,
                    STATES,
                    IDS,
                ]
            }
        }
        Table::Places => {
            const {
                &[
                    text("id", "Id"),
                    text("name", "Name"),
                    text("type", "Type of place"),
                    STATE,
                    text("country", "Country, by its two letters"),
                    PARENT,
                    OPERATIONS,
                    FIRST_YEAR,
                    LAST_YEAR,
                    STATES,
                    IDS,
                ]
            }
        }
        Table::Programmes => {
            const {
                &[
                    text("id", "Id"),
                    text("name", "Name"),
                    text("kind", "Series or initiative"),
                    text("description", "What it is"),
                    OPERATIONS,
                    FIRST_YEAR,
                    LAST_YEAR,
                    STATES,
                    IDS,
                ]
            }
        }
        Table::Offences => {
            const {
                &[
                    text("id", "Category"),
                    text("name", "Name"),
                    list("nibrs", "Codes in the FBI’s NIBRS"),
                    list("words", "The sources’ words"),
                    OPERATIONS,
                    FIRST_YEAR,
                    LAST_YEAR,
                    STATES,
                    IDS,
                ]
            }
        }
        Table::Disagreements => {
            const {
                &[
                    text("kind", "How sources contradict each other"),
                    OPERATION,
                    MEASURE,
                    POPULATION,
                    OUTCOME,
                    PLACE,
                    list("says", "What each side says, with its figures"),
                    LOWER,
                    UPPER,
                    text("likely_reason", "What is likely to lie behind it"),
                ]
            }
        }
        Table::Sources => {
            const {
                &[
                    OPERATION,
                    SOURCE,
                    text("title", "Title"),
                    text("publisher", "Who published it"),
                    text("kind", "Kind of source"),
                    date("published", "When it was published"),
                    link("url", "Address"),
                    integer("figures", "How many figures stand in it"),
                    FLAGS,
                ]
            }
        }
    }
}

/// The columns of a ledger: those of its figures, and whether each is in the total.
pub static LEDGER: [Column; FIGURES.len() + 2] = {
    let included =
        Column { name: "included", kind: Kind::Boolean, title: "Whether it is in the total" };
    let mut columns = [included; FIGURES.len() + 2];
    let mut at = 0;
    while at < FIGURES.len() {
        columns[at] = FIGURES[at];
        at += 1;
    }
    columns[at + 1] = text("reason", "Why it is left out");
    columns
};

/// The columns of totals.
pub const TOTALS: &[Column] = &[
    text("total", "What is counted, in words"),
    MEASURE,
    POPULATION,
    text("outcome", "Which outcomes count"),
    RULE,
    text("number", "How many, in words"),
    LOWER,
    UPPER,
    text("behind", "What stands behind it"),
    text("notes", "What is to be known of it"),
    text("ledger", "Address of its ledger"),
];

/// The columns of the codebook.
pub const CODEBOOK: &[Column] = &[
    text("vocabulary", "Vocabulary"),
    text("slug", "The word in files"),
    text("label", "The word shown to readers"),
    text("definition", "What it means"),
];

/// The columns of a description: what a file is, line by line.
pub const ABOUT: &[Column] = &[text("about", "About"), text("says", "This file")];
