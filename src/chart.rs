//! Charts as scenes: marks with their places, meanings and words, as plain values. A scene knows
//! no colour, no element and no screen; one component draws it.

pub mod bars;
pub mod histogram;
pub mod scale;
pub mod span;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// Its width, in its own units.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What it shows.
    pub title: String,
    /// What is to be seen in it, for those who do not see it.
    pub description: String,
    /// Its marks, the first drawn first.
    pub marks: Vec<Mark>,
}

/// A mark, in the scene's units, with a class that says what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A filled rectangle.
    Bar {
        /// Left edge.
        x: i32,
        /// Upper edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
        /// What the mark means.
        class: &'static str,
        /// What the mark says.
        label: String,
    },
    /// A straight line.
    Line {
        /// From here.
        from: (i32, i32),
        /// To here.
        to: (i32, i32),
        /// What the line means.
        class: &'static str,
    },
    /// A text.
    Text {
        /// Where it is anchored.
        at: (i32, i32),
        /// Which end of it stands there.
        anchor: Anchor,
        /// What the text is.
        class: &'static str,
        /// The text.
        text: String,
    },
}

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}
