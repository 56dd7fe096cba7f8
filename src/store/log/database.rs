//! A plan on a database: the line to it, and an own copy that follows its log.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use tokio_postgres::Row;

use super::line::{Answer, Lapse, Line, Param, Question};
use super::put::{deadline, deadline_of_whole, number};
use super::replay::{Head, Logged, follow};
use super::server::address::Address;
use super::server::ears::Ears;
use super::sql;
use crate::plan::edit::history::Entry;
use crate::plan::edit::role::Role;
use crate::plan::{Id, Plan};
use crate::store::commit;
use crate::store::disk::open::LARGEST;
use crate::store::error::{Cause, StoreError};
use crate::store::file::{OPENED_TO_READ, READER};
use crate::store::keeper::{Bell, Terms};
use crate::store::place::Place;
use crate::store::tail::queued::Queued;
use crate::store::text::format;

/// A plan on a database.
pub struct Database {
    pub(super) address: Address,
    pub(super) place: Place,
    /// The plan's number there.
    pub(super) id: i32,
    /// The document it began with, and the revision of that.
    pub(super) beginning: (String, u64),
    /// As far as the log is known here.
    pub(super) head: Head,
    pub(super) plan: Plan,
    pub(super) line: Option<Line>,
    /// Where there is no line: when it is tried again, and how often it was.
    pub(super) away: Option<(Instant, u32)>,
    pub(super) looked: Instant,
    pub(super) ears: Ears,
    /// The last edits of the saves known here, in order: what is found of them in the log tells
    /// whether it is the same.
    pub(super) known: Vec<Head>,
    /// The first edit this program doesn't know the kind of: the copy is from before that.
    pub(super) stops_at: Option<u64>,
    /// The revisions of the saves made here: what is lost where the server has another history.
    pub(super) own: Vec<u64>,
    pub(super) queued: Queued,
    /// What the next save calls otherwise than the plan: the id it says, and the one it has there.
    pub(super) called: Vec<(Id, Id)>,
    /// The entries of a save of which the server didn't say what became.
    pub(super) unsure: Option<Vec<Entry>>,
    pub(super) role: Role,
    pub(super) refuses: Option<String>,
    /// Where the plan went, as it was looked at last.
    moved_to: Option<String>,
    /// That it did, in Dutch.
    pub(super) gone: Option<String>,
    /// Whether it was opened to look, and nothing more.
    pub(super) only_looks: bool,
    pub(super) bell: Option<Arc<Bell>>,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("place", &self.place)
            .field("head", &self.head)
            .finish_non_exhaustive()
    }
}

/// Opens the plan at an address.
///
/// # Errors
/// [`StoreError`], where it makes no sense, can't be reached or isn't a sound plan.
pub fn open(address: &str, terms: Terms) -> Result<(Database, Plan), StoreError> {
    let parsed = Address::parse(address);
    let address = parsed.map_err(|why| Cause::Address(why).at(&Place::unread()))?;
    let place = address.place();
    let opened = Database::open(address, terms).map_err(|cause| cause.at(&place))?;
    let plan = opened.plan.clone();
    Ok((opened, plan))
}

/// A document that a file may not have either is not fetched.
const OPEN: &str = "SELECT plan, CASE WHEN octet_length(beginning) <= $2::bigint THEN beginning END AS beginning, \
    begun_at, protocol, kind, moved_to FROM regie.open($1)";
/// How often leaving a plan starts anew that others save in.
const LEAVING: usize = 20;
/// What a newer program wrote is not for this one.
pub(super) const TOO_NEW: &str =
    "een nieuwere regie heeft in dit plan geschreven; gebruik die versie";

/// Why a plan is shown as it was before this edit.
pub(super) fn newer_from(revision: u64) -> String {
    let before = revision.saturating_sub(1);
    format!(
        "vanaf wijziging {revision} is dit plan van een nieuwere regie; u ziet het zoals het was na \
         wijziging {before}; gebruik die versie"
    )
}

impl Database {
    fn open(address: Address, terms: Terms) -> Result<Self, Cause> {
        let line = Line::connect(&address).map_err(Cause::Away)?;
        let Opened {
            id,
            beginning,
            begun_at,
            protocol,
            role,
            moved_to,
        } = Opened::ask(&line, address.slug())?;
        let document = format::read_text(beginning)?;
        let mut database = Self {
            place: address.place(),
            address,
            id,
            beginning: (document.text, begun_at),
            head: Head {
                revision: begun_at,
                key: None,
            },
            plan: document.plan,
            line: None,
            away: None,
            looked: Instant::now(),
            ears: Ears::default(),
            known: Vec::new(),
            stops_at: None,
            own: Vec::new(),
            queued: Queued::default(),
            called: Vec::new(),
            unsure: None,
            role: terms.role.map_or(role, |asked| asked.min(role)),
            refuses: (protocol > sql::PROTOCOL).then(|| TOO_NEW.to_string()),
            gone: moved_to.as_deref().map(commit::why_moved),
            moved_to,
            only_looks: terms.read_only || terms.role == Some(Role::Reader),
            bell: None,
        };
        let why = match database.role {
            _ if terms.read_only => Some(OPENED_TO_READ),
            Role::Reader => Some(READER),
            Role::Recorder | Role::Administrator => None,
        };
        if let Some(why) = why {
            database.refuses.get_or_insert_with(|| why.to_string());
        }
        database.listen(&line)?;
        database.line = Some(line);
        database.catch_up()?;
        Ok(database)
    }

    /// The plan, as far as the log is known here.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Asks to hear of every save.
    pub(super) fn listen(&mut self, line: &Line) -> Result<(), Cause> {
        line.ask(Question::Listen(self.id), Vec::new(), deadline())?;
        if let Some(bell) = &self.bell {
            line.ring(Arc::clone(bell));
        }
        self.ears.listen(line.is_lent() || !line.attends());
        Ok(())
    }

    /// The line, made again where it is down.
    pub(super) fn line(&mut self) -> Result<&Line, Cause> {
        if self.line.as_ref().is_some_and(Line::is_down) {
            self.line = None;
        }
        if self.line.is_none() {
            let line = Line::connect(&self.address).map_err(Cause::Away)?;
            self.listen(&line)?;
            self.line = Some(line);
        }
        self.line.as_ref().ok_or_else(unreadable)
    }

    /// Does to the own copy what the log has after it; whether there was anything.
    pub(super) fn catch_up(&mut self) -> Result<bool, Cause> {
        let head = self.head;
        // What hung when it began to listen may be done by now.
        if let Some(line) = self.line.take_if(|line| !line.is_down() && !line.attends()) {
            let listens = self.listen(&line);
            self.line = Some(line);
            listens?;
        }
        let since_begun = head.revision > self.beginning.1;
        // With the edit the copy stands on, which tells whether it is the same log.
        let after = head.revision - u64::from(since_begun);
        let log = self.log(after)?;
        self.looked = Instant::now();
        let news = if since_begun {
            match log.split_first() {
                Some((own, news)) if (own.revision, Some(own.key)) == (head.revision, head.key) => {
                    news
                }
                _ => return Err(self.other_history()),
            }
        } else {
            &log
        };
        self.follow(news)
    }

    /// What the server's log has after a revision. It says as well whether the plan went elsewhere.
    fn log(&mut self, after: u64) -> Result<Vec<Logged>, Cause> {
        let params: Vec<Param> = vec![self.id.into(), number(after).into()];
        let rows = self.line()?.ask(Question::Tail, params, deadline())?;
        if let Some(row) = rows.first() {
            let moved_to = row.try_get("moved_to");
            self.moved_to = moved_to.map_err(|_other_shape| unreadable())?;
            self.gone = self.moved_to.as_deref().map(commit::why_moved);
        }
        Logged::of(&rows)
    }

    pub(super) fn follow(&mut self, log: &[Logged]) -> Result<bool, Cause> {
        if log.is_empty() || self.stops_at.is_some() {
            return Ok(false);
        }
        let followed = follow(self.plan.clone(), self.head, log)?;
        self.stops_at = followed.unknown;
        if let Some(revision) = followed.unknown {
            self.refuses = Some(newer_from(revision));
        }
        let ends = log.chunk_by(|one, next| one.key == next.key);
        let heads = ends.filter_map(|save| save.last()).map(Logged::head);
        // Not past the first edit this program doesn't know: the copy doesn't stand on those.
        let done = followed.head.revision;
        self.known
            .extend(heads.filter(|head| head.revision <= done));
        self.head = followed.head;
        self.plan = followed.plan;
        Ok(true)
    }

    /// What tells the plan from every other, also one that began with the same document: its name, and the
    /// moment it was begun there.
    ///
    /// # Errors
    /// [`StoreError`], where there is no answer.
    pub fn name(&mut self) -> Result<String, StoreError> {
        const NAME: &str = "SELECT slug || ', begonnen op ' \
            || to_char(begun AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM regie.plan WHERE id = $1";
        let mut name = || {
            let id = self.id.into();
            let rows = self
                .line()?
                .ask(Question::Other(NAME), vec![id], deadline())?;
            let name = rows.first().and_then(|row| row.try_get(0).ok());
            name.ok_or_else(unreadable)
        };
        let named: Result<String, Cause> = name();
        named.map_err(|cause| cause.at(&self.place))
    }

    /// Says on the server that the plan went elsewhere, or, without a place, that it is here after
    /// all; gives the plan as it is then. A second time it only goes where it went before.
    ///
    /// # Errors
    /// [`StoreError`]; the plan is then where it was.
    pub fn leave(&mut self, to: Option<&str>) -> Result<Plan, StoreError> {
        let went = self.moved_to.as_deref();
        if let Some(elsewhere) = went.filter(|went| to.is_some_and(|to| to != *went)) {
            let why = commit::why_moved(elsewhere);
            return Err(Cause::ReadOnly(why).at(&self.place));
        }
        let mut leave = || {
            for _ in 0..LEAVING {
                self.catch_up()?;
                let params: Vec<Param> = vec![
                    self.id.into(),
                    number(self.head.revision).into(),
                    to.map(str::to_string).into(),
                ];
                let leave = Question::Other("SELECT regie.leave($1, $2, $3)");
                let rows = self.line()?.ask(leave, params, deadline())?;
                if rows.first().and_then(|row| row.try_get(0).ok()) == Some(true) {
                    return Ok(self.plan.clone());
                }
            }
            Err(Cause::Locked(None))
        };
        let left: Result<Plan, Cause> = leave();
        left.map_err(|cause| cause.at(&self.place))
    }

    /// That the server's log isn't what this keeper built on: since when, and how many of the saves
    /// made here aren't there any more. The copy of the plan is then that of the server.
    pub(super) fn other_history(&mut self) -> Cause {
        match self.begin_again() {
            Ok((from, lost)) => Cause::OtherHistory { from, lost },
            Err(cause) => cause,
        }
    }

    /// Reads the log from the beginning; the last revision that is the same there as here, and how
    /// many of one's own saves came after it.
    fn begin_again(&mut self) -> Result<(u64, usize), Cause> {
        let (beginning, begun_at) = &self.beginning;
        let start = Head {
            revision: *begun_at,
            key: None,
        };
        let plan = format::read_text(beginning.clone())?.plan;
        let log = self.log(start.revision)?;
        let there: HashSet<Head> = log.iter().map(Logged::head).collect();
        let both = self.known.iter().rev().find(|head| there.contains(head));
        let from = both.map_or(start.revision, |head| head.revision);
        let lost = self.keep_lost(from)?;
        self.known.clear();
        self.stops_at = None;
        self.own.retain(|own| *own <= from);
        (self.plan, self.head) = (plan, start);
        self.follow(&log)?;
        Ok((from, lost))
    }
}

/// A row of `regie.open`.
pub(super) struct Opened {
    pub id: i32,
    pub beginning: String,
    pub begun_at: u64,
    pub protocol: i32,
    pub role: Role,
    pub moved_to: Option<String>,
}

impl Opened {
    /// The plan of this name, as the login may see it.
    ///
    /// # Errors
    /// [`Cause`], where there is none, it is larger than a file may be, or there is no answer.
    pub fn ask(line: &Line, slug: &str) -> Result<Self, Cause> {
        Self::wait(Self::ask_ahead(line, slug)?)
    }

    /// Asks for it, and waits for nothing yet.
    ///
    /// # Errors
    /// [`Lapse`].
    pub fn ask_ahead(line: &Line, slug: &str) -> Result<Answer, Lapse> {
        let slug: Param = slug.to_string().into();
        let most: Param = i64::try_from(LARGEST).unwrap_or(i64::MAX).into();
        line.ask_ahead(Question::Other(OPEN), vec![slug, most])
    }

    /// What the answer says.
    ///
    /// # Errors
    /// As of [`Self::ask`].
    pub fn wait(answer: Answer) -> Result<Self, Cause> {
        let rows = answer.wait(deadline_of_whole())?;
        let Some(row) = rows.first() else {
            return Err(Cause::NotFound);
        };
        if matches!(row.try_get::<_, Option<String>>("beginning"), Ok(None)) {
            let why = format!(
                "het plan is groter dan {} MB, en dat opent regie niet",
                LARGEST / 1024 / 1024
            );
            return Err(Cause::Away(why));
        }
        Self::of(row).ok_or_else(unreadable)
    }

    fn of(row: &Row) -> Option<Self> {
        let kind: String = row.try_get("kind").ok()?;
        Some(Self {
            id: row.try_get("plan").ok()?,
            beginning: row.try_get("beginning").ok()?,
            begun_at: u64::try_from(row.try_get::<_, i64>("begun_at").ok()?).ok()?,
            protocol: row.try_get("protocol").ok()?,
            role: Role::named(&kind)?,
            moved_to: row.try_get("moved_to").ok()?,
        })
    }
}

fn unreadable() -> Cause {
    Cause::Away("het antwoord van de database is niet te lezen".to_string())
}
