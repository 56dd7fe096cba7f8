//! A document as one HTML file: nothing is asked of elsewhere, nothing runs in it, and it prints
//! on A4. What has a colour also has a letter and a shape, and a screen reader finds landmarks,
//! headings and the heads of tables.

mod chart;
mod table;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::doc::Tone;
use crate::doc::para::{BULLET, Para};
use crate::plan::model::kpi::Light;
use crate::report::house::{House, Logo};
use crate::report::out::format::Format;
use crate::report::out::paper::{self, Look, escaped};
use crate::report::pages::progress;

/// A report as one page of HTML.
pub const FORMAT: Format = Format {
    name: "html",
    word: "bladzijde in HTML",
    purpose: "om te lezen en af te drukken",
    binary: false,
    no_since: None,
    make: |subject| {
        let paras = progress::document(subject);
        Ok(document(&paras, &subject.house, subject.logo.as_ref()).into_bytes())
    },
};

const STYLE: &str = include_str!("style.css");

/// A document. What stands before its first heading is its title page.
pub fn document(paras: &[Para], house: &House, logo: Option<&Logo>) -> String {
    let first = paras.iter().position(|it| matches!(it, Para::Heading(..)));
    let (cover, rest) = paras.split_at(first.unwrap_or(paras.len()));
    let title = cover.iter().find_map(|it| match it {
        Para::Title(text) => Some(escaped(text)),
        _ => None,
    });
    let title = title.unwrap_or_default();
    let mut page = Page::default();
    page.put("<a class=\"naar\" href=\"#inhoud\">Naar de tekst</a>\n<header>\n");
    if let Some(logo) = logo {
        page.logo(logo);
    }
    page.paras(cover);
    page.put("</header>\n");
    page.contents(rest);
    page.put("<main id=\"inhoud\">\n");
    page.paras(rest);
    page.close_section();
    page.put("</main>\n</body>\n</html>\n");
    head(&title, house, &page.shares) + &page.out
}

/// What comes before what is seen.
fn head(title: &str, house: &House, shares: &BTreeSet<u16>) -> String {
    let (colour, on, words) = (
        house.colour,
        house.colour.is_dark(),
        house.colour.for_words(),
    );
    let on = if on { "#fff" } else { "#111" };
    let shares = shares
        .iter()
        .map(|share| format!(".k{share} {{ width: {share}% }}\n"));
    let shares: String = shares.collect();
    let lights = Light::ALL.map(|light| {
        let (class, [back, edge, words]) = (paper::class(light), paper::paint(light));
        format!(".{class} {{ background: #{back:06x}; border-color: #{edge:06x}; color: #{words:06x} }}\n")
    });
    let lights = lights.concat();
    let running = plain(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n\
         <title>{title}</title>\n<style>\n\
         :root {{ --huis: #{colour}; --op-huis: {on}; --kop: #{words} }}\n{STYLE}{lights}{shares}\
         @page {{ @bottom-left {{ content: \"{running}\" }} }}\n</style>\n</head>\n<body>\n"
    )
}

/// What is written, and what is open in it.
#[derive(Default)]
struct Page {
    out: String,
    /// The list that is open, by its tag.
    list: Option<&'static str>,
    /// The label of the field that came last in it.
    label: String,
    /// Whether a section is.
    section: bool,
    headings: usize,
    charts: usize,
    /// How wide columns are, in hundredths of a page.
    shares: BTreeSet<u16>,
}

impl Page {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn logo(&mut self, logo: &Logo) {
        let kind = if logo.png { "png" } else { "jpeg" };
        let (width, height) = logo.size;
        let bytes = STANDARD.encode(&logo.bytes);
        self.put(&format!(
            "<img class=\"logo\" alt=\"\" width=\"{width}\" height=\"{height}\" src=\"data:image/{kind};base64,{bytes}\">\n"
        ));
    }

    /// A list of the headings of the first depth, each leading there.
    fn contents(&mut self, paras: &[Para]) {
        self.put("<nav aria-labelledby=\"kop-inhoud\">\n<h2 id=\"kop-inhoud\">Inhoud</h2>\n<ul>\n");
        let mut number = 0;
        for para in paras {
            if let Para::Heading(depth, text) = para {
                number += 1;
                if *depth == 1 {
                    self.put(&format!(
                        "<li><a href=\"#kop{number}\">{}</a></li>\n",
                        escaped(text)
                    ));
                }
            }
        }
        self.put("</ul>\n</nav>\n");
    }

    fn paras(&mut self, paras: &[Para]) {
        for para in paras {
            self.para(para);
        }
        self.end_list();
    }

    fn para(&mut self, para: &Para) {
        match para {
            Para::Field(label, text, tone) => self.field(label, text, *tone),
            Para::Item { mark, text, tone } => self.item(mark, text, *tone),
            other => {
                self.end_list();
                self.block(other);
            }
        }
    }

    fn block(&mut self, para: &Para) {
        match para {
            Para::Title(text) => self.put(&format!("<h1>{}</h1>\n", escaped(text))),
            Para::Heading(depth, text) => self.heading(*depth, text),
            Para::Text(text, Tone::Quote) => {
                self.put(&format!(
                    "<blockquote><p>{}</p></blockquote>\n",
                    lines(text)
                ));
            }
            Para::Text(text, tone) => self.put(&format!("<p>{}</p>\n", toned(text, *tone))),
            Para::Table(table) => {
                let shares = table.shares();
                self.put(&table::table(table, &shares));
                self.shares.extend(shares);
            }
            Para::Year(year) => {
                self.charts += 1;
                self.put(&chart::figure(year, self.charts));
            }
            Para::Field(..) | Para::Item { .. } | Para::Gap => {}
        }
    }

    fn heading(&mut self, depth: u8, text: &str) {
        self.headings += 1;
        let number = self.headings;
        if depth == 1 {
            self.close_section();
            self.put(&format!("<section aria-labelledby=\"kop{number}\">\n"));
            self.section = true;
        }
        let tag = depth.clamp(1, 5) + 1;
        self.put(&format!(
            "<h{tag} id=\"kop{number}\">{}</h{tag}>\n",
            escaped(text)
        ));
    }

    fn close_section(&mut self) {
        self.end_list();
        if std::mem::take(&mut self.section) {
            self.put("</section>\n");
        }
    }

    fn begin_list(&mut self, tag: &'static str) {
        if self.list != Some(tag) {
            self.end_list();
            self.put(&format!("<{tag}>\n"));
            self.list = Some(tag);
            self.label.clear();
        }
    }

    fn end_list(&mut self) {
        if let Some(tag) = self.list.take() {
            self.put(&format!("</{tag}>\n"));
        }
    }

    fn field(&mut self, label: &str, text: &str, tone: Tone) {
        self.begin_list("dl");
        // What is said under the same label again goes on under it.
        if !label.is_empty() && self.label != label {
            self.label = label.to_string();
            self.put(&format!("<dt>{}</dt>\n", escaped(label)));
        }
        self.put(&format!("<dd>{}</dd>\n", toned(text, tone)));
    }

    fn item(&mut self, mark: &str, text: &str, tone: Tone) {
        self.begin_list("ul");
        let mark = if mark == BULLET {
            String::new()
        } else {
            format!("<b>{}</b> ", escaped(mark.trim()))
        };
        self.put(&format!("<li>{mark}{}</li>\n", toned(text, tone)));
    }
}

/// Words of a tone. A light has its letter and shape for the eye, and its word for all.
fn toned(text: &str, tone: Tone) -> String {
    match Look::of(text, tone) {
        Look::Plain(text) => lines(text),
        Look::Strong(text) => format!("<strong>{}</strong>", lines(text)),
        Look::Quiet(text) => format!("<span class=\"stil\">{}</span>", lines(text)),
        Look::Light(light, sign, text) => {
            let (class, said) = (paper::class(light), lines(text));
            let sign = sign.map_or_else(String::new, |sign| {
                format!("<span aria-hidden=\"true\">{sign}</span> ")
            });
            format!("<span class=\"licht {class}\">{sign}{said}</span>")
        }
    }
}

/// A text with its line breaks; a date is never broken.
fn lines(text: &str) -> String {
    let word = |text: &str| {
        let word = escaped(text);
        if paper::is_day(text) {
            format!("<span class=\"dag\">{word}</span>")
        } else {
            word
        }
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.split('\n')
        .map(line)
        .collect::<Vec<_>>()
        .join("<br>\n")
}

/// Escaped words for a style sheet, which knows no entities.
fn plain(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("&#39;", "’");
    let known = |c: &char| c.is_alphanumeric() || " &.,:-()’".contains(*c);
    text.chars().filter(known).collect()
}
