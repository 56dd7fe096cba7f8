//! What of one's own stands on a report: whose it is, and in what colour.

use std::fmt;
use std::path::PathBuf;

use rust_xlsxwriter::Image;

/// A municipality's own style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// Its name, where that is another than the plan's.
    pub municipality: Option<String>,
    /// The colour of headings and tables.
    pub colour: Colour,
    /// The file of a picture for the title page.
    pub logo: Option<PathBuf>,
}

/// A colour, as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// A picture, as the bytes of its file.
#[derive(Clone, PartialEq)]
pub struct Logo {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether it is a PNG, and otherwise a JPEG.
    pub png: bool,
    /// Its width and height, in points of the picture.
    pub size: (f64, f64),
}

impl Default for Colour {
    fn default() -> Self {
        Self([0x1f, 0x3f, 0x66])
    }
}

impl Colour {
    /// `#1f3f66`, with or without the `#`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Whether white words stand on it readably, and so it on white: a contrast of 4,5 to 1.
    pub fn is_dark(self) -> bool {
        // Relative luminance (WCAG 2), in linear light.
        let linear = |part: u8| (f64::from(part) / 255.0).powf(2.2);
        let [red, green, blue] = self.0.map(linear);
        let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        1.05 / (luminance + 0.05) >= 4.5
    }

    /// Itself where it is dark enough for words on white, else nearly black.
    pub fn for_words(self) -> Self {
        if self.is_dark() {
            self
        } else {
            Self([0x22; 3])
        }
    }
}

impl Logo {
    /// The picture in a file; none where it is no PNG or JPEG.
    pub fn of(bytes: Vec<u8>) -> Option<Self> {
        let png = bytes.starts_with(b"\x89PNG");
        if !png && !bytes.starts_with(b"\xff\xd8") {
            return None;
        }
        let image = Image::new_from_buffer(&bytes).ok()?;
        let size = (image.width(), image.height());
        Some(Self { bytes, png, size })
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({} bytes, {:?})", self.bytes.len(), self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_as_it_is_typed() {
        for (text, colour, dark) in [
            ("#1f3f66", Some("1f3f66"), true),
            ("1F3F66", Some("1f3f66"), true),
            ("#ffcc00", Some("ffcc00"), false),
            ("#fff", None, false),
            ("rood", None, false),
            ("", None, false),
        ] {
            let read = Colour::parse(text);
            assert_eq!(read.map(|it| it.to_string()).as_deref(), colour, "{text}");
            assert_eq!(read.is_some_and(Colour::is_dark), dark, "{text}");
        }
    }
}
