//! One HTML file that holds a page and its whole program, and asks nobody for anything. Text in,
//! text out: it knows nothing of the disk.
use std::io::Write;

use base64::Engine;
use flate2::{Compression, write::GzEncoder};

use crate::digest;
use crate::page::{Contents, Shell, inline};
use crate::policy;

/// The page with the program inside: the same boot script and the same wasm as beside `index.html`.
/// `first` is a script that runs before both, if there is one.
pub fn html(shell: &Shell, first: Option<&str>, boot: &str, wasm: &[u8]) -> Result<String, String> {
    let scripts: Vec<_> = first.into_iter().chain([boot]).collect();
    let integrities: Vec<_> = scripts.iter().map(|it| digest::integrity(it.as_bytes())).collect();
    let policy = policy::of_single_file(shell, &integrities);
    let first = match first {
        Some(first) => format!("<script>{}</script>\n    ", inline("the first script", first)?),
        None => String::new(),
    };
    let boot = inline("boot.js", boot)?;
    let packed = packed(wasm).map_err(|error| format!("the wasm cannot be packed: {error}"))?;
    shell.with(&Contents {
        policy: &policy,
        head: &format!("{first}<script type=\"module\">{boot}</script>"),
        list: "",
        body: &format!(
            "<script type=\"application/octet-stream\" id=\"program\">{packed}</script>\n  "
        ),
    })
}

/// Gzip, which every browser of today unpacks by itself, in base64. The same bytes every time.
fn packed(bytes: &[u8]) -> std::io::Result<String> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(base64::engine::general_purpose::STANDARD.encode(gzip.finish()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_inside_and_nothing_is_named_beside() {
        let shell = Shell::of_html("<head><!-- policy --><!-- program --></head><body></body>");
        let page = html(&shell, Some("first();"), "start();\n", b"wasm").unwrap();
        assert!(page.contains("<script type=\"module\">start();\n</script>"), "{page}");
        assert!(page.contains("<script>first();</script>\n    <script type"), "{page}");
        for script in ["start();\n", "first();"] {
            assert!(page.contains(&digest::integrity(script.as_bytes())), "{page}");
        }
        assert!(page.contains("id=\"program\">H4sI"), "{page}");
        assert!(!page.contains("./"), "{page}");
    }

    #[test]
    fn packing_the_same_twice_gives_the_same() {
        assert_eq!(packed(b"wasm").unwrap(), packed(b"wasm").unwrap());
    }
}
