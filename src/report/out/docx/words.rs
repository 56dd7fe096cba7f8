//! Words in a paragraph of Word: runs, each with the style of its tone.

use super::xml::Xml;
use crate::doc::Tone;
use crate::plan::model::kpi::Light;
use crate::report::out::paper::{Look, is_bar, is_day, is_trend};

/// The name of a light's style.
pub(super) const fn style(light: Light) -> &'static str {
    match light {
        Light::Green => "LichtGroen",
        Light::Amber => "LichtOranje",
        Light::Red => "LichtRood",
        Light::None => "LichtGrijs",
    }
}

/// Words of a tone. A light has its letter and shape beside its colour.
pub(super) fn toned(xml: &mut Xml, text: &str, tone: Tone) {
    if is_trend(text) || is_bar(text) {
        return run(xml, Some("Verloop"), text);
    }
    match Look::of(text, tone) {
        Look::Plain(text) => run(xml, None, text),
        Look::Strong(text) => run(xml, Some("Strong"), text),
        Look::Quiet(text) => run(xml, Some("Stil"), text),
        Look::Light(light, sign, text) => {
            let sign = sign.map_or_else(String::new, |sign| sign.replace(' ', "\u{a0}") + " ");
            run(xml, Some(style(light)), &format!("{sign}{text}"));
        }
    }
}

/// A piece of words in one style, each line of it on its own line.
pub(super) fn run(xml: &mut Xml, style: Option<&str>, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at == 0 && line.is_empty() {
            continue;
        }
        xml.within("w:r", &[], |xml| {
            if let Some(style) = style {
                xml.within("w:rPr", &[], |xml| xml.val("w:rStyle", style));
            }
            if at > 0 {
                xml.tag("w:br", &[]);
            }
            unbroken(xml, line);
        });
    }
}

/// A line in which no day is broken over two.
fn unbroken(xml: &mut Xml, line: &str) {
    let mut words = String::new();
    let put = |xml: &mut Xml, words: &mut String| {
        if !words.is_empty() {
            xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(words));
            words.clear();
        }
    };
    for piece in line.split_inclusive(' ') {
        if !is_day(piece.trim_end()) {
            words.push_str(piece);
            continue;
        }
        for (at, part) in piece.split('-').enumerate() {
            if at > 0 {
                put(xml, &mut words);
                xml.tag("w:noBreakHyphen", &[]);
            }
            words.push_str(part);
        }
    }
    put(xml, &mut words);
}

/// A paragraph of a style, with what else is said of it, and its words.
pub(super) fn paragraph(
    xml: &mut Xml,
    style: &str,
    also: impl FnOnce(&mut Xml),
    inside: impl FnOnce(&mut Xml),
) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.val("w:pStyle", style);
            also(xml);
        });
        inside(xml);
    });
}

/// A part of a field that Word works out: where it begins, its code follows, it ends.
pub(super) fn field(xml: &mut Xml, attributes: &[(&str, &str)]) {
    xml.within("w:r", &[], |xml| xml.tag("w:fldChar", attributes));
}

/// The code of a field, between its begin and the words it stands for now.
pub(super) fn code(xml: &mut Xml, code: &str) {
    xml.within("w:r", &[], |xml| {
        xml.within("w:instrText", &[("xml:space", "preserve")], |xml| {
            xml.text(code);
        });
    });
    field(xml, &[("w:fldCharType", "separate")]);
}
