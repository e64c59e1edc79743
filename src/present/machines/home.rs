//! The address at which a site will stand, as whoever publishes it says it.

/// The address of the folder that the app is served from: absolute, and with a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home(String);

impl Home {
    /// Reads an address. It is put before the names of files and never taken apart again, so what is
    /// asked of it is only that this gives addresses: no parser of addresses is needed for that.
    pub fn read(text: &str) -> Result<Self, String> {
        let refused = |why: &str| {
            Err(format!(
                "'{text}' cannot be the address of a site: {why}. Give the address of the folder \
                 that the site will stand in, such as https://example.org/clearcount/"
            ))
        };
        let schemes = ["https://", "http://"];
        let Some(rest) = schemes.iter().find_map(|scheme| text.strip_prefix(scheme)) else {
            return refused("it does not begin with https:// or http://");
        };
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=:/[]".contains(c);
        if text.contains(['?', '#']) {
            return refused("it has a ? or a #, behind which no file can stand");
        }
        if let Some(other) = text.chars().find(|c| !allowed(*c)) {
            return refused(&format!("{other:?} may not stand in it as it is"));
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if !host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') {
            return refused("it names no host");
        }
        if path.trim_end_matches('/').split('/').any(|part| [".", ".."].contains(&part)) {
            return refused("a part of it is . or ..");
        }
        if path.trim_end_matches('/').contains("//") {
            return refused("a part of it is empty");
        }
        if path.ends_with(".html") {
            return refused("that is a page, and not a folder");
        }
        Ok(Self([text.trim_end_matches('/'), "/"].concat()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a file, by its name from the folder.
    pub fn file(&self, name: &str) -> String {
        [&self.0, name].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_with_one_slash() {
        for (given, read) in [
            ("https://example.org", "https://example.org/"),
            ("http://127.0.0.1:8080/a/b", "http://127.0.0.1:8080/a/b/"),
            ("https://example.org/clear%20count//", "https://example.org/clear%20count/"),
            ("http://[::1]:8080/", "http://[::1]:8080/"),
        ] {
            assert_eq!(Home::read(given).map(|home| home.0).as_deref(), Ok(read));
        }
    }

    #[test]
    fn what_gives_no_addresses_is_refused_with_what_to_give() {
        for (given, says) in [
            ("", "does not begin with https://"),
            ("example.org", "does not begin with https://"),
            ("ftp://example.org/", "does not begin with https://"),
            ("https://", "names no host"),
            ("https:///clearcount/", "names no host"),
            ("https://example.org/?a", "has a ? or a #"),
            ("https://example.org/#/operations", "has a ? or a #"),
            ("https://example.org/\"><script>", "'\"' may not stand"),
            ("https://example.org/a b", "' ' may not stand"),
            ("https://me@example.org/", "'@' may not stand"),
            ("https://exämple.org/", "'ä' may not stand"),
            ("https://example.org/a/../b", "is . or .."),
            ("https://example.org/a//b", "is empty"),
            ("https://example.org/index.html", "a page, and not a folder"),
        ] {
            let refused = Home::read(given).err().unwrap_or_default();
            assert!(refused.contains(says), "{given}: {refused}");
            assert!(refused.ends_with("https://example.org/clearcount/"), "{refused}");
        }
    }
}
