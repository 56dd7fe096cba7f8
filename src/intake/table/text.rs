//! CSV as Dutch Excel, `LibreOffice`, CBS and others write it.

use std::borrow::Cow;

use super::{Cell, Row, Rows, other};

/// Windows-1252 from 0x80 to 0x9f; the rest of it is Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The rows of a text.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let whole = decoded(bytes)?;
    if whole.contains('\0') {
        return Err(format!("dit is geen tekst, en {}", other::WANTED));
    }
    if let Some(what) = other::text(&whole) {
        return Err(other::said(what));
    }
    let (text, sign) = separator(&whole);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .from_reader(text.as_bytes());
    // A line above the table may have said which sign parts it.
    let mut line = 1 + usize::from(text.len() < whole.len());
    let (mut rows, mut counted) = (Rows::default(), 0);
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|why| broken(&why))?
    {
        let at = record.position().map_or(0, csv::Position::byte);
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        // Lines without anything are passed over by the reader.
        let between = text.get(at..).unwrap_or_default();
        let at = at + between.len() - between.trim_start_matches(['\r', '\n']).len();
        let passed = text.as_bytes().get(counted..at).unwrap_or_default();
        line += passed
            .split(|byte| *byte == b'\n')
            .count()
            .saturating_sub(1);
        counted = at;
        for (column, field) in record.iter().enumerate() {
            rows.put(line, column, Cell::of(field))?;
        }
    }
    Ok(rows.rows)
}

fn broken(why: &csv::Error) -> String {
    let line = why.position().map_or(0, csv::Position::line);
    format!("regel {line} is geen regel van een tabel")
}

/// The text, whatever it was written in.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let pairs = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.map(Cow::Owned)
            .map_err(|_broken| "de tekst is kapot (UTF-16)".to_string())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => pairs(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => pairs(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => Ok(String::from_utf8_lossy(rest)),
        bytes => Ok(std::str::from_utf8(bytes).map_or_else(|_| windows(bytes), Cow::Borrowed)),
    }
}

fn windows(bytes: &[u8]) -> Cow<'_, str> {
    let letters = bytes.iter().map(|byte| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    });
    Cow::Owned(letters.collect())
}

/// The sign between the fields, and the text without the line that says so (`sep=;`, of Excel):
/// else the one the first full line has most of.
fn separator(text: &str) -> (&str, u8) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some([sign]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (rest, *sign);
    }
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    for line in text.lines().filter(|line| !line.trim().is_empty()).take(10) {
        let mut quoted = false;
        for byte in line.bytes() {
            quoted ^= byte == b'"';
            let own = counts.iter_mut().find(|(sign, _)| *sign == byte && !quoted);
            if let Some((_, count)) = own {
                *count += 1;
            }
        }
    }
    // A `;` that is there parts: a comma may be a decimal one.
    let first = counts.iter().find(|(_, count)| *count > 0);
    (text, first.map_or(b',', |(sign, _)| *sign))
}
