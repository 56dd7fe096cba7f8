//! A form that is being filled in. What is typed is read at every key, so that the understood
//! value, or what is wrong with it, stands beside the field.

use super::fields::{Blank, Breaks, Field, Fields, Shape, Wrong};
use super::subject::{By, Desk, Subject};
use crate::app::keys::key::{Code, Key};
use crate::app::message::Effect;
use crate::app::typing::choosing::picker::Picker;
use crate::app::typing::{field, lines};
use crate::doc::text::width;
use crate::plan::Plan;
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, history};

/// A form that is being filled in.
#[derive(Debug)]
pub struct Form {
    /// What it is about.
    pub subject: Box<dyn Subject>,
    /// The words above it.
    pub title: String,
    /// Its fields.
    pub fields: Fields,
    /// Whether the edit is on its way to the disk.
    pub saving: bool,
    /// Why the last attempt to save failed.
    pub error: Option<String>,
    /// What was asked of it, and the next Enter says yes to.
    pub asked: Option<String>,
    /// What comes once it is saved.
    pub then: Then,
    /// What it changes, and how much of the screen it has.
    pub reach: Reach,
    /// What stands below the fields.
    pub below: Vec<String>,
    /// The list one chooses from for the field that has the keys.
    pub choosing: Option<Picker<String>>,
    /// Whether what someone else made of a field can be taken over.
    pub yields: bool,
}

/// What a form changes, and how much of the screen it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// What happens in the course of the year, under the list.
    Year,
    /// The plan itself, under the list.
    Row,
    /// The plan itself, on the whole screen.
    Plan,
}

/// What comes once a form is saved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Then {
    /// The list, or the meeting.
    #[default]
    Done,
    /// The same form for the next row.
    Next,
    /// The form for the light of the same KPI, and after that the next row.
    Judge,
    /// The list, nothing marked any more.
    Unmark,
    /// The first item of the meeting that begins.
    Walk,
    /// What was added.
    Show,
}

/// What a free text must not hold: staff talk about people all day.
const PRIVACY: &str = "Geen persoonsgegevens of casuïstiek.";
/// How running text is typed.
const RUNNING: &str = "Lege regel: nieuwe alinea. “- ” begint een punt, “# ” een kop.";

impl Form {
    /// The form about `subject` with these fields, nothing typed yet.
    pub(super) fn of(
        subject: impl Subject + 'static,
        title: String,
        blanks: &[Blank],
        desk: Desk<'_>,
    ) -> Self {
        let mut form = Self {
            subject: Box::new(subject),
            title,
            fields: Fields::of(blanks),
            saving: false,
            error: None,
            asked: None,
            then: Then::Done,
            reach: Reach::Year,
            below: Vec::new(),
            choosing: None,
            yields: false,
        };
        form.understand(desk);
        form
    }

    /// The id its title begins with.
    pub fn about(&self) -> &str {
        self.title.split("  ").next().unwrap_or_default()
    }

    /// How many rows it takes under the list.
    pub fn height(&self) -> u16 {
        let rows = self.fields.asked().count() + self.below.len();
        u16::try_from(rows).unwrap_or(3) + 3
    }

    /// Whether anything was typed.
    pub fn is_dirty(&self) -> bool {
        self.fields.is_dirty()
    }

    /// Whether figures are typed in the selected row.
    pub fn has_cells(&self) -> bool {
        self.fields.all.iter().any(|it| it.blank.column.is_some())
    }

    /// Whether what is typed now stands in the selected row.
    pub fn types_in_row(&self) -> bool {
        let mut all = self.fields.all.iter();
        all.any(|it| it.blank.name == self.fields.focus && it.blank.column.is_some())
    }

    /// What would be changed by what is typed so far.
    pub fn pending(&self, desk: Desk<'_>) -> Vec<Edit> {
        self.subject.pending(&self.fields, self.at(desk))
    }

    /// Whether it changes the plan itself.
    pub const fn changes(&self) -> bool {
        !matches!(self.reach, Reach::Year)
    }

    /// Whether it has the whole screen.
    pub const fn is_whole(&self) -> bool {
        matches!(self.reach, Reach::Plan)
    }

    /// With the plan it goes out from.
    const fn at<'a>(&self, desk: Desk<'a>) -> Desk<'a> {
        if self.changes() {
            desk.of_whole()
        } else {
            desk
        }
    }

    /// Reads the fields again and sets what stands beside them.
    pub fn understand(&mut self, desk: Desk<'_>) {
        let desk = self.at(desk);
        self.subject.follow(&mut self.fields, desk);
        let read = self.fields.all.iter().map(|field| {
            let beside = self.subject.beside(field.blank, &self.fields, desk);
            let chosen = field
                .chosen()
                .map(|it| self.subject.words(field.blank, it, desk));
            let chosen: Vec<String> = chosen.collect();
            let long = chosen.iter().any(|words| width(words) > 40);
            (beside, chosen.join(if long { "\n" } else { ", " }))
        });
        let read: Vec<(String, String)> = read.collect();
        for (field, (beside, words)) in self.fields.all.iter_mut().zip(read) {
            (field.beside, field.words) = (beside, words);
        }
        self.below = self.subject.below(&self.fields, desk);
    }

    /// How many cells stand before the fields.
    pub fn label_width(&self) -> u16 {
        let labels = self.fields.asked().map(|field| width(field.blank.label));
        u16::try_from(labels.max().unwrap_or(0)).unwrap_or(0).max(7) + 2
    }

    /// Handles a key in the field that has the keys, in a form of so many cells; whether it was one
    /// for it.
    pub fn type_key(&mut self, key: Key, cells: u16, desk: Desk<'_>) -> bool {
        let desk = self.at(desk);
        if let Some(picker) = &mut self.choosing {
            return field::type_key(&mut picker.input, key);
        }
        let room = self.text_width(cells);
        let Some(focused) = self.fields.focused() else {
            return false;
        };
        match (focused.blank.shape, key.code) {
            (Shape::Choice { several }, Code::Backspace | Code::Delete) => {
                let last = focused.chosen().last().unwrap_or_default().to_string();
                focused.choose(if several { &last } else { "" }, several);
                true
            }
            (Shape::Choice { several: false }, Code::Left | Code::Right) => {
                self.next_choice(key.code == Code::Right, desk)
            }
            (Shape::Choice { .. }, _) => false,
            (Shape::Lines(breaks), code) => {
                let broken = code == Code::Char('j') && key.ctrl;
                !(broken && breaks == Breaks::Full)
                    && lines::type_key(&mut focused.input, key, room)
            }
            (Shape::Line(_), _) => field::type_key(&mut focused.input, key),
        }
    }

    /// Types a text where the keys type; in a field that is chosen for it opens the list. How many
    /// characters the field takes at most, where that isn't all of it.
    pub fn paste(&mut self, text: &str, desk: Desk<'_>) -> Option<usize> {
        let desk = self.at(desk);
        let chooses = self.chooses();
        match (&mut self.choosing, self.fields.focused()) {
            (Some(picker), _) => field::paste(&mut picker.input, text),
            (None, Some(_)) if chooses => {
                self.choose_from(text.trim(), desk);
                None
            }
            (None, focused) => focused?.paste(text),
        }
    }

    /// Moves the cursor up or down in a text of several lines; whether there is such a line.
    pub fn step_line(&mut self, by: isize, cells: u16) -> bool {
        let room = self.text_width(cells);
        let focused = self.fields.focused();
        let focused = focused.filter(|it| matches!(it.blank.shape, Shape::Lines(_)));
        focused.is_some_and(|field| lines::step(&mut field.input, room, by))
    }

    /// Whether the field that has the keys is chosen for.
    fn chooses(&mut self) -> bool {
        let focused = self.fields.focused();
        focused.is_some_and(|it| matches!(it.blank.shape, Shape::Choice { .. }))
    }

    /// Whether Enter breaks a line here.
    pub fn breaks(&self) -> bool {
        let mut all = self.fields.asked();
        let runs = |it: &Field| it.blank.shape == Shape::Lines(Breaks::Enter);
        self.choosing.is_none() && all.any(|it| it.blank.name == self.fields.focus && runs(it))
    }

    /// Opens the list of the field that has the keys, with this typed.
    fn choose_from(&mut self, typed: &str, desk: Desk<'_>) {
        let Some(focused) = self.fields.focused() else {
            return;
        };
        let (blank, chosen) = (focused.blank, focused.input.value().to_string());
        let mut choices = self.subject.choices(blank, &self.fields, desk);
        let taken: Vec<&str> = chosen.split(", ").collect();
        for choice in &mut choices {
            if taken.contains(&choice.pick.as_str()) && !choice.pick.is_empty() {
                choice.kind.insert_str(0, "✓ ");
            }
        }
        let mut picker = Picker::of(&format!("{}:", blank.label), choices);
        if let Some(made) = self.subject.made_of(blank) {
            picker = picker.otherwise(made);
        }
        field::paste(&mut picker.input, typed);
        picker.search();
        self.choosing = Some(picker);
    }

    /// Takes the choice after the one that stands there, or the one before it.
    fn next_choice(&mut self, forward: bool, desk: Desk<'_>) -> bool {
        let Some(focused) = self.fields.focused() else {
            return false;
        };
        let (blank, now) = (focused.blank, focused.input.value().to_string());
        let all = self.subject.choices(blank, &self.fields, desk);
        let at = all.iter().position(|it| it.pick == now);
        let to = match (at, forward) {
            (None, _) => Some(0),
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        let to = to.and_then(|to| all.get(to));
        if let (Some(to), Some(field)) = (to, self.fields.focused()) {
            field.choose(&to.pick, false);
        }
        true
    }

    /// Takes what is chosen from the list, and closes it; whether there was one.
    pub fn take_choice(&mut self) -> bool {
        let Some(picker) = self.choosing.take() else {
            return false;
        };
        if let (Some(choice), Some(field)) = (picker.chosen(), self.fields.focused())
            && let Shape::Choice { several } = field.blank.shape
        {
            field.choose(&choice.pick, several);
        }
        true
    }

    /// Puts what someone else made of a field in the place of what is typed.
    pub fn yield_to(&mut self, plan: &Plan) {
        self.subject.yield_to(&mut self.fields, plan);
        self.accept(plan);
        self.forgive();
    }

    /// The edits the fields ask for. Where a field is wrong the focus goes there, and the
    /// sentence stands beside it.
    pub fn submit(&mut self, desk: Desk<'_>) -> Option<Vec<Edit>> {
        let desk = self.at(desk);
        self.fields.forgive();
        // What was said of the form before was read; it would hide what is asked now.
        self.error = None;
        if self.meanwhile(desk.plan, 0) {
            self.accept(desk.plan);
            self.understand(desk);
            return None;
        }
        match self.subject.submit(&self.fields, desk) {
            Ok(edits) => return self.is_meant(desk).then_some(edits),
            Err(Wrong {
                field: Some(blank),
                sentence,
            }) => {
                self.fields.go(blank.name);
                if let Some(field) = self.fields.focused() {
                    field.error = Some(sentence);
                }
            }
            Err(whole) => self.error = Some(whole.sentence),
        }
        None
    }

    /// What the fields ask of the world instead of edits, where it is such a form.
    pub fn errand(&self, desk: Desk<'_>) -> Option<Effect> {
        self.subject.errand(&self.fields, self.at(desk))
    }

    /// Whether there is nothing odd about what is typed, or one was asked and says yes; asks else.
    fn is_meant(&mut self, desk: Desk<'_>) -> bool {
        let doubt = self.subject.doubt(&self.fields, desk);
        let meant = doubt.is_none() || doubt == self.asked;
        self.asked = doubt;
        meant
    }

    /// What was typed changed: nothing is wrong with it yet, and nothing asked.
    pub fn forgive(&mut self) {
        self.error = None;
        self.asked = None;
        self.yields = false;
        self.fields.forgive();
    }

    /// Who changed what the form goes out from since it was opened, when, and to what, as a
    /// sentence under the form. Whether someone did. The last entries may be one's `own`: from
    /// those it goes out without a question.
    pub fn meanwhile(&mut self, plan: &Plan, own: usize) -> bool {
        let Some(changed) = self.subject.changed(&self.fields, plan) else {
            return false;
        };
        let fits = |edit: &Edit| changed.by.fits(edit);
        let entry = history::last_on(&plan.history, &changed.id, fits);
        let mut latest = plan.history.iter().rev().take(own);
        if latest.any(|it| Some(it) == entry) {
            self.accept(plan);
            return false;
        }
        let who = entry.map_or_else(
            || "iemand".to_string(),
            |entry| format!("{} om {}", entry.by, entry.at.format("%H:%M")),
        );
        let (who, sentence) = (one_line(&who), changed.sentence);
        self.error = Some(format!("Intussen zette {who} {sentence}"));
        if let By::Field(name) = changed.by
            && self.changes()
        {
            self.yields = true;
            self.fields.go(name);
        }
        true
    }

    /// From here on the form goes out from what the plan says now: the next Enter is the
    /// user's choice, made with both in sight.
    pub fn accept(&mut self, plan: &Plan) {
        self.subject.accept(&self.fields, plan);
    }

    /// What to say under the field that is typed in.
    pub fn hint(&self) -> &'static str {
        let focused = |field: &&Field| field.blank.name == self.fields.focus;
        match self.fields.all.iter().find(focused).map(|it| it.blank) {
            Some(blank) if blank.free => PRIVACY,
            Some(Blank {
                shape: Shape::Lines(Breaks::Enter),
                ..
            }) => RUNNING,
            _ => "",
        }
    }
}
