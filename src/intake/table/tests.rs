use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

fn given(name: &str, bytes: &[u8]) -> Given {
    Given::new(name, bytes.to_vec())
}

/// The cells of the first sheet, each row on a line.
fn shown(name: &str, bytes: &[u8]) -> String {
    match read(&given(name, bytes), None) {
        Ok(sheets) => lines(&sheets[0]),
        Err(sentence) => sentence,
    }
}

fn lines(sheet: &Sheet) -> String {
    let rows = sheet.rows.iter().map(|row| {
        let cells: Vec<String> = row.cells.iter().map(Cell::shown).collect();
        format!("{}: {}", row.number, cells.join("|"))
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn columns_have_letters() {
    for (at, shown) in [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (51, "AZ"),
        (52, "BA"),
        (701, "ZZ"),
        (702, "AAA"),
    ] {
        assert_eq!(letters(at), shown);
        assert_eq!(column(&shown.to_lowercase()), Some(at), "{shown}");
    }
    for none in ["", "1", "A1", "ZZZ", "AAAA", "é"] {
        assert_eq!(column(none), None, "{none}");
    }
}

#[test]
fn csv_in_any_spelling() {
    let utf16: Vec<u8> = "\u{feff}KPI\té\r\n1\t2\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, rows) in [
        (
            &b"KPI;waarde\r\n3.K1;1.234,5\r\n"[..],
            "1: KPI|waarde\n2: 3.K1|1.234,5",
        ),
        (b"KPI,waarde\n3.K1,6\n", "1: KPI|waarde\n2: 3.K1|6"),
        (b"KPI\twaarde\n3.K1\t6\n", "1: KPI|waarde\n2: 3.K1|6"),
        // A decimal comma doesn't part.
        (b"KPI;waarde\n3.K1;6,5\n", "1: KPI|waarde\n2: 3.K1|6,5"),
        (
            b"sep=;\r\nKPI;waarde\r\n3.K1;6\r\n",
            "2: KPI|waarde\n3: 3.K1|6",
        ),
        ("\u{feff}KPI;één\n".as_bytes(), "1: KPI|één"),
        (b"KPI;\xe9\xe9n \x80\n", "1: KPI|één €"),
        (utf16.as_slice(), "1: KPI|é\n2: 1|2"),
        // Lines without anything count, and so do lines in a field.
        (b"a;b\n\n;\n\"x\ny\";2\nc;3\n", "1: a|b\n4: x y|2\n6: c|3"),
        // What could act on a terminal is seen.
        (b"a;\x1b[2J\n", "1: a|^[[2J"),
        (b"a;#DEEL/0!\n", "1: a|#DEEL/0!"),
    ] {
        assert_eq!(
            shown("x.csv", bytes),
            rows,
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn a_workbook_gives_values_days_and_what_formulas_came_to() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Maand").unwrap();
    let day = Format::new().set_num_format("dd-mm-yyyy");
    sheet.write(0, 0, "KPI").unwrap();
    sheet.write(0, 1, "datum").unwrap();
    sheet.write(0, 2, "waarde").unwrap();
    sheet.write(2, 0, "3.K1").unwrap();
    let moment = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 31).unwrap();
    sheet.write_with_format(2, 1, moment, &day).unwrap();
    sheet
        .write(2, 2, Formula::new("=1+6").set_result("7"))
        .unwrap();
    sheet.write(3, 0, true).unwrap();
    sheet.write(3, 2, 1234.5).unwrap();
    sheet
        .write(4, 2, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    book.add_worksheet().set_name("Leeg").unwrap();
    let hidden = book.add_worksheet().set_name("Oud").unwrap();
    hidden.write(0, 0, "weg").unwrap();
    hidden.set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();
    let sheets = read(&given("x.xlsx", &bytes), None).unwrap();
    assert_eq!(sheets.len(), 1, "one isn't hidden and not empty");
    assert_eq!(
        lines(&sheets[0]),
        "1: KPI|datum|waarde\n3: 3.K1|31-03-2026|7\n4: ja||1.234,5\n5: ||#DIV/0!"
    );
    assert!(matches!(sheets[0].rows[3].cell(2), Cell::Fault(_)));
    let named = read(&given("x.xlsx", &bytes), Some("oud")).unwrap();
    assert_eq!(lines(&named[0]), "1: weg");
    let none = read(&given("x.xlsx", &bytes), Some("Nieuw")).unwrap_err();
    assert_eq!(
        none,
        "x.xlsx: het blad “Nieuw” is er niet; er zijn: Maand, Leeg, Oud"
    );
}

/// A zip of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A sheet of `LibreOffice` with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Blad1\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
        (
            "META-INF/manifest.xml",
            b"<?xml version=\"1.0\"?><manifest:manifest \
              xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
    ])
}

const TEXT: &str =
    "<table:table-cell office:value-type=\"string\"><text:p>KPI</text:p></table:table-cell>";

#[test]
fn a_sheet_of_libreoffice() {
    let bytes = ods(&format!(
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
         <table:table-row>{TEXT}<table:table-cell table:number-columns-repeated=\"2\"/>\
         <table:table-cell office:value-type=\"float\" office:value=\"1234.5\"><text:p>x</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-31\"><text:p>x</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>x</text:p></table:table-cell>\
         </table:table-row><table:table-row table:number-rows-repeated=\"1048570\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
    ));
    assert_eq!(shown("x.ods", &bytes), "3: KPI|||1.234,5|31-03-2026|ja");
}

#[test]
fn a_zip_that_is_no_workbook_is_told_what_it_is() {
    for (name, bytes, sentence) in [
        (
            "cijfers.ods",
            zipped(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", b"<x/>"),
            ]),
            "cijfers.ods: dit is een document",
        ),
        (
            "x.pptx",
            zipped(&[("ppt/presentation.xml", b"<x/>")]),
            "x.pptx: dit is een presentatie",
        ),
        (
            "x.zip",
            zipped(&[("x.txt", b"x")]),
            "x.zip: dit is geen werkmap, en cijfers komen uit een tabel",
        ),
    ] {
        let got = read(&given(name, &bytes), None).unwrap_err();
        assert!(got.starts_with(sentence), "{got}");
    }
}

#[test]
fn what_can_harm_is_refused_in_a_sentence() {
    let zeroes = vec![0_u8; 1 << 20];
    let many: Vec<(String, &[u8])> = (0..210)
        .map(|at| (format!("xl/{at}.xml"), &zeroes[..]))
        .collect();
    let mut many: Vec<(&str, &[u8])> = many.iter().map(|(name, of)| (&**name, *of)).collect();
    many.push(("xl/workbook.xml", b"<x/>"));
    let bomb = zipped(&many);
    // The same, saying that there is little in it.
    let mut liar = bomb.clone();
    for at in 0..liar.len() - 28 {
        if liar[at..].starts_with(b"PK\x01\x02") {
            liar[at + 24..at + 28].copy_from_slice(&9_u32.to_le_bytes());
        }
    }
    let field = ods(&format!(
        "<table:table-row table:number-rows-repeated=\"6000\">{}</table:table-row>",
        TEXT.replace(
            "office:value-type",
            "table:number-columns-repeated=\"900\" office:value-type"
        )
    ));
    let long = "a;b\n".repeat(ROWS + 1);
    let wide = ";".repeat(COLUMNS) + "x\n";
    let entity = zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        (
            "content.xml",
            b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        ),
    ]);
    for (name, bytes, sentence) in [
        ("leeg.csv", &b""[..], "leeg.csv: het bestand is leeg"),
        ("leeg.csv", b"\n;;\n", "leeg.csv: er staat niets in"),
        (
            "x.csv",
            b"a\0b",
            "x.csv: dit is geen tekst, en cijfers komen uit een tabel: CSV, XLSX of ODS",
        ),
        ("x.pdf", b"%PDF-1.7", "x.pdf: dit is een PDF"),
        (
            "x.xls",
            b"\xd0\xcf\x11\xe0\xa1",
            "x.xls: dit is een werkmap met een wachtwoord, of een oude .xls",
        ),
        (
            "x.xlsx",
            b"PK\x03\x04",
            "x.xlsx: de werkmap is kapot; bewaar haar opnieuw",
        ),
        (
            "x.docx",
            &zipped(&[("word/document.xml", b"<x/>")]),
            "x.docx: dit is een document, en cijfers komen uit een tabel: CSV, XLSX of ODS",
        ),
        (
            "x.xlsm",
            &zipped(&[("xl/workbook.xml", b""), ("xl/vbaProject.bin", b"")]),
            "x.xlsm: er zitten macro's in",
        ),
        (
            "x.xlsx",
            &zipped(&[("xl/workbook.xml", b"<x")]),
            "x.xlsx: de werkmap is kapot",
        ),
        (
            "bom.xlsx",
            &bomb,
            "bom.xlsx: uitgepakt is dit 210 MB of meer",
        ),
        ("bom.xlsx", &liar, "bom.xlsx: "),
        (
            "veel.ods",
            &field,
            "veel.ods: dit zijn meer dan 200.000 rijen of 4.000.000 cellen",
        ),
        (
            "lang.csv",
            long.as_bytes(),
            "lang.csv: dit zijn meer dan 200.000 rijen",
        ),
        (
            "breed.csv",
            wide.as_bytes(),
            "breed.csv: rij 1 heeft meer dan 1000 kolommen",
        ),
        ("x.ods", &entity, "x.ods: "),
    ] {
        let got = read(&given(name, bytes), None).unwrap_err();
        assert!(got.starts_with(sentence), "{got}\n{sentence}");
        assert!(!got.contains("root"), "{got}");
    }
}
