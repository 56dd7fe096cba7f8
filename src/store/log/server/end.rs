//! Where a server listens.

use std::fmt;
use std::net::IpAddr;

use crate::plan::clean;

/// The port where none is named.
const PORT: u16 = 5432;
/// Where Debian has the socket.
const SOCKET: &str = "/run/postgresql";

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// A name, a number, or a directory with a socket in it.
    pub host: String,
    /// The port; of a socket the number in its name.
    pub port: u16,
}

impl End {
    /// Whether it is a socket in a directory of this machine.
    pub fn is_socket(&self) -> bool {
        self.host.starts_with('/')
    }

    /// Whether nothing that goes there leaves this machine.
    pub(super) fn is_here(&self) -> bool {
        let number = self.host.parse::<IpAddr>();
        self.is_socket() || self.host == "localhost" || number.is_ok_and(|it| it.is_loopback())
    }

    /// Of a host with its port, or else this one. Without a name it is the socket where Debian
    /// has it.
    pub(super) fn read(text: &str, port: Option<u16>) -> Result<Self, String> {
        let text = text.trim();
        let bracketed = text.strip_prefix('[').and_then(|it| it.split_once(']'));
        let (host, own) = match bracketed {
            Some((host, rest)) => (host, rest.strip_prefix(':')),
            // More than one colon is a number of version 6.
            None => match text.split_once(':') {
                Some((host, port)) if !port.contains(':') => (host, Some(port)),
                _ => (text, None),
            },
        };
        let own = own.map(number).transpose()?;
        Ok(Self {
            host: if host.is_empty() { SOCKET } else { host }.to_string(),
            port: own.or(port).unwrap_or(PORT),
        })
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = clean::one_line(&self.host);
        let host = if host.contains(':') {
            format!("[{host}]")
        } else {
            host.into_owned()
        };
        match self.port {
            PORT => f.write_str(&host),
            port => write!(f, "{host}:{port}"),
        }
    }
}

/// A port as it is written.
pub(super) fn number(text: &str) -> Result<u16, String> {
    let port = text.parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| {
        format!(
            "een poort is een getal van 1 tot en met 65535, en niet “{}”",
            clean::one_line(text)
        )
    })
}
