//! What of a view stands inside another page, and how an address says it.

/// What of a view stands inside another page, without the frame of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Embedding {
    /// Nothing: it is a page of its own.
    #[default]
    None,
    /// The whole view.
    View,
    /// The charts of the page, and nothing else.
    Charts,
    /// One of them, in their order on the page, from 1.
    Chart(usize),
}

impl Embedding {
    /// What it may be in an address.
    pub const WORDS: [&'static str; 3] = ["1", "chart", "chart-2"];

    /// What a word of an address says.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "1" => Some(Self::View),
            "chart" => Some(Self::Charts),
            word => {
                let number = word.strip_prefix("chart-")?.parse().ok()?;
                (number > 0 && word == format!("chart-{number}")).then_some(Self::Chart(number))
            }
        }
    }

    /// Its word in an address, unless the address need not say it.
    pub fn word(self) -> Option<String> {
        match self {
            Self::None => None,
            Self::View => Some("1".into()),
            Self::Charts => Some("chart".into()),
            Self::Chart(number) => Some(format!("chart-{number}")),
        }
    }

    /// Whether it is charts alone.
    pub fn is_chart(self) -> bool {
        matches!(self, Self::Charts | Self::Chart(_))
    }
}
