//! Who takes part: from the lists of partners, from teams named as such, from abbreviations with
//! their name, and from what every municipality works with. And who is named in a text.

use std::collections::{HashMap, HashSet};

use super::names::{self, Name};
use super::teams::{bare_team, kind_of, roles, teams};
use crate::intake::recognise::sketch::{Chapter, Piece, Sketch};
use crate::plan::find::fold;
use crate::plan::model::party::Kind;

/// A party, as found.
#[derive(Debug, Clone)]
pub struct Party {
    pub id: String,
    pub kind: Kind,
    pub name: String,
    pub full: Option<String>,
    pub short: Option<String>,
    pub aliases: Vec<String>,
    pub part_of: Option<String>,
}

/// Every party, and how to find it in a text.
#[derive(Debug, Default)]
pub struct Parties {
    pub all: Vec<Party>,
    /// Spellings by their first word: the words, the letters of a short one, whose it is.
    spellings: HashMap<String, Vec<Spelling>>,
    /// The place of the party of a whole folded name.
    known: HashMap<String, usize>,
}

#[derive(Debug)]
struct Spelling {
    words: Vec<String>,
    exact: Option<String>,
    party: usize,
}

/// Where a party is named.
#[derive(Debug, Clone, Copy)]
pub struct Mention {
    pub party: usize,
    /// In bytes of the text.
    pub start: usize,
    pub end: usize,
}

/// What a safety plan of any municipality names, and what it is.
const COMMON: &[(&str, Kind, &[&str])] = &[
    ("Politie", Kind::Partner, &[]),
    ("Openbaar Ministerie", Kind::Partner, &["OM"]),
    ("Belastingdienst", Kind::Partner, &[]),
    ("Brandweer", Kind::Partner, &[]),
    ("Burgemeester", Kind::Role, &[]),
    ("Wethouder", Kind::Role, &[]),
    ("Veilig Thuis", Kind::Partner, &[]),
    ("BOA's", Kind::Role, &["boa", "boa’s"]),
    ("Wijkagenten", Kind::Role, &["wijkagent"]),
    ("GHOR", Kind::Partner, &[]),
    ("NCTV", Kind::Partner, &[]),
    ("Stichting Halt", Kind::Partner, &["Halt"]),
    ("Woningcorporaties", Kind::Partner, &["woningcorporatie"]),
    ("Sociaal Domein", Kind::Team, &[]),
];

/// Words that make a name one of an organisation.
const BODIES: &[&str] = &[
    "team",
    "centrum",
    "platform",
    "stichting",
    "ministerie",
    "autoriteit",
    "inspectie",
    "dienst",
    "samenwerkingsverband",
    "veiligheidshuis",
    "veiligheidsregio",
    "interventieteam",
    "raad",
    "kenniscentrum",
    "expertisecentrum",
    "expertise",
    "arbeidsinspectie",
    "reclassering",
    "unie",
];

impl Parties {
    /// Those of a sketch, in the order they are found.
    pub fn of(sketch: &Sketch, municipality: &str) -> Self {
        let mut parties = Self::default();
        let texts = texts(sketch);
        let teams = texts.iter().flat_map(|text| teams(text));
        let lines = sketch.chapters.iter().flat_map(partner_lines);
        let columns = sketch.chapters.iter().flat_map(columns).flat_map(|cell| {
            let names = names::of_line(cell).into_iter();
            // Who has a name writes it with a capital.
            names
                .filter(|it| it.called.starts_with(char::is_uppercase) && cell.contains(&it.called))
        });
        let listed = lines.flat_map(names::of_line).chain(columns);
        let mut all: Vec<Name> = teams.chain(listed).collect();
        // Where a name stands with its abbreviation, whoever has either is the same.
        all.sort_by_key(|name| name.short.is_none());
        for name in &all {
            let at = parties.add(name, kind_of(&name.called));
            parties.inside(at, &name.inside);
        }
        for role in texts.iter().flat_map(|text| roles(text)) {
            parties.add(&role, Kind::Role);
        }
        for text in &texts {
            for (name, short) in names::abbreviated(text) {
                let body = fold::words(&name)
                    .iter()
                    .any(|word| BODIES.iter().any(|body| word.folded.ends_with(body)));
                let known = parties.known.contains_key(&key(&short))
                    || parties.known.contains_key(&key(&name));
                if body || known {
                    let kind = kind_of(&name);
                    let whole = format!("{name} ({short})");
                    parties.add(
                        &Name {
                            called: name,
                            short: Some(short),
                            whole,
                            inside: Vec::new(),
                        },
                        kind,
                    );
                }
            }
        }
        for (name, kind, aliases) in COMMON {
            let mut spelled = std::iter::once(name).chain(*aliases);
            let named = spelled
                .clone()
                .any(|it| texts.iter().any(|text| contains(text, it)));
            if named {
                let name = Name {
                    called: (*name).to_string(),
                    ..Name::default()
                };
                let known = spelled.find_map(|it| parties.known.get(&key(it)).copied());
                let at = known.unwrap_or_else(|| parties.add(&name, *kind));
                aliases.iter().for_each(|alias| parties.alias(at, alias));
            }
        }
        let own = Name {
            called: format!("Gemeente {municipality}"),
            ..Name::default()
        };
        let at = parties.add(&own, Kind::Team);
        parties.alias(at, "gemeente");
        parties
    }

    /// A party of this name; the one that is known by it, with what is new of it.
    pub fn add(&mut self, name: &Name, kind: Kind) -> usize {
        let short = name.short.as_deref();
        let bare = bare_team(&name.called);
        let keys = [Some(name.called.as_str()), short, bare];
        let found = keys
            .iter()
            .flatten()
            .find_map(|it| self.known.get(&key(it)).copied());
        let at = found.unwrap_or_else(|| {
            let id = self.free_id(short.unwrap_or(bare.unwrap_or(&name.called)));
            self.all.push(Party {
                id,
                kind,
                name: name.called.clone(),
                full: None,
                short: None,
                aliases: Vec::new(),
                part_of: None,
            });
            self.all.len() - 1
        });
        if let Some(short) = short {
            let team = bare.is_some() && kind == Kind::Team;
            if let Some(party) = self.all.get_mut(at) {
                party.short.get_or_insert_with(|| short.to_string());
                let full = bare.unwrap_or(&name.called).to_string();
                if party.full.is_none() && full != party.name {
                    party.full = Some(full);
                }
                if found.is_none() && team {
                    party.name = format!("Team {short}");
                }
            }
            self.spell(short, at);
        }
        let spelled = [name.called.as_str(), name.whole.as_str()];
        for spelling in spelled.into_iter().filter(|it| !it.is_empty()) {
            self.alias(at, spelling);
        }
        if let Some(bare) = bare {
            // A team may be named without the word, where that isn't any word.
            if names::is_short(bare) {
                self.alias(at, bare);
            } else {
                self.known.entry(key(bare)).or_insert(at);
            }
        }
        at
    }

    fn free_id(&self, name: &str) -> String {
        let slug = fold::slug(name);
        let slug = if slug.is_empty() {
            "partij".to_string()
        } else {
            slug
        };
        let taken = |id: &str| self.all.iter().any(|party| party.id == id);
        let bare_number = slug.chars().all(|c| c.is_ascii_digit());
        let first = (!taken(&slug) && !bare_number).then(|| slug.clone());
        first.unwrap_or_else(|| {
            let numbered = (2..).map(|nth: u32| format!("{slug}-{nth}"));
            let mut free = numbered.filter(|id| !taken(id));
            free.next().unwrap_or_default()
        })
    }

    /// Parts of a party that stand between brackets behind it.
    fn inside(&mut self, whole: usize, parts: &[String]) {
        let of = self.all.get(whole).map(|party| party.id.clone());
        for part in parts {
            let name = Name {
                called: names::capital(part),
                whole: part.clone(),
                ..Name::default()
            };
            let before = self.all.len();
            let at = self.add(&name, Kind::Partner);
            if let Some(party) = self.all.get_mut(at).filter(|_| at == before) {
                party.part_of.clone_from(&of);
            }
        }
    }

    /// Another spelling.
    pub fn alias(&mut self, at: usize, spelling: &str) {
        if self.known.contains_key(&key(spelling)) && self.known.get(&key(spelling)) != Some(&at) {
            return;
        }
        self.spell(spelling, at);
        let Some(party) = self.all.get_mut(at) else {
            return;
        };
        let own = [Some(&party.name), party.full.as_ref(), party.short.as_ref()];
        let has = own
            .into_iter()
            .flatten()
            .chain(&party.aliases)
            .any(|it| key(it) == key(spelling));
        if !has {
            party.aliases.push(spelling.to_string());
        }
    }

    fn spell(&mut self, spelling: &str, party: usize) {
        let words: Vec<String> = fold::words(spelling)
            .into_iter()
            .map(|it| it.folded)
            .collect();
        let Some(first) = words.first().cloned() else {
            return;
        };
        self.known.entry(key(spelling)).or_insert(party);
        let all = self.spellings.entry(first).or_default();
        if all.iter().any(|it| it.words == words) {
            return;
        }
        let short = words.len() == 1 && spelling.chars().count() <= 4;
        all.push(Spelling {
            words,
            exact: (short && spelling.chars().any(char::is_uppercase))
                .then(|| spelling.to_string()),
            party,
        });
        all.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
    }

    /// Who is named in a text, in its order; longer names before shorter ones.
    pub fn named(&self, text: &str) -> Vec<Mention> {
        let words = fold::words(text);
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let spelled = self.spellings.get(&word.folded).into_iter().flatten();
            let found = spelled.filter_map(|spelling| {
                let here = words.get(at..at + spelling.words.len())?;
                let same = here
                    .iter()
                    .zip(&spelling.words)
                    .all(|(word, own)| word.folded == *own);
                let exact = spelling
                    .exact
                    .as_ref()
                    .is_none_or(|own| text.get(word.at.clone()) == Some(own));
                (same && exact).then_some((spelling, here))
            });
            match found.max_by_key(|(spelling, _)| spelling.words.len()) {
                Some((spelling, here)) => {
                    let end = here.last().map_or(word.at.end, |last| last.at.end);
                    out.push(Mention {
                        party: spelling.party,
                        start: word.at.start,
                        end,
                    });
                    at += spelling.words.len();
                }
                None => at += 1,
            }
        }
        out
    }

    /// The ids of who is named in a text, each once.
    pub fn ids(&self, text: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        let named = self.named(text).into_iter().map(|it| it.party);
        let once = named.filter(|party| seen.insert(*party));
        once.filter_map(|party| Some(self.all.get(party)?.id.clone()))
            .collect()
    }

    /// The ids of the names in a line of partners, and of what stands between brackets there.
    pub fn in_list(&self, line: &str) -> Vec<String> {
        let names = names::of_line(line);
        let spelled = names
            .iter()
            .flat_map(|name| std::iter::once(&name.called).chain(&name.inside));
        let known = spelled.filter_map(|name| self.known.get(&key(name)));
        known.map(|at| self.id(*at)).collect()
    }

    /// The id of the party that is called exactly so, perhaps without the word `team`.
    pub fn called(&self, name: &str) -> Option<String> {
        let at = self.known.get(&key(names::without_article(name.trim())))?;
        Some(self.id(*at))
    }

    /// The id of the party of a name.
    pub fn id(&self, at: usize) -> String {
        self.all
            .get(at)
            .map(|party| party.id.clone())
            .unwrap_or_default()
    }
}

/// A name made comparable: `&` and `en` are the same.
fn key(name: &str) -> String {
    let words = fold::words(name).into_iter().map(|it| it.folded);
    let words: Vec<String> = words.filter(|word| word != "en").collect();
    words.join(" ")
}

fn contains(text: &str, name: &str) -> bool {
    let short = name.chars().count() <= 4;
    let breaks = |c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '&';
    if short || !name.contains(' ') {
        return text.split(breaks).any(|word| {
            if short {
                word == name
            } else {
                word.eq_ignore_ascii_case(name)
            }
        });
    }
    text.to_lowercase().contains(&name.to_lowercase())
}

fn partner_lines(chapter: &Chapter) -> impl Iterator<Item = &str> {
    let pieces = chapter.partners.iter().flat_map(|list| &list.pieces);
    pieces.flat_map(|piece| match piece {
        Piece::Bullets(all) => all.iter().map(|said| said.text.as_str()).collect(),
        Piece::Paragraph(said) if is_list(&said.text) => vec![said.text.as_str()],
        _ => Vec::new(),
    })
}

/// What columns of their own say of who does an action and who takes part.
fn columns(chapter: &Chapter) -> impl Iterator<Item = &str> {
    let goals = chapter.themes.iter().flat_map(|theme| &theme.goals);
    let actions = goals.flat_map(|goal| &goal.actions);
    let cells = actions.flat_map(|it| [it.who.as_str(), it.with.as_str()]);
    cells.filter(|it| !it.is_empty() && !it.eq_ignore_ascii_case("gemeente"))
}

/// Names with commas between them, and no sentence.
fn is_list(text: &str) -> bool {
    let short = |part: &str| part.split_whitespace().count() <= 6;
    text.contains(',') && !text.contains(". ") && !text.ends_with(':') && text.split(',').all(short)
}

/// Every text of a sketch.
fn texts(sketch: &Sketch) -> Vec<&str> {
    let mut out: Vec<&str> = sketch.front.iter().map(|said| said.text.as_str()).collect();
    for chapter in &sketch.chapters {
        let lists = chapter.partners.iter().flat_map(|list| &list.pieces);
        for piece in chapter.body.iter().chain(lists) {
            match piece {
                Piece::Heading(said) | Piece::Paragraph(said) => out.push(&said.text),
                Piece::Bullets(all) => out.extend(all.iter().map(|said| said.text.as_str())),
                Piece::Money(_) | Piece::Fte(_) => {}
            }
        }
        out.extend(chapter.aim.iter().map(|said| said.text.as_str()));
        for goal in chapter.themes.iter().flat_map(|theme| &theme.goals) {
            out.push(&goal.said.text);
            out.extend(goal.actions.iter().map(|it| it.said.text.as_str()));
        }
        out.extend(chapter.regie.iter().map(|it| it.said.text.as_str()));
        let kpis = chapter.groups.iter().flat_map(|group| &group.kpis);
        out.extend(kpis.map(|kpi| kpi.said.text.as_str()));
    }
    out
}
