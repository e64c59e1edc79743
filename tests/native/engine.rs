//! The engine against an oracle that reads every record anew for every question.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use clearcount::engine::*;
use clearcount::model::*;
use proptest::prelude::*;

use crate::worlds;

const FIELDS: [Field; 14] = [
    Field::Year,
    Field::Date,
    Field::State,
    Field::Place,
    Field::PlaceType,
    Field::Kind,
    Field::Agency,
    Field::Level,
    Field::Series,
    Field::Part,
    Field::Measure,
    Field::Value,
    Field::Offence,
    Field::Whole,
];

/// A row of a table: a record with one operation behind it.
#[derive(Clone, Copy)]
struct Row {
    record: u32,
    home: OperationIdx,
    figure: Option<FigureIdx>,
    source: Option<SourceIdx>,
}

/// The places that contain one, itself included.
fn containing(dataset: &Dataset, mut place: PlaceIdx) -> BTreeSet<u32> {
    let mut found: BTreeSet<u32> = [place.0].into();
    while let Some(parent) = dataset.place(place).parent {
        place = parent;
        found.insert(place.0);
    }
    found
}

fn rows(dataset: &Dataset, table: Table) -> Vec<Row> {
    let homes = (0..dataset.operations.len()).map(OperationIdx::at);
    let mut rows: Vec<Row> = Vec::new();
    for home in homes {
        let operation = dataset.operation(home);
        let row = |record: u32| Row { record, home, figure: None, source: None };
        let behind: BTreeSet<u32> = match table {
            Table::Disagreements => unreachable!("the engine is given them"),
            Table::Operations => [home.0].into(),
            Table::Figures => {
                for at in 0..operation.figures.len() {
                    let figure = Some(FigureIdx::at(at));
                    rows.push(Row { figure, ..row(rows.len() as u32) });
                }
                continue;
            }
            Table::Sources => {
                for at in 0..operation.sources.len() {
                    let source = Some(SourceIdx::at(at));
                    rows.push(Row { source, ..row(rows.len() as u32) });
                }
                continue;
            }
            Table::Agencies => {
                operation.participations.iter().map(|entry| entry.agency.0).collect()
            }
            Table::Places => {
                operation.places.iter().flat_map(|place| containing(dataset, *place)).collect()
            }
            Table::Programmes => {
                operation.series.iter().chain(&operation.initiative).map(|at| at.0).collect()
            }
            Table::Offences => operation
                .offences
                .iter()
                .map(|offence| {
                    let at = OffenceCategory::ALL.iter().position(|one| *one == offence.category);
                    at.unwrap() as u32
                })
                .collect(),
        };
        rows.extend(behind.into_iter().map(row));
    }
    rows
}

/// The first and the last day of a row's operation.
fn days(dataset: &Dataset, row: &Row) -> Option<(NaiveDate, NaiveDate)> {
    let Operation { start, end, announced, .. } = dataset.operation(row.home);
    match (start, end, announced) {
        (Some(start), Some(end), _) => Some((start.first_day(), end.last_day())),
        (Some(date), None, _) | (None, Some(date), _) | (None, None, Some(date)) => {
            Some((date.first_day(), date.last_day()))
        }
        (None, None, None) => None,
    }
}

fn year(dataset: &Dataset, row: &Row) -> Option<i64> {
    let Operation { start, end, announced, .. } = dataset.operation(row.home);
    end.or(*announced).or(*start).map(|date| i64::from(date.year()))
}

fn hundredths(dataset: &Dataset, row: &Row) -> Option<i64> {
    let figure = dataset.operation(row.home).figure(row.figure?);
    Some(figure.value.hundredths())
}

/// What a row says of a field, straight from the records.
fn values(dataset: &Dataset, table: Table, row: &Row, field: Field) -> BTreeSet<String> {
    let operation = dataset.operation(row.home);
    let figure = row.figure.map(|index| operation.figure(index));
    let reported: Vec<&Figure> = match (row.figure, row.source) {
        (Some(figure), _) => vec![operation.figure(figure)],
        (_, Some(source)) => {
            operation.figures.iter().filter(|figure| figure.source == source).collect()
        }
        _ => operation.figures.iter().collect(),
    };
    let places = match (table, figure.and_then(|figure| figure.place)) {
        // A place's own.
        (Table::Places, _) => vec![PlaceIdx(row.record)],
        (_, Some(place)) => vec![place],
        _ => operation.places.clone(),
    };
    let level = |agency: AgencyIdx| dataset.agency(agency).level.slug().to_string();
    let mut values: BTreeSet<String> = match field {
        Field::Year => year(dataset, row).iter().map(i64::to_string).collect(),
        // Its days are no values; that there is none is.
        Field::Date if days(dataset, row).is_some() => return BTreeSet::new(),
        Field::Date => BTreeSet::new(),
        Field::Value => return BTreeSet::new(),
        Field::State => {
            places.iter().filter_map(|place| dataset.place(*place).state.clone()).collect()
        }
        Field::Place => places
            .iter()
            .flat_map(|place| containing(dataset, *place))
            .map(|place| dataset.place(PlaceIdx(place)).id.clone())
            .collect(),
        Field::PlaceType => [dataset.place(places[0]).place_type.slug().to_string()].into(),
        Field::Kind => [operation.kind.slug().to_string()].into(),
        Field::Agency => operation
            .participations
            .iter()
            .map(|entry| dataset.agency(entry.agency).id.clone())
            .collect(),
        // An agency's own.
        Field::Level if table == Table::Agencies => [level(AgencyIdx(row.record))].into(),
        Field::Level => operation.participations.iter().map(|entry| level(entry.agency)).collect(),
        Field::Series => {
            operation.series.iter().map(|series| dataset.programme(*series).id.clone()).collect()
        }
        Field::Part => {
            let is_part = operation.part_of.is_some();
            let has_parts = dataset.operations.iter().any(|other| other.part_of == Some(row.home));
            let words =
                [(is_part, "part"), (has_parts, "whole"), (!is_part && !has_parts, "single")];
            words.iter().filter(|(holds, _)| *holds).map(|(_, word)| word.to_string()).collect()
        }
        Field::Measure => reported.iter().map(|figure| figure.measure.slug().to_string()).collect(),
        // A category's own.
        Field::Offence if table == Table::Offences => {
            [OffenceCategory::ALL[row.record as usize].slug().to_string()].into()
        }
        Field::Offence => {
            operation.offences.iter().map(|offence| offence.category.slug().to_string()).collect()
        }
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

/// Whether some of what a row says of a field lies in a stretch.
fn lies_in(dataset: &Dataset, row: &Row, field: Field, span: Span) -> bool {
    let number = |limit: Option<Limit>| match limit {
        Some(Limit::Number(number)) => Some(number),
        _ => None,
    };
    let date = |limit: Option<Limit>| match limit {
        Some(Limit::Date(date)) => Some(date),
        _ => None,
    };
    let (from, to) = (span.from, span.to);
    match field {
        Field::Date => days(dataset, row).is_some_and(|(first, last)| {
            date(from).is_none_or(|from| last >= from.first_day())
                && date(to).is_none_or(|to| first <= to.last_day())
        }),
        _ => {
            let stated =
                if field == Field::Year { year(dataset, row) } else { hundredths(dataset, row) };
            stated.is_some_and(|stated| {
                number(from).is_none_or(|from| from <= stated)
                    && number(to).is_none_or(|to| stated <= to)
            })
        }
    }
}

fn satisfied(dataset: &Dataset, table: Table, row: &Row, field: Field, clause: &Clause) -> bool {
    let values = || values(dataset, table, row, field);
    match clause {
        Clause::AnyOf(wanted) => wanted.iter().any(|value| values().contains(value)),
        Clause::NoneOf(unwanted) => !unwanted.iter().any(|value| values().contains(value)),
        Clause::AllOf(wanted) => wanted.iter().all(|value| values().contains(value)),
        Clause::Within(span) => lies_in(dataset, row, field, *span),
    }
}

fn span(field: Field) -> impl Strategy<Value = Span> {
    let limits: Vec<Limit> = match field {
        Field::Date => [
            "2008",
            "2010-02",
            "2010-03",
            "2010-03-31",
            "2011-01-01",
            "2012",
            "2019-06-30",
            "2019-07",
            "2019-07-15",
            "2019-07-16",
            "2020-02-29",
            "2026",
        ]
        .iter()
        .map(|text| Limit::Date(text.parse().unwrap()))
        .collect(),
        Field::Value => [0, 150, 151, 1_000, 20_000, 30_050, 49_900].map(Limit::Number).into(),
        _ => (2007..2027).map(Limit::Number).collect(),
    };
    let end = || prop::option::weighted(0.7, prop::sample::select(limits.clone()));
    (end(), end()).prop_map(|(from, to)| Span { from, to })
}

fn clause(field: Field) -> BoxedStrategy<Clause> {
    let values: Vec<&str> = match field {
        Field::Year => vec!["2010", "2011", "2019", "-"],
        Field::Date => vec!["-"],
        Field::State => vec!["KS", "MO", "-"],
        Field::Place => vec!["ks", "ks-wichita", "mo", "nowhere"],
        Field::PlaceType => vec!["state", "city", "region", "county"],
        Field::Kind => vec!["national_sweep", "local_sting", "demand_sting", "investigation"],
        Field::Agency => vec!["a", "b", "c", "-"],
        Field::Level => vec!["federal", "state", "county", "city", "-"],
        Field::Series => vec!["p", "q", "-"],
        Field::Part => vec!["part", "whole", "single"],
        Field::Measure => vec!["victims", "arrests", "agencies", "-"],
        Field::Offence => OffenceCategory::ALL[..4].iter().map(|one| one.slug()).collect(),
        _ => vec!["undated-000", "undated-001", "undated-004"],
    };
    let some = move || {
        let values = prop::sample::select(values.clone()).prop_map(str::to_string);
        prop::collection::vec(values, 1..3)
            .prop_map(|values| values.iter().map(String::as_str).collect::<Values>())
    };
    let (any, none, all) = (
        some().prop_map(Clause::AnyOf),
        some().prop_map(Clause::NoneOf),
        some().prop_map(Clause::AllOf),
    );
    let within = span(field).prop_map(Clause::Within);
    match field {
        Field::Value => within.boxed(),
        Field::Year | Field::Date => prop_oneof![1 => any, 1 => none, 2 => within].boxed(),
        _ => prop_oneof![any, none, all].boxed(),
    }
}

fn filters() -> impl Strategy<Value = Filters> {
    let each: Vec<_> =
        FIELDS.iter().map(|field| prop::option::weighted(0.2, clause(*field))).collect();
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

fn table() -> impl Strategy<Value = Table> {
    let found = |table: &Table| *table != Table::Disagreements;
    let tables = Table::ALL.map(|(table, _)| table).into_iter().filter(found);
    prop::sample::select(tables.collect::<Vec<_>>())
}

/// The records of some rows, each once, ascending.
fn records<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<u32> {
    rows.map(|row| row.record).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Which titles a search finds; the figures' and the operations' tables alone are searched by them.
fn found(dataset: &Dataset, row: &Row, typed: &str) -> bool {
    let title = &dataset.operation(row.home).title;
    match typed {
        "kansas" => title.starts_with("Kansas"),
        "dona" => title.starts_with("doña"),
        "-night" => !title.starts_with("night"),
        "" => true,
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn answers_are_those_of_the_oracle(
        dataset in worlds::dataset(),
        filters in filters(),
        table in table(),
        typed in prop::sample::select(vec!["", "kansas", "dona", "-night", "nowhere to be found"]),
    ) {
        let typed = if table.is_grouped() { "" } else { typed };
        let engine = Engine::new(dataset.clone().into(), &[]);
        let rows = rows(&dataset, table);
        let mut query = Query::all(table);
        for (field, clause) in filters.iter().filter(|(field, _)| table.has(*field)) {
            query.filters.set(field, clause.clone());
        }
        // A record that the dataset does not have is left out of account, and its clause with it if
        // none is left.
        let operations = self::rows(&dataset, Table::Operations);
        let all_values = |field: Field| -> BTreeSet<String> {
            // What rows share with their operations is known where any operation has it.
            let own = match table {
                Table::Operations | Table::Disagreements => true,
                Table::Figures => matches!(field, Field::State | Field::Place | Field::Measure),
                Table::Sources => field == Field::Measure,
                Table::Agencies => field == Field::Level,
                Table::Places => matches!(field, Field::State | Field::Place | Field::PlaceType),
                Table::Programmes => false,
                Table::Offences => field == Field::Offence,
            };
            let (table, rows) = if own { (table, &rows) } else { (Table::Operations, &operations) };
            rows.iter().flat_map(|row| values(&dataset, table, row, field)).collect()
        };
        let mut known = Filters::default();
        for (field, clause) in query.filters.iter() {
            // Words of a closed vocabulary are known although no row has them.
            let present = all_values(field);
            let is_known = |value: &&str| !field.names_records() || *value == NOT_STATED || present.contains(*value);
            known.set(field, match clause.matching() {
                Some(how) => how.clause(clause.values().filter(is_known).collect()),
                None => clause.clone(),
            });
        }
        let passes_but = |row: &Row, but: Option<Field>| {
            found(&dataset, row, typed) && known.iter().all(|(field, clause)| {
                (but == Some(field) && !matches!(clause, Clause::AllOf(_)))
                    || satisfied(&dataset, table, row, field, clause)
            })
        };
        query.search = Search::parse(typed);
        query.facets = FIELDS.iter().copied().filter(|field| table.has(*field)).collect();
        let answer = engine.run(&query);

        let passing: Vec<&Row> = rows.iter().filter(|row| passes_but(row, None)).collect();
        let expected = records(passing.iter().copied());
        prop_assert_eq!(&answer.page, &expected);
        prop_assert_eq!(answer.count, expected.len());
        prop_assert_eq!(answer.total, records(rows.iter()).len());
        let behind: BTreeSet<u32> = passing.iter().map(|row| row.home.0).collect();
        prop_assert_eq!(answer.operations.iter().collect::<BTreeSet<_>>(), behind);
        if table.is_grouped() {
            for (record, behind) in answer.page.iter().zip(&answer.behind) {
                let own = passing.iter().filter(|row| row.record == *record);
                prop_assert_eq!(behind, &own.map(|row| row.home).collect::<Vec<_>>());
            }
        }
        for (field, counts) in &answer.facets {
            for (value, count) in engine.values(table, *field).iter().zip(counts) {
                let oracle = records(rows.iter().filter(|row| {
                    passes_but(row, Some(*field)) && values(&dataset, table, row, *field).contains(&**value)
                }));
                prop_assert_eq!(*count as usize, oracle.len(), "{:?} {}", field, value);
            }
            let dictionary: BTreeSet<String> = engine.values(table, *field).iter().map(|value| value.to_string()).collect();
            prop_assert_eq!(dictionary, all_values(*field));
        }
        // A bin holds what asking for it would let through.
        for field in query.facets.iter().filter(|field| field.has_stretches()) {
            let (_, counts) = answer.histograms.iter().find(|(other, _)| other == field).unwrap();
            let bins = engine.bins(table, *field);
            prop_assert_eq!(bins.len(), counts.len());
            for (bin, count) in bins.iter().zip(counts) {
                let oracle = records(rows.iter().filter(|row| {
                    passes_but(row, Some(*field)) && lies_in(&dataset, row, *field, *bin)
                }));
                prop_assert_eq!(*count as usize, oracle.len(), "{:?} {:?}", field, bin);
            }
            let nowhere = rows.iter().filter(|row| !bins.iter().any(|bin| lies_in(&dataset, row, *field, *bin)));
            for row in nowhere {
                let stated = lies_in(&dataset, row, *field, Span::default());
                prop_assert!(!stated, "{:?} lies in no bin of {:?}", field, bins);
            }
        }
    }

    #[test]
    fn an_order_is_total_stable_and_leaves_what_is_not_stated_last(
        dataset in worlds::dataset(),
        (table, keys) in sorts(),
        ascending in prop::collection::vec(any::<bool>(), 3),
        kind in prop::option::of(prop::sample::select(vec!["local_sting", "national_sweep"])),
        offset in 0usize..6,
        limit in 0usize..6,
    ) {
        let engine = Engine::new(dataset.clone().into(), &[]);
        let mut query = Query::all(table);
        if let Some(kind) = kind {
            query.filters.set(Field::Kind, Clause::NoneOf([kind].into_iter().collect()));
        }
        query.sort = keys
            .iter()
            .zip(&ascending)
            .map(|(key, up)| Sort {
                key: *key,
                direction: if *up { Direction::Ascending } else { Direction::Descending },
            })
            .collect();
        let all = engine.run(&query).page;
        let rows = rows(&dataset, table);
        let passing: Vec<&Row> = rows
            .iter()
            .filter(|row| Some(dataset.operation(row.home).kind.slug()) != kind)
            .collect();
        let mut oracle = records(passing.iter().copied());
        oracle.sort_by(|a, b| {
            query.sort.iter().fold(Ordering::Equal, |order, Sort { key, direction }| {
                order.then_with(|| {
                    let place = |record: u32| {
                        let own: Vec<&Row> =
                            passing.iter().copied().filter(|row| row.record == record).collect();
                        place(&dataset, table, &own, *key)
                    };
                    match (place(*a), place(*b)) {
                        (None, None) => Ordering::Equal,
                        (None, Some(_)) => Ordering::Greater,
                        (Some(_), None) => Ordering::Less,
                        (Some(a), Some(b)) if *direction == Direction::Ascending => a.cmp(&b),
                        (Some(a), Some(b)) => b.cmp(&a),
                    }
                })
            })
        });
        prop_assert_eq!(&all, &oracle);
        query.offset = offset;
        query.limit = limit;
        prop_assert_eq!(engine.run(&query).page, oracle.into_iter().skip(offset).take(limit).collect::<Vec<_>>());
    }
}

/// A table with up to three of its keys, none twice.
fn sorts() -> impl Strategy<Value = (Table, Vec<SortKey>)> {
    use SortKey::*;
    let tables = vec![
        (Table::Operations, vec![Name, Date, Announced, Kind, Agency, Series, Figures]),
        (Table::Figures, vec![Name, Date, Measure, Value]),
        (Table::Sources, vec![Name, Date, SourceKind, Figures]),
        (Table::Agencies, vec![Name, Level, Operations, First, Last]),
        (Table::Places, vec![Name, PlaceType, State, Operations, First]),
        (Table::Programmes, vec![Name, Kind, Operations, Last]),
        (Table::Offences, vec![Name, Operations, First, Last]),
    ];
    prop::sample::select(tables).prop_flat_map(|(table, keys)| {
        let some = prop::sample::subsequence(keys, 1..=3).prop_shuffle();
        (Just(table), some)
    })
}

/// Where a record stands by a key: a text, or a lower and an upper end.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Text(String),
    Number(i64, i64),
    Days(NaiveDate, NaiveDate),
}

/// The place of a record, from the rows of it that pass.
fn place(dataset: &Dataset, table: Table, rows: &[&Row], key: SortKey) -> Option<Place> {
    let row = rows[0];
    let record = row.record as usize;
    let operation = dataset.operation(row.home);
    let text = |text: &str| Some(Place::Text(fold(text)));
    let number = |number: usize| Some(Place::Number(number as i64, number as i64));
    fn position<T: PartialEq>(list: &[T], one: T) -> usize {
        list.iter().position(|other| *other == one).unwrap()
    }
    let years = || rows.iter().filter_map(|row| year(dataset, row));
    match key {
        SortKey::Name => match table {
            Table::Agencies => text(&dataset.agencies[record].name),
            Table::Places => text(&dataset.places[record].name),
            Table::Programmes => text(&dataset.programmes[record].name),
            Table::Offences => text(OffenceCategory::ALL[record].label()),
            Table::Sources => text(&operation.source(row.source.unwrap()).title),
            _ => text(operation.name.as_ref().unwrap_or(&operation.title)),
        },
        SortKey::Date => days(dataset, row).map(|(first, last)| Place::Days(first, last)),
        SortKey::Announced => {
            operation.announced.map(|date| Place::Days(date.first_day(), date.last_day()))
        }
        SortKey::Kind if table == Table::Programmes => {
            number(position(ProgrammeKind::ALL, dataset.programmes[record].kind))
        }
        SortKey::Kind => number(position(Kind::ALL, operation.kind)),
        SortKey::Agency => text(&dataset.agency(operation.participations.first()?.agency).name),
        SortKey::Series => text(&dataset.programme(operation.series?).name),
        SortKey::Figures if table == Table::Sources => {
            number(operation.figures.iter().filter(|one| Some(one.source) == row.source).count())
        }
        SortKey::Figures => number(operation.figures.len()),
        SortKey::Measure => number(position(Measure::ALL, operation.figure(row.figure?).measure)),
        SortKey::Value => hundredths(dataset, row).map(|value| Place::Number(value, value)),
        SortKey::SourceKind => {
            number(position(SourceKind::ALL, operation.source(row.source.unwrap()).kind))
        }
        SortKey::Level => number(position(AgencyLevel::ALL, dataset.agencies[record].level)),
        SortKey::PlaceType => number(position(PlaceType::ALL, dataset.places[record].place_type)),
        SortKey::State => text(dataset.places[record].state.as_deref()?),
        SortKey::Operations => number(rows.len()),
        SortKey::First => years().min().map(|year| Place::Number(year, year)),
        SortKey::Last => years().max().map(|year| Place::Number(year, year)),
        _ => unreachable!(),
    }
}
