//! A session with a server, which goes on while somebody lets it: whoever waits for an answer, or who listens while
//! nobody asks. It has no thread and no clock of its own.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Connection, Error, SimpleQueryMessage};

use super::address::{Address, BOUNDS};
use super::answer::{Lapse, PATIENCE};
use super::end::End;
use super::fault;
use super::heard::Heard;
use super::tls::{self, Tls};
use super::wire::Wire;

type Encrypted = <Tls as MakeTlsConnect<Wire>>::Stream;
type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A session that was begun.
pub struct Session {
    wire: Wire,
    client: Arc<Client>,
    /// None once it is down: what waited for an answer then hears that none comes.
    connection: Option<Connection<Wire, Encrypted>>,
    /// What goes on beside what is asked.
    tasks: Vec<Task>,
    heard: Arc<Heard>,
    woken: Arc<Woken>,
    waker: Waker,
}

/// That a part of it has something to do because another part did something.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Woken {
    fn was(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

/// Why there is no session.
enum Fault {
    Said(Error),
    System(io::Error),
}

impl From<Error> for Fault {
    fn from(said: Error) -> Self {
        Self::Said(said)
    }
}

impl From<io::Error> for Fault {
    fn from(why: io::Error) -> Self {
        Self::System(why)
    }
}

impl Session {
    /// Logs in at the first server of an address that takes saves.
    ///
    /// # Errors
    /// A Dutch sentence, of the last that was tried.
    pub fn begin(address: &Address, heard: &Arc<Heard>) -> Result<Self, String> {
        let (tls, config) = (tls::connector(address)?, address.config()?);
        let mut bounded = config.clone();
        bounded.options(BOUNDS);
        let mut fault = Fault::System(ErrorKind::NotFound.into());
        for end in address.ends() {
            let begun = match Self::at(end, &bounded, tls.clone(), heard) {
                // PgBouncer takes no options. Without them the server waits somewhat longer for what hangs.
                Err(Fault::Said(why)) if fault::is_protocol(&why) => {
                    Self::at(end, &config, tls.clone(), heard)
                }
                begun => begun,
            };
            match begun {
                Ok(session) => return Ok(session),
                Err(why) => fault = why,
            }
        }
        Err(match fault {
            Fault::Said(why) => fault::sentence(&why, address),
            Fault::System(why) => fault::of_system(&why, address),
        })
    }

    fn at(end: &End, config: &Config, mut tls: Tls, heard: &Arc<Heard>) -> Result<Self, Fault> {
        let until = Instant::now() + PATIENCE;
        let wire = Wire::to(end)?;
        let Ok(tls) = MakeTlsConnect::<Wire>::make_tls_connect(&mut tls, &end.host);
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        let mut connecting = pin!(config.connect_raw(wire.clone(), tls));
        let mut context = Context::from_waker(&waker);
        let connect = || connecting.as_mut().poll(&mut context);
        let (client, connection) = wait_for(&wire, &woken, until, connect)?.ok_or_else(late)??;
        let client = Arc::new(client);
        let mut session = Self {
            wire,
            client: Arc::clone(&client),
            connection: Some(connection),
            tasks: Vec::new(),
            heard: Arc::clone(heard),
            woken,
            waker,
        };
        let asked = client.simple_query("SHOW transaction_read_only");
        let said = session.run(asked, until).map_err(|_lapse| late())??;
        let reads_only = said.iter().any(|row| match row {
            SimpleQueryMessage::Row(row) => row.get(0) == Some("on"),
            _ => false,
        });
        if reads_only {
            return Err(io::Error::from(ErrorKind::PermissionDenied).into());
        }
        Ok(session)
    }

    /// What questions are asked with.
    pub fn client(&self) -> Arc<Client> {
        Arc::clone(&self.client)
    }

    /// The socket it is over.
    pub const fn wire(&self) -> &Wire {
        &self.wire
    }

    /// Has something go on beside what is asked, and begins with it.
    pub fn begin_task(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.push(Box::pin(task));
        self.go_on();
    }

    /// Goes on until this has come to something.
    ///
    /// # Errors
    /// [`Lapse`], where that is not by `until`, or the line breaks.
    pub fn run<T>(&mut self, work: impl Future<Output = T>, until: Instant) -> Result<T, Lapse> {
        let mut work = pin!(work);
        let waker = self.waker.clone();
        let mut context = Context::from_waker(&waker);
        self.go_on_until(until, || work.as_mut().poll(&mut context))
    }

    /// Goes on until this is so.
    ///
    /// # Errors
    /// As of [`Self::run`].
    pub fn go_on_until<T>(
        &mut self,
        until: Instant,
        mut is_so: impl FnMut() -> Poll<T>,
    ) -> Result<T, Lapse> {
        let (wire, woken) = (self.wire.clone(), Arc::clone(&self.woken));
        let step = || {
            if let Poll::Ready(is) = is_so() {
                return Poll::Ready(Some(is));
            }
            self.step();
            match is_so() {
                Poll::Ready(is) => Poll::Ready(Some(is)),
                Poll::Pending if self.connection.is_none() => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            }
        };
        let done = wait_for(&wire, &woken, until, step);
        // What the work left to be sent, such as that a statement is no longer needed.
        while self.woken.was() {
            self.step();
        }
        match done {
            Ok(Some(Some(is))) => Ok(is),
            Ok(None) => Err(Lapse::late()),
            Ok(Some(None)) | Err(_) => Err(Lapse::broken()),
        }
    }

    /// Goes on with what came, and waits for nothing.
    pub fn go_on(&mut self) {
        self.wire.look_again();
        self.step();
        while self.woken.was() {
            self.step();
        }
    }

    /// Reads what came, sends what is to be sent, and lets each task do what it can.
    fn step(&mut self) {
        let waker = self.waker.clone();
        let mut context = Context::from_waker(&waker);
        while let Some(connection) = &mut self.connection {
            match connection.poll_message(&mut context) {
                Poll::Pending => break,
                Poll::Ready(Some(Ok(message))) => self.heard.hear(&message),
                Poll::Ready(None | Some(Err(_))) => {
                    self.connection = None;
                    self.wire.hang_up();
                    self.heard.goes_down();
                }
            }
        }
        self.tasks
            .retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
    }
}

fn late() -> io::Error {
    ErrorKind::TimedOut.into()
}

/// Takes steps until one comes to something; none where that isn't so by `until`.
fn wait_for<T>(
    wire: &Wire,
    woken: &Woken,
    until: Instant,
    mut step: impl FnMut() -> Poll<T>,
) -> io::Result<Option<T>> {
    loop {
        if let Poll::Ready(done) = step() {
            return Ok(Some(done));
        }
        if !woken.was() && !wire.wait(until)? {
            return Ok(None);
        }
    }
}
