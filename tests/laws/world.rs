//! Generated worlds: people of whom everything is known, operations that found them, and sources
//! that report true counts of them. Made from a list of choices, so that a failing world shrinks.

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
}

/// The world of some choices.
pub fn world(numbers: &[u16]) -> World {
    let mut maker = Maker {
        choices: Choices::new(numbers),
        people: Vec::new(),
        operations: Vec::new(),
        found: Vec::new(),
        sets: Vec::new(),
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

    fn sources(&mut self, at: usize) {
        for number in 1..=1 + self.choices.below(3) {
            let kinds = [
                SourceKind::News,
                SourceKind::AgencyRelease,
                SourceKind::Aggregator,
                SourceKind::Advocacy,
            ];
            let published = self.choices.below(4);
            let source = Source {
                id: format!("s{number}"),
                title: "A text".into(),
                publisher: "A paper".into(),
                kind: self.choices.of(&kinds),
                published: (published > 0)
                    .then(|| format!("2020-0{published}").parse().ok())
                    .flatten(),
                url: format!("https://example.org/{at}/{number}"),
                archive_url: None,
                link_checked: None,
                flags: if self.choices.once_in(4) { vec![Flag::Reposted] } else { vec![] },
            };
            self.operations[at].sources.push(source);
            // What it speaks of: everywhere first, then some places.
            let mut slots: Vec<(bool, bool, Option<usize>)> = Vec::new();
            for _ in 0..1 + self.choices.below(3) {
                let (victims, served) = (self.choices.below(3) != 1, self.choices.once_in(8));
                let place = self.choices.below(PLACES.len() + 8).checked_sub(8);
                let slot = (victims, victims && served, place);
                if !slots.contains(&slot) {
                    slots.push(slot);
                }
            }
            slots.sort_unstable_by_key(|slot| slot.2);
            for slot in slots {
                self.slot(at, number - 1, slot);
            }
        }
    }

    /// What a source says of victims or suspects at one place.
    fn slot(
        &mut self,
        at: usize,
        source: usize,
        (victims, served, place): (bool, bool, Option<usize>),
    ) {
        use VictimPopulation::*;
        let groups: Vec<Population> = if victims {
            [All, Children, Adults, Girls, Women, WomenAndGirls, Boys, Men]
                .map(Population::Victims)
                .into()
        } else {
            // `all` stands last in the codebook.
            let all = SuspectPopulation::ALL.iter().rev();
            all.map(|group| Population::Suspects(*group)).collect()
        };
        let mut said: Vec<Population> = Vec::new();
        for _ in 0..1 + self.choices.below(3) {
            // Everyone most often, so that sources speak of the same people.
            let everyone = self.choices.below(2) == 0;
            let group = if everyone { groups[0] } else { self.choices.of(&groups) };
            if !said.contains(&group) {
                said.push(group);
            }
        }
        let everyone = self.everyone(at, victims, served, place);
        let mut unspecified = None;
        if victims && self.choices.once_in(4) {
            let group = Population::Victims(Unspecified);
            if self.choices.below(2) == 0 {
                // Everyone, with nothing beside it but its own parts.
                let figure = self.figure(at, source, group, served, place, everyone);
                unspecified = Some(figure);
                said.retain(|_| self.choices.below(2) == 1);
            } else {
                // A group of its own, beside another that is no part of it.
                let unnamed = self.of_group(everyone, |person| person.unnamed);
                self.figure(at, source, group, served, place, unnamed);
                let beside = said.remove(0);
                let set = self.group(everyone, beside);
                self.figure(at, source, beside, served, place, set);
            }
        }
        for group in said {
            let set = self.group(everyone, group);
            match unspecified {
                Some(whole) => {
                    let part = self.figure(at, source, group, served, place, set);
                    self.link(at, part, whole, PartBasis::Population);
                }
                None => self.say(at, source, group, served, place, set),
            }
        }
    }

    fn everyone(&self, at: usize, victims: bool, served: bool, place: Option<usize>) -> u64 {
        everyone(&self.people, self.found[at], victims, served, place)
    }

    fn group(&self, everyone: u64, group: Population) -> u64 {
        members(&self.people, everyone, group)
    }

    fn of_group(&self, set: u64, test: impl Fn(&Person) -> bool) -> u64 {
        of_group(&self.people, set, test)
    }

    /// One source's word on one quantity, in one of the ways in which sources speak.
    fn say(
        &mut self,
        at: usize,
        source: usize,
        group: Population,
        served: bool,
        place: Option<usize>,
        set: u64,
    ) {
        let say = |this: &mut Self, set: u64| this.figure(at, source, group, served, place, set);
        match self.choices.below(13) {
            // Twice, more or less exactly.
            1 => {
                let first = say(self, set);
                let again = say(self, set);
                let verb = self.operations[at].figures[first].outcome;
                self.operations[at].figures[again].outcome = verb;
            }
            // By several verbs, which may count the same people.
            2 if self.is_found(group, served) => {
                let part = self.choices.some_of(set);
                let others = set & !part | self.choices.some_of(part);
                let first = say(self, part);
                self.operations[at].figures[first].outcome = Some(Outcome::Rescued);
                let second = say(self, others);
                self.operations[at].figures[second].outcome = Some(Outcome::Located);
            }
            // By a compound verb and some of its verbs.
            3 if self.is_found(group, served) => {
                let whole = say(self, set);
                self.operations[at].figures[whole].outcome = Some(Outcome::RecoveredOrLocated);
                let part = self.choices.some_of(set);
                let single = say(self, part);
                self.operations[at].figures[single].outcome = Some(Outcome::Located);
            }
            // Shares of a whole that it does not give, or gives as no more than a lower end.
            mode @ (4 | 5) => {
                for _ in 0..1 + self.choices.below(3) {
                    let share = self.choices.some_of(set);
                    let share = say(self, share);
                    self.operations[at].figures[share].part_basis = Some(PartBasis::Type);
                }
                if mode == 5 {
                    say(self, set);
                }
            }
            // With a share of it, which is no account of it.
            6 => {
                let whole = say(self, set);
                let share = self.choices.some_of(set);
                let share = say(self, share);
                let basis = [PartBasis::Type, PartBasis::Outcome, PartBasis::Office];
                let basis = self.choices.of(&basis);
                self.link(at, share, whole, basis);
            }
            // In two parts of a wider number.
            7 => {
                let part = self.choices.some_of(set);
                let first = say(self, part);
                let second = say(self, set & !part);
                let wholes = self.holders(at, first, set);
                if wholes.is_empty() {
                    // No wider number: they would be two contradicting accounts.
                    for figure in [second, first] {
                        self.operations[at].figures.remove(figure);
                        self.sets[at].remove(figure);
                    }
                } else {
                    let whole = self.choices.of(&wholes);
                    self.link(at, first, whole, PartBasis::Place);
                    self.link(at, second, whole, PartBasis::Place);
                }
            }
            // As a number that can be in no total, whatever it says.
            8 => {
                let lie = self.choices.some_of(u64::MAX);
                let figure = say(self, lie);
                let unusable = &mut self.operations[at].figures[figure];
                match self.choices.below(3) {
                    0 => unusable.flags.push(Flag::FromUrlOnly),
                    1 => unusable.flags.push(Flag::Potential),
                    _ => unusable.scope = Scope::Cumulative,
                }
            }
            // As a share, by charge or kind, of a wider number that contains the share.
            9 => {
                let share = self.choices.some_of(set);
                let figure = say(self, share);
                self.operations[at].figures[figure].part_basis = Some(PartBasis::Type);
                let wholes = self.holders(at, figure, share);
                if !wholes.is_empty() {
                    let whole = self.choices.of(&wholes);
                    self.link(at, figure, whole, PartBasis::Type);
                }
            }
            mode => {
                let figure = say(self, set);
                let wholes = self.holders(at, figure, set);
                if mode > 9 && !wholes.is_empty() {
                    let whole = self.choices.of(&wholes);
                    let bases = [PartBasis::Population, PartBasis::Place, PartBasis::Office];
                    let basis = self.choices.of(&bases);
                    self.link(at, figure, whole, basis);
                }
            }
        }
    }

    fn is_found(&self, group: Population, served: bool) -> bool {
        matches!(group, Population::Victims(_)) && !served
    }

    /// The figures of the same source, measure and class that count everyone in `set`, and of which a
    /// figure can be called a part. Its own quantity's are not among them.
    fn holders(&self, at: usize, part: usize, set: u64) -> Vec<usize> {
        let figures = &self.operations[at].figures;
        let part = &figures[part];
        let class = |figure: &Figure| figure.outcome.map(Outcome::class);
        let holds = |(index, figure): &(usize, &Figure)| {
            figure.source == part.source
                && figure.measure == part.measure
                && class(figure) == class(part)
                && (figure.population, figure.place) != (part.population, part.place)
                && figure.scope == Scope::Operation
                && figure.flags.is_empty()
                && figure.part_basis.is_none()
                && self.sets[at][*index] & set == set
        };
        figures.iter().enumerate().filter(holds).map(|(index, _)| index).collect()
    }

    fn link(&mut self, at: usize, part: usize, whole: usize, basis: PartBasis) {
        let figure = &mut self.operations[at].figures[part];
        figure.part_of = Some(FigureIdx::at(whole));
        figure.part_basis = Some(basis);
    }

    /// A true figure: the number of a set, stated more or less exactly, with any verb of its class.
    fn figure(
        &mut self,
        at: usize,
        source: usize,
        group: Population,
        served: bool,
        place: Option<usize>,
        set: u64,
    ) -> usize {
        let (qualifier, value) = self.stated(i64::from(set.count_ones()));
        let victims = matches!(group, Population::Victims(_));
        let verbs: Vec<Outcome> = Outcome::ALL
            .iter()
            .copied()
            .filter(|verb| {
                verb.class() == if served { OutcomeClass::Served } else { OutcomeClass::Found }
            })
            .collect();
        let index = self.operations[at].figures.len();
        let outcome = victims.then(|| self.choices.of(&verbs));
        self.operations[at].figures.push(Figure {
            id: format!("f{}", index + 1),
            measure: if victims { Measure::Victims } else { Measure::Arrests },
            population: Some(group),
            outcome,
            value: Amount::from_hundredths(value * 100).unwrap(),
            qualifier,
            scope: Scope::Operation,
            place: place.map(PlaceIdx::at),
            period: None,
            part_of: None,
            part_basis: None,
            source: SourceIdx::at(source),
            locator: "text".into(),
            flags: vec![],
            label: None,
            unit: None,
            note: None,
        });
        self.sets[at].push(set);
        index
    }

    /// A number that is true of `count`: exact, rounded or one-sided.
    fn stated(&mut self, count: i64) -> (Qualifier, i64) {
        let by = self.choices.below(3) as i64;
        match self.choices.below(10) {
            1 => (Qualifier::AtLeast, (count - by).max(0)),
            2 if count > 0 => (Qualifier::MoreThan, (count - 1 - by).max(0)),
            3 => (Qualifier::UpTo, count + by),
            4 => (Qualifier::FewerThan, count + 1 + by),
            5 => {
                let near = |value: &i64| value * 9 / 10 <= count && count <= (value * 11 + 9) / 10;
                let about = [count + 1, count - 1, count].into_iter().find(|v| *v >= 0 && near(v));
                (Qualifier::About, about.unwrap_or(count))
            }
            6 if (count + 1) * 9 / 10 <= count => (Qualifier::Nearly, count + 1),
            _ => (Qualifier::Exactly, count),
        }
    }

    /// Changes some numbers to what is not true.
    fn lie(&mut self) {
        for operation in &mut self.operations {
            for figure in &mut operation.figures {
                if self.choices.once_in(3) {
                    let value = self.choices.below(40) as i64;
                    figure.value = Amount::from_hundredths(value * 100).unwrap();
                }
            }
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
