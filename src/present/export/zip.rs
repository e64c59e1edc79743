//! An archive put together from files that were packed already, as gzip: the browser packs by itself, and
//! both formats hold the same stream. It knows nothing of what is in the files.

/// Where the stream begins in a gzip file that names nothing else, and how much follows it.
const HEAD: usize = 10;
const TAIL: usize = 8;

/// Bits of a local header: the name is UTF-8.
const UTF8: u16 = 1 << 11;
/// The method by which a stream is packed, in both formats.
const DEFLATE: u16 = 8;
/// The first day that an archive can state. The same files make the same archive, whenever it is made.
const FIRST_DAY: u16 = (1 << 5) | 1;

/// The archive of some files, each with its name and packed as gzip. Nothing where one of them is not
/// such a file, or all are more than an archive of this form can hold (4 GB).
pub fn archive(files: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, gzip) in files {
        let plain = gzip.starts_with(&[0x1f, 0x8b, DEFLATE as u8, 0]);
        let end = gzip.len().checked_sub(TAIL).filter(|end| plain && *end >= HEAD)?;
        let offset = u32::try_from(archive.len()).ok()?;
        let mut header = Vec::new();
        for field in [20, UTF8, DEFLATE, 0, FIRST_DAY] {
            header.extend(u16::to_le_bytes(field));
        }
        // gzip ends with the checksum and the size of what was packed.
        header.extend(&gzip[end..end + 4]);
        header.extend(u32::try_from(end - HEAD).ok()?.to_le_bytes());
        header.extend(&gzip[end + 4..]);
        header.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
        header.extend([0; 2]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&header);
        archive.extend(name.as_bytes());
        archive.extend(&gzip[HEAD..end]);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(files.len()).ok()?.to_le_bytes();
    let offset = u32::try_from(archive.len()).ok()?;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count);
    archive.extend(count);
    archive.extend(u32::try_from(directory.len()).ok()?.to_le_bytes());
    archive.extend(offset.to_le_bytes());
    archive.extend([0; 2]);
    Some(archive)
}
