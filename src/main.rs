//! The browser program: mounts the app and nothing else.

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    clearcount::ui::app::mount("app");
}
