//! How a command says that it cannot go on: one sentence, and what to run by hand.
use std::fmt;

pub type Outcome<T = ()> = Result<T, Failure>;

/// A sentence for the reader, the command that helps, and the exit code.
#[derive(Debug)]
pub struct Failure {
    what: String,
    hint: Option<String>,
    code: u8,
}

impl Failure {
    /// Something did not work.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: None, code: 1 }
    }

    /// The command was called the wrong way.
    pub fn usage(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: None, code: 2 }
    }

    /// Adds the command to run by hand.
    pub fn hint(mut self, command: impl Into<String>) -> Self {
        self.hint = Some(command.into());
        self
    }

    pub fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "xtask: {}", self.what)?;
        if let Some(hint) = &self.hint {
            write!(out, "\nBy hand:\n    {}", hint.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

/// Turns an input or output error into a sentence that names the path.
pub fn at<'a>(
    doing: &'a str,
    path: &'a std::path::Path,
) -> impl Fn(std::io::Error) -> Failure + 'a {
    move |error| Failure::new(format!("Could not {doing} {}: {error}.", path.display()))
}
