//! Charts as scenes: marks with their places, meanings and words, as plain values. A scene knows
//! no colour, no element and no screen; one component draws it.

pub mod file;
pub mod histogram;
mod map;
mod matrix;
mod multiples;
mod panel;
mod ranges;
mod ranked;
mod rows;
mod scale;
pub mod span;
mod steps;
mod strip;
mod upright;
mod words;

use crate::present::charts::{Chart, Form};

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// Its width, in its own units.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Scales, names, and all that is only looked at; the first drawn first, under the items.
    pub ground: Vec<Mark>,
    /// What can be walked, pressed and asked, in the order of the chart's points.
    pub items: Vec<Item>,
}

/// A point of a chart where it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which point of the chart it is.
    pub point: usize,
    /// What answers when it is pressed: left edge, upper edge, width, height. It holds the marks where
    /// it can, is at least 24 units wide and high where there is room, and overlaps no other item's.
    pub area: (i32, i32, i32, i32),
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
    /// A filled polygon.
    Shape {
        /// Its corners.
        corners: Vec<(i32, i32)>,
        /// What the mark means.
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

impl Mark {
    fn bar((x, y): (i32, i32), (width, height): (i32, i32), class: &'static str) -> Self {
        Self::Bar { x, y, width, height, class }
    }

    fn line(from: (i32, i32), to: (i32, i32), class: &'static str) -> Self {
        Self::Line { from, to, class }
    }
}

/// For which screen a chart is drawn: scaled down to a phone, the words of a wide one could not be
/// read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A column of a wide page: 760 units.
    Wide,
    /// A phone: 340 units.
    Narrow,
}

impl Room {
    /// The width of its scenes.
    pub fn width(self) -> i32 {
        match self {
            Self::Wide => 760,
            Self::Narrow => 340,
        }
    }
}

/// A chart as a scene. Where nothing is drawn, a scene without items.
pub fn scene(chart: &Chart, room: Room) -> Scene {
    let points = &chart.points;
    match &chart.form {
        Form::Upright { spans } => upright::scene(points, spans, room),
        Form::Ranked => ranked::scene(points, room),
        Form::Ranges => ranges::scene(points, room),
        Form::Map => map::scene(chart, room),
        Form::Matrix { names, cells } => matrix::scene(chart, names, cells, room),
        Form::Strip => strip::scene(points, room),
        Form::Multiples { panels } => multiples::scene(points, panels, room),
        Form::Nothing(_) => {
            Scene { width: room.width(), height: 0, ground: Vec::new(), items: Vec::new() }
        }
    }
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
