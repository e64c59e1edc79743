//! What pages are called.

use crate::model::{Dataset, Figure};
use crate::present::{labels, numbers};
use crate::view::{Page, Theme, View};

/// The name of the product.
pub const PRODUCT: &str = "Clearcount";

/// Who compiled the record, as it is cited.
pub const COMPILERS: &str = "Clearcount contributors";

/// The heading of the page that the view shows.
pub fn heading(dataset: &Dataset, view: &View) -> String {
    match &view.page {
        Page::Front => "What was announced, and by whom".into(),
        Page::Operations => "Operations".into(),
        Page::Operation(id) => match dataset.operation_by_id(id) {
            Some(index) => labels::operation(dataset.operation(index)).to_string(),
            None => "No such operation".into(),
        },
        Page::Figures => "Figures".into(),
        Page::Figure { operation, figure } => {
            let home = dataset.operation_by_id(operation).map(|index| dataset.operation(index));
            let found =
                home.and_then(|home| home.figure_by_id(figure).map(|index| home.figure(index)));
            found.map_or_else(|| "No such figure".into(), figure_heading)
        }
        Page::Agencies => "Agencies".into(),
        Page::Places => "Places".into(),
        Page::Programmes => "Programmes".into(),
        Page::Offences => "Offences".into(),
        Page::Sources => "Sources".into(),
        Page::Agency(id) => {
            let found = dataset.agency_by_id(id).map(|index| dataset.agency(index).name.clone());
            found.unwrap_or_else(|| "No such agency".into())
        }
        Page::Place(id) => {
            let found = dataset.place_by_id(id).map(|index| labels::place_name(dataset, index));
            found.unwrap_or_else(|| "No such place".into())
        }
        Page::Programme(id) => {
            let found = dataset.programme_by_id(id);
            found.map_or_else(
                || "No such programme".into(),
                |index| dataset.programme(index).name.clone(),
            )
        }
        Page::Ledger => "The ledger of a total".into(),
        Page::Compare => "Operations side by side".into(),
        Page::Disagreements => "Where sources disagree".into(),
        Page::About => "About the record".into(),
        Page::Unknown(_) => "No such page".into(),
    }
}

/// A figure's number with what it counts.
pub fn figure_heading(figure: &Figure) -> String {
    format!("{} · {}", numbers::stated(figure), labels::quantity(figure))
}

/// The title of the document.
pub fn document(dataset: &Dataset, view: &View) -> String {
    match &view.page {
        Page::Front => format!("{PRODUCT}: {}", heading(dataset, view)),
        _ => format!("{} · {PRODUCT}", heading(dataset, view)),
    }
}

/// What a page is called in the menu.
pub fn menu(page: &Page) -> &'static str {
    match page {
        Page::Front => "Overview",
        Page::Operations | Page::Operation(_) => "Operations",
        Page::Figures | Page::Figure { .. } => "Figures",
        Page::Agencies | Page::Agency(_) => "Agencies",
        Page::Places | Page::Place(_) => "Places",
        Page::Programmes | Page::Programme(_) => "Programmes",
        Page::Offences => "Offences",
        Page::Sources => "Sources",
        Page::Ledger => "Ledger",
        Page::Compare => "Comparison",
        Page::Disagreements => "Disagreements",
        Page::About => "About",
        Page::Unknown(_) => "",
    }
}

/// What a choice of colours is called.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "As the system",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}
