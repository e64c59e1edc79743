//! A button that copies something and says whether it did.

use yew::prelude::*;

/// What is to be copied.
#[derive(Debug, Clone, PartialEq)]
pub enum Copied {
    /// A text.
    Text(String),
    /// The address of the page with this fragment.
    AddressOf(String),
}

/// Copies for components, and says whether the browser did it.
#[derive(Clone, PartialEq)]
pub struct Clipboard(pub Callback<(Copied, Callback<bool>)>);

/// What the button is given.
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied.
    pub what: Copied,
    /// What the button is called.
    pub label: &'static str,
    /// What copies.
    pub clipboard: Clipboard,
}

/// A button that copies something.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let Clipboard(copy) = props.clipboard.clone();
    let copied = use_state_eq(|| None::<bool>);
    let what = props.what.clone();
    // A word about an earlier copy would be untrue of another text.
    use_effect_with(what.clone(), {
        let copied = copied.clone();
        move |_| copied.set(None)
    });
    let onclick = {
        let (copied, what) = (copied.clone(), what.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            copy.emit((what.clone(), Callback::from(move |done| copied.set(Some(done)))));
        })
    };
    let said = match *copied {
        None => "",
        Some(true) => "Copied",
        Some(false) => "The browser does not allow copying here. Copy it by hand.",
    };
    html! {
        <span class="copy">
            <button type="button" class="plain" {onclick}>{ props.label }</button>
            <span role="status">{ said }</span>
        </span>
    }
}
