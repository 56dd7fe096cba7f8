//! The plan of a sketch: with ids, parties and what its words measure.

use serde_json::{Value, json};

use super::figures::{self, Measure};
use super::money;
use super::parties::{Parties, Party};
use super::regie::{self, Lead};
use super::sketch::{Chapter, Goal, Group, On, Piece, Said, Sketch, Statement, Theme, Unsure};
use crate::plan::find::fold;
use crate::plan::model::kpi::{Cadence, Kind};

/// What is known of the plan as a whole.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) title: String,
    pub(super) municipality: String,
    pub(super) year: i32,
}

/// The ids of a sketch, by place.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) chapters: Vec<String>,
    pub(super) themes: Vec<Vec<String>>,
    pub(super) goals: Vec<Vec<Vec<String>>>,
    pub(super) kpis: Vec<Vec<Vec<String>>>,
    pub(super) regie: Vec<Vec<String>>,
    pub(super) money: Vec<Vec<String>>,
    pub(super) fte: Vec<Vec<String>>,
}

/// The letters of actions and themes: a to z, then aa.
fn letters(nth: usize) -> String {
    let letter = |nth: usize| char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default());
    match nth / 26 {
        0 => letter(nth).to_string(),
        round => format!("{}{}", letter(round - 1), letter(nth)),
    }
}

impl Ids {
    pub(super) fn of(sketch: &Sketch) -> Self {
        let mut ids = Self::default();
        let (mut amounts, mut fte) = (0, 0);
        for chapter in &sketch.chapters {
            let id = chapter.number.to_string();
            let themes = theme_ids(&id, &chapter.themes);
            let goals = chapter
                .themes
                .iter()
                .zip(&themes)
                .map(|(theme, id)| goal_ids(id, &theme.goals));
            ids.goals.push(goals.collect());
            ids.kpis.push(kpi_ids(&id, &chapter.groups));
            ids.regie.push(
                (1..=chapter.regie.len())
                    .map(|nth| format!("R{id}.{nth}"))
                    .collect(),
            );
            ids.themes.push(themes);
            ids.chapters.push(id);
        }
        let rows = |count: usize, letter: char, last: &mut usize| {
            let first = *last + 1;
            *last += count;
            (first..=*last)
                .map(|nth| format!("{letter}{nth}"))
                .collect::<Vec<_>>()
        };
        ids.money = sketch
            .budgets
            .iter()
            .map(|it| rows(it.rows.len(), 'B', &mut amounts))
            .collect();
        ids.fte = sketch
            .capacity
            .iter()
            .map(|it| rows(it.rows.len(), 'C', &mut fte))
            .collect();
        ids
    }

    /// The item and the field a question is about.
    pub(super) fn on(&self, on: On) -> Option<(String, Option<&'static str>)> {
        Some(match on {
            On::Plan(field) => ("plan".to_string(), Some(field)),
            On::Chapter(c, field) => (self.chapters.get(c)?.clone(), Some(field)),
            On::Action(c, t, g, a) => {
                let goal = self.goals.get(c)?.get(t)?.get(g)?;
                (format!("{goal}.{}", letters(a)), None)
            }
            On::Kpi(c, g, k) => (self.kpis.get(c)?.get(g)?.get(k)?.clone(), None),
            On::Indicator(c, g, k, i, field) => {
                let kpi = self.kpis.get(c)?.get(g)?.get(k)?;
                (format!("{kpi}.{}", i + 1), Some(field))
            }
            On::Regie(c, nth) => (self.regie.get(c)?.get(nth)?.clone(), Some("holders")),
            On::Money(t, row, field) => (self.money.get(t)?.get(row)?.clone(), Some(field)),
            On::Fte(t, row, field) => (self.fte.get(t)?.get(row)?.clone(), Some(field)),
        })
    }
}

fn theme_ids(chapter: &str, themes: &[Theme]) -> Vec<String> {
    let lettered = themes.iter().any(|theme| theme.letter.is_some());
    let mut out: Vec<String> = Vec::new();
    for (nth, theme) in themes.iter().enumerate() {
        let stem = match (&theme.letter, &theme.title) {
            (Some(letter), _) => letter.clone(),
            (None, Some(_)) if !lettered => letters(nth).to_uppercase(),
            _ => "T".to_string(),
        };
        out.push(free(&out, format!("{chapter}{stem}")));
    }
    out
}

fn goal_ids(theme: &str, goals: &[Goal]) -> Vec<String> {
    let base = theme.trim_end_matches('T');
    let mut out: Vec<String> = Vec::new();
    for (nth, goal) in goals.iter().enumerate() {
        let number = numbered(goal, nth);
        out.push(free(&out, format!("{base}.{number}")));
    }
    out
}

/// The number of a goal: as printed, else its place.
fn numbered(goal: &Goal, nth: usize) -> u32 {
    goal.number
        .unwrap_or_else(|| u32::try_from(nth + 1).unwrap_or_default())
}

fn kpi_ids(chapter: &str, groups: &[Group]) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    for (nth, group) in groups.iter().enumerate() {
        let stem = format!("{chapter}.K{}", group_number(groups, nth));
        let several = group.kpis.len() > 1;
        let own = (0..group.kpis.len()).map(|kpi| {
            let id = if several {
                format!("{stem}{}", letters(kpi))
            } else {
                stem.clone()
            };
            let id = free(&all, id);
            all.push(id.clone());
            id
        });
        out.push(own.collect());
    }
    out
}

/// The number of a group: as printed, else one on from the one before.
fn group_number(groups: &[Group], nth: usize) -> u32 {
    let mut last = 0;
    for group in groups.iter().take(nth + 1) {
        last = group.number.unwrap_or(last + 1);
    }
    last
}

/// The id, or with a number behind it where something has it already.
fn free(taken: &[String], id: String) -> String {
    if !taken.contains(&id) {
        return id;
    }
    let numbered = (2..).map(|nth: u32| format!("{id}-{nth}"));
    let mut free = numbered.filter(|id| !taken.contains(id));
    free.next().unwrap_or(id)
}

/// What makes the plan.
pub(super) struct Assembly<'a> {
    pub(super) sketch: &'a Sketch,
    pub(super) whole: &'a Whole,
    pub(super) parties: &'a Parties,
    pub(super) ids: &'a Ids,
    /// What isn't sure of what is made here.
    pub(super) unsure: Vec<Unsure>,
}

impl Assembly<'_> {
    /// The plan as it would stand in a file.
    pub(super) fn plan(&mut self, default_executor: &str) -> Value {
        let sketch = self.sketch;
        let chapters: Vec<Value> = sketch
            .chapters
            .iter()
            .enumerate()
            .map(|(at, chapter)| self.chapter(at, chapter))
            .collect();
        let tables = money::tables(sketch, self.ids, &mut self.unsure);
        json!({
            "schema": 2,
            "revision": 0,
            "title": self.whole.title,
            "municipality": self.whole.municipality,
            "year": self.whole.year,
            "slug": crate::plan::turn::slug(&self.whole.municipality, self.whole.year),
            "adopted": null,
            "default_executor": default_executor,
            "parties": self.parties.all.iter().map(party).collect::<Vec<_>>(),
            "chapters": chapters,
            "budgets": tables.0,
            "capacity": tables.1,
        })
    }

    fn chapter(&mut self, at: usize, chapter: &Chapter) -> Value {
        let id = self.ids.chapters.get(at).cloned().unwrap_or_default();
        let mut own = json!({
            "id": id,
            "number": chapter.number,
            "title": chapter.title.text,
            "body": self.blocks(&chapter.body),
            "aim": joined(&chapter.aim),
        });
        let several = chapter.partners.len() > 1;
        let mut themes: Vec<Value> = chapter
            .themes
            .iter()
            .enumerate()
            .map(|(nth, theme)| self.theme((at, nth), theme))
            .collect();
        for list in &chapter.partners {
            let (partners, text) = self.partners(&list.pieces);
            let of_theme = list
                .theme
                .filter(|_| several)
                .and_then(|nth| themes.get_mut(nth));
            put_list(of_theme.unwrap_or(&mut own), partners, text);
        }
        let topics: Vec<Value> = chapter
            .topics
            .iter()
            .zip(1..)
            .map(|((title, said), nth)| {
                json!({
                    "id": format!("{id}.{nth}"),
                    "title": title,
                    "text": said.text,
                    "parties": self.parties.ids(&said.text),
                })
            })
            .collect();
        let parts: Vec<String> = if themes.is_empty() {
            (1..=topics.len())
                .map(|nth| format!("{id}.{nth}"))
                .collect()
        } else {
            self.ids.themes.get(at).cloned().unwrap_or_default()
        };
        let spread = chapter
            .regie
            .iter()
            .any(|it| it.theme != chapter.regie.last().and_then(|it| it.theme));
        let mut statements = Vec::new();
        for (nth, statement) in chapter.regie.iter().enumerate() {
            let made = self.statement((at, nth), statement, &parts, spread);
            let theme = statement
                .theme
                .filter(|_| spread)
                .and_then(|theme| themes.get_mut(theme));
            match theme
                .and_then(|theme| theme.get_mut("regie"))
                .and_then(Value::as_array_mut)
            {
                Some(list) => list.push(made),
                None => statements.push(made),
            }
        }
        let kpis = self.kpis(at, chapter);
        for (key, value) in [
            ("themes", themes),
            ("topics", topics),
            ("regie", statements),
            ("kpis", kpis),
        ] {
            own[key] = Value::Array(value);
        }
        own
    }

    fn blocks(&self, pieces: &[Piece]) -> Vec<Value> {
        let block = |piece: &Piece| match piece {
            Piece::Heading(said) => json!({ "heading": said.text }),
            Piece::Paragraph(said) => json!({ "paragraph": said.text }),
            Piece::Bullets(all) => {
                let all: Vec<&str> = all.iter().map(|said| said.text.as_str()).collect();
                json!({ "bullets": all })
            }
            Piece::Money(nth) => json!({ "table": money::id(self.sketch, money::Of::Money(*nth)) }),
            Piece::Fte(nth) => json!({ "table": money::id(self.sketch, money::Of::Fte(*nth)) }),
        };
        pieces.iter().map(block).collect()
    }

    /// The ids of who is in a list, and the list in words.
    fn partners(&self, pieces: &[Piece]) -> (Vec<String>, Vec<Value>) {
        let mut ids: Vec<String> = Vec::new();
        for piece in pieces {
            let lines: Vec<&str> = match piece {
                Piece::Bullets(all) => all.iter().map(|said| said.text.as_str()).collect(),
                Piece::Paragraph(said) if !said.text.ends_with(':') => vec![&said.text],
                _ => Vec::new(),
            };
            let named = |line: &str| match self.parties.in_list(line) {
                known if known.is_empty() => self.parties.ids(line),
                known => known,
            };
            for id in lines.into_iter().flat_map(named) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        (ids, self.blocks(pieces))
    }

    fn theme(&self, (c, t): (usize, usize), theme: &Theme) -> Value {
        let id = self.ids.themes.get(c).and_then(|all| all.get(t));
        let goals = self.ids.goals.get(c).and_then(|all| all.get(t));
        let goals = theme.goals.iter().enumerate().map(|(nth, goal)| {
            let id = goals
                .and_then(|all| all.get(nth))
                .cloned()
                .unwrap_or_default();
            let actions = goal.actions.iter().enumerate().map(|(nth, said)| {
                let (executors, with) = self.doers(&said.text);
                let cadence = figures::cadence(&said.text).map(word);
                let mut action = json!({
                    "id": format!("{id}.{}", letters(nth)),
                    "text": said.text,
                    "executors": executors,
                    "with": with,
                    "status": "open",
                    "due": null,
                    "log": [],
                });
                if let Some(cadence) = cadence {
                    action["cadence"] = cadence.into();
                }
                action
            });
            let actions: Vec<Value> = actions.collect();
            json!({
                "id": id,
                "number": numbered(goal, nth),
                "text": goal.said.text,
                "actions": actions,
            })
        });
        let goals: Vec<Value> = goals.collect();
        json!({
            "id": id,
            "letter": theme.letter,
            "title": theme.title,
            "goals": goals,
            "partners": [],
            "regie": [],
        })
    }

    /// Who carries out an action: whoever its sentence begins with; the others take part.
    fn doers(&self, text: &str) -> (Vec<String>, Vec<String>) {
        let named = self.parties.named(text);
        let mut end = 0;
        let (mut executors, mut with) = (Vec::new(), Vec::new());
        for mention in named {
            let between = text
                .get(end..mention.start)
                .unwrap_or("-")
                .trim()
                .to_lowercase();
            let first = end == 0 && ["", "de", "het", "de twee"].contains(&between.as_str());
            let next = !executors.is_empty()
                && ["en", ",", "en de", "en het", ", de"].contains(&between.as_str());
            let id = self.parties.id(mention.party);
            if with.is_empty() && (first || next) {
                end = mention.end;
                if !executors.contains(&id) {
                    executors.push(id);
                }
            } else if !executors.contains(&id) && !with.contains(&id) {
                with.push(id);
            } else {
                // Named before.
            }
        }
        (executors, with)
    }

    fn statement(
        &mut self,
        (c, nth): (usize, usize),
        statement: &Statement,
        parts: &[String],
        spread: bool,
    ) -> Value {
        let Lead {
            subject,
            holders,
            with,
            condition,
        } = regie::read(&statement.said.text, self.parties);
        let chapter = self.sketch.chapters.get(c);
        let theme = statement.theme.filter(|_| spread);
        let theme = theme.and_then(|theme| self.ids.themes.get(c)?.get(theme));
        if holders.is_empty() {
            self.unsure.push(Unsure {
                on: On::Regie(c, nth),
                source: statement.said.clone(),
                made: "een uitspraak over regie zonder houder".to_string(),
                choices: with.clone(),
                kept: true,
            });
        }
        let title = chapter.map_or("", |chapter| &*chapter.title.text);
        let named = subject.as_deref().unwrap_or_default();
        let own = chapter.into_iter().flat_map(|it| &it.themes).zip(parts);
        let own = own.filter(|(theme, _)| {
            let title = fold::letters(theme.title.as_deref().unwrap_or("?"));
            fold::letters(named).contains(&title)
        });
        let own: Vec<String> = own.map(|(_, id)| id.clone()).collect();
        let covers = match theme {
            Some(theme) => vec![theme.clone()],
            None if own.is_empty() => parts.to_vec(),
            None => own,
        };
        let id = self.ids.regie.get(c).and_then(|all| all.get(nth));
        json!({
            "id": id,
            "subject": subject.as_deref().unwrap_or(title),
            "holders": holders,
            "with": with,
            "condition": condition,
            "text": statement.said.text,
            "found": "regie",
            "covers": covers,
        })
    }

    fn kpis(&mut self, c: usize, chapter: &Chapter) -> Vec<Value> {
        let mut out = Vec::new();
        for (g, group) in chapter.groups.iter().enumerate() {
            let goals = self.goals_of(c, chapter, group);
            for (k, kpi) in group.kpis.iter().enumerate() {
                let id = self.ids.kpis.get(c).and_then(|all| all.get(g)?.get(k));
                let id = id.cloned().unwrap_or_default();
                let mut measures = figures::measures(&kpi.said.text, self.whole.year);
                if let Some(target) = &kpi.target {
                    self.column((c, g, k), &kpi.said, target, &mut measures);
                }
                for (nth, measure) in measures.iter().enumerate() {
                    self.doubted((c, g, k, nth), &kpi.said, measure);
                }
                let indicators: Vec<Value> = measures
                    .iter()
                    .enumerate()
                    .map(|(nth, measure)| indicator(&id, nth, measure))
                    .collect();
                out.push(json!({
                    "id": id,
                    "group": group_number(&chapter.groups, g),
                    "group_title": group.title.as_ref().map(|title| &title.text),
                    "text": kpi.said.text,
                    "goals": goals,
                    "parties": self.parties.ids(&kpi.said.text),
                    "indicators": indicators,
                    "judgements": [],
                    "log": [],
                }));
            }
        }
        out
    }

    fn doubted(
        &mut self,
        (c, g, k, i): (usize, usize, usize, usize),
        said: &Said,
        measure: &Measure,
    ) {
        let Some(doubt) = &measure.doubt else {
            return;
        };
        self.unsure.push(Unsure {
            on: On::Indicator(c, g, k, i, "target"),
            source: said.clone(),
            made: doubt.clone(),
            choices: Vec::new(),
            kept: true,
        });
    }

    /// What a column of its own says is wanted, over what the words say.
    fn column(
        &mut self,
        (c, g, k): (usize, usize, usize),
        said: &Said,
        target: &str,
        measures: &mut Vec<Measure>,
    ) {
        let wanted = figures::wanted(target);
        let of_words = measures.first().and_then(|it| it.target);
        let same = wanted.map(|(min, max, _)| (min, max)) == of_words;
        if let (Some((min, max, percent)), Some(first)) = (wanted, measures.first_mut()) {
            first.target = Some((min, max));
            first.kind = if percent { Kind::Coverage } else { Kind::Count };
            let unit = if percent { "%" } else { "keer" };
            if percent || first.unit.is_none() {
                first.unit = Some(unit.to_string());
            }
            first.doubt = None;
            measures.truncate(1);
        }
        if wanted.is_none() || of_words.is_some() && !same {
            let made = match wanted {
                Some(_) => {
                    format!("de kolom zegt “{target}”, de tekst een ander getal: de kolom geldt")
                }
                None => format!("“{target}” is niet als streefwaarde te lezen"),
            };
            self.unsure.push(Unsure {
                on: On::Indicator(c, g, k, 0, "target"),
                source: Said::new(format!("{} | {target}", said.text), said.place),
                made,
                choices: Vec::new(),
                kept: true,
            });
        }
    }

    /// The goal a group of KPIs repeats, by number and words.
    fn goals_of(&self, c: usize, chapter: &Chapter, group: &Group) -> Vec<String> {
        let (Some(title), Some(number)) = (&group.title, group.number) else {
            return Vec::new();
        };
        let goals = chapter.themes.iter().enumerate().flat_map(|(t, theme)| {
            theme
                .goals
                .iter()
                .enumerate()
                .map(move |(g, goal)| (t, g, goal))
        });
        let alike = goals.filter(|(.., goal)| {
            goal.number == Some(number) && is_alike(&goal.said.text, &title.text)
        });
        alike
            .filter_map(|(t, g, _)| self.ids.goals.get(c)?.get(t)?.get(g).cloned())
            .collect()
    }
}

/// Whether most words of the shorter stand in the longer.
fn is_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fold::words(text)
            .into_iter()
            .map(|word| word.folded)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 5 >= short.len() * 4
}

fn put_list(owner: &mut Value, partners: Vec<String>, text: Vec<Value>) {
    for (key, list) in [
        ("partners", partners.into_iter().map(Value::from).collect()),
        ("partners_text", text),
    ] {
        match owner.get_mut(key).and_then(Value::as_array_mut) {
            Some(known) => {
                let list: Vec<Value> = list;
                let new: Vec<Value> = list
                    .into_iter()
                    .filter(|it| key != "partners" || !known.contains(it))
                    .collect();
                known.extend(new);
            }
            None => owner[key] = Value::Array(list),
        }
    }
}

fn joined(said: &[Said]) -> Option<String> {
    let all: Vec<&str> = said.iter().map(|said| said.text.as_str()).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

fn party(party: &Party) -> Value {
    let mut out = json!({
        "id": party.id,
        "kind": party.kind,
        "name": party.name,
    });
    if let Some(full) = &party.full {
        out["full_name"] = full.as_str().into();
    }
    if let Some(short) = party.short.as_ref().filter(|short| **short != party.name) {
        out["abbreviation"] = short.as_str().into();
    }
    out["aliases"] = party.aliases.clone().into();
    out["part_of"] = party.part_of.clone().into();
    out
}

fn indicator(kpi: &str, nth: usize, measure: &Measure) -> Value {
    let target = measure
        .target
        .map(|(min, max)| json!({ "min": min, "max": max }));
    let mut out = json!({
        "id": format!("{kpi}.{}", nth + 1),
        "kind": measure.kind,
        "label": measure.label,
        "unit": measure.unit,
        "target": target,
        "baseline": null,
    });
    if let Some(start) = &measure.start {
        out["start"] = start.as_str().into();
    }
    out["due"] = measure.due.as_str().into();
    out["cadence"] = measure.cadence.map(word).into();
    if measure.part {
        out["part_of"] = format!("{kpi}.1").into();
    }
    out["readings"] = json!([]);
    out
}

fn word(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Monthly => "monthly",
        Cadence::Quarterly => "quarterly",
        Cadence::HalfYearly => "half-yearly",
        Cadence::Yearly => "yearly",
    }
}
