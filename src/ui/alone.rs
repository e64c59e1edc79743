//! Charts alone, where they stand inside another page.

use std::rc::Rc;

use yew::prelude::*;

use crate::present::charts::{Chart, NO_CHART, refused};
use crate::present::titles;
use crate::ui::chart::{IDS, figure};
use crate::ui::elements::{element, link, main, text};
use crate::ui::filters;
use crate::ui::frame::Frame;
use crate::ui::listing::Listed;
use crate::view::{self, Embedding, View};

/// All charts of the page, or the one that is asked for, under the filters in effect.
pub fn page(frame: Frame<'_>, listed: &Listed) -> Html {
    let charts: Vec<&Rc<Chart>> = listed.charts().collect();
    let asked = match frame.view.embed {
        Embedding::Chart(number) => charts.get(number.wrapping_sub(1)).copied(),
        _ => None,
    };
    let charts = asked.map_or(charts, |one| vec![one]);
    let mut body = vec![filters::chips(frame, listed.chips())];
    if charts.is_empty() {
        let why = refused(frame.view).unwrap_or_else(|| NO_CHART.to_string());
        body.push(text("p", "nothing", why));
    }
    body.extend(charts.into_iter().zip(IDS).map(|(chart, id)| figure(frame, id, chart)));
    let rows = View { embed: Embedding::View, ..frame.view.clone() };
    let rows = link(format!("#{}", view::write(&rows)), "The view that this is drawn of");
    body.push(element("p", "hint", vec![rows]));
    main("alone", titles::heading(&frame.record.dataset, frame.view), body)
}
