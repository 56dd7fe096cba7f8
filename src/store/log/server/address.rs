//! Where a plan on a database is: `postgres://[USER@]HOST[:PORT][,HOST2]/DB?plan=SLUG`.
//!
//! No secret is ever in it: a command line is seen by everyone on the host and kept in a shell's
//! history.

use std::env;
use std::fmt;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};

use super::end::{End, number};
use super::pass;
use crate::plan::clean;
use crate::store::place::Place;

/// How an address begins; `postgresql` is what other programs write as well.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
/// The longest slug.
const LONGEST: usize = 60;
/// How an address looks, for whoever wrote another.
const SHAPE: &str = "een adres is postgres://[GEBRUIKER@]HOST[:POORT]/DATABASE?plan=NAAM";
/// What the client never needs long, the server ends as well: asked for with the connection.
pub const BOUNDS: &str = "-c idle_in_transaction_session_timeout=5s -c lock_timeout=3s";
/// How the server says it back.
pub const LOCK_TIMEOUT: &str = "3s";
/// What an address can say behind its `?`.
const KNOWN: &str = "plan, host, port, user, sslmode";

/// The address of a plan on a database. Shown, it is harmless to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Who logs in; none where the address doesn't say.
    user: Option<String>,
    /// Where the server may be, in the order they are tried.
    ends: Vec<End>,
    database: String,
    slug: String,
    /// Whether the line is not encrypted: a socket, or the own machine where that is asked.
    plain: bool,
}

impl Address {
    /// Whether a text is meant as the address of a database, and not as the name of a file.
    pub fn is_one(text: &str) -> bool {
        let text = text.trim_start().to_ascii_lowercase();
        SCHEMES.iter().any(|scheme| text.starts_with(scheme))
    }

    /// Reads an address.
    ///
    /// # Errors
    /// A Dutch sentence. What was written is not in it: it may hold a password.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let scheme = SCHEMES.iter().find(|it| text.starts_with(**it));
        let Some(rest) = scheme.and_then(|scheme| text.strip_prefix(scheme)) else {
            return Err(SHAPE.to_string());
        };
        // Wherever the password itself would end the part it stands in.
        if rest
            .rsplit_once('@')
            .is_some_and(|(it, _)| it.contains(':'))
        {
            return Err(no_password());
        }
        let (rest, asked) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, hosts) = match authority.rsplit_once('@') {
            Some((user, hosts)) => (Some(decoded(user)?), hosts),
            None => (None, authority),
        };
        let mut asked = Asked::read(asked)?;
        asked.host = asked.host.filter(|host| !host.is_empty());
        let hosts = match &asked.host {
            Some(_) if !hosts.is_empty() => {
                return Err(
                    "het adres noemt de host twee keer: voor de database en achter host="
                        .to_string(),
                );
            }
            Some(hosts) => hosts.split(',').map(str::to_string).collect(),
            None => hosts
                .split(',')
                .map(decoded)
                .collect::<Result<Vec<_>, _>>()?,
        };
        let ends = hosts.iter().map(|host| End::read(host, asked.port));
        let ends = ends.collect::<Result<Vec<_>, _>>()?;
        let database = decoded(database)?;
        if database.is_empty() || database.contains('/') {
            return Err(format!("het adres noemt geen database; {SHAPE}"));
        }
        let plain = is_plain(&ends, asked.mode.as_deref())?;
        Ok(Self {
            user: user.or(asked.user).filter(|user| !user.is_empty()),
            ends,
            database,
            slug: slug(asked.plan)?,
            plain,
        })
    }

    /// Reads the address of a database, with a plan or without one.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn of_database(text: &str) -> Result<Self, String> {
        let names_plan = |part: &str| part.starts_with("plan=");
        let asked = text.split_once('?').map_or("", |(_, asked)| asked);
        if asked.split('&').any(names_plan) {
            return Self::parse(text);
        }
        // No plan is looked at through this address itself.
        let mark = if text.contains('?') { '&' } else { '?' };
        let parsed = Self::parse(&format!("{text}{mark}plan=p"))?;
        Ok(Self {
            slug: String::new(),
            ..parsed
        })
    }

    /// What the plan is called on the database.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Where the plan is.
    pub fn place(&self) -> Place {
        Place::Database {
            address: self.to_string(),
            slug: self.slug.clone(),
        }
    }

    /// The database.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Where the server may be, in the order they are tried.
    pub fn ends(&self) -> &[End] {
        &self.ends
    }

    /// The hosts as one text, as an address has them.
    pub fn hosts(&self) -> String {
        let hosts: Vec<String> = self.ends.iter().map(End::to_string).collect();
        hosts.join(",")
    }

    /// Whether the line is not encrypted, since it doesn't leave this machine.
    pub const fn is_plain(&self) -> bool {
        self.plain
    }

    /// The same database with another plan.
    ///
    /// # Errors
    /// A Dutch sentence, where that is no name for a plan.
    pub fn with_slug(&self, slug: &str) -> Result<Self, String> {
        let slug = self::slug(Some(slug.to_string()))?;
        Ok(Self {
            slug,
            ..self.clone()
        })
    }

    /// Who logs in: of the address, `$PGUSER`, or else the user of this machine.
    pub fn user(&self) -> Option<String> {
        let variables = ["PGUSER", "USER", "LOGNAME"];
        let users = variables.into_iter().filter_map(|it| env::var(it).ok());
        let named = self.user.clone();
        named.or_else(|| users.into_iter().find(|user| !user.trim().is_empty()))
    }

    /// How to connect: with the password of `$PGPASSWORD` or the password file, only to a server
    /// that takes saves, and never waiting long for one that isn't there.
    ///
    /// # Errors
    /// A Dutch sentence, where the password file can't be used.
    pub fn config(&self) -> Result<Config, String> {
        let mut config = Config::new();
        for end in &self.ends {
            config.host(&end.host).port(end.port);
        }
        let user = self.user();
        if let Some(user) = &user {
            config.user(user);
        }
        let user = user.unwrap_or_default();
        if let Some(password) = pass::word(&self.ends, &self.database, &user)? {
            config.password(password);
        }
        config
            .dbname(&self.database)
            .application_name(concat!("regie/", env!("CARGO_PKG_VERSION")))
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .ssl_mode(if self.plain {
                SslMode::Disable
            } else {
                SslMode::Require
            })
            .connect_timeout(Duration::from_secs(3))
            .keepalives_idle(Duration::from_secs(20))
            .keepalives_interval(Duration::from_secs(5))
            .keepalives_retries(3)
            .tcp_user_timeout(Duration::from_secs(10));
        Ok(config)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { database, slug, .. } = self;
        let database = clean::one_line(database);
        let hosts = self.hosts();
        let mark = if self.ends.iter().any(End::is_socket) {
            write!(f, "postgres:///{database}?host={hosts}")?;
            '&'
        } else {
            write!(f, "postgres://{hosts}/{database}")?;
            '?'
        };
        if slug.is_empty() {
            return Ok(());
        }
        write!(f, "{mark}plan={slug}")
    }
}

/// What stood behind the `?`.
#[derive(Default)]
struct Asked {
    plan: Option<String>,
    host: Option<String>,
    port: Option<u16>,
    user: Option<String>,
    mode: Option<String>,
}

impl Asked {
    fn read(text: &str) -> Result<Self, String> {
        let mut asked = Self::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decoded(name)?;
            if name == "password" {
                return Err(no_password());
            }
            let value = decoded(value)?;
            let place = match name.as_str() {
                "plan" => &mut asked.plan,
                "host" => &mut asked.host,
                "user" => &mut asked.user,
                "sslmode" => &mut asked.mode,
                "port" => {
                    asked.port = Some(number(&value)?);
                    continue;
                }
                _ => return Err(unknown(&name)),
            };
            if place.replace(value).is_some() {
                return Err(format!("het adres noemt {name} twee keer"));
            }
        }
        Ok(asked)
    }
}

fn unknown(name: &str) -> String {
    let name = clean::one_line(name);
    let instead = match &*name {
        "sslrootcert" => "; zet het bestand in $PGSSLROOTCERT",
        "passfile" => "; zet het bestand in $PGPASSFILE",
        "dbname" => "; de database staat voor het vraagteken",
        "target_session_attrs" | "connect_timeout" | "application_name" | "keepalives" => {
            "; regie kiest dat zelf"
        }
        _ => "",
    };
    format!("“{name}” hoort niet in een adres{instead}; wel: {KNOWN}")
}

fn no_password() -> String {
    "een wachtwoord staat niet in het adres: anderen op deze computer zien dat. Zet het in \
     ~/.pgpass, op een regel HOST:POORT:DATABASE:GEBRUIKER:WACHTWOORD, en geef chmod 600 ~/.pgpass (een @ in een naam is %40)"
        .to_string()
}

/// A plan's name on the database: small letters, digits and dashes.
fn slug(plan: Option<String>) -> Result<String, String> {
    let Some(slug) = plan.filter(|slug| !slug.is_empty()) else {
        return Err(
            "het adres noemt geen plan; zet er ?plan=NAAM achter, zoals \
                    ?plan=rijswijk-2026"
                .to_string(),
        );
    };
    let fits = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if slug.len() > LONGEST || !slug.chars().all(fits) {
        return Err(format!(
            "“{}” is geen naam van een plan: kleine letters, cijfers en streepjes, hoogstens \
             {LONGEST}, zoals rijswijk-2026",
            clean::one_line(&slug)
        ));
    }
    Ok(slug)
}

/// Whether the line is not encrypted, by the mode that is asked.
fn is_plain(ends: &[End], mode: Option<&str>) -> Result<bool, String> {
    let sockets = ends.iter().filter(|end| end.is_socket()).count();
    if sockets > 0 && sockets < ends.len() {
        return Err(
            "een adres noemt sockets van deze computer of hosts, en niet allebei".to_string(),
        );
    }
    match mode {
        // A socket is never encrypted, and never leaves this machine.
        None | Some("disable") if sockets > 0 => Ok(true),
        None | Some("require" | "verify-ca" | "verify-full") if sockets == 0 => Ok(false),
        Some("disable") => match ends.iter().find(|end| !end.is_here()) {
            None => Ok(true),
            Some(end) => Err(format!(
                "sslmode=disable kan alleen op deze computer zelf, en {end} is een andere: dan \
                 leest het netwerk mee; laat sslmode weg"
            )),
        },
        Some(mode) if sockets > 0 => Err(format!(
            "sslmode={} kan niet op een socket: die verlaat deze computer niet; laat sslmode weg",
            clean::one_line(mode)
        )),
        mode => Err(format!(
            "sslmode={} kent regie niet: de verbinding is altijd versleuteld en het certificaat \
             wordt altijd nagegaan; laat sslmode weg",
            clean::one_line(mode.unwrap_or_default())
        )),
    }
}

/// A text with its `%2F` and the like as the characters they stand for.
fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next(), rest.next()];
        let digits = digits.map(|it| it.and_then(|it| char::from(it).to_digit(16)));
        let [Some(high), Some(low)] = digits else {
            return Err(
                "in het adres staat een % zonder twee cijfers erachter, zoals %2F".to_string(),
            );
        };
        bytes.extend(u8::try_from(high * 16 + low));
    }
    let text = String::from_utf8(bytes).ok();
    text.filter(|text| !text.contains('\0'))
        .ok_or_else(|| "in het adres staat met % iets dat geen tekst is".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_who_where_and_which_plan() {
        for (text, said) in [
            ("//db/d?plan=rijswijk-2026", "- db d rijswijk-2026 tls"),
            ("//anna@db:5433/d?plan=p", "anna db:5433 d p tls"),
            ("//a,b:5433/d?plan=p", "- a,b:5433 d p tls"),
            ("//a,b/d?plan=p&port=5440", "- a:5440,b:5440 d p tls"),
            ("//[::1]:5433/d?plan=p", "- [::1]:5433 d p tls"),
            ("//db/d?host=&plan=p&user=anna", "anna db d p tls"),
            ("//jan%20p%40x@db/d?plan=p", "jan p@x db d p tls"),
            ("//db/d?plan=p&sslmode=verify-full", "- db d p tls"),
            (
                "//localhost/d?plan=p&sslmode=disable",
                "- localhost d p plain",
            ),
            (
                "//127.0.0.1/d?sslmode=disable&plan=p",
                "- 127.0.0.1 d p plain",
            ),
            ("///d?plan=p", "- /run/postgresql d p plain"),
            ("//anna@/d?plan=p", "anna /run/postgresql d p plain"),
            ("///d?host=/run/pg&plan=p", "- /run/pg d p plain"),
            ("///d?host=/a,/b&port=54&plan=p", "- /a:54,/b:54 d p plain"),
            ("///d?host=/a:54,/b&plan=p", "- /a:54,/b d p plain"),
            ("//%2Fa:5440/d?plan=p", "- /a:5440 d p plain"),
        ] {
            let text = format!(" postgres:{text} ");
            assert!(Address::is_one(&text));
            let address = Address::parse(&text).unwrap();
            let is = |it: &Address| {
                let line = if it.is_plain() { "plain" } else { "tls" };
                format!("{} {} {} {line}", it.hosts(), it.database(), it.slug())
            };
            let user = address.user.as_deref().unwrap_or("-");
            assert_eq!(format!("{user} {}", is(&address)), said, "{text}");
            // As it is shown it can be typed; on the own machine the line is then encrypted.
            let again = Address::parse(&address.to_string()).unwrap();
            assert_eq!(again.hosts(), address.hosts(), "{address}");
            let config = address.config().unwrap();
            assert_eq!(config.get_hosts().len(), config.get_ports().len());
        }
        for file in ["plan.json", "postgres", "./postgres:/x", "http://db/p"] {
            assert!(!Address::is_one(file), "{file}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_the_way_out() {
        for (text, sentence) in [
            ("postgres://", "noemt geen database"),
            ("postgres://db", "noemt geen database"),
            ("postgres://db/?plan=p", "noemt geen database"),
            ("postgres://db/a/b?plan=p", "noemt geen database"),
            ("postgres://db/p", "zet er ?plan=NAAM achter"),
            ("postgres://db/p?plan=", "zet er ?plan=NAAM achter"),
            (
                "postgres://db/p?plan=Rijswijk",
                "kleine letters, cijfers en streepjes",
            ),
            (
                "postgres://db/p?plan=a_b",
                "“a_b” is geen naam van een plan",
            ),
            (
                "postgres://db/p?plan=a'%3bdrop",
                "is geen naam van een plan",
            ),
            (
                &format!("postgres://db/p?plan={}", "a".repeat(61)),
                "hoogstens 60",
            ),
            ("postgres://db/p?plan=a&plan=b", "plan twee keer"),
            ("postgres://db/p?plan=a&host=b", "de host twee keer"),
            (
                "postgres://db/p?plan=a&kleur=rood",
                "“kleur” hoort niet in een adres; wel: plan,",
            ),
            ("postgres://db/p?plan=a&sslrootcert=x", "$PGSSLROOTCERT"),
            ("postgres://db/p?plan=a&dbname=x", "voor het vraagteken"),
            ("postgres://db/p?plan=a&%1b[31m=x", "“^[[31m” hoort niet"),
            ("postgres://db:0/p?plan=a", "1 tot en met 65535"),
            ("postgres://db:x/p?plan=a", "en niet “x”"),
            ("postgres://db/p?plan=a&port=99999", "en niet “99999”"),
            ("postgres://db/p?plan=a&sslmode=disable", "db is een andere"),
            (
                "postgres://localhost,db/p?plan=a&sslmode=disable",
                "db is een andere",
            ),
            (
                "postgres://db/p?plan=a&sslmode=prefer",
                "sslmode=prefer kent regie niet",
            ),
            (
                "postgres:///p?plan=a&sslmode=require",
                "kan niet op een socket",
            ),
            ("postgres://,db/p?plan=a", "en niet allebei"),
            ("postgres://db/p%2?plan=a", "een % zonder twee cijfers"),
            ("postgres://db/p%ff?plan=a", "geen tekst"),
            ("postgres://db/p%00?plan=a", "geen tekst"),
            ("mysql://db/p", "een adres is postgres://"),
        ] {
            let said = Address::parse(text).unwrap_err();
            assert!(said.contains(sentence), "{text}: {said}");
            assert!(!said.chars().any(char::is_control), "{text}: {said}");
        }
    }

    #[test]
    fn a_password_is_refused_and_not_repeated() {
        for text in [
            "postgres://anna:geheim@db/p?plan=p",
            "postgres://anna:ge@heim@db/p?plan=p",
            "postgres://:geheim@db/p?plan=p",
            "postgres://anna:ge/heim@db/p?plan=p",
            "postgres://anna:ge?heim@db/p?plan=p",
            "postgres://db/p?plan=p&password=geheim",
            "postgres://db/p?plan=p&p%61ssword=geheim",
        ] {
            let said = Address::parse(text).unwrap_err();
            assert!(said.contains(".pgpass"), "{text}: {said}");
            assert!(!said.contains("heim"), "{text}: {said}");
        }
    }
}
