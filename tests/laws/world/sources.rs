//! Sources of a generated world: what each says of an operation, true in every way in which sources
//! speak, and now and then a lie.

use super::*;

impl Maker<'_> {
    /// What the sources of an operation say, and the operation's sources.
    pub(super) fn sources(&mut self, at: usize) {
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
                let together = self.shares(at, group, served, place, set);
                let mut rest = together;
                for last in (0..1 + self.choices.below(3)).rev() {
                    let more = self.choices.some_of(together);
                    let share = if last == 0 { rest | more } else { more };
                    rest &= !share;
                    let share = self.figure(at, source, group, served, place, share);
                    self.operations[at].figures[share].part_basis = Some(PartBasis::Type);
                }
                if mode == 5 {
                    self.figure(at, source, group, served, place, set);
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
                let share = self.shares(at, group, served, place, set);
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

    /// Whom the shares of a quantity count together, the same in every source.
    fn shares(
        &mut self,
        at: usize,
        group: Population,
        served: bool,
        place: Option<usize>,
        set: u64,
    ) -> u64 {
        let key = (at, group, served, place);
        let known = self.shares.iter().find(|(other, _)| *other == key).map(|(_, set)| *set);
        let together = known.unwrap_or_else(|| self.choices.some_of(set));
        if known.is_none() {
            self.shares.push((key, together));
        }
        together
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
    pub(super) fn lie(&mut self) {
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
