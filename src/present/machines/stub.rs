//! The page of an operation as plain HTML: for search engines, previews, printers and browsers without
//! JavaScript. It says what the page of the app says of the numbers, and leads there.

use super::{Home, in_short, oembed_file, stub_file, title, when_and_where};
use crate::model::*;
use crate::present::disagreement::DisagreementRow;
use crate::present::machines::preview::{self, Preview};
use crate::present::markup::Markup;
use crate::present::operation::{self, Claim, Linked, OperationPage, QuantityGroup, SourceLine};
use crate::present::record::Record;
use crate::present::region;
use crate::present::titles::PRODUCT;
use crate::present::{labels, standing, total};
use crate::view::{self, Page, View};

/// The looks of these pages, as `v/page.css`.
pub const STYLE: &str = include_str!("../../../assets/pages/page.css");

/// A page with words and a style beside it, and nothing that runs.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// Where the app lies from here.
const APP: &str = "../../";

/// The page of an operation.
pub fn page(record: &Record, index: OperationIdx, home: &Home) -> String {
    let operation = record.dataset.operation(index);
    let view = View::of(Page::Operation(operation.id.clone()));
    let page = operation::page(record, &view, index);
    let mut html = Markup::default();
    head(&mut html, record, index, home);
    html.write(
        "<main id=\"main\">\n<p class=\"kicker\">An announced operation</p>\n<h1>{}</h1>\n",
        &[&page.heading],
    );
    if let Some(title) = &page.title {
        html.write("<p class=\"title\">{}</p>\n", &[title]);
    }
    html.write("<p class=\"summary\">{}</p>\n", &[&page.summary]);
    html.write(
        "<p><a class=\"open\" href=\"{}\">Open in {}</a> <span class=\"soft\">to filter, total and \
         compare; it needs JavaScript.</span></p>\n",
        &[&app(&view), PRODUCT],
    );
    totals(&mut html, record, &view);
    facts(&mut html, &page);
    figures(&mut html, operation, &page.groups);
    disagreements(&mut html, &page.disagreements);
    parts(&mut html, record, index);
    agencies(&mut html, &page);
    sources(&mut html, &page.sources);
    html.write("</main>\n", &[]);
    foot(&mut html, &record.dataset);
    html.finish()
}

fn head(html: &mut Markup, record: &Record, index: OperationIdx, home: &Home) {
    let operation = record.dataset.operation(index);
    let title = title(operation);
    let description = description(record, index);
    let address = home.file(&stub_file(operation));
    html.write(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{} · {}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"description\" content=\"{}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"../../icons/icon-192.png\">\n\
         <link rel=\"stylesheet\" href=\"../page.css\">\n\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">\n",
        &[POLICY, &title, PRODUCT, &description, &home.file(&oembed_file(operation)), &title],
    );
    let page =
        Preview { kind: "article", title: &title, description: &description, address: &address };
    preview::write(html, &page, home);
    html.write(
        "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the main content</a>\n\
         <header>\n<a class=\"brand\" href=\"{}\">{}</a>\n\
         <a class=\"exit\" href=\"https://www.weather.gov/\" rel=\"noreferrer\">Exit this page</a>\n\
         </header>\n",
        &[APP, PRODUCT],
    );
}

/// What a preview or a list of results says of the page: the numbers first.
fn description(record: &Record, index: OperationIdx) -> String {
    let operation = record.dataset.operation(index);
    let suspects = operation.figures.iter().any(|figure| figure.measure.presumed_innocent());
    let announced = in_short(record, index).map(|said| format!("Announced: {said}."));
    let when = Some(when_and_where(&record.dataset, operation)).filter(|said| !said.is_empty());
    let parts = [
        announced,
        when.map(|said| said + "."),
        Some(operation.summary.clone()),
        suspects.then(|| "An arrest or a charge is an allegation.".into()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Where the app shows a view.
fn app(view: &View) -> String {
    [APP, "#", &view::write(view)].concat()
}

/// A text that may lead to another of these pages, or into the app.
fn linked(html: &mut Markup, linked: &Linked) {
    match &linked.target {
        None => html.write("{}", &[&linked.text]),
        Some(View { page: Page::Operation(id), .. }) => {
            html.write("<a href=\"{}.html\">{}</a>", &[id, &linked.text]);
        }
        Some(view) => html.write("<a href=\"{}\">{}</a>", &[&app(view), &linked.text]),
    }
}

fn facts(html: &mut Markup, page: &OperationPage) {
    html.write("<h2>When, where, what kind</h2>\n<dl class=\"facts\">\n", &[]);
    // What can only be done in the app is no fact.
    let is_fact = |text: &Linked| {
        text.target
            .as_ref()
            .is_none_or(|view| view.compare.is_empty() || view.page != Page::Operations)
    };
    for fact in page.facts.iter().filter(|fact| fact.texts.iter().all(is_fact)) {
        html.write("<div><dt>{}</dt><dd>", &[fact.term]);
        for (at, text) in fact.texts.iter().enumerate() {
            html.write(if at > 0 { "; " } else { "" }, &[]);
            linked(html, text);
        }
        html.write("</dd></div>\n", &[]);
    }
    html.write("</dl>\n", &[]);
    for said in page.inferred.iter().chain(&page.note) {
        html.write("<p class=\"soft\">{}</p>\n", &[said]);
    }
}

/// What the numbers come to, as the app has it without a filter.
fn totals(html: &mut Markup, record: &Record, view: &View) {
    let Some(selection) = region::selection(record, view, None) else { return };
    let region = region::region(record, view, &selection);
    let lines: Vec<_> = region.groups.iter().flat_map(|group| &group.lines).collect();
    if lines.is_empty() {
        return;
    }
    html.write("<h2>What was announced</h2>\n<dl class=\"totals\">\n", &[]);
    for line in &lines {
        let words = &line.words;
        html.write("<div><dt>{}</dt><dd>{}", &[&words.label, &words.number]);
        soft(html, &words.brief);
        html.write("</dd></div>\n", &[]);
    }
    html.write("</dl>\n<p class=\"soft\">{}</p>\n", &[total::ANNOUNCED]);
    if lines.iter().any(|line| line.words.suspects) {
        html.write("<p class=\"presumption\">{}</p>\n", &[standing::PRESUMPTION]);
    }
}

/// Every number, with each source that gives it.
fn figures(html: &mut Markup, operation: &Operation, groups: &[QuantityGroup]) {
    if groups.is_empty() {
        return;
    }
    html.write("<h2>Every number, and who says so</h2>\n", &[]);
    for group in groups {
        html.write("<h3>{}</h3>\n", &[group.heading]);
        if group.suspects {
            html.write("<p class=\"presumption\">{}</p>\n", &[total::ALLEGATION]);
        }
        html.write("<dl class=\"figures\">\n", &[]);
        for row in &group.rows {
            html.write("<div><dt>{}", &[&row.quantity]);
            soft(html, row.extent.as_deref().unwrap_or_default());
            if row.disagree {
                html.write(" <span class=\"mark\">Sources disagree</span>", &[]);
            }
            html.write("</dt>\n", &[]);
            for account in &row.accounts {
                let said: Vec<String> = account.claims.iter().map(said).collect();
                // What all say alike is said once.
                let alike = said.windows(2).all(|two| two[0] == two[1]);
                html.write("<dd><b>{}</b>", &[&account.value]);
                if let Some(said) = said.first().filter(|_| alike) {
                    soft(html, said);
                }
                html.write("\n<ul>\n", &[]);
                for (claim, said) in account.claims.iter().zip(&said) {
                    let source = operation.source(SourceIdx::at(claim.source - 1));
                    html.write(
                        "<li><a href=\"{}\" rel=\"noreferrer\">{}</a>, {}",
                        &[&source.url, &claim.publisher, &claim.locator],
                    );
                    soft(html, if alike { "" } else { said });
                    html.write("</li>\n", &[]);
                }
                html.write("</ul></dd>\n", &[]);
            }
            html.write("</div>\n", &[]);
        }
        html.write("</dl>\n", &[]);
    }
}

/// What is to be known of a claim: its verb, of what it is a share, remarks.
fn said(claim: &Claim) -> String {
    let verb = claim.verb.map(labels::lower_first);
    let said = verb.iter().chain(&claim.share).chain(&claim.remarks);
    said.map(String::as_str).collect::<Vec<_>>().join("; ")
}

fn soft(html: &mut Markup, words: &str) {
    if !words.is_empty() {
        html.write(" <span class=\"soft\">{}</span>", &[words]);
    }
}

fn disagreements(html: &mut Markup, rows: &[DisagreementRow]) {
    if rows.is_empty() {
        return;
    }
    html.write("<h2>Where sources disagree</h2>\n<ul class=\"disagreements\">\n", &[]);
    for row in rows {
        html.write("<li><b>{}</b>: {}", &[&row.quantity, &labels::lower_first(row.kind)]);
        if let Some(spread) = &row.spread {
            html.write(", {}", &[spread]);
        }
        html.write(".\n<ul>\n", &[]);
        for said in row.grouped() {
            html.write("<li>{}</li>\n", &[&said]);
        }
        html.write("</ul>\n", &[]);
        if let Some(reason) = &row.reason {
            html.write("<p>{}</p>\n", &[reason]);
        }
        html.write("</li>\n", &[]);
    }
    html.write("</ul>\n", &[]);
}

/// The operations that are parts of it.
fn parts(html: &mut Markup, record: &Record, index: OperationIdx) {
    let parts: Vec<OperationIdx> = record.dataset.parts_of(index).collect();
    if parts.is_empty() {
        return;
    }
    html.write("<h2>Its parts</h2>\n<p class=\"soft\">{}</p>\n<ul class=\"parts\">\n", &[PARTS]);
    for part in parts {
        let operation = record.dataset.operation(part);
        let words = [operation.id.as_str(), &title(operation)];
        html.write("<li><a href=\"{}.html\">{}</a>", &words);
        if let Some(said) = in_short(record, part) {
            html.write(": {}", &[&said]);
        }
        html.write("</li>\n", &[]);
    }
    html.write("</ul>\n", &[]);
}

/// What the numbers of parts are to those of their whole.
const PARTS: &str = "What was announced for a part is usually inside the number of the whole, so the two are not added.";

/// Who took part, by the source that says so.
fn agencies(html: &mut Markup, page: &OperationPage) {
    if page.agencies.is_empty() {
        return;
    }
    html.write("<h2>Who took part</h2>\n<dl class=\"agencies\">\n", &[]);
    for list in &page.agencies {
        html.write("<div><dt>{} says</dt>\n", &[&list.publisher]);
        for (role, names) in &list.roles {
            html.write("<dd>{}: ", &[role]);
            for (at, name) in names.iter().enumerate() {
                html.write(if at > 0 { "; " } else { "" }, &[]);
                linked(html, name);
            }
            html.write("</dd>\n", &[]);
        }
        html.write("</div>\n", &[]);
    }
    html.write("</dl>\n", &[]);
}

fn sources(html: &mut Markup, lines: &[SourceLine]) {
    html.write("<h2>Sources</h2>\n<ol class=\"sources\">\n", &[]);
    for line in lines {
        html.write(
            "<li>{}: <a href=\"{}\" rel=\"noreferrer\">{}</a> <span class=\"soft\">{}</span></li>\n",
            &[&line.publisher, &line.url, &line.title, &line.about],
        );
    }
    html.write("</ol>\n", &[]);
}

fn foot(html: &mut Markup, dataset: &Dataset) {
    html.write(
        "<footer>\n<p>{} <a href=\"{}\" rel=\"license noreferrer\">The licence</a>. Facts and source \
         texts remain with their publishers. <a href=\"{}\">All tables</a>.</p>\n<p>{}</p>\n</footer>\n\
         </body>\n</html>\n",
        &[
            &standing::edition(&dataset.edition),
            standing::licence_address(&dataset.edition.licence),
            "../../data/datapackage.json",
            standing::HELP_LINES,
        ],
    );
}
