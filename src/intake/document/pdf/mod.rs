//! A PDF: letters at places. Lines, columns, paragraphs and tables are worked out from these, so
//! that all it gives is a guess, and said to be one.

mod columns;
mod flow;
mod font;
mod grid;
mod headed;
mod ink;
mod matrix;
mod parts;
mod rows;
mod rules;
mod unruled;

use lopdf::{Error, LoadOptions};

use super::{Document, Format};

/// No stream of a document is larger unpacked, and not all pages together.
const LARGEST: usize = 64 << 20;

/// No plan has more pages.
const MOST: usize = 3_000;

/// Reads the pages.
///
/// # Errors
/// A Dutch sentence.
pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let options = LoadOptions {
        max_decompressed_size: Some(LARGEST),
        ..LoadOptions::default()
    };
    let document =
        lopdf::Document::load_mem_with_options(bytes, options).map_err(|why| match why {
            Error::InvalidPassword | Error::Decryption(_) => super::packed::locked(),
            Error::Decompress(_) => too_large(),
            _ => "de PDF is beschadigd: zij is niet te lezen".to_string(),
        })?;
    if document.is_encrypted() {
        return Err(super::packed::locked());
    }
    let pages: Vec<_> = document.page_iter().take(MOST + 1).collect();
    if pages.is_empty() && document.trailer.has(b"Encrypt") {
        return Err(super::packed::locked());
    }
    if pages.is_empty() {
        return Err("de PDF is beschadigd: er staan geen bladzijden in".to_string());
    }
    if pages.len() > MOST {
        return Err(format!(
            "de PDF heeft meer dan {MOST} bladzijden; deel haar op"
        ));
    }
    let fonts = ink::fonts(&document);
    let mut left = LARGEST;
    let mut all: Vec<Vec<columns::Item>> = Vec::new();
    let (mut letters, mut unnamed) = (0, 0);
    for page in pages {
        let drawn = ink::of_page(&document, page, &fonts, &mut left)?;
        letters += drawn.pieces.iter().map(|it| it.text.len()).sum::<usize>();
        unnamed += drawn.unnamed;
        let (grids, free) = grid::grids(&drawn.rules, drawn.pieces);
        let before = all.last().and_then(|page| columns::open(page));
        let before = before.unwrap_or_default();
        all.push(columns::ordered(
            rows::rows(free),
            grids,
            &drawn.rules,
            &before,
        ));
    }
    if letters == 0 && unnamed == 0 {
        return Err(
            "op de bladzijden van de PDF staat geen tekst; het is een scan: laat de tekst herkennen (OCR), of \
             neem het document waar zij van is gemaakt"
                .to_string(),
        );
    }
    if unnamed > letters {
        return Err(
            "de PDF zegt niet welke letters er staan; neem het document waar zij van is gemaakt (DOCX)"
                .to_string(),
        );
    }
    let (blocks, remarks) = flow::blocks(all);
    Ok(Document {
        format: Format::Pdf,
        blocks,
        remarks,
    })
}

fn too_large() -> String {
    format!(
        "de PDF is uitgepakt groter dan {} MB; deel haar op",
        LARGEST >> 20
    )
}
