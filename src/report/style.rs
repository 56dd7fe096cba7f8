//! For whom a report is, and what is left out for them. It is left out of the plan the report is
//! made from, so that no format can let it through.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::doc::text::cut;
use crate::plan::words::counted;
use crate::plan::{LogEntry, Plan};

/// For whom a report is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// The council: no internal notes, no names of staff.
    Council,
    /// The mayor and aldermen: both in short.
    Board,
    /// Those who carry it out: everything.
    #[default]
    Team,
}

/// In the place of a name.
const SOMEONE: &str = "[medewerker]";
/// How long a note is in short, in cells.
const SHORT: usize = 80;

/// What was left out, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    notes: usize,
    decisions: usize,
    points: usize,
    shortened: usize,
}

impl Style {
    /// In the order they are offered.
    pub const ALL: [Self; 3] = [Self::Council, Self::Board, Self::Team];

    /// Its name as it is typed.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Council => "raad",
            Self::Board => "college",
            Self::Team => "team",
        }
    }

    /// Whom and what that is, in Dutch.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Council => "zonder interne notities en namen van medewerkers",
            Self::Board => "met notities en namen in het kort",
            Self::Team => "alles",
        }
    }

    /// The style with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == name)
    }

    /// The plan as those may see it, without what `names` knows, and what was left out.
    pub fn shows<'a>(self, plan: Cow<'a, Plan>, names: &Names) -> (Cow<'a, Plan>, LeftOut) {
        let mut left = LeftOut::default();
        if self == Self::Team {
            return (plan, left);
        }
        let mut shown = plan.into_owned();
        let mut pen = Pen {
            style: self,
            names,
            left: &mut left,
        };
        pen.go_over(&mut shown);
        (Cow::Owned(shown), left)
    }
}

impl LeftOut {
    /// What was left out, a sentence each.
    pub fn sentences(&self, style: Style) -> Vec<String> {
        let mut out = Vec::new();
        let word = style.word();
        let parts: Vec<String> = [
            (self.notes, "interne notitie", "interne notities"),
            (
                self.decisions,
                "besluit uit overleg",
                "besluiten uit overleg",
            ),
            (self.points, "actiepunt", "actiepunten"),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect();
        if !parts.is_empty() {
            out.push(format!(
                "In de stijl {word} weggelaten: {}.",
                parts.join(", ")
            ));
        }
        if self.shortened > 0 {
            let notes = counted(self.shortened, "notitie is", "notities zijn");
            out.push(format!("In de stijl {word}: {notes} ingekort."));
        }
        out.extend(match style {
            Style::Council => Some(format!(
                "Namen van medewerkers zijn weggelaten; in toelichtingen en redenen staat {SOMEONE} waar het plan \
                 de naam kent. Lees ze zelf na: een naam die het plan niet kent blijft staan."
            )),
            Style::Board => Some("Namen van medewerkers zijn ingekort tot hun letters.".to_string()),
            Style::Team => None,
        });
        out
    }
}

/// Goes over a plan, and takes out or shortens.
struct Pen<'a> {
    style: Style,
    names: &'a Names,
    left: &'a mut LeftOut,
}

impl Pen<'_> {
    fn go_over(&mut self, plan: &mut Plan) {
        for chapter in &mut plan.chapters {
            for kpi in &mut chapter.kpis {
                for reading in kpi
                    .indicators
                    .iter_mut()
                    .flat_map(|it| it.readings.iter_mut())
                {
                    self.note(&mut reading.note);
                    self.name(&mut reading.by);
                }
                let kpi = &mut **kpi;
                let before = &mut kpi.judged_before;
                for judgement in kpi.judgements.iter_mut().chain(before) {
                    self.public(judgement.explanation.as_mut());
                    self.public(judgement.measure.as_mut());
                    self.name(&mut judgement.by);
                }
                self.public(kpi.dropped.as_mut().and_then(|it| it.reason.as_mut()));
                self.log(&mut kpi.log);
            }
            let goals = chapter.themes.iter_mut().flat_map(|it| &mut it.goals);
            for action in goals.flat_map(|it| &mut it.actions) {
                self.log(&mut action.log);
            }
        }
        for meeting in &mut plan.meetings {
            self.log(&mut meeting.log);
            self.name(&mut meeting.by);
            meeting.present.iter_mut().for_each(|it| self.name(it));
        }
        if self.style == Style::Council {
            self.left.points += plan.action_points.len();
            plan.action_points.clear();
        }
        for point in &mut plan.action_points {
            self.name(&mut point.who);
            self.name(&mut point.by);
        }
        plan.history.each_mut(|entry| self.name(&mut entry.by));
    }

    fn log(&mut self, log: &mut Vec<LogEntry>) {
        for line in log.iter_mut() {
            self.name(&mut line.by);
            self.note(&mut line.note);
            if self.style == Style::Council && line.decision.take().is_some() {
                self.left.decisions += 1;
            }
        }
        log.retain(|it| it.note.is_some() || it.decision.is_some() || it.status.is_some());
    }

    fn note(&mut self, note: &mut Option<String>) {
        match (self.style, note.as_mut()) {
            (Style::Council, Some(_)) => {
                self.left.notes += 1;
                *note = None;
            }
            (Style::Board, Some(text)) => {
                let short = cut(text, SHORT);
                self.left.shortened += usize::from(short != *text);
                *text = short;
            }
            _ => {}
        }
    }

    fn name(&self, name: &mut String) {
        *name = match self.style {
            Style::Council => String::new(),
            Style::Board if self.names.is_person(name) => initials(name),
            Style::Board | Style::Team => return,
        };
    }

    /// A text that goes to everyone, without the names in it.
    fn public(&self, text: Option<&mut String>) {
        if let Some(text) = text {
            *text = self.names.taken_out(self.style, text);
        }
    }
}

/// `A.J.` for `Anna Jansen`, `a.jansen` and `A. Jansen`.
fn initials(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_alphanumeric());
    let first = parts.filter_map(|part| part.chars().next());
    first.flat_map(|c| c.to_uppercase().chain(['.'])).collect()
}

/// The names of people a plan knows: who recorded, who was there, who does what.
#[derive(Debug, Clone)]
pub struct Names {
    people: HashSet<String>,
    /// Names and family names, as they may stand in a text; the longest first.
    spelled: Vec<String>,
}

impl Names {
    /// Those of a plan.
    pub fn of(plan: &Plan) -> Self {
        let kpis = plan.chapters.iter().flat_map(|it| &it.kpis);
        let readings = kpis.clone().flat_map(|it| &it.indicators);
        let readings = readings.flat_map(|it| &it.readings).map(|it| &it.by);
        let judged = kpis.flat_map(|it| &it.judgements).map(|it| &it.by);
        let present = plan.meetings.iter().flat_map(|it| &it.present);
        let points = plan.action_points.iter();
        let points = points.flat_map(|it| [&it.who, &it.by]);
        let edits = plan.history.iter().map(|it| &it.by);
        let all = readings
            .chain(judged)
            .chain(present)
            .chain(points)
            .chain(edits);
        let mut people: HashSet<String> = all.map(|name| name.trim().to_string()).collect();
        let parties: HashSet<String> = plan
            .parties
            .iter()
            .flat_map(|party| {
                party
                    .spellings()
                    .map(str::to_lowercase)
                    .chain([party.id.clone()])
            })
            .collect();
        people.retain(|name| !name.is_empty() && !parties.contains(&name.to_lowercase()));
        let own = words_of(plan);
        let family = people
            .iter()
            .filter_map(|name| name.rsplit([' ', '.']).next());
        let mut spelled: Vec<String> = people
            .iter()
            .map(String::as_str)
            .chain(family)
            // What the plan itself says is a word, and no name: beheer, politie.
            .filter(|name| name.chars().count() > 3 && !own.contains(&name.to_lowercase()))
            .flat_map(|name| [name.to_string(), capitalised(name)])
            .collect();
        spelled.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        spelled.dedup();
        Self { people, spelled }
    }

    fn is_person(&self, name: &str) -> bool {
        self.people.contains(name.trim())
    }

    /// A text for everyone, with something else in the place of every name for whom that is.
    pub fn taken_out(&self, style: Style, text: &str) -> String {
        let mut text = text.to_string();
        let names = self.spelled.iter().filter(|_| style == Style::Council);
        for name in names
            .filter(|name| text.contains(*name))
            .collect::<Vec<_>>()
        {
            let mut out = String::with_capacity(text.len());
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once(name.as_str()) {
                let inside = before.ends_with(char::is_alphanumeric)
                    || after.starts_with(char::is_alphanumeric);
                out = out + before + if inside { name } else { SOMEONE };
                rest = after;
            }
            text = out + rest;
        }
        text
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Every word of the plan's own, as it is printed.
fn words_of(plan: &Plan) -> HashSet<String> {
    let items = plan.items().map(|item| crate::plan::words::text(&item));
    // An action point and a meeting are no words of the plan's own; neither are parties' names.
    let own = items.take(plan.items().count() - plan.action_points.len() - plan.meetings.len());
    own.flat_map(|text| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::minutes::tests::{Room, point};

    #[test]
    fn names_the_plan_knows_are_taken_out_of_what_goes_to_the_council() {
        let mut room = Room::new();
        room.agrees(point("AP2", None, "Anna van Dongen", "belt"));
        room.agrees(point("AP3", None, "Politie", "belt"));
        let names = Names::of(&room.plan);
        for (text, council) in [
            ("Anna van Dongen belt", "[medewerker] belt"),
            (
                "mevrouw Dongen, en Dongen",
                "mevrouw [medewerker], en [medewerker]",
            ),
            ("Dongenstraat en VanDongen", "Dongenstraat en VanDongen"),
            ("Politie belt", "Politie belt"),
            ("Jansen belt", "[medewerker] belt"),
            ("", ""),
        ] {
            assert_eq!(names.taken_out(Style::Council, text), council);
            assert_eq!(names.taken_out(Style::Board, text), text);
        }
    }

    #[test]
    fn a_name_in_short() {
        for (name, short) in [
            ("Anna Jansen", "A.J."),
            ("a.jansen", "A.J."),
            ("B. de Smit", "B.D.S."),
            ("élise", "É."),
            ("", ""),
        ] {
            assert_eq!(initials(name), short);
        }
    }
}
