//! Numbers in a row, with their words: what a chart draws and a table lists.

/// A row of counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it shows.
    pub title: String,
    /// What is to be seen in it.
    pub description: String,
    /// The counts, in order.
    pub points: Vec<Point>,
}

/// One count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The category.
    pub category: String,
    /// The count.
    pub count: i64,
    /// What is said of it.
    pub label: String,
}
