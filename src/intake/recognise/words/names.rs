//! Names of parties as a document writes them: `Openbaar Ministerie (OM)`, `Team Jeugd, Onderwijs
//! en Sport (JOS)`, and lists of them.

/// A name, and what stands with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// As it is called.
    pub called: String,
    /// In short.
    pub short: Option<String>,
    /// What else stands between brackets: parts of it.
    pub inside: Vec<String>,
    /// The whole as written, where that differs.
    pub whole: String,
}

/// The names in a line of a list.
pub fn of_line(line: &str) -> Vec<Name> {
    let line = line.trim().trim_end_matches(['.', ';', ',']);
    let listed = ["zoals ", "waaronder ", "onder andere ", "namelijk "];
    let list = listed.iter().find_map(|word| {
        let (_, rest) = line.split_once(word)?;
        Some(rest)
    });
    let parts = match list {
        Some(rest) => split(rest, true),
        None => teams(line).unwrap_or_else(|| split(line, false)),
    };
    parts.iter().filter_map(|part| of_one(part)).collect()
}

/// `Teams beleid en uitvoering sociaal domein` are two, `Teams OOV&B en JOS` too.
fn teams(line: &str) -> Option<Vec<String>> {
    let rest = line
        .strip_prefix("Teams ")
        .or_else(|| line.strip_prefix("teams "))?;
    let rest = rest.split(" (").next()?;
    let (one, other) = rest.split_once(" en ")?;
    let (other, shared) = other.split_once(' ').unwrap_or((other, ""));
    let named = |name: &str| match shared {
        "" => format!("Team {name}"),
        shared => format!("{name} {shared}"),
    };
    Some(one.split(", ").chain([other]).map(named).collect())
}

/// The parts of a list of names: at commas outside brackets, and at `en` where both sides are of
/// one kind.
fn split(line: &str, listed: bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in line.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if (c == ',' || c == ';') && depth == 0 {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        } else {
            // There is always one.
        }
    }
    let capitals = parts.iter().filter(|part| is_capital(part)).count();
    // `Jeugd, Onderwijs en Sport` is one name, `Politie, OM, RIEC` are three.
    let one_team = line.to_lowercase().starts_with("team");
    let most = parts.len() > 2 && capitals * 2 >= parts.len();
    if !listed && (parts.len() < 2 || one_team || capitals < parts.len() && !most) {
        parts = vec![line.to_string()];
    }
    let many = parts.len() > 2;
    let pieces = parts
        .iter()
        .flat_map(|part| match part.trim().split_once(" en ") {
            // `politie, scholen en leerplicht`: plain words at the end of a list.
            Some((one, other)) if many && [one, other].iter().all(|it| is_plain_word(it)) => {
                vec![one.to_string(), other.to_string()]
            }
            _ => at_and(part, listed),
        });
    pieces.collect()
}

/// `Gemeente Den Haag en gemeente Delft` are two.
fn at_and(part: &str, listed: bool) -> Vec<String> {
    let Some((one, other)) = part.split_once(" en ") else {
        return vec![part.to_string()];
    };
    let first = |text: &str| {
        text.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase()
    };
    let same = first(one) == first(other) && !first(one).is_empty();
    if one.ends_with('-') {
        return vec![part.to_string()];
    }
    let short = |text: &str| text.split_whitespace().count() == 1 && is_capital(text);
    let article = ["de ", "het "].iter().any(|it| other.starts_with(it));
    if same || article || listed && is_capital(other) || short(one) && short(other) {
        return vec![one.to_string(), other.to_string()];
    }
    vec![part.to_string()]
}

fn is_plain_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_lowercase)
}

fn is_capital(text: &str) -> bool {
    without_article(text.trim()).starts_with(char::is_uppercase)
}

/// Without `de` or `het` before it.
pub fn without_article(text: &str) -> &str {
    const ARTICLES: [&str; 8] = ["de ", "het ", "een ", "De ", "Het ", "Een ", "onze ", "en "];
    let found = ARTICLES
        .iter()
        .find_map(|article| text.strip_prefix(article));
    found.unwrap_or(text)
}

fn of_one(part: &str) -> Option<Name> {
    let part = without_article(part.trim()).trim();
    let etcetera = ["etc", "etc.", "enz", "enz.", "e.a.", "anderen"].contains(&part);
    if part.is_empty() || etcetera || !part.chars().any(char::is_alphabetic) {
        return None;
    }
    let Some((name, rest)) = part.split_once('(') else {
        return Some(Name {
            called: capital(part),
            whole: part.to_string(),
            ..Name::default()
        });
    };
    let inner = rest.split(')').next().unwrap_or_default().trim();
    let mut found = Name {
        called: capital(name.trim()),
        whole: part.to_string(),
        ..Name::default()
    };
    if is_short(inner) {
        found.short = Some(inner.to_string());
    } else if is_capital(inner) && !inner.contains('.') {
        found.inside = inner.split(',').map(|it| it.trim().to_string()).collect();
    } else {
        // An explanation.
    }
    Some(found)
}

/// An abbreviation: `OM`, `OOV&B`, `Mma`.
pub fn is_short(text: &str) -> bool {
    let length = text.chars().count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let typable = text
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '&' | '-'));
    (2..=8).contains(&length) && typable && capitals * 2 >= length
}

/// With a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The names between brackets or before them in running text: `Nederlandse Arbeidsinspectie (NLA)`,
/// `RIEC (Regionaal Expertise Centrum)`; the name and its abbreviation.
pub fn abbreviated(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut before = String::new();
    while let Some((head, after)) = rest.split_once('(') {
        let Some((inner, tail)) = after.split_once(')') else {
            break;
        };
        before.push_str(head);
        let inner = inner.trim();
        if is_short(inner) {
            out.extend(phrase_before(&before, inner).map(|name| (name, inner.to_string())));
        } else if let Some(last) = before.split_whitespace().last().filter(|it| is_short(it))
            && is_capital(inner)
            && fits(inner, last)
        {
            out.push((inner.to_string(), last.to_string()));
        } else {
            // Something else between brackets.
        }
        before.push_str(inner);
        rest = tail;
    }
    out
}

/// The shortest run of words at the end whose letters the abbreviation takes its own from.
fn phrase_before(text: &str, short: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let least = 2.min(words.len());
    for count in least..=words.len().min(9) {
        let phrase = words.get(words.len() - count..)?;
        let first = phrase.first()?;
        let ended = phrase
            .iter()
            .take(count - 1)
            .any(|word| word.ends_with(['.', ':', ';', ')']));
        if ended {
            return None;
        }
        let joined = phrase.join(" ");
        if first.starts_with(char::is_uppercase) && fits(&joined, short) {
            return Some(joined);
        }
    }
    None
}

/// Whether an abbreviation is made of the first letters of words, in their order.
fn fits(name: &str, short: &str) -> bool {
    let breaks = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '(' | ')');
    // A safety region is two words in its abbreviation, and IJ two letters.
    let name = name
        .replace("eiligheidsregio", "eiligheids regio")
        .replace("IJ", "I J");
    let mut initials = name
        .split(breaks)
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .peekable();
    let first = initials.peek().copied();
    let wanted: Vec<char> = short
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let mut found = 0;
    for letter in initials {
        if wanted.get(found) == Some(&letter) {
            found += 1;
        }
    }
    first == wanted.first().copied() && found * 3 >= wanted.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<String> {
        of_line(line)
            .into_iter()
            .map(|it| {
                let short = it
                    .short
                    .map_or_else(String::new, |short| format!("={short}"));
                let inside = it.inside.iter().map(|part| format!("+{part}"));
                format!("{}{short}{}", it.called, inside.collect::<String>())
            })
            .collect()
    }

    #[test]
    fn the_names_in_a_line_of_partners() {
        for (line, names) in [
            ("Politie", &["Politie"][..]),
            ("Openbaar Ministerie (OM)", &["Openbaar Ministerie=OM"]),
            (
                "Team jeugd, onderwijs en sport (JOS)",
                &["Team jeugd, onderwijs en sport=JOS"],
            ),
            ("Team Handhaving (boa’s)", &["Team Handhaving"]),
            (
                "Welzijn Rijswijk (Jongerenwerk, Jongerencentrum Nextgen)",
                &["Welzijn Rijswijk+Jongerenwerk+Jongerencentrum Nextgen"],
            ),
            (
                "Overige partners zoals de Arbeidsinspectie (NLA), de Voedsel- en Waren autoriteit (NVWA), etc.",
                &["Arbeidsinspectie=NLA", "Voedsel- en Waren autoriteit=NVWA"],
            ),
            (
                "Gemeente Den Haag en gemeente Delft",
                &["Gemeente Den Haag", "Gemeente Delft"],
            ),
            (
                "Winkeliersverenigingen In de Bogaard en Oud Rijswijk",
                &["Winkeliersverenigingen In de Bogaard en Oud Rijswijk"],
            ),
            ("Politie, OM, RIEC", &["Politie", "OM", "RIEC"]),
            (
                "Politie, LTO Noord, Team Toezicht en het RIEC.",
                &["Politie", "LTO Noord", "Team Toezicht", "RIEC"],
            ),
            (
                "Jongerenwerk Vonk, Halt, politie, scholen en leerplicht.",
                &[
                    "Jongerenwerk Vonk",
                    "Halt",
                    "Politie",
                    "Scholen",
                    "Leerplicht",
                ],
            ),
            ("etc.", &[]),
            (
                "Teams beleid en uitvoering sociaal domein (jeugd)",
                &["Beleid sociaal domein", "Uitvoering sociaal domein"],
            ),
            ("Teams OOV&B en JOS", &["Team OOV&B", "Team JOS"]),
        ] {
            assert_eq!(told(line), names, "{line}");
        }
    }

    #[test]
    fn abbreviations_with_their_names() {
        let pair = |name: &str, short: &str| vec![(name.to_string(), short.to_string())];
        for (text, found) in [
            (
                "en het Regionaal Informatie en Expertise Centrum (RIEC) en meer",
                pair("Regionaal Informatie en Expertise Centrum", "RIEC"),
            ),
            (
                "Het HEIT (Haags Economisch Interventie Team) is",
                pair("Haags Economisch Interventie Team", "HEIT"),
            ),
            (
                "het Platform Veilig Ondernemen (PVO)) waarbij",
                pair("Platform Veilig Ondernemen", "PVO"),
            ),
            (
                "de Veiligheidsregio IJsselland (VRIJ) en",
                pair("Veiligheidsregio IJsselland", "VRIJ"),
            ),
            ("een plan (de Mensgerichte Crisisaanpak)", Vec::new()),
            ("in 2026 (VIH) geweest", Vec::new()),
        ] {
            assert_eq!(abbreviated(text), found, "{text}");
        }
    }
}
