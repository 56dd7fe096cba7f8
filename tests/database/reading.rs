//! What people see who read with SQL: Grafana, Power BI, psql.

use chrono::NaiveDate;
use regie::plan::Plan;
use regie::store::BUILT_IN;
use regie::store::log::{items, sql};
use serde_json::{Value, json};

use crate::line::{DATABASE, Line, entry, server, uuid};
use crate::postgres::{SUPERUSER, Server};

/// A server with the plan of 2026, and a login that reads it.
fn read() -> Option<Server> {
    let server = server()?;
    let plan: Plan = serde_json::from_str(BUILT_IN).unwrap();
    let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let line = Line::to(&server, SUPERUSER);
    line.begin_with("rijswijk-2026", BUILT_IN, &items::all(&plan, on).unwrap());
    server.login("grafana");
    line.rows("SELECT regie.admit('rijswijk-2026', 'grafana', 'lezer', '{}')");
    Some(server)
}

#[test]
fn views_in_dutch_of_ones_own_plans() {
    let Some(server) = read() else {
        return;
    };
    let say = |sql: &str| server.sql_as("grafana", DATABASE, sql).unwrap();
    for (sql, said) in [
        (
            "SELECT plan, gemeente, jaar, titel FROM regie.plannen",
            "rijswijk-2026|Rijswijk|2026|Uitvoeringsplan Veiligheid Rijswijk 2026",
        ),
        ("SELECT count(*) FROM regie.lichten", "49"),
        ("SELECT count(*) FROM regie.acties", "84"),
        ("SELECT count(*) FROM regie.regie", "28"),
        ("SELECT count(DISTINCT kpi) FROM regie.kpis", "49"),
        (
            "SELECT hoofdstuk, kpi, naam, stand, streefwaarde, licht, licht_op FROM regie.kpis WHERE indicator = '3.K1.1'",
            "3|3.K1|integrale controles||10|geen gegevens|2026-11-23",
        ),
        (
            "SELECT houders FROM regie.regie WHERE uitspraak = 'R3.1'",
            "Gemeente Rijswijk",
        ),
        ("SELECT DISTINCT licht FROM regie.lichten", "geen gegevens"),
        (
            "SELECT status, uitvoerders FROM regie.acties WHERE actie = '3B.1.a'",
            "open|OndermijningsBOA's",
        ),
        // By their rhythm, on whatever day one looks.
        (
            "SELECT count(*) FROM regie.acties WHERE te_laat AND actie IN ('4A.2.d', '5A.1.a', '10.2.a')",
            "3",
        ),
        ("SELECT count(*) FROM regie.logboek", "0"),
    ] {
        assert_eq!(say(sql), said, "{sql}");
    }
    // Who is let in nowhere sees nothing, by no view either.
    server.login("ander");
    server.sql("GRANT regie_leden TO ander");
    for view in [
        "plannen", "kpis", "standen", "lichten", "acties", "regie", "logboek",
    ] {
        let sql = format!("SELECT count(*) FROM regie.{view}");
        assert_eq!(
            server.sql_as("ander", DATABASE, &sql).unwrap(),
            "0",
            "{view}"
        );
    }
}

#[test]
fn a_reading_shows_as_it_was_recorded() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let text = include_str!("../stores/valid/small.json");
    let plan: Plan = serde_json::from_str(text).unwrap();
    let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    line.begin_with("voorbeeld-2026", text, &items::all(&plan, on).unwrap());
    let say = |sql: &str| server.sql_in(DATABASE, sql);
    assert_eq!(
        say(
            "SELECT indicator, stand, getal, van, datum, streefwaarde, verwacht, licht FROM regie.kpis WHERE stand IS NOT NULL"
        ),
        "1.K1.2|12 van 17|12|17|2026-03-01|100|89.589|rood"
    );
    assert_eq!(
        say("SELECT indicator, datum, getal, door FROM regie.standen"),
        "1.K1.2|2026-03-01|12|B. de Boer"
    );
    assert_eq!(
        say("SELECT kpi, licht, beoordeeld, volgens_cijfers, licht_op FROM regie.lichten"),
        "1.K1|rood|f|rood|2026-11-23"
    );
}

/// The rows of a plan as a program of before sent them: an indicator's has all its readings.
fn of_before(rows: &str) -> String {
    let mut rows: Vec<Value> = serde_json::from_str(rows).unwrap();
    let (readings, mut items): (Vec<Value>, Vec<Value>) =
        rows.drain(..).partition(|row| row["sort"] == "reading");
    for item in items.iter_mut().filter(|it| it["sort"] == "indicator") {
        let own = readings.iter().filter(|it| it["body"]["in"] == item["id"]);
        let own = own.map(|row| {
            let mut reading = row["body"].clone();
            let keys = reading.as_object_mut().unwrap();
            keys.retain(|key, _| key != "in" && key != "nth");
            reading
        });
        item["body"]["readings"] = own.collect();
    }
    Value::Array(items).to_string()
}

/// A reading is a row of its own since schema 9; whoever was open while the database was raised goes on as before.
#[test]
fn readings_of_before_get_rows_of_their_own() {
    let Some(server) = Server::start() else {
        return;
    };
    server.database(DATABASE);
    let line = Line::to(&server, SUPERUSER);
    line.raise(8);
    let mut text: Value = serde_json::from_str(include_str!("../stores/valid/small.json")).unwrap();
    let readings: Vec<Value> = (1..=12)
        .map(|n| json!({ "date": "2026-06-12", "value": n, "by": "A" }))
        .collect();
    text["chapters"][0]["kpis"][0]["indicators"][0]["readings"] = json!(readings);
    let plan: Plan = serde_json::from_value(text.clone()).unwrap();
    let rows = items::all(&plan, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()).unwrap();
    line.begin_with("een", &text.to_string(), &of_before(&rows));
    line.raise(sql::VERSION);
    // As if it had begun today.
    line.begin_with("twee", &text.to_string(), &rows);
    let of = |plan: i32| {
        let rows = format!("SELECT id, sort, body FROM regie.item WHERE plan = {plan} ORDER BY id");
        server.sql_in(DATABASE, &rows)
    };
    assert_eq!(of(1), of(2));
    let figures = || {
        server.sql_in(
            DATABASE,
            "SELECT string_agg(getal::text, ' ' ORDER BY datum, getal) FROM regie.standen \
            WHERE plan = 'een' AND indicator = '1.K1.1'",
        )
    };
    assert_eq!(figures(), "1 2 3 4 5 6 7 8 9 10 11 12");
    server.login("ine");
    line.rows("SELECT regie.admit('een', 'ine', 'invoerder', '{}')");
    let (mut at, recorder) = (4, Line::to(&server, "ine"));
    let mut save = |items: &str| {
        let parent = (at > 4).then(|| uuid(u32::try_from(at).unwrap()));
        let key = uuid(u32::try_from(at + 1).unwrap());
        let entry = entry(at + 1, "ine", READING);
        let put = recorder.put_with(1, (at, parent), &key, &[&entry], (items, 1));
        assert_eq!(put.outcome, "saved", "{items}");
        at += 1;
        figures()
    };
    let old = |values: &[i32]| {
        let readings = values
            .iter()
            .map(|n| json!({ "date": "2026-06-13", "value": n }));
        let readings: Vec<Value> = readings.collect();
        let body = json!({ "readings": readings, "in": "1.K1", "label": "x" });
        json!([{ "id": "1.K1.1", "sort": "indicator", "body": body }]).to_string()
    };
    // Of a program that was open: one comes, and goes again.
    assert_eq!(save(&old(&[1, 2, 3])), "1 2 3");
    assert_eq!(save(&old(&[1, 2])), "1 2");
    let kept = "SELECT body FROM regie.item WHERE plan = 1 AND id = '1.K1.1'";
    assert_eq!(
        server.sql_in(DATABASE, kept),
        r#"{"in": "1.K1", "label": "x"}"#
    );
    // And of one of now.
    let third = |value: i32| {
        let body = json!({ "date": "2026-06-14", "value": value, "in": "1.K1.1", "nth": 3 });
        json!([{ "id": "1.K1.1/3", "sort": "reading", "body": body }]).to_string()
    };
    assert_eq!(save(&third(7)), "1 2 7");
    assert_eq!(save(&third(8)), "1 2 8");
    let gone = r#"[{"id":"1.K1.1/3","sort":null,"body":null}]"#;
    assert_eq!(save(gone), "1 2");
    // Readings go with their indicator, which only who changes the plan takes away.
    let indicator = r#"[{"id":"1.K1.1","sort":null,"body":null}]"#;
    assert_eq!(save(indicator), "1 2");
    let entry = entry(11, "B", READING);
    let put = line.put_with(
        1,
        (10, Some(uuid(10))),
        &uuid(11),
        &[&entry],
        (indicator, 1),
    );
    assert_eq!(put.outcome, "saved");
    let left = "SELECT count(*) FROM regie.item WHERE plan = 1 AND id LIKE '1.K1.1%'";
    assert_eq!(server.sql_in(DATABASE, left), "0");
}

const READING: &str = r#""what":"reading","id":"1.K1.1""#;
