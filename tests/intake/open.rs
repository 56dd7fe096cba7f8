//! Documents of `LibreOffice`, made here: what its lists number, what was changed, merged, framed or
//! noted.

use regie::intake::document::{Block, Cell, Document, read};

use crate::word::zipped;

/// The names the format gives its elements.
const SPACES: &str = r#"xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:draw="d" xmlns:xml="x""#;

fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let shared = format!(
        r#"<office:document-styles {SPACES}><office:styles>
        <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"/>
        <style:style style:name="Kop" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
        <text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style>
        </office:styles><office:master-styles><style:master-page style:name="Standard">
        <style:footer><text:p>Pagina <text:page-number>1</text:page-number></text:p></style:footer>
        </style:master-page></office:master-styles></office:document-styles>"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", shared.as_bytes()),
    ])
}

fn told(document: &Document) -> Vec<String> {
    document.blocks.iter().map(Block::whole).collect()
}

#[test]
fn what_lists_and_headings_print_is_taken_in() {
    let styles = r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2"/></text:list-style>"#;
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let list = |own: &str, items: &str| {
        format!(r#"<text:list text:style-name="L" {own}>{items}</text:list>"#)
    };
    let nested = format!(
        "<text:list-item><text:p>twee</text:p><text:list>{}</text:list></text:list-item>",
        item("punt")
    );
    let body = [
        r#"<text:h text:style-name="Kop" text:outline-level="1">Ondermijning</text:h>"#.to_string(),
        list(r#"xml:id="a""#, &(item("een") + &nested)),
        "<text:p>Tussen<text:s/>door.</text:p>".to_string(),
        list(r#"text:continue-list="a""#, &item("drie")),
        list("", &item("opnieuw")),
        list(
            "",
            r#"<text:list-item text:start-value="7"><text:p>zeven</text:p></text:list-item>"#,
        ),
        r#"<text:h text:outline-level="1">Jeugd</text:h>"#.to_string(),
    ];
    let document = read(&odt(styles, &body.concat()), "x").unwrap();
    assert_eq!(
        told(&document),
        [
            "1. Ondermijning",
            "1. een",
            "2. twee",
            "punt",
            "Tussen door.",
            "3. drie",
            "1. opnieuw",
            "7. zeven",
            "2. Jeugd",
        ]
    );
}

#[test]
fn what_was_changed_merged_framed_or_noted_is_taken_in_or_said() {
    let body = r#"<text:tracked-changes>
          <text:changed-region text:id="c1"><text:deletion><office:change-info/><text:p>oude</text:p></text:deletion></text:changed-region>
          <text:changed-region text:id="c2"><text:insertion><office:change-info/></text:insertion></text:changed-region>
        </text:tracked-changes>
        <text:p>Een <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>nieuwe<text:change-end text:change-id="c2"/> zin met af&#173;breking.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Een noot.</text:p></text:note-body></text:note></text:p>
        <text:p><draw:frame><draw:text-box><text:p>In een kader.</text:p></draw:text-box></draw:frame></text:p>
        <table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Breed</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>Smal</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Hoog</text:p></table:table-cell><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>
        <table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table>"#;
    let document = read(&odt("", body), "x").unwrap();
    assert_eq!(
        told(&document),
        ["Een nieuwe zin met afbreking.", "In een kader.", ""]
    );
    let said: Vec<(&str, &str)> = document
        .remarks
        .iter()
        .map(|it| (it.source.as_str(), it.made.split(':').next().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            ("oude", "niet overgenomen"),
            ("Een noot.", "niet overgenomen"),
            ("nieuwe", "overgenomen"),
            ("In een kader.", "tekst uit een tekstvak, hier ingevoegd"),
            ("Pagina 1", "niet overgenomen"),
        ]
    );
    let rows = document.blocks[2].rows().unwrap();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.cells.iter().map(Cell::text).collect())
        .collect();
    assert_eq!(
        cells,
        [["Breed", "", "Smal"], ["Hoog", "a", "b"], ["", "", ""]]
    );
}

#[test]
fn what_is_no_odt_is_said_in_a_sentence() {
    let kind: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    let bomb = zipped(&[kind, ("content.xml", &vec![b' '; 65 << 20])]);
    assert!(bomb.len() < 1 << 20, "it packs well");
    let locked = b"<m><f path='content.xml'><manifest:encryption-data/></f></m>";
    for (bytes, said) in [
        (bomb, "groter dan 64 MB"),
        (zipped(&[kind]), "content.xml ontbreekt"),
        (
            zipped(&[kind, ("META-INF/manifest.xml", locked)]),
            "wachtwoord",
        ),
        (
            zipped(&[kind, ("content.xml", b"<a><b></a>")]),
            "beschadigd",
        ),
        (
            zipped(&[kind, ("content.xml", b"<a><body><spreadsheet/></body></a>")]),
            "geen tekst",
        ),
        (odt("", ""), "geen tekst"),
        (
            zipped(&[("mimetype", b"application/epub+zip")]),
            "geen document dat regie leest",
        ),
    ] {
        let sentence = read(&bytes, "x").unwrap_err();
        assert!(sentence.contains(said), "{said}: {sentence}");
    }
}

#[test]
fn a_file_that_is_not_what_it_is_called_is_said_with_a_way_out() {
    for (name, bytes, said) in [
        ("leeg.docx", b"".as_slice(), "het bestand is leeg"),
        (
            "x.docx",
            b"x",
            "geen DOCX, al heet het zo; open het in Word of LibreOffice en sla het op als DOCX",
        ),
        ("x.odt", b"zomaar tekst", "geen ODT, al heet het zo"),
        (
            "x.pdf",
            b"<html>niet gevonden</html>",
            "geen PDF, al heet het zo; neem het document",
        ),
        (
            "x.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "oude Word (DOC)",
        ),
        ("x.rtf", b"{\\rtf1 tekst}", "sla het op als DOCX"),
        ("x.docx", b"%PDF-1.7", "de PDF is beschadigd"),
    ] {
        let sentence = read(bytes, name).unwrap_err();
        assert!(sentence.contains(said), "{name}: {sentence}");
    }
}
