//! What a person should look at in records that are sound in form: sums that do not come out, and
//! words that may be somebody's name.

use std::collections::BTreeMap;

use super::load::Loaded;
use super::names;
use super::problem::{At, Problem};
use crate::model::*;

/// The findings of every accepted operation, in order.
pub fn findings(loaded: &Loaded) -> Vec<Problem> {
    let names = names::Scan::new(&loaded.dataset);
    let mut found = Vec::new();
    for (operation, file) in loaded.dataset.operations.iter().zip(&loaded.files) {
        let at = At {
            file,
            record: &operation.id,
        };
        parts_and_wholes(operation, &at, &mut found);
        inferred_flags(operation, &at, &mut found);
        possible_names(operation, &names, &at, &mut found);
    }
    found
}

fn exactly(figure: &Figure) -> bool {
    figure.qualifier == Qualifier::Exactly
}

fn parts_and_wholes(operation: &Operation, at: &At<'_>, found: &mut Vec<Problem>) {
    // Shares of one whole by one basis, as figures' positions.
    let mut shares: BTreeMap<(FigureIdx, PartBasis), Vec<usize>> = BTreeMap::new();
    for (index, part) in operation.figures.iter().enumerate() {
        let (Some(whole_index), Some(basis)) = (part.part_of, part.part_basis) else {
            continue;
        };
        let whole = operation.figure(whole_index);
        let field = |name: &str| format!("figures[{index}].{name}");
        if part.source != whole.source {
            found.push(Problem::finding(
                at,
                field("part_of"),
                format!(
                    "{}, a part of {}, which another source states",
                    part.id, whole.id
                ),
                "a whole of the same source",
            ));
        }
        if part.measure != whole.measure || !exactly(part) || !exactly(whole) {
            continue;
        }
        if part.value > whole.value {
            found.push(Problem::finding(
                at,
                field("value"),
                format!(
                    "{} in {}, a part of {}, which is {}",
                    part.value, part.id, whole.id, whole.value
                ),
                "a part no larger than its whole",
            ));
        }
        // Parts by type (of charge, of offence) may overlap, so they need not add up.
        if basis != PartBasis::Type {
            shares.entry((whole_index, basis)).or_default().push(index);
        }
    }
    for ((whole_index, basis), parts) in shares {
        let whole = operation.figure(whole_index);
        let parts: Vec<&Figure> = parts
            .into_iter()
            .map(|index| &operation.figures[index])
            .collect();
        let sum: i64 = parts.iter().map(|part| part.value.hundredths()).sum();
        let complete = divides_all(&parts, whole);
        let too_much = sum > whole.value.hundredths() && parts.len() > 1;
        let too_little = sum < whole.value.hundredths() && complete;
        if too_much || too_little {
            let ids: Vec<_> = parts.iter().map(|part| part.id.as_str()).collect();
            let sum = Amount::from_hundredths(sum)
                .map(|sum| sum.to_string())
                .unwrap_or_default();
            found.push(Problem::finding(
                at,
                format!("figures[{}].value", whole_index.position()),
                format!(
                    "{} in {}, whose parts by {} ({}) add up to {sum}",
                    whole.value,
                    whole.id,
                    basis.slug(),
                    ids.join(", ")
                ),
                "parts that add up to their whole",
            ));
        }
    }
}

/// Whether the parts leave no one of the whole out: children and adults of everyone.
fn divides_all(parts: &[&Figure], whole: &Figure) -> bool {
    use VictimPopulation::{Adults, All, Children};
    let of = |figure: &Figure| match figure.population {
        Some(Population::Victims(population)) => Some(population),
        _ => None,
    };
    let mut populations: Vec<_> = parts.iter().filter_map(|part| of(part)).collect();
    populations.sort_unstable();
    let mut halves = [Children, Adults];
    halves.sort_unstable();
    of(whole) == Some(All)
        && parts.len() == 2
        && populations == halves
        && parts
            .iter()
            .all(|part| part.place == whole.place && part.outcome == whole.outcome)
}

/// A figure is inferred where its record or its source is.
fn inferred_flags(operation: &Operation, at: &At<'_>, found: &mut Vec<Problem>) {
    for (index, figure) in operation.figures.iter().enumerate() {
        let source = operation.source(figure.source);
        for (flag, holder, flags) in [
            (Flag::YearInferred, "the operation", &operation.flags),
            (Flag::DateInferred, "the operation", &operation.flags),
            (Flag::Reposted, "its source", &source.flags),
            (Flag::TitleInferred, "its source", &source.flags),
        ] {
            let (here, there) = (figure.flags.contains(&flag), flags.contains(&flag));
            if here != there {
                let carries = |yes: bool| if yes { "carries" } else { "does not carry" };
                found.push(Problem::finding(
                    at,
                    format!("figures[{index}].flags"),
                    format!(
                        "{} {} {} and {holder} {} it",
                        figure.id,
                        carries(here),
                        flag.slug(),
                        carries(there)
                    ),
                    "the flag on both or on neither",
                ));
            }
        }
    }
}

fn possible_names(
    operation: &Operation,
    names: &names::Scan,
    at: &At<'_>,
    found: &mut Vec<Problem>,
) {
    let mut scan = |field: String, text: &str| {
        for name in names.in_text(text) {
            found.push(Problem::finding(
                at,
                field.clone(),
                format!("\"{name}\", which may be a person's name"),
                "no name of a victim, suspect, official or private person",
            ));
        }
    };
    for (field, text) in [
        ("name", operation.name.as_deref()),
        ("title", Some(operation.title.as_str())),
        ("summary", Some(operation.summary.as_str())),
        ("note", operation.note.as_deref()),
    ] {
        scan(field.to_string(), text.unwrap_or_default());
    }
    for (index, figure) in operation.figures.iter().enumerate() {
        scan(format!("figures[{index}].locator"), &figure.locator);
        scan(
            format!("figures[{index}].label"),
            figure.label.as_deref().unwrap_or_default(),
        );
        scan(
            format!("figures[{index}].note"),
            figure.note.as_deref().unwrap_or_default(),
        );
    }
    for (index, offence) in operation.offences.iter().enumerate() {
        scan(format!("offences[{index}].label"), &offence.label);
    }
    for (index, source) in operation.sources.iter().enumerate() {
        scan(format!("sources[{index}].publisher"), &source.publisher);
    }
    for (index, entry) in operation.participations.iter().enumerate() {
        scan(
            format!("agencies[{index}].as_written"),
            entry.as_written.as_deref().unwrap_or_default(),
        );
    }
    for (index, statement) in operation.statements.iter().enumerate() {
        scan(format!("statements[{index}].role"), &statement.role);
        scan(format!("statements[{index}].gist"), &statement.gist);
    }
}
