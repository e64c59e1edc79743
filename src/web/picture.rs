//! Pictures made of SVG by the browser, and saved. It knows nothing of what they show.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// How many pixels of the file stand for one unit of the picture, across and down.
const SCALE: u32 = 2;

/// Saves an SVG document as a PNG, and calls back with whether the browser did it.
pub fn save(name: String, svg: &str, done: impl FnOnce(bool) + 'static) {
    // An address that holds the picture itself belongs to no host, and no canvas is closed over it.
    let address = format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(svg));
    spawn_local(async move {
        let blob = drawn(&address).await;
        done(blob.is_some_and(|blob| super::save_blob(&name, &blob)));
    });
}

async fn drawn(address: &str) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = (image.natural_width() * SCALE, image.natural_height() * SCALE);
    let canvas = super::document()?.create_element("canvas").ok()?;
    let canvas = canvas.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
        .ok()?;
    let made = js_sys::Promise::new(&mut |resolve, reject| {
        if canvas.to_blob(&resolve).is_err() {
            let _told = reject.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
