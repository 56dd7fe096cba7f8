//! The line to a server that encrypts: whose certificate is taken, and what is said of others.

use std::process::Command;
use std::time::Instant;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use regie::store::log::address::Address;
use regie::store::log::line::{Line, PATIENCE, Question};

use crate::postgres::{Server, Setup};

/// The part of this test process in a name or an address of its own.
fn own() -> u32 {
    std::process::id() % 250 + 2
}

/// An address of this machine no other server listens on.
fn host(test: u8) -> String {
    format!("127.83.{test}.{}", own())
}

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn issuer(name: &str) -> Issuer {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server on TCP with a certificate for `name`, good until a year, by an issuer.
fn server(host: &str, name: &str, until: i32, by: &Issuer) -> Option<Server> {
    let mut params = CertificateParams::new([name.to_string()]).unwrap();
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &**by).unwrap();
    let setup = Setup::new()?;
    let certificate = setup.file("server.crt", certificate.pem().as_bytes());
    let key = setup.file("server.key", key.serialize_pem().as_bytes());
    let server = setup
        .letting_in("local all all trust\nhostssl all all 127.0.0.0/8 scram-sha-256\n")
        .with("listen_addresses", host)
        .with("ssl", "on")
        .with("ssl_cert_file", certificate.to_str().unwrap())
        .with("ssl_key_file", key.to_str().unwrap())
        .start();
    server.sql("CREATE ROLE anna LOGIN PASSWORD 'geheim'");
    Some(server)
}

/// What comes of connecting: who is logged in and whether it is encrypted, or the sentence.
fn connect(address: &str) -> Result<String, String> {
    let address = Address::parse(address)?;
    let line = Line::connect_bare(&address)?;
    let asked =
        "SELECT session_user::text, ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let until = Instant::now() + PATIENCE;
    let rows = line.ask(Question::Other(asked), Vec::new(), until).unwrap();
    let said = |at| rows[0].get::<_, String>(at);
    Ok(format!("{} {}", said(0), said(1)))
}

/// The same in a process of its own, since whom to trust and the password come from its
/// environment.
fn connect_with(address: &str, env: &[(&str, &str)]) -> Result<String, String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "encrypted::connects_as_it_is_told",
        "--ignored",
        "--nocapture",
    ]);
    for name in ["PGPASSWORD", "PGPASSFILE", "PGSSLROOTCERT", "PGUSER"] {
        command.env_remove(name);
    }
    let home = tempfile::tempdir().unwrap();
    command.env("HOME", home.path()).env(ADDRESS, address);
    let out = command.envs(env.iter().copied()).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let said = |mark: &str| {
        let line = text.lines().find_map(|line| line.split_once(mark));
        line.map(|(_, said)| said.to_string())
    };
    match (said("in: "), said("out: ")) {
        (Some(who), None) => Ok(who),
        (None, Some(why)) => Err(why),
        _ => Err(format!("neither in nor out: {text}")),
    }
}

const ADDRESS: &str = "REGIE_TEST_ADDRESS";

#[test]
#[ignore = "the other end of connect_with"]
fn connects_as_it_is_told() {
    let Ok(address) = std::env::var(ADDRESS) else {
        return;
    };
    match connect(&address) {
        Ok(who) => println!("\nin: {who}"),
        Err(why) => println!("\nout: {why}"),
    }
}

#[test]
fn a_certificate_is_always_checked_name_and_chain() {
    let (known, other) = (issuer("bekend"), issuer("onbekend"));
    let dir = tempfile::tempdir().unwrap();
    let roots = dir.path().join("roots.pem");
    write(&roots, &known.as_ref().pem());
    let env = [
        ("PGSSLROOTCERT", roots.to_str().unwrap()),
        ("PGPASSWORD", "geheim"),
    ];
    for (at, (name, until, by, outcome)) in [
        (None, 2100, &known, Ok("anna true")),
        (
            None,
            2021,
            &known,
            Err("is verlopen; vraag de beheerder om een nieuw"),
        ),
        (
            Some("elders.example"),
            2100,
            &known,
            Err("is van een andere server (elders.example);"),
        ),
        (
            None,
            2100,
            &other,
            Err("is uitgegeven door iemand die hier niet vertrouwd wordt"),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let host = host(u8::try_from(at).unwrap());
        let Some(_server) = server(&host, name.unwrap_or(&host), until, by) else {
            return;
        };
        let found = connect_with(&format!("postgres://anna@{host}/postgres?plan=p"), &env);
        match (found, outcome) {
            (Ok(found), Ok(who)) => assert_eq!(found, who),
            (Err(said), Err(part)) => {
                assert!(said.contains(part), "{said}");
                assert!(
                    said.contains(&host) && said.ends_with("niets verstuurd"),
                    "{said}"
                );
            }
            (found, outcome) => panic!("{found:?} and not {outcome:?}"),
        }
    }
}

#[test]
fn a_password_comes_from_its_file_and_a_wrong_one_is_told() {
    let known = issuer("bekend");
    let host = host(100);
    let Some(_server) = server(&host, &host, 2100, &known) else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_string();
    write(path("roots").as_ref(), &known.as_ref().pem());
    write(
        path("good").as_ref(),
        &format!("{host}:5432:*:anna:geheim\n"),
    );
    write(path("bad").as_ref(), "*:*:*:*:x\n");
    let roots = path("roots");
    let address = format!("postgres://anna@{host}/postgres?plan=p");
    let nowhere = format!("postgres://anna@{host}/elders?plan=p");
    let closed = format!("postgres://anna@127.84.1.1:{}/p?plan=p", 9);
    let stranger = format!("postgres://kees@{host}/postgres?plan=p");
    let plain = format!("postgres://anna@{host}/postgres?plan=p&sslmode=disable");
    let bogus = "postgres://anna@bestaat-niet.invalid/p?plan=p".to_string();
    for (address, env, outcome) in [
        (
            &address,
            vec![("PGPASSFILE", path("good"))],
            Ok("anna true"),
        ),
        (
            &address,
            vec![("PGPASSWORD", "geheim".to_string())],
            Ok("anna true"),
        ),
        (
            &address,
            vec![("PGPASSFILE", path("bad"))],
            Err("het wachtwoord van anna klopt niet"),
        ),
        (
            &stranger,
            vec![("PGPASSFILE", path("bad"))],
            Err("het wachtwoord van kees klopt niet"),
        ),
        (
            &address,
            vec![],
            Err("vraagt een wachtwoord voor anna; zet het in ~/.pgpass"),
        ),
        (
            &nowhere,
            vec![("PGPASSFILE", path("good"))],
            Err("er is geen database elders"),
        ),
        (&closed, vec![], Err("luistert geen PostgreSQL")),
        (
            &plain,
            vec![("PGPASSFILE", path("good"))],
            Err("anna mag hier niet inloggen"),
        ),
        (&bogus, vec![], Err("niet bekend")),
    ] {
        let mut env: Vec<(&str, &str)> = env.iter().map(|(k, v)| (*k, v.as_str())).collect();
        env.push(("PGSSLROOTCERT", &roots));
        match (connect_with(address, &env), outcome) {
            (Ok(found), Ok(who)) => assert_eq!(found, who),
            (Err(said), Err(part)) => assert!(said.contains(part), "{said}"),
            (found, outcome) => panic!("{address}: {found:?} and not {outcome:?}"),
        }
    }
}

#[test]
fn a_server_that_does_not_encrypt_hears_nothing() {
    let host = host(101);
    let Some(setup) = Setup::new() else {
        return;
    };
    let _server = setup.with("listen_addresses", &host).start();
    let address = format!("postgres://postgres@{host}/postgres?plan=p");
    let dir = tempfile::tempdir().unwrap();
    let roots = dir.path().join("roots.pem");
    write(&roots, &issuer("bekend").as_ref().pem());
    let env = [("PGSSLROOTCERT", roots.to_str().unwrap())];
    let said = connect_with(&address, &env).unwrap_err();
    assert!(said.contains("kan niet versleutelen"), "{said}");
    let plain = format!("{address}&sslmode=disable");
    assert_eq!(connect_with(&plain, &[]), Ok("postgres false".to_string()));
}

#[test]
fn a_server_that_takes_no_saves_is_told() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let standby = server.standby("b");
    let (first, second) = (server.host().to_string(), standby.host());
    let both = format!("postgres://postgres@/postgres?host={second},{first}&plan=p");
    let one = format!("postgres://postgres@/postgres?host={second}&plan=p");
    assert_eq!(connect(&both), Ok("postgres false".to_string()));
    let said = connect(&one).unwrap_err();
    assert!(said.contains("leest alleen mee"), "{said}");
    server.stop();
    for (address, sentence) in [
        (&both, "geen socket van PostgreSQL"),
        (&one, "leest alleen mee"),
    ] {
        let said = connect(address).unwrap_err();
        assert!(said.contains(sentence), "{said}");
    }
    standby.promote();
    assert_eq!(connect(&both), Ok("postgres false".to_string()));
}

pub fn write(path: &std::path::Path, text: &str) {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = std::fs::OpenOptions::new();
    let file = options.write(true).create_new(true).mode(0o600).open(path);
    file.unwrap().write_all(text.as_bytes()).unwrap();
}
