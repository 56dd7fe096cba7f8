//! Teams and functions: what a name is a name of, and those a running text names.

use super::names::{self, Name};
use crate::plan::find::fold;
use crate::plan::model::party::Kind;

/// Words that make a name one of a function.
const ROLES: &[&str] = &[
    "regisseur",
    "coordinator",
    "coordinatoren",
    "projectleider",
    "kwartiermaker",
    "adviseur",
    "burgemeester",
    "wethouder",
    "procesregisseur",
    "casusregisseur",
    "accounthouder",
    "boa",
    "boas",
    "medewerker",
    "manager",
    "inspecteur",
    "inspecteurs",
];

/// What a name is a name of.
pub fn kind_of(name: &str) -> Kind {
    let words = fold::words(name);
    let first = words.first().map_or("", |word| word.folded.as_str());
    if ["team", "teams", "afdeling", "cluster", "domein"].contains(&first) {
        Kind::Team
    } else if ROLES.contains(&first) {
        Kind::Role
    } else {
        Kind::Partner
    }
}

/// The name of a team without the word.
pub fn bare_team(name: &str) -> Option<&str> {
    let words = ["Team ", "team ", "Teams ", "Afdeling ", "afdeling "];
    words
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .map(str::trim)
}

/// The teams a text names: `Team OOV&B`, `Team Inspectie, Toezicht en Handhaving (ITH)`, `teams
/// OOV&B en JOS`.
pub fn teams(text: &str) -> Vec<Name> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let word = word.trim_start_matches(['(', '“', '"', '\'']);
        let many = matches!(word, "teams" | "Teams");
        if !(many || matches!(word, "team" | "Team")) {
            continue;
        }
        let behind = words.get(at + 1..).unwrap_or_default();
        let run = run_of_names(behind);
        if run.is_empty() {
            continue;
        }
        let phrase = run.join(" ");
        let parts: Vec<&str> = if many {
            phrase.split(" en ").collect()
        } else {
            vec![phrase.as_str()]
        };
        for part in parts {
            let part = part.trim_end_matches([',', '.', ';', ':', ')', '’', '\'']);
            if part.is_empty() || many && !names::is_short(part) {
                continue;
            }
            let next = behind.get(run.len()).copied().unwrap_or_default();
            let inner = next.strip_prefix('(').and_then(|it| it.split(')').next());
            let short = inner.filter(|it| names::is_short(it)).map(str::to_string);
            out.push(Name {
                called: format!("Team {part}"),
                short,
                ..Name::default()
            });
        }
    }
    out
}

/// The functions a text names with what they are of: `de regisseur Wijkveiligheid`.
pub fn roles(text: &str) -> Vec<Name> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let folded = fold::words(word)
            .pop()
            .map(|it| it.folded)
            .unwrap_or_default();
        let behind = words.get(at + 1..).unwrap_or_default();
        let plain = word.chars().all(char::is_alphabetic);
        // Behind these stands who it is.
        let person = ["burgemeester", "wethouder"].contains(&folded.as_str());
        if !plain || person || !ROLES.contains(&folded.as_str()) || folded.ends_with("en") {
            continue;
        }
        let run = run_of_names(behind).join(" ");
        let run = run.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !run.is_empty() {
            out.push(Name {
                called: format!("{} {run}", names::capital(word)),
                ..Name::default()
            });
        }
    }
    out
}

/// The words of a name at the start of these: with capitals, and what joins them.
fn run_of_names<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut run: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let capital = word.starts_with(char::is_uppercase) && !matches!(*word, "Team" | "Teams");
        let next = words
            .get(at + 1)
            .is_some_and(|next| next.starts_with(char::is_uppercase) && !next.starts_with("Team"));
        let joins = !run.is_empty() && matches!(*word, "en" | "&") && next;
        // After an abbreviation another one is another team.
        let apart = joins && run.len() == 1 && run.first().is_some_and(|it| names::is_short(it));
        if apart && run.len() == 1 && !matches!(*word, "&") {
            let both = words
                .get(at + 1)
                .is_some_and(|next| names::is_short(next.trim_matches([',', '.'])));
            if !both {
                break;
            }
        }
        if !(capital || joins) || run.len() >= 7 {
            break;
        }
        run.push(word);
        let comma = word.ends_with(',') && next && run.len() < 3;
        if word.ends_with(['.', ';', ':', ')']) || word.ends_with(',') && !comma {
            break;
        }
    }
    while run.last().is_some_and(|word| matches!(*word, "en" | "&")) {
        run.pop();
    }
    run
}
