//! What a program that embeds a page by its address is told: oEmbed, as a file beside each page.

use serde_json::json;

use super::{Home, title};
use crate::model::{Dataset, Operation};
use crate::present::embed;
use crate::present::titles::PRODUCT;
use crate::view::{Page, View};

/// How wide a frame is of which nobody says how wide it may be.
const WIDTH: u16 = 640;

/// How long what is told may be kept, in seconds: a day.
const KEPT: u32 = 86_400;

/// How an operation is embedded: in the same frame that a reader copies.
pub fn oembed(dataset: &Dataset, operation: &Operation, home: &Home) -> String {
    let view = View::of(Page::Operation(operation.id.clone()));
    let said = json!({
        "version": "1.0",
        "type": "rich",
        "title": title(operation),
        "provider_name": PRODUCT,
        "provider_url": home.as_str(),
        "cache_age": KEPT,
        "width": WIDTH,
        "height": embed::FRAME_HEIGHT,
        "html": embed::codes(dataset, &view, Some(home.as_str())).frame,
    });
    said.to_string() + "\n"
}
