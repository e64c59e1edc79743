//! What a person should look at in records that are sound in form: sums that do not come out, and
//! words that may be somebody's name.

use super::load::Loaded;
use super::names;
use super::problem::{At, Problem};
use crate::model::*;

/// The findings of every accepted operation, in order.
pub fn findings(loaded: &Loaded) -> Vec<Problem> {
    let names = names::Scan::new(&loaded.dataset);
    let mut found = Vec::new();
    for (operation, file) in loaded.dataset.operations.iter().zip(&loaded.files) {
        let at = At { file, record: &operation.id };
        parts_and_wholes(operation, &at, &mut found);
        inferred_flags(operation, &at, &mut found);
        possible_names(operation, &names, &at, &mut found);
    }
    found
}

fn parts_and_wholes(operation: &Operation, at: &At<'_>, found: &mut Vec<Problem>) {
    for (index, part) in operation.figures.iter().enumerate() {
        let Some(whole) = part.part_of.map(|whole| operation.figure(whole)) else { continue };
        let field = |name: &str| format!("figures[{index}].{name}");
        if part.source != whole.source {
            found.push(Problem::finding(
                at,
                field("part_of"),
                format!("{}, a part of {}, which another source states", part.id, whole.id),
                "a whole of the same source",
            ));
        }
        let exact = part.qualifier == Qualifier::Exactly && whole.qualifier == Qualifier::Exactly;
        if exact && part.measure == whole.measure && part.value > whole.value {
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
    }
    for sum in arithmetic::parts_sums(operation) {
        if sum.contradicts(operation) {
            let whole = operation.figure(sum.whole);
            let parts: Vec<_> =
                sum.parts.iter().map(|part| operation.figure(*part).id.as_str()).collect();
            found.push(Problem::finding(
                at,
                format!("figures[{}].value", sum.whole.position()),
                format!(
                    "{} in {}, whose parts by {} ({}) add up to {}",
                    whole.value,
                    whole.id,
                    sum.basis.slug(),
                    parts.join(", "),
                    arithmetic::amount(sum.sum)
                ),
                "parts that add up to their whole",
            ));
        }
    }
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
        scan(format!("figures[{index}].label"), figure.label.as_deref().unwrap_or_default());
        scan(format!("figures[{index}].note"), figure.note.as_deref().unwrap_or_default());
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
        scan(format!("statements[{index}].locator"), &statement.locator);
    }
}
