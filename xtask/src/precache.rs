//! The service worker's list of what it keeps, with the hash of each file. Text in, text out.
use crate::digest;
use crate::page::File;
use crate::squeeze::replace_once;

const FILES: &str = "PRECACHED_FILES";
const VERSION: &str = "PRECACHE_VERSION";

/// `assets/sw.js` with its list, and with a version that changes with anything in it.
pub fn worker(template: &str, files: &[File]) -> Result<String, String> {
    let list: Vec<String> =
        files.iter().map(|file| format!("[\"{}\",\"{}\"]", file.name, file.integrity)).collect();
    let text = replace_once(template, FILES, &format!("[{}]", list.join(",")))?;
    let version = digest::short(text.as_bytes());
    replace_once(&text, VERSION, &version)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = include_str!("../../assets/sw.js");

    fn file(name: &str, integrity: &str) -> File {
        File { name: name.into(), integrity: integrity.into() }
    }

    #[test]
    fn the_real_worker_takes_its_list() {
        let text = worker(TEMPLATE, &[file("", "sha384-a"), file("b.js", "sha384-b")]).unwrap();
        assert!(text.contains(r#"const FILES = [["","sha384-a"],["b.js","sha384-b"]];"#), "{text}");
        assert!(!text.contains(FILES) && !text.contains(VERSION), "{text}");
    }

    #[test]
    fn any_change_is_another_version() {
        let a = worker(TEMPLATE, &[file("", "sha384-a")]).unwrap();
        let b = worker(TEMPLATE, &[file("", "sha384-b")]).unwrap();
        let version = |text: &str| text.split("${OURS}").nth(1).unwrap()[..16].to_string();
        assert_ne!(version(&a), version(&b));
        let other = TEMPLATE.replace("take over", "go on");
        assert_ne!(version(&a), version(&worker(&other, &[file("", "sha384-a")]).unwrap()));
    }
}
