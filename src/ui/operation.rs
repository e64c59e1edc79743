//! One operation: its numbers with the sources' accounts side by side, its parts, who took part,
//! and the sources.

use yew::prelude::*;

use crate::present::operation::{
    self, AgencyList, Linked, OffenceLine, OperationPage as Shown, PartsTable, SourceLine,
};
use crate::present::standing;
use crate::ui::frame::Frame;
use crate::ui::quantities::{Quantities, quantities};
use crate::ui::shell;

/// One operation.
pub fn page(frame: Frame<'_>, id: &str) -> Html {
    let dataset = &frame.record.dataset;
    let Some(index) = dataset.operation_by_id(id) else {
        let why = format!(
            "The record holds no operation “{id}”. It may have been renamed, or the address mistyped."
        );
        return shell::missing(frame, "No such operation", Some(why));
    };
    let page = &operation::page(dataset, index);
    let props = Quantities {
        frame,
        columns: page.columns.as_deref(),
        sources: &page.sources,
        operation: id,
    };
    html! {
        <main id="main" class="operation" tabindex="-1">
            <h1 tabindex="-1">{ page.heading.clone() }</h1>
            if let Some(title) = &page.title { <p class="subtitle">{ title.clone() }</p> }
            <p class="lead">{ page.summary.clone() }</p>
            { facts(frame, page) }
            <section aria-labelledby="figures">
                <h2 id="figures">{ "What was announced" }</h2>
                { for page.groups.iter().map(|group| html! {
                    <>
                        { quantities(props, group) }
                        if group.suspects { <p class="presumption">{ standing::PRESUMPTION }</p> }
                    </>
                }) }
            </section>
            { checks(page) }
            if let Some(parts) = &page.parts { { parts_table(frame, parts) } }
            { agencies(&page.agencies) }
            { offences(&page.offences) }
            if !page.tactics.is_empty() {
                <section aria-labelledby="tactics">
                    <h2 id="tactics">{ "How it was done" }</h2>
                    <ul>{ for page.tactics.iter().map(|(label, definition)| html! { <li><strong>{ *label }</strong>{ ": " }{ *definition }</li> }) }</ul>
                </section>
            }
            if !page.statements.is_empty() {
                <section aria-labelledby="statements">
                    <h2 id="statements">{ "What officials said, in our words" }</h2>
                    { for page.statements.iter().map(|statement| html! {
                        <p><strong>{ statement.role.clone() }</strong>{ ": " }{ statement.gist.clone() }<span class="detail">{ statement.stands.clone() }</span></p>
                    }) }
                </section>
            }
            { sources(&page.sources) }
            if let Some(note) = &page.note {
                <section aria-labelledby="note"><h2 id="note">{ "Note on the record" }</h2><p>{ note.clone() }</p></section>
            }
        </main>
    }
}

fn facts(frame: Frame<'_>, page: &Shown) -> Html {
    let text = |linked: &Linked| match &linked.target {
        Some(target) => html! { <a href={frame.href_of(target)}>{ linked.text.clone() }</a> },
        None => html! { { linked.text.clone() } },
    };
    html! {
        <>
            <dl class="facts">
                { for page.facts.iter().map(|fact| html! {
                    <div>
                        <dt>{ fact.term }</dt>
                        { for fact.texts.iter().map(|linked| html! { <dd>{ text(linked) }</dd> }) }
                    </div>
                }) }
            </dl>
            { for page.inferred.iter().map(|sentence| html! { <p class="inferred"><span class="mark">{ "Inferred" }</span>{ " " }{ sentence.clone() }</p> }) }
        </>
    }
}

fn checks(page: &Shown) -> Html {
    if page.checks.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="checks">
            <h2 id="checks">{ "Do the parts add up?" }</h2>
            <ul class="checks">
                { for page.checks.iter().map(|check| html! {
                    <li class={classes!(check.contradicts.then_some("differs"))}>
                        <span class="sum">{ check.sum.clone() }</span>
                        <span class="detail">{ check.words.clone() }</span>
                    </li>
                }) }
            </ul>
        </section>
    }
}

fn parts_table(frame: Frame<'_>, parts: &PartsTable) -> Html {
    let cell = |text: &Option<String>| match text {
        Some(text) => html! { { text.clone() } },
        None => html! { <span class="absent">{ "none stated" }</span> },
    };
    html! {
        <section aria-labelledby="parts">
            <h2 id="parts">{ "Parts of this operation in the record" }</h2>
            { for parts.sums.iter().map(|sum| html! { <p>{ sum.clone() }</p> }) }
            <div class="scroll" role="region" aria-label="Parts" tabindex="0">
                <table>
                    <caption>{ "Parts" }</caption>
                    <thead><tr>
                        <th scope="col">{ "Operation" }</th>
                        <th scope="col">{ "Date" }</th>
                        <th scope="col" class="number">{ "People found" }</th>
                        <th scope="col" class="number">{ "Arrests" }</th>
                    </tr></thead>
                    <tbody>
                        { for parts.rows.iter().map(|row| html! {
                            <tr>
                                <th scope="row"><a href={frame.href(row.target.clone())}>{ row.title.clone() }</a></th>
                                <td data-label="Date">{ cell(&row.date) }</td>
                                <td class="number" data-label="People found">{ cell(&row.found) }</td>
                                <td class="number" data-label="Arrests">{ cell(&row.arrests) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn agencies(lists: &[AgencyList]) -> Html {
    if lists.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="agencies">
            <h2 id="agencies">{ "Who took part, by source" }</h2>
            <div class="by-source">
                { for lists.iter().map(|list| html! {
                    <div>
                        <h3>{ list.publisher.clone() }<span class="reference">{ format!("[{}]", list.source) }</span></h3>
                        { for list.roles.iter().map(|(role, names)| html! {
                            <>
                                <p class="role">{ *role }</p>
                                <ul>{ for names.iter().map(|name| html! { <li>{ name.clone() }</li> }) }</ul>
                            </>
                        }) }
                    </div>
                }) }
            </div>
        </section>
    }
}

fn offences(lines: &[OffenceLine]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="offences">
            <h2 id="offences">{ "Offences that sources name" }</h2>
            <dl class="facts">
                { for lines.iter().map(|line| html! {
                    <div>
                        <dt>{ line.category }</dt>
                        { for line.wordings.iter().map(|(wording, sources)| html! {
                            <dd>
                                { wording.clone() }
                                <span class="reference">{ sources.iter().map(|number| format!("[{number}]")).collect::<String>() }</span>
                            </dd>
                        }) }
                    </div>
                }) }
            </dl>
            <p class="presumption">{ standing::PRESUMPTION }</p>
        </section>
    }
}

fn sources(lines: &[SourceLine]) -> Html {
    html! {
        <section aria-labelledby="sources">
            <h2 id="sources">{ "Sources" }</h2>
            <ol class="sources">{ for lines.iter().map(|line| html! { <li value={line.number.to_string()}>{ source(line) }</li> }) }</ol>
        </section>
    }
}

/// A source with its link.
pub fn source(line: &SourceLine) -> Html {
    html! {
        <>
            <span class="publisher">{ line.publisher.clone() }</span>{ ": " }
            <a href={line.url.clone()} rel="noreferrer noopener">{ line.title.clone() }</a>
            <span class="detail">{ line.about.clone() }</span>
            <span class="address">{ line.url.clone() }</span>
        </>
    }
}
