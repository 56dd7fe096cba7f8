//! What a page draws: letters with their places, and the lines between them.

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Font;
use super::matrix::{Matrix, upright};
use super::rules::{Path, Rule};
use super::{LARGEST, too_large};

/// Letters of one word lie at most so far apart, in sizes of a letter.
const TOUCHING: f32 = 0.06;

/// How deep one drawing may lie in another.
const DEEPEST: usize = 8;

/// Letters on one line without room between them: a word with the space behind it, or a part of one.
/// Places are in points, from the left and from the bottom of the page; it ends at its last letter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

impl Piece {
    /// How wide its first word is, with the space before it.
    pub(super) fn first_word(&self) -> f32 {
        let letters =
            |text: &str| f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
        let word = self.text.split_whitespace().next().unwrap_or_default();
        let each = (self.end - self.x) / letters(&self.text).max(1.0);
        each * (letters(word) + 1.0)
    }
}

/// All that a page draws.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub(super) pieces: Vec<Piece>,
    pub(super) rules: Vec<Rule>,
    /// How many letters it has that no font names.
    pub(super) unnamed: usize,
}

/// The fonts of a document, by their objects.
pub(super) type Fonts = HashMap<ObjectId, Font>;

/// How letters are set.
#[derive(Debug, Clone, Copy)]
struct State<'f> {
    page: Matrix,
    font: Option<&'f Font>,
    size: f32,
    between: f32,
    word: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// A pen that follows the drawing.
struct Pen<'d, 'o> {
    document: &'d Document,
    fonts: &'d Fonts,
    ink: &'o mut Ink,
    /// How many bytes may still be unpacked.
    left: &'o mut usize,
    state: State<'d>,
    kept: Vec<State<'d>>,
    text: Matrix,
    line: Matrix,
    path: Path,
}

/// What a page draws, turned upright.
///
/// # Errors
/// A Dutch sentence, where it unpacks to too much.
pub(super) fn of_page(
    document: &Document,
    page: ObjectId,
    fonts: &Fonts,
    left: &mut usize,
) -> Result<Ink, String> {
    let mut ink = Ink::default();
    let bytes = document
        .get_page_content_with_limit(page, *left)
        .map_err(|_too_much| too_large())?;
    *left = left.saturating_sub(bytes.len());
    let (direct, listed) = document.get_page_resources(page).unwrap_or_default();
    let listed = listed
        .iter()
        .filter_map(|id| document.get_dictionary(*id).ok());
    let resources: Vec<&Dictionary> = direct.into_iter().chain(listed).collect();
    let state = State {
        page: upright(document, page),
        font: None,
        size: 1.0,
        between: 0.0,
        word: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    let mut pen = Pen {
        document,
        fonts,
        ink: &mut ink,
        left,
        state,
        kept: Vec::new(),
        text: Matrix::SAME,
        line: Matrix::SAME,
        path: Path::default(),
    };
    pen.draw(&bytes, &resources, 0)?;
    ink.pieces.retain(|piece| !piece.text.trim().is_empty());
    Ok(ink)
}

impl<'d> Pen<'d, '_> {
    fn draw(
        &mut self,
        bytes: &[u8],
        resources: &[&'d Dictionary],
        depth: usize,
    ) -> Result<(), String> {
        // What can't be understood ends the drawing; what went before it stands.
        let Ok(content) = Content::decode(bytes) else {
            return Ok(());
        };
        for operation in &content.operations {
            if operation.operator == "Do" {
                self.inner(operation, resources, depth)?;
                continue;
            }
            self.step(operation, resources);
        }
        Ok(())
    }

    /// A drawing within this one.
    fn inner(
        &mut self,
        operation: &Operation,
        resources: &[&'d Dictionary],
        depth: usize,
    ) -> Result<(), String> {
        let name = operation.operands.first().and_then(|it| it.as_name().ok());
        let found = name.and_then(|name| self.resource(resources, b"XObject", name));
        let Some(form) = found.and_then(|it| it.as_stream().ok()) else {
            return Ok(());
        };
        let kind = form.dict.get(b"Subtype").and_then(Object::as_name);
        if kind.is_ok_and(|kind| kind != b"Form") || depth >= DEEPEST {
            return Ok(());
        }
        let bytes = form
            .decompressed_content_with_limit(*self.left)
            .map_err(|_too_much| too_large())?;
        *self.left = self.left.saturating_sub(bytes.len());
        let own = form
            .dict
            .get_deref(b"Resources", self.document)
            .and_then(Object::as_dict);
        let own: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        let state = self.state;
        let matrix = form
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array);
        let numbers: Vec<f32> = matrix
            .map(|all| all.iter().filter_map(|it| it.as_float().ok()).collect())
            .unwrap_or_default();
        if let Some(matrix) = Matrix::of(&numbers) {
            self.state.page = matrix.then(self.state.page);
        }
        let kept = std::mem::take(&mut self.kept);
        self.draw(&bytes, &own, depth + 1)?;
        self.kept = kept;
        self.state = state;
        Ok(())
    }

    fn resource(
        &self,
        resources: &[&'d Dictionary],
        kind: &[u8],
        name: &[u8],
    ) -> Option<&'d Object> {
        let mut all = resources.iter().filter_map(|own| {
            let named = own.get_deref(kind, self.document).ok()?.as_dict().ok()?;
            named.get_deref(name, self.document).ok()
        });
        all.next()
    }

    fn font(&self, resources: &[&'d Dictionary], name: &[u8]) -> Option<&'d Font> {
        let mut all = resources.iter().filter_map(|own| {
            let named = own.get_deref(b"Font", self.document).ok()?.as_dict().ok()?;
            let id = named.get(name).ok()?.as_reference().ok()?;
            self.fonts.get(&id)
        });
        all.next()
    }

    fn step(&mut self, operation: &Operation, resources: &[&'d Dictionary]) {
        let operands = &operation.operands;
        let numbers: Vec<f32> = operands
            .iter()
            .filter_map(|it| it.as_float().ok())
            .collect();
        let one = numbers.first().copied().unwrap_or_default();
        match operation.operator.as_str() {
            "q" if self.kept.len() < 500 => self.kept.push(self.state),
            "Q" => self.state = self.kept.pop().unwrap_or(self.state),
            "cm" => {
                if let Some(matrix) = Matrix::of(&numbers) {
                    self.state.page = matrix.then(self.state.page);
                }
            }
            "BT" => (self.text, self.line) = (Matrix::SAME, Matrix::SAME),
            "Tf" => {
                let name = operands.first().and_then(|it| it.as_name().ok());
                self.state.font = name.and_then(|name| self.font(resources, name));
                self.state.size = one;
            }
            "Tc" => self.state.between = one,
            "Tw" => self.state.word = one,
            "Tz" => self.state.stretch = one / 100.0,
            "TL" => self.state.leading = one,
            "Ts" => self.state.rise = one,
            "Tm" => {
                if let Some(matrix) = Matrix::of(&numbers) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            "Td" | "TD" | "T*" => self.next_line(&operation.operator, &numbers),
            "Tj" | "TJ" | "'" | "\"" => self.show(&operation.operator, operands, &numbers),
            other => {
                let page = self.state.page;
                self.path.step(other, &numbers, page, &mut self.ink.rules);
            }
        }
    }

    fn next_line(&mut self, operator: &str, numbers: &[f32]) {
        let (x, y) = match (operator, numbers) {
            ("T*", _) => (0.0, -self.state.leading),
            (_, [x, y, ..]) => (*x, *y),
            _ => return,
        };
        if operator == "TD" {
            self.state.leading = -y;
        }
        self.line = Matrix::step(x, y).then(self.line);
        self.text = self.line;
    }

    fn show(&mut self, operator: &str, operands: &[Object], numbers: &[f32]) {
        if operator == "\""
            && let [word, between, ..] = numbers
        {
            (self.state.word, self.state.between) = (*word, *between);
        }
        if matches!(operator, "'" | "\"") {
            self.next_line("T*", &[]);
        }
        let listed = operands.last();
        if let Some(Object::Array(all)) = listed {
            for part in all {
                match part {
                    Object::String(bytes, _) => self.letters(bytes),
                    other => {
                        let back = other.as_float().unwrap_or_default() / 1000.0;
                        self.forward(-back * self.state.size * self.state.stretch);
                    }
                }
            }
        } else if let Some(Object::String(bytes, _)) = listed {
            self.letters(bytes);
        } else {
            // Nothing is shown.
        }
    }

    fn forward(&mut self, by: f32) {
        if by.is_finite() {
            self.text = Matrix::step(by, 0.0).then(self.text);
        }
    }

    fn letters(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font else {
            self.ink.unnamed += bytes.len();
            return;
        };
        let State {
            size,
            between,
            word,
            stretch,
            rise,
            ..
        } = self.state;
        for letter in font.letters(bytes) {
            let whole = self.text.then(self.state.page);
            let (x, y) = whole.place(0.0, rise);
            let (end, _) = whole.place(letter.width * size * stretch, rise);
            let (_, top) = whole.place(0.0, rise + size);
            let own = if letter.is_space { word } else { 0.0 };
            self.forward((letter.width * size + between + own) * stretch);
            if letter.text.is_empty() {
                self.ink.unnamed += 1;
            } else {
                self.put(letter.text, (x, end.max(x)), y, (top - y).abs());
            }
        }
    }

    /// A letter behind those before it, or the first of a piece.
    fn put(&mut self, text: &str, (x, end): (f32, f32), y: f32, size: f32) {
        if !(x.is_finite() && end.is_finite() && y.is_finite() && size.is_finite()) {
            return;
        }
        // A space ends a word, so that a line that is drawn between two words may part them.
        let space = text.chars().all(char::is_whitespace);
        let open = self.ink.pieces.last_mut().filter(|open| {
            let gap = x - open.end;
            let same = (y - open.y).abs() < 0.2 * size.max(1.0) && (size - open.size).abs() < 0.5;
            let near = if space {
                gap < size
            } else {
                gap < TOUCHING * size
            };
            same && gap > -0.5 * size && near && !open.text.ends_with(char::is_whitespace)
        });
        let Some(open) = open else {
            self.ink.pieces.push(Piece {
                text: text.to_string(),
                x,
                end,
                y,
                size,
            });
            return;
        };
        open.text.push_str(text);
        if !space {
            open.end = end.max(open.end);
        }
    }
}

/// The fonts of a document.
pub(super) fn fonts(document: &Document) -> Fonts {
    let all = document.objects.iter().filter_map(|(id, object)| {
        let font = object.as_dict().ok().filter(|it| it.has_type(b"Font"))?;
        Some((*id, Font::of(font, document)))
    });
    all.take(LARGEST / 1024).collect()
}
