//! A file that is being made, some rows at a time, so that a page can be drawn in between and the reader
//! can end it. It knows no page.

use super::{Export, Format, Part, Sheet, flat, package, xlsx};
use crate::present::record::Record;

/// What a file is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// One text.
    Text(String),
    /// The files of an archive.
    Archive(Vec<Part>),
}

/// A file that is being made.
#[derive(Debug)]
pub struct Making {
    export: Export,
    format: Format,
    sheet: usize,
    row: usize,
    text: String,
    workbook: xlsx::Writing,
    parts: Vec<Part>,
    done: usize,
}

impl Making {
    /// Begins a file of what is taken along.
    pub fn new(export: Export, format: Format) -> Self {
        let export = export.for_format(format);
        let text = match format {
            Format::Json => flat::opening(&export.provenance),
            _ => String::new(),
        };
        let (parts, workbook) = (Vec::new(), xlsx::Writing::default());
        Self { export, format, sheet: 0, row: 0, text, workbook, parts, done: 0 }
    }

    /// How many rows it will have, and how many are written.
    pub fn progress(&self) -> (usize, usize) {
        (self.export.sheets.iter().map(|sheet| sheet.len()).sum(), self.done)
    }

    /// Writes as many rows, and says whether there are more.
    pub fn step(&mut self, record: &Record, rows: usize) -> bool {
        for _ in 0..rows {
            let Some(length) = self.export.sheets.get(self.sheet).map(Sheet::len) else {
                return false;
            };
            if self.row == 0 {
                self.begin();
            }
            if self.row < length {
                self.write(record);
                self.row += 1;
                self.done += 1;
            }
            if self.row >= length {
                self.end();
                self.sheet += 1;
                self.row = 0;
            }
        }
        self.sheet < self.export.sheets.len()
    }

    fn begin(&mut self) {
        let sheet = &self.export.sheets[self.sheet];
        let provenance = Some(&self.export.provenance);
        match self.format {
            Format::Csv => self.text = flat::head(sheet, ',', provenance),
            Format::Tsv => self.text = flat::head(sheet, '\t', provenance),
            Format::Json => {
                let comma = if self.sheet > 0 { "," } else { "" };
                self.text.push_str(&[comma, "\n\"", sheet.name, "\": ["].concat());
            }
            Format::Ndjson => {}
            Format::Xlsx => self.workbook = xlsx::Writing::of(sheet),
            Format::DataPackage => self.text = flat::head(sheet, ',', None),
        }
    }

    fn write(&mut self, record: &Record) {
        let Export { sheets, provenance, .. } = &self.export;
        let sheet = &sheets[self.sheet];
        let row = sheet.row(record, self.row);
        let line = match self.format {
            Format::Csv => flat::row(&row, ',', Some(provenance)),
            Format::Tsv => flat::row(&row, '\t', Some(provenance)),
            Format::Json => {
                let comma = if self.row > 0 { "," } else { "" };
                [comma, "\n", &flat::object(sheet, &row, None)].concat()
            }
            Format::Ndjson => flat::object(sheet, &row, Some(provenance)) + "\n",
            Format::Xlsx => return self.workbook.row(sheet, &row),
            Format::DataPackage => flat::row(&row, ',', None),
        };
        self.text.push_str(&line);
    }

    fn end(&mut self) {
        let sheet = &self.export.sheets[self.sheet];
        match self.format {
            Format::Csv | Format::Tsv | Format::Ndjson => {}
            Format::Json => self.text.push_str("\n]"),
            Format::Xlsx => {
                let written = std::mem::take(&mut self.workbook);
                self.parts.extend(written.finish(sheet, self.sheet));
            }
            Format::DataPackage => {
                let text = std::mem::take(&mut self.text);
                self.parts.push(Part { name: package::file(sheet), text });
            }
        }
    }

    /// The file, whose rows are all written at once.
    pub fn at_once(mut self, record: &Record) -> Contents {
        while self.step(record, usize::MAX) {}
        self.finish()
    }

    /// The file, once all rows are written.
    pub fn finish(mut self) -> Contents {
        match self.format {
            Format::Csv | Format::Tsv | Format::Ndjson => Contents::Text(self.text),
            Format::Json => Contents::Text(self.text + "\n}\n}\n"),
            Format::Xlsx => {
                let mut parts = xlsx::frame(&self.export.sheets);
                parts.append(&mut self.parts);
                Contents::Archive(parts)
            }
            Format::DataPackage => {
                let mut parts = package::description(&self.export);
                parts.append(&mut self.parts);
                Contents::Archive(parts)
            }
        }
    }
}
