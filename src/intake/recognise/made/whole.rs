//! Whose plan it is, for which year, and who carries out what has no name on it.

use std::collections::BTreeMap;

use super::Whole;
use crate::intake::document::Document;
use crate::intake::recognise::Hints;
use crate::intake::recognise::sketch::{On, Piece, Said, Sketch, Unsure};
use crate::intake::recognise::words::names;
use crate::intake::recognise::words::parties::Parties;
use crate::intake::recognise::words::regie;

/// What a sketch says of the plan as a whole; what it doesn't say surely is asked.
pub fn of(sketch: &mut Sketch, hints: &Hints) -> Whole {
    let texts = texts(sketch);
    let title = title(&texts);
    let year = hints.year.or_else(|| years(title.as_ref(), &texts));
    let municipality = hints.municipality.clone().or_else(|| municipality(&texts));
    for (missing, field, made) in [
        (
            municipality.is_none(),
            "municipality",
            "geen gemeente gevonden: “Onbekend”, vul die in",
        ),
        (
            title.is_none(),
            "title",
            "geen titel gevonden: zelf gemaakt",
        ),
    ] {
        if missing {
            ask(sketch, On::Plan(field), Said::default(), made.to_string());
        }
    }
    let municipality = municipality.unwrap_or_else(|| "Onbekend".to_string());
    let year = year.unwrap_or_else(|| {
        ask(
            sketch,
            On::Plan("period"),
            Said::default(),
            "geen jaar gevonden: 2026; geef het met --jaar".to_string(),
        );
        2026
    });
    let title = title.map(|it| it.text);
    Whole {
        title: title.unwrap_or_else(|| format!("Uitvoeringsplan veiligheid {municipality} {year}")),
        municipality,
        year,
    }
}

fn ask(sketch: &mut Sketch, on: On, source: Said, made: String) {
    sketch.unsure.push(Unsure::of(on, source, made));
}

/// What stands before the first chapter, and the running text.
fn texts(sketch: &Sketch) -> Vec<Said> {
    let body = sketch.chapters.iter().flat_map(|chapter| {
        let own = chapter.body.iter().filter_map(|piece| match piece {
            Piece::Paragraph(said) | Piece::Heading(said) => Some(said.clone()),
            _ => None,
        });
        own.chain(chapter.aim.iter().cloned())
            .chain(chapter.regie.iter().map(|it| it.said.clone()))
    });
    let mut out: Vec<Said> = sketch.front.clone();
    out.extend(body);
    out
}

/// The words that name a plan of this kind.
const PLANS: &[&str] = &[
    "uitvoeringsplan",
    "uitvoeringsprogramma",
    "jaarplan",
    "actieplan",
    "veiligheidsplan",
    "actieprogramma",
];

/// The title: a line on the cover, or the name the text gives it with its year.
fn title(texts: &[Said]) -> Option<Said> {
    for said in texts {
        let words: Vec<&str> = said.text.split_whitespace().collect();
        let is_plan = |word: &&str| PLANS.contains(&word.to_lowercase().as_str());
        for at in (0..words.len()).filter(|at| words.get(*at).is_some_and(is_plan)) {
            let behind = words
                .get(at..at + 9.min(words.len() - at))
                .unwrap_or_default();
            let year = behind.iter().position(|word| year_of(word).is_some());
            let names = year.and_then(|year| behind.get(..=year));
            let small = |word: &&str| {
                word.starts_with(char::is_lowercase)
                    && !["en", "van", "de", "het", "gemeente", "veiligheid", "voor"].contains(word)
            };
            if let Some(names) = names.filter(|it| !it.iter().skip(1).any(small)) {
                let title = names.join(" ");
                let title = title.trim_matches(|c: char| !c.is_alphanumeric());
                return Some(Said::new(names::capital(title), said.place));
            }
        }
    }
    None
}

fn year_of(word: &str) -> Option<i32> {
    let bare = word.trim_matches(|c: char| !c.is_ascii_digit() && c != '-' && c != '–');
    let first = bare.split(['-', '–']).next()?;
    let year = (first.len() == 4).then(|| first.parse().ok())?;
    year.filter(|year| (2015..2060).contains(year))
}

/// The year of the title, else the one the text names most.
fn years(title: Option<&Said>, texts: &[Said]) -> Option<i32> {
    let in_title = title.and_then(|it| it.text.split_whitespace().find_map(year_of));
    in_title.or_else(|| {
        let mut seen: BTreeMap<i32, usize> = BTreeMap::new();
        for year in texts
            .iter()
            .flat_map(|it| it.text.split_whitespace().filter_map(year_of))
        {
            *seen.entry(year).or_default() += 1;
        }
        seen.into_iter()
            .max_by_key(|(_, times)| *times)
            .map(|(year, _)| year)
    })
}

/// The year a document seems to be for, before anything of it is known.
pub fn year_said(document: &Document) -> Option<i32> {
    let texts = document.blocks.iter();
    let texts: Vec<Said> = texts.map(|it| Said::new(&*it.text, it.place)).collect();
    years(title(&texts).as_ref(), &texts)
}

/// The municipality named most.
fn municipality(texts: &[Said]) -> Option<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for said in texts {
        let words: Vec<&str> = said.text.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            if !word
                .trim_start_matches('(')
                .eq_ignore_ascii_case("gemeente")
            {
                continue;
            }
            let mut name: Vec<&str> = Vec::new();
            for word in words.iter().skip(at + 1).take(4) {
                let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
                let links = !name.is_empty() && ["aan", "den", "de", "op", "en"].contains(&bare);
                if !(bare.starts_with(char::is_uppercase)
                    || bare.starts_with('\'')
                    || links && bare != "en")
                {
                    break;
                }
                name.push(bare);
                if bare.len() < word.len() {
                    break;
                }
            }
            while name
                .last()
                .is_some_and(|word| word.starts_with(char::is_lowercase))
            {
                name.pop();
            }
            if !name.is_empty() {
                *seen.entry(name.join(" ")).or_default() += 1;
            }
        }
    }
    seen.into_iter()
        .max_by_key(|(_, times)| *times)
        .map(|(name, _)| name)
}

/// The id of who carries out what has no name on it: as the plan says, else the municipality.
pub fn executor(sketch: &mut Sketch, parties: &mut Parties) -> String {
    let own = parties.all.iter().find(|party| {
        party.name.starts_with("Gemeente ") && party.aliases.iter().any(|it| it == "gemeente")
    });
    let own = own.map(|party| party.id.clone()).unwrap_or_default();
    let said = texts(sketch).into_iter().find(|said| {
        let small = said.text.to_lowercase();
        let all =
            small.contains("alle acties") || small.contains("tenzij") && small.contains("acties");
        all && small.contains("uitgevoerd door")
    });
    let Some(said) = said else {
        let made =
            "de gemeente voert uit wat geen andere uitvoerder heeft; het document zegt niet wie"
                .to_string();
        ask(sketch, On::Plan("default_executor"), Said::default(), made);
        return own;
    };
    let behind = said
        .text
        .split("uitgevoerd door ")
        .nth(1)
        .unwrap_or_default();
    if let Some(id) = parties.ids(behind).first() {
        return id.clone();
    }
    let made = "de gemeente: de partij is niet herkend".to_string();
    ask(sketch, On::Plan("default_executor"), said, made);
    own
}

/// Whether a text says who leads, for who looks through running text.
pub fn leads(text: &str) -> Vec<&str> {
    regie::sentences(text)
}
