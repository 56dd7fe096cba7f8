//! Who leads, by the words of a sentence: `De regie op X ligt bij Y`, `In het geval van X heeft Y
//! de regie`.

use super::parties::{Mention, Parties};

/// What a sentence says of who leads.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lead {
    pub subject: Option<String>,
    pub holders: Vec<String>,
    pub with: Vec<String>,
    pub condition: Option<String>,
}

/// Reads a sentence.
pub fn read(text: &str, parties: &Parties) -> Lead {
    let named = parties.named(text);
    let small = text.to_lowercase();
    // Where the small letters take other places than the text, no place in it is known.
    let small = if small.len() == text.len() {
        small
    } else {
        text.to_string()
    };
    let bare = bare_names(text, &named);
    let (from, to) = holding(&small).unwrap_or((0, bare));
    let own = |it: &&Mention| it.start >= from && it.end <= to;
    let mut lead = Lead {
        subject: subject(text, &small),
        condition: condition(text, &small),
        ..Lead::default()
    };
    for mention in named.iter().filter(own) {
        put(&mut lead.holders, parties.id(mention.party));
    }
    if lead.holders.is_empty() {
        let phrase = text.get(from..to).unwrap_or_default();
        let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric());
        lead.holders.extend(parties.called(phrase));
    }
    let subject = lead.subject.clone().unwrap_or_default();
    let subject_at = text.find(&subject).unwrap_or_default();
    let in_subject = |it: &Mention| {
        !subject.is_empty() && it.start >= subject_at && it.end <= subject_at + subject.len()
    };
    for mention in named.iter().filter(|it| !own(it) && !in_subject(it)) {
        let id = parties.id(mention.party);
        if !lead.holders.contains(&id) {
            put(&mut lead.with, id);
        }
    }
    lead
}

fn put(list: &mut Vec<String>, id: String) {
    if !id.is_empty() && !list.contains(&id) {
        list.push(id);
    }
}

/// The part of a sentence that names who leads, in bytes.
fn holding(small: &str) -> Option<(usize, usize)> {
    const BEHIND: [&str; 8] = [
        "gebeurt door ",
        "ligt bij ",
        "liggen bij ",
        "ligt de regie bij ",
        "is belegd bij ",
        "berust bij ",
        "is in handen van ",
        "wordt gevoerd door ",
    ];
    const STOPS: [&str; 9] = [
        ", de ",
        ", met ",
        " in samenwerking",
        " samen met",
        " voor de ",
        ", waarbij",
        ". ",
        " (",
        ", en ",
    ];
    for words in BEHIND {
        if let Some(at) = small.find(words) {
            let from = at + words.len();
            let rest = small.get(from..)?;
            let stop = STOPS.iter().filter_map(|stop| rest.find(stop)).min();
            return Some((from, from + stop.unwrap_or(rest.len())));
        }
    }
    // "heeft de gemeente de regie", "de politie heeft de regie", "voert X de regie"
    for verb in ["heeft ", "hebben ", "voert ", "voeren ", "neemt ", "nemen "] {
        let Some(at) = small.find(verb) else {
            continue;
        };
        let behind = at + verb.len();
        let rest = small.get(behind..)?;
        let end = rest
            .find("de regie")
            .or_else(|| rest.find("regie"))
            .or_else(|| rest.find("het voortouw"))?;
        if verb.trim() == "heeft" && inner_is_long(rest, end) {
            continue;
        }
        if end == 0 {
            let start = small
                .get(..at)?
                .rfind([',', '.', ';'])
                .map_or(0, |it| it + 1);
            return Some((start, at));
        }
        let inner = rest.get(..end)?;
        let under = inner.find(" onder leiding").unwrap_or(inner.len());
        return Some((behind, behind + under));
    }
    None
}

/// Whether so much stands between a verb and `de regie` that they belong to other clauses.
fn inner_is_long(rest: &str, end: usize) -> bool {
    let inner = rest.get(..end).unwrap_or_default();
    inner.contains(['.', ';']) || inner.split_whitespace().count() > 14
}

/// What it is about.
fn subject(text: &str, small: &str) -> Option<String> {
    let between = |open: &str, closes: &[&str]| {
        let from = small.find(open)? + open.len();
        let rest = small.get(from..)?;
        let end = closes.iter().filter_map(|close| rest.find(close)).min()?;
        text.get(from..from + end)
    };
    let closes = [
        " ligt ",
        " liggen ",
        " is ",
        " berust ",
        " wordt ",
        " gebeurt ",
    ];
    let found = between("regie op ", &closes)
        .or_else(|| between("in het geval van ", &[" heeft ", " hebben "]))
        .or_else(|| text.get(case(small)?))
        .or_else(|| {
            let from = small.find("regie op ")? + "regie op ".len();
            let rest = text.get(from..)?.trim_end_matches('.');
            let plain = !rest.contains([',', '.', ';', ':', '(', '\n']);
            plain.then_some(rest)
        })?;
    let found = super::names::without_article(found.trim());
    (!found.is_empty()).then(|| super::names::capital(found))
}

/// Only in this case.
fn condition(text: &str, small: &str) -> Option<String> {
    for open in ["in het geval van ", "per casus"] {
        let Some(from) = small.find(open) else {
            continue;
        };
        let rest = small.get(from..)?;
        let end = if open == "per casus" {
            open.len()
        } else {
            [" heeft ", " hebben ", ","]
                .iter()
                .filter_map(|stop| rest.find(stop))
                .min()?
        };
        let said = text.get(from..from + end)?;
        return Some(said.to_lowercase());
    }
    let case = case(small)?;
    Some(format!("bij {}", text.get(case)?))
}

/// Where the case stands in `Bij integrale controles heeft de politie de regie`.
fn case(small: &str) -> Option<std::ops::Range<usize>> {
    let rest = small.strip_prefix("bij ")?;
    let end = [" heeft ", " hebben ", " voert "]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()?;
    (!rest.get(..end)?.contains([',', '.'])).then_some(4..4 + end)
}

/// Where names alone answer who leads, their length in bytes; what stands between brackets behind
/// them isn't in it.
fn bare_names(text: &str, named: &[Mention]) -> usize {
    let end = text.find('(').unwrap_or(text.len());
    let mut rest = String::new();
    let mut at = 0;
    for mention in named.iter().filter(|it| it.end <= end) {
        rest.push_str(text.get(at..mention.start).unwrap_or("?"));
        rest.push(' ');
        at = mention.end;
    }
    rest.push_str(text.get(at..end).unwrap_or("?"));
    let links = |word: &str| ["", "de", "het", "en"].contains(&word.to_lowercase().as_str());
    let mut words = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';'));
    let alone = at > 0 && words.all(links);
    if alone { end } else { 0 }
}

/// A text in pieces of which each says once who leads; one where it does so at most once.
pub fn apart(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut led = false;
    for piece in text
        .split_inclusive(". ")
        .flat_map(|it| it.split_inclusive('\n'))
    {
        let says = !sentences(piece).is_empty();
        match out.last_mut().filter(|_| !(says && led)) {
            Some(open) => open.push_str(piece),
            None => out.push(piece.to_string()),
        }
        led |= says;
    }
    out.iter().map(|it| it.trim().to_string()).collect()
}

/// The sentences of a text that say who leads.
pub fn sentences(text: &str) -> Vec<&str> {
    let pieces = text.split('\n').flat_map(|line| line.split_inclusive(". "));
    let says = |piece: &&str| {
        let small = piece.to_lowercase();
        let words = ["de regie", "regie op ", "het voortouw"];
        words.iter().any(|word| small.contains(word)) && holding(&small).is_some()
    };
    pieces.map(str::trim).filter(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::recognise::words::names::Name;
    use crate::intake::recognise::words::teams::kind_of;

    #[test]
    fn sentences_on_who_leads() {
        let mut parties = Parties::default();
        for name in ["Politie", "Gemeente Delft", "Team OOV&B", "Team MEP", "OM"] {
            let name = Name {
                called: name.to_string(),
                ..Name::default()
            };
            let at = parties.add(&name, kind_of(&name.called));
            if name.called == "Gemeente Delft" {
                parties.alias(at, "gemeente");
            }
        }
        for (text, subject, holders, with) in [
            (
                "In het geval van strafrecht heeft de politie onder leiding van OM de regie.",
                "Strafrecht",
                "politie",
                "om",
            ),
            (
                "De regie op Wijkveiligheid ligt bij Team OOV&B.",
                "Wijkveiligheid",
                "oov-b",
                "",
            ),
            (
                "De regie ligt bij Team OOV&B in samenwerking met de politie.",
                "",
                "oov-b",
                "politie",
            ),
            (
                "Het project, waar de politie de regie over heeft, is goed.",
                "",
                "",
                "politie",
            ),
            ("Team MEP heeft de regie.", "", "mep", ""),
            ("Team MEP.", "", "mep", ""),
            ("Team MEP en de politie.", "", "mep,politie", ""),
            ("Team MEP (gemeente).", "", "mep", "gemeente-delft"),
            ("Team MEP doet wat.", "", "", "mep"),
            (
                "Bij integrale controles heeft de politie de regie.",
                "Integrale controles",
                "politie",
                "",
            ),
            (
                "Team MEP heeft de regie op de aanpak van jeugdgroepen.",
                "Aanpak van jeugdgroepen",
                "mep",
                "",
            ),
            ("Hierover worden afspraken gemaakt.", "", "", ""),
        ] {
            let lead = read(text, &parties);
            let oov = lead.holders.join(",").replace("oovb", "oov-b");
            assert_eq!(lead.subject.unwrap_or_default(), subject, "{text}");
            assert_eq!(
                (oov.as_str(), lead.with.join(",").as_str()),
                (holders, with),
                "{text}"
            );
        }
    }

    #[test]
    fn a_paragraph_falls_apart_where_it_says_twice_who_leads() {
        for (text, pieces) in [
            (
                "Team Jeugd heeft de regie op X. De regie op Y ligt bij Halt.",
                &[
                    "Team Jeugd heeft de regie op X.",
                    "De regie op Y ligt bij Halt.",
                ][..],
            ),
            (
                "De regie ligt bij A. Zij overleggen. Bij controles heeft B de regie. Dat is zo.",
                &[
                    "De regie ligt bij A. Zij overleggen.",
                    "Bij controles heeft B de regie. Dat is zo.",
                ],
            ),
            (
                "Er is overleg. A heeft de regie.",
                &["Er is overleg. A heeft de regie."],
            ),
        ] {
            assert_eq!(apart(text), pieces, "{text}");
        }
    }
}
