//! The region of totals: what was announced together, with the choices that it depends on.

use yew::prelude::*;

use crate::chart::span;
use crate::model::{ConflictRule, Counting, Outcome, OutcomeClass, Vocabulary};
use crate::present::region::{Group, Line, Region};
use crate::present::total::ANNOUNCED;
use crate::ui::copy::{Copied, copy_button};
use crate::ui::dialog::Dialog;
use crate::ui::elements::{button, choice, element, plain, presumption, text, with};
use crate::ui::frame::{Frame, chosen};
use crate::ui::plot::decoration;
use crate::ui::split;
use crate::view::Action;

/// The region.
pub fn region(frame: Frame<'_>, region: &Region) -> Html {
    let mut parts = vec![
        with("h2", "", ("id", AttrValue::Static("totals")), vec![plain("Totals")]),
        controls(frame),
        text("p", "hint", region.rule),
    ];
    let groups = region.groups.iter().map(|group| self::group(frame, group));
    parts.push(element("div", "groups", groups.collect()));
    parts.extend(region.absent.clone().map(|absent| text("p", "hint", absent)));
    parts.push(text("p", "hint", ANNOUNCED));
    parts.push(split::totals_by(frame, region.split.as_ref()));
    if region.groups.iter().flat_map(|group| &group.lines).any(|line| line.words.suspects) {
        parts.push(presumption());
    }
    with("section", "totals", ("aria-labelledby", AttrValue::Static("totals")), parts)
}

/// What totals depend on: the rule, the outcomes, possible victims.
pub fn controls(frame: Frame<'_>) -> Html {
    let view = frame.view;
    let word = |slug: &'static str, label: &'static str, chosen: bool| {
        (AttrValue::Static(slug), AttrValue::Static(label), chosen)
    };
    let rules = ConflictRule::ALL
        .iter()
        .map(|rule| word(rule.slug(), rule.label(), view.rule.0 == *rule))
        .collect();
    let decide =
        frame.on(|event: Event| ConflictRule::from_slug(&chosen(&event)?).map(Action::Decide));
    let mut parts = vec![choice("When sources disagree", rules, decide)];
    if view.asks_for_outcomes() {
        let counting = view.counting.unwrap_or_default();
        let classes = OutcomeClass::ALL
            .iter()
            .map(|class| word(class.slug(), class.label(), counting == Counting::Class(*class)));
        let verbs = Outcome::ALL
            .iter()
            .filter(|verb| verb.is_one_of_several())
            .map(|verb| word(verb.slug(), verb.label(), counting == Counting::Verb(*verb)));
        let outcomes = classes.chain(verbs).collect();
        let count =
            frame.on(|event: Event| Counting::from_slug(&chosen(&event)?).map(Action::Count));
        parts.push(choice("Outcome counted", outcomes, count));
    }
    let possible = view.possible;
    let onchange = frame.on(move |_: Event| Some(Action::CountPossible(!possible)));
    parts.push(html! {
        <label class="tool">
            <input type="checkbox" checked={possible} {onchange} />
            { "Include possible victims" }
        </label>
    });
    element("div", "controls", parts)
}

/// The sentence of a total, behind a word.
fn quote(frame: Frame<'_>, line: &Line) -> Html {
    let sentence = vec![
        plain(line.sentence.clone()),
        plain(" "),
        copy_button(frame, Copied::Text(line.sentence.clone()), "Copy sentence"),
    ];
    element(
        "details",
        "quote",
        vec![text("summary", "", line.quote.clone()), element("p", "", sentence)],
    )
}

/// A group of totals on one scale; those of groups of suspects wait behind a word.
fn group(frame: Frame<'_>, group: &Group) -> Html {
    let line = |line: &Line| {
        let Line { ask, range, words, explain, .. } = line;
        let ask = *ask;
        let opens = frame.opens.reform(move |_: MouseEvent| Some(Dialog::Ledger(ask)));
        let parts = vec![
            text("span", "label", words.label.clone()),
            text("strong", "number", words.number.clone()),
            decoration(&span::scene(*range, group.most), "span"),
            text("span", "behind", words.behind.clone()),
            text("span", "note", words.brief.clone()),
            button("plain", plain(explain.clone()), opens),
            quote(frame, line),
        ];
        element("li", "", parts)
    };
    let (everyone, some): (Vec<&Line>, Vec<&Line>) =
        group.lines.iter().partition(|line| line.is_main());
    let list = |lines: Vec<&Line>| element("ul", "", lines.into_iter().map(line).collect());
    let mut parts = Vec::new();
    if !everyone.is_empty() {
        parts.push(list(everyone));
    }
    if !some.is_empty() {
        let summary = text("summary", "", "Arrests by group; the groups overlap and are no sum");
        parts.push(element("details", "", vec![summary, list(some)]));
    }
    parts.into_iter().collect()
}
