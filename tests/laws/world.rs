//! Generated worlds: people of whom everything is known, operations that found them, and sources
//! that report true counts of them. Made from a list of choices, so that a failing world shrinks.

mod sources;

use clearcount::model::*;

/// A list of choices, each a number; past its end every choice is the first.
pub struct Choices<'a> {
    numbers: &'a [u16],
    at: usize,
}

impl<'a> Choices<'a> {
    pub fn new(numbers: &'a [u16]) -> Self {
        Self { numbers, at: 0 }
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % count.max(1)
    }

    /// Yes, once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 1
    }

    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Some of the people in a set.
    fn some_of(&mut self, set: u64) -> u64 {
        let (low, high) = (self.below(1 << 16) as u64, self.below(1 << 16) as u64);
        set & (low | high << 16)
    }
}

/// A person, as the world knows them.
#[derive(Debug, Clone, Copy)]
struct Person {
    victim: bool,
    child: bool,
    female: bool,
    /// Bits, one for each group of suspects but `all`.
    roles: usize,
    city: usize,
    /// Whether in the group that sources leave unnamed.
    unnamed: bool,
    served: bool,
}

/// What a world consists of: sets of people are bits.
#[derive(Debug, Clone)]
pub struct World {
    pub dataset: Dataset,
    /// Whom each figure of each operation counts; only figures that can count have anyone.
    pub sets: Vec<Vec<u64>>,
    /// Whether every figure that can count is true.
    pub honest: bool,
    people: Vec<Person>,
    found: Vec<u64>,
}

const CITIES: usize = 5;

/// Id, type, state, place that it lies in, cities as bits.
type PlaceRow = (&'static str, PlaceType, Option<&'static str>, Option<u32>, u8);

/// Places, with the cities that they really cover. The registry knows not that the county contains
/// a city; field offices and the region reach over the border of the state that it gives them.
const PLACES: [PlaceRow; 12] = [
    ("us", PlaceType::Country, None, None, 0b11111),
    ("a", PlaceType::State, Some("AA"), Some(0), 0b00111),
    ("b", PlaceType::State, Some("BB"), Some(0), 0b11000),
    ("a1", PlaceType::City, Some("AA"), Some(1), 0b00001),
    ("a2", PlaceType::City, Some("AA"), Some(1), 0b00010),
    ("a3", PlaceType::City, Some("AA"), Some(1), 0b00100),
    ("b1", PlaceType::City, Some("BB"), Some(2), 0b01000),
    ("b2", PlaceType::City, Some("BB"), Some(2), 0b10000),
    ("county-a", PlaceType::County, Some("AA"), Some(1), 0b00001),
    ("office-a", PlaceType::FieldOffice, Some("AA"), Some(1), 0b01011),
    ("office-b", PlaceType::FieldOffice, Some("BB"), Some(2), 0b10100),
    ("region", PlaceType::Region, Some("AA"), Some(0), 0b01110),
];
const FIRST_CITY: usize = 3;
const OFFICES: [usize; 2] = [9, 10];

struct Maker<'a> {
    choices: Choices<'a>,
    people: Vec<Person>,
    operations: Vec<Operation>,
    /// Whom each operation found, its parts included.
    found: Vec<u64>,
    sets: Vec<Vec<u64>>,
    /// Whom the shares of a quantity count together. Sources that give shares of one quantity and no
    /// whole count the same people: that is the assumption that totals state.
    shares: Vec<(Shared, u64)>,
}

/// The operation, people, class and place of a quantity.
type Shared = (usize, Population, bool, Option<usize>);

/// The world of some choices.
pub fn world(numbers: &[u16]) -> World {
    let mut maker = Maker {
        choices: Choices::new(numbers),
        people: Vec::new(),
        operations: Vec::new(),
        found: Vec::new(),
        sets: Vec::new(),
        shares: Vec::new(),
    };
    let count = 1 + maker.choices.below(6);
    for at in 0..count {
        maker.operation(at);
    }
    maker.populate();
    for at in 0..count {
        maker.list_places(at);
        maker.sources(at);
    }
    let honest = !maker.choices.once_in(4);
    if !honest {
        maker.lie();
    }
    let places = PLACES.map(|(id, place_type, state, parent, _)| Place {
        id: id.into(),
        name: id.to_uppercase(),
        place_type,
        state: state.map(Into::into),
        country: Some("US".into()),
        parent: parent.map(PlaceIdx),
    });
    let agencies = (0..count).map(|at| Agency {
        id: format!("agency-{at}"),
        name: format!("Agency {at}"),
        short: None,
        level: AgencyLevel::Federal,
        state: None,
        parent: None,
        aliases: vec![],
    });
    let dataset = Dataset {
        edition: Edition::default(),
        operations: maker.operations,
        agencies: agencies.collect(),
        places: places.into(),
        programmes: vec![],
    };
    World { dataset, sets: maker.sets, honest, people: maker.people, found: maker.found }
}

impl Maker<'_> {
    /// An operation without figures: its own, a part of an earlier one at most two deep, or a twin
    /// of an earlier one that stands alone, which may have found the same people.
    fn operation(&mut self, at: usize) {
        let depth = |this: &Self, at: usize| {
            let next = |at: &usize| this.operations[*at].part_of.map(OperationIdx::position);
            std::iter::successors(Some(at), next).count()
        };
        let whole = (at > 0 && self.choices.below(2) == 1)
            .then(|| self.choices.below(at))
            .filter(|whole| depth(self, *whole) < 3);
        let twin = (at > 0 && whole.is_none() && self.choices.once_in(3))
            .then(|| self.choices.below(at))
            .filter(|twin| self.operations[*twin].part_of.is_none());
        let date = |year: usize| format!("{year}-07").parse().ok();
        let year = twin.map_or(2010 + at, |twin| 2010 + self.lead(twin));
        let lead = twin.map_or(at, |twin| self.lead(twin));
        self.operations.push(Operation {
            id: format!("undated-{at:03}"),
            name: None,
            title: "An operation".into(),
            series: None,
            initiative: None,
            part_of: whole.map(OperationIdx::at),
            kind: Kind::LocalSting,
            trafficking: Trafficking::Sex,
            start: date(year),
            end: date(year),
            announced: None,
            places: vec![],
            participations: vec![Participation {
                agency: AgencyIdx::at(lead),
                role: Role::Lead,
                source: SourceIdx(0),
                as_written: None,
            }],
            figures: vec![],
            offences: vec![],
            tactics: vec![],
            sources: vec![],
            flags: vec![],
            summary: "What happened.".into(),
            note: None,
            statements: vec![],
        });
        self.found.push(0);
        self.sets.push(Vec::new());
    }

    fn lead(&self, at: usize) -> usize {
        self.operations[at].participations[0].agency.position()
    }

    /// Lays people in operations. Who is found by a part is found by its wholes; only twins, which
    /// share a lead agency, a time and a place, find the same people otherwise.
    fn populate(&mut self) {
        // A part with an office works in its area only; one with both, anywhere.
        let count = self.operations.len();
        let mut offices: Vec<Option<usize>> = vec![None; count];
        for (at, office) in offices.iter_mut().enumerate() {
            if self.operations[at].part_of.is_none() {
                continue;
            }
            let listed = match self.choices.below(4) {
                1 | 2 => {
                    *office = Some(self.choices.of(&OFFICES));
                    office.iter().copied().collect()
                }
                3 => OFFICES.to_vec(),
                _ => Vec::new(),
            };
            self.operations[at].places = listed.into_iter().map(PlaceIdx::at).collect();
        }
        for at in 0..count {
            for _ in 0..self.choices.below(9) {
                let person = Person {
                    victim: self.choices.below(2) == 0,
                    child: self.choices.below(2) == 0,
                    female: self.choices.below(3) != 1,
                    roles: self.choices.below(128),
                    city: self.choices.below(CITIES),
                    unnamed: self.choices.below(2) == 1,
                    served: self.choices.below(3) == 1,
                };
                let bit = 1u64 << self.people.len();
                let inside = |at: usize| {
                    offices[at].is_none_or(|office| PLACES[office].4 >> person.city & 1 == 1)
                };
                let next = |at: &usize| self.operations[*at].part_of.map(OperationIdx::position);
                let chain: Vec<usize> = std::iter::successors(Some(at), next).collect();
                if self.people.len() >= 32 || !chain.iter().all(|at| inside(*at)) {
                    continue;
                }
                self.people.push(person);
                for at in chain {
                    self.found[at] |= bit;
                }
                // A twin at the top may have found them too.
                let top = self.operations[at].part_of.is_none();
                for other in 0..count {
                    let twins = other != at
                        && top
                        && self.operations[other].part_of.is_none()
                        && self.lead(other) == self.lead(at);
                    if twins && self.choices.once_in(2) {
                        self.found[other] |= bit;
                    }
                }
            }
        }
    }

    /// A complete list of places: every person was found in one of them. Offices are listed where the
    /// operation is an office's, and twins list the country, so that they share a place.
    fn list_places(&mut self, at: usize) {
        let lead = self.lead(at);
        let twins = (0..self.operations.len()).filter(|other| self.lead(*other) == lead).count();
        let mut covered: u8 = 0;
        if twins > 1 {
            self.operations[at].places.push(PlaceIdx(0));
            covered = 0b11111;
        }
        for person in 0..self.people.len() {
            let city = self.people[person].city;
            if self.found[at] >> person & 1 == 0 || covered >> city & 1 == 1 {
                continue;
            }
            // The city, the state, the county or the region that covers it, or the country.
            let listable =
                |place: &usize| PLACES[*place].4 >> city & 1 == 1 && !OFFICES.contains(place);
            let mut covering: Vec<usize> =
                (FIRST_CITY..PLACES.len()).chain(0..FIRST_CITY).collect();
            covering.retain(listable);
            let place = self.choices.of(&covering);
            covered |= PLACES[place].4;
            self.operations[at].places.push(PlaceIdx::at(place));
        }
        if self.operations[at].places.is_empty() {
            self.operations[at].places.push(PlaceIdx::at(FIRST_CITY));
        }
    }
}

impl World {
    /// Everyone whom an operation found, of a group and at a place.
    pub fn truly(
        &self,
        at: usize,
        group: Population,
        served: bool,
        place: Option<PlaceIdx>,
    ) -> u64 {
        let victims = matches!(group, Population::Victims(_));
        let place = place.map(PlaceIdx::position);
        members(&self.people, everyone(&self.people, self.found[at], victims, served, place), group)
    }

    /// The world in lines, for a person who looks for what went wrong.
    pub fn told(&self) -> String {
        let mut text = format!("honest: {}\n", self.honest);
        for (at, operation) in self.dataset.operations.iter().enumerate() {
            let place = |place: &PlaceIdx| self.dataset.place(*place).id.as_str();
            let places: Vec<&str> = operation.places.iter().map(place).collect();
            let lead = operation.participations[0].agency.position();
            text.push_str(&format!(
                "{at}: part of {:?}, lead {lead}, {places:?}\n",
                operation.part_of
            ));
            for (figure, set) in operation.figures.iter().zip(&self.sets[at]) {
                let source = operation.source(figure.source);
                text.push_str(&format!(
                    "   {} {}/{} {:?} {:?} {} {} at {:?} of {:?} by {:?} {:?} {:?} counts {set:b}\n",
                    figure.id,
                    source.id,
                    source.kind.slug(),
                    figure.population.map(Population::slug),
                    figure.outcome.map(Vocabulary::slug),
                    figure.qualifier.slug(),
                    figure.value,
                    figure.place.as_ref().map(place),
                    figure.part_of.map(|at| at.0 + 1),
                    figure.part_basis.map(Vocabulary::slug),
                    figure.scope.slug(),
                    figure.flags,
                ));
            }
        }
        text
    }
}

fn of_group(people: &[Person], set: u64, test: impl Fn(&Person) -> bool) -> u64 {
    let people = people.iter().enumerate();
    people.filter(|(_, person)| test(person)).fold(0, |all, (at, _)| all | 1 << at) & set
}

fn everyone(
    people: &[Person],
    found: u64,
    victims: bool,
    served: bool,
    place: Option<usize>,
) -> u64 {
    let cities = place.map_or(0b11111, |place| PLACES[place].4);
    of_group(people, found, |person| {
        person.victim == victims && (!served || person.served) && cities >> person.city & 1 == 1
    })
}

fn members(people: &[Person], everyone: u64, group: Population) -> u64 {
    use VictimPopulation::*;
    match group {
        Population::Victims(group) => of_group(people, everyone, |it| match group {
            All => true,
            Children => it.child,
            Adults => !it.child,
            Women => !it.child && it.female,
            Men => !it.child && !it.female,
            Girls => it.child && it.female,
            Boys => it.child && !it.female,
            WomenAndGirls => it.female,
            Unspecified => it.unnamed,
        }),
        Population::Suspects(SuspectPopulation::All) => everyone,
        Population::Suspects(group) => {
            of_group(people, everyone, |it| it.roles >> group.index() & 1 == 1)
        }
    }
}
