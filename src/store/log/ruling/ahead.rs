//! Plans of a database read one after another, asked for before they are read: over a slow line a question
//! that waits for the answer to the one before it costs as much as all the rest.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::vec;

use super::{Known, Ruling, strange};
use crate::store::commit;
use crate::store::error::Cause;
use crate::store::keeper::Read;
use crate::store::log::database::{Opened, newer_from};
use crate::store::log::line::{Answer, Lapse, Param, Question};
use crate::store::log::put::deadline_of_whole;
use crate::store::log::replay::{Followed, Head, Logged, follow};
use crate::store::text::format;

/// How many bytes of documents are asked for ahead, where that is more than one, and how many of them.
const AHEAD: (usize, usize) = (8 * 1024 * 1024, 32);

/// Plans that are asked for, and those that are to be.
pub struct ReadingAhead {
    ruling: Ruling,
    left: Peekable<vec::IntoIter<Known>>,
    asked: VecDeque<Asked>,
    /// How many bytes of documents may be on their way.
    ahead: usize,
    is_lost: bool,
}

/// A plan that is asked for: its document, and the log after it.
struct Asked {
    plan: Known,
    answers: Result<(Answer, Answer), Lapse>,
}

impl Ruling {
    /// Each of these plans as it stands now, to look at, or why it can't be read. Without a line the others
    /// can't be read either, and there are no more.
    pub fn read_each(self, plans: Vec<Known>) -> ReadingAhead {
        ReadingAhead {
            ruling: self,
            left: plans.into_iter().peekable(),
            asked: VecDeque::new(),
            ahead: 0,
            is_lost: false,
        }
    }

    fn ask_for(&self, plan: &Known) -> Result<(Answer, Answer), Lapse> {
        let document = Opened::ask_ahead(&self.line, &plan.slug)?;
        let since: Vec<Param> = vec![plan.id.into(), plan.begun_at.into()];
        let log = self.line.ask_ahead(Question::Tail, since)?;
        Ok((document, log))
    }
}

impl ReadingAhead {
    fn ask_ahead(&mut self) {
        let (bytes, most) = AHEAD;
        let (ahead, asked) = (self.ahead, self.asked.len());
        let fits = |plan: &Known| asked == 0 || (ahead + plan.size <= bytes && asked < most);
        if let Some(plan) = self.left.next_if(fits) {
            self.ahead += plan.size;
            let answers = self.ruling.ask_for(&plan);
            self.asked.push_back(Asked { plan, answers });
            self.ask_ahead();
        }
    }
}

impl Iterator for ReadingAhead {
    type Item = (Known, Result<Read, Cause>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_lost {
            return None;
        }
        self.ask_ahead();
        let Asked { plan, answers } = self.asked.pop_front()?;
        self.ahead -= plan.size;
        let answers = answers.map_err(Cause::from);
        let read = answers.and_then(|(document, log)| read(&plan, document, log));
        self.is_lost = read.is_err() && self.ruling.is_down();
        Some((plan, read))
    }
}

fn read(known: &Known, document: Answer, log: Answer) -> Result<Read, Cause> {
    let opened = Opened::wait(document)?;
    if let Some(to) = opened.moved_to {
        return Ok(Read::Gone(commit::why_moved(&to)));
    }
    if opened.id != known.id {
        return Err(strange(
            "het plan werd intussen opnieuw begonnen; probeer het opnieuw",
        ));
    }
    let plan = format::read_text(opened.beginning)?.plan;
    let log = Logged::of(&log.wait(deadline_of_whole())?)?;
    let head = Head {
        revision: opened.begun_at,
        key: None,
    };
    let Followed { plan, unknown, .. } = follow(plan, head, &log)?;
    Ok(match unknown {
        Some(revision) => Read::Partly(plan, newer_from(revision)),
        None => commit::seen(plan),
    })
}
