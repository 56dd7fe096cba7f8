//! The line to a database: one connection, for saves and for news.
//!
//! A question goes out as one message and its answer comes in as one. Whoever asks sends it and waits for the answer
//! at the socket itself; while nobody asks, a thread of the line's own listens there. The line has its own clock,
//! since no timeout of the server ends the wait for a standby; and nothing is ever cancelled, since
//! the server then says "saved" of what only it has.

use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Instant;
use std::{io, thread};

use rustix::event::epoll::{self, EventData, EventFlags};
use rustix::io::Errno;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row, SimpleQueryMessage, Statement};

pub use super::server::answer::{Lapse, PATIENCE};
pub use super::server::param::Param;

use super::server::address::{Address, LOCK_TIMEOUT};
use super::server::fault;
use super::server::heard::{Heard, channel};
use super::server::session::Session;
use super::server::wire::Wire;
use super::sql;
use crate::store::error::reason;
use crate::store::keeper::Bell;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub enum Question {
    /// Is it saved? `regie.put`.
    Put,
    /// What came after a revision? `regie.since`.
    Tail,
    /// Say from now on when somebody saves in this plan.
    Listen(i32),
    /// Give the database what it lacks of the schema.
    Raise,
    /// Anything else.
    Other(&'static str),
}

/// A line that is up. Dropped, it is hung up.
pub struct Line(Arc<Shared>);

/// What is of whoever asks and of who listens.
struct Shared {
    session: Mutex<Session>,
    wire: Wire,
    heard: Arc<Heard>,
    address: Address,
    /// What wakes who listens: something came while nobody waits for an answer.
    ear: OwnedFd,
    is_hung_up: AtomicBool,
}

/// The session, while somebody waits for an answer: who listens isn't woken by it.
struct Held<'a>(&'a Shared, MutexGuard<'a, Session>);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.listen_for(EventFlags::IN);
    }
}

impl Shared {
    fn begin(address: &Address, fitting: bool) -> Result<Arc<Self>, String> {
        let heard = Arc::new(Heard::default());
        let mut session = Session::begin(address, &heard)?;
        let wire = session.wire().clone();
        let ear = || {
            let ear = epoll::create(epoll::CreateFlags::CLOEXEC)?;
            epoll::add(&ear, &wire, EventData::new_u64(0), EventFlags::IN)?;
            Ok(ear)
        };
        let ear = ear().map_err(|why: Errno| reason(&io::Error::from(why)))?;
        if fitting {
            let client = session.client();
            let schema = session.run(sql::schema(&client), Instant::now() + PATIENCE);
            let schema = schema
                .map_err(|_lapse| fault::of_system(&io::ErrorKind::TimedOut.into(), address))?;
            schema
                .map_err(|why| fault::sentence(&why, address))?
                .fits()?;
        }
        Ok(Arc::new(Self {
            session: Mutex::new(session),
            wire,
            heard,
            address: address.clone(),
            ear,
            is_hung_up: AtomicBool::new(false),
        }))
    }

    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hold(&self) -> Held<'_> {
        let session = self.session();
        self.listen_for(EventFlags::empty());
        Held(self, session)
    }

    fn listen_for(&self, what: EventFlags) {
        // Of a socket that is there it can't fail.
        let _done = epoll::modify(&self.ear, &self.wire, EventData::new_u64(0), what);
    }

    /// Hears what comes while nobody waits for an answer, until the line is down or hung up.
    fn listen(&self) {
        while !self.heard.down.load(Ordering::Acquire) {
            let mut events = [MaybeUninit::uninit()];
            match epoll::wait(&self.ear, &mut events, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(_) => return self.heard.goes_down(),
            }
            if self.is_hung_up.load(Ordering::Acquire) {
                return;
            }
            self.session().go_on();
        }
    }
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").finish_non_exhaustive()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.is_hung_up.store(true, Ordering::Release);
        self.0.wire.hang_up();
    }
}

/// An answer that is to come.
pub struct Answer(Arc<Shared>, Receiver<Result<Vec<Row>, Lapse>>);

impl Answer {
    /// Waits for it until `until`.
    ///
    /// # Errors
    /// [`Lapse`].
    pub fn wait(self, until: Instant) -> Result<Vec<Row>, Lapse> {
        let Self(shared, answer) = self;
        let mut held = shared.hold();
        held.1.go_on_until(until, || match answer.try_recv() {
            Ok(answer) => Poll::Ready(answer),
            Err(TryRecvError::Disconnected) => Poll::Ready(Err(Lapse::broken())),
            Err(TryRecvError::Empty) => Poll::Pending,
        })?
    }
}

impl Line {
    /// Connects, and finds that the schema there is this program's.
    ///
    /// # Errors
    /// A Dutch sentence.
    pub fn connect(address: &Address) -> Result<Self, String> {
        Self::connect_to(address, true)
    }

    /// Connects to a database whatever schema it has, or has none.
    ///
    /// # Errors
    /// A Dutch sentence.
    pub fn connect_bare(address: &Address) -> Result<Self, String> {
        Self::connect_to(address, false)
    }

    fn connect_to(address: &Address, fitting: bool) -> Result<Self, String> {
        let (up, is_up) = sync_channel(1);
        let hosts = address.hosts();
        let address = address.clone();
        let work = move || match Shared::begin(&address, fitting) {
            Ok(shared) => {
                // Who doesn't wait for it any more lets it go, and with that it is hung up.
                let _nobody_waits = up.send(Ok(Self(Arc::clone(&shared))));
                shared.listen();
            }
            Err(sentence) => {
                let _nobody_waits = up.send(Err(sentence));
            }
        };
        let spawned: io::Result<_> = thread::Builder::new().name("line".into()).spawn(work);
        spawned.map_err(|why| reason(&why))?;
        match is_up.recv_timeout(PATIENCE) {
            Ok(outcome) => outcome,
            Err(_late) => Err(format!(
                "{hosts} antwoordt niet binnen {} seconden",
                PATIENCE.as_secs()
            )),
        }
    }

    /// Asks, and waits for the answer until `until`.
    ///
    /// # Errors
    /// [`Lapse`].
    #[expect(
        clippy::needless_pass_by_value,
        reason = "as of `ask_ahead`, whose question outlives who asks"
    )]
    pub fn ask(
        &self,
        question: Question,
        params: Vec<Param>,
        until: Instant,
    ) -> Result<Vec<Row>, Lapse> {
        let mut held = self.begin_to_ask()?;
        let (client, heard) = (held.1.client(), &self.0.heard);
        let asked = answered(&client, heard, &self.0.address, &question, &params);
        let answer = held.1.run(asked, until)?;
        let is_own = !heard.lent.load(Ordering::Acquire);
        if matches!(question, Question::Listen(_)) && is_own && heard.planned().is_none() {
            held.1.begin_task(plan_put(client, Arc::clone(heard)));
        }
        answer
    }

    /// Asks, and waits for nothing yet: the next question needn't wait for the answer to this one.
    ///
    /// # Errors
    /// [`Lapse`].
    pub fn ask_ahead(&self, question: Question, params: Vec<Param>) -> Result<Answer, Lapse> {
        let mut held = self.begin_to_ask()?;
        let (answer, is_answered) = sync_channel(1);
        let (client, heard) = (held.1.client(), Arc::clone(&self.0.heard));
        let address = self.0.address.clone();
        held.1.begin_task(async move {
            let said = answered(&client, &heard, &address, &question, &params).await;
            let _nobody_waits = answer.send(said);
        });
        Ok(Answer(Arc::clone(&self.0), is_answered))
    }

    fn begin_to_ask(&self) -> Result<Held<'_>, Lapse> {
        if self.is_down() {
            return Err(Lapse::down());
        }
        self.0.heard.warned.store(false, Ordering::Release);
        Ok(self.0.hold())
    }

    /// Whether the server warned since the last question: what it says then isn't sure.
    pub fn has_warned(&self) -> bool {
        self.0.heard.warned.load(Ordering::Acquire)
    }

    /// The revision the server announced last; 0 where it announced none.
    pub fn announced(&self) -> u64 {
        self.0.heard.revision.load(Ordering::Acquire)
    }

    /// Whether the server announced that the plan moves, since this was asked.
    pub fn moves(&self) -> bool {
        self.0.heard.moves.swap(false, Ordering::AcqRel)
    }

    /// Whether a pooler stands between, as is known once somebody listens: it may give each question
    /// to another connection of the server, and then nobody listens.
    pub fn is_lent(&self) -> bool {
        self.0.heard.lent.load(Ordering::Acquire)
    }

    /// Whether the server knows that somebody listens here: it announces a save to nobody else.
    pub fn attends(&self) -> bool {
        self.0.heard.attends.load(Ordering::Acquire)
    }

    /// Whether this connection has the turn in its plan.
    pub fn has_turn(&self) -> bool {
        self.0.heard.turn.load(Ordering::Acquire)
    }

    /// Keeps that it has the turn, or no longer.
    pub fn take_turn(&self, has: bool) {
        self.0.heard.turn.store(has, Ordering::Release);
    }

    /// Whether the line is down.
    pub fn is_down(&self) -> bool {
        self.0.heard.down.load(Ordering::Acquire)
    }

    /// Rings this bell from now on, when the server announces something or the line goes down.
    pub fn ring(&self, bell: Arc<Bell>) {
        self.0.heard.take_bell(bell);
    }
}

const PUT: &str = "SELECT * FROM regie.put($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8)";
/// That the server has no plan of that name, or one of before the schema was raised.
const FORGOTTEN: [SqlState; 2] = [
    SqlState::INVALID_SQL_STATEMENT_NAME,
    SqlState::FEATURE_NOT_SUPPORTED,
];
const TAIL: &str = "SELECT * FROM regie.since($1, $2)";

/// Whether the server says by this code that it goes down: it may have saved before that.
fn is_end(code: &str) -> bool {
    code.starts_with("57P") || code.starts_with("08")
}

async fn answered(
    client: &Client,
    heard: &Heard,
    address: &Address,
    question: &Question,
    params: &[Param],
) -> Result<Vec<Row>, Lapse> {
    let said = answer(client, heard, question, params).await;
    said.map_err(|error| {
        let sentence = fault::sentence(&error, address);
        // What the server refuses, it did not do.
        match error.code().map(SqlState::code) {
            Some(code) if fault::FORBIDDEN.contains(&code) => Lapse::Forbidden(sentence),
            Some(code) if !is_end(code) => Lapse::Refused(sentence),
            _ => Lapse::Unanswered(sentence),
        }
    })
}

async fn answer(
    client: &Client,
    heard: &Heard,
    question: &Question,
    params: &[Param],
) -> Result<Vec<Row>, Error> {
    let params: Vec<_> = params.iter().map(Param::typed).collect();
    let text = match question {
        Question::Put => match heard.planned() {
            Some(put) => return put_planned(client, heard, &put, &params).await,
            None => PUT,
        },
        Question::Tail => TAIL,
        Question::Other(text) => text,
        Question::Listen(plan) => return listen(client, heard, *plan).await.map(|()| Vec::new()),
        Question::Raise => return sql::raise(client, sql::VERSION).await.map(|_| Vec::new()),
    };
    client.query_typed(text, &params).await
}

/// Saves by what the server has planned, which it needn't read anew each time. Where it has that no
/// longer, nothing was done, and it is asked in full.
async fn put_planned(
    client: &Client,
    heard: &Heard,
    put: &Statement,
    params: &[(&(dyn ToSql + Sync), Type)],
) -> Result<Vec<Row>, Error> {
    let values: Vec<&(dyn ToSql + Sync)> = params.iter().map(|(value, _)| *value).collect();
    match client.query(put, &values).await {
        Err(why) if why.code().is_some_and(|it| FORGOTTEN.contains(it)) => {
            heard.plan_put(None);
            client.query_typed(PUT, params).await
        }
        answer => answer,
    }
}

/// Has the server plan a save. Nobody waits for it: until it has, and where it doesn't, each save is
/// asked in full.
async fn plan_put(client: Arc<Client>, heard: Arc<Heard>) {
    const TYPES: [Type; 8] = [
        Type::INT4,
        Type::INT8,
        Type::UUID,
        Type::UUID,
        Type::TEXT_ARRAY,
        Type::TEXT,
        Type::INT4,
        Type::INT4,
    ];
    heard.plan_put(client.prepare_typed(PUT, &TYPES).await.ok());
}

/// Asks to hear of every save in a plan, and says so to who saves. Finds whether the connection is one's own:
/// then the server has what was asked for when it was made, and keeps what it planned.
async fn listen(client: &Client, heard: &Heard, plan: i32) -> Result<(), Error> {
    heard.plan.store(plan, Ordering::Release);
    let listen = format!(
        "LISTEN {}; SELECT regie.attend({plan}); SHOW lock_timeout",
        channel(plan)
    );
    let said = client.simple_query(&listen).await?;
    let mut said = said.iter().filter_map(|said| match said {
        SimpleQueryMessage::Row(row) => row.get(0),
        _ => None,
    });
    let attends = said.next() == Some("t");
    let is_own = said.next() == Some(LOCK_TIMEOUT);
    heard.attends.store(attends, Ordering::Release);
    heard.lent.store(!is_own, Ordering::Release);
    Ok(())
}
