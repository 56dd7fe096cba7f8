//! Screens one after another as one SVG that plays by itself, without a script. Each line that
//! differs is in it once; who asks for less motion sees one screen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

const ROWS: u16 = 24;
const COLUMNS: u16 = 80;
/// A cell, in the picture's own units.
const WIDTH: f32 = 8.4;
const HEIGHT: u16 = 18;
/// The room above the first row, for the caption.
const HEAD: u16 = 30;
const FOOT: u16 = 8;

/// The sixteen colours on a dark ground, each readable on it.
const COLOURS: [&str; 16] = [
    "#1c2128", "#ff7b72", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#d0d7de",
    "#8b949e", "#ffa198", "#7ee787", "#f2cc60", "#a5d6ff", "#e2c5ff", "#b3f0ff", "#ffffff",
];
const GROUND: &str = "#0d1117";
const INK: &str = "#d0d7de";

/// A screen, what is said above it and how long it stays.
pub struct Frame {
    rows: Vec<String>,
    caption: String,
    tenths: u32,
}

impl Frame {
    pub fn of(screen: &Screen, caption: &str, tenths: u32) -> Self {
        Self {
            rows: (0..ROWS).map(|row| line(screen, row)).collect(),
            caption: caption.to_string(),
            tenths,
        }
    }
}

/// How a run of cells looks.
#[derive(PartialEq, Eq, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of a terminal's cell"
)]
struct Look {
    ink: Color,
    ground: Color,
    bold: bool,
    dim: bool,
    italic: bool,
    reversed: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        Self {
            ink: cell.fgcolor(),
            ground: cell.bgcolor(),
            bold: cell.bold(),
            dim: cell.dim(),
            italic: cell.italic(),
            reversed: cell.inverse(),
        }
    }

    /// What is drawn and what is behind it; nothing behind it is the ground of the picture.
    fn colours(self) -> (String, Option<String>) {
        let ink = colour(self.ink).unwrap_or_else(|| INK.to_string());
        let ground = colour(self.ground);
        if self.reversed {
            (ground.unwrap_or_else(|| GROUND.to_string()), Some(ink))
        } else {
            (ink, ground)
        }
    }
}

fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Default => None,
        Color::Idx(number) => COLOURS.get(usize::from(number)).map(ToString::to_string),
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
    }
}

/// One row as SVG, drawn at the height of its first line; empty where nothing is on it.
fn line(screen: &Screen, row: u16) -> String {
    let mut runs: Vec<(u16, Look, String)> = Vec::new();
    for column in 0..COLUMNS {
        let Some(cell) = screen.cell(row, column) else {
            continue;
        };
        let look = Look::of(cell);
        let text = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        match runs.last_mut() {
            Some((_, last, run)) if *last == look => run.push_str(text),
            _ => runs.push((column, look, text.to_string())),
        }
    }
    let mut out = String::new();
    for (column, look, text) in runs {
        let (ink, ground) = look.colours();
        let x = f32::from(column) * WIDTH;
        if let Some(ground) = ground {
            let width = f32::from(cells(&text)) * WIDTH;
            let _infallible = write!(
                out,
                r#"<rect x="{x:.1}" y="-14" width="{width:.1}" height="{HEIGHT}" fill="{ground}"/>"#
            );
        }
        for (at, words) in pieces(&text) {
            let x = f32::from(column + at) * WIDTH;
            let width = f32::from(cells(words)) * WIDTH;
            // A font of another width would let the columns drift apart.
            let _infallible = write!(
                out,
                r#"<text x="{x:.1}" textLength="{width:.1}"{}>{}</text>"#,
                style(look, &ink),
                escaped(words)
            );
        }
    }
    out
}

/// What of its look a run has to say.
fn style(look: Look, ink: &str) -> String {
    let mut style = String::new();
    for (wanted, said) in [
        (ink != INK, format!(r#" fill="{ink}""#)),
        (look.bold, r#" font-weight="bold""#.to_string()),
        (look.dim, r#" opacity=".65""#.to_string()),
        (look.italic, r#" font-style="italic""#.to_string()),
    ] {
        if wanted {
            style.push_str(&said);
        }
    }
    style
}

/// A run of characters as pieces with the cell each begins at: two blanks beside each other, which
/// SVG would draw as one, stand between pieces.
fn pieces(text: &str) -> Vec<(u16, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for (number, piece) in text.split("  ").enumerate() {
        if number > 0 {
            at += 2;
        }
        let words = piece.trim();
        if !words.is_empty() {
            let blanks = piece.len() - piece.trim_start().len();
            found.push((at + u16::try_from(blanks).unwrap(), words));
        }
        at += cells(piece);
    }
    found
}

/// How many cells a text takes; nothing here takes two.
fn cells(text: &str) -> u16 {
    u16::try_from(text.chars().count()).unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Frames in the order they are shown.
#[derive(Default)]
pub struct Film {
    pub frames: Vec<Frame>,
}

impl Film {
    pub fn svg(&self) -> String {
        let width = f32::from(COLUMNS) * WIDTH + 20.0;
        let height = HEAD + ROWS * HEIGHT + FOOT;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height}\" \
             font-family=\"ui-monospace,DejaVu Sans Mono,Menlo,Consolas,monospace\" font-size=\"14\" \
             fill=\"{INK}\">\n\
             <title>regie: een stand vastleggen, wie heeft de regie, een overleg</title>\n"
        );
        out.push_str(&self.style());
        let _infallible = writeln!(
            out,
            "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>"
        );
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        out.push_str("<defs>\n");
        for row in self.frames.iter().flat_map(|frame| &frame.rows) {
            let next = lines.len();
            if !row.is_empty() && !lines.contains_key(row.as_str()) {
                lines.insert(row, next);
                let _infallible = writeln!(out, "<g id=\"r{next}\">{row}</g>");
            }
        }
        out.push_str("</defs>\n");
        for (number, frame) in self.frames.iter().enumerate() {
            let _infallible = write!(
                out,
                "<g class=\"f f{number}\"><text x=\"10\" y=\"20\" fill=\"#8b949e\">{}</text>",
                escaped(&frame.caption)
            );
            for (at, row) in (1..).zip(&frame.rows) {
                if let Some(id) = lines.get(row.as_str()) {
                    let y = HEAD + at * HEIGHT - 4;
                    let _infallible = write!(out, "<use href=\"#r{id}\" x=\"10\" y=\"{y}\"/>");
                }
            }
            out.push_str("</g>\n");
        }
        out.push_str("</svg>\n");
        out
    }

    /// When each frame is to be seen. The last one is what a still picture shows.
    fn style(&self) -> String {
        let whole: u32 = self.frames.iter().map(|frame| frame.tenths).sum();
        let last = self.frames.len().saturating_sub(1);
        let mut out = format!(
            "<style>\n.f{{visibility:hidden;animation:{}.{}s step-end infinite}}\n",
            whole / 10,
            whole % 10
        );
        let percent = |tenths: u32| {
            let thousandths = u64::from(tenths) * 100_000 / u64::from(whole.max(1));
            format!("{}.{:03}%", thousandths / 1000, thousandths % 1000)
        };
        let mut begin = 0;
        for (number, frame) in self.frames.iter().enumerate() {
            let (from, until) = (percent(begin), percent(begin + frame.tenths));
            let _infallible = writeln!(
                out,
                ".f{number}{{animation-name:k{number}}}@keyframes k{number}{{0%{{visibility:hidden}}\
                 {from}{{visibility:visible}}{until}{{visibility:hidden}}}}"
            );
            begin += frame.tenths;
        }
        let _infallible = writeln!(
            out,
            "@media(prefers-reduced-motion:reduce){{.f{{animation:none}}.f{last}{{visibility:visible}}}}\n</style>"
        );
        out
    }
}
