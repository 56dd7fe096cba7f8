//! What a plan out of a document costs: 200 pages of it, against the plain extraction of its text.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{Cursor, Read as _, Write as _};

use lopdf::{Document, Object, Stream, dictionary};
use regie::intake::document::read;
use regie::intake::recognise::{Hints, draft};
use regie::plan::{Block, Plan};
use regie::store::BUILT_IN;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::measure::compare;

/// How many pages.
const PAGES: usize = 200;

/// How many lines stand on one, and how wide they are.
const LINES: usize = 45;
const WIDE: usize = 88;

/// The lines of a plan of so many pages: the chapters of the plan of 2026 again and again.
fn paragraphs() -> Vec<String> {
    let plan: Plan = serde_json::from_str(BUILT_IN).unwrap();
    let mut out = Vec::new();
    let mut lines = 0;
    let mut number = 0;
    while lines < PAGES * LINES {
        for chapter in &plan.chapters {
            number += 1;
            let before = out.len();
            out.push(format!("{}. {}", number % 99 + 1, chapter.title));
            for block in &chapter.body {
                match block {
                    Block::Paragraph(text) | Block::Heading(text) => out.push(text.clone()),
                    Block::Bullets(all) => out.extend(all.iter().map(|it| format!("• {it}"))),
                    Block::Table(_) => {}
                }
            }
            for theme in &chapter.themes {
                out.push("Wat willen we bereiken?".to_string());
                for goal in &theme.goals {
                    out.push(format!("{}. {}", goal.number, goal.text));
                    out.extend(goal.actions.iter().map(|it| format!("• {}", it.text)));
                }
            }
            let new = out.get(before..).unwrap_or_default();
            lines += new.iter().map(|it| it.len() / WIDE + 1).sum::<usize>();
        }
    }
    out
}

fn docx(paragraphs: &[String]) -> Vec<u8> {
    let mut body = String::new();
    for text in paragraphs {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        write!(body, "<w:p><w:r><w:t>{text}</w:t></w:r></w:p>").unwrap();
    }
    let body = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &body),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn pdf(paragraphs: &[String]) -> Vec<u8> {
    let wrapped: Vec<String> = paragraphs
        .iter()
        .flat_map(|text| textwrap::wrap(text, WIDE))
        .map(|line| line.replace(['(', ')', '\\'], " "))
        .collect();
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for lines in wrapped.chunks(LINES) {
        let mut content = String::from("BT /F1 10 Tf 60 760 Td 15 TL\n").into_bytes();
        for line in lines {
            let bytes = line
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap_or(0x95));
            content.push(b'(');
            content.extend(bytes);
            content.extend(b") Tj T*\n");
        }
        content.extend(b"ET");
        let content = document.add_object(Stream::new(dictionary! {}, content));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
        });
        kids.push(page.into());
    }
    let count = i64::try_from(kids.len()).unwrap();
    document.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    document.compress();
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// The text of a DOCX, and nothing else of it.
fn text_of_docx(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut body = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut body).unwrap();
    let parts = body.split('<').filter_map(|it| Some(it.split_once('>')?.1));
    parts.collect()
}

fn text_of_pdf(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap()
}

/// Reading, and making a draft of it.
pub fn drafting() {
    let paragraphs = paragraphs();
    let (word, paper) = (docx(&paragraphs), pdf(&paragraphs));
    compare(
        "document of 200 pages, DOCX / its text",
        5,
        || {
            black_box(read(&word, "x").unwrap());
        },
        || {
            black_box(text_of_docx(&word));
        },
    );
    compare(
        "document of 200 pages, PDF / its text",
        5,
        || {
            black_box(read(&paper, "x").unwrap());
        },
        || {
            black_box(text_of_pdf(&paper));
        },
    );
    let document = read(&word, "x").unwrap();
    compare(
        "draft of 200 pages / reading them",
        3,
        || {
            black_box(draft(&document, &Hints::default()).unwrap());
        },
        || {
            black_box(read(&word, "x").unwrap());
        },
    );
}
