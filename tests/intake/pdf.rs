//! PDFs, made here: columns, a table without lines, heads and feet, and what can't be read.

use regie::intake::document::{About, Block, Cell, read};

/// A piece of text at a place.
type At<'a> = (f32, f32, &'a str);

/// A PDF of pages, each a list of drawing instructions.
fn pdf(pages: &[String], more: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len())
        .map(|nth| format!("{} 0 R", 4 + 2 * nth))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            kids.join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_string(),
    ];
    for (nth, content) in pages.iter().enumerate() {
        let stream = 5 + 2 * nth;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {stream} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let objects: Vec<Vec<u8>> = objects.into_iter().map(String::into_bytes).collect();
    file(&objects, more)
}

/// A file of these objects.
fn file(objects: &[Vec<u8>], more: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (nth, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{nth} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    out.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {more} >>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    out
}

/// The instructions that put texts at their places.
fn texts(all: &[At<'_>]) -> String {
    let each = all.iter().map(|(x, y, text)| {
        let text = text.replace('(', "\\(").replace(')', "\\)");
        format!("BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n")
    });
    each.collect()
}

fn told(bytes: &[u8]) -> Vec<String> {
    let document = read(bytes, "x").unwrap();
    document.blocks.iter().map(Block::whole).collect()
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "1. Links",
        "De eerste regel van links is best lang,",
        "en die gaat hier door naar de derde,",
        "en naar deze vierde regel van links.",
        "Nog een zin die ook weer lang is, ja.",
    ];
    let right = [
        "Rechts begint het daarna pas met een",
        "tweede stuk, dat ook enkele regels telt",
        "en op deze derde regel nog niet klaar is",
        "maar op deze vierde regel gelukkig wel.",
        "2. Einde",
    ];
    let mut all: Vec<At<'_>> = Vec::new();
    for (nth, (one, other)) in left.iter().zip(right).enumerate() {
        let y = 700.0 - 14.0 * f32::from(u8::try_from(nth).unwrap());
        all.push((60.0, y, one));
        all.push((320.0, y, other));
    }
    let read = told(&pdf(&[texts(&all)], "")).join(" / ");
    let places: Vec<usize> = [
        "Links",
        "vierde regel van links",
        "Rechts",
        "gelukkig wel",
        "Einde",
    ]
    .iter()
    .map(|it| read.find(it).unwrap())
    .collect();
    assert!(places.is_sorted(), "{read}");
}

#[test]
fn cells_without_lines_stay_apart() {
    let rows = [
        ("Functie", "Bestaande fte", "Extra fte"),
        ("Regisseur", "1,00", "0,20"),
        ("Boa", "6,00", ""),
    ];
    let mut all: Vec<At<'_>> = vec![(60.0, 730.0, "Formatie")];
    for (nth, (one, two, three)) in rows.into_iter().enumerate() {
        let y = 700.0 - 14.0 * f32::from(u8::try_from(nth).unwrap());
        all.extend([(60.0, y, one), (250.0, y, two), (400.0, y, three)]);
    }
    all.retain(|it| !it.2.is_empty());
    let document = read(&pdf(&[texts(&all)], ""), "x").unwrap();
    let rows = document.blocks.iter().find_map(Block::rows).unwrap();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.cells.iter().map(Cell::text).collect())
        .collect();
    assert_eq!(
        cells,
        [
            ["Functie", "Bestaande fte", "Extra fte"],
            ["Regisseur", "1,00", "0,20"],
            ["Boa", "6,00", ""]
        ]
    );
}

/// The cells of the only table of a page.
fn cells_of(all: &[At<'_>]) -> Vec<Vec<String>> {
    let document = read(&pdf(&[texts(all)], ""), "x").unwrap();
    let mut tables = document.blocks.iter().filter_map(Block::rows);
    let rows = tables.next().unwrap();
    assert!(tables.next().is_none());
    let cells = |cells: &[Cell]| cells.iter().map(Cell::text).collect();
    rows.iter().map(|row| cells(&row.cells)).collect()
}

#[test]
fn cells_of_more_lines_without_lines_around_them_stay_whole() {
    let rows = cells_of(&[
        (60.0, 730.0, "Formatie"),
        (60.0, 700.0, "Functie"),
        (250.0, 700.0, "Bestaande"),
        (400.0, 700.0, "Extra fte"),
        (250.0, 688.0, "fte"),
        (60.0, 676.0, "Regisseur ondermijning en"),
        (250.0, 676.0, "1,00"),
        (400.0, 676.0, "0,20"),
        (60.0, 664.0, "aanpak georganiseerde"),
        (60.0, 652.0, "criminaliteit"),
        (60.0, 640.0, "Boa"),
        (250.0, 640.0, "6,00"),
        (60.0, 628.0, "Vacature"),
        (60.0, 616.0, "Jurist"),
        (250.0, 616.0, "-"),
        (400.0, 616.0, "0,50"),
    ]);
    assert_eq!(
        rows,
        [
            ["Functie", "Bestaande fte", "Extra fte"],
            [
                "Regisseur ondermijning en aanpak georganiseerde criminaliteit",
                "1,00",
                "0,20"
            ],
            ["Boa", "6,00", ""],
            ["Vacature", "", ""],
            ["Jurist", "-", "0,50"],
        ]
    );
}

#[test]
fn goals_and_actions_without_lines_around_them_stay_beside_each_other() {
    let rows = cells_of(&[
        (60.0, 730.0, "Wijken"),
        (60.0, 700.0, "Wat willen we bereiken?"),
        (320.0, 700.0, "Wat gaan we daarvoor doen?"),
        (60.0, 680.0, "Het aantal inbraken daalt in heel"),
        (320.0, 680.0, "De politie loopt elke week een"),
        (60.0, 668.0, "de gemeente."),
        (320.0, 668.0, "ronde door de wijk."),
        (320.0, 656.0, "Er komt een folder."),
        (60.0, 636.0, "Bewoners helpen elkaar."),
        (320.0, 636.0, "Er komt een app."),
    ]);
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert_eq!(rows[1][0], "Het aantal inbraken daalt in heel de gemeente.");
    assert!(rows[1][1].starts_with("De politie loopt elke week een ronde door de wijk."));
    assert!(rows[1][1].ends_with("Er komt een folder."));
    assert_eq!(rows[2], ["Bewoners helpen elkaar.", "Er komt een app."]);
}

#[test]
fn what_comes_back_on_each_page_is_left_out_and_said() {
    let page = |nth: u8, text: &str| {
        let foot = format!("Pagina {nth} van 4");
        texts(&[
            (60.0, 780.0, "Plan Delft"),
            (60.0, 600.0, text),
            (280.0, 30.0, &foot),
        ])
    };
    let pages: Vec<String> = (1..)
        .zip(["een", "twee", "drie", "vier"])
        .map(|(nth, it)| page(nth, it))
        .collect();
    let document = read(&pdf(&pages, ""), "x").unwrap();
    assert_eq!(document.words(), ["een", "twee", "drie", "vier"]);
    let back = document
        .remarks
        .iter()
        .filter(|it| it.about == About::Repeated);
    assert_eq!(back.count(), 8);
}

#[test]
fn what_is_no_pdf_of_text_is_said_in_a_sentence() {
    let run = [0x81, b' '].repeat(1 << 23);
    let mut bomb = format!(
        "<< /Filter /RunLengthDecode /Length {} >>\nstream\n",
        run.len()
    )
    .into_bytes();
    bomb.extend(&run);
    bomb.extend(b"\nendstream");
    let page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>".to_vec();
    let bomb = file(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
            page,
            bomb,
        ],
        "",
    );
    let scan = pdf(&["0 0 600 800 re f".to_string()], "");
    let locked = pdf(
        &[texts(&[(60.0, 700.0, "geheim")])],
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -4 >> /ID [(a) (a)]",
    );
    for (bytes, said) in [
        (bomb, "groter dan 64 MB"),
        (scan, "een scan"),
        (locked, "wachtwoord"),
        (b"%PDF-1.7".to_vec(), "beschadigd"),
        (b"%PDF-1.7\nzomaar tekst".to_vec(), "beschadigd"),
        (pdf(&[], ""), "geen bladzijden"),
    ] {
        let sentence = read(&bytes, "x").unwrap_err();
        assert!(sentence.contains(said), "{said}: {sentence}");
    }
}

/// Whatever is done to a file, it is read or refused.
#[test]
fn a_broken_pdf_never_ends_the_program() {
    let lines = texts(&[
        (60.0, 700.0, "1. Een"),
        (60.0, 680.0, "De tekst (met haken) van een plan."),
    ]);
    let whole = pdf(
        &[format!("q 60 600 m 300 600 l S 1 0 0 1 5 5 cm {lines} Q")],
        "",
    );
    let mut seen = (0, 0);
    let mut count = |bytes: &[u8]| match read(bytes, "x") {
        Ok(_) => seen.0 += 1,
        Err(sentence) => {
            seen.1 += 1;
            assert!(sentence.len() > 10, "{sentence}");
        }
    };
    for cut in (0..whole.len()).step_by(7) {
        count(&whole[..cut]);
    }
    for at in (9..whole.len()).step_by(3) {
        for byte in [0, b'9', b'<', b'(', 0xff] {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            count(&bytes);
        }
    }
    let deep = format!("{}1{}", "[".repeat(20_000), "]".repeat(20_000));
    count(&pdf(&[format!("{deep} TJ {lines}")], ""));
    count(&pdf(&[lines], &format!("/X {deep}")));
    eprintln!("{} gelezen, {} geweigerd", seen.0, seen.1);
}
