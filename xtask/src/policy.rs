//! What the site allows itself: the Content-Security-Policy and the headers a host should send.

/// Nothing but our own files, no inline script or style, no evaluation but that of the wasm.
/// `app-sw` is the one Trusted Types policy, for registering the service worker.
pub const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
    worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types app-sw";

const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), \
    microphone=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()";

/// A `_headers` file as Netlify and Cloudflare Pages read it. Files whose names hold the hash of
/// their content may be kept for ever; everything else is asked for again each time.
pub fn headers_file<'a>(hashed: impl Iterator<Item = &'a str>) -> String {
    let mut text = format!(
        "/*\n  \
         Content-Security-Policy: {CONTENT_SECURITY}\n  \
         Permissions-Policy: {PERMISSIONS}\n  \
         Referrer-Policy: no-referrer\n  \
         X-Content-Type-Options: nosniff\n  \
         Cross-Origin-Resource-Policy: cross-origin\n  \
         Access-Control-Allow-Origin: *\n\
         /\n  Cache-Control: no-cache\n\
         /index.html\n  Cache-Control: no-cache\n"
    );
    for name in hashed {
        text.push_str(&format!("/{name}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_a_host_reads() {
        let text = headers_file(["app-0123456789abcdef.js"].into_iter());
        assert!(text.lines().all(|line| line.len() < 2_000), "{text}");
        assert!(text.contains("\n/app-0123456789abcdef.js\n  Cache-Control: public"), "{text}");
    }

    #[test]
    fn nothing_inline_is_allowed() {
        assert!(!CONTENT_SECURITY.contains("unsafe-inline"));
        assert!(!CONTENT_SECURITY.contains("'unsafe-eval'"));
        assert!(CONTENT_SECURITY.starts_with("default-src 'none'"));
    }
}
