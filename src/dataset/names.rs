//! Looks for what may be a person's name, so that none enters the record unseen: a common given
//! name followed by a capitalised word, unless the two stand in a registry or are allowed.

use std::collections::BTreeSet;

use crate::model::Dataset;

/// Common given names in the United States and Britain.
const GIVEN_NAMES: &str = "Aaron Abigail Adam Alan Albert Alexander Alexis Alice Alicia Amanda Amber Amy Andrea Andrew Angela Ann Anna Anne Anthony Antonio April Arthur Ashley Austin Barbara Benjamin Bernard Beth Betty Beverly Bill Billy Bob Bobby Bonnie Bradley Brandon Brenda Brian Bruce Bryan Caleb Carl Carlos Carol Caroline Carolyn Catherine Charles Charlotte Cheryl Chris Christian Christina Christine Christopher Cindy Clarence Courtney Craig Crystal Curtis Cynthia Daniel Danielle David Deborah Debra Denise Dennis Diana Diane Donald Donna Doris Dorothy Douglas Dustin Dylan Edward Edwin Elizabeth Emily Emma Eric Erica Erin Ethan Eugene Evelyn Fernando Frances Francis Frank Fred Gabriel Gail Gary George Gerald Gina Gloria Grace Grady Greg Gregory Hannah Harold Harry Heather Heidi Helen Henry Holly Howard Ian Isabella Jack Jacob Jacqueline James Jamie Jane Janet Janice Jason Jean Jeff Jeffrey Jennifer Jeremy Jerry Jesse Jessica Jill Jim Jimmy Joan Joe Joel John Johnny Jonathan Jose Joseph Joshua Joyce Juan Judith Judy Julia Julie Justin Karen Katherine Kathleen Kathryn Kathy Katie Kayla Keith Kelly Kenneth Kevin Kim Kimberly Kristen Kristin Kyle Larry Laura Lauren Lawrence Leslie Linda Lisa Lori Louis Luis Madison Marc Maria Marie Marilyn Mario Mark Martha Martin Mary Matt Matthew Megan Melanie Melissa Michael Michele Michelle Miguel Mike Mitchell Monica Nancy Natalie Nathan Nicholas Nicole Noah Oscar Pamela Patricia Patrick Paul Peter Philip Phillip Phyllis Rachel Ralph Randall Randy Raymond Rebecca Ricardo Richard Rick Ricky Rob Robert Roberto Robin Rodney Roger Ronald Rose Roy Russell Ruth Ryan Sam Samantha Samuel Sandra Sara Sarah Scott Sean Shannon Sharon Shawn Shirley Sophia Stacy Stanley Stephanie Stephen Steve Steven Sue Susan Sydney Tammy Tara Taylor Teresa Terry Theresa Thomas Tiffany Tim Timothy Tina Todd Tom Tony Tracy Travis Tyler Valerie Vanessa Veronica Victor Victoria Vincent Virginia Walter Wanda Wayne Wendy William Willie Zachary";

/// Words that, after a given name, make it the name of a place, a body or an event.
const NOT_SURNAMES: &str = "Academy Airport Attorney Attorneys Bay Beach Bend Board Campus Centre Center Chief City Coalition College Commission Commissioner Coroner Council Counties County Court Creek Department Detective District Divisions Division Falls Field Foundation Grove Heights Highway Hospital Hotel House International Island Justice Lake Mall Metro Metropolitan Mission Office Officers Parish Park Police Port Prosecutor Public River School Sheriff Sheriffs Springs State Station Street Task Township Trooper Troopers Unit University Valley Village Women";

/// Word pairs that are not a person's name although they look like one, each with the reason.
const ALLOWED: &[(&str, &str)] = &[
    ("Beverly Press", "a newspaper in Los Angeles"),
    ("Christian News", "part of a publisher's name: Christian News Network"),
    ("Christian Post", "a news site: The Christian Post"),
    ("Christian Tribune", "part of a publisher's name"),
    ("Jose Inside", "a news site: San Jose Inside"),
];

/// A scan for possible names.
pub struct Scan {
    given: BTreeSet<&'static str>,
    not_surnames: BTreeSet<&'static str>,
    /// Names of places, agencies and programmes.
    registries: Vec<String>,
}

impl Scan {
    /// A scan that knows the dataset's registries.
    pub fn new(dataset: &Dataset) -> Self {
        let agencies = dataset.agencies.iter();
        let registries = agencies
            .flat_map(|agency| std::iter::once(&agency.name).chain(&agency.aliases))
            .chain(dataset.places.iter().map(|place| &place.name))
            .chain(dataset.programmes.iter().map(|programme| &programme.name));
        Self {
            given: GIVEN_NAMES.split(' ').collect(),
            not_surnames: NOT_SURNAMES.split(' ').collect(),
            registries: registries.cloned().collect(),
        }
    }

    /// The word pairs in a text that may be a person's name.
    pub fn in_text(&self, text: &str) -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut found = Vec::new();
        for pair in words.windows(2) {
            let (given, surname) = (pair[0], pair[1]);
            // A comma or a full stop after the first word ends the phrase.
            let given = given.trim_start_matches(|c: char| !c.is_alphabetic());
            let possessive = surname.trim_end_matches(|c: char| !c.is_alphabetic());
            let bare = possessive
                .strip_suffix("'s")
                .or(possessive.strip_suffix("’s"))
                .unwrap_or(possessive);
            let capitalised = bare.chars().next().is_some_and(char::is_uppercase)
                && bare.chars().nth(1).is_some_and(char::is_lowercase);
            if !self.given.contains(given) || !capitalised || self.not_surnames.contains(bare) {
                continue;
            }
            let name = format!("{given} {bare}");
            let registered = self.registries.iter().any(|known| known.contains(&name));
            let allowed = ALLOWED.iter().any(|(pair, _)| *pair == name);
            if !registered && !allowed {
                found.push(name);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_before_a_capitalised_word_is_found() {
        let scan = Scan::new(&Dataset::default());
        assert_eq!(scan.in_text("Announced by James Example, agent in charge."), ["James Example"]);
        assert_eq!(scan.in_text("(Mary Sample's office)"), ["Mary Sample"]);
    }

    #[test]
    fn places_and_bodies_are_not_names() {
        let scan = Scan::new(&Dataset::default());
        for text in [
            "Jackson County",
            "the Austin Police Department",
            "Virginia State Police",
            "in Madison, Wisconsin",
            "Grand Rapids",
            "James said so",
            "",
        ] {
            assert_eq!(scan.in_text(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn every_allowed_pair_has_a_reason() {
        assert!(ALLOWED.iter().all(|(pair, reason)| pair.contains(' ') && reason.len() > 10));
    }
}
