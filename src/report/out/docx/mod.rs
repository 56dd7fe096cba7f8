//! A report as a document for Word, which is where it is finished: real headings, a table of
//! contents and page numbers that Word keeps up to date, tables whose heads return on each page,
//! styles to change. It is `WordprocessingML` (ECMA-376, transitional) in a zip; the parts that are
//! always the same stand in `parts` as they are written.

mod body;
mod contents;
mod table;
mod words;
mod xml;
mod year;

use std::io::{Cursor, Write as _};

use chrono::SecondsFormat;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use self::body::Body;
use self::xml::filled;
use crate::doc::para::Para;
use crate::plan::model::kpi::Light;
use crate::report::house::{Colour, Logo};
use crate::report::out::format::Format;
use crate::report::out::paper::{self, escaped};
use crate::report::pages::progress;
use crate::report::subject::Subject;

/// A report for Word.
pub const FORMAT: Format = Format {
    name: "docx",
    word: "stuk in Word",
    purpose: "om af te maken en rond te sturen",
    binary: true,
    no_since: None,
    make: |subject| document(&progress::document(subject), subject),
};

/// The parts written by hand.
const PARTS: [(&str, &str); 7] = [
    (
        "[Content_Types].xml",
        include_str!("parts/content-types.xml"),
    ),
    ("_rels/.rels", include_str!("parts/rels.xml")),
    ("docProps/core.xml", include_str!("parts/core.xml")),
    ("docProps/app.xml", include_str!("parts/app.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/numbering.xml", include_str!("parts/numbering.xml")),
    ("word/footer1.xml", include_str!("parts/footer.xml")),
];
/// How wide the text on a page of A4 is, in twentieths of a point: 170 mm.
const WIDE: u32 = 9638;
/// The most a logo takes, in points of a picture, and how many of Word's own units one is.
const LOGO: (f64, f64) = (256.0, 96.0);
const POINT: f64 = 9525.0;

/// A document. What stands before its first heading is its title page.
fn document(paras: &[Para], subject: &Subject<'_>) -> Result<Vec<u8>, String> {
    let municipality = escaped(subject.municipality());
    let title = paras.iter().find_map(|it| match it {
        Para::Title(text) => Some(escaped(text)),
        _ => None,
    });
    // The moment it is about; without that two reports of the same plan would differ.
    let now = subject
        .at
        .to_utc()
        .to_rfc3339_opts(SecondsFormat::Secs, true);
    let revision = subject.plan.revision.to_string();
    let title = title.unwrap_or_default();
    let about = [
        ("titel", title.as_str()),
        ("revisie", &revision),
        ("maker", &municipality),
        ("nu", &now),
    ];
    let logo = subject.logo.as_ref().map(|logo| drawn(logo, &municipality));
    let body = Body::of(paras, logo.as_deref());
    let picture = subject.logo.as_ref().map(file_of);
    let made = [
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", relations(picture)),
        ("word/styles.xml", styles(subject.house.colour)),
    ];
    let hand = PARTS.map(|(name, part)| (name, filled(part, &about)));
    let all = hand.into_iter().chain(made);
    let all = all.map(|(name, part)| (name, part.into_bytes()));
    let bytes = subject.logo.as_ref().map(|logo| logo.bytes.clone());
    packed(all.chain(picture.zip(bytes))).map_err(|why| format!("dit past niet in een docx: {why}"))
}

/// The parts in a zip, each as it was in 1980, so that the same parts are the same bytes.
fn packed<'p>(parts: impl Iterator<Item = (&'p str, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, part) in parts {
        zip.start_file(name, options)?;
        zip.write_all(&part)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The name of a logo's own part.
const fn file_of(logo: &Logo) -> &'static str {
    if logo.png {
        "word/media/logo.png"
    } else {
        "word/media/logo.jpeg"
    }
}

/// What the document refers to.
fn relations(picture: Option<&str>) -> String {
    let logo = picture.map_or_else(String::new, |file| {
        let target = file.trim_start_matches("word/");
        format!(
            "<Relationship Id=\"rId5\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" \
             Target=\"{target}\"/>\n"
        )
    });
    filled(include_str!("parts/document-rels.xml"), &[("logo", &logo)])
}

/// A logo on its page: as large as it is, and smaller where it wouldn't fit.
fn drawn(logo: &Logo, municipality: &str) -> String {
    let (width, height) = logo.size;
    let scale = (LOGO.0 / width.max(1.0))
        .min(LOGO.1 / height.max(1.0))
        .min(1.0);
    let [wide, high] = [width, height].map(|it| format!("{:.0}", it.max(1.0) * scale * POINT));
    let what = format!("Logo van {municipality}");
    let values = [("breed", wide.as_str()), ("hoog", &high), ("wat", &what)];
    filled(include_str!("parts/logo.xml").trim_end(), &values)
}

/// How everything looks, in the house's colour.
fn styles(colour: Colour) -> String {
    let (house, words) = (colour.to_string(), colour.for_words().to_string());
    let on = if colour.is_dark() { "FFFFFF" } else { "111111" };
    let lights = Light::ALL.map(|light| {
        let [back, _, letters] = paper::paint(light);
        let (id, bold) = (words::style(light), if light == Light::Red { "<w:b/>" } else { "" });
        format!(
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>\
             <w:uiPriority w:val=\"25\"/><w:rPr>{bold}<w:color w:val=\"{letters:06X}\"/>\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{back:06X}\"/></w:rPr></w:style>\n"
        )
    });
    let values = [
        ("huis", house.as_str()),
        ("kop", &words),
        ("ophuis", on),
        ("lichten", &lights.concat()),
    ];
    filled(include_str!("parts/styles.xml"), &values)
}
