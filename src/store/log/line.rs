//! The line to a database: one connection, in a thread of its own, for saves and for news.
//!
//! A question goes out as one message and its answer comes in as one. The line has its own clock,
//! since no timeout of the server ends the wait for a standby; and nothing is ever cancelled, since
//! the server then says "saved" of what only it has.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use std::{io, thread};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{AsyncMessage, Client, Error, Row, SimpleQueryMessage, Statement};

pub use super::server::answer::{Answer, Lapse, PATIENCE};
pub use super::server::param::Param;

use super::server::address::{Address, BOUNDS, LOCK_TIMEOUT};
use super::server::{fault, tls};
use super::sql;
use crate::store::error::reason;
use crate::store::keeper::Bell;

/// What is asked.
#[derive(Debug, Clone)]
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

/// What the server says by itself.
#[derive(Default)]
struct Heard {
    /// Of which plan it announces saves; none is 0.
    plan: AtomicI32,
    /// The revision of that it announced last.
    revision: AtomicU64,
    /// Whether it announced something else of the plan: that it went elsewhere, or is here again.
    moves: AtomicBool,
    /// Whether it warned since a question was asked.
    warned: AtomicBool,
    /// Whether the line is down.
    down: AtomicBool,
    /// Whether this connection goes before others.
    turn: AtomicBool,
    /// Whether the connection is lent by a pooler.
    lent: AtomicBool,
    /// Whether the server knows that it is to be announced to.
    attends: AtomicBool,
    /// A save as the server has it planned, where the connection is one's own.
    put: Mutex<Option<Statement>>,
    bell: Mutex<Option<Arc<Bell>>>,
}

impl Heard {
    fn ring(&self) {
        let bell = self.bell.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bell) = bell.as_ref() {
            bell();
        }
    }

    fn planned(&self) -> Option<Statement> {
        let put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        put.clone()
    }

    fn plan_put(&self, planned: Option<Statement>) {
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        *put = planned;
    }
}

struct Asked {
    question: Question,
    params: Vec<Param>,
    answer: SyncSender<Result<Vec<Row>, Lapse>>,
}

/// A line that is up. Dropped, it is hung up.
pub struct Line {
    asks: UnboundedSender<Asked>,
    heard: Arc<Heard>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").finish_non_exhaustive()
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
        let (asks, asked) = unbounded_channel();
        let (up, is_up) = sync_channel(1);
        let heard = Arc::new(Heard::default());
        let (address, ears) = (address.clone(), Arc::clone(&heard));
        let hosts = address.hosts();
        let work = move || {
            let run =
                |runtime: Runtime| runtime.block_on(run(&address, fitting, asked, &ears, &up));
            match Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => run(runtime),
                Err(why) => drop(up.send(Err(reason(&why)))),
            }
        };
        let spawned: io::Result<_> = thread::Builder::new().name("line".into()).spawn(work);
        spawned.map_err(|why| reason(&why))?;
        match is_up.recv_timeout(PATIENCE) {
            Ok(outcome) => outcome.map(|()| Self { asks, heard }),
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
    pub fn ask(
        &self,
        question: Question,
        params: Vec<Param>,
        until: Instant,
    ) -> Result<Vec<Row>, Lapse> {
        self.ask_ahead(question, params)?.wait(until)
    }

    /// Asks, and waits for nothing yet: the next question needn't wait for the answer to this one.
    ///
    /// # Errors
    /// [`Lapse`].
    pub fn ask_ahead(&self, question: Question, params: Vec<Param>) -> Result<Answer, Lapse> {
        if self.is_down() {
            return Err(Lapse::Refused("de verbinding is verbroken".to_string()));
        }
        self.heard.warned.store(false, Ordering::Release);
        let (answer, answered) = sync_channel(1);
        let asked = Asked {
            question,
            params,
            answer,
        };
        if self.asks.send(asked).is_err() {
            return Err(Lapse::Refused("de verbinding is verbroken".to_string()));
        }
        Ok(Answer::of(answered))
    }

    /// Whether the server warned since the last question: what it says then isn't sure.
    pub fn has_warned(&self) -> bool {
        self.heard.warned.load(Ordering::Acquire)
    }

    /// The revision the server announced last; 0 where it announced none.
    pub fn announced(&self) -> u64 {
        self.heard.revision.load(Ordering::Acquire)
    }

    /// Whether the server announced that the plan moves, since this was asked.
    pub fn moves(&self) -> bool {
        self.heard.moves.swap(false, Ordering::AcqRel)
    }

    /// Whether a pooler stands between, as is known once somebody listens: it may give each question
    /// to another connection of the server, and then nobody listens.
    pub fn is_lent(&self) -> bool {
        self.heard.lent.load(Ordering::Acquire)
    }

    /// Whether the server knows that somebody listens here: it announces a save to nobody else.
    pub fn attends(&self) -> bool {
        self.heard.attends.load(Ordering::Acquire)
    }

    /// Whether this connection has the turn in its plan.
    pub fn has_turn(&self) -> bool {
        self.heard.turn.load(Ordering::Acquire)
    }

    /// Keeps that it has the turn, or no longer.
    pub fn take_turn(&self, has: bool) {
        self.heard.turn.store(has, Ordering::Release);
    }

    /// Whether the line is down.
    pub fn is_down(&self) -> bool {
        self.heard.down.load(Ordering::Acquire) || self.asks.is_closed()
    }

    /// Rings this bell from now on, when the server announces something or the line goes down.
    pub fn ring(&self, bell: Arc<Bell>) {
        let mut held = self
            .heard
            .bell
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *held = Some(bell);
    }
}

const PUT: &str = "SELECT * FROM regie.put($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8)";
/// That the server has no plan of that name, or one of before the schema was raised.
const FORGOTTEN: [SqlState; 2] = [
    SqlState::INVALID_SQL_STATEMENT_NAME,
    SqlState::FEATURE_NOT_SUPPORTED,
];
const TAIL: &str = "SELECT * FROM regie.since($1, $2)";

async fn run(
    address: &Address,
    fitting: bool,
    mut asked: UnboundedReceiver<Asked>,
    heard: &Arc<Heard>,
    up: &SyncSender<Result<(), String>>,
) {
    let client = match begun(address, fitting, heard).await {
        Ok(client) => Arc::new(client),
        Err(sentence) => {
            let _nobody_waits = up.send(Err(sentence));
            return;
        }
    };
    if up.send(Ok(())).is_err() {
        return;
    }
    let address = Arc::new(address.clone());
    // When nobody can ask any more, what still waits for an answer goes with the runtime: the line
    // is hung up, and nothing is cancelled.
    while let Some(asked) = asked.recv().await {
        let (client, heard) = (Arc::clone(&client), Arc::clone(heard));
        let address = Arc::clone(&address);
        tokio::spawn(async move {
            let answer = answer(&client, &heard, &asked).await;
            let answer = answer.map_err(|error| {
                let sentence = fault::sentence(&error, &address);
                // What the server refuses, it did not do.
                match error.code().map(SqlState::code) {
                    Some(code) if fault::FORBIDDEN.contains(&code) => Lapse::Forbidden(sentence),
                    Some(code) if !is_end(code) => Lapse::Refused(sentence),
                    _ => Lapse::Unanswered(sentence),
                }
            });
            let _nobody_waits = asked.answer.send(answer);
        });
    }
}

/// Whether the server says by this code that it goes down: it may have saved before that.
fn is_end(code: &str) -> bool {
    code.starts_with("57P") || code.starts_with("08")
}

async fn begun(address: &Address, fitting: bool, heard: &Arc<Heard>) -> Result<Client, String> {
    let tls = tls::connector(address)?;
    let said = |error| fault::sentence(&error, address);
    let config = address.config()?;
    let connected = match config.clone().options(BOUNDS).connect(tls.clone()).await {
        // PgBouncer takes no options. Without them the server waits somewhat longer for what hangs.
        Err(error) if fault::is_protocol(&error) => config.connect(tls).await,
        connected => connected,
    };
    let (client, mut connection) = connected.map_err(said)?;
    let ears = Arc::clone(heard);
    tokio::spawn(async move {
        while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
            hear(&ears, &message);
        }
        ears.down.store(true, Ordering::Release);
        ears.ring();
    });
    if fitting {
        sql::schema(&client).await.map_err(said)?.fits()?;
    }
    Ok(client)
}

fn hear(heard: &Heard, message: &AsyncMessage) {
    match message {
        AsyncMessage::Notice(notice) if notice.code().code().starts_with("01") => {
            heard.warned.store(true, Ordering::Release);
        }
        // A pooler may pass on what was meant for who had the connection before.
        AsyncMessage::Notification(said)
            if said.channel() == channel(heard.plan.load(Ordering::Acquire)) =>
        {
            match said.payload().parse() {
                Ok(revision) => drop(heard.revision.fetch_max(revision, Ordering::AcqRel)),
                Err(_no_revision) => heard.moves.store(true, Ordering::Release),
            }
            heard.ring();
        }
        _ => {}
    }
}

/// Under what name the server announces the saves in a plan.
fn channel(plan: i32) -> String {
    format!("plan_{plan}")
}

async fn answer(
    client: &Arc<Client>,
    heard: &Arc<Heard>,
    asked: &Asked,
) -> Result<Vec<Row>, Error> {
    let params: Vec<_> = asked.params.iter().map(Param::typed).collect();
    let text = match &asked.question {
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
async fn listen(client: &Arc<Client>, heard: &Arc<Heard>, plan: i32) -> Result<(), Error> {
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
    if is_own && heard.planned().is_none() {
        tokio::spawn(plan_put(Arc::clone(client), Arc::clone(heard)));
    }
    Ok(())
}
