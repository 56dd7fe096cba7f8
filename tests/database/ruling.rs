//! `regie database` and `regie plannen`, as an administrator types them.

use std::process::{Command, Output};

use regie::store::log::{items, sql};

use crate::line::{DATABASE, Line, entry};
use crate::postgres::{SUPERUSER, Server};
use crate::terminal::Terminal;

fn regie(server: &Server, login: &str, args: &[&str]) -> Output {
    let host = server.host();
    let address = format!("postgres://{login}@/{DATABASE}?host={host}");
    Command::new(assert_cmd::cargo::cargo_bin!("regie"))
        .args(args)
        .env("REGIE_PLAN", address)
        .env("LANG", "nl_NL.UTF-8")
        .output()
        .unwrap()
}

/// What it says, on either side; whether it worked.
fn say(server: &Server, login: &str, args: &[&str]) -> (bool, String) {
    let done = regie(server, login, args);
    let text = [done.stdout, done.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    let words: Vec<&str> = text.split_whitespace().collect();
    (done.status.success(), words.join(" "))
}

#[test]
fn a_database_from_nothing_to_a_team() {
    let Some(server) = Server::start() else {
        return;
    };
    server.database(DATABASE);
    server.login("anna");
    let owner = |args: &[&str]| say(&server, SUPERUSER, args);
    let anna = |args: &[&str]| say(&server, "anna", args);
    let fine = |(worked, said): (bool, String), part: &str| {
        assert!(worked && said.contains(part), "{part}: {said}");
    };
    let refused = |(worked, said): (bool, String), part: &str| {
        assert!(!worked && said.contains(part), "{part}: {said}");
    };
    refused(
        owner(&["database", "bijwerken"]),
        "begin met: regie database begin",
    );
    fine(owner(&["database", "begin"]), "klaar voor plannen");
    fine(owner(&["database", "begin"]), "al begonnen");
    fine(owner(&["database", "nagaan"]), "op 1 machine.");
    let place = server.url(DATABASE, "rijswijk-2026");
    // Shown without who one is.
    let shown = place.replacen("postgres@", "", 1);
    let named = format!("Het plan van 2026 staat in {shown}. Open het met: regie --plan '{shown}'");
    fine(owner(&["begin", &place]), &named);
    refused(owner(&["begin", &place]), "bestaat al");
    let empty = ["--leeg", "--gemeente", "Delft", "--jaar", "2027"];
    let there = server.url(DATABASE, "delft-2027");
    let named = "Een leeg plan van Delft voor 2027";
    fine(owner(&[&["begin", &there][..], &empty].concat()), named);
    let lid = ["database", "lid", "rijswijk-2026", "anna", "lezer"];
    refused(anna(&lid), "van geen plan lid; een beheerder laat u toe");
    fine(owner(&lid), "anna is lezer van rijswijk-2026.");
    fine(
        anna(&["plannen"]),
        "rijswijk-2026 Rijswijk 2026 0 wijzigingen lezer",
    );
    refused(
        anna(&lid),
        "leden toelaten mag alleen een beheerder, en u bent lezer",
    );
    refused(
        owner(&["database", "lid", "rijswijk-2026", "anna", "baas"]),
        "“baas” is geen rol",
    );
    refused(
        anna(&["database", "herbouw", "rijswijk-2026"]),
        "mag alleen een beheerder",
    );
    fine(
        owner(&["database", "herbouw", "rijswijk-2026"]),
        "0 wijzigingen opnieuw toegepast, 0 rijen verschilden",
    );
    refused(
        owner(&["database", "herbouw", "elders"]),
        "plan=elders is niet gevonden; breng er een plan naartoe",
    );
    // The plan of the year after, beside it.
    let next = server.url(DATABASE, "rijswijk-2027");
    fine(
        owner(&["volgend-jaar", &place, "-o", &next]),
        "Het concept voor 2027 staat in",
    );
    fine(owner(&["plannen"]), "rijswijk-2027 Rijswijk 2027");
    refused(owner(&["volgend-jaar", &place, "-o", &next]), "bestaat al");
}

/// A server with the plan of 2026, in which anna is *invoerder* and piet isn't, and its address.
fn team() -> Option<(Server, String)> {
    let server = Server::start()?;
    server.database(DATABASE);
    for login in ["anna", "piet"] {
        server.login(login);
    }
    let plan = server.url(DATABASE, "rijswijk-2026");
    for args in [
        &["database", "begin"][..],
        &["begin", &plan],
        &["database", "lid", "rijswijk-2026", "anna", "invoerder"],
    ] {
        assert!(say(&server, SUPERUSER, args).0);
    }
    Some((server, plan))
}

#[test]
fn what_fails_says_so_by_its_exit_code() {
    let Some((server, plan)) = team() else {
        return;
    };
    let elders = server.url(DATABASE, "elders-2026");
    let hers = plan.replacen("//postgres@", "//anna@", 1);
    let lid = |plan, login| ["database", "lid", plan, login, "lezer"];
    for (login, args, code, said) in [
        (
            SUPERUSER,
            &["--plan", &elders, "overzicht"][..],
            3,
            "elders-2026 is niet gevonden",
        ),
        (
            SUPERUSER,
            &["database", "herbouw", "elders-2026"],
            3,
            "elders-2026 is niet gevonden",
        ),
        (
            SUPERUSER,
            &lid("elders-2026", "anna"),
            3,
            "elders-2026 is niet gevonden",
        ),
        (
            SUPERUSER,
            &lid("rijswijk-2026", "niemand"),
            1,
            "op deze server geen login “niemand”",
        ),
        (
            "anna",
            &["database", "herbouw", "rijswijk-2026"],
            6,
            "mag alleen een beheerder",
        ),
        (
            "anna",
            &lid("rijswijk-2026", "piet"),
            6,
            "mag alleen een beheerder, en u bent invoerder",
        ),
        ("anna", &["database", "bijwerken"], 0, "heeft schema"),
        (
            "anna",
            &["verhuis", &hers, "weg.json"],
            6,
            "mag alleen een beheerder",
        ),
        (
            "piet",
            &["plannen"],
            1,
            "van geen plan lid; een beheerder laat u toe",
        ),
        (
            "piet",
            &["overzicht", "--alle"],
            1,
            "van geen plan lid; een beheerder laat u toe",
        ),
    ] {
        let done = regie(&server, login, args);
        let told =
            String::from_utf8(done.stderr).unwrap() + &String::from_utf8(done.stdout).unwrap();
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(said), "{login} {args:?}: {told}");
        assert_eq!(done.status.code(), Some(code), "{login} {args:?}: {told}");
        assert!(
            !told.contains("plan=alle") && !told.contains("denied"),
            "{told}"
        );
    }
}

#[test]
fn a_log_that_lacks_an_edit_is_no_sound_plan() {
    let Some((server, plan)) = team() else {
        return;
    };
    for args in [["kpi", "tel", "3.K1"], ["kpi", "tel", "3.K1"]] {
        assert!(
            say(
                &server,
                SUPERUSER,
                &[&["--plan", &plan][..], &args].concat()
            )
            .0
        );
    }
    server.sql_in(
        DATABASE,
        "ALTER TABLE regie.edit DISABLE TRIGGER USER; DELETE FROM regie.edit WHERE revision = 1",
    );
    for args in [
        &["--plan", &plan, "overzicht"][..],
        &["database", "herbouw", "rijswijk-2026"],
    ] {
        let done = regie(&server, SUPERUSER, args);
        let told = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(5), "{args:?}: {told}");
        assert!(told.contains("logboek"), "{args:?}: {told}");
    }
    let (_, told) = say(&server, SUPERUSER, &["overzicht", "--alle"]);
    assert!(
        told.contains("plan=rijswijk-2026: ") && told.contains("logboek"),
        "{told}"
    );
}

#[test]
fn who_logs_in_signs_and_sees_what_the_login_may() {
    let Some(server) = Server::start() else {
        return;
    };
    server.database(DATABASE);
    server.login("anna");
    let owner = |args: &[&str]| say(&server, SUPERUSER, args);
    let plan = server.url(DATABASE, "rijswijk-2026");
    assert!(owner(&["database", "begin"]).0);
    assert!(owner(&["begin", &plan]).0);
    let member = ["database", "lid", "rijswijk-2026", "anna", "invoerder"];
    assert!(owner(&member).0);
    let hers = plan.replacen("//postgres@", "//anna@", 1);
    // The account of this machine is another's.
    for (args, said) in [
        (&["kpi", "tel", "3.K1"][..], "opgeslagen"),
        (&["log"], "anna"),
        (&["controleer"], "deugdelijk plan"),
    ] {
        let (worked, told) = say(&server, "anna", &[&["--plan", &hers][..], args].concat());
        assert!(worked && told.contains(said), "{args:?}: {told}");
    }
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["--plan", &hers]);
    terminal.expect("anna · invoerder");
    terminal.keys("1E");
    terminal.expect("invoerder");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_database_that_can_not_keep_every_letter_is_not_begun() {
    let Some(server) = Server::start() else {
        return;
    };
    server.sql(&format!(
        "CREATE DATABASE {DATABASE} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
    ));
    let (worked, said) = say(&server, SUPERUSER, &["database", "begin"]);
    assert!(
        !worked
            && said.contains("codering LATIN1")
            && said.contains("createdb -T template0 -E UTF8"),
        "{said}"
    );
}

#[test]
fn what_is_wrong_with_a_log_is_said() {
    let Some(server) = Server::start() else {
        return;
    };
    server.database(DATABASE);
    let line = Line::to(&server, SUPERUSER);
    line.raise(sql::VERSION);
    let text = include_str!("../stores/valid/small.json");
    let plan = serde_json::from_str(text).unwrap();
    let on = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    line.rows(&format!(
        "SELECT regie.begin('voorbeeld-2026', 'Voorbeeld', 2026, $plan${text}$plan$, 0, '{{}}', $items${}$items$)",
        items::all(&plan, on).unwrap()
    ));
    let herbouw = || {
        say(
            &server,
            SUPERUSER,
            &["database", "herbouw", "voorbeeld-2026"],
        )
    };
    let status = |from: &str, to: &str| {
        format!(r#""what":"status","id":"1A.1.a","from":"{from}","to":"{to}""#)
    };
    line.put(1, 0, None, 1, &[&entry(1, "A", &status("open", "running"))]);
    let whole = say(&server, SUPERUSER, &["database", "nagaan"]);
    assert!(
        whole.0
            && whole
                .1
                .contains("voorbeeld-2026: het logboek klopt, 1 wijziging opnieuw"),
        "{whole:?}"
    );
    // The save sent no rows, so one is behind; made again it isn't.
    let (worked, said) = herbouw();
    assert!(
        worked && said.contains("1A.1.a was anders; hersteld."),
        "{said}"
    );
    let (worked, said) = herbouw();
    assert!(
        worked && said.contains("1 wijziging opnieuw toegepast, 0 rijen"),
        "{said}"
    );
    server.sql_in(DATABASE, "INSERT INTO regie.item VALUES (1, 'zomaar', 'action', 1, '{}'); DELETE FROM regie.item WHERE id = '1A'");
    let (worked, said) = herbouw();
    assert!(worked && said.contains("1A ontbrak; hersteld."), "{said}");
    assert!(
        said.contains("zomaar stond er en hoort er niet; hersteld."),
        "{said}"
    );
    // An edit that doesn't fit what stood there, though the database took it.
    line.put(1, 1, Some(1), 2, &[&entry(2, "A", &status("open", "done"))]);
    let (worked, said) = herbouw();
    assert!(!worked && said.contains("1A.1.a"), "{said}");
    let nagaan = |args: &[&str]| {
        say(
            &server,
            SUPERUSER,
            &[&["database", "nagaan"], args].concat(),
        )
    };
    let (worked, said) = nagaan(&[]);
    assert!(
        !worked && said.contains("voorbeeld-2026: het logboek klopt niet: wijziging 2 in het logboek past niet op het plan van daarvoor: 1A.1.a was loopt, en niet open."),
        "{said}"
    );
    let (worked, said) = nagaan(&["--json"]);
    assert!(
        !worked
            && said.contains(r#""edits": null, "fault": "wijziging 2 in het"#)
            && said.contains(r#""machines": 1"#),
        "{said}"
    );
    // One that somebody changed in the tables.
    let tamper = "SET session_replication_role = replica; \
        UPDATE regie.edit SET entry = replace(entry, 'open', 'done') WHERE revision = 2";
    server.sql_in(DATABASE, tamper);
    let (worked, said) = herbouw();
    assert!(
        !worked && said.contains("wijziging 2 in het logboek is niet meer zoals"),
        "{said}"
    );
    // One that is gone.
    server.sql_in(
        DATABASE,
        "SET session_replication_role = replica; DELETE FROM regie.edit WHERE revision = 2",
    );
    let (worked, said) = herbouw();
    assert!(!worked && said.contains("houdt op bij revisie 1"), "{said}");
}

#[test]
fn an_older_schema_is_brought_up_to_date() {
    let Some(server) = Server::start() else {
        return;
    };
    server.database(DATABASE);
    let line = Line::to(&server, SUPERUSER);
    line.raise(2);
    line.begin("voorbeeld-2026");
    let open = |args: &[&str]| say(&server, SUPERUSER, args);
    let plan = server.url(DATABASE, "voorbeeld-2026");
    let (worked, said) = open(&["--plan", &plan, "status"]);
    assert!(
        !worked && said.contains("regie database bijwerken"),
        "{said}"
    );
    let (worked, said) = open(&["database", "bijwerken"]);
    assert!(
        worked && said.contains(&format!("schema {0}; deze regie kent {0}", sql::VERSION)),
        "{said}"
    );
    assert_eq!(line.rows("SELECT * FROM regie.plannen").len(), 1);
    server.sql_in(DATABASE, "INSERT INTO regie.schema_version VALUES (99)");
    let (worked, said) = open(&["--plan", &plan, "status"]);
    assert!(!worked && said.contains("nieuwere regie"), "{said}");
}
