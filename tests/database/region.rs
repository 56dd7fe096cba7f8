//! The plans of a region on one database: `regie overzicht --alle`.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use regie::plan::Plan;
use regie::store::log::items;
use regie::store::{self, BUILT_IN, Read};
use serde_json::{Value, json};

use crate::line::{DATABASE, Line, entry, server};
use crate::postgres::{SUPERUSER, Server};
use crate::proxy::Proxy;

/// A region: what each plan is called, whose it is, and for which year.
const PLANS: [(&str, &str, i32); 5] = [
    ("delft-2026", "Delft", 2026),
    ("rijswijk-2026", "Rijswijk", 2026),
    ("rijswijk-2027", "Rijswijk", 2027),
    ("westland-2026", "Westland", 2026),
    ("zoetermeer-2026", "Zoetermeer", 2026),
];

fn region() -> Option<(Server, Line)> {
    let server = server()?;
    let line = Line::to(&server, SUPERUSER);
    let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    for (slug, municipality, year) in PLANS {
        let mut document: Value = serde_json::from_str(BUILT_IN).unwrap();
        document["municipality"] = json!(municipality);
        document["year"] = json!(year);
        document["revision"] = json!(4);
        let plan: Plan = serde_json::from_value(document.clone()).unwrap();
        line.begin_with(slug, &document.to_string(), &items::all(&plan, on).unwrap());
        let named = format!(
            "UPDATE regie.plan SET municipality = '{municipality}', year = {year} WHERE slug = '{slug}'"
        );
        server.sql_in(DATABASE, &named);
    }
    server.login("anna");
    for (slug, ..) in PLANS.into_iter().filter(|it| it.0 != "zoetermeer-2026") {
        line.rows(&format!(
            "SELECT regie.admit('{slug}', 'anna', 'lezer', '{{}}')"
        ));
    }
    Some((server, line))
}

/// What `regie overzicht --alle` says to a login: its exit code, its page and its notes.
fn alle(server: &Server, login: &str, args: &[&str]) -> (i32, String, String) {
    let address = format!("postgres://{login}@/{DATABASE}?host={}", server.host());
    let done = Command::new(assert_cmd::cargo::cargo_bin!("regie"))
        .args(["overzicht", "--alle", "--nu", "2026-11-23"])
        .args(args)
        .env("REGIE_PLAN", address)
        .env("LANG", "nl_NL.UTF-8")
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        done.status.code().unwrap(),
        text(done.stdout),
        text(done.stderr),
    )
}

#[test]
fn everyone_sees_the_plans_they_may_read() {
    let Some((server, line)) = region() else {
        return;
    };
    let due = r#""what":"set","id":"3B.1.a","field":"due","from":null,"to":"2026-01-15""#;
    assert_eq!(
        line.put(1, 4, None, 1, &[&entry(5, "A", due)]).outcome,
        "saved"
    );
    let (code, page, notes) = alle(&server, "anna", &[]);
    assert_eq!(
        (code, notes.as_str()),
        (0, "regie: 1 plan is van een ander jaar; zie --jaar 2027\n")
    );
    let rows: Vec<Vec<&str>> = page
        .lines()
        .map(|it| it.split_whitespace().collect())
        .collect();
    let first: Vec<&str> = rows[1..5].iter().map(|row| row[0]).collect();
    assert_eq!(first, ["Delft", "Rijswijk", "Westland", "Alles"], "{page}");
    assert!(
        page.contains("\nTe laat (28)\nDelft     15-01 3B.1.a "),
        "{page}"
    );
    let (_, page, _) = alle(&server, "anna", &["--json", "--jaar", "2027"]);
    let json: Value = serde_json::from_str(&page).unwrap();
    assert_eq!(json["plans"][0]["plan"], "rijswijk-2027");
    // The owner is a member of all he began; who is let in nowhere sees none.
    let (code, page, _) = alle(&server, SUPERUSER, &[]);
    assert!(code == 0 && page.contains("\nZoetermeer "), "{page}");
    server.login("gast");
    server.sql("GRANT regie_leden TO gast");
    let (code, page, notes) = alle(&server, "gast", &[]);
    assert_eq!((code, page.as_str()), (0, ""));
    assert_eq!(notes, "regie: in deze database bent u van geen plan lid\n");
}

#[test]
fn one_that_can_not_be_read_does_not_hide_the_others() {
    let Some((server, _line)) = region() else {
        return;
    };
    let by_hand = |sql: &str| {
        server.sql_in(
            DATABASE,
            &format!("SET session_replication_role = replica; {sql}"),
        );
    };
    // A newer program's edit, a broken beginning, and one that moved.
    let sorcery = entry(5, "A", r#""what":"sorcery","id":"3.K1""#);
    by_hand(&format!(
        "INSERT INTO regie.edit (plan, revision, key, nth, entry, chain) \
         VALUES (1, 5, gen_random_uuid(), 0, '{sorcery}', '')"
    ));
    by_hand("UPDATE regie.plan SET beginning = '{' WHERE slug = 'rijswijk-2026'");
    by_hand("UPDATE regie.plan SET moved_to = '/srv/westland.json' WHERE slug = 'westland-2026'");
    let (code, page, notes) = alle(&server, SUPERUSER, &[]);
    assert_eq!(code, 1, "{notes}");
    let rows: Vec<&str> = page
        .lines()
        .skip(1)
        .take(3)
        .map(|it| it.split(' ').next().unwrap())
        .collect();
    assert_eq!(rows, ["Delft", "Zoetermeer", "Alles"], "{page}");
    for said in [
        "delft-2026: vanaf wijziging 5 is dit plan van een nieuwere regie; u ziet het zoals het was na wijziging 4",
        "plan=rijswijk-2026, regel 1, kolom 1: het bestand houdt op",
        "westland-2026: dit plan is verhuisd naar /srv/westland.json; ga daar verder",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
    // A schema of another program is said as elsewhere, and nothing is guessed.
    server.sql_in(DATABASE, "INSERT INTO regie.schema_version VALUES (99)");
    let (code, page, notes) = alle(&server, SUPERUSER, &[]);
    assert!(
        code == 1 && page.is_empty() && notes.contains("nieuwere regie"),
        "{notes}"
    );
}

/// Over a slow line each question that waits for an answer costs its way there and back.
#[test]
fn plans_are_asked_for_ahead() {
    let Some((server, _line)) = region() else {
        return;
    };
    let line = Proxy::to(server.host());
    let address = format!("postgres://{SUPERUSER}@/{DATABASE}?host={}", line.host());
    let plans = store::every(Path::new(&address)).unwrap();
    let each_way = Duration::from_millis(300);
    line.delay(each_way);
    let begun = Instant::now();
    let read: Vec<String> = plans
        .map(|plan| match plan.read.unwrap() {
            Read::Whole(_) => plan.name,
            other => panic!("{other:?}"),
        })
        .collect();
    let took = begun.elapsed();
    assert_eq!(read, PLANS.map(|(slug, ..)| slug));
    // Two questions a plan, one after another, would be ten times there and back.
    assert!(took >= 2 * each_way && took < 10 * each_way, "{took:?}");
}
