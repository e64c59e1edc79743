//! The app itself: one reducer over the view, kept in step with the address bar.

use std::rc::Rc;

use yew::prelude::*;

use crate::dataset;
use crate::engine::Engine;
use crate::model::Dataset;
use crate::present::titles;
use crate::ui::notices::Notices;
use crate::ui::operation::OperationPage;
use crate::ui::operations::TablePageView;
use crate::ui::shell::{Footer, Navigation};
use crate::view::{self, Action, Page, Theme, View, reduce};
use crate::web::{self, Entry};

/// The record that the app shows: read once, at start.
#[derive(Debug)]
pub struct Record {
    /// The dataset.
    pub dataset: Dataset,
    /// Its columns.
    pub engine: Engine,
}

impl Record {
    /// The record of a dataset.
    pub fn new(dataset: Dataset) -> Self {
        let engine = Engine::new(&dataset);
        Self { dataset, engine }
    }
}

/// A record shared by all components: equal when it is the same one.
#[derive(Debug, Clone)]
pub struct SharedRecord(pub Rc<Record>);

impl PartialEq for SharedRecord {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for SharedRecord {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.0
    }
}

/// The view with how it was come by, which decides what becomes of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The view.
    pub view: Rc<View>,
    step: Step,
}

/// How a view was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The address bar already says it.
    FromAddress,
    /// A finished change.
    Finished,
    /// The first of a row of changes while typing or dragging.
    DraftBegun,
    /// A further one.
    DraftContinued,
}

impl Reducible for Shown {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let view = reduce(&self.view, &action);
        if view == *self.view {
            return self;
        }
        let drafting = matches!(self.step, Step::DraftBegun | Step::DraftContinued);
        let step = match action {
            Action::Show(_) => Step::FromAddress,
            Action::Search(_) if drafting => Step::DraftContinued,
            Action::Search(_) => Step::DraftBegun,
            _ => Step::Finished,
        };
        Rc::new(Self {
            view: Rc::new(view),
            step,
        })
    }
}

/// Lets components change the view; it never changes itself, so it renders nothing anew.
pub type Dispatch = UseReducerDispatcher<Shown>;

/// What the app is started with.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The record.
    pub record: SharedRecord,
    /// The fragment of the address at start.
    pub fragment: AttrValue,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let AppProps { record, fragment } = props;
    let start = fragment.clone();
    let shown = use_reducer(move || Shown {
        view: Rc::new(view::parse(&start)),
        step: Step::FromAddress,
    });
    let dispatch = shown.dispatcher();

    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            let listeners = web::on_fragment(move |fragment| {
                dispatch.dispatch(Action::Show(Box::new(view::parse(&fragment))));
            });
            move || drop(listeners)
        }
    });
    use_effect_with((*shown).clone(), |shown: &Shown| {
        let entry = match shown.step {
            Step::FromAddress | Step::DraftContinued => Entry::Same,
            Step::Finished | Step::DraftBegun => Entry::New,
        };
        // An address that was read stands as its reader wrote it.
        if shown.step != Step::FromAddress {
            web::write_fragment(&view::write(&shown.view), entry);
        }
    });
    let title = titles::document(&record.dataset, &shown.view);
    use_effect_with(title, |title: &String| web::set_title(title));
    use_effect_with(
        (shown.view.theme, shown.view.embed),
        |(theme, embed): &(Theme, bool)| {
            let word = Theme::ALL
                .iter()
                .find(|(other, _)| other == theme && *theme != Theme::Auto);
            web::set_root_attribute("data-theme", word.map(|(_, word)| *word));
            web::set_root_attribute("data-embed", embed.then_some(""));
        },
    );
    // After a change of page the focus goes to its heading, as after loading a new document; not
    // at the start, where it belongs to the reader.
    let first = use_mut_ref(|| true);
    use_effect_with(shown.view.page.clone(), move |_| {
        if !first.replace(false) {
            web::focus_top("h1");
        }
    });

    let view = shown.view.clone();
    let page = match &view.page {
        Page::Operations | Page::Figures => {
            html! { <TablePageView record={record.clone()} view={view.clone()} /> }
        }
        Page::Operation(id) => {
            html! { <OperationPage record={record.clone()} view={view.clone()} id={id.clone()} /> }
        }
        Page::Front | Page::Figure { .. } | Page::About | Page::Unknown(_) => html! {
            <main id="main"><h1 tabindex="-1">{ titles::heading(&record.dataset, &view) }</h1></main>
        },
    };
    html! {
        <ContextProvider<Dispatch> context={dispatch}>
            <Navigation view={view.clone()} />
            <Notices record={record.clone()} view={view} />
            { page }
            <Footer record={record.clone()} />
        </ContextProvider<Dispatch>>
    }
}

/// Reads the built-in record and shows the app in the element with this id.
pub fn mount(id: &str) {
    let Some(root) = web::element_by_id(id) else {
        return;
    };
    let loaded = dataset::built_in();
    let record = SharedRecord(Rc::new(Record::new(loaded.dataset)));
    let fragment = AttrValue::from(web::fragment());
    yew::Renderer::<App>::with_root_and_props(root, AppProps { record, fragment }).render();
}
