//! The site on this machine: a small server for the built files, and nothing else.
use std::path::{Path, PathBuf};

use tiny_http::{Header, Method, Request, Response, Server};

use crate::digest;
use crate::failure::{Failure, Outcome};
use crate::pages;
use crate::project::Project;
use crate::site::{Mode, Site};

pub const DEFAULT_PORT: u16 = 8080;

/// Builds if need be, then serves until stopped.
pub fn serve(project: &Project, port: u16) -> Outcome {
    let site = Site::full(project).at(pages::base_url());
    site.build(project, Mode::Plain)?;
    let (server, bound) = listen(port)?;
    if port != 0 && bound != port {
        println!("Port {port} is taken, so this is the next free one.");
    }
    println!(
        "Clearcount is at http://127.0.0.1:{bound}/ (Ctrl-C stops it; run this again after a change)"
    );
    for request in server.incoming_requests() {
        // A reader who closes the connection early is nothing to report.
        let _ = answer(site.folder(), request);
    }
    Ok(())
}

/// Reads a port number.
pub fn port(text: &str) -> Outcome<u16> {
    text.parse().map_err(|_| {
        Failure::usage(format!("`{text}` is not a port: a number from 0 to 65535."))
            .hint("cargo xtask serve --port 8080")
    })
}

fn listen(port: u16) -> Outcome<(Server, u16)> {
    let last = port.saturating_add(99);
    for candidate in port..=last {
        if let Ok(server) = Server::http(("127.0.0.1", candidate)) {
            let bound = server.server_addr().to_ip().map_or(candidate, |address| address.port());
            return Ok((server, bound));
        }
    }
    Err(Failure::new(format!("No port from {port} to {last} is free on this machine."))
        .hint("cargo xtask serve --port 0   # takes any free port"))
}

fn answer(folder: &Path, request: Request) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain(405, "This server only reads."));
    }
    let found = file_for(folder, request.url()).and_then(|path| {
        let content = std::fs::read(&path).ok()?;
        Some((path, content))
    });
    let Some((path, content)) = found else {
        return request.respond(plain(404, "There is no such file here."));
    };
    let tag = format!("\"{}\"", digest::short(&content));
    let known = request
        .headers()
        .iter()
        .any(|header| header.field.equiv("If-None-Match") && header.value.as_str() == tag);
    let (status, body) = if known { (304, Vec::new()) } else { (200, content) };
    let mut response = Response::from_data(body).with_status_code(status);
    for (name, value) in [
        ("Content-Type", media_type(&path)),
        ("Cache-Control", "no-cache"),
        ("ETag", &tag),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

fn plain(status: u16, text: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    let response = Response::from_string(text).with_status_code(status);
    match Header::from_bytes("Content-Type", "text/plain; charset=utf-8") {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
}

/// The file an address means, if it stands inside the folder. Our file names need no percent signs,
/// so an address that has one names nothing.
fn file_for(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let mut file = folder.to_path_buf();
    for part in path.split('/') {
        if part.is_empty() || part.starts_with(['.', '_']) || !part.chars().all(allowed) {
            return None;
        }
        file.push(part);
    }
    file.is_file().then_some(file)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("xml") => "application/xml",
        Some("csv") => "text/csv; charset=utf-8",
        Some("zip") => "application/zip",
        Some("md") => "text/markdown; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_only_what_stands_in_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(file_for(folder, "/Cargo.toml?x=1"), Some(folder.join("Cargo.toml")));
        assert_eq!(file_for(folder, "/src/serve.rs"), Some(folder.join("src").join("serve.rs")));
        for outside in [
            "/", // no index.html in this folder
            "/src",
            "/../Cargo.toml",
            "/src/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "//Cargo.toml",
            "/src\\serve.rs",
            "/_headers",
            "/.stage/index.html",
            "Cargo.toml",
            "",
        ] {
            assert_eq!(file_for(folder, outside), None, "{outside}");
        }
    }

    #[test]
    fn browsers_refuse_wasm_and_modules_under_another_type() {
        assert_eq!(media_type(Path::new("a_bg.wasm")), "application/wasm");
        assert!(media_type(Path::new("a.js")).starts_with("text/javascript"));
    }

    #[test]
    fn a_port_is_a_number() {
        assert_eq!(port("8081").ok(), Some(8081));
        assert_eq!(port("80810").unwrap_err().code(), 2);
    }
}
