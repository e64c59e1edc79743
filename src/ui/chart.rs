//! A chart with its words: what it shows, under which filter, the picture, what a mark says, and the
//! same numbers as a table.

use std::rc::Rc;

use yew::prelude::*;

use crate::chart::{Room, file, scene};
use crate::engine::{Field, Span};
use crate::model::{ChartKind, Vocabulary};
use crate::present::charts::{Chart, Point, refused, saved};
use crate::present::{charts, csv, labels, page_charts};
use crate::ui::dialog::Dialog;
use crate::ui::elements::{button, choice, element, link, plain, presumption, section, text, with};
use crate::ui::frame::{File, FileKind, Frame, chosen};
use crate::ui::{plot, walk};
use crate::view::{self, Action, Drawing};

/// The ids of the charts of a page.
pub const IDS: [&str; 7] =
    ["chart", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6", "chart-7"];

/// The charts of a page of rows, with the choices of what they draw.
pub fn charts(frame: Frame<'_>, charts: &[Rc<Chart>]) -> Html {
    if frame.view.page.charts().is_empty() {
        return Html::default();
    }
    let mut parts = vec![controls(frame)];
    if let Some(why) = refused(frame.view) {
        parts.push(text("p", "nothing", why));
        parts.push(button("", plain("Draw the usual chart"), frame.does(Action::Dismiss)));
        return element("div", "drawn", parts);
    }
    let charts = charts.iter().zip(IDS);
    parts.push(element(
        "div",
        "charts",
        charts.map(|(chart, id)| figure(frame, id, chart)).collect(),
    ));
    element("div", "drawn", parts)
}

/// A chart under its title.
pub fn figure(frame: Frame<'_>, id: &'static str, chart: &Rc<Chart>) -> Html {
    let mut body = vec![text("p", "hint filter", chart.filter.clone())];
    match chart.nothing() {
        Some(reason) => body.push(text("p", "nothing", reason.to_string())),
        None => {
            body.push(text("p", "facts-line", chart.facts.join(" ")));
            body.push(picture(frame, chart));
            body.extend(chart.notes.iter().map(|note| text("p", "hint", note.clone())));
            if chart.suspects {
                body.push(presumption());
            }
            body.push(as_table(frame, chart));
            body.push(save_as(frame, chart));
        }
    }
    section(id, chart.title.clone(), body)
}

/// The picture, and under it what a mark says that is pointed at or has the focus.
fn picture(frame: Frame<'_>, chart: &Chart) -> Html {
    let href = |point: &Point| point.target.as_ref().map(|view| frame.href_of(view));
    let field = chart.brush.as_ref().map(|(field, _)| *field);
    let reach = |point: &Point| {
        let Span { from, to } = point.stretch?;
        let [from, to] =
            [from?, to?].map(|limit| field.map(|field| view::limit_text(field, limit)));
        Some(format!("{}..{}", from?, to?))
    };
    let name = format!("{}. {}. {}", chart.title, chart.filter, chart.description());
    let draw = |room: Room, class: &'static str| {
        let scene = scene(chart, room);
        if plot::is_crowded(&scene) && frame.pace.sketches() {
            return plot::sketch(&scene, class, name.clone());
        }
        plot::walkable(&scene, class, name.clone(), &chart.points, href, reach)
    };
    let (wide, narrow) = (draw(Room::Wide, "plot on-wide"), draw(Room::Narrow, "plot on-narrow"));
    let brush = chart.brush.clone();
    // What is read out goes with what it was read of.
    let readout = format!("{} {}", chart.title, chart.filter);
    let hint = match &chart.brush {
        Some(_) => {
            "Arrows walk the marks, Enter follows one; Shift and arrows, or dragging, choose a stretch."
        }
        None => "Arrows walk the marks, Enter follows one.",
    };
    html! {
        <div
            class="chart"
            onkeydown={walk::keys(frame, brush.clone())}
            onfocusin={walk::reads::<FocusEvent>()}
            onmousedown={walk::begins()}
            onmouseover={walk::stretches()}
            onmouseup={walk::ends(frame, brush)}
            ondragstart={walk::stays()}
        >
            { wide }
            { narrow }
            <p key={readout} class="readout" aria-hidden="true"></p>
            <p class="hint how">{ hint }</p>
        </div>
    }
}

/// The numbers of a chart as a table.
fn as_table(frame: Frame<'_>, chart: &Chart) -> Html {
    let behind = chart.points.iter().any(|point| !point.behind.is_empty());
    let column = |class: &'static str, label: &'static str| {
        with("th", class, ("scope", AttrValue::Static("col")), vec![plain(label)])
    };
    let mut heads = vec![column("", chart.heads[0]), column("number", chart.heads[1])];
    heads.extend(behind.then(|| column("", "Behind it")));
    let rows = chart.points.iter().map(|point| {
        let name = match &point.target {
            Some(target) => link(frame.href_of(target), point.name.clone()),
            None => plain(point.name.clone()),
        };
        let name = with("th", "", ("scope", AttrValue::Static("row")), vec![name]);
        let mut cells = vec![name, text("td", "number", point.text.clone())];
        cells.extend(behind.then(|| text("td", "", point.behind.clone())));
        element("tr", "", cells)
    });
    let table = vec![
        text("caption", "", chart.title.clone()),
        element("thead", "", vec![element("tr", "", heads)]),
        element("tbody", "", rows.collect()),
    ];
    let table = element("table", "small", table);
    element("details", "as-table", vec![text("summary", "", "Show as table"), table])
}

/// The files that a chart can be saved as.
fn save_as(frame: Frame<'_>, chart: &Rc<Chart>) -> Html {
    let name = saved::file_name(chart);
    let save = |label: &'static str, ending: &str, kind: FileKind| {
        let (record, chart, name) = (*frame.record, chart.clone(), format!("{name}.{ending}"));
        let onclick = frame.saves.reform(move |_: MouseEvent| {
            let text = match kind {
                FileKind::Text(csv::MEDIA_TYPE) => saved::to_csv(&record, &chart),
                _ => file::svg(&chart, &saved::imprint(&record.dataset, &chart)),
            };
            File { name: name.clone(), kind, text }
        });
        button("plain", plain(label), onclick)
    };
    let buttons = vec![
        save("SVG", "svg", FileKind::Text(file::MEDIA_TYPE)),
        save("PNG", "png", FileKind::Picture),
        save("CSV", "csv", FileKind::Text(csv::MEDIA_TYPE)),
        embed(frame, chart),
    ];
    let refused = frame.unsaved.and_then(|file| file.rsplit_once('.'));
    let refused = refused.is_some_and(|(file, _)| file == name);
    let said =
        if refused { "The browser did not make this file. Another form may work." } else { "" };
    let status =
        with("span", "", ("role", AttrValue::Static("status")), vec![text("span", "", said)]);
    let parts = vec![element("p", "copies", buttons), status];
    let summary = text("summary", "", "Save as");
    element("details", "as-table save-as", std::iter::once(summary).chain(parts).collect())
}

/// Opens the codes that show a chart alone inside another page.
fn embed(frame: Frame<'_>, chart: &Rc<Chart>) -> Html {
    let (record, chart) = (*frame.record, chart.clone());
    let onclick = frame.opens.reform(move |_: MouseEvent| {
        Some(Dialog::Embed(Some(Box::new(page_charts::embedded(&record, &chart)))))
    });
    button("plain", plain("Embed"), onclick)
}

/// What is drawn: which chart, of which number, by which field.
fn controls(frame: Frame<'_>) -> Html {
    let view = frame.view;
    let kinds = view.page.charts();
    let kind = |kind: &ChartKind| {
        let chosen = view.chart_kind() == Some(*kind);
        (AttrValue::Static(kind.slug()), AttrValue::Static(kind.label()), chosen)
    };
    let none = (AttrValue::Static(Drawing::NONE), "No chart".into(), view.chart_kind().is_none());
    let onchart = frame.on(|event: Event| {
        let kind = ChartKind::from_slug(&chosen(&event)?);
        Some(Action::Draw(kind.map_or(Drawing::None, Drawing::Chart)))
    });
    let mut parts = vec![choice("Chart", kinds.iter().map(kind).chain([none]).collect(), onchart)];
    if view.draws_totals() {
        let rows = view.table().map(labels::table).map(|words| words.name);
        let rows = rows.filter(|_| view.chart_kind() != Some(ChartKind::Ranges));
        parts.push(drawn(frame, "Number drawn", rows));
    }
    let fields = view.splits();
    if fields.len() > 1 {
        let field = |field: &Field| {
            let label = AttrValue::Static(labels::field(*field));
            (AttrValue::Static(field.key()), label, view.split() == Some(*field))
        };
        let onsplit = frame.on(|event: Event| Field::from_key(&chosen(&event)?).map(Action::Split));
        parts.push(choice("By", fields.iter().map(field).collect(), onsplit));
    }
    element("div", "controls", parts)
}

/// The choice of a total, with what stands for none; without it, there always is one.
pub fn drawn(frame: Frame<'_>, label: &'static str, none: Option<&'static str>) -> Html {
    let view = frame.view;
    let now = if none.is_some() { view.drawn } else { view.drawn_total() };
    let drawn = charts::drawable(view).into_iter().map(|drawn| {
        let chosen = now == Some(drawn);
        (view::drawn_text(drawn).into(), charts::drawn_label(view, drawn).into(), chosen)
    });
    let none = none.map(|none| ("".into(), none.into(), now.is_none()));
    let ondrawn = frame.on(|event: Event| Some(Action::DrawOf(view::read_drawn(&chosen(&event)?))));
    choice(label, none.into_iter().chain(drawn).collect(), ondrawn)
}
