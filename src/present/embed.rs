//! The codes that show a view inside another page, to be copied into it. It knows no screen.

use crate::model::Dataset;
use crate::present::markup::escaped;
use crate::present::titles;
use crate::view::{self, Embedding, Theme, View};

/// What a frame of ours is allowed; `assets/embed.js` says the same.
const SANDBOX: &str = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox";

/// How high a frame is that cannot say how high it has to be.
pub const FRAME_HEIGHT: u16 = 600;

/// Stands for the address of a copy that is not served from anywhere.
const NOWHERE: &str = "https://example.org/clearcount/";

/// What embedding is.
pub const LEAD: &str = "Shows this view inside another page, in a frame of its own that asks no other host for anything. The reader can filter and follow there as here; nothing of that is sent, to you or to anyone.";

/// What embedding a chart is.
pub const CHART_LEAD: &str = "Shows this chart alone inside another page, in a frame of its own that asks no other host for anything. Its marks can be walked and followed there as here; nothing of that is sent, to you or to anyone.";

/// What is said of a copy that other pages cannot reach.
pub const NOT_SERVED: &str = "This copy was opened from disk, where no other page can reach it. Put Clearcount on a web server, and its address in the place of https://example.org/clearcount/ below.";

/// What the codes differ in.
pub const WITH_SCRIPT: &str = "With a script: as high as the view";
/// See [`WITH_SCRIPT`].
pub const WITHOUT_SCRIPT: &str = "Without: a frame of one height, which scrolls";

/// The codes for one view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codes {
    /// With the script, for pages that may load one.
    pub script: String,
    /// A frame alone.
    pub frame: String,
    /// Where it is explained.
    pub more: String,
}

/// The codes for a view, or for the charts of it that it is embedded as; `home` is the address of the folder that the app is served from, if it is.
pub fn codes(dataset: &Dataset, view: &View, home: Option<&str>) -> Codes {
    let home = escaped(home.unwrap_or(NOWHERE));
    let title = escaped(&titles::document(dataset, view));
    // A page shows what the record says when it is read.
    let view = &View { version: None, ..view.clone() };
    let full = View { embed: Embedding::None, ..view.clone() };
    // The script says that the view is embedded; what of it is, the view says.
    let embed = if view.embed.is_chart() { view.embed } else { Embedding::None };
    let plain = View { theme: Theme::Auto, embed, ..view.clone() };
    let embed = if view.embed.is_chart() { view.embed } else { Embedding::View };
    let framed = View { embed, ..view.clone() };
    let address = |view: &View| escaped(&view::write(view));
    let theme = Theme::ALL.iter().find(|(theme, _)| *theme == view.theme).map_or("", |it| it.1);
    Codes {
        script: format!(
            "<script src=\"{home}embed.js\" async></script>\n\
             <clearcount-view view=\"{}\" theme=\"{theme}\">\n  \
             <a href=\"{home}#{}\">{title}</a>\n\
             </clearcount-view>",
            address(&plain).trim_start_matches('/'),
            address(&full),
        ),
        frame: format!(
            "<iframe src=\"{home}embed.html#{}\" title=\"{title}\" width=\"100%\" height=\"{FRAME_HEIGHT}\" \
             frameborder=\"0\" loading=\"lazy\" referrerpolicy=\"no-referrer\" \
             sandbox=\"{SANDBOX}\"></iframe>",
            address(&framed),
        ),
        more: format!("{home}docs/embedding.html"),
    }
}
