//! A line between a client and a PostgreSQL server that a test can see and disturb: it counts what
//! goes over it, delays it, and cuts it before or after any message. Shared by the tests that need
//! one: each names this file as a module of its own.
//!
//! What counts as one message: a client writes all that belongs to one request (Bind, Execute) up to
//! its Sync, or a Query, in one go, and that is one out; all a server answers to it up to its
//! `ReadyForQuery` is one in. What a server says of its own accord (a notification, a notice) counts
//! for neither.

use std::fs::{self, Permissions};
use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Which way a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the server.
    Out,
    /// To the client.
    In,
}

/// What becomes of the line where it is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Both ends notice.
    Both,
    /// The server notices; the client hears nothing any more.
    Server,
    /// The client notices; the server hears nothing any more.
    Client,
    /// Both ends notice, and no new connection is taken.
    Away,
}

/// What went over the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Requests of clients, once they are in.
    pub out: usize,
    /// Answers of the server.
    pub back: usize,
    /// Connections that were made.
    pub connections: usize,
    /// Requests to cancel, on a connection of their own.
    pub cancels: usize,
}

/// A line to a server. Dropped, it is cut.
pub struct Proxy {
    dir: TempDir,
    line: Arc<Line>,
}

struct Line {
    server: Mutex<PathBuf>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    seen: Seen,
    delay: Duration,
    /// Where it is to be cut: so many messages of the protocol this way still pass.
    cut: Option<(Way, usize, Cut)>,
    /// What a client may ask so many times: the line is cut before the last of them.
    never: Option<(&'static str, usize)>,
    /// Whether it was, since that was asked.
    was_cut: bool,
    away: bool,
    /// Whether nothing passes any more, and nobody notices.
    silent: bool,
    /// Both ends of every connection, to cut them.
    open: Vec<(UnixStream, UnixStream)>,
}

impl Proxy {
    /// A line to the server whose socket is in this folder.
    pub fn to(server: &str) -> Self {
        let dir = tempfile::Builder::new().prefix("px").tempdir_in("/tmp");
        let dir = dir.unwrap();
        let listener = UnixListener::bind(socket(dir.path())).unwrap();
        // A standby is another user's.
        for (path, mode) in [(dir.path(), 0o755), (&socket(dir.path()), 0o777)] {
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        }
        let line = Arc::new(Line {
            server: Mutex::new(PathBuf::from(server)),
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let shared = Arc::clone(&line);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                shared.take(client);
            }
        });
        Self { dir, line }
    }

    /// The folder its socket is in: what a client takes for its host.
    pub fn host(&self) -> &str {
        self.dir.path().to_str().unwrap()
    }

    /// The address of a plan at the other end, for a login.
    pub fn url_as(&self, login: &str, database: &str, slug: &str) -> String {
        let host = self.host();
        format!("postgres://{login}@/{database}?host={host}&plan={slug}")
    }

    /// What went over it so far.
    pub fn seen(&self) -> Seen {
        self.line.state.lock().unwrap().seen
    }

    /// The same, once nothing more comes: a program may put away what it asked before.
    pub fn quiet(&self) -> Seen {
        loop {
            let seen = self.seen();
            thread::sleep(Duration::from_millis(100));
            if self.seen() == seen {
                return seen;
            }
        }
    }

    /// From here on everything takes so long, each way.
    pub fn delay(&self, each_way: Duration) {
        self.line.state.lock().unwrap().delay = each_way;
    }

    /// Cuts the line once so many messages of the protocol have gone this way, counted from now:
    /// Bind, Execute and Sync are three.
    pub fn cut_after(&self, messages: usize, way: Way, cut: Cut) {
        let mut state = self.line.state.lock().unwrap();
        state.was_cut = false;
        state.cut = Some((way, messages, cut));
    }

    /// Cuts the line where a client asks what has these words in it for this time, counted from 1: the
    /// server never hears it.
    pub fn cut_before(&self, words: &'static str, time: usize) {
        let mut state = self.line.state.lock().unwrap();
        (state.was_cut, state.never) = (false, Some((words, time)));
    }

    /// Waits until it was cut where [`Self::cut_after`] or [`Self::cut_before`] said; whether it was.
    pub fn was_cut(&self, patience: Duration) -> bool {
        let state = self.line.state.lock().unwrap();
        let waited = self
            .line
            .changed
            .wait_timeout_while(state, patience, |state| !state.was_cut);
        waited.unwrap().0.was_cut
    }

    /// It isn't to be cut any more.
    pub fn spare(&self) {
        self.line.state.lock().unwrap().cut = None;
    }

    /// Cuts every connection, and takes no new one.
    pub fn away(&self) {
        let mut state = self.line.state.lock().unwrap();
        state.away = true;
        state.hang_up();
    }

    /// Cuts every connection; a new one is taken.
    pub fn drop_all(&self) {
        self.line.state.lock().unwrap().hang_up();
    }

    /// Takes connections again, and lets everything pass.
    pub fn back(&self) {
        let mut state = self.line.state.lock().unwrap();
        (state.away, state.silent) = (false, false);
        state.hang_up();
    }

    /// From here on nothing passes, and nobody notices: a cable that was pulled.
    pub fn silence(&self) {
        self.line.state.lock().unwrap().silent = true;
    }

    /// From here on it leads to another server.
    pub fn leads_to(&self, server: &str) {
        *self.line.server.lock().unwrap() = PathBuf::from(server);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.away();
    }
}

impl State {
    fn hang_up(&mut self) {
        for (client, server) in self.open.drain(..) {
            let _gone = client.shutdown(Shutdown::Both);
            let _gone = server.shutdown(Shutdown::Both);
        }
    }
}

impl Line {
    /// One more client.
    fn take(self: &Arc<Self>, client: UnixStream) {
        let server = UnixStream::connect(socket(&self.server.lock().unwrap()));
        let mut state = self.state.lock().unwrap();
        state.seen.connections += 1;
        let (Ok(server), false) = (server, state.away) else {
            return;
        };
        let ends = (client.try_clone().unwrap(), server.try_clone().unwrap());
        state.open.push(ends);
        drop(state);
        self.carry(
            Way::Out,
            client.try_clone().unwrap(),
            server.try_clone().unwrap(),
        );
        self.carry(Way::In, server, client);
    }

    /// Carries what comes from one end to the other, in threads of its own: one that reads, and
    /// one that waits as long as the line is.
    fn carry(self: &Arc<Self>, way: Way, from: UnixStream, to: UnixStream) {
        let (sender, due) = mpsc::channel();
        let ends = (from.try_clone().unwrap(), to.try_clone().unwrap());
        let line = Arc::clone(self);
        thread::spawn(move || line.read(way, from, &sender, &ends));
        thread::spawn(move || write(to, &due));
    }

    fn read(
        &self,
        way: Way,
        mut from: UnixStream,
        sender: &Sender<(Instant, Vec<u8>)>,
        ends: &(UnixStream, UnixStream),
    ) {
        let mut messages = Messages::new(way);
        let mut bytes = vec![0; 64 * 1024];
        loop {
            let read = from.read(&mut bytes).unwrap_or(0);
            if read == 0 {
                // The other end hears of it behind what was sent.
                return;
            }
            let Some(passes) = self.passes(&mut messages, &bytes[..read], ends) else {
                return;
            };
            let state = self.state.lock().unwrap();
            if !state.silent && sender.send((Instant::now() + state.delay, passes)).is_err() {
                return;
            }
        }
    }

    /// What of these bytes passes; none where the line was cut before any.
    fn passes(
        &self,
        messages: &mut Messages,
        bytes: &[u8],
        (from, to): &(UnixStream, UnixStream),
    ) -> Option<Vec<u8>> {
        let mut state = self.state.lock().unwrap();
        let asks = |words: &str| bytes.windows(words.len()).any(|it| it == words.as_bytes());
        if let (Way::Out, Some((words, time))) = (messages.way, state.never)
            && asks(words)
        {
            state.never = Some((words, time - 1)).filter(|(_, left)| *left > 0);
            if state.never.is_none() {
                state.was_cut = true;
                state.hang_up();
                self.changed.notify_all();
                return None;
            }
        }
        for (end, tag) in messages.ends(bytes) {
            match (messages.way, tag) {
                (Way::Out, b'S' | b'Q') => state.seen.out += 1,
                (Way::In, b'Z') => state.seen.back += 1,
                (Way::Out, CANCEL) => state.seen.cancels += 1,
                _ => {}
            }
            let (Some((way, left, cut)), false) = (state.cut.as_mut(), tag == STARTUP) else {
                continue;
            };
            if *way != messages.way {
                continue;
            }
            let cut = *cut;
            *left = left.saturating_sub(1);
            if *left > 0 {
                continue;
            }
            (state.cut, state.was_cut) = (None, true);
            state.away |= cut == Cut::Away;
            drop(state);
            self.changed.notify_all();
            // What passes still arrives.
            let mut far = to.try_clone().ok()?;
            let _gone = far.write_all(&bytes[..end]);
            let (client, server) = match messages.way {
                Way::Out => (from, to),
                Way::In => (to, from),
            };
            if cut != Cut::Server {
                let _gone = client.shutdown(Shutdown::Both);
            }
            if cut != Cut::Client {
                let _gone = server.shutdown(Shutdown::Both);
            }
            return None;
        }
        Some(bytes.to_vec())
    }
}

fn write(mut to: UnixStream, due: &Receiver<(Instant, Vec<u8>)>) {
    for (at, bytes) in due {
        thread::sleep(at.saturating_duration_since(Instant::now()));
        if to.write_all(&bytes).is_err() {
            break;
        }
    }
    let _gone = to.shutdown(Shutdown::Write);
}

fn socket(folder: &Path) -> PathBuf {
    folder.join(".s.PGSQL.5432")
}

/// What stands for the first message of a client, which has no letter.
const STARTUP: u8 = 0;
/// The same of one that only asks to cancel.
const CANCEL: u8 = 1;

/// Where messages end in what comes over a line: a letter, a length of four bytes that counts
/// itself, and the rest.
struct Messages {
    way: Way,
    /// Whether what comes next is a client's first message.
    first: bool,
    /// The head of the message that is coming in, as far as it is there.
    head: Vec<u8>,
    /// How much of it is still to come.
    rest: usize,
    tag: u8,
}

impl Messages {
    const fn new(way: Way) -> Self {
        Self {
            way,
            first: matches!(way, Way::Out),
            head: Vec::new(),
            rest: 0,
            tag: STARTUP,
        }
    }

    /// The end in these bytes of each message that ends in them, and its letter.
    fn ends(&mut self, bytes: &[u8]) -> Vec<(usize, u8)> {
        let mut ends = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            if self.rest > 0 {
                self.rest -= 1;
            } else {
                self.head.push(*byte);
                // A first message: length and what is asked. The others: letter and length.
                let whole = if self.first { 8 } else { 5 };
                if self.head.len() < whole {
                    continue;
                }
                let number = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap());
                (self.tag, self.rest) = if self.first {
                    let cancels = number(&self.head[4..8]) == 80_877_102;
                    let tag = if cancels { CANCEL } else { STARTUP };
                    (tag, number(&self.head[..4]) as usize - 8)
                } else {
                    (self.head[0], number(&self.head[1..5]) as usize - 4)
                };
                self.first = false;
                self.head.clear();
            }
            if self.rest == 0 {
                ends.push((at + 1, self.tag));
            }
        }
        ends
    }
}
