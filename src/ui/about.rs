//! Method, codebook, addresses, privacy, licence, help.

use yew::prelude::*;

use crate::model::CODEBOOK;
use crate::present::about;
use crate::ui::frame::Frame;

/// The page about the record.
pub fn page(frame: Frame<'_>) -> Html {
    let sections = about::sections(&frame.record.dataset);
    html! {
        <main id="main" class="about" tabindex="-1">
            <h1 tabindex="-1">{ "About the record" }</h1>
            { for sections.iter().map(|section| html! {
                <section>
                    <h2>{ section.heading }</h2>
                    { for section.paragraphs.iter().map(|text| html! { <p>{ text.clone() }</p> }) }
                </section>
            }) }
            <section>
                <h2>{ "Codebook" }</h2>
                <p>{ about::CODEBOOK_LEAD }</p>
                { for CODEBOOK.iter().map(|vocabulary| html! {
                    <details class="vocabulary">
                        <summary>{ vocabulary.label }</summary>
                        <p>{ vocabulary.definition }</p>
                        <dl>
                            { for vocabulary.terms.iter().map(|term| html! {
                                <div>
                                    <dt>{ term.label }{ " " }<code>{ term.slug }</code></dt>
                                    <dd>{ term.definition }</dd>
                                </div>
                            }) }
                        </dl>
                    </details>
                }) }
            </section>
            <section>
                <h2>{ "Addresses" }</h2>
                <p>{ about::KEYS_LEAD }</p>
                <div class="scroll" role="region" aria-label="Keys of an address" tabindex="0">
                    <table class="keys">
                        <caption>{ "Keys of an address" }</caption>
                        <thead><tr>
                            <th scope="col">{ "Key" }</th>
                            <th scope="col">{ "What it says" }</th>
                            <th scope="col">{ "Values" }</th>
                            <th scope="col">{ "Left out" }</th>
                        </tr></thead>
                        <tbody>
                            { for about::keys().iter().map(|row| html! {
                                <tr>
                                    <th scope="row"><code>{ row.key.clone() }</code></th>
                                    <td data-label="What it says">{ row.meaning.clone() }</td>
                                    <td data-label="Values">{ row.values.clone() }</td>
                                    <td data-label="Left out">{ row.default.clone() }</td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                </div>
            </section>
        </main>
    }
}
