//! Plain text and Markdown.

mod flat;
mod markdown;
mod pages;

use super::{Block, Document, Format, Shape};

pub(super) use flat::{ENDED, blocks, blocks_knowing};
pub(super) use markdown::headed;
pub(super) use pages::without_edges;

/// The text of bytes: UTF-8, UTF-16 with its mark, or what Windows called text.
///
/// # Errors
/// A Dutch sentence, where they are no text.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, String> {
    let wide = |order: fn([u8; 2]) -> u16, rest: &[u8]| {
        let units = rest.chunks_exact(2).map(|pair| match *pair {
            [one, two] => order([one, two]),
            _ => 0,
        });
        char::decode_utf16(units)
            .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    let text: String = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => latin(rest),
        bytes => latin(bytes),
    };
    let odd = text
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace())
        .count();
    if odd * 50 > text.chars().count() {
        return Err(
            "dit is geen document dat regie leest; lees een DOCX, ODT, PDF, Markdown of tekst in"
                .to_string(),
        );
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// UTF-8, or else Windows-1252: of both each byte is a character.
fn latin(bytes: &[u8]) -> String {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    std::str::from_utf8(bytes).map_or_else(
        |_| {
            let one = |byte: &u8| match byte {
                0x80..=0x9f => HIGH
                    .get(usize::from(byte - 0x80))
                    .copied()
                    .unwrap_or_default(),
                byte => char::from(*byte),
            };
            bytes.iter().map(one).collect()
        },
        str::to_string,
    )
}

/// Lines of text as a document.
pub(super) fn plain(text: &str) -> Document {
    let (lines, mut remarks) = pages::lines(text);
    let blocks = blocks(lines, &mut remarks);
    Document {
        format: Format::Text,
        blocks,
        remarks,
    }
}

/// Markdown as a document.
pub(super) fn markdown(text: &str) -> Document {
    let mut remarks = Vec::new();
    let blocks = markdown::blocks(text, &mut remarks);
    Document {
        format: Format::Markdown,
        blocks,
        remarks,
    }
}

/// A block of one line.
fn one(line: &super::Line, shape: Shape, text: &str) -> Block {
    Block {
        place: line.place,
        shape,
        text: super::join::squeezed(text),
        lines: vec![line.clone()],
        ..Block::default()
    }
}
