//! The evidence of a view as a reader keeps it: what it holds, and that words stay words.

use clearcount::dataset::{self, BUILT_IN, BUILT_IN_SHA256};
use clearcount::present::evidence;
use clearcount::present::record::Record;
use clearcount::view;
use sha2::{Digest, Sha256};

fn record() -> Record {
    Record::new(dataset::built_in().dataset)
}

#[test]
fn the_digest_is_that_of_the_text_that_the_program_carries() {
    let digest: String =
        Sha256::digest(BUILT_IN.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, BUILT_IN_SHA256);
}

#[test]
fn the_evidence_of_an_operation() {
    let view = view::parse("#/operations/2015-operation-cross-country-ix-denver");
    let evidence = evidence::of(&record(), &view, "0123abcd");
    insta::assert_snapshot!(evidence.html);
    assert_eq!(
        evidence.file,
        "clearcount-operations-2015-operation-cross-country-ix-denver-2026.11.0.html"
    );
    assert_eq!(evidence.title, "Evidence: Operation Cross Country IX · Clearcount");
}

#[test]
fn every_number_that_refers_to_a_source_finds_it() {
    for address in ["#/", "#/operations?state=KS", "#/figures?measure=arrests&state=MO"] {
        let html = evidence::of(&record(), &view::parse(address), "").html;
        let after = |mark: &str| -> Vec<usize> {
            let numbers = html.split(mark).skip(1);
            numbers.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
        };
        let listed = after("<li id=\"source-");
        assert_eq!(listed, (1..=listed.len()).collect::<Vec<_>>(), "{address}");
        let cited = after("href=\"#source-");
        assert!(!cited.is_empty() && cited.iter().all(|number| listed.contains(number)));
    }
}

#[test]
fn an_address_is_written_into_the_file_as_words() {
    let view = view::parse("#/operations?q=<img src=x>\"");
    let evidence = evidence::of(&record(), &view, "");
    assert!(!evidence.html.contains("<img"), "{}", evidence.html);
    let view = view::parse("#/../<b>");
    assert_eq!(evidence::of(&record(), &view, "").file, "clearcount-overview-2026.11.0.html");
}
