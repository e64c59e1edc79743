//! A total as a sentence that a reader may quote: right in number and grammar, with what it rests on
//! and what it does not say. It says what was announced, never what was the case.

use crate::model::*;
use crate::present::{charts, chips, labels, numbers, region, total};
use crate::totals::{Range, Total};
use crate::view::{Page, View};

/// The sentence of a total that a view asks for.
pub fn of_view(dataset: &Dataset, view: &View, total: &Total) -> String {
    let place = total::place_of_filter(dataset, &region::filters(dataset, view));
    sentence(total, &scope(dataset, view, total), place.as_deref())
}

/// Where the total was announced: `in 3 operations (State: Kansas; Year: 2019)`, `in Operation X`.
fn scope(dataset: &Dataset, view: &View, total: &Total) -> String {
    if let Page::Operation(id) = &view.page
        && let Some(index) = dataset.operation_by_id(id)
    {
        return format!("in {}", labels::operation(dataset.operation(index)));
    }
    let mut view = View { drawn: None, ..view.clone() };
    if let Some(filters) = region::without_asked(&view) {
        view.filters = filters;
    }
    let operations = match total.operations {
        1 => "in one operation".to_string(),
        count => format!("in {} operations", numbers::whole(count)),
    };
    let everything = chips::of_view(dataset, &view).is_empty() && view.page.within().is_none();
    match everything {
        true => operations,
        false => format!("{operations} ({})", charts::filter_sentence(dataset, &view)),
    }
}

/// The sentence of a total; `scope` is where it was announced, `place` what the place filter selects.
pub fn sentence(total: &Total, scope: &str, place: Option<&str>) -> String {
    let (one, many, told) = words(total);
    let Some(range) = total.range else {
        let what = match total.excluded {
            0 => "No figure says",
            _ => "No figure that counts here says",
        };
        // Nothing stands in any operation, so that none is counted.
        let scope = scope.split_once(" (").map_or(String::new(), |(_, words)| format!(" ({words}"));
        return format!("{what} how many {many} were {told}{scope}; that is not the same as none.");
    };
    let (amount, plural) = amount(range, total.approximate);
    let (noun, were) = if plural { (many, "were") } else { (one, "was") };
    let sources = match total.sources {
        1 => "one source".to_string(),
        count => format!("{} sources", numbers::whole(count)),
    };
    let mut sentence = format!("{amount} {noun} {were} {told} {scope}, according to {sources}");
    let (caveats, last) = caveats(total, place);
    for caveat in caveats.iter().map(String::as_str).chain(last) {
        sentence.push_str("; ");
        sentence.push_str(caveat);
    }
    sentence.push('.');
    sentence
}

/// How many, as a sentence begins, and whether the noun and the verb behind it are plural.
fn amount(range: Range, approximate: bool) -> (String, bool) {
    let in_words = |number: i64| match number {
        1 => "one".to_string(),
        number => numbers::sum(number),
    };
    let about = if approximate { "about " } else { "" };
    let (words, last) = match range {
        Range { lower: 0, upper: None } => ("an unstated number of".to_string(), 0),
        // "At least about" would take back with one word what it says with the other.
        Range { lower, upper: None } if approximate => {
            (format!("about {} or more", in_words(lower)), 0)
        }
        Range { lower, upper: None } => (format!("at least {}", in_words(lower)), lower),
        Range { lower: 0, upper: Some(0) } => ("zero".to_string(), 0),
        Range { lower: 0, upper: Some(upper) } => {
            (format!("up to {about}{}", in_words(upper)), upper)
        }
        Range { lower, upper: Some(upper) } if lower == upper => {
            (format!("{about}{}", in_words(lower)), lower)
        }
        Range { lower, upper: Some(upper) } if approximate => {
            (format!("about {} to {}", in_words(lower), in_words(upper)), upper)
        }
        Range { lower, upper: Some(upper) } => {
            (format!("between {} and {}", in_words(lower), in_words(upper)), upper)
        }
    };
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    (first.into_iter().chain(letters).collect(), last != 1)
}

/// What is counted, one and many of it, and what was done: `child`, `children`, `announced as found`.
fn words(total: &Total) -> (String, String, String) {
    let ask = &total.ask;
    let (mut one, mut many) = match (ask.measure, ask.population) {
        (Measure::Victims, Some(Population::Victims(population))) => {
            let (one, many) = victims(population);
            (one.to_string(), many.to_string())
        }
        (measure, _) => noun(measure),
    };
    if let (Counted::Suspects, Some(Population::Suspects(group))) =
        (ask.measure.counts(), ask.population)
        && group != SuspectPopulation::All
    {
        let group = group.label().to_ascii_lowercase();
        one = format!("{one} among {group}");
        many = match ask.measure {
            Measure::Arrests => format!("{many} of {group}"),
            _ => format!("{many} among {group}"),
        };
    }
    if ask.possible && ask.measure.counts() == Counted::Victims {
        one.push_str(", perhaps only a possible victim,");
        many.push_str(", possible victims included,");
    }
    let told = match (ask.measure, ask.outcomes()) {
        (Measure::SuspectsIdentified, _) => "announced as identified".to_string(),
        (Measure::SuspectsIdentifiedOrArrested, _) => {
            "announced as identified or arrested".to_string()
        }
        // A warrant that was served stands in the name of its measure; here it would have two verbs.
        (measure, None) => match done(measure) {
            Some((_, done)) => format!("announced as {done}"),
            None => "announced".to_string(),
        },
        (Measure::MissingChildren, Some(Counting::Class(OutcomeClass::Found))) => {
            "announced as located".to_string()
        }
        (_, Some(Counting::Verb(Outcome::Rescued))) => "announced as “rescued”".to_string(),
        (_, Some(Counting::Verb(Outcome::Unspecified))) => {
            "announced without a stated outcome".to_string()
        }
        (_, Some(Counting::Class(class))) => given(class.label()),
        (_, Some(Counting::Verb(verb))) => given(verb.label()),
    };
    (one, many, told)
}

/// `announced as found`, `announced as having been offered services`.
fn given(label: &str) -> String {
    let label = label.to_ascii_lowercase();
    match label.starts_with("offered") || label.starts_with("assisted") {
        true => format!("announced as having been {label}"),
        false => format!("announced as {label}"),
    }
}

fn victims(population: VictimPopulation) -> (&'static str, &'static str) {
    match population {
        VictimPopulation::All => ("person", "people"),
        VictimPopulation::Children => ("child", "children"),
        VictimPopulation::Adults => ("adult", "adults"),
        VictimPopulation::Women => ("woman", "women"),
        VictimPopulation::Men => ("man", "men"),
        VictimPopulation::Girls => ("girl", "girls"),
        VictimPopulation::Boys => ("boy", "boys"),
        VictimPopulation::WomenAndGirls => ("woman or girl", "women and girls"),
        VictimPopulation::Unspecified => {
            ("person of unstated age or sex", "people of unstated age or sex")
        }
    }
}

/// The name of a measure that says what was done, taken apart: `search warrants`, `served`.
fn done(measure: Measure) -> Option<(String, String)> {
    let label = measure.label().to_ascii_lowercase();
    let words: Vec<&str> = label.split(' ').collect();
    let verb = words.iter().position(|word| word.ends_with("ed")).filter(|at| *at > 0)?;
    Some((words[..verb].join(" "), words[verb..].join(" ")))
}

/// One and many of what a measure counts, by its name: `search warrant`, `cities`.
fn noun(measure: Measure) -> (String, String) {
    let (one, many) = match measure {
        Measure::Victims => ("person", "people"),
        Measure::MissingChildren => ("missing child", "missing children"),
        Measure::Personnel => ("member of staff", "members of staff"),
        Measure::SuspectsIdentified | Measure::SuspectsIdentifiedOrArrested => {
            ("suspect", "suspects")
        }
        _ => {
            let label = measure.label().to_ascii_lowercase();
            let many = done(measure).map_or(label, |(many, _)| many);
            let one: Vec<String> = many.split(' ').map(singular).collect();
            return (one.join(" "), many);
        }
    };
    (one.into(), many.into())
}

/// One of many, for the words in names of measures.
fn singular(word: &str) -> String {
    match (word.strip_suffix("ies"), word.strip_suffix("sses"), word.strip_suffix('s')) {
        (Some(stem), ..) => format!("{stem}y"),
        (_, Some(stem), _) => format!("{stem}ss"),
        (.., Some(stem)) => stem.to_string(),
        _ => word.to_string(),
    }
}

/// What is to be said with the number, and what always comes last where suspects are counted.
fn caveats(total: &Total, place: Option<&str>) -> (Vec<String>, Option<&'static str>) {
    let mut caveats = Vec::new();
    let taken = match total.ask.rule {
        ConflictRule::Range => None,
        ConflictRule::Issuer => Some("the issuing agency’s number"),
        ConflictRule::Latest => Some("the latest number"),
        ConflictRule::Lowest => Some("the lowest number"),
        ConflictRule::Highest => Some("the highest number"),
        ConflictRule::Majority => Some("the number that most of them support"),
    };
    caveats.extend(taken.map(|taken| match total.undecided {
        0 => format!("where sources disagree, {taken} is taken"),
        count => format!(
            "where sources disagree and the rule can decide, {taken} is taken; for {} it cannot, and what the sources span is taken",
            numbers::count(count, "quantity", "quantities")
        ),
    }));
    if total.contradiction {
        caveats.push(match total.ask.rule {
            ConflictRule::Range => "the sources contradict each other".into(),
            _ => "the numbers taken do not fit together".into(),
        });
    }
    if total.reach_elsewhere > 0 {
        let count = numbers::count(total.reach_elsewhere, "more operation", "more operations");
        let place = place.unwrap_or("the places asked for");
        caveats.push(format!("{count} reached {place} without giving a share"));
    }
    let last = total
        .ask
        .measure
        .presumed_innocent()
        .then_some("an arrest or a charge is an allegation, and everyone is presumed innocent unless proven guilty");
    (caveats, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::Ask;

    fn total(ask: Ask, lower: i64, upper: Option<i64>) -> Total {
        Total {
            ask,
            range: Some(Range { lower, upper }),
            approximate: false,
            contradiction: false,
            cut_short: false,
            undecided: 0,
            operations: 3,
            figures: 12,
            sources: 11,
            excluded: 0,
            reach_elsewhere: 0,
        }
    }

    fn said(total: &Total) -> String {
        let words = sentence(total, "in Kansas", None);
        words.split(" in Kansas").next().unwrap_or_default().to_string()
    }

    #[test]
    fn every_kind_of_end_is_right_in_number_and_grammar() {
        let people = Ask::of(Measure::Victims);
        let rows = [
            (0, Some(0), "Zero people were", "Zero people were"),
            (1, Some(1), "One person was", "About one person was"),
            (2, Some(2), "2 people were", "About 2 people were"),
            (1234, Some(1234), "1,234 people were", "About 1,234 people were"),
            (0, Some(1), "Up to one person was", "Up to about one person was"),
            (0, Some(5), "Up to 5 people were", "Up to about 5 people were"),
            (1, Some(2), "Between one and 2 people were", "About one to 2 people were"),
            (138, Some(141), "Between 138 and 141 people were", "About 138 to 141 people were"),
            (0, None, "An unstated number of people were", "An unstated number of people were"),
            (1, None, "At least one person was", "About one or more people were"),
            (100, None, "At least 100 people were", "About 100 or more people were"),
        ];
        for (lower, upper, plain, rough) in rows {
            let exact = total(people, lower, upper);
            let about = Total { approximate: true, ..exact.clone() };
            assert_eq!(said(&exact), format!("{plain} announced as found"));
            assert_eq!(said(&about), format!("{rough} announced as found"));
        }
    }

    #[test]
    fn every_measure_with_a_total_has_words_for_one_and_for_many() {
        for measure in Measure::ALL.iter().filter(|measure| measure.total()) {
            let (one, many) = noun(*measure);
            assert!(one != many, "{measure:?}");
            // The verb stands behind the number, once.
            assert!(!many.contains("ed ") && !many.ends_with("ed"), "{many}");
            let (one, many) = [1, 7].map(|n| said(&total(Ask::of(*measure), n, Some(n)))).into();
            assert!(one.starts_with("One ") && one.contains(" was announced"), "{one}");
            assert!(many.starts_with("7 ") && many.contains(" were announced"), "{many}");
        }
        for (measure, words) in [
            (Measure::SearchWarrants, "7 search warrants were announced as served"),
            (Measure::Leads, "7 leads were announced as passed on"),
            (Measure::FirearmsSeized, "7 firearms were announced as seized"),
            (Measure::Cities, "7 cities were announced"),
        ] {
            assert_eq!(said(&total(Ask::of(measure), 7, Some(7))), words);
        }
        for (group, many) in [
            (SuspectPopulation::Buyers, "7 arrests of alleged buyers were announced"),
            (SuspectPopulation::Sellers, "7 arrests of people selling sex were announced"),
        ] {
            let ask = Ask::of(Measure::Arrests).suspects(group);
            assert_eq!(said(&total(ask, 7, Some(7))), many);
        }
        let one = Ask::of(Measure::Arrests).suspects(SuspectPopulation::Buyers);
        assert_eq!(said(&total(one, 1, Some(1))), "One arrest among alleged buyers was announced");
    }

    #[test]
    fn every_outcome_is_announced_and_none_is_taken_for_a_fact() {
        for (word, told) in [
            ("found", "announced as found"),
            ("rescued", "announced as “rescued”"),
            ("recovered", "announced as recovered"),
            ("served", "announced as having been offered or given help"),
            ("offered_services", "announced as having been offered services"),
            ("assisted", "announced as having been assisted"),
            ("met", "announced as met"),
            ("returned", "announced as returned home"),
            ("arrested_as_victims", "announced as arrested and counted as victims"),
            ("unspecified", "announced without a stated outcome"),
        ] {
            let counting = Counting::from_slug(word);
            let ask = Ask { counting, ..Ask::of(Measure::Victims) };
            assert_eq!(said(&total(ask, 4, Some(4))), format!("4 people were {told}"), "{word}");
        }
    }

    #[test]
    fn what_is_to_be_known_stands_behind_the_number() {
        let arrests = Ask::of(Measure::Arrests).under(ConflictRule::Majority);
        let found = Total {
            contradiction: true,
            reach_elsewhere: 1,
            sources: 1,
            ..total(arrests, 67, Some(67))
        };
        assert_eq!(
            sentence(&found, "in one operation", Some("Kansas")),
            "67 arrests were announced in one operation, according to one source; where sources disagree, the number that most of them support is taken; the numbers taken do not fit together; 1 more operation reached Kansas without giving a share; an arrest or a charge is an allegation, and everyone is presumed innocent unless proven guilty."
        );
        let convictions = total(Ask::of(Measure::Convictions), 2, Some(2));
        assert_eq!(
            sentence(&convictions, "in 3 operations", None),
            "2 convictions were announced in 3 operations, according to 11 sources."
        );
    }

    /// A rule that could not decide took what the sources span, and is not said to have been applied.
    #[test]
    fn a_rule_is_said_to_be_applied_only_where_it_was() {
        for (rule, undecided, words) in [
            (ConflictRule::Range, 0, ""),
            (
                ConflictRule::Issuer,
                0,
                "; where sources disagree, the issuing agency’s number is taken",
            ),
            (
                ConflictRule::Issuer,
                1,
                "; where sources disagree and the rule can decide, the issuing agency’s number is taken; for 1 quantity it cannot, and what the sources span is taken",
            ),
            (
                ConflictRule::Latest,
                2,
                "; where sources disagree and the rule can decide, the latest number is taken; for 2 quantities it cannot, and what the sources span is taken",
            ),
        ] {
            let found = total(Ask::of(Measure::Cities).under(rule), 3, Some(5));
            let sentence = sentence(&Total { undecided, ..found }, "in Kansas", None);
            assert_eq!(
                sentence,
                format!(
                    "Between 3 and 5 cities were announced in Kansas, according to 11 sources{words}."
                )
            );
        }
        // Without one place to name, the sentence still says of which it speaks.
        let beyond = Total { reach_elsewhere: 2, ..total(Ask::of(Measure::Cities), 3, Some(3)) };
        let words = sentence(&beyond, "in 3 operations", None);
        assert!(
            words.ends_with(
                "2 more operations reached the places asked for without giving a share."
            ),
            "{words}"
        );
    }

    #[test]
    fn no_figure_is_not_none() {
        let none = Total { range: None, ..total(Ask::of(Measure::Victims), 0, None) };
        assert_eq!(
            sentence(&none, "in 0 operations (State: Kansas)", None),
            "No figure says how many people were announced as found (State: Kansas); that is not the same as none."
        );
        let left_out = Total { excluded: 2, ..none };
        assert_eq!(
            sentence(&left_out, "in 0 operations", None),
            "No figure that counts here says how many people were announced as found; that is not the same as none."
        );
    }
}
