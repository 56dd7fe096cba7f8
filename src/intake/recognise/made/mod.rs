//! The plan of a sketch: with ids, parties and what its words measure.

pub mod asked;
mod doing;
pub mod ids;
mod kept;
mod kpis;
mod money;
pub mod whole;

use serde_json::{Value, json};

use super::sketch::{Chapter, On, Piece, Said, Sketch, Statement, Theme, Unsure};
use super::words::parties::{Parties, Party};
use super::words::regie::{self, Lead};
use crate::plan::find::fold;
use ids::{Ids, numbered};

/// What is known of the plan as a whole.
#[derive(Debug)]
pub struct Whole {
    pub title: String,
    pub municipality: String,
    pub year: i32,
}

/// What makes the plan.
pub struct Assembly<'a> {
    pub sketch: &'a Sketch,
    pub whole: &'a Whole,
    pub parties: &'a Parties,
    pub ids: &'a Ids,
    /// What isn't sure of what is made here.
    pub unsure: Vec<Unsure>,
}

impl Assembly<'_> {
    /// The plan as it would stand in a file.
    pub fn plan(&mut self, default_executor: &str) -> Value {
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
        let parts: Vec<String> = match (themes.len(), topics.len()) {
            // Who leads leads on all of it.
            (0, 0) => vec![id],
            (0, topics) => (1..=topics).map(|nth| format!("{id}.{nth}")).collect(),
            _ => self.ids.themes.get(at).cloned().unwrap_or_default(),
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

    fn theme(&mut self, (c, t): (usize, usize), theme: &Theme) -> Value {
        let ids = self.ids;
        let id = ids.themes.get(c).and_then(|all| all.get(t));
        let goals = ids.goals.get(c).and_then(|all| all.get(t));
        let goals = theme.goals.iter().enumerate().map(|(nth, goal)| {
            let id = goals
                .and_then(|all| all.get(nth))
                .cloned()
                .unwrap_or_default();
            let actions = goal.actions.iter().enumerate();
            let actions: Vec<Value> = actions
                .map(|(a, action)| self.action((c, t, nth, a), &id, action))
                .collect();
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
