//! One HTML file that holds a page and its whole program, and asks nobody for anything. Text in,
//! text out: it knows nothing of the disk.
use std::io::Write;

use base64::Engine;
use flate2::{Compression, write::GzEncoder};

use crate::digest;
use crate::page::{Contents, Shell, inline};
use crate::policy;

/// The page with the program inside: the same boot script and the same wasm as beside `index.html`.
pub fn html(shell: &Shell, boot: &str, wasm: &[u8]) -> Result<String, String> {
    let policy = policy::of_single_file(shell, &digest::integrity(boot.as_bytes()));
    let boot = inline("boot.js", boot)?;
    let packed = packed(wasm).map_err(|error| format!("the wasm cannot be packed: {error}"))?;
    shell.with(&Contents {
        policy: &policy,
        head: &format!("<script type=\"module\">{boot}</script>"),
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
        let page = html(&shell, "start();\n", b"wasm").unwrap();
        assert!(page.contains("<script type=\"module\">start();\n</script>"), "{page}");
        assert!(page.contains(&digest::integrity(b"start();\n")), "{page}");
        assert!(page.contains("id=\"program\">H4sI"), "{page}");
        assert!(!page.contains("./"), "{page}");
    }

    #[test]
    fn packing_the_same_twice_gives_the_same() {
        assert_eq!(packed(b"wasm").unwrap(), packed(b"wasm").unwrap());
    }
}
