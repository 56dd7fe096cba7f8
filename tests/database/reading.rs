//! What people see who read with SQL: Grafana, Power BI, psql.

use chrono::NaiveDate;
use regie::plan::Plan;
use regie::store::BUILT_IN;
use regie::store::log::items;

use crate::line::{DATABASE, Line, server};
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
