//! What a form is about: what its file knows of it, and the rest asks.

use std::fmt::Debug;

use chrono::NaiveDate;

use super::fields::{Blank, Fields, Wrong};
use crate::app::message::Effect;
use crate::app::typing::choosing::picker::Choice;
use crate::plan::edit::met::Met;
use crate::plan::edit::{Edit, Why, typed};
use crate::plan::figures::doubt;
use crate::plan::model::date;
use crate::plan::{Id, Plan};

/// What a form is filled in with: the plan as it now is, today, and who.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The plan, as it is in the year in view.
    pub plan: &'a Plan,
    /// All of it, of every year.
    pub whole: &'a Plan,
    /// Today.
    pub today: NaiveDate,
    /// Who fills it in.
    pub user: &'a str,
    /// The meeting it is said in.
    pub meeting: Option<&'a str>,
    /// Why the plan was changed last: offered again for the next change.
    pub why: Option<&'a Why>,
}

impl Desk<'_> {
    /// The same with all of the plan: what changes the plan itself goes out from that.
    pub(super) const fn of_whole(self) -> Self {
        Self {
            plan: self.whole,
            ..self
        }
    }

    /// The day something is recorded on in the year in view.
    pub(super) fn day(self) -> NaiveDate {
        self.plan.day(self.today)
    }

    /// The day of something that has been: in the plan's year, not after today.
    pub(super) fn past_day(self, typed: &str) -> Result<NaiveDate, String> {
        let day = date::parse(typed, self.today, self.plan.year)?;
        typed::check_date(self.plan, day, self.today).map(|()| day)
    }

    /// What stands beside the day something has to be done by: which it is, and what is odd about
    /// it.
    pub(super) fn beside_due(self, day: NaiveDate) -> String {
        let odd = doubt::of_due(self.plan, day, self.today);
        let odd = odd.map_or_else(String::new, |odd| format!(" · {odd}"));
        date::with_weekday(day) + &odd
    }
}

/// What a form is about.
pub trait Subject: Debug {
    /// What stands beside a field: what was understood, or what helps.
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String;

    /// The edits the fields ask for.
    ///
    /// # Errors
    /// [`Wrong`], where they can't be made of what is typed.
    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong>;

    /// What it asks of the world instead of edits, once those could be made: another file.
    fn errand(&self, _: &Fields, _: Desk<'_>) -> Option<Effect> {
        None
    }

    /// What stood there of what it records over, which goes with the save; none where each edit says itself
    /// what it goes out from.
    fn met(&self) -> Option<Met> {
        None
    }

    /// What is odd about what is typed, and asked once before it is saved.
    fn doubt(&self, _: &Fields, _: Desk<'_>) -> Option<String> {
        None
    }

    /// The name of the form in a draft and the item it is for; none where nothing of it would be
    /// lost.
    fn draft(&self) -> Option<(&str, &str)> {
        None
    }

    /// Its fields as they stood when drafts held them in order, where that was another.
    fn once(&self) -> Option<&'static [Blank]> {
        None
    }

    /// What can be chosen for a field.
    fn choices(&self, _: Blank, _: &Fields, _: Desk<'_>) -> Vec<Choice<String>> {
        Vec::new()
    }

    /// How a choice for a field is made of typed words that no choice has; none where it has to be
    /// one of them.
    fn made_of(&self, _: Blank) -> Option<fn(&str) -> Choice<String>> {
        None
    }

    /// What is chosen, in words.
    fn words(&self, _: Blank, chosen: &str, _: Desk<'_>) -> String {
        chosen.to_string()
    }

    /// What would be changed by what is typed so far, to show what that comes to.
    fn pending(&self, _: &Fields, _: Desk<'_>) -> Vec<Edit> {
        Vec::new()
    }

    /// What stands below the fields as long as the form is open.
    fn below(&self, _: &Fields, _: Desk<'_>) -> Vec<String> {
        Vec::new()
    }

    /// What nothing is typed about goes out from the plan as it now is.
    fn follow(&mut self, _: &mut Fields, _: Desk<'_>) {}

    /// What someone changed since, of what is typed about.
    fn changed(&self, _: &Fields, _: &Plan) -> Option<Changed> {
        None
    }

    /// Goes out from that change.
    fn accept(&mut self, _: &Fields, _: &Plan) {}

    /// Puts what someone else made of it in the place of what is typed.
    fn yield_to(&mut self, _: &mut Fields, _: &Plan) {}

    /// Whether it records a value: the light may come after it, and the next indicator.
    fn takes_value(&self) -> bool {
        false
    }
}

/// What someone changed of what a form goes out from.
#[derive(Debug)]
pub struct Changed {
    /// The item.
    pub id: Id,
    /// Which edit of it may have.
    pub by: By,
    /// What became of it: `deze actie op loopt (was open)…`.
    pub sentence: String,
}

/// Which edit of an item changed what a form goes out from.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// Of its status.
    Status,
    /// Of its light.
    Judgement,
    /// Of a value.
    Reading,
    /// Of an action point.
    Point,
    /// Of this field.
    Field(&'static str),
    /// That it holds, or not.
    Drop,
    /// Of its place.
    Move,
}

impl By {
    /// Whether this is one.
    pub fn fits(self, edit: &Edit) -> bool {
        match (self, edit) {
            (Self::Field(key), Edit::Set(set)) => set.field == key,
            (Self::Status, Edit::Status(_))
            | (Self::Judgement, Edit::Judgement(_))
            | (Self::Reading, Edit::Reading(_) | Edit::Count(_))
            | (Self::Point, Edit::ActionPoint(_))
            | (Self::Drop, Edit::Drop(_))
            | (Self::Move, Edit::Move(_)) => true,
            _ => false,
        }
    }
}
