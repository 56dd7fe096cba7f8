//! A table in Word: heads that return on each page, rows that stay whole, columns as wide as what
//! is in them, lights in colour with their letter.

use super::WIDE;
use super::words::{paragraph, toned};
use super::xml::Xml;
use crate::doc::Tone;
use crate::doc::table::{Cell, Column, Table};
use crate::report::out::paper::{self, Look};

/// A table, and room below it.
pub(super) fn table(xml: &mut Xml, table: &Table) {
    let widths = widths(&table.shares());
    framed(xml, &widths, table.has_heads(), |xml| {
        if table.has_heads() {
            let heads = table.columns.iter().zip(&widths);
            row(
                xml,
                true,
                heads.map(|(column, wide)| Content {
                    wide: *wide,
                    right: column.right,
                    text: &column.head,
                    ..Content::default()
                }),
            );
        }
        for (cells, tone) in &table.rows {
            let columns = table.columns.iter().zip(&widths);
            let cells = columns.zip(cells);
            row(
                xml,
                false,
                cells.map(|((column, wide), cell)| Content::of(column, *wide, cell, *tone)),
            );
        }
    });
}

/// What is in a cell.
#[derive(Default)]
pub(super) struct Content<'t> {
    /// How wide it is, in twentieths of a point.
    pub wide: u32,
    /// How many columns it takes, where that is more than one.
    pub columns: usize,
    /// Whether its words stand right.
    pub right: bool,
    /// Whether they stand in the middle.
    pub middle: bool,
    /// Whether it stays on the page of the row below.
    pub stays: bool,
    /// Its words; blanks before them are how far in they stand.
    pub text: &'t str,
    /// What they are.
    pub tone: Tone,
    /// The colour behind them.
    pub fill: Option<u32>,
}

impl<'t> Content<'t> {
    fn of(column: &Column, wide: u32, cell: &'t Cell, row: Tone) -> Self {
        let tone = cell.tone.unwrap_or(match row {
            Tone::Strong | Tone::Dim => row,
            _ => Tone::Plain,
        });
        let fill = match Look::of(cell.text.trim(), tone) {
            Look::Light(light, ..) => Some(paper::paint(light)[0]),
            _ => (row == Tone::Strong).then_some(0x00F1_F1F1),
        };
        Self {
            wide,
            right: column.right,
            stays: row == Tone::Strong,
            text: &cell.text,
            tone,
            fill,
            ..Self::default()
        }
    }
}

/// The frame of a table of columns so wide, and room below it: without that it would be one with a
/// table that follows.
pub(super) fn framed(xml: &mut Xml, widths: &[u32], heads: bool, rows: impl FnOnce(&mut Xml)) {
    let whole = widths.iter().sum::<u32>().to_string();
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", "Tabel");
            xml.tag("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.tag("w:tblLayout", &[("w:type", "fixed")]);
            let first = if heads { "1" } else { "0" };
            xml.tag(
                "w:tblLook",
                &[
                    ("w:val", if heads { "0620" } else { "0600" }),
                    ("w:firstRow", first),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", "0"),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "1"),
                    ("w:noVBand", "1"),
                ],
            );
        });
        xml.within("w:tblGrid", &[], |xml| {
            for wide in widths {
                xml.tag("w:gridCol", &[("w:w", &wide.to_string())]);
            }
        });
        rows(xml);
    });
    paragraph(xml, "NaTabel", |_| {}, |_| {});
}

/// A row, which is never broken over two pages; its heads return on each.
pub(super) fn row<'t>(xml: &mut Xml, heads: bool, cells: impl Iterator<Item = Content<'t>>) {
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.tag("w:cantSplit", &[]);
            if heads {
                xml.tag("w:tblHeader", &[]);
            }
        });
        for cell in cells {
            self::cell(xml, &cell);
        }
    });
}

fn cell(xml: &mut Xml, cell: &Content<'_>) {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.tag(
                "w:tcW",
                &[("w:w", &cell.wide.to_string()), ("w:type", "dxa")],
            );
            if cell.columns > 1 {
                xml.val("w:gridSpan", &cell.columns.to_string());
            }
            if let Some(fill) = cell.fill {
                let fill = format!("{fill:06X}");
                xml.tag(
                    "w:shd",
                    &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", &fill)],
                );
            }
        });
        // What stands further in is part of the row above.
        let inside = cell.text.len() - cell.text.trim_start().len();
        let also = |xml: &mut Xml| {
            if cell.stays {
                xml.tag("w:keepNext", &[]);
            }
            if inside > 0 {
                xml.tag("w:ind", &[("w:left", "227")]);
            }
            if cell.right || cell.middle {
                xml.val("w:jc", if cell.right { "right" } else { "center" });
            }
        };
        paragraph(xml, "Cel", also, |xml| {
            toned(xml, cell.text.trim(), cell.tone);
        });
    });
}

/// Hundredths of a page as widths.
fn widths(shares: &[u16]) -> Vec<u32> {
    let mut left = WIDE;
    let mut widths: Vec<u32> = shares
        .iter()
        .map(|it| WIDE * u32::from(*it) / 100)
        .collect();
    for wide in &widths {
        left = left.saturating_sub(*wide);
    }
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}
