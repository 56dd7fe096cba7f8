//! What went wrong on the line to a database, as one Dutch sentence with the way out.

use std::error::Error as _;
use std::io;
use std::io::ErrorKind;

use rustls::CertificateError;
use tokio_postgres::Error;
use tokio_postgres::error::{DbError, SqlState};

use super::address::Address;
use super::end::End;
use crate::plan::clean;
use crate::store::error::reason;

/// Why there is no line to an address, or what its server refused.
pub fn sentence(error: &Error, address: &Address) -> String {
    if let Some(refused) = error.as_db_error() {
        return of_server(refused, address);
    }
    let mut cause = error.source();
    while let Some(why) = cause {
        if let Some(why) = why.downcast_ref::<rustls::Error>() {
            return of_encryption(why, address);
        }
        if let Some(why) = why.downcast_ref::<io::Error>() {
            // What the encryption says comes in an error of the system.
            let inner = why.get_ref().and_then(|it| it.downcast_ref());
            return inner.map_or_else(
                || of_system(why, address),
                |why| of_encryption(why, address),
            );
        }
        cause = why.source();
    }
    of_client(error, address)
}

/// What a server, or the functions of the schema, say to who has no right to something.
pub const FORBIDDEN: [&str; 2] = ["42501", "RG002"];

/// Whether the other end doesn't take what was said, whoever that is.
pub fn is_protocol(error: &Error) -> bool {
    error.code() == Some(&SqlState::PROTOCOL_VIOLATION)
}

/// What the client itself says. The crate has no other name for these than their words.
fn of_client(error: &Error, address: &Address) -> String {
    let hosts = address.hosts();
    let said = error
        .source()
        .map_or_else(|| error.to_string(), ToString::to_string);
    match said.as_str() {
        "server does not support TLS" => format!(
            "{hosts} kan niet versleutelen; vraag de beheerder om ssl=on met een certificaat"
        ),
        "password missing" => format!(
            "{hosts} vraagt een wachtwoord voor {}; zet het in ~/.pgpass, op een regel \
             HOST:POORT:DATABASE:GEBRUIKER:WACHTWOORD (chmod 600)",
            login(address)
        ),
        _ if error.is_closed() => format!("{hosts} heeft de verbinding verbroken"),
        said => format!(
            "de verbinding met {hosts} lukt niet: {}",
            clean::one_line(said)
        ),
    }
}

fn login(address: &Address) -> String {
    let user = address.user().unwrap_or_default();
    clean::one_line(&user).into_owned()
}

/// What the system says of a line to an address.
pub fn of_system(why: &io::Error, address: &Address) -> String {
    let hosts = address.hosts();
    let socket = address.ends().iter().any(End::is_socket);
    match why.kind() {
        ErrorKind::ConnectionRefused => format!(
            "op {hosts} luistert geen PostgreSQL; vraag de beheerder of de server aan staat"
        ),
        ErrorKind::NotFound if socket => format!(
            "in {hosts} is geen socket van PostgreSQL; staat de server aan, en klopt de map?"
        ),
        ErrorKind::TimedOut => {
            format!("{hosts} antwoordt niet; is het netwerk er, en staat de server aan?")
        }
        // What is no error of the system is a server that takes no saves.
        ErrorKind::PermissionDenied if why.raw_os_error().is_none() => format!(
            "{hosts} leest alleen mee met een andere server (standby), en neemt niets aan; noem in \
             het adres ook die andere"
        ),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
            format!("{hosts} heeft de verbinding verbroken")
        }
        _ if why.to_string().contains("lookup address") => format!(
            "de naam {hosts} is op het netwerk niet bekend; klopt het adres, en is het netwerk er?"
        ),
        _ => format!("de verbinding met {hosts} lukt niet: {}", reason(why)),
    }
}

fn of_encryption(why: &rustls::Error, address: &Address) -> String {
    use CertificateError as Fault;
    let hosts = address.hosts();
    let rustls::Error::InvalidCertificate(fault) = why else {
        let why = why.to_string();
        return format!(
            "de versleutelde verbinding met {hosts} komt niet tot stand: {}",
            clean::one_line(&why)
        );
    };
    let said = match fault {
        Fault::Expired | Fault::ExpiredContext { .. } => {
            "is verlopen; vraag de beheerder om een nieuw".to_string()
        }
        Fault::NotValidYet | Fault::NotValidYetContext { .. } => {
            "is nog niet geldig; klopt de klok van deze computer?".to_string()
        }
        Fault::NotValidForName => "is van een andere server".to_string(),
        Fault::NotValidForNameContext { presented, .. } if presented.is_empty() => format!(
            "noemt geen server waarvan het is (de naam moet als subjectAltName in het certificaat \
             staan); vraag de beheerder om een certificaat voor {hosts}"
        ),
        Fault::NotValidForNameContext { presented, .. } => format!(
            "is van een andere server ({}); noem die naam in het adres, of vraag de beheerder om \
             een certificaat voor {hosts}",
            presented_names(presented)
        ),
        Fault::UnknownIssuer | Fault::BadSignature => {
            "is uitgegeven door iemand die hier niet vertrouwd wordt; zet het certificaat van de \
             uitgever als PEM in een bestand en het pad in $PGSSLROOTCERT"
                .to_string()
        }
        Fault::Revoked => "is ingetrokken; vraag de beheerder om een nieuw".to_string(),
        // The crate has no name of its own for it.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => {
            "is er een om andere mee uit te geven (CA:TRUE), zoals openssl req -x509 het maakt, en geen \
             van een server; vraag de beheerder om een servercertificaat"
                .to_string()
        }
        other => format!(
            "deugt niet ({}); vraag de beheerder om een ander",
            clean::one_line(&other.to_string())
        ),
    };
    format!("het certificaat van {hosts} {said}; er is niets verstuurd")
}

/// The names in a certificate: `DnsName("localhost")` is how the crate says localhost.
fn presented_names(presented: &[String]) -> String {
    let bare = |it: &String| {
        let inside = it.split_once('(').and_then(|(_, it)| it.strip_suffix(')'));
        let name = inside.unwrap_or(it).trim_matches('"');
        clean::one_line(name).into_owned()
    };
    presented.iter().map(bare).collect::<Vec<_>>().join(", ")
}

/// What a server says, by its code: its words are in the server's language.
fn of_server(refused: &DbError, address: &Address) -> String {
    let user = login(address);
    let database = clean::one_line(address.database());
    let words = clean::one_line(refused.message());
    let code = refused.code().code();
    // The functions of the schema say it in Dutch themselves.
    if code.starts_with("RG") {
        return words.into_owned();
    }
    let said = match code {
        "28P01" => format!(
            "het wachtwoord van {user} klopt niet; zet het goede in ~/.pgpass of in $PGPASSWORD"
        ),
        "28000" => {
            format!("{user} mag hier niet inloggen; vraag de beheerder om een login")
        }
        "3D000" => format!("er is geen database {database}; klopt het adres?"),
        "42501" => format!("{user} heeft daar geen rechten voor; vraag een beheerder"),
        // No such schema, function or table.
        "3F000" | "42883" | "42P01" => format!(
            "in database {database} staat geen regie, of een oudere; een beheerder zet het erin \
             met regie database begin of bijwerken"
        ),
        "53300" => "er zijn te veel verbindingen; probeer het zo opnieuw".to_string(),
        "57P03" => "de server start op of stopt; probeer het zo opnieuw".to_string(),
        "57P01" | "57P02" => "de server is gestopt; probeer het zo opnieuw".to_string(),
        "53100" => "de schijf van de server is vol; vraag de beheerder om ruimte".to_string(),
        "53200" | "54000" => "dit is te groot voor de server".to_string(),
        "25006" => "de server neemt niets meer aan (alleen lezen); vraag de beheerder".to_string(),
        "22021" | "22P05" => "er staat een teken in dat de database niet kan bewaren".to_string(),
        // A lock that is not had in time; a statement the server itself gave up.
        "55P03" | "57014" => "de database is bezet; probeer het zo opnieuw".to_string(),
        _ => format!("de database weigert: {words}"),
    };
    format!("{said} ({code})")
}
