//! Who may do what: the database decides, whatever program asks.

use crate::line::{DATABASE, Line, entry, server, uuid};
use crate::postgres::{SUPERUSER, Server};

const READING: &str = r#""what":"reading","id":"1.K1.1""#;

/// A region: two plans, and for Rijswijk a reader, a recorder and an administrator; `gast` is let
/// in nowhere, and `piet` is an administrator of the neighbour's.
fn region() -> Option<(Server, i32)> {
    let server = server()?;
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("rijswijk-2026");
    line.begin("delft-2026");
    for login in ["lena", "ine", "bea", "piet", "gast"] {
        server.login(login);
    }
    for (slug, login, kind) in [
        ("rijswijk-2026", "lena", "lezer"),
        ("rijswijk-2026", "ine", "invoerder"),
        ("rijswijk-2026", "bea", "beheerder"),
        ("delft-2026", "piet", "beheerder"),
    ] {
        line.rows(&admit(slug, login, kind, ""));
    }
    Some((server, plan))
}

fn admit(slug: &str, login: &str, kind: &str, names: &str) -> String {
    format!("SELECT regie.admit('{slug}', '{login}', nullif('{kind}', ''), '{{{names}}}')")
}

#[test]
fn each_role_saves_what_is_its_own() {
    let Some((server, plan)) = region() else {
        return;
    };
    let due = |id: &str| format!(r#""what":"set","id":"{id}","field":"due""#);
    let set = |id: &str, field: &str| format!(r#""what":"set","id":"{id}","field":"{field}""#);
    let confirm =
        |id: &str, field: &str| format!(r#""what":"confirm","id":"{id}","field":"{field}""#);
    let what = |what: &str| format!(r#""what":"{what}","id":"1A""#);
    // What, and whether a reader, a recorder and an administrator may.
    for (what, may) in [
        (READING.to_string(), "nyy"),
        (what("judgement"), "nyy"),
        (what("discussed"), "nyy"),
        (what("action-point"), "nyy"),
        // Figures beside the plan are recorded as readings are.
        (what("context"), "nyy"),
        (what("add"), "nny"),
        (what("merge"), "nny"),
        (what("count"), "nnn"),
        // The day of an action is agreed in the course of the year; that of a KPI is the plan's.
        (due("1A.1.a"), "nyy"),
        (due("1.K1.1"), "nny"),
        (due("9.9"), "nny"),
        (set("1.K1.1", "earlier"), "nyy"),
        (set("1.K1.1", "target"), "nny"),
        (set("plan", "title"), "nny"),
        (set("1A", "what-comes-later"), "nny"),
        (confirm("1A.1.a", "due"), "nyy"),
        (confirm("1A.1.a", "status"), "nyy"),
        (confirm("1.K1.1", "target"), "nny"),
        (confirm("plan", "title"), "nny"),
    ] {
        for (login, may) in ["lena", "ine", "bea"].into_iter().zip(may.chars()) {
            let line = Line::to(&server, login);
            let at = line.rows("SELECT revision, head::text FROM regie.open('rijswijk-2026')");
            let (base, parent): (i64, Option<String>) = (at[0].get(0), at[0].get(1));
            let entry = entry(base + 1, login, &what);
            let key = format!("00000000-0000-4000-8000-{base:06}{}", hex(login));
            let answer = line.put_with(plan, (base, parent), &key, &[&entry], ("[]", 1));
            let expected = if may == 'y' { "saved" } else { "forbidden" };
            assert_eq!(answer.outcome, expected, "{login}, {what}: {answer:?}");
        }
    }
}

/// Six digits of a name, to make keys of.
fn hex(name: &str) -> String {
    let bytes = name.bytes().chain([0; 3]).take(3);
    bytes.fold(String::new(), |all, byte| format!("{all}{byte:02x}"))
}

#[test]
fn a_save_is_all_or_none() {
    let Some((server, plan)) = region() else {
        return;
    };
    let line = Line::to(&server, "ine");
    let entries = [
        entry(5, "ine", READING),
        entry(6, "ine", r#""what":"drop","id":"1A""#),
    ];
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let answer = line.put(plan, 4, None, 1, &entries);
    assert_eq!(answer.outcome, "forbidden");
    assert_eq!(
        answer.entry.unwrap(),
        "dit mag alleen een beheerder, en u bent invoerder"
    );
    assert!(line.rows("SELECT * FROM regie.tail(1, 4)").is_empty());
    assert_eq!(line.put(plan, 4, None, 1, &entries[..1]).outcome, "saved");
}

#[test]
fn one_signs_with_a_name_of_ones_own() {
    let Some((server, plan)) = region() else {
        return;
    };
    let owner = Line::to(&server, SUPERUSER);
    owner.rows(&admit("rijswijk-2026", "ine", "invoerder", "I. de Wit"));
    server.login("balie");
    owner.rows(&admit("rijswijk-2026", "balie", "invoerder", "*"));
    for (login, name, may) in [
        ("ine", "ine", true),
        ("ine", "I. de Wit", true),
        ("ine", "B. Jansen", false),
        ("bea", "I. de Wit", false),
        ("balie", "wie dan ook", true),
        (SUPERUSER, "B. Jansen", true),
    ] {
        let line = Line::to(&server, login);
        let at = line.rows("SELECT revision, head::text FROM regie.open('rijswijk-2026')");
        let (base, parent): (i64, Option<String>) = (at[0].get(0), at[0].get(1));
        let entry = entry(base + 1, name, READING);
        let key = format!("00000000-0000-4000-8000-{base:06}{}", hex(login));
        let answer = line.put_with(plan, (base, parent), &key, &[&entry], ("[]", 1));
        assert_eq!(
            answer.outcome == "saved",
            may,
            "{login} as {name}: {answer:?}"
        );
        if !may {
            let said = format!("u bent hier {login} en kunt niet als “{name}” tekenen");
            assert_eq!(answer.entry.unwrap(), said);
        }
    }
    let signed = server.sql_in(DATABASE, "SELECT DISTINCT login FROM regie.edit ORDER BY 1");
    assert_eq!(signed, "balie\nine\npostgres");
}

#[test]
fn a_neighbours_plan_is_not_found() {
    let Some((server, plan)) = region() else {
        return;
    };
    Line::to(&server, "bea").put(plan, 4, None, 1, &[&entry(5, "bea", READING)]);
    let piet = Line::to(&server, "piet");
    assert!(
        piet.rows("SELECT * FROM regie.open('rijswijk-2026')")
            .is_empty()
    );
    assert!(
        piet.rows(&format!("SELECT * FROM regie.tail({plan}, 0)"))
            .is_empty()
    );
    for table in [
        "plan WHERE slug LIKE 'r%'",
        "edit",
        "item WHERE plan = 1",
        "member WHERE plan = 1",
    ] {
        let rows = piet.rows(&format!("SELECT * FROM regie.{table}"));
        assert!(rows.is_empty(), "{table}: {}", rows.len());
    }
    let answer = piet.put(plan, 5, Some(1), 2, &[&entry(6, "piet", READING)]);
    assert_eq!(
        (answer.outcome.as_str(), answer.entry.as_deref()),
        ("forbidden", Some("dit plan is niet gevonden"))
    );
    // The same as of a plan that isn't there; not even its lock is taken.
    assert_eq!(
        piet.put(77, 5, Some(1), 2, &[&entry(6, "piet", READING)]),
        answer
    );
    // Nor does asking with the key of a neighbour's save tell anything.
    assert_eq!(
        piet.put(plan, 4, None, 1, &[&entry(5, "piet", READING)]),
        answer
    );
    let (_, message) = piet.refusal(&admit("rijswijk-2026", "piet", "lezer", ""));
    assert_eq!(message, "het plan “rijswijk-2026” is niet gevonden");
    let own = piet.put(2, 4, None, 1, &[&entry(5, "piet", READING)]);
    assert_eq!(
        own.outcome, "forbidden",
        "a key belongs to one save: {own:?}"
    );
    assert_eq!(
        piet.put(2, 4, None, 3, &[&entry(5, "piet", READING)])
            .outcome,
        "saved"
    );
}

#[test]
fn nobody_changes_or_takes_away_what_was_done() {
    let Some((server, plan)) = region() else {
        return;
    };
    Line::to(&server, "bea").put(plan, 4, None, 1, &[&entry(5, "bea", READING)]);
    let denied = "42501";
    for login in ["lena", "ine", "bea"] {
        let line = Line::to(&server, login);
        assert_eq!(line.rows("SELECT * FROM regie.edit").len(), 1);
        assert_eq!(line.rows("SELECT * FROM regie.item").len(), 3);
        for sql in [
            "UPDATE regie.edit SET entry = ''",
            "DELETE FROM regie.edit",
            "TRUNCATE regie.edit",
            "INSERT INTO regie.edit (plan, revision, key, nth, entry, chain) VALUES (1, 6, gen_random_uuid(), 0, '', '')",
            "UPDATE regie.plan SET beginning = ''",
            "DELETE FROM regie.plan",
            "INSERT INTO regie.member VALUES (2, session_user, 'beheerder')",
            "UPDATE regie.member SET kind = 'beheerder'",
            "UPDATE regie.item SET body = '{}'",
            "UPDATE regie.edit_kind SET kind = 'lezer'",
            "DELETE FROM regie.field",
            "SELECT regie.keep_items(1, 1, 'beheerder', '[]')",
            "CREATE TABLE regie.own ()",
            "ALTER TABLE regie.edit DISABLE TRIGGER stays",
        ] {
            assert_eq!(line.refusal(sql).0, denied, "{login}: {sql}");
        }
    }
    let guest = Line::to(&server, "gast");
    for sql in [
        "SELECT * FROM regie.plan",
        "SELECT * FROM regie.open('rijswijk-2026')",
    ] {
        assert_eq!(guest.refusal(sql).0, denied, "{sql}");
    }
    // Not even the owner, by accident.
    let owner = Line::to(&server, SUPERUSER);
    for sql in [
        "UPDATE regie.edit SET entry = ''",
        "DELETE FROM regie.edit",
        "TRUNCATE regie.edit",
        "DELETE FROM regie.plan WHERE id = 1",
        "UPDATE regie.plan SET id = DEFAULT WHERE id = 1",
        "TRUNCATE regie.plan CASCADE",
    ] {
        let (code, message) = owner.refusal(sql);
        assert_eq!(code, "RG002");
        assert_eq!(
            message,
            "aan het logboek van een plan verandert niemand iets"
        );
    }
}

#[test]
fn a_recorder_makes_no_rows_of_what_only_an_administrator_makes() {
    let Some((server, plan)) = region() else {
        return;
    };
    let items = r#"[{"id":"1.K1.1","sort":"action","body":{"x":1}}, {"id":"new","sort":"action","body":{}},
        {"id":"1A","sort":"theme","body":null}, {"id":"O1","sort":"meeting","body":{}},
        {"id":"1A.1.a","sort":"action","body":{"y":2}}]"#;
    let line = Line::to(&server, "ine");
    let entry = entry(5, "ine", READING);
    let put = line.put_with(plan, (4, None), &uuid(1), &[&entry], (items, 1));
    assert_eq!(put.outcome, "saved");
    let rows = server.sql_in(
        DATABASE,
        "SELECT id, sort, body FROM regie.item WHERE plan = 1 ORDER BY id",
    );
    assert_eq!(
        rows,
        "1.K1.1|indicator|{}\n1A|theme|{}\n1A.1.a|action|{\"y\": 2}\nO1|meeting|{}"
    );
}

#[test]
fn members_come_and_go() {
    let Some((server, _)) = region() else {
        return;
    };
    let bea = Line::to(&server, "bea");
    let owner = Line::to(&server, SUPERUSER);
    server.sql("CREATE ROLE team NOLOGIN");
    server.sql("GRANT team TO gast");
    bea.rows(&admit("rijswijk-2026", "team", "lezer", ""));
    // Who is in a group is in with it, and out with it.
    let guest = Line::to(&server, "gast");
    let kind = |line: &Line| -> Vec<String> {
        let rows = line.rows("SELECT kind FROM regie.open('rijswijk-2026')");
        rows.iter().map(|row| row.get(0)).collect()
    };
    assert_eq!(kind(&guest), ["lezer"]);
    // The higher of two holds.
    bea.rows(&admit("rijswijk-2026", "gast", "invoerder", ""));
    assert_eq!(kind(&guest), ["invoerder"]);
    bea.rows(&admit("rijswijk-2026", "gast", "", ""));
    assert_eq!(kind(&guest), ["lezer"]);
    bea.rows(&admit("rijswijk-2026", "team", "", ""));
    assert_eq!(
        guest.refusal("SELECT * FROM regie.open('rijswijk-2026')").0,
        "42501"
    );
    // A role that the server no longer has is in nobody's way.
    bea.rows(&admit("rijswijk-2026", "team", "lezer", ""));
    server.sql_in(DATABASE, "DROP ROLE team");
    assert_eq!(kind(&bea), ["beheerder"]);
    let by = |line: &Line, sql: &str| line.refusal(sql).1;
    let ine = Line::to(&server, "ine");
    for (said, expected) in [
        (
            by(&ine, &admit("rijswijk-2026", "gast", "lezer", "")),
            "leden toelaten mag alleen een beheerder, en u bent invoerder",
        ),
        (
            by(&bea, &admit("rijswijk-2026", "niemand", "lezer", "")),
            "createuser niemand",
        ),
        (
            by(&bea, &admit("rijswijk-2026", "gast", "baas", "")),
            "een lid is lezer, invoerder of beheerder, en niet “baas”",
        ),
        (
            by(&bea, &admit("rijswijk-2026", "gast", "", "")),
            "“gast” is geen lid van dit plan",
        ),
        (
            by(&owner, &admit("elders-2026", "gast", "lezer", "")),
            "het plan “elders-2026” is niet gevonden",
        ),
    ] {
        assert!(said.contains(expected), "{said}");
    }
    // Somebody has to be left who lets others in.
    bea.rows(&admit("rijswijk-2026", "postgres", "", ""));
    let alone = "“bea” is de enige beheerder van dit plan; maak eerst een ander beheerder";
    assert_eq!(by(&bea, &admit("rijswijk-2026", "bea", "", "")), alone);
    assert_eq!(by(&bea, &admit("rijswijk-2026", "bea", "lezer", "")), alone);
    bea.rows(&admit("rijswijk-2026", "ine", "beheerder", ""));
    bea.rows(&admit("rijswijk-2026", "bea", "lezer", ""));
    assert_eq!(kind(&bea), ["lezer"]);
}

#[test]
fn a_plan_is_begun_by_who_governs_one() {
    let Some((server, _)) = region() else {
        return;
    };
    let begin = "SELECT regie.begin('rijswijk-2027', 'Rijswijk', 2027, '{}', 0, '{}', '[]')";
    for login in ["lena", "ine"] {
        let (code, message) = Line::to(&server, login).refusal(begin);
        assert_eq!(code, "RG002");
        assert!(message.contains("de eigenaar van de database"), "{message}");
    }
    let bea = Line::to(&server, "bea");
    bea.rows(begin);
    let rows = bea.rows("SELECT kind FROM regie.open('rijswijk-2027')");
    assert_eq!(rows[0].get::<_, String>(0), "beheerder");
    assert!(
        Line::to(&server, "lena")
            .rows("SELECT * FROM regie.open('rijswijk-2027')")
            .is_empty()
    );
}
