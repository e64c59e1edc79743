//! Where things stand in the working tree.
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The working tree.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Cargo says where this package is; the tree may have been moved since it was compiled.
    pub fn find() -> Outcome<Self> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match package.parent() {
            Some(root) if root.join("Trunk.toml").is_file() => {
                Ok(Self { root: root.to_path_buf() })
            }
            _ => Err(Failure::new(format!(
                "{} does not stand in a Clearcount working tree.",
                package.display()
            ))
            .hint("cargo xtask help   # from inside the working tree")),
        }
    }

    /// A tree made for a test.
    #[cfg(test)]
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path in the tree, written with slashes.
    pub fn path(&self, relative: &str) -> PathBuf {
        relative.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// Where Cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        let target = std::env::var_os("CARGO_TARGET_DIR").map(|path| self.root.join(path));
        target.unwrap_or_else(|| self.path("target"))
    }

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// Tools, stamps and packages: everything here can be deleted.
    pub fn cache(&self) -> PathBuf {
        self.path(".cache")
    }

    /// Where `cargo install --root` puts the tools of this project.
    pub fn tools(&self) -> PathBuf {
        self.path(".cache/tools")
    }
}

/// Every file below a folder, sorted, as (path with slashes from the folder, path).
pub fn files_below(folder: &Path) -> Outcome<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_path_buf())];
    while let Some((prefix, folder)) = open.pop() {
        let read = crate::failure::at("read", &folder);
        for entry in std::fs::read_dir(&folder).map_err(&read)? {
            let entry = entry.map_err(&read)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push((format!("{name}/"), entry.path()));
            } else {
                found.push((name, entry.path()));
            }
        }
    }
    found.sort();
    Ok(found)
}
