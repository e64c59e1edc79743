//! The pieces that a wasm is made of: sections, sizes and numbers. It knows no instruction.

/// How a wasm begins: its mark and its version.
pub const HEADER: usize = 8;
/// The section of what is no code, such as names.
pub const CUSTOM: u8 = 0;
/// The section of what the program is given.
pub const IMPORTS: u8 = 2;
/// The section of the functions' types.
pub const FUNCTIONS: u8 = 3;
/// The section of what others may call.
pub const EXPORTS: u8 = 7;
/// The section of the functions' code.
pub const CODE: u8 = 10;

/// What of a wasm has not been read yet.
pub struct Bytes<'a> {
    pub rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or("the wasm is cut short")?;
        self.rest = rest;
        Ok(taken)
    }

    /// One byte.
    pub fn byte(&mut self) -> Result<u8, String> {
        self.take(1).map(|taken| taken[0])
    }

    /// A number in groups of seven bits, the lowest first (LEB128).
    pub fn number(&mut self) -> Result<usize, String> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("a number in the wasm is too long".into())
    }

    /// Bytes behind their number.
    pub fn sized(&mut self) -> Result<&'a [u8], String> {
        let size = self.number()?;
        self.take(size)
    }
}

/// Writes what `Bytes::number` reads.
pub fn write_number(to: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Writes what `Bytes::sized` reads.
pub fn write_sized(to: &mut Vec<u8>, content: &[u8]) {
    write_number(to, content.len());
    to.extend_from_slice(content);
}
