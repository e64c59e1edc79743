//! What a site says to crawlers: which pages there are, and that they may be read.

use super::{Home, stub_file};
use crate::model::Dataset;
use crate::present::markup::Markup;

/// Every page that can be read without a script, and the app's own.
pub fn sitemap(dataset: &Dataset, home: &Home) -> String {
    let mut xml = Markup::default();
    xml.write(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        &[],
    );
    let pages = dataset.operations.iter().map(|operation| home.file(&stub_file(operation)));
    for address in [home.file("")].into_iter().chain(pages) {
        xml.write("<url><loc>{}</loc>", &[&address]);
        if let Some(day) = dataset.edition.date {
            xml.write("<lastmod>{}</lastmod>", &[&day.to_string()]);
        }
        xml.write("</url>\n", &[]);
    }
    xml.write("</urlset>\n", &[]);
    xml.finish()
}

/// What is asked of crawlers. Only the file at the root of a host counts.
pub fn robots(home: &Home) -> String {
    ["User-agent: *\nAllow: /\n\nSitemap: ", &home.file("sitemap.xml"), "\n"].concat()
}
