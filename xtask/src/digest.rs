//! Content hashes, in the two spellings the site needs.
use base64::Engine;
use sha2::{Digest, Sha256, Sha384};

/// Sixteen hexadecimal digits, for file names.
pub fn short(content: &[u8]) -> String {
    hex(content).chars().take(16).collect()
}

/// The whole SHA-256 in hexadecimal.
pub fn hex(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of an `integrity` attribute.
pub fn integrity(content: &[u8]) -> String {
    let digest = Sha384::digest(content);
    format!("sha384-{}", base64::engine::general_purpose::STANDARD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_published_digests_of_nothing() {
        assert_eq!(short(b""), "e3b0c44298fc1c14");
        assert_eq!(
            integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }
}
