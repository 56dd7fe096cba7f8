//! What a sheet doesn't say by itself, asked of whoever sits at the terminal: which column is what, and
//! which indicator a name stands for. The answers go into the sheet's map.

mod columns;
mod names;

use clap::ArgMatches;

use super::kaart::{self, Known};
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::{question, text, waiting};
use crate::intake::asked::{Of, Walk};
use crate::intake::given::Given;
use crate::intake::indicators::{self, Lack};
use crate::intake::readings::map::Map;
use crate::intake::readings::{Hand, Proposal, propose};
use crate::intake::table::Sheet;
use crate::plan::Plan;

/// A sheet's map, and whoever may be asked for what it lacks.
pub struct Asking<'a> {
    options: &'a Options,
    known: Known,
    /// Whether somebody is asked.
    asks: bool,
    /// Whether an answer isn't kept yet.
    answered: bool,
}

impl<'a> Asking<'a> {
    /// The map that `--kaart` names, with what was typed beside it.
    ///
    /// # Errors
    /// A [`Failure`], where there is none and nobody to ask.
    pub fn new(
        options: &'a Options,
        matches: &ArgMatches,
        typed: Map,
        check: fn(&Map) -> Result<(), String>,
    ) -> Result<Self, Failure> {
        let mut known = kaart::known(options, text(matches, "kaart"), typed)?;
        check(&known.map).map_err(Failure::usage)?;
        let asks = question::somebody() && !matches.get_flag("zeker");
        if let Some(missing) = known.missing.take_if(|_| !asks) {
            return Err(missing);
        }
        Ok(Self {
            options,
            known,
            asks,
            answered: false,
        })
    }

    /// The sheet it is of.
    pub fn sheet(&self) -> Option<&str> {
        self.known.map.sheet.as_deref()
    }

    /// A unit that was said of no indicator by name, and the one it turned out to be of: that is what
    /// holds the next time.
    pub fn settle(&mut self, settled: Option<(String, String)>) {
        let Some((name, unit)) = settled else {
            return;
        };
        self.known.map.whole.remove("eenheid");
        self.known.map.units.insert(name, unit);
    }

    /// Keeps what was typed of it on the line, now that the table proved it.
    ///
    /// # Errors
    /// A [`Failure`], where it can't be written.
    pub fn keep_typed(&mut self, page: &mut Page) -> Result<(), Failure> {
        self.answered |= self.known.changed;
        self.keep(page)
    }

    /// What a table of council indicators comes to by a map; what it doesn't say is asked.
    ///
    /// # Errors
    /// A [`Failure`]: the table has no figures, something isn't said and there is nobody to ask, or
    /// whoever was asked wants no more.
    pub fn context(
        &mut self,
        page: &mut Page,
        plan: &Plan,
        (given, sheets): (&Given, &[Sheet]),
        propose: impl Fn(&Map) -> Result<indicators::Proposal, Lack>,
    ) -> Result<indicators::Proposal, Failure> {
        loop {
            let lack = match propose(&self.known.map) {
                Ok(proposal) => {
                    if proposal.idle.is_some() {
                        // Each has its own by now: of the next one it would be a guess.
                        self.known.map.whole.remove("eenheid");
                    }
                    self.keep(page)?;
                    return Ok(proposal);
                }
                Err(lack) => lack,
            };
            let map = self.known.map.clone();
            let walk = Walk::lacking(&lack, sheets, map, plan).filter(|_| self.asks);
            let Some(mut walk) = walk else {
                return Err(Failure::usage(format!("{}: {}", given.name, lack.sentence)));
            };
            columns::ask(self.options, given, &mut walk)?;
            let answered = walk.into_map();
            if answered == self.known.map {
                // It was asked, and lacks still.
                return Err(Failure::usage(format!("{}: {}", given.name, lack.sentence)));
            }
            (self.known.map, self.answered) = (answered, true);
        }
    }

    /// What the table comes to; what it doesn't say is asked. What was answered is kept also where
    /// nothing of the table is recorded: it was typed for the next time as well.
    ///
    /// # Errors
    /// A [`Failure`]: the table has no figures, or whoever was asked wants no more.
    pub fn proposal(
        &mut self,
        page: &mut Page,
        plan: &Plan,
        (given, sheets): (&Given, &[Sheet]),
        hand: Hand<'_>,
    ) -> Result<Proposal, Failure> {
        let refused = |why: String| Failure::usage(format!("{}: {why}", given.name));
        let propose = |map: &Map| {
            let looks = || format!("de cijfers van {} worden nagekeken", given.name);
            waiting::told(looks, || propose(plan, sheets, map, hand))
        };
        let mut proposal = propose(&self.known.map);
        if self.asks && (self.known.missing.is_some() || proposal.is_err()) {
            let year = plan.years().year_of(hand.today);
            let map = self.known.map.clone();
            let mut walk = Walk::columns(Of::Readings, sheets, map, year);
            columns::ask(self.options, given, &mut walk)?;
            self.known.map = walk.into_map();
            self.answered = true;
            proposal = propose(&self.known.map);
        }
        let proposal = proposal.map_err(refused)?;
        if !self.asks || proposal.unknown().is_empty() {
            self.keep(page)?;
            return Ok(proposal);
        }
        let asked = names::ask(self.options, plan, &proposal, &mut self.known.map)?;
        self.answered |= asked.answers > 0;
        self.keep(page)?;
        if asked.stopped {
            return Err(question::nothing_saved());
        }
        propose(&self.known.map).map_err(refused)
    }

    /// Keeps what was answered; under which name is asked where `--kaart` doesn't say.
    fn keep(&mut self, page: &mut Page) -> Result<(), Failure> {
        if !self.answered {
            return Ok(());
        }
        (self.answered, self.known.changed) = (false, false);
        let name = match &self.known.name {
            Some(name) => name.clone(),
            None => self.asked_name()?,
        };
        if name.is_empty() {
            return Ok(());
        }
        kaart::keep_under(self.options, &name, &self.known.map)?;
        page.note(kaart::is_kept(&name));
        Ok(())
    }

    /// What it is to be called; nothing where it isn't kept.
    fn asked_name(&self) -> Result<String, Failure> {
        let mut why = "";
        loop {
            let question = format!("{why}Onder welke naam wordt dit bewaard? [↵: niet]");
            let name = question::typed(self.options, &question)?;
            if !kaart::is_file(&name) {
                return Ok(name);
            }
            why = "Een naam heeft geen / en eindigt niet op .json. ";
        }
    }
}
