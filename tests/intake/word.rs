//! Documents of Word, made here: numbers come from its lists and not from its text.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use regie::intake::document::read;
use regie::plan::model::number::euros;
use regie::plan::{Block, Plan, Theme};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::score::{Score, lost_and_made, wrong_in_silence};
use crate::{by_hand, drafted};

/// The parts of a document, zipped.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The names Word gives its elements.
const SPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// What is in the zip, for who opens it as Word does.
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>"#;

/// Its links, of the whole and of the document.
fn links(all: &[(&str, &str)]) -> String {
    let all: Vec<String> = all
        .iter()
        .zip(1..)
        .map(|((kind, to), nth)| {
            format!(
                r#"<Relationship Id="rId{nth}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{to}"/>"#
            )
        })
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
        all.concat()
    )
}

/// A document with this body.
pub(crate) fn with_body(body: &str, lists: &str) -> Vec<u8> {
    let document = format!("<w:document {SPACE}><w:body>{body}</w:body></w:document>");
    let level = |nth: u8, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{nth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let shape = |id: u8, levels: &str| {
        format!(r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>"#)
    };
    let numbering = format!(
        r#"<w:numbering {SPACE}>{}{}{}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>{lists}</w:numbering>"#,
        shape(1, &level(0, "decimal", "%1.")),
        shape(2, &level(0, "bullet", "&#61623;")),
        shape(
            3,
            &(level(0, "decimal", "%1.") + &level(1, "bullet", "&#61623;"))
        ),
    );
    let styles = format!(
        r#"<w:styles {SPACE}>
      <w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
      <w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="KopGemeente"><w:name w:val="Kop gemeente"/><w:basedOn w:val="Kop1"/></w:style>
      <w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Standaard"/></w:style>
      <w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="heading 3"/><w:basedOn w:val="Standaard"/></w:style>
      <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standaard"/></w:style>
      <w:style w:type="paragraph" w:styleId="KopA"><w:name w:val="Kop zonder nummer"/><w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    </w:styles>"#
    );
    zipped(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        (
            "_rels/.rels",
            links(&[("officeDocument", "word/document.xml")]).as_bytes(),
        ),
        (
            "word/_rels/document.xml.rels",
            links(&[("styles", "styles.xml"), ("numbering", "numbering.xml")]).as_bytes(),
        ),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A paragraph, with its style or the list it is in; words are spread over runs as Word does.
pub(crate) fn p(text: &str, properties: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let (one, other) = line.split_at(line.len() / 2 - (0..4).find(|back| line.is_char_boundary(line.len() / 2 - back)).unwrap_or(0));
            format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(one), escaped(other))
        })
        .collect();
    format!(
        "<w:p><w:pPr>{properties}</w:pPr>{}</w:p>",
        lines.join("<w:r><w:br/></w:r>")
    )
}

pub(crate) fn style(id: &str) -> String {
    format!(r#"<w:pStyle w:val="{id}"/>"#)
}

pub(crate) fn list(id: usize, level: u8) -> String {
    format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>"#)
}

pub(crate) fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|it| format!("<w:tc><w:tcPr/>{it}</w:tc>"))
        .collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

pub(crate) fn tbl(rows: &str) -> String {
    let side =
        |name: &str| format!(r#"<w:{name} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#);
    let sides: Vec<String> = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(side)
        .to_vec();
    let first = rows.split("</w:tr>").next().unwrap_or_default();
    let columns = first.matches("<w:tc>").count().max(1);
    let grid = format!(r#"<w:gridCol w:w="{}"/>"#, 9600 / columns).repeat(columns);
    format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"#,
        sides.concat()
    )
}

/// A plan as Word would hold it.
#[derive(Default)]
pub(crate) struct Writer {
    body: String,
    lists: String,
    last: usize,
}

impl Writer {
    /// A list of its own that begins at a number.
    fn numbers(&mut self, start: u32) -> usize {
        self.last += 1;
        let id = self.last + 9;
        write!(
            self.lists,
            r#"<w:num w:numId="{id}"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>"#
        )
        .unwrap();
        id
    }

    fn blocks(&mut self, plan: &Plan, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(text) => self.body += &p(text, &style("Kop3")),
                Block::Paragraph(text) => self.body += &p(text, ""),
                Block::Bullets(all) => all
                    .iter()
                    .for_each(|text| self.body += &p(text, &list(2, 0))),
                Block::Table(id) => self.table(plan, id),
            }
        }
    }

    fn table(&mut self, plan: &Plan, id: &str) {
        let cell = |text: &str| p(text, "");
        if let Some(table) = plan.budgets.iter().find(|it| it.id == id) {
            self.body += &p(&table.title, "");
            let rows = table.rows.iter().map(|it| {
                let remark = it.remark.clone().unwrap_or_default();
                row(&[cell(&it.label), cell(&euros(it.amount)), cell(&remark)])
            });
            let heads = row(&[cell("Prioriteit"), cell("Begroot 2026"), cell("Opmerking")]);
            self.body += &tbl(&(heads + &rows.collect::<String>()));
        }
        if let Some(table) = plan.capacity.iter().find(|it| it.id == id) {
            self.body += &p(&table.title, "");
            let fte = |it: Option<regie::plan::model::number::Decimal>| {
                cell(&it.map_or_else(String::new, regie::plan::model::number::Decimal::fixed2))
            };
            let mut rows: Vec<String> = table
                .rows
                .iter()
                .map(|it| row(&[cell(&it.label), fte(it.existing), fte(it.expansion)]))
                .collect();
            rows.extend(
                table
                    .stated_total
                    .map(|it| row(&[cell("Totaal"), fte(it.existing), fte(it.expansion)])),
            );
            let heads = row(&[
                cell("Functie"),
                cell("Bestaande formatie (fte)"),
                cell("Uitbreiding formatie (fte)"),
            ]);
            self.body += &tbl(&(heads + &rows.concat()));
        }
    }

    fn theme(&mut self, plan: &Plan, theme: &Theme) {
        if let (Some(letter), Some(title)) = (&theme.letter, &theme.title) {
            self.body += &p(&format!("{letter}. {title}"), &style("Kop2"));
        }
        let mut rows = row(&[p("Wat willen we bereiken?", ""), p("Acties", "")]);
        let mut numbers = None;
        let mut last = 0;
        for goal in &theme.goals {
            let goal_cell = if goal.number == last {
                // Word counts on; what stands there twice was typed.
                p(&format!("{}. {}", goal.number, goal.text), "")
            } else {
                let id = *numbers.get_or_insert_with(|| self.numbers(goal.number));
                p(&goal.text, &list(id, 0))
            };
            last = goal.number;
            let actions: Vec<String> = goal
                .actions
                .iter()
                .map(|it| p(&it.text, &list(2, 0)))
                .collect();
            rows += &row(&[goal_cell, actions.concat()]);
        }
        self.body += &tbl(&rows);
        let said = theme
            .regie
            .iter()
            .filter(|it| it.found == regie::plan::model::regie::Found::Regie);
        self.people(
            plan,
            &theme.partners_text,
            said.map(|it| it.text.as_str()).collect(),
        );
    }

    fn people(&mut self, plan: &Plan, partners: &[Block], mut regie: Vec<&str>) {
        if !partners.is_empty() {
            self.body += &p("Wie hebben we daarvoor nodig?", &style("Kop3"));
            self.blocks(plan, partners);
        }
        regie.dedup();
        if !regie.is_empty() {
            self.body += &p("Wie heeft de regie?", &style("Kop3"));
            for text in regie {
                self.body += &p(text, "");
            }
        }
    }

    pub(crate) fn plan(mut self, plan: &Plan) -> Vec<u8> {
        self.body += &p(&plan.title, r#"<w:jc w:val="center"/>"#);
        for chapter in &plan.chapters {
            self.body += &p(&chapter.title, &style("KopGemeente"));
            self.blocks(plan, &chapter.body);
            if let Some(aim) = &chapter.aim {
                self.body += &p(&format!("DOEL: {aim}"), "");
            }
            chapter
                .themes
                .iter()
                .for_each(|theme| self.theme(plan, theme));
            let said = chapter
                .regie
                .iter()
                .filter(|it| it.found == regie::plan::model::regie::Found::Regie);
            self.people(
                plan,
                &chapter.partners_text,
                said.map(|it| it.text.as_str()).collect(),
            );
            for topic in &chapter.topics {
                self.body += &p(&format!("{}: {}", topic.title, topic.text), &list(2, 0));
            }
            if !chapter.kpis.is_empty() {
                self.body += &p("KPI’s", &style("Kop3"));
                let id = self.numbers(1);
                let mut group = 0;
                for kpi in &chapter.kpis {
                    match &kpi.group_title {
                        Some(title) if kpi.group != group => self.body += &p(title, &list(id, 0)),
                        _ => {}
                    }
                    group = kpi.group;
                    self.body += &p(&kpi.text, &list(id, u8::from(kpi.group_title.is_some())));
                }
            }
        }
        with_body(&self.body, &self.lists)
    }
}

#[test]
fn the_plan_of_2026_comes_from_word() {
    let wanted = by_hand();
    let (document, draft) = drafted(&Writer::default().plan(&wanted), "plan.docx");
    let score = Score::of(&draft.plan, &wanted);
    eprintln!(
        "plan van 2026, DOCX:{score}; {} twijfels",
        draft.plan.doubts.len()
    );
    score.is_placed();
    assert_eq!(wrong_in_silence(&draft.plan, &wanted), [""; 0]);
    assert_eq!(lost_and_made(&document, &draft), (vec![], vec![]));
}

#[test]
fn what_word_changed_merged_boxed_or_noted_is_taken_in_or_said() {
    let body = format!(
        r#"{}<w:p><w:r><w:t>Een </w:t></w:r><w:del><w:r><w:delText>oude</w:delText></w:r></w:del><w:ins><w:r><w:t>nieuwe</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> zin met af</w:t><w:softHyphen/><w:t>breking.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>
        <w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In een kader.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        p("Een", &style("Kop1")),
        p("Breed", ""),
        p("Smal", ""),
        p("Hoog", ""),
        p("a", ""),
        p("b", ""),
        p("", ""),
        p("c", ""),
        p("d", ""),
    );
    let document = read(&with_body(&body, ""), "x").unwrap();
    let told: Vec<String> = document
        .blocks
        .iter()
        .map(regie::intake::document::Block::whole)
        .collect();
    assert_eq!(
        told,
        [
            "1. Een",
            "Een nieuwe zin met afbreking.",
            "In een kader.",
            ""
        ]
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
            ("nieuwe", "overgenomen"),
            ("In een kader.", "tekst uit een tekstvak, hier ingevoegd")
        ]
    );
    let rows = document.blocks[3].rows().unwrap();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(regie::intake::document::Cell::text)
                .collect()
        })
        .collect();
    assert_eq!(
        cells,
        [["Breed", "", "Smal"], ["Hoog", "a", "b"], ["", "c", "d"]]
    );
}

#[test]
fn what_is_no_document_is_said_in_a_sentence() {
    let bomb = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", &vec![b' '; 65 << 20]),
    ]);
    assert!(bomb.len() < 1 << 20, "it packs well");
    for (bytes, said) in [
        (bomb, "groter dan 64 MB"),
        (
            zipped(&[("[Content_Types].xml", b"<Types/>")]),
            "word/document.xml ontbreekt",
        ),
        (
            zipped(&[("../../etc/passwd", b"x")]),
            "geen document dat regie leest",
        ),
        (
            zipped(&[
                ("[Content_Types].xml", b"<Types/>"),
                ("word/document.xml", b"<w:a><w:b></w:a>"),
            ]),
            "beschadigd",
        ),
        (with_body("", ""), "geen tekst"),
        (b"PK\x03\x04 niets".to_vec(), "beschadigd"),
        (b"\xd0\xcf\x11\xe0 oud".to_vec(), "wachtwoord"),
        (vec![0, 1, 2, 3, 200, 7], "geen document"),
        (b" \n ".to_vec(), "geen tekst"),
    ] {
        let sentence = read(&bytes, "x").unwrap_err();
        assert!(sentence.contains(said), "{said}: {sentence}");
    }
}
