//! Notices: what of the address could not be read.

use std::rc::Rc;

use yew::prelude::*;

use crate::present::notice;
use crate::ui::app::{Dispatch, SharedRecord};
use crate::view::{Action, View};

/// What the notices are given.
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// The record, to look values up.
    pub record: SharedRecord,
    /// The view.
    pub view: Rc<View>,
}

/// The notices of a view, one alert each, which a reader can dismiss.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let NoticesProps { record, view } = props;
    let dispatch = use_context::<Dispatch>();
    let dismiss = use_callback((), move |_: MouseEvent, ()| {
        if let Some(dispatch) = &dispatch {
            dispatch.dispatch(Action::Dismiss);
        }
    });
    let answer = view.table().map(|table| record.engine.run(&view.query(table, Vec::new())));
    let notices = notice::notices(view, answer.as_ref());
    if notices.is_empty() {
        return Html::default();
    }
    html! {
        <div class="notices">
            { for notices.iter().map(|notice| html! { <p role="alert" class="notice">{ notice.clone() }</p> }) }
            if !view.unread.is_empty() {
                <button type="button" onclick={dismiss}>{ "Dismiss" }</button>
            }
        </div>
    }
}
