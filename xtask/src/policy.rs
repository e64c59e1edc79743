//! What the site allows itself: the Content-Security-Policy and the headers a host should send.
use crate::page::Shell;

const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), \
    microphone=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()";

/// Nothing but our own files and the scripts and styles that the page holds, each by its hash; no
/// evaluation but that of the wasm. `app-sw` is the one Trusted Types policy, for registering the
/// service worker.
pub fn of_site(shell: &Shell) -> String {
    format!(
        "default-src 'none'; script-src 'self' {} 'wasm-unsafe-eval'; style-src 'self' {}; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types app-sw",
        quoted(&shell.scripts),
        quoted(&shell.styles)
    )
}

/// The same for a page that holds everything, `own` being the integrities of what runs in it besides
/// the scripts of the shell: it may ask nobody for anything.
pub fn of_single_file(shell: &Shell, own: &[String]) -> String {
    format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; \
         img-src data: blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        quoted(&shell.scripts),
        quoted(own),
        quoted(&shell.styles)
    )
}

/// Folders whose files have one rule together.
const MANY: [&str; 2] = ["v/", "data/"];

fn quoted(hashes: &[String]) -> String {
    hashes.iter().map(|hash| format!("'{hash}'")).collect::<Vec<_>>().join(" ")
}

/// A `_headers` file as Netlify and Cloudflare Pages read it. Files whose names hold the hash of
/// their content may be kept for ever; everything else is asked for again each time.
pub fn headers_file(policy: &str, names: &[String], hashed: &[String]) -> String {
    let mut text = format!(
        "/*\n  \
         Permissions-Policy: {PERMISSIONS}\n  \
         Referrer-Policy: no-referrer\n  \
         X-Content-Type-Options: nosniff\n  \
         Cross-Origin-Resource-Policy: cross-origin\n  \
         Access-Control-Allow-Origin: *\n"
    );
    // Pages of operations and tables are many, and hosts read a hundred rules.
    let is_one_of_many = |name: &&str| MANY.iter().any(|folder| name.starts_with(folder));
    let (many, each): (Vec<&str>, Vec<&str>) =
        names.iter().map(String::as_str).partition(is_one_of_many);
    let folders = MANY.iter().filter(|folder| many.iter().any(|it| it.starts_with(**folder)));
    let folders: Vec<String> = folders.map(|folder| format!("{folder}*")).collect();
    let rest = each.into_iter().chain(folders.iter().map(String::as_str));
    for name in std::iter::once("").chain(rest) {
        let kept = match hashed.iter().any(|hashed| hashed == name) {
            true => "public, max-age=31536000, immutable",
            false => "no-cache",
        };
        text.push_str(&format!("/{name}\n  Cache-Control: {kept}\n"));
        // Each other page brings its own: two that hold for one would both have to allow a thing.
        if ["", "index.html"].contains(&name) {
            text.push_str(&format!("  Content-Security-Policy: {policy}\n"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest;

    fn shell() -> Shell {
        Shell::of_hashes(&[&digest::integrity(b"a"), &digest::integrity(b"b")], &["sha384-style"])
    }

    #[test]
    fn no_line_is_longer_than_a_host_reads() {
        let policy = of_site(&shell());
        let names = ["app-0123456789abcdef.js", "index.html", "sw.js"].map(str::to_string);
        let text = headers_file(&policy, &names, &names[..1]);
        assert!(text.lines().all(|line| line.len() < 2_000), "{text}");
        let kept = |name: &str| {
            let after = text.split_once(&format!("\n/{name}\n  Cache-Control: ")).unwrap().1;
            after.lines().next().unwrap().to_string()
        };
        assert_eq!(kept(&names[0]), "public, max-age=31536000, immutable");
        assert_eq!(["", "index.html", "sw.js"].map(kept), ["no-cache"; 3]);
        assert_eq!(text.matches("Content-Security-Policy").count(), 2, "{text}");
    }

    #[test]
    fn pages_of_operations_and_tables_have_one_rule_a_folder() {
        let mut names = vec!["index.html".to_string(), "data/a.csv".into(), "vote.html".into()];
        names.extend((0..300).map(|at| format!("v/operations/{at}.html")));
        let text = headers_file("default-src 'none'", &names, &[]);
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(rules, ["/*", "/", "/index.html", "/vote.html", "/v/*", "/data/*"]);
        assert!(text.contains("\n/v/*\n  Cache-Control: no-cache\n"), "{text}");
        assert!(!headers_file("", &names[..1], &[]).contains("/v/*"));
    }

    #[test]
    fn only_what_the_page_was_published_with_is_allowed() {
        for policy in [of_site(&shell()), of_single_file(&shell(), &["sha384-boot".into()])] {
            assert!(!policy.contains("unsafe-inline"), "{policy}");
            assert!(!policy.contains("'unsafe-eval'"), "{policy}");
            assert!(policy.starts_with("default-src 'none'"), "{policy}");
            assert!(
                policy.contains("style-src 'sha384-style'")
                    || policy.contains("style-src 'self' 'sha384-style'")
            );
        }
    }

    #[test]
    fn a_single_file_may_ask_nobody() {
        let policy = of_single_file(&shell(), &["sha384-boot".into()]);
        for word in ["'self'", "connect-src", "https:", "worker-src"] {
            assert!(!policy.contains(word), "{word}: {policy}");
        }
        assert!(policy.contains("'sha384-boot' 'wasm-unsafe-eval'"), "{policy}");
    }
}
