//! Packs a dataset folder into JSON lines, one record a line: the text that the program embeds
//! and that `dataset::load` reads. Each line is an object with one key naming the record's kind.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const REGISTRIES: [(&str, &str); 3] =
    [("agencies.json", "agency"), ("places.json", "place"), ("programmes.json", "programme")];

pub fn pack(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut lines = vec![line("dataset", &parse(&folder.join("dataset.json"))?)];
    for (file, kind) in REGISTRIES {
        let path = folder.join(file);
        let Value::Array(rows) = parse(&path)? else {
            return Err(format!("{}: expected an array of records", path.display()).into());
        };
        lines.extend(rows.iter().map(|row| line(kind, row)));
    }
    for path in files(&folder.join("operations"))? {
        lines.push(line("operation", &parse(&path)?));
    }
    // A first version has changed nothing.
    let changes = folder.join("changes");
    for path in if changes.is_dir() { files(&changes)? } else { Vec::new() } {
        lines.push(line("changes", &parse(&path)?));
    }
    Ok(lines.concat())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn parse(path: &Path) -> Result<Value, Box<dyn Error>> {
    let text = super::read(path)?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn line(kind: &str, record: &Value) -> String {
    format!("{{\"{kind}\":{record}}}\n")
}
