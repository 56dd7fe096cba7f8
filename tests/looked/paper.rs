//! A PDF, as poppler reads and draws it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{flat, tools};

/// A sheet of A4, in points, upright.
const A4: (f64, f64) = (595.0, 842.0);

/// What draws and reads a PDF.
pub struct Poppler {
    info: PathBuf,
    text: PathBuf,
    draw: PathBuf,
}

/// A PDF that was looked at.
pub struct Paper {
    /// Its words, in the order they are drawn, on one line.
    pub text: String,
    /// For each page which share of it isn't nearly white.
    pub ink: Vec<f64>,
    /// Whether every page is A4, upright or on its side.
    pub is_a4: bool,
}

impl Poppler {
    pub fn find() -> Option<Self> {
        Some(Self {
            info: tools::find(&["pdfinfo"])?,
            text: tools::find(&["pdftotext"])?,
            draw: tools::find(&["pdftoppm"])?,
        })
    }

    pub fn look(&self, pdf: &Path) -> Paper {
        let run = |program: &Path, options: &[&str], to: &[&str]| {
            let mut command = Command::new(program);
            let output = command.args(options).arg(pdf).args(to).output().unwrap();
            assert!(output.status.success(), "{}: {output:?}", program.display());
            output.stdout
        };
        let words = |bytes| String::from_utf8(bytes).unwrap();
        let info = words(run(&self.info, &["-l", "999"], &[]));
        let text = words(run(&self.text, &["-raw", "-enc", "UTF-8"], &["-"]));
        Paper {
            text: flat(&text),
            ink: pictures(&run(&self.draw, &["-gray", "-r", "40"], &[])),
            is_a4: info.lines().filter(|it| it.contains("size:")).all(is_a4),
        }
    }
}

impl Paper {
    /// That these stand on it, and that it has no empty page.
    #[track_caller]
    pub fn has<'w>(&self, words: impl IntoIterator<Item = &'w str>) {
        for words in words {
            assert!(
                self.text.contains(&flat(words)),
                "no “{words}” in {}",
                self.text
            );
        }
        assert!(self.is_a4);
        for (page, ink) in (1..).zip(&self.ink) {
            assert!(
                (0.001..0.5).contains(ink),
                "page {page}: {ink} of it isn't white"
            );
        }
    }
}

/// `Page 1 size: 594.96 x 841.92 pts (A4)`.
fn is_a4(line: &str) -> bool {
    if line.starts_with("File size") {
        return true;
    }
    let numbers = line
        .split_whitespace()
        .filter_map(|word| word.parse::<f64>().ok());
    let mut sides: Vec<f64> = numbers.filter(|it| *it > 100.0).collect();
    sides.sort_by(f64::total_cmp);
    matches!(sides[..], [short, long] if (short - A4.0).abs() < 1.0 && (long - A4.1).abs() < 1.0)
}

/// The ink of grey pictures, one after another: `P5 WIDTH HEIGHT 255` and a byte for each point.
fn pictures(mut bytes: &[u8]) -> Vec<f64> {
    let mut out = Vec::new();
    while !bytes.is_empty() {
        let mut word = || {
            let end = bytes.iter().position(u8::is_ascii_whitespace).unwrap();
            let (word, rest) = bytes.split_at(end);
            bytes = &rest[1..];
            String::from_utf8(word.to_vec()).unwrap()
        };
        assert_eq!(word(), "P5");
        let [wide, high, _lightest] =
            [word(), word(), word()].map(|it| it.parse::<usize>().unwrap());
        let (points, rest) = bytes.split_at(wide * high);
        let dark = points.iter().filter(|point| **point < 200).count();
        out.push(share(dark, points.len()));
        bytes = rest;
    }
    out
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |it| f64::from(u32::try_from(it).unwrap());
    number(part) / number(whole)
}
