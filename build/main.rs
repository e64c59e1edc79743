//! The build script: turns the dataset's codebook into the model's vocabularies and packs the
//! records into the one text that the program embeds. It must not judge records: that is the
//! loader's work, and a broken record has to reach it.

mod codebook;
mod pack;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let built_in = manifest.join("assets/dataset");
    // Another folder in the same format can be embedded instead, to measure the code alone.
    let dataset = match env::var_os("CLEARCOUNT_DATASET") {
        Some(path) => manifest.join(path),
        None => built_in.clone(),
    };
    println!("cargo::rerun-if-env-changed=CLEARCOUNT_DATASET");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", dataset.display());
    let codebook = built_in.join("codebook.json");
    println!("cargo::rerun-if-changed={}", codebook.display());

    fs::write(out.join("vocabulary.rs"), codebook::generate(&read(&codebook)?)?)?;
    let packed = pack::pack(&dataset)?;
    let digest: String = Sha256::digest(&packed).iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(out.join("dataset.jsonl"), packed)?;
    fs::write(out.join("dataset.sha256"), digest)?;
    Ok(())
}

fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}
