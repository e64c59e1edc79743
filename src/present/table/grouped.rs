//! Rows of what stands behind several operations: agencies, places, programmes, offences.

use super::Cell;
use crate::engine::{Clause, Field, Filters, Table};
use crate::model::*;
use crate::present::{labels, numbers};
use crate::view::{Page, View};

/// What a row of a grouped table is told from: the operations that pass.
#[derive(Clone, Copy)]
pub struct Group<'a> {
    pub dataset: &'a Dataset,
    pub view: &'a View,
    pub behind: &'a [OperationIdx],
}

impl Group<'_> {
    /// What tells a record from every other of its table.
    pub fn key(&self, table: Table, record: u32) -> &str {
        match table {
            Table::Agencies => &self.dataset.agency(AgencyIdx(record)).id,
            Table::Places => &self.dataset.place(PlaceIdx(record)).id,
            Table::Programmes => &self.dataset.programme(ProgrammeIdx(record)).id,
            _ => OffenceCategory::ALL[record as usize].slug(),
        }
    }

    /// A cell of a record's row.
    pub fn cell(&self, table: Table, record: u32, key: &str) -> Option<Cell> {
        match table {
            Table::Agencies => self.agency(AgencyIdx(record), key),
            Table::Places => self.place(self.dataset.place(PlaceIdx(record)), key),
            Table::Programmes => self.programme(self.dataset.programme(ProgrammeIdx(record)), key),
            _ => self.offence(OffenceCategory::ALL[record as usize], key),
        }
    }

    fn agency(&self, index: AgencyIdx, key: &str) -> Option<Cell> {
        let agency = self.dataset.agency(index);
        let page = || self.onward(Page::Agency(agency.id.clone()), &[Field::Level]);
        match key {
            "name" => {
                let cell = Cell::new(&agency.name).onto(page());
                Some(match &agency.short {
                    Some(short) => cell.under(short),
                    None => cell,
                })
            }
            "level" => Cell::of(agency.level.label()),
            "state" => Cell::of(agency.state.as_deref()?),
            "operations" => Some(self.count().onto(page())),
            "roles" => {
                let in_role = |role: Role| {
                    let plays = |entry: &Participation| entry.agency == index && entry.role == role;
                    self.operations()
                        .filter(|operation| operation.participations.iter().any(plays))
                        .count()
                };
                let roles = Role::ALL.iter().map(|role| (role.label(), in_role(*role)));
                let words: Vec<String> = roles
                    .filter(|(_, count)| *count > 0)
                    .map(|(role, count)| {
                        format!("{} {}", role.to_ascii_lowercase(), numbers::whole(count))
                    })
                    .collect();
                Cell::of(words.join(", "))
            }
            "aliases" => (!agency.aliases.is_empty()).then(|| Cell::new(agency.aliases.join("; "))),
            _ => self.shared(key),
        }
    }

    fn place(&self, place: &Place, key: &str) -> Option<Cell> {
        let own = [Field::State, Field::Country, Field::Place, Field::PlaceType];
        let page = || self.onward(Page::Place(place.id.clone()), &own);
        match key {
            "name" => Some(Cell::new(&place.name).onto(page())),
            "place_type" => Cell::of(place.place_type.label()),
            "state" => Cell::of(place.state.as_deref()?),
            "country" => {
                Cell::of(labels::value(self.dataset, Field::Country, place.country.as_deref()?))
            }
            "operations" => Some(self.count().onto(page())),
            _ => self.shared(key),
        }
    }

    fn programme(&self, programme: &Programme, key: &str) -> Option<Cell> {
        let page = || self.onward(Page::Programme(programme.id.clone()), &[]);
        match key {
            "name" => Some(Cell::new(&programme.name).onto(page())),
            "kind" => Cell::of(programme.kind.label()),
            "operations" => Some(self.count().onto(page())),
            "description" => Cell::of(&programme.description),
            _ => self.shared(key),
        }
    }

    fn offence(&self, category: OffenceCategory, key: &str) -> Option<Cell> {
        let operations = || {
            let mut view = self.onward(Page::Operations, &[Field::Offence]);
            view.filters.set(Field::Offence, Clause::only(category.slug()));
            view
        };
        match key {
            "name" => Some(Cell::new(category.label()).onto(operations())),
            "nibrs" => {
                let codes = category.nibrs();
                (!codes.is_empty()).then(|| Cell::new(codes.join(", ")))
            }
            "words" => {
                let mut words: Vec<(&str, usize)> = Vec::new();
                let offences = self.operations().flat_map(|operation| &operation.offences);
                for offence in offences.filter(|offence| offence.category == category) {
                    match words.iter_mut().find(|(label, _)| *label == offence.label) {
                        Some((_, count)) => *count += 1,
                        None => words.push((&offence.label, 1)),
                    }
                }
                order::sort_by(&mut words, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
                let said: Vec<&str> = words.iter().take(3).map(|(label, _)| *label).collect();
                let mut text = format!("“{}”", said.join("”, “"));
                if words.len() > said.len() {
                    text.push_str(&format!(" and {} more", words.len() - said.len()));
                }
                Cell::of(text)
            }
            "operations" => Some(self.count().onto(operations())),
            _ => self.shared(key),
        }
    }

    /// What every such row tells of its operations.
    fn shared(&self, key: &str) -> Option<Cell> {
        let years = || self.operations().filter_map(Operation::year);
        match key {
            "first" => Cell::of(years().min()?.to_string()),
            "last" => Cell::of(years().max()?.to_string()),
            "states" => {
                let places = self.operations().flat_map(|operation| &operation.places);
                let mut states: Vec<&str> = places
                    .filter_map(|place| self.dataset.place(*place).state.as_deref())
                    .collect();
                order::sort_by(&mut states, Ord::cmp);
                states.dedup();
                Cell::of(match states.len() {
                    0 => return None,
                    1..=8 => states.join(", "),
                    count => format!("{} and {} more", states[..7].join(", "), count - 7),
                })
            }
            _ => None,
        }
    }

    fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.behind.iter().map(|index| self.dataset.operation(*index))
    }

    fn count(&self) -> Cell {
        Cell::number(self.behind.len())
    }

    /// A page with the filters of this one, except those that are about the record itself.
    fn onward(&self, page: Page, own: &[Field]) -> View {
        let mut filters = Filters::default();
        for (field, clause) in self.view.filters.iter().filter(|(field, _)| !own.contains(field)) {
            filters.set(field, clause.clone());
        }
        View { filters, ..View::of(page) }
    }
}
