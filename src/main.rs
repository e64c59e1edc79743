//! The browser program: asks for memory, and mounts the app.

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// About as much as a visit needs, in bytes.
const MEMORY_OF_A_VISIT: usize = 8 << 20;

fn main() {
    // Asked for at once and given back to the allocator: as it is needed, it would be asked for more
    // than a hundred times, and the browser stops each time.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(MEMORY_OF_A_VISIT)));
    clearcount::ui::app::mount("app");
}
