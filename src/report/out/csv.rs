//! A table as CSV that Excel opens in Dutch by itself: `;` between cells, a decimal comma, a byte
//! order mark. No cell can become a formula.

use csv::{Terminator, WriterBuilder};

use crate::plan::clean;
use crate::plan::model::date;
use crate::plan::words;
use crate::report::out::format::Format;
use crate::report::sheets::{self, Datum, Rows};

/// A table of a report.
pub const FORMAT: Format = Format {
    name: "csv",
    word: "tabel in CSV",
    purpose: "voor een rekenblad of een script (welke: --tabel)",
    binary: false,
    no_since: None,
    make: |subject| table(&sheets::rows(subject.sheet, subject)),
};

/// What makes Excel read the bytes as UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A table.
pub fn table(table: &Rows) -> Result<Vec<u8>, String> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(MARK.to_vec());
    let heads = table.heads.iter().map(|(head, _)| (*head).to_string());
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect());
    for row in std::iter::once(heads.collect()).chain(rows) {
        let row: Vec<String> = row;
        writer.write_record(row).map_err(|why| why.to_string())?;
    }
    writer.into_inner().map_err(|why| why.to_string())
}

fn cell(datum: &Datum) -> String {
    let number = |text: String| text.replace('.', "");
    match datum {
        Datum::Empty => String::new(),
        Datum::Text(text) => harmless(text),
        Datum::Number(it) => number(it.to_string()),
        Datum::Fte(it) => number(it.fixed2()),
        Datum::Euro(it) => it.to_string(),
        Datum::Date(it) => date::dutch(*it),
        Datum::Light(it) => words::light(*it).to_string(),
    }
}

/// Words that a spreadsheet would take for a formula begin with a `'`, which it shows as words.
fn harmless(text: &str) -> String {
    let text = clean::one_line(text);
    let begins = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\'']);
    if begins {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::number::Decimal;

    #[test]
    fn cells_as_excel_reads_them() {
        for (datum, text) in [
            (Datum::Empty, ""),
            (Datum::Text("twee\nregels".into()), "twee regels"),
            (Datum::Text("=1+1".into()), "'=1+1"),
            (Datum::Text(" @SUM(A1)".into()), "' @SUM(A1)"),
            (Datum::Text("-2+3".into()), "'-2+3"),
            (Datum::Text("\t=1".into()), "' =1"),
            (Datum::Text("3 - 2".into()), "3 - 2"),
            (Datum::Number(Decimal::whole(-1250)), "-1250"),
            (Datum::Fte(Decimal::hundredths(80)), "0,80"),
            (Datum::Euro(5_615_000), "5615000"),
        ] {
            assert_eq!(cell(&datum), text, "{datum:?}");
        }
    }

    #[test]
    fn a_table_with_its_mark_and_quotes() {
        let rows = vec![vec![Datum::Text("a;b \"c\"".into()), Datum::Empty]];
        let heads = vec![("Wat", 1), ("Wie", 1)];
        let bytes = table(&Rows { heads, rows }).unwrap();
        let wanted = "\u{feff}Wat;Wie\r\n\"a;b \"\"c\"\"\";\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), wanted);
    }
}
