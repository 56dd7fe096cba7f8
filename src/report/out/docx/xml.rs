//! XML as it is written: what is opened is closed, and words stay words.

use std::fmt::Write as _;

use crate::report::out::paper::escaped;

/// XML that is being written.
#[derive(Debug, Default)]
pub struct Xml(String);

impl Xml {
    /// What was written.
    pub fn done(self) -> String {
        self.0
    }

    /// An element with nothing inside.
    pub fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.0.push_str("/>");
    }

    /// An element that only has a value: `<w:jc w:val="right"/>`.
    pub fn val(&mut self, name: &str, value: &str) {
        self.tag(name, &[("w:val", value)]);
    }

    /// An element with what `inside` writes inside.
    pub fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.begin(name, attributes);
        self.0.push('>');
        inside(self);
        let _infallible = write!(self.0, "</{name}>");
    }

    /// Words.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(&escaped(text));
    }

    /// XML that was written before.
    pub fn raw(&mut self, xml: &str) {
        self.0.push_str(xml);
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _infallible = write!(self.0, "<{name}");
        for (name, value) in attributes {
            let _infallible = write!(self.0, " {name}=\"{}\"", escaped(value));
        }
    }
}

/// A part written by hand, with a value in the place of each `{name}`. Values are XML already.
pub fn filled(part: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(part.len() + 256);
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(it, _)| *it == name);
        out = out + before + value.map_or("", |(_, value)| value);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_close_in_their_order() {
        let mut xml = Xml::default();
        xml.within("w:p", &[("a", "1\"")], |xml| {
            xml.val("w:jc", "right");
            xml.within("w:t", &[], |xml| xml.text("<x>"));
        });
        let wanted = "<w:p a=\"1&quot;\"><w:jc w:val=\"right\"/><w:t>&lt;x&gt;</w:t></w:p>";
        assert_eq!(xml.done(), wanted);
    }

    #[test]
    fn a_part_is_filled_once() {
        let values = [("a", "{b}"), ("b", "2")];
        assert_eq!(filled("<x>{a}</x>{b}{c}.", &values), "<x>{b}</x>2.");
    }
}
