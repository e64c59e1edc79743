//! The view that is shown, and the address that says it. They change at once: Yew gives the browser
//! time between drawing and effects, and a link that is followed in that time would be overwritten by
//! an address that is late. Knows no page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::view::{self, Action, Draft, View, reduce};
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
    fn at_start(fragment: &str) -> Self {
        let view = Rc::new(view::parse(fragment));
        Self { view, from_address: true, traversed: false, draft: None }
    }

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

/// Lets components change the view, and the address with it. It never changes itself, so it renders
/// nothing anew.
#[derive(Clone)]
pub struct Dispatch(Rc<Address>);

struct Address {
    shown: RefCell<Shown>,
    /// What waits for typing to rest.
    waiting: RefCell<Option<(Later, String)>>,
    /// Whether every change takes the place of the last one in the history.
    quiet: Cell<bool>,
    /// Draws the app.
    draw: UseForceUpdateHandle,
}

impl PartialEq for Dispatch {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Dispatch {
    /// What is shown now.
    pub fn shown(&self) -> Shown {
        self.0.shown.borrow().clone()
    }

    /// Whether every change takes the place of the last one in the history, links included.
    pub fn is_quiet(&self) -> bool {
        self.0.quiet.get()
    }

    /// Keeps a history, or keeps none.
    pub fn keep_quiet(&self, quiet: bool) {
        self.0.quiet.set(quiet);
        self.0.draw.force_update();
    }

    /// Changes the view, and its address as soon as it is drawn: a view that cannot be is no address
    /// to start again from.
    pub fn dispatch(&self, action: Action) {
        let after = self.0.shown.borrow().after(&action);
        let Some((shown, entry)) = after else { return };
        *self.0.shown.borrow_mut() = shown.clone();
        self.0.draw.force_update();
        let this = self.clone();
        web::once_drawn(move || this.write(&shown, entry));
    }

    /// A callback that does what an event asks for.
    pub fn on<E>(&self, action: impl Fn(E) -> Option<Action> + 'static) -> Callback<E> {
        let dispatch = self.clone();
        Callback::from(move |event: E| {
            if let Some(action) = action(event) {
                dispatch.dispatch(action);
            }
        })
    }

    fn write(&self, shown: &Shown, entry: Entry) {
        let mut waiting = self.0.waiting.borrow_mut();
        if shown.from_address {
            // An address that was read stands as its reader wrote it.
            *waiting = None;
            return;
        }
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

/// The view that is shown, at the start that of an address, kept in step with the address bar.
#[hook]
pub fn use_view(start: &AttrValue, keeps_quiet: impl FnOnce(&View) -> bool) -> Dispatch {
    let draw = use_force_update();
    let dispatch = use_mut_ref(|| {
        let shown = Shown::at_start(start);
        let quiet = Cell::new(keeps_quiet(&shown.view));
        let shown = RefCell::new(shown);
        Dispatch(Rc::new(Address { shown, waiting: RefCell::new(None), quiet, draw }))
    });
    let dispatch = dispatch.borrow().clone();
    use_effect_with((), {
        let (start, dispatch) = (start.clone(), dispatch.clone());
        move |()| {
            let listeners = web::on_fragment(&start, move |fragment, seen_before| {
                let view = Box::new(view::parse(&fragment));
                dispatch.dispatch(match seen_before {
                    true => Action::Return(view),
                    false => Action::Show(view),
                });
            });
            move || drop(listeners)
        }
    });
    use_effect_with(dispatch.is_quiet(), {
        let dispatch = dispatch.clone();
        move |quiet: &bool| {
            let listener = quiet.then(|| {
                web::on_link(move |fragment| {
                    dispatch.dispatch(Action::Follow(Box::new(view::parse(&fragment))));
                })
            });
            move || drop(listener)
        }
    });
    dispatch
}
