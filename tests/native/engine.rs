//! The engine against an oracle that reads every record anew for every question.

use std::collections::BTreeSet;

use clearcount::engine::*;
use clearcount::model::*;
use proptest::prelude::*;

use crate::worlds;

const FIELDS: [Field; 9] = [
    Field::Year,
    Field::State,
    Field::Place,
    Field::Kind,
    Field::Agency,
    Field::Series,
    Field::Part,
    Field::Measure,
    Field::Whole,
];

/// What a row says of a field, straight from the records.
fn values(
    dataset: &Dataset,
    table: Table,
    (home, figure): (OperationIdx, Option<FigureIdx>),
    field: Field,
) -> BTreeSet<String> {
    let operation = dataset.operation(home);
    let figure = figure.map(|index| operation.figure(index));
    let own_place = figure.and_then(|figure| figure.place);
    let places = own_place.map_or_else(|| operation.places.clone(), |place| vec![place]);
    let mut values: BTreeSet<String> = match field {
        Field::Year => operation.end.iter().map(|end| end.year().to_string()).collect(),
        Field::State => {
            places.iter().filter_map(|place| dataset.place(*place).state.clone()).collect()
        }
        Field::Place => {
            let mut inside = BTreeSet::new();
            for mut place in places {
                inside.insert(dataset.place(place).id.clone());
                while let Some(parent) = dataset.place(place).parent {
                    place = parent;
                    inside.insert(dataset.place(place).id.clone());
                }
            }
            inside
        }
        Field::Kind => [operation.kind.slug().to_string()].into(),
        Field::Agency => operation
            .participations
            .iter()
            .map(|entry| dataset.agency(entry.agency).id.clone())
            .collect(),
        Field::Series => {
            operation.series.iter().map(|series| dataset.programme(*series).id.clone()).collect()
        }
        Field::Part => {
            let is_part = operation.part_of.is_some();
            let has_parts = dataset.operations.iter().any(|other| other.part_of == Some(home));
            let words =
                [(is_part, "part"), (has_parts, "whole"), (!is_part && !has_parts, "single")];
            words.iter().filter(|(holds, _)| *holds).map(|(_, word)| word.to_string()).collect()
        }
        Field::Measure => match (table, figure) {
            (Table::Figures, Some(figure)) => [figure.measure.slug().to_string()].into(),
            _ => operation.figures.iter().map(|figure| figure.measure.slug().to_string()).collect(),
        },
        Field::Whole => {
            let mut wholes: BTreeSet<String> = [operation.id.clone()].into();
            let mut at = operation;
            while let Some(whole) = at.part_of {
                at = dataset.operation(whole);
                wholes.insert(at.id.clone());
            }
            wholes
        }
        _ => unreachable!(),
    };
    if values.is_empty() {
        values.insert(NOT_STATED.into());
    }
    values
}

fn satisfied(clause: &Clause, values: &BTreeSet<String>) -> bool {
    match clause {
        Clause::AnyOf(wanted) => wanted.iter().any(|value| values.contains(value)),
        Clause::NoneOf(unwanted) => !unwanted.iter().any(|value| values.contains(value)),
        Clause::AllOf(wanted) => wanted.iter().all(|value| values.contains(value)),
        Clause::Within(span) => {
            values.iter().any(|value| value.parse().is_ok_and(|number| span.contains(number)))
        }
    }
}

fn clause(field: Field) -> BoxedStrategy<Clause> {
    let values: Vec<&str> = match field {
        Field::Year => vec!["2010", "2011", "2019", "-"],
        Field::State => vec!["KS", "MO", "-"],
        Field::Place => vec!["ks", "ks-wichita", "mo", "nowhere"],
        Field::Kind => vec!["national_sweep", "local_sting", "demand_sting", "investigation"],
        Field::Agency => vec!["a", "b", "c", "-"],
        Field::Series => vec!["p", "q", "-"],
        Field::Part => vec!["part", "whole", "single"],
        Field::Measure => vec!["victims", "arrests", "agencies", "-"],
        _ => vec!["undated-000", "undated-001", "undated-004"],
    };
    let some = move || {
        let values = prop::sample::select(values.clone()).prop_map(str::to_string);
        prop::collection::vec(values, 1..3)
            .prop_map(|values| values.iter().map(String::as_str).collect::<Values>())
    };
    let span = (prop::option::of(2005i64..2026), prop::option::of(2005i64..2026))
        .prop_map(|(from, to)| Span { from, to });
    if field == Field::Year {
        prop_oneof![
            some().prop_map(Clause::AnyOf),
            some().prop_map(Clause::NoneOf),
            span.prop_map(Clause::Within)
        ]
        .boxed()
    } else {
        prop_oneof![
            some().prop_map(Clause::AnyOf),
            some().prop_map(Clause::NoneOf),
            some().prop_map(Clause::AllOf)
        ]
        .boxed()
    }
}

fn filters() -> impl Strategy<Value = Filters> {
    let each: Vec<_> =
        FIELDS.iter().map(|field| prop::option::weighted(0.25, clause(*field))).collect();
    each.prop_map(|clauses| {
        let mut filters = Filters::default();
        for (field, clause) in FIELDS.iter().zip(clauses) {
            if let Some(clause) = clause {
                filters.set(*field, clause);
            }
        }
        filters
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn answers_are_those_of_the_oracle(
        dataset in worlds::dataset(),
        filters in filters(),
        table in prop::sample::select(vec![Table::Operations, Table::Figures]),
        typed in prop::sample::select(vec!["", "kansas", "dona", "-night", "nowhere to be found"]),
    ) {
        let engine = Engine::new(&dataset);
        let rows: Vec<(OperationIdx, Option<FigureIdx>)> = match table {
            Table::Operations => (0..dataset.operations.len()).map(|at| (OperationIdx::at(at), None)).collect(),
            Table::Figures => (0..dataset.operations.len())
                .flat_map(|at| (0..dataset.operations[at].figures.len()).map(move |figure| (OperationIdx::at(at), Some(FigureIdx::at(figure)))))
                .collect(),
            _ => unreachable!(),
        };
        // A record that the dataset does not have is left out of account, and its clause with it if
        // none is left.
        let operations: Vec<(OperationIdx, Option<FigureIdx>)> =
            (0..dataset.operations.len()).map(|at| (OperationIdx::at(at), None)).collect();
        let all_values = |field: Field| -> BTreeSet<String> {
            // What figures share with their operations is known where any operation has it.
            let (table, rows) = match field {
                Field::State | Field::Place | Field::Measure => (table, &rows),
                _ => (Table::Operations, &operations),
            };
            rows.iter().flat_map(|row| values(&dataset, table, *row, field)).collect()
        };
        let mut known = Filters::default();
        for (field, clause) in filters.iter() {
            // Words of a closed vocabulary are known although no row has them.
            let present = all_values(field);
            let is_known = |value: &&str| !field.names_records() || *value == NOT_STATED || present.contains(*value);
            let kept = |values: &Values| values.iter().filter(is_known).collect();
            known.set(field, match clause {
                Clause::AnyOf(values) => Clause::AnyOf(kept(values)),
                Clause::NoneOf(values) => Clause::NoneOf(kept(values)),
                Clause::AllOf(values) => Clause::AllOf(kept(values)),
                Clause::Within(span) => Clause::Within(*span),
            });
        }
        let found = |row: &(OperationIdx, Option<FigureIdx>)| {
            let title = &dataset.operation(row.0).title;
            match typed {
                "kansas" => title.starts_with("Kansas"),
                "dona" => title.starts_with("doña"),
                "-night" => !title.starts_with("night"),
                "" => true,
                _ => false,
            }
        };
        let passes_but = |row: &(OperationIdx, Option<FigureIdx>), but: Option<Field>| {
            found(row) && known.iter().all(|(field, clause)| {
                (but == Some(field) && !matches!(clause, Clause::AllOf(_))) || satisfied(clause, &values(&dataset, table, *row, field))
            })
        };

        let mut query = Query::all(table);
        query.filters = filters;
        query.search = Search::parse(typed);
        query.facets = FIELDS.to_vec();
        let answer = engine.run(&query);

        let expected: Vec<u32> = (0..).zip(&rows).filter(|(_, row)| passes_but(row, None)).map(|(at, _)| at).collect();
        prop_assert_eq!(&answer.page, &expected);
        prop_assert_eq!(answer.count, expected.len());
        prop_assert_eq!(answer.total, rows.len());
        for (field, counts) in &answer.facets {
            for (value, count) in engine.values(table, *field).iter().zip(counts) {
                let oracle = rows.iter().filter(|row| {
                    passes_but(row, Some(*field)) && values(&dataset, table, **row, *field).contains(&**value)
                });
                prop_assert_eq!(*count as usize, oracle.count(), "{:?} {}", field, value);
            }
            let dictionary: BTreeSet<String> = engine.values(table, *field).iter().map(|value| value.to_string()).collect();
            prop_assert_eq!(dictionary, all_values(*field));
        }
    }

    #[test]
    fn an_order_is_total_stable_and_leaves_what_is_not_stated_last(
        dataset in worlds::dataset(),
        direction in prop::sample::select(vec![Direction::Ascending, Direction::Descending]),
        offset in 0usize..6,
        limit in 0usize..6,
    ) {
        let engine = Engine::new(&dataset);
        let mut query = Query::all(Table::Operations);
        query.sort = vec![Sort { key: SortKey::Date, direction }];
        let all = engine.run(&query).page;
        let mut oracle: Vec<u32> = (0..dataset.operations.len() as u32).collect();
        let year = |row: &u32| dataset.operations[*row as usize].end.map(PartialDate::year);
        oracle.sort_by(|a, b| match (year(a), year(b)) {
            (None, None) => a.cmp(b),
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(_), None) => std::cmp::Ordering::Less,
            (Some(first), Some(second)) => {
                let order = if direction == Direction::Ascending { first.cmp(&second) } else { second.cmp(&first) };
                order.then(a.cmp(b))
            }
        });
        prop_assert_eq!(&all, &oracle);
        query.offset = offset;
        query.limit = limit;
        prop_assert_eq!(engine.run(&query).page, oracle.into_iter().skip(offset).take(limit).collect::<Vec<_>>());
    }
}
