//! The app itself: one view, drawn as a page.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::dataset;
use crate::model::Dataset;
use crate::present::evidence::{self, Evidence};
use crate::present::export::{Contents, Format, Making, zip};
use crate::present::record::Record;
use crate::present::titles;
use crate::ui::address::{Shown, Visit};
use crate::ui::copy::{Clipboard, Copied};
use crate::ui::dialog::{self, Dialog};
use crate::ui::download::{Made, Scope, Take};
use crate::ui::frame::{File, FileKind, Frame, Pace, Reader};
use crate::ui::listing::Listed;
use crate::ui::{
    about, alone, changes, check, compare, detail, figure, front, ledger, listing, operation,
    shell, totals,
};
use crate::view::{self, Embedding, Page, Theme, View};
use crate::web::{self, Later};

/// A record shared by all components, equal when it is the same one. It is there for the whole visit:
/// nothing counts who holds it, and nothing takes it apart.
#[derive(Debug, Clone, Copy)]
pub struct SharedRecord(&'static Record);

impl SharedRecord {
    /// The record of a dataset, for as long as the program runs.
    pub fn new(dataset: Dataset) -> Self {
        Self(Box::leak(Box::new(Record::new(dataset))))
    }
}

impl PartialEq for SharedRecord {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl std::ops::Deref for SharedRecord {
    type Target = Record;

    fn deref(&self) -> &Record {
        self.0
    }
}

/// What the app is started with.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The record.
    pub record: SharedRecord,
    /// What is shown, at first the view of the address.
    pub visit: Visit,
    /// The address of the folder that the app is served from; none where other pages cannot reach it.
    pub home: Option<AttrValue>,
    /// The record as it was at an earlier version, where that is known.
    pub earlier: Callback<String, Option<SharedRecord>>,
    /// Whether the first frame is to hold the whole view: where it takes the place of one, or there is
    /// no second.
    pub whole: bool,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let AppProps { record, visit, home, earlier, whole } = props;
    let shown = visit.shown_by(use_force_update());

    let view = shown.view.clone();
    let title = titles::document(&record.dataset, &view);
    use_effect_with(title, |title: &String| web::set_title(title));
    use_effect_with((view.theme, view.embed), |(theme, embed): &(Theme, Embedding)| {
        let word = Theme::ALL.iter().find(|(other, _)| other == theme && *theme != Theme::Auto);
        web::set_root_attribute("data-theme", word.map(|(_, word)| *word));
        web::set_root_attribute("data-embed", (*embed != Embedding::None).then_some(""));
        let front = View { theme: *theme, embed: *embed, ..View::default() };
        web::set_link(".brand", &view::write(&front));
    });
    // What is looked up changes when the reader is done, or goes back; until then the field is theirs.
    use_effect_with(view.check.clone(), |number: &String| web::fill(check::FIELD, number));
    use_focus(&shown);
    let copied = use_state_eq(|| None::<(Copied, bool)>);
    let copy = {
        let copied = copied.clone();
        Callback::from(move |what: Copied| {
            let text = match &what {
                Copied::Nothing => return copied.set(Some((what, false))),
                Copied::Text(text) | Copied::OfTable(_, text) => text.clone(),
                Copied::AddressOf(fragment) => web::address_with(fragment),
            };
            let copied = copied.clone();
            web::copy(text, move |done| copied.set(Some((what, done))));
        })
    };
    let clipboard = Clipboard { copy, last: (*copied).clone() };
    // What is open belongs to the page that it was opened over, and goes with it.
    let dialog = use_state_eq(|| None::<(Page, Dialog)>);
    let reckons = use_reckoning(*whole);
    let opens = {
        let page = view.page.clone();
        use_callback((dialog.clone(), page), |open: Option<Dialog>, (dialog, page)| {
            dialog.set(open.map(|open| (page.clone(), open)));
        })
    };
    // A file that is being made is made for a reader who waits for it.
    let making = use_mut_ref(|| None::<Later>);
    use_effect_with(dialog.is_some(), {
        let making = making.clone();
        move |open: &bool| {
            if !open {
                *making.borrow_mut() = None;
            }
        }
    });
    use_effect_with((dialog.clone(), view.page.clone(), reckons), |(dialog, page, _)| {
        match &**dialog {
            Some((over, _)) if over == page => web::show_dialog(dialog::ID),
            Some(_) => dialog.set(None),
            None => {}
        }
    });
    let unsaved = use_state_eq(|| None::<String>);
    let saves = use_callback(unsaved.clone(), |file: File, unsaved| {
        let (unsaved, name) = (unsaved.clone(), file.name.clone());
        let done = move |done: bool| unsaved.set((!done).then_some(name));
        match file.kind {
            FileKind::Text(media_type) => done(web::save(&file.name, media_type, &file.text)),
            FileKind::Picture => web::picture::save(file.name, &file.text, done),
        }
    });
    let reader = Reader { home: home.clone(), today: || web::today().parse().ok() };
    let takes = {
        let (record, view, opens) = (*record, view.clone(), opens.clone());
        let reader = reader.clone();
        Callback::from(move |take: Take| {
            let (format, scope) = match take {
                Take::Pack => return pack(record, view.clone(), opens.clone()),
                Take::File(format, scope) => (format, scope),
                Take::Nothing => {
                    *making.borrow_mut() = None;
                    return opens.emit(Some(Dialog::Download(Made::Nothing)));
                }
            };
            let order = Order { record, opens: opens.clone(), waits: making.clone() };
            order.begin(view.clone(), reader.clone(), format, scope);
        })
    };
    let onquiet = {
        let visit = visit.clone();
        Callback::from(move |()| visit.set_quiet(!visit.is_quiet()))
    };
    // On a narrow screen the filters wait behind a button; on a wide one they are always there.
    let filters_open = use_state_eq(|| false);
    let onfilters = use_callback(filters_open.clone(), |_: MouseEvent, open| open.set(!**open));
    let earlier =
        use_memo((view.version.clone(), earlier.clone(), reckons), |(version, earlier, _)| {
            let version = version.as_ref().filter(|it| **it != record.dataset.edition.version);
            version.filter(|_| reckons).and_then(|version| earlier.emit(version.clone()))
        });
    let listed =
        use_memo((*record, view.clone(), reckons), |(record, view, reckons)| match reckons {
            true => Listed::of(record, earlier.as_ref().as_deref(), view),
            false => Listed::default(),
        });

    let begun = use_state(|| None::<Rc<View>>);
    // Who goes back is led to the mark that was followed, so it is there at once.
    let is_begun = shown.traversed || begun.as_ref() == Some(&view);
    let pace = Pace { reckons, begun: is_begun, ..Pace::default() };
    let frame = Frame {
        record,
        view: &view,
        visit,
        opens: &opens,
        saves: &saves,
        unsaved: unsaved.as_deref(),
        takes: &takes,
        clipboard: &clipboard,
        reader: &reader,
        pace: &pace,
    };
    use_sign_of_life(&shown, reckons);
    let listing = || listing::listing(frame, &listed, *filters_open, onfilters);
    let totals = || match listed.region() {
        Some(region) => totals::region(frame, region),
        None => Html::default(),
    };
    // What needs no more than the dataset is drawn in the first frame.
    let at_once = matches!(view.page, Page::Front | Page::About | Page::Unknown(_));
    let known = reckons || (at_once && !view.embed.is_chart());
    let page = match &view.page {
        _ if !known => shell::opening(frame),
        _ if view.embed.is_chart() => alone::page(frame, &listed),
        Page::Front => front::page(frame, totals(), &listed.own),
        Page::Operations
        | Page::Figures
        | Page::Agencies
        | Page::Places
        | Page::Programmes
        | Page::Offences
        | Page::Sources
        | Page::Disagreements => listing::page(frame, totals(), listing()),
        Page::Agency(_) | Page::Place(_) | Page::Programme(_) => {
            detail::page(frame, totals(), &listed.own, listing())
        }
        Page::Operation(id) => operation::page(frame, id, totals(), &listed.own),
        Page::Figure { operation, figure } => figure::page(frame, operation, figure),
        Page::About => about::page(frame),
        Page::Ledger => ledger::page(frame, &listed),
        Page::Compare => compare::page(frame, &listed),
        Page::Unknown(_) => shell::missing(frame, "No such page", None),
    };
    // Always one node: where the number of nodes changes, Yew makes the others anew, and the focus
    // falls out of them.
    let over = match &*dialog {
        Some((over, open)) if *over == view.page && reckons => dialog::dialog(frame, &listed, open),
        _ => Html::default(),
    };
    let sketched = pace.sketched.get().then(|| view.clone());
    use_effect_with(sketched, move |sketched| {
        let next = sketched.clone().map(|view| web::later(0, move || begun.set(Some(view))));
        move || drop(next)
    });
    html! {
        <>
            { shell::bar(frame, visit.is_quiet(), onquiet) }
            { shell::notices(frame, &listed.notices) }
            { changes::section_of(frame, listed.changes()) }
            { page }
            { shell::foot(frame) }
            { over }
        </>
    }
}

/// A file that is being made for a reader, some rows at a time.
#[derive(Clone)]
struct Order {
    record: SharedRecord,
    opens: Callback<Option<Dialog>>,
    /// What is done next; dropped, it is not done.
    waits: Rc<RefCell<Option<Later>>>,
}

/// How many rows are written before the page may draw itself.
const ROWS_AT_A_TIME: usize = 1_000;

/// With how many rows a file says how far it is, and can be called off.
const MANY_ROWS: usize = 2_000;

impl Order {
    fn begin(self, view: Rc<View>, reader: Reader, format: Format, scope: Scope) {
        self.says(Made::Begun);
        self.clone().next(move || {
            let reader = reader.on((reader.today)());
            let Some(export) = scope.export(&self.record, &view, &reader) else { return };
            let file = export.file(format);
            self.write(Making::new(export, format), file, format);
        });
    }

    fn says(&self, made: Made) {
        self.opens.emit(Some(Dialog::Download(made)));
    }

    /// Does something once the page has drawn itself.
    fn next(self, action: impl FnOnce() + 'static) {
        let next = web::later(20, action);
        *self.waits.borrow_mut() = Some(next);
    }

    fn write(self, mut making: Making, file: String, format: Format) {
        if making.step(&self.record, ROWS_AT_A_TIME) {
            let (all, done) = making.progress();
            if all > MANY_ROWS {
                self.says(Made::Writing { done, all });
            }
            return self.clone().next(move || self.write(making, file, format));
        }
        let media_type = format.media_type();
        let given = {
            let (order, file) = (self, file.clone());
            move |given: bool| {
                let framed = web::is_framed();
                order.says(if given { Made::Given { file, framed } } else { Made::Refused });
            }
        };
        match making.finish() {
            Contents::Text(text) => given(web::save(&file, media_type, &text)),
            Contents::Archive(parts) => {
                let (names, texts): (Vec<String>, Vec<String>) =
                    parts.into_iter().map(|part| (part.name, part.text)).unzip();
                web::pack(texts, move |packed| {
                    let files = packed.map(|packed| names.into_iter().zip(packed).collect());
                    let archive = files.and_then(|files: Vec<_>| zip::archive(&files));
                    let save = |bytes: Vec<u8>| web::save_bytes(&file, media_type, &bytes);
                    given(archive.is_some_and(save));
                });
            }
        }
    }
}

/// Gives the browser the evidence pack of a view, and says in the dialog what became of it.
fn pack(record: SharedRecord, view: Rc<View>, opens: Callback<Option<Dialog>>) {
    opens.emit(Some(Dialog::Download(Made::Begun)));
    web::once_painted(move || {
        let Evidence { file, title, address, html } =
            evidence::of(&record, &view, dataset::BUILT_IN_SHA256);
        web::save_page(file.clone(), title, address, html, move |given| {
            let framed = web::is_framed();
            let made = if given { Made::Given { file, framed } } else { Made::Refused };
            opens.emit(Some(Dialog::Download(made)));
        });
    });
}

/// Keeps the focus in a sensible place. After a change of page it goes to the heading, as after
/// loading a new document, or, going back, to the link that was followed; not at the start, where
/// it belongs to the reader. Within a page it is moved only where what had it is gone.
#[hook]
fn use_focus(shown: &Shown) {
    let before = use_mut_ref(|| None::<Rc<View>>);
    let rescue = use_mut_ref(|| None::<Later>);
    use_effect_with(shown.clone(), move |shown: &Shown| {
        let Some(before) = before.replace(Some(shown.view.clone())) else { return };
        if before.page == shown.view.page {
            *rescue.borrow_mut() = Some(web::rescue_focus(&["#main .status", "#main h1"]));
        } else if !(shown.traversed && web::focus_link(&view::write(&before))) {
            web::focus_top("#main h1");
        }
    });
}

/// Whether the record is searched and totalled: when the first frame of the visit is likely to be on
/// screen.
#[hook]
fn use_reckoning(whole: bool) -> bool {
    let reckons = use_state_eq(|| whole);
    let begin = reckons.setter();
    use_effect_with((), move |()| {
        let next = web::later(20, move || begin.set(true));
        move || drop(next)
    });
    *reckons
}

/// Says on the root element, whenever the app has drawn the whole view, which one it shows, and whether
/// the reader went there; and draws itself when the page asks, which takes an app that stopped while drawing
/// for what it is.
#[hook]
fn use_sign_of_life(shown: &Shown, reckons: bool) {
    let again = use_force_update();
    use_effect_with((), move |()| {
        let listener = web::on_draw(move || again.force_update());
        move || drop(listener)
    });
    let address = view::write(&shown.view);
    let by_reader = !shown.from_address || shown.traversed;
    use_effect(move || {
        if !reckons {
            return;
        }
        web::set_root_attribute("data-by-reader", by_reader.then_some(""));
        web::set_root_attribute("data-view", Some(&address));
    });
}

/// Reads the built-in record and shows the app in the element with this id.
pub fn mount(id: &str) {
    let Some(root) = web::element_by_id(id) else { return };
    let loaded = dataset::built_in();
    let record = SharedRecord::new(loaded.dataset);
    // Each version is made once, since it stays.
    let made = RefCell::new(Vec::<(String, Option<SharedRecord>)>::new());
    let earlier = Callback::from(move |version: String| {
        let mut made = made.borrow_mut();
        if let Some((_, record)) = made.iter().find(|(other, _)| *other == version) {
            return *record;
        }
        let loaded = dataset::earlier(&[dataset::BUILT_IN], &version);
        let record = loaded.map(|loaded| SharedRecord::new(loaded.dataset));
        made.push((version, record));
        record
    });
    let visit = Visit::at(&web::fragment());
    visit.follow_reader();
    let home = web::served_from().map(AttrValue::from);
    // A program that takes the place of one that stopped shows its view again, or an empty page would
    // come between.
    let whole = web::finds("#app .foot");
    let props = AppProps { record, visit, home, earlier, whole };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}
