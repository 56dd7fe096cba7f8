//! What a server refuses or can't do, each as a Dutch sentence, and nothing lost by it.

use std::path::Path;

use chrono::{DateTime, NaiveDate};
use regie::plan::Plan;
use regie::plan::edit::{CountEdit, Edit};
use regie::plan::model::kpi::{Reading, Value};
use regie::plan::model::number::Decimal;
use regie::store::{Author, Keeper, StoreError, Terms, open, write_new};

use crate::line::{DATABASE, Line, entry, server};
use crate::postgres::{SUPERUSER, Server};

const SMALL: &str = include_str!("../stores/valid/small.json");
const SLUG: &str = "voorbeeld-2026";

/// A server with a plan, and logins that are let in nowhere and only at a neighbour's.
fn plan() -> Option<Server> {
    let server = server()?;
    let line = Line::to(&server, SUPERUSER);
    let begin = |slug: &str| {
        line.rows(&format!(
            "SELECT regie.begin('{slug}', 'V', 2026, $plan${SMALL}$plan$, 0, '{{}}', '[]')"
        ));
    };
    begin(SLUG);
    begin("buren-2026");
    server.login("gast");
    server.login("buur");
    line.rows("SELECT regie.admit('buren-2026', 'buur', 'beheerder', '{}')");
    Some(server)
}

fn opened(place: &str) -> Result<(Box<dyn Keeper>, Plan), StoreError> {
    let terms = Terms {
        keeps: 0,
        role: None,
        read_only: false,
    };
    open(Path::new(place), terms)
}

fn counted(keeper: &mut dyn Keeper, note: &str) -> Result<Plan, StoreError> {
    let author = Author {
        name: "A".to_string(),
        at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
        meeting: None,
    };
    let count = Edit::Count(CountEdit {
        id: "1.K1.1".to_string(),
        add: Decimal::whole(1),
        reading: Reading {
            date: NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
            value: Value::Number(Decimal::whole(0)),
            of: None,
            note: Some(note.to_string()),
            by: "A".to_string(),
        },
    });
    keeper.commit(&[count], &author).map(|saved| saved.plan)
}

/// The note of the last reading of what is counted.
fn note(plan: &Plan) -> String {
    let indicator = &plan.chapters[0].kpis[0].indicators[0];
    indicator.latest().and_then(|it| it.note.clone()).unwrap()
}

#[test]
fn who_has_no_rights_is_told_who_gives_them() {
    let Some(server) = plan() else {
        return;
    };
    for (login, said) in [
        (
            "gast",
            "u bent in deze database van geen plan lid; een beheerder laat u toe",
        ),
        ("buur", "bestaat niet"),
        (
            "niemand",
            "niemand mag hier niet inloggen; vraag de beheerder om een login",
        ),
    ] {
        let refused = opened(&server.url_as(login, DATABASE, SLUG)).unwrap_err();
        assert!(refused.to_string().contains(said), "{login}: {refused}");
    }
    // What a beheerder of the server took away by hand.
    server.sql_in(
        DATABASE,
        "REVOKE EXECUTE ON FUNCTION regie.since(int, bigint) FROM regie_leden",
    );
    let refused = opened(&server.url_as("buur", DATABASE, "buren-2026")).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("buur heeft daar geen rechten voor; vraag een beheerder"),
        "{refused}"
    );
}

#[test]
fn a_full_disk_is_told_and_the_next_save_goes_on() {
    let Some(server) = plan() else {
        return;
    };
    let (mut keeper, _) = opened(&server.url(DATABASE, SLUG)).unwrap();
    assert_eq!(counted(&mut *keeper, "een").unwrap().revision, 1);
    // What PostgreSQL itself raises when a table can't grow, at the same place.
    server.sql_in(
        DATABASE,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           RAISE EXCEPTION 'could not extend file \"base/5/1259\"' USING ERRCODE = '53100'; END $$; \
         CREATE TRIGGER full_disk BEFORE INSERT ON regie.edit EXECUTE FUNCTION full_disk()",
    );
    for _ in 0..2 {
        let refused = counted(&mut *keeper, "twee").unwrap_err();
        let said = "de schijf van de server is vol; vraag de beheerder om ruimte (53100)";
        assert!(refused.to_string().ends_with(said), "{refused}");
    }
    server.sql_in(DATABASE, "DROP TRIGGER full_disk ON regie.edit");
    let plan = counted(&mut *keeper, "drie").unwrap();
    assert_eq!((plan.revision, note(&plan).as_str()), (2, "drie"));
}

#[test]
fn an_edit_of_a_kind_that_comes_later_closes_the_plan_and_shows_what_was_before_it() {
    let Some(server) = plan() else {
        return;
    };
    let place = server.url(DATABASE, SLUG);
    let (mut keeper, _) = opened(&place).unwrap();
    counted(&mut *keeper, "een").unwrap();
    // As a newer regie would leave it that forgot to raise the protocol.
    let line = Line::to(&server, SUPERUSER);
    line.rows("INSERT INTO regie.edit_kind VALUES ('voorspelling', 'invoerder', 1)");
    let head = server.sql_in(DATABASE, "SELECT head FROM regie.plan WHERE id = 1");
    let later = entry(2, "A", r#""what":"voorspelling","id":"1.K1.1""#);
    let key = "00000000-0000-4000-8000-000000000002";
    let saved = line.put_with(1, (1, Some(head)), key, &[&later], ("[]", 1));
    assert_eq!(saved.outcome, "saved");
    let said = "vanaf wijziging 2 is dit plan van een nieuwere regie; u ziet het zoals het was na \
                wijziging 1; gebruik die versie";
    // Who was in it already, and who opens it anew.
    let refused = counted(&mut *keeper, "twee").unwrap_err();
    assert!(refused.to_string().ends_with(said), "{refused}");
    let (anew, plan) = opened(&place).unwrap();
    assert_eq!(anew.why_read_only(), Some(said));
    assert_eq!((plan.revision, note(&plan).as_str()), (1, "een"));
    assert_eq!(
        server.sql_in(DATABASE, "SELECT revision FROM regie.plan WHERE id = 1"),
        "2"
    );
}

#[test]
fn a_nul_in_a_note_is_kept_as_something_to_see_in_a_file_and_on_a_database() {
    let Some(server) = plan() else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("plan.json");
    write_new(&file, SMALL.as_bytes()).unwrap();
    for place in [file.to_str().unwrap(), &server.url(DATABASE, SLUG)] {
        let (mut keeper, _) = opened(place).unwrap();
        counted(&mut *keeper, "voor\0na").unwrap();
        let (_, plan) = opened(place).unwrap();
        assert_eq!(note(&plan), "voor^@na", "{place}");
    }
}

#[test]
fn a_beginning_may_take_its_time_and_one_no_file_could_have_is_not_fetched() {
    let Some(server) = plan() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    line.rows(
        "SELECT regie.begin('groot-2026', 'G', 2026, '{\"x\": \"' || repeat('a', 300 * 1024 * 1024) || '\"}', \
         0, '{}', '[]')",
    );
    let refused = opened(&server.url(DATABASE, "groot-2026")).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("het plan is groter dan 256 MB"),
        "{refused}"
    );
    // Longer than an answer may take otherwise.
    server.sql_in(
        DATABASE,
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(6); RETURN NEW; END $$; \
         CREATE TRIGGER slow BEFORE INSERT ON regie.plan EXECUTE FUNCTION slow()",
    );
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("plan.json");
    write_new(&file, SMALL.as_bytes()).unwrap();
    let to = server.url(DATABASE, "traag-2026");
    let author = Author {
        name: "A".to_string(),
        at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
        meeting: None,
    };
    regie::store::moving::moves(
        &file,
        Path::new(&to),
        regie::store::moving::Move::Copy,
        &author,
    )
    .unwrap();
    assert_eq!(opened(&to).unwrap().1.revision, 0);
}
