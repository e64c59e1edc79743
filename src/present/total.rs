//! Totals in words: the number, what stands behind it, what it does not say.

use crate::model::*;
use crate::present::{labels, numbers};
use crate::totals::{Ask, NotOneNumber, Range, Total};
use crate::view::{Drawn, View};

/// What every total is, wherever it stands.
pub const ANNOUNCED: &str = "This is what was announced: the different people, or things, that at least one of these figures counts. It is not an estimate of how many there are.";

/// What stands beside every number of suspects.
pub const ALLEGATION: &str =
    "An arrest or a charge is an allegation. Presumed innocent unless proven guilty.";

/// A total in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalText {
    /// What is counted: `Children found`.
    pub label: String,
    /// How many: `between 138 and 141`.
    pub number: String,
    /// What stands behind it: `3 operations, 12 figures, 9 sources`.
    pub behind: String,
    /// What is to be known of it, a sentence each.
    pub notes: Vec<String>,
    /// The same in a few words, where there is no room for sentences.
    pub brief: String,
    /// Whether the people counted are suspects.
    pub suspects: bool,
}

/// What a view asks of a measure: everyone, under the view's rule.
pub fn ask(view: &View, measure: Measure) -> Ask {
    let plain = Ask::of(measure);
    let counting = match measure {
        Measure::Victims => view.counting.or(plain.counting),
        _ => plain.counting,
    };
    Ask { rule: view.rule.0, possible: view.possible, counting, ..plain }
}

/// What a view asks of the total that a chart draws.
pub fn drawn(view: &View, (measure, population): Drawn) -> Ask {
    let plain = ask(view, measure);
    Ask { population: population.or(plain.population), ..plain }
}

/// What a column of people found is called under what a view counts.
pub fn people(view: &View) -> &'static str {
    match view.counting {
        None => "People found",
        Some(Counting::Class(class)) => class.label(),
        Some(Counting::Verb(verb)) => verb.label(),
    }
}

/// A total in words; `place` is what the place filter selects, as a reader calls it.
pub fn words(total: &Total, place: Option<&str>) -> TotalText {
    let mut notes = Vec::new();
    if total.contradiction {
        notes.push(match total.ask.rule {
            ConflictRule::Range => "Sources contradict each other: somewhere parts come to more than their whole. There the two ends have changed places.".to_string(),
            _ => "The numbers that the rule takes do not fit together: somewhere parts come to more than their whole. There the two ends have changed places.".to_string(),
        });
    }
    if total.approximate {
        notes.push("Approximate: a source says “about” or “nearly”, which is taken to reach a tenth of the number.".to_string());
    }
    if let Some(Range { upper: None, .. }) = total.range {
        notes.push("There is no upper end: the sources say only “at least” or “more than”.".into());
    }
    notes.extend(reach_elsewhere(total, place));
    if total.undecided > 0 {
        notes.push(format!(
            "For {} the rule could not decide, and the range is taken.",
            numbers::count(total.undecided, "quantity", "quantities")
        ));
    }
    if total.cut_short {
        notes.push("The lower end may be too low: the search for it was ended.".into());
    }
    TotalText {
        label: label(&total.ask),
        number: number(total),
        behind: behind(total),
        notes,
        brief: brief(total, place),
        suspects: total.ask.measure.presumed_innocent(),
    }
}

/// What is to be known of a total, in a few words.
pub fn brief(total: &Total, place: Option<&str>) -> String {
    let open = matches!(total.range, Some(Range { upper: None, .. }));
    let marks = [
        (
            total.contradiction && total.ask.rule == ConflictRule::Range,
            "sources contradict each other",
        ),
        (
            total.contradiction && total.ask.rule != ConflictRule::Range,
            "the numbers that the rule takes do not fit together",
        ),
        (total.approximate, "approximate"),
        (open, "no upper end stated"),
        (total.undecided > 0, "the rule could not decide everywhere"),
        (total.cut_short, "the lower end may be too low"),
    ];
    let mut marks: Vec<String> =
        marks.iter().filter(|(holds, _)| *holds).map(|(_, words)| (*words).to_string()).collect();
    marks
        .extend(reach_elsewhere(total, place).map(|words| words.trim_end_matches('.').to_string()));
    let mut words = marks.join("; ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// How many, with a word for roughness: `about 13 to 17`, `no figure`.
pub fn number(total: &Total) -> String {
    match total.range {
        None => "no figure".into(),
        Some(range) if total.approximate => format!("about {}", bare(range)),
        Some(range) => range_words(range),
    }
}

/// `138`, `between 138 and 141`, `138 or more`, `up to 5`.
pub fn range_words(range: Range) -> String {
    match range {
        Range { lower: 0, upper: Some(upper) } if upper > 0 => format!("up to {}", whole(upper)),
        Range { lower, upper: Some(upper) } if lower != upper => {
            format!("between {} and {}", whole(lower), whole(upper))
        }
        range => bare(range),
    }
}

/// `138`, `138 to 141`, `138 or more`.
fn bare(range: Range) -> String {
    match range {
        Range { lower, upper: None } => format!("{} or more", whole(lower)),
        Range { lower, upper: Some(upper) } if lower == upper => whole(lower),
        Range { lower, upper: Some(upper) } => format!("{} to {}", whole(lower), whole(upper)),
    }
}

/// The short form for a cell of a table: `138`, `138–141`, `138+`.
pub fn short(range: Range) -> String {
    match range {
        Range { lower, upper: None } => format!("{}+", whole(lower)),
        Range { lower, upper: Some(upper) } if lower == upper => whole(lower),
        Range { lower, upper: Some(upper) } => format!("{}–{}", whole(lower), whole(upper)),
    }
}

/// Whether a total is of everyone, with the usual outcomes.
fn is_plain(ask: &Ask) -> bool {
    let plain = Ask::of(ask.measure);
    (ask.population, ask.counting) == (plain.population, plain.counting)
}

/// A total for a cell of a table, or why there is none: `138–141`, `about 15`, `no figure`.
pub fn cell(total: &Total) -> String {
    match total.range {
        None if total.reach_elsewhere > 0 => "share not stated".into(),
        // Of a group or an outcome among others, figures of the rest are left out.
        None if total.excluded > 0 && is_plain(&total.ask) => "none that counts".into(),
        None => "no figure".into(),
        Some(range) if total.approximate => format!("about {}", short(range)),
        Some(range) => short(range),
    }
}

fn whole(number: i64) -> String {
    numbers::sum(number)
}

/// What stands behind a total.
pub fn behind(total: &Total) -> String {
    format!(
        "{}, {}, {}",
        numbers::count(total.operations, "operation", "operations"),
        numbers::count(total.figures, "figure", "figures"),
        numbers::count(total.sources, "source", "sources")
    )
}

/// `3 operations also reached North Carolina without giving its share.`
fn reach_elsewhere(total: &Total, place: Option<&str>) -> Option<String> {
    let (place, share) = match place {
        Some(place) => (place, "without giving its share"),
        None => ("the places asked for", "without giving their share"),
    };
    (total.reach_elsewhere > 0).then(|| {
        let count = numbers::count(total.reach_elsewhere, "operation", "operations");
        format!("{count} also reached {place} {share}.")
    })
}

/// What a total counts: `People found`, `Children found`, `Arrests: alleged buyers`.
pub fn label(ask: &Ask) -> String {
    let mut label = match (ask.measure, ask.population) {
        (Measure::Victims, None | Some(Population::Victims(VictimPopulation::All))) => {
            "People".to_string()
        }
        (Measure::Victims, Some(population)) => population.label().to_string(),
        (Measure::MissingChildren, _) => Measure::MissingChildren.label().to_string(),
        (measure, None | Some(Population::Suspects(SuspectPopulation::All))) => {
            measure.label().to_string()
        }
        (measure, Some(population)) => {
            format!("{}: {}", measure.label(), population.label().to_ascii_lowercase())
        }
    };
    let outcome = match ask.outcomes() {
        None => return label,
        Some(Counting::Class(OutcomeClass::Found)) if ask.measure == Measure::MissingChildren => {
            "located"
        }
        Some(Counting::Class(class)) => class.label(),
        Some(Counting::Verb(Outcome::Unspecified)) => "without a stated outcome",
        Some(Counting::Verb(verb)) => verb.label(),
    };
    label.push(' ');
    label.push_str(&outcome.to_ascii_lowercase());
    if ask.possible {
        label.push_str(", possible ones too");
    }
    label
}

/// The name of a rule, as the rule chooser lists it.
pub fn rule_name(rule: ConflictRule) -> &'static str {
    rule.label()
}

/// What a rule does, in a line.
pub fn rule_line(rule: ConflictRule) -> &'static str {
    ConflictRule::TERMS[rule.index()].definition
}

/// Why what is asked is not one number, and what to ask instead.
pub fn not_one_number(why: NotOneNumber) -> String {
    let lower = |label: &str| label.to_ascii_lowercase();
    match why {
        NotOneNumber::Measures(Measure::Victims, Measure::MissingChildren)
        | NotOneNumber::Measures(Measure::MissingChildren, Measure::Victims) => "Victims and missing children are not one number: a child reported missing need not have been trafficked. Ask for one of the two.".into(),
        NotOneNumber::Measures(first, second)
            if first.presumed_innocent() && second.presumed_innocent() =>
        {
            format!(
                "{} and {} are not one number: the same people can be in both. Ask for one of the two.",
                first.label(),
                lower(second.label())
            )
        }
        NotOneNumber::Measures(first, second) => format!(
            "{} and {} are not one number: they count different things. Ask for one of the two.",
            first.label(),
            lower(second.label())
        ),
        NotOneNumber::Classes(first, second) => format!(
            "“{}” and “{}” are not one number: the same people can be in both. Ask for one of the two.",
            lower(first.label()),
            lower(second.label())
        ),
        NotOneNumber::Verbs(first, second) => format!(
            "“{}” and “{}” are used for the same people. Ask for one of them, or for everyone {}.",
            lower(first.label()),
            lower(second.label()),
            lower(first.class().label())
        ),
        NotOneNumber::Populations(first, second) => format!(
            "{} and {} are two totals. Ask for one of them, or for all people.",
            first.label(),
            lower(second.label())
        ),
        NotOneNumber::NoTotal(Measure::Other) => "Other numbers count what their labels say, each something else: they have no total.".into(),
        NotOneNumber::NoTotal(measure) => format!(
            "{} is not added up: it has a lowest and a highest.",
            measure.label()
        ),
        NotOneNumber::NotCounted(measure, population) => format!(
            "{} are not counted as {}. Choose another measure.",
            population.label(),
            lower(measure.label())
        ),
        NotOneNumber::NoOutcome(measure) => format!(
            "{} have no outcome such as found or offered help. Leave it out.",
            measure.label()
        ),
    }
}

/// What the place filter of a reader selects, where it is one place that has a name.
pub fn place_of_filter(dataset: &Dataset, filters: &crate::engine::Filters) -> Option<String> {
    use crate::engine::{Clause, Field};
    let mut clauses = filters
        .iter()
        .filter(|(field, _)| matches!(field, Field::State | Field::Country | Field::Place));
    let (field, clause) = clauses.next()?;
    let Clause::AnyOf(values) = clause else { return None };
    let mut values = values.iter();
    let only = values.next().filter(|value| *value != crate::engine::NOT_STATED)?;
    let single = values.next().is_none() && clauses.next().is_none();
    single.then(|| in_sentence(labels::value(dataset, field, only)))
}

/// The name of a place within a sentence: some take an article.
pub fn in_sentence(name: String) -> String {
    match name.as_str() {
        "District of Columbia" | "Philippines" | "United Kingdom" | "United States" => {
            format!("the {name}")
        }
        _ => name,
    }
}
