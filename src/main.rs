//! The browser program: mounts the app and nothing else.

fn main() {
    clearcount::ui::app::mount("app");
}
