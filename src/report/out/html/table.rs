//! A table: its heads for each column, and for each row the cell that names it.

use super::toned;
use crate::doc::Tone;
use crate::doc::table::{Cell, Column, Room, Table};
use crate::report::out::paper::{escaped, is_trend};

/// A table.
pub(super) fn table(table: &Table, shares: &[u16]) -> String {
    let columns = shares
        .iter()
        .map(|share| format!("<col class=\"k{share}\">"));
    let columns: String = columns.collect();
    // A narrow screen moves the table, not the page; figures beside one name fit on it.
    let figures = table.columns.iter().skip(1).all(|column| column.right);
    let class = if figures { " class=\"cijfers\"" } else { "" };
    let mut out =
        format!("<div class=\"tabel\">\n<table{class}>\n<colgroup>{columns}</colgroup>\n");
    let named = table.columns.iter().position(is_wide);
    if table.has_heads() {
        let heads = table.columns.iter().map(|column| {
            let class = if column.right { " class=\"getal\"" } else { "" };
            format!("<th scope=\"col\"{class}>{}</th>", escaped(&column.head))
        });
        let heads: String = heads.collect();
        out = out + "<thead><tr>" + &heads + "</tr></thead>\n";
    }
    out.push_str("<tbody>\n");
    for (cells, tone) in &table.rows {
        out.push_str(match tone {
            Tone::Strong => "<tr class=\"kop\">",
            Tone::Dim => "<tr class=\"stil\">",
            _ => "<tr>",
        });
        for (at, (column, cell)) in table.columns.iter().zip(cells).enumerate() {
            out += &self::cell(column, cell, named == Some(at));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}

/// Whether a column holds words: what its rows are about.
const fn is_wide(column: &Column) -> bool {
    matches!(column.room, Room::Cut | Room::Wrapped)
}

fn cell(column: &Column, cell: &Cell, names: bool) -> String {
    let text = if is_trend(&cell.text) {
        format!(
            "<span class=\"verloop\" aria-hidden=\"true\">{}</span>",
            cell.text
        )
    } else {
        // What stands further in is part of the row above.
        let inside = cell.text.len() - cell.text.trim_start().len();
        let text = toned(cell.text.trim(), cell.tone.unwrap_or_default());
        if inside > 0 {
            format!("<span class=\"deel\">{text}</span>")
        } else {
            text
        }
    };
    if names {
        return format!("<th scope=\"row\">{text}</th>");
    }
    let class = if column.right { " class=\"getal\"" } else { "" };
    format!("<td{class}>{text}</td>")
}
