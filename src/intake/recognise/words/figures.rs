//! What the words of a KPI say of figures, days and rhythm. Nothing is added to them: a promise
//! without a number has no target.

use super::bounds::{Bounds, MOST, Side, Word, before, bounds, side, told, value};
use super::vague::{Promise, is_change, promise};
use super::when::{bare, cadence, is_month, period};
use crate::plan::model::kpi::{Cadence, Kind};

/// What a KPI measures, as its words say.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub kind: Kind,
    pub label: String,
    pub unit: Option<String>,
    /// At least, and at most.
    pub target: Option<Bounds>,
    /// The value of before to compare with.
    pub baseline: Option<i64>,
    pub start: Option<String>,
    pub due: Option<String>,
    pub cadence: Option<Cadence>,
    /// Whether it is a part of the measure before it.
    pub part: bool,
    /// Why somebody has to look, in Dutch.
    pub doubt: Option<String>,
}

/// A number in a text.
#[derive(Debug, Clone, Copy)]
struct Found {
    at: usize,
    min: i64,
    max: Option<i64>,
    /// Which side of it is wanted.
    side: Side,
    /// How many words it takes.
    length: usize,
}

/// Words that say a number is wanted at least.
const LEAST: &[&str] = &[
    "minimaal",
    "minstens",
    "tenminste",
    "minste",
    "zijn minst",
    "minimum",
];

/// The measures of a KPI in a year.
pub fn measures(text: &str, year: i32) -> Vec<Measure> {
    let words: Vec<Word<'_>> = text
        .split_whitespace()
        .map(|raw| Word {
            bare: bare(raw),
            raw,
        })
        .collect();
    let (start, due) = period(text, year);
    let base = Measure {
        kind: Kind::Milestone,
        label: label(text),
        unit: None,
        target: None,
        baseline: None,
        start,
        due: Some(due),
        cadence: cadence(text),
        part: false,
        doubt: None,
    };
    if let Some(share) = share(&words) {
        if is_change(text) {
            let doubt =
                format!("geen streefwaarde: {share}% is een verandering, geen deel van het geheel");
            return vec![Measure {
                doubt: Some(doubt),
                ..base
            }];
        }
        let most = words.iter().any(|word| MOST.contains(&word.bare.as_str()))
            || ["minder dan", "lager dan", "onder de", "<", "≤"]
                .iter()
                .any(|it| text.to_lowercase().contains(it));
        return vec![Measure {
            kind: Kind::Coverage,
            unit: Some("%".to_string()),
            target: (!most).then_some((Some(share), None)),
            doubt: most.then(|| format!("geen streefwaarde: {share}% is een bovengrens")),
            ..base
        }];
    }
    let mut numbers: Vec<Found> = (0..words.len())
        .filter_map(|at| number(&words, at))
        .collect();
    let rhythm = rhythm_beside(&words, &mut numbers);
    let baseline = come_from(&words, &mut numbers);
    if numbers.is_empty() {
        let unread = bound_unread(&words);
        let Promise { kind, unit, moves } = promise(text);
        let moves = moves.then(|| "geen getal en geen dag: mijlpaal zonder dag".to_string());
        return vec![Measure {
            kind,
            unit,
            due: base.due.filter(|_| moves.is_none()),
            doubt: unread.or(moves),
            ..base
        }];
    }
    let several = numbers.len() > 1;
    let all = numbers.iter().enumerate().map(|(nth, found)| {
        let unit = unit(&words, found);
        let part = nth > 0 && before(&words, found.at) == "waarvan";
        let sure = unit.is_some()
            && (!several || part || nth > 0 && before(&words, found.at) == "en" || nth == 0);
        let target = bounds(found.min, found.max, found.side);
        let doubt = match (baseline, found.side) {
            (Some(from), _) => Some(format!(
                "van {from} naar {}: {} als streefwaarde gelezen, {from} als beginwaarde",
                found.min,
                told(target)
            )),
            (None, Side::Below | Side::Above) => Some(format!(
                "het getal {} als {} gelezen",
                found.min,
                told(target)
            )),
            (None, _) if nth == 0 && rhythm.is_some() => rhythm.clone(),
            (None, _) if !sure => Some(format!("het getal {} als streefwaarde gelezen", found.min)),
            (None, _) => None,
        };
        Measure {
            kind: Kind::Count,
            label: label_at(&words, found, text, several),
            unit: unit.or_else(|| baseline.is_none().then(|| "keer".to_string())),
            target: Some(target),
            baseline,
            part,
            doubt,
            ..base.clone()
        }
    });
    all.collect()
}

/// Takes out a rhythm that stands beside what is counted: `4 avonden, twee keer per jaar besproken`. What is
/// asked of it then.
fn rhythm_beside(words: &[Word<'_>], numbers: &mut Vec<Found>) -> Option<String> {
    let says = |found: &Found| {
        let word = |on: usize| words.get(found.at + on).map_or("", |it| it.bare.as_str());
        ["keer", "maal"].contains(&word(1)) && word(2) == "per"
    };
    let at = numbers.iter().skip(1).position(says)? + 1;
    let found = numbers.remove(at);
    let said = words.get(found.at..found.at + 4).unwrap_or_default();
    let said: Vec<&str> = said.iter().map(|it| it.raw).collect();
    Some(format!("“{}” als ritme gelezen", said.join(" ")))
}

/// What is asked of a number with a bound that counts nothing: `minimaal 7,4`, `hoogstens 8 minuten`.
fn bound_unread(words: &[Word<'_>]) -> Option<String> {
    let bound = |at: &usize| {
        let word = words.get(*at);
        let digits = word.is_some_and(|it| it.raw.contains(|c: char| c.is_ascii_digit()));
        digits && (LEAST.contains(&before(words, *at)) || side(words, *at) != Side::Least)
    };
    let at = (0..words.len()).find(bound)?;
    let said = words.get(at.saturating_sub(1)..=at)?;
    let said: Vec<&str> = said.iter().map(|it| it.raw).collect();
    let said = said.join(" ");
    let said = said.trim_matches(|c: char| matches!(c, '(' | ')' | '.' | ',' | ';'));
    Some(format!(
        "geen streefwaarde: “{said}” is niet als aantal gelezen"
    ))
}

/// Where something goes from one number to another, what it comes from; that one is no target.
fn come_from(words: &[Word<'_>], numbers: &mut Vec<Found>) -> Option<i64> {
    let [first, second] = numbers.as_mut_slice() else {
        return None;
    };
    let to = words.get(first.at + 1..second.at)?;
    let to = to
        .iter()
        .any(|word| ["naar", "tot"].contains(&word.bare.as_str()));
    if before(words, first.at) != "van" || !to {
        return None;
    }
    if second.side == Side::Least && second.min < first.min {
        second.side = Side::Most;
    }
    let from = first.min;
    numbers.remove(0);
    Some(from)
}

/// The number at a word, where it counts something: no year, no day, no part of a name.
fn number(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    let next = words.get(at + 1).map_or("", |word| word.bare.as_str());
    let prior = before(words, at);
    let times = word.bare.strip_suffix(['×', 'x']);
    let side = side(words, at);
    let at_least = LEAST.contains(&prior) || side != Side::Least;
    let min = value(times.unwrap_or(&word.bare))?;
    let spelled = !word.bare.starts_with(|c: char| c.is_ascii_digit());
    // "een" is an article; "één" counts.
    let article = word.bare == "een" && !at_least;
    let year = (1990..2100).contains(&min) && !spelled;
    let named = [
        "artikel",
        "hoofdstuk",
        "model",
        "fase",
        "stap",
        "nummer",
        "kwartaal",
        "week",
        "wet",
        "leeftijd",
        "circa",
    ]
    .contains(&prior);
    let reached = ["naar", "tot"].contains(&prior);
    let date = is_month(next) || next.is_empty() && side == Side::Least && !reached;
    let unlike = word.raw.contains('/') || word.raw.contains(':') || word.raw.starts_with('>');
    let measure = [
        "km", "km/uur", "uur", "jaar", "jaren", "maanden", "weken", "dagen", "minuten", "meter",
        "euro", "fte", "%",
    ]
    .contains(&next);
    let stem = next.starts_with("stappen");
    if article || year || named || date || unlike || measure || stem || min == 0 {
        return None;
    }
    if spelled && !at_least && !next.starts_with(char::is_alphabetic) {
        return None;
    }
    // "1 à 2 wijken", "4 tot 6 keer".
    let range = ["à", "a", "tot", "of", "-", "–"].contains(&next);
    let other = words.get(at + 2).and_then(|word| value(&word.bare));
    if let (true, Some(max)) = (range, other.filter(|max| *max > min)) {
        return Some(Found {
            at,
            min,
            max: Some(max),
            side,
            length: 3,
        });
    }
    // The second of "1 à 2".
    if ["à", "tot"].contains(&prior)
        && at >= 2
        && words
            .get(at - 2)
            .is_some_and(|it| value(&it.bare).is_some())
    {
        return None;
    }
    Some(Found {
        at,
        min,
        max: None,
        side,
        length: 1,
    })
}

/// What is counted: the noun behind the number, at most three words on; `keer` for times.
fn unit(words: &[Word<'_>], found: &Found) -> Option<String> {
    const LINKS: &[&str] = &[
        "van", "met", "in", "voor", "op", "door", "per", "bij", "tot", "aan", "die", "waarin",
        "een", "is", "zijn", "worden", "wordt",
    ];
    let word = words.get(found.at)?;
    if word.bare.ends_with(['×', 'x']) && word.bare.starts_with(|c: char| c.is_ascii_digit()) {
        return Some("keer".to_string());
    }
    let behind = words.get(found.at + found.length..).unwrap_or_default();
    for (nth, word) in behind.iter().take(4).enumerate() {
        if ["keer", "maal"].contains(&word.bare.as_str()) {
            return Some("keer".to_string());
        }
        if LINKS.contains(&word.bare.as_str()) {
            // "waarvan 1 een evaluatie is"
            let noun = behind.get(nth + 1).filter(|_| word.bare == "een");
            return noun.map(|noun| noun.bare.clone());
        }
        let plural = word.bare.ends_with("en") || word.bare.ends_with('s');
        let one = found.min == 1 && found.max.is_none() && !ends_as_adjective(&word.bare);
        if (plural || one) && !word.bare.ends_with("lijke") {
            return Some(word.bare.clone());
        }
    }
    None
}

fn ends_as_adjective(word: &str) -> bool {
    word.ends_with('e') && word.len() > 4
}

/// A share that is wanted of all: `Alle BOA's`, `80%`.
fn share(words: &[Word<'_>]) -> Option<i64> {
    for (at, word) in words.iter().enumerate() {
        let digits = word.bare.strip_suffix('%');
        let apart = words
            .get(at + 1)
            .is_some_and(|next| next.bare == "%" || next.bare == "procent");
        let number = digits.or(apart.then_some(word.bare.as_str()));
        if let Some(share) = number
            .and_then(|it| it.parse().ok())
            .filter(|it| (1..=100).contains(it))
        {
            return Some(share);
        }
    }
    let first = words.first()?;
    let second = words.get(1).map_or("", |word| word.bare.as_str());
    let people = !["informatie", "kennis"].contains(&second);
    (["alle", "iedere", "elke"].contains(&first.bare.as_str()) && people && second != "maand")
        .then_some(100)
}

/// A few words for a table: the text up to its first stop, not too long.
fn label(text: &str) -> String {
    // The stop in 1.200 ends nothing.
    let stop = |(at, c): (usize, char)| {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        let inside = c == '.' && next.is_some_and(char::is_alphanumeric);
        (matches!(c, '.' | ';' | ':' | '\n') && !inside).then_some(at)
    };
    let end = text.char_indices().find_map(stop);
    shortened(end.and_then(|end| text.get(..end)).unwrap_or(text))
}

fn shortened(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > 60 {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.is_empty() {
        "KPI".to_string()
    } else {
        out
    }
}

/// The words behind a number, where a KPI has several.
fn label_at(words: &[Word<'_>], found: &Found, text: &str, several: bool) -> String {
    if !several {
        return label(text);
    }
    let behind = words.get(found.at + found.length..).unwrap_or_default();
    let stop = behind.iter().position(|word| {
        ["en", "waarvan"].contains(&word.bare.as_str()) || word.raw.ends_with(['.', ',', ';'])
    });
    let take = stop.map_or(6, |stop| stop.max(1)).min(6);
    let own: Vec<&str> = behind.iter().take(take).map(|word| word.raw).collect();
    shortened(own.join(" ").trim_end_matches(['.', ',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let all = measures(text, 2026).into_iter().map(|it| {
            let target = it.target.map_or_else(String::new, |(min, max)| {
                let min = min.map_or_else(String::new, |min| min.to_string());
                format!(
                    " {min}{}",
                    max.map_or_else(String::new, |max| format!("-{max}"))
                )
            });
            let unit = it.unit.map_or_else(String::new, |unit| format!(" {unit}"));
            let doubt = if it.doubt.is_some() { " ?" } else { "" };
            let part = if it.part { " deel" } else { "" };
            format!("{:?}{target}{unit}{part}{doubt}", it.kind)
        });
        all.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_label_of_a_kpi_is_its_first_sentence() {
        for (text, said) in [
            (
                "Er zijn niet meer dan 1.200 meldingen. Of zo.",
                "Er zijn niet meer dan 1.200 meldingen",
            ),
            ("Drie acties: een, twee.", "Drie acties"),
            ("Zonder punt", "Zonder punt"),
            ("", "KPI"),
        ] {
            assert_eq!(label(text), said);
        }
    }

    #[test]
    fn the_words_of_a_kpi_say_what_it_measures() {
        for (text, measured) in [
            (
                "Ten minste 10 bestuurlijke, integrale controles zijn uitgevoerd.",
                "Count 10 controles",
            ),
            (
                "Er zijn ten minste 4 bestuurlijke controles geweest.",
                "Count 4 controles",
            ),
            (
                "Team OOV&B neemt minimaal 2× per jaar deel aan overleg.",
                "Count 2 keer",
            ),
            (
                "Het overleg komt twee keer per jaar bijeen.",
                "Count 2 keer",
            ),
            (
                "In 2026 zijn er 12 factsheets gedeeld.",
                "Count 12 factsheets",
            ),
            (
                "Er wordt in 2026 minimaal één bijeenkomst georganiseerd.",
                "Count 1 bijeenkomst",
            ),
            (
                "Minimaal twee informatiebijeenkomsten voor ouderen.",
                "Count 2 informatiebijeenkomsten",
            ),
            ("1 à 2 wijken worden geselecteerd.", "Count 1-2 wijken"),
            (
                "Stichting Halt heeft 20 individuele preventietrajecten en 20 voorlichtingslessen op school uitgevoerd.",
                "Count 20 preventietrajecten; Count 20 voorlichtingslessen",
            ),
            (
                "Er vinden 3 afstemmingsoverleggen plaats waarvan 1 een evaluatie is.",
                "Count 3 afstemmingsoverleggen; Count 1 evaluatie deel",
            ),
            ("Alle BOA's worden opgeleid.", "Coverage 100 %"),
            ("80% van de scholen doet mee.", "Coverage 80 %"),
            ("De lokale regels zijn geactualiseerd.", "Milestone"),
            ("Alle informatie op de website is up to date.", "Ongoing"),
            (
                "Er worden meerdere gerichte handhavingsacties uitgevoerd.",
                "Count handhavingsacties",
            ),
            (
                "In 2026 is er een VRIS 2.0 convenant opgesteld.",
                "Milestone",
            ),
            (
                "De pilot 24/7 triagebedden worden minimaal 2× per jaar besproken.",
                "Count 2 keer",
            ),
            ("De snelheid gaat naar 30 km/uur.", "Milestone"),
            ("Het plan van 16 december 2025 is uitgevoerd.", "Milestone"),
            ("Het 7-stappen model wordt ingevoerd.", "Milestone"),
            (
                "Maximaal 2 drugsdumpingen in het buitengebied.",
                "Count -2 drugsdumpingen",
            ),
            ("Er zijn hooguit 5 klachten.", "Count -5 klachten"),
            ("Niet meer dan 5 klachten.", "Count -5 klachten"),
            ("Minder dan 30 slachtoffers.", "Count -29 slachtoffers ?"),
            ("Er zijn < 30 slachtoffers.", "Count -29 slachtoffers ?"),
            ("Meer dan 30 bezoekers.", "Count 31 bezoekers ?"),
            ("Hoogstens 10% van de panden is leeg.", "Coverage % ?"),
            (
                "Het aantal meldingen is gedaald van 412 in 2026 naar ten hoogste 350.",
                "Count -350 ?",
            ),
            ("De meldingsbereidheid stijgt.", "Milestone ?"),
            (
                "Het aantal woninginbraken daalt van 60 naar 50.",
                "Count -50 ?",
            ),
            (
                "Ten minste 4 avonden zijn gehouden, twee keer per jaar besproken.",
                "Count 4 avonden ?",
            ),
            (
                "Het aantal meldingen daalt met 10% ten opzichte van 2025.",
                "Milestone ?",
            ),
            ("Het rapportcijfer is minimaal 7,4.", "Milestone ?"),
            ("De aanrijtijd is hoogstens 8 minuten.", "Milestone ?"),
            ("Niet meer dan 1.200 meldingen.", "Count -1200 meldingen"),
        ] {
            assert_eq!(read(text), measured, "{text}");
        }
    }
}
