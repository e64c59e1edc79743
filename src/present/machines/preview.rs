//! What a program that previews a link shows of it: Open Graph, and what others made of it.

use super::Home;
use crate::model::Dataset;
use crate::present::markup::Markup;
use crate::present::titles::PRODUCT;

/// A page as it is previewed.
pub struct Preview<'a> {
    /// `website` or `article`.
    pub kind: &'static str,
    /// Its title.
    pub title: &'a str,
    /// What it says, in a few sentences.
    pub description: &'a str,
    /// Its address.
    pub address: &'a str,
}

/// What the page of the app is.
pub const ABOUT: &str = "Explore what agencies and the press have announced about operations against human trafficking: every number with its source.";

/// The tags of the app's page.
pub fn of_site(dataset: &Dataset, home: &Home) -> String {
    let mut html = Markup::default();
    let page = Preview {
        kind: "website",
        title: &dataset.edition.title,
        description: ABOUT,
        address: home.as_str(),
    };
    write(&mut html, &page, home);
    html.finish()
}

/// The tags of a page at a known address.
pub fn write(html: &mut Markup, page: &Preview<'_>, home: &Home) {
    html.write(
        "<link rel=\"canonical\" href=\"{}\">\n\
         <meta property=\"og:type\" content=\"{}\">\n\
         <meta property=\"og:site_name\" content=\"{}\">\n\
         <meta property=\"og:title\" content=\"{}\">\n\
         <meta property=\"og:description\" content=\"{}\">\n\
         <meta property=\"og:url\" content=\"{}\">\n\
         <meta property=\"og:locale\" content=\"en_GB\">\n\
         <meta property=\"og:image\" content=\"{}\">\n\
         <meta property=\"og:image:type\" content=\"image/png\">\n\
         <meta property=\"og:image:width\" content=\"512\">\n\
         <meta property=\"og:image:height\" content=\"512\">\n\
         <meta property=\"og:image:alt\" content=\"The sign of {}\">\n\
         <meta name=\"twitter:card\" content=\"summary\">\n",
        &[
            page.address,
            page.kind,
            PRODUCT,
            page.title,
            page.description,
            page.address,
            &home.file("icons/icon-512.png"),
            PRODUCT,
        ],
    );
}
