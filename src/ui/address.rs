//! The view that is shown, and the address that says it. They change in one task: Yew gives the
//! browser time between drawing and effects, and a link that is followed in that time would be
//! overwritten by an address that is late. Knows no page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::view::{self, Action, Draft, Embedding, View, reduce};
use crate::web::{self, Entry, Later};

/// The view, with how it came to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The view.
    pub view: Rc<View>,
    /// Whether the address said it first.
    pub from_address: bool,
    /// Whether it was come by going back or forward.
    pub traversed: bool,
    /// What the reader is typing or moving: the address follows when that rests.
    draft: Option<Draft>,
}

impl Shown {
    /// What is shown after an action, and whether that is a step that Back undoes; nothing where the
    /// action changes nothing.
    fn after(&self, action: &Action) -> Option<(Self, Entry)> {
        let view = reduce(&self.view, action);
        let settles = *action == Action::Settle && self.draft.is_some();
        if view == *self.view && !settles {
            return None;
        }
        let draft = action.draft();
        let traversed = matches!(action, Action::Return(_));
        let from_address = traversed || matches!(action, Action::Show(_));
        // A row of keystrokes is one change.
        let goes_on = settles || (draft.is_some() && draft == self.draft);
        let entry = if goes_on { Entry::Same } else { Entry::New };
        Some((Self { view: Rc::new(view), from_address, traversed, draft }, entry))
    }
}

/// How long typing rests before the address follows it, in milliseconds: browsers limit how often
/// an address may change.
const ADDRESS_FOLLOWS_AFTER: u32 = 250;

/// What a reader is shown, from the start of the program on, and the one way to change it. It is the
/// same one in all components, and so renders nothing anew.
#[derive(Clone)]
pub struct Visit(Rc<State>);

struct State {
    shown: RefCell<Shown>,
    /// What the address is yet to be written as, when what is shown is drawn.
    owed: Cell<Option<Entry>>,
    /// What waits for typing to rest.
    waiting: RefCell<Option<(Later, String)>>,
    /// Whether every change takes the place of the last one in the history, links included.
    quiet: Cell<bool>,
    /// Draws the app, once there is one.
    draw: RefCell<Option<UseForceUpdateHandle>>,
}

impl PartialEq for Visit {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Visit {
    /// A visit that begins at an address, with no history where the page stands inside another.
    pub fn at(fragment: &str) -> Self {
        let view = Rc::new(view::parse(fragment));
        let quiet = Cell::new(view.embed != Embedding::None);
        let shown = Shown { view, from_address: true, traversed: false, draft: None };
        Self(Rc::new(State {
            shown: RefCell::new(shown),
            owed: Cell::new(None),
            waiting: RefCell::new(None),
            quiet,
            draw: RefCell::new(None),
        }))
    }

    /// Follows the address bar, and in quiet history the links, for as long as the program runs. From
    /// before the first drawing on: whoever is faster than that is followed too.
    pub fn follow_reader(&self) {
        let this = self.clone();
        web::on_fragment(move |fragment, seen_before| {
            let view = Box::new(view::parse(&fragment));
            this.dispatch(match seen_before {
                true => Action::Return(view),
                false => Action::Show(view),
            });
        });
        let (here, this) = (self.clone(), self.clone());
        web::on_link(
            move || here.is_quiet(),
            move |fragment| this.dispatch(Action::Follow(Box::new(view::parse(&fragment)))),
        );
    }

    /// What is shown now, to the app that draws it whenever that changes.
    pub fn shown_by(&self, draw: UseForceUpdateHandle) -> Shown {
        *self.0.draw.borrow_mut() = Some(draw);
        self.0.shown.borrow().clone()
    }

    /// Whether every change takes the place of the last one in the history, links included.
    pub fn is_quiet(&self) -> bool {
        self.0.quiet.get()
    }

    /// Begins or ends quiet history.
    pub fn set_quiet(&self, quiet: bool) {
        self.0.quiet.set(quiet);
        self.draw();
    }

    /// Changes the view, and its address as soon as it is drawn.
    pub fn dispatch(&self, action: Action) {
        let after = self.0.shown.borrow().after(&action);
        let Some((shown, entry)) = after else { return };
        // Several changes may be made before they are drawn; what counts is whether any of them begins
        // a new entry. An address that was read stands as its reader wrote it.
        let owed = match (shown.from_address, self.0.owed.get()) {
            (true, _) => None,
            (false, Some(Entry::New)) => Some(Entry::New),
            (false, _) => Some(entry),
        };
        if shown.from_address {
            *self.0.waiting.borrow_mut() = None;
        }
        self.0.owed.set(owed);
        *self.0.shown.borrow_mut() = shown;
        self.draw();
        let this = self.clone();
        web::once_drawn(move || this.write());
    }

    /// A callback that does what an event asks for.
    pub fn on<E>(&self, action: impl Fn(E) -> Option<Action> + 'static) -> Callback<E> {
        let this = self.clone();
        Callback::from(move |event: E| {
            if let Some(action) = action(event) {
                this.dispatch(action);
            }
        })
    }

    fn draw(&self) {
        if let Some(draw) = &*self.0.draw.borrow() {
            draw.force_update();
        }
    }

    fn write(&self) {
        let Some(entry) = self.0.owed.take() else { return };
        let shown = self.0.shown.borrow();
        let mut waiting = self.0.waiting.borrow_mut();
        let address = view::write(&shown.view);
        let unwritten = waiting.take();
        if entry == Entry::New {
            if let Some((_, unwritten)) = unwritten {
                web::write_fragment(&unwritten, Entry::Same);
            }
            web::write_fragment(&address, if self.is_quiet() { Entry::Same } else { Entry::New });
        } else if shown.draft.is_none() {
            web::write_fragment(&address, Entry::Same);
        } else {
            let text = address.clone();
            let write = web::later(ADDRESS_FOLLOWS_AFTER, move || {
                web::write_fragment(&text, Entry::Same);
            });
            *waiting = Some((write, address));
        }
    }
}
