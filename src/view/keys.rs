//! The keys of an address that are not fields, each with what it does.

/// A key of the address that is not a field's, with what it does.
pub struct KeyDoc {
    /// The key.
    pub key: &'static str,
    /// The values it takes.
    pub values: &'static str,
    /// What it means when it is left out.
    pub default: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// The keys that are not fields.
pub const KEYS: &[KeyDoc] = &[
    KeyDoc {
        key: "q",
        values: "words",
        default: "no search",
        meaning: "Rows in which every word is found; \"a phrase\" as it stands; -word is left out.",
    },
    KeyDoc {
        key: "sort",
        values: "columns, - before one for downwards",
        default: "newest first; figures as they stand; most operations first",
        meaning: "The order of the rows.",
    },
    KeyDoc {
        key: "cols",
        values: "columns, joined by commas",
        default: "the usual ones",
        meaning: "The columns of the table, in order, behind the one that names the record.",
    },
    KeyDoc {
        key: "density",
        values: "compact, normal",
        default: "normal",
        meaning: "How close together the rows of a table stand.",
    },
    KeyDoc { key: "page", values: "a number", default: "1", meaning: "The page of the table." },
    KeyDoc {
        key: "size",
        values: "25, 50, 100, 500",
        default: "50",
        meaning: "How many rows a page of the table holds.",
    },
    KeyDoc {
        key: "rule",
        values: "range, issuer, latest, lowest, highest, majority",
        default: "range",
        meaning: "What totals take where sources disagree.",
    },
    KeyDoc {
        key: "possible",
        values: "1",
        default: "off",
        meaning: "Totals count possible victims too.",
    },
    KeyDoc {
        key: "chart",
        values: "timeline, bars, histogram, map, matrix, ranges, multiples, none",
        default: "the page’s usual one",
        meaning: "The chart of the rows.",
    },
    KeyDoc {
        key: "of",
        values: "a measure, or measure.population: victims, arrests.buyers",
        default: "how many rows there are",
        meaning: "The total that the chart draws, and that is split by a field.",
    },
    KeyDoc {
        key: "by",
        values: "a field",
        default: "no totals by a field; the chart’s usual one",
        meaning: "The field by which totals are split, and the chart, where it can be.",
    },
    KeyDoc {
        key: "order",
        values: "value, total, operations, sources, - before one for downwards",
        default: "years upwards; else the largest total first",
        meaning: "The order of the totals by a field.",
    },
    KeyDoc {
        key: "check",
        values: "a number with a few words",
        default: "no number is looked up",
        meaning: "The number that the first page looks up: 391 victims cross country.",
    },
    KeyDoc {
        key: "compare",
        values: "ids of operations, joined by commas, six at most",
        default: "none chosen",
        meaning: "The operations that are chosen in a table to be compared.",
    },
    KeyDoc {
        key: "v",
        values: "a version of the dataset: 2026.11.0",
        default: "the present one",
        meaning: "The version that the address was made with: what has changed since, in what it shows, stands above it.",
    },
    KeyDoc {
        key: "theme",
        values: "auto, light, dark",
        default: "auto",
        meaning: "The colours of the page.",
    },
    KeyDoc {
        key: "embed",
        values: "1, chart, chart-2",
        default: "off",
        meaning: "The view without the frame of the page, for showing inside another; or its charts alone, or one of them.",
    },
];
