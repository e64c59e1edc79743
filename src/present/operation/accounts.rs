//! Figures by quantity: what each source says of one and the same number, side by side.

use crate::model::*;
use crate::present::record::Record;
use crate::present::{labels, numbers, time};
use crate::totals::Saying;

/// Quantities of one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityGroup {
    /// The measure.
    pub heading: &'static str,
    /// Whether the people counted are suspects.
    pub suspects: bool,
    /// The quantities.
    pub rows: Vec<QuantityRow>,
}

/// One quantity with what sources say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityRow {
    /// What is counted.
    pub quantity: String,
    /// For which place, time or wider whole, when it is not the operation as such.
    pub extent: Option<String>,
    /// The differing accounts, each with the sources that give it, most sources first.
    pub accounts: Vec<Account>,
    /// Whether two sources' accounts cannot both be right.
    pub disagree: bool,
}

/// One account of a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The number as stated.
    pub value: String,
    /// Who states it.
    pub claims: Vec<Claim>,
}

/// A figure behind an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The figure's id.
    pub figure: String,
    /// The source's number, from 1.
    pub source: usize,
    /// Who published it.
    pub publisher: String,
    /// Where in it the number stands.
    pub locator: String,
    /// The source's verb, where the measure has one.
    pub verb: Option<&'static str>,
    /// A share of a larger number, in words.
    pub share: Option<String>,
    /// What is to be known of the figure: flags and note.
    pub remarks: Vec<String>,
}

/// What makes two figures the same quantity. A share by population, by place, or by an office that
/// is stated as a place is the quantity of that population or place; any other share is a quantity
/// of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Quantity<'a> {
    measure: Measure,
    label: Option<&'a str>,
    scope: Scope,
    period: Option<Period>,
    population: Option<Population>,
    class: Option<OutcomeClass>,
    place: Option<PlaceIdx>,
    potential: bool,
    share: Option<PartBasis>,
}

impl<'a> Quantity<'a> {
    fn of(figure: &'a Figure) -> Self {
        let own = |basis: &PartBasis| match basis {
            PartBasis::Population | PartBasis::Place => false,
            PartBasis::Office => figure.place.is_none(),
            PartBasis::Outcome | PartBasis::Type => true,
        };
        Self {
            measure: figure.measure,
            label: figure.label.as_deref(),
            scope: figure.scope,
            period: figure.period,
            population: figure.population,
            class: figure.outcome.map(Outcome::class),
            place: figure.place,
            potential: figure.flags.contains(&Flag::Potential),
            share: figure.part_basis.filter(own),
        }
    }
}

/// An operation's figures by measure and quantity: the whole operation first, then places and
/// wider wholes.
pub fn groups(record: &Record, index: OperationIdx) -> Vec<QuantityGroup> {
    let operation = record.dataset.operation(index);
    let mut quantities: Vec<Quantity<'_>> = operation.figures.iter().map(Quantity::of).collect();
    order::sort_by(&mut quantities, Ord::cmp);
    quantities.dedup();
    // Everyone before some, the operation before its places, its own numbers before wider ones.
    let rank = |quantity: &Quantity<'_>| {
        let some = !matches!(
            quantity.population,
            Some(
                Population::Victims(VictimPopulation::All)
                    | Population::Suspects(SuspectPopulation::All)
            )
        );
        let share = quantity.share.is_some();
        (
            quantity.measure,
            quantity.scope,
            quantity.place.is_some(),
            share,
            quantity.potential,
            some,
        )
    };
    order::sort_by(&mut quantities, |a, b| rank(a).cmp(&rank(b)));
    let mut groups: Vec<(Measure, QuantityGroup)> = Vec::new();
    for quantity in &quantities {
        let row = row(record, index, quantity);
        match groups.iter_mut().find(|(measure, _)| *measure == quantity.measure) {
            Some((_, group)) => group.rows.push(row),
            None => groups.push((
                quantity.measure,
                QuantityGroup {
                    heading: quantity.measure.label(),
                    suspects: quantity.measure.presumed_innocent(),
                    rows: vec![row],
                },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The quantity that a figure belongs to, with every source's account of it.
pub fn rivals(record: &Record, index: OperationIdx, figure: FigureIdx) -> QuantityRow {
    let operation = record.dataset.operation(index);
    row(record, index, &Quantity::of(operation.figure(figure)))
}

fn row(record: &Record, index: OperationIdx, quantity: &Quantity<'_>) -> QuantityRow {
    let operation = record.dataset.operation(index);
    let figures: Vec<&Figure> =
        operation.figures.iter().filter(|figure| Quantity::of(figure) == *quantity).collect();
    let mut accounts: Vec<Account> = Vec::new();
    for figure in &figures {
        let value = numbers::stated(figure);
        let claim = claim(operation, figure);
        match accounts.iter_mut().find(|account| account.value == value) {
            Some(account) => account.claims.push(claim),
            None => accounts.push(Account { value, claims: vec![claim] }),
        }
    }
    // Most sources first; a stable sort leaves the order of entry among equals.
    order::sort_by(&mut accounts, |a, b| b.claims.len().cmp(&a.claims.len()));
    QuantityRow {
        quantity: words(quantity, figures.first().copied()),
        extent: extent(&record.dataset, quantity),
        accounts,
        disagree: disagree(record, index, quantity),
    }
}

/// Whether two sides of a disagreement about the operation give this quantity a number.
fn disagree(record: &Record, index: OperationIdx, quantity: &Quantity<'_>) -> bool {
    let operation = record.dataset.operation(index);
    let about_numbers =
        |kind| matches!(kind, DisagreementKind::Accounts | DisagreementKind::BecameCertain);
    let gives = |saying: &&Saying| {
        let of_it = |at: &FigureIdx| Quantity::of(operation.figure(*at)) == *quantity;
        saying.operation == index && saying.figures.iter().any(of_it)
    };
    record.disagreements().iter().any(|found| {
        found.operation == index
            && about_numbers(found.kind)
            && found.says.iter().filter(gives).count() > 1
    })
}

fn words(quantity: &Quantity<'_>, example: Option<&Figure>) -> String {
    let mut words = match (quantity.label, quantity.population) {
        (Some(_), _) => example.map(labels::quantity).unwrap_or_default(),
        (None, Some(population)) => population.label().to_string(),
        (None, None) => quantity.measure.label().to_string(),
    };
    if let Some(class) = quantity.class.filter(|class| *class != OutcomeClass::Found) {
        words.push_str(", ");
        words.push_str(&class.label().to_ascii_lowercase());
    }
    if quantity.potential {
        words.push_str(", possible only");
    }
    if let Some(basis) = quantity.share {
        words.push_str(", shares by ");
        words.push_str(&basis.label().to_ascii_lowercase());
    }
    words
}

fn extent(dataset: &Dataset, quantity: &Quantity<'_>) -> Option<String> {
    let mut extent: Vec<String> = Vec::new();
    extent.extend(quantity.place.map(|place| labels::place_name(dataset, place)));
    extent.extend(quantity.period.map(time::period));
    if quantity.scope != Scope::Operation {
        extent.push(quantity.scope.label().to_ascii_lowercase());
    }
    (!extent.is_empty()).then(|| extent.join(", "))
}

fn claim(operation: &Operation, figure: &Figure) -> Claim {
    let mut remarks: Vec<String> = figure
        .flags
        .iter()
        // What is inferred of the record stands at its head; reposts stand with their source.
        .filter(|flag| matches!(flag, Flag::ApproximateWord | Flag::FromUrlOnly))
        .map(|flag| flag.label().to_ascii_lowercase())
        .collect();
    remarks.extend(figure.note.clone());
    let share = match (figure.part_of, figure.part_basis) {
        (Some(whole), _) => {
            let whole = operation.figure(whole);
            Some(format!("of {}", numbers::stated(whole)))
        }
        (None, Some(_)) => Some("a share; its whole is not stated".into()),
        (None, None) => None,
    };
    Claim {
        figure: figure.id.clone(),
        source: figure.source.position() + 1,
        publisher: operation.source(figure.source).publisher.clone(),
        locator: figure.locator.clone(),
        verb: figure
            .outcome
            .filter(|outcome| *outcome != Outcome::Unspecified)
            .map(Vocabulary::label),
        share,
        remarks,
    }
}
