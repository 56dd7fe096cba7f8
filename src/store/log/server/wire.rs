//! The socket a server is reached by. Nothing waits in it: whoever wants an answer waits for the socket itself, so
//! that no other thread is woken to send or to hand the answer over.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, ToSocketAddrs as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use socket2::{Domain, SockAddr, Socket, TcpKeepalive, Type};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::end::End;

/// How long one host is tried.
const CONNECTING: Duration = Duration::from_secs(3);
/// After how long of nothing it is asked whether the other end is there, how often, and how many times.
const ALIVE: (Duration, Duration, u32) = (Duration::from_secs(20), Duration::from_secs(5), 3);
/// After how long what was sent and not received breaks the line.
const UNRECEIVED: Duration = Duration::from_secs(10);

/// A socket; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Wire(Arc<Ends>);

#[derive(Debug)]
struct Ends {
    socket: Socket,
    /// Whether all that had come was read.
    is_read: AtomicBool,
    /// Whether it took no more of what is to be sent.
    is_full: AtomicBool,
}

impl Wire {
    /// To where a server listens.
    ///
    /// # Errors
    /// What the system says.
    pub fn to(end: &End) -> io::Result<Self> {
        if end.is_socket() {
            let path = Path::new(&end.host).join(format!(".s.PGSQL.{}", end.port));
            let socket = Socket::new(Domain::UNIX, Type::STREAM, None)?;
            return Self::over(socket, &SockAddr::unix(path)?);
        }
        let mut why = io::Error::from(ErrorKind::NotFound);
        for address in (end.host.as_str(), end.port).to_socket_addrs()? {
            match Self::over_network(address) {
                Ok(wire) => return Ok(wire),
                Err(another) => why = another,
            }
        }
        Err(why)
    }

    fn over_network(address: SocketAddr) -> io::Result<Self> {
        let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
        let (after, every, times) = ALIVE;
        let alive = TcpKeepalive::new().with_time(after);
        socket.set_tcp_keepalive(&alive.with_interval(every).with_retries(times))?;
        socket.set_tcp_user_timeout(Some(UNRECEIVED))?;
        socket.set_tcp_nodelay(true)?;
        Self::over(socket, &address.into())
    }

    fn over(socket: Socket, address: &SockAddr) -> io::Result<Self> {
        socket.connect_timeout(address, CONNECTING)?;
        socket.set_nonblocking(true)?;
        Ok(Self(Arc::new(Ends {
            socket,
            is_read: AtomicBool::new(false),
            is_full: AtomicBool::new(false),
        })))
    }

    /// Waits until something came, or there is room to send what there wasn't; false where that isn't so by `until`.
    ///
    /// # Errors
    /// What the system says.
    pub fn wait(&self, until: Instant) -> io::Result<bool> {
        let is_full = self.0.is_full.load(Ordering::Relaxed);
        let room = if is_full {
            PollFlags::OUT
        } else {
            PollFlags::empty()
        };
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let left = Timespec::try_from(left).map_err(|_never| ErrorKind::InvalidInput)?;
            let mut ends = [PollFd::new(self, PollFlags::IN | room)];
            match poll(&mut ends, Some(&left)) {
                Ok(0) => return Ok(false),
                Ok(_) => break,
                Err(Errno::INTR) => {}
                Err(why) => return Err(why.into()),
            }
        }
        self.look_again();
        Ok(true)
    }

    /// What was read or taken as far as it went may have gone on.
    pub fn look_again(&self) {
        self.0.is_read.store(false, Ordering::Relaxed);
        self.0.is_full.store(false, Ordering::Relaxed);
    }

    /// Nothing comes or goes any more.
    pub fn hang_up(&self) {
        // It fails where the other end did so before.
        let _gone = self.0.socket.shutdown(Shutdown::Both);
    }
}

impl AsFd for Wire {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.socket.as_fd()
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Ends {
            socket, is_read, ..
        } = &*self.0;
        if is_read.load(Ordering::Relaxed) {
            return Poll::Pending;
        }
        let room = buffer.initialize_unfilled();
        match tried(|| (&*socket).read(room)) {
            Ok(read) => {
                // Less than there was room for is all there was.
                is_read.store(read < room.len(), Ordering::Relaxed);
                buffer.advance(read);
                Poll::Ready(Ok(()))
            }
            Err(why) if why.kind() == ErrorKind::WouldBlock => {
                is_read.store(true, Ordering::Relaxed);
                Poll::Pending
            }
            Err(why) => Poll::Ready(Err(why)),
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Ends {
            socket, is_full, ..
        } = &*self.0;
        match tried(|| (&*socket).write(bytes)) {
            Err(why) if why.kind() == ErrorKind::WouldBlock => {
                is_full.store(true, Ordering::Relaxed);
                Poll::Pending
            }
            written => Poll::Ready(written),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.hang_up();
        Poll::Ready(Ok(()))
    }
}

/// Tries, again where a signal came between.
fn tried(mut once: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match once() {
            Err(why) if why.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}
