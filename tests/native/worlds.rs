//! Small random datasets, for properties.

use clearcount::model::*;
use proptest::prelude::*;

fn place(id: &str, place_type: PlaceType, state: Option<&str>, parent: Option<u32>) -> Place {
    Place {
        id: id.into(),
        name: id.to_uppercase(),
        place_type,
        state: state.map(Into::into),
        country: Some("US".into()),
        parent: parent.map(PlaceIdx),
    }
}

fn agency(id: &str, level: AgencyLevel) -> Agency {
    Agency {
        id: id.into(),
        name: format!("{id} office"),
        short: None,
        level,
        state: None,
        parent: None,
        aliases: vec![],
    }
}

/// A figure of an operation with two places and two sources.
fn figure(at: usize) -> impl Strategy<Value = Figure> {
    let measure = prop::sample::select(vec![Measure::Victims, Measure::Arrests, Measure::Agencies]);
    let place = prop::option::weighted(0.3, 0u32..4);
    (measure, 0i64..500, place, 0u32..2, prop::sample::select(Qualifier::ALL)).prop_map(
        move |(measure, value, place, source, qualifier)| Figure {
            id: format!("f{}", at + 1),
            measure,
            population: match measure.counts() {
                Counted::Victims => Some(Population::Victims(VictimPopulation::Children)),
                Counted::Suspects => Some(Population::Suspects(SuspectPopulation::All)),
                Counted::None => None,
            },
            outcome: (measure.counts() == Counted::Victims).then_some(Outcome::Located),
            // Mostly whole, some with a fraction.
            value: Amount::from_hundredths(if value % 10 == 3 { value * 50 } else { value * 100 })
                .unwrap(),
            qualifier,
            scope: Scope::Operation,
            place: place.map(PlaceIdx),
            period: None,
            part_of: None,
            part_basis: None,
            source: SourceIdx(source),
            locator: "headline".into(),
            flags: vec![],
            label: None,
            unit: None,
            note: None,
        },
    )
}

/// A date of any precision, or none.
fn date() -> impl Strategy<Value = Option<PartialDate>> {
    let texts = vec![
        "2008",
        "2010-03",
        "2010-03-31",
        "2011",
        "2012-12-31",
        "2019-06",
        "2019-07-15",
        "2020-02",
        "2025",
    ];
    prop::option::weighted(0.6, prop::sample::select(texts).prop_map(|text| text.parse().unwrap()))
}

fn operation(at: usize) -> impl Strategy<Value = Operation> {
    let figures = prop::collection::vec(any::<u8>(), 0..4)
        .prop_flat_map(|ids| (0..ids.len()).map(figure).collect::<Vec<_>>());
    (
        prop::sample::select(Kind::ALL),
        (date(), date(), date()),
        prop::collection::btree_set(0u32..4, 0..4),
        prop::collection::btree_set(0u32..3, 0..3),
        prop::option::of(0u32..2),
        prop::option::weighted(0.4, 0..at.max(1)),
        prop::sample::select(vec!["night watch", "Kansas sweep", "doña ana"]),
        (figures, prop::collection::btree_set(0usize..3, 0..3)),
    )
        .prop_map(move |(kind, dates, places, agencies, series, whole, title, lists)| {
            let (figures, offences) = lists;
            let (mut start, mut end, announced) = dates;
            if start.is_some() && end.is_some() {
                (start, end) = (start.min(end), start.max(end));
            }
            Operation {
                id: format!("undated-{at:03}"),
                name: None,
                title: title.into(),
                series: series.map(ProgrammeIdx),
                initiative: None,
                part_of: whole.filter(|whole| *whole < at).map(OperationIdx::at),
                kind,
                trafficking: Trafficking::Sex,
                start,
                end,
                announced,
                places: places.into_iter().map(PlaceIdx).collect(),
                participations: agencies
                    .into_iter()
                    .map(|agency| Participation {
                        agency: AgencyIdx(agency),
                        role: Role::Lead,
                        source: SourceIdx(0),
                        as_written: None,
                    })
                    .collect(),
                figures,
                offences: offences
                    .into_iter()
                    .map(|category| Offence {
                        label: "An offence".into(),
                        category: OffenceCategory::ALL[category],
                        source: SourceIdx(0),
                    })
                    .collect(),
                tactics: vec![],
                sources: [SourceKind::News, SourceKind::AgencyRelease]
                    .into_iter()
                    .zip(1..)
                    .map(|(kind, at)| Source {
                        id: format!("s{at}"),
                        title: "A text".into(),
                        publisher: "A paper".into(),
                        kind,
                        published: None,
                        url: "https://example.org/".into(),
                        archive_url: None,
                        link_checked: None,
                        flags: vec![],
                    })
                    .collect(),
                flags: vec![],
                summary: "What happened.".into(),
                note: None,
                statements: vec![],
            }
        })
}

/// A dataset of up to a dozen operations, some parts of others, over four places in two states.
pub fn dataset() -> impl Strategy<Value = Dataset> {
    (0usize..12).prop_flat_map(|len| (0..len).map(operation).collect::<Vec<_>>()).prop_map(
        |operations| Dataset {
            edition: Edition::default(),
            operations,
            agencies: vec![
                agency("a", AgencyLevel::Federal),
                agency("b", AgencyLevel::State),
                agency("c", AgencyLevel::County),
            ],
            places: vec![
                place("ks", PlaceType::State, Some("KS"), None),
                place("ks-wichita", PlaceType::City, Some("KS"), Some(0)),
                place("mo", PlaceType::State, Some("MO"), None),
                place("nowhere", PlaceType::Region, None, None),
            ],
            programmes: vec![
                Programme {
                    id: "p".into(),
                    kind: ProgrammeKind::Series,
                    name: "P".into(),
                    description: String::new(),
                },
                Programme {
                    id: "q".into(),
                    kind: ProgrammeKind::Series,
                    name: "Q".into(),
                    description: String::new(),
                },
            ],
        },
    )
}
