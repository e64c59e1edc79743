//! The first page: what the record is, what it holds, how to read it.

use yew::prelude::*;

use crate::chart::bars;
use crate::present::{front, titles};
use crate::ui::frame::Frame;
use crate::ui::plot::plot;
use crate::view::Page;

/// The size of the chart, in its own units.
const CHART: (i32, i32) = (760, 260);

/// The first page.
pub fn page(frame: Frame<'_>) -> Html {
    let page = front::page(frame.record);
    let scene = bars::scene(&page.years, CHART.0, CHART.1);
    html! {
        <main id="main" class="front" tabindex="-1">
            <h1 tabindex="-1">{ titles::heading(&frame.record.dataset, frame.view) }</h1>
            <p class="lead">{ page.lead }</p>
            <dl class="holds" aria-label="What the record holds">
                { for page.holds.iter().map(|(number, of)| html! {
                    <div><dt>{ *of }</dt><dd>{ number.clone() }</dd></div>
                }) }
            </dl>
            <p class="onward"><a class="action" href={frame.href(Page::Operations)}>{ "Explore the operations" }</a></p>
            <div class="two">
                <section class="wide" aria-labelledby="years">
                    <h2 id="years">{ page.years.title.clone() }</h2>
                    <figure>
                        { plot(&scene) }
                        <figcaption>{ page.years.description.clone() }</figcaption>
                    </figure>
                    <details class="as-table">
                        <summary>{ "Show as table" }</summary>
                        <table class="small">
                            <caption>{ page.years.title.clone() }</caption>
                            <thead><tr><th scope="col">{ "Year" }</th><th scope="col" class="number">{ "Operations" }</th></tr></thead>
                            <tbody>
                                { for page.year_rows.iter().map(|(year, count, target)| html! {
                                    <tr>
                                        <th scope="row"><a href={frame.href_of(target)}>{ year.clone() }</a></th>
                                        <td class="number">{ count.clone() }</td>
                                    </tr>
                                }) }
                            </tbody>
                        </table>
                    </details>
                </section>
                <section aria-labelledby="reading">
                    <h2 id="reading">{ "How to read it" }</h2>
                    <ol class="reading">{ for page.reading.iter().map(|sentence| html! { <li>{ *sentence }</li> }) }</ol>
                </section>
            </div>
            <section aria-labelledby="newest">
                <h2 id="newest">{ "Newest operations" }</h2>
                <ul class="newest">
                    { for page.newest.iter().map(|operation| html! {
                        <li>
                            <a href={frame.href(operation.target.clone())}>{ operation.title.clone() }</a>
                            <span class="detail">{ operation.about.clone() }</span>
                            <span class="detail numbers">{ operation.numbers.clone() }</span>
                        </li>
                    }) }
                </ul>
            </section>
        </main>
    }
}
