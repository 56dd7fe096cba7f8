//! What a save comes to, call by call.

use crate::line::{Line, entry, server, uuid};
use crate::postgres::SUPERUSER;

const READING: &str = r#""what":"reading","id":"1.K1.1""#;

/// A call: what it builds on, its key, how many entries; and the outcome with its revisions.
type Call = (
    i64,
    Option<u32>,
    u32,
    &'static [i64],
    &'static str,
    &'static [i64],
);

/// A plan that began at revision 4, and calls one after another.
const CALLS: &[Call] = &[
    // Nothing was saved yet: there is no key to build on.
    (4, Some(9), 1, &[5], "other-history", &[4]),
    (3, None, 1, &[4], "other-history", &[4]),
    (5, None, 1, &[6], "other-history", &[4]),
    (4, None, 1, &[5], "saved", &[5]),
    // Asked again, it isn't done again, whatever it says it builds on.
    (4, None, 1, &[5], "already", &[5]),
    (5, Some(1), 1, &[6], "already", &[5]),
    (99, Some(9), 1, &[100], "already", &[5]),
    // A colleague was first: what came since.
    (4, None, 2, &[5], "behind", &[5]),
    (5, Some(1), 2, &[6, 7, 8], "saved", &[8]),
    (5, Some(1), 3, &[6], "behind", &[6, 7, 8]),
    (4, None, 3, &[5], "behind", &[5, 6, 7, 8]),
    // Halfway a save of three is a place like any other.
    (7, Some(2), 3, &[8], "behind", &[8]),
    // The same number and another key: this history isn't the one it was made on.
    (8, Some(1), 3, &[9], "other-history", &[8]),
    (8, None, 3, &[9], "other-history", &[8]),
    (5, Some(2), 3, &[6], "other-history", &[8]),
    (9, Some(2), 3, &[10], "other-history", &[8]),
    (8, Some(2), 3, &[9], "saved", &[9]),
    // Numbers that don't follow are no save, and neither is nothing.
    (9, Some(3), 4, &[11], "forbidden", &[]),
    (9, Some(3), 4, &[10, 12], "forbidden", &[]),
    (9, Some(3), 4, &[], "forbidden", &[]),
    (9, Some(3), 4, &[10], "saved", &[10]),
];

#[test]
fn every_call_has_its_outcome() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("voorbeeld-2026");
    for call in CALLS {
        let (base, parent, key, numbers, outcome, revisions) = *call;
        let entries: Vec<String> = numbers.iter().map(|it| entry(*it, "A", READING)).collect();
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let answer = line.put(plan, base, parent, key, &entries);
        assert_eq!(
            (answer.outcome.as_str(), answer.revisions.as_slice()),
            (outcome, revisions),
            "{call:?}: {answer:?}"
        );
        if outcome == "saved" {
            assert_eq!(answer.key, Some(uuid(key)));
        }
    }
    let kept = line.rows(
        "SELECT count(*), min(e.revision), max(e.revision), \
         bool_and(chain = regie.link(coalesce(before, (SELECT sha256(convert_to(beginning, 'UTF8')) FROM regie.plan)), key, login, entry)) \
         FROM (SELECT *, lag(chain) OVER (ORDER BY revision) AS before FROM regie.edit) e",
    );
    let kept = &kept[0];
    assert_eq!(
        (
            kept.get::<_, i64>(0),
            kept.get::<_, i64>(1),
            kept.get::<_, i64>(2)
        ),
        (6, 5, 10)
    );
    assert!(kept.get::<_, bool>(3), "the chain is whole");
    let head = line.rows("SELECT revision, head::text, chain = (SELECT chain FROM regie.edit ORDER BY revision DESC LIMIT 1) FROM regie.plan");
    assert_eq!(head[0].get::<_, i64>(0), 10);
    assert_eq!(head[0].get::<_, String>(1), uuid(4));
    assert!(head[0].get::<_, bool>(2));
}

/// A server writes, and has its disk confirm it, where something got a number; who is too late waits for nothing.
#[test]
fn who_is_too_late_has_the_server_write_nothing() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("voorbeeld-2026");
    let entry = entry(5, "A", READING);
    assert_eq!(line.put(plan, 4, None, 1, &[&entry]).outcome, "saved");
    for (base, key, entries, outcome, writes) in [
        (4, 2, &[entry.as_str()][..], "behind", false),
        // As one asks who was told of it.
        (4, 2, &[], "behind", false),
        // That is an answer to rely on: it waits for whom it has to.
        (4, 1, &[&entry], "already", true),
    ] {
        let numbers =
            || line.rows("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")[0].get(0);
        let before: String = numbers();
        let answer = line.put(plan, base, None, key, entries);
        assert_eq!(answer.outcome, outcome);
        assert_eq!(numbers() != before, writes, "{outcome}");
    }
}

#[test]
fn an_entry_is_kept_as_it_was_written() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("voorbeeld-2026");
    // Order, spaces, the spelling of a number, an escape, what no program knows.
    let notes = [
        r"a b \ud83d\ude00 \\",
        r"\u0000\u0000",
        r"\\u0000",
        r#"\\\u0000\""#,
    ];
    for (base, note) in (4..).zip(notes) {
        let odd = format!(
            r#"{{ "by":"Ä. Jansen","revision":{}, "what":"reading","to":{{"value":1.50e1,"note":"{note}"}},"own":[1, 2] }}"#,
            base + 1
        );
        let key = u32::try_from(base).unwrap();
        let parent = Some(key - 1).filter(|it| *it > 3);
        assert_eq!(
            line.put(plan, base, parent, key, &[&odd]).outcome,
            "saved",
            "{note}"
        );
        let rows = line.rows(&format!("SELECT entry FROM regie.tail(1, {base})"));
        assert_eq!(rows[0].get::<_, String>(0), odd);
    }
}

#[test]
fn a_newer_program_wrote_here() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("voorbeeld-2026");
    server.sql_in(
        "regie",
        "INSERT INTO regie.edit_kind VALUES ('later', 'invoerder', 2)",
    );
    let put = |base, parent, key, what: &str, speaks| {
        let entry = entry(base + 1, "A", what);
        let parent = Option::map(parent, uuid);
        line.put_with(plan, (base, parent), &uuid(key), &[&entry], ("[]", speaks))
    };
    // Nobody can write what the database has no rule for.
    let unknown = put(4, None, 1, r#""what":"other""#, 2);
    assert_eq!(unknown.outcome, "forbidden");
    assert!(unknown.entry.unwrap().contains("regie database bijwerken"));
    assert_eq!(put(4, None, 1, READING, 1).outcome, "saved");
    // The first edit of a kind that came later shuts older programs out.
    assert_eq!(put(5, Some(1), 2, r#""what":"later""#, 2).outcome, "saved");
    assert_eq!(put(6, Some(2), 3, READING, 1).outcome, "too-new");
    assert_eq!(put(6, Some(2), 3, READING, 2).outcome, "saved");
    assert_eq!(
        line.rows("SELECT protocol FROM regie.open('voorbeeld-2026')")[0].get::<_, i32>(0),
        2
    );
}

#[test]
fn rows_for_people_come_with_the_save() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    let plan = line.begin("voorbeeld-2026");
    let put = |base, parent, key, items| {
        let entry = entry(base + 1, "A", READING);
        let parent = Option::map(parent, uuid);
        let answer = line.put_with(plan, (base, parent), &uuid(key), &[&entry], (items, 1));
        let rows = line
            .rows("SELECT id || ' ' || revision || ' ' || body::text FROM regie.item ORDER BY id");
        let rows: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        (answer.outcome, rows.join(", "))
    };
    assert_eq!(
        put(
            4,
            None,
            1,
            r#"[{"id":"1.K1.1","sort":"indicator","body":{"stand":6}},{"id":"O1","sort":"meeting","body":{}}]"#
        ),
        (
            "saved".to_string(),
            r#"1.K1.1 5 {"stand": 6}, 1A 4 {}, 1A.1.a 4 {}, O1 5 {}"#.to_string()
        )
    );
    // One without a body goes; what isn't saved leaves no row.
    assert_eq!(
        put(
            5,
            Some(1),
            2,
            r#"[{"id":"O1","sort":"meeting","body":null}]"#
        ),
        (
            "saved".to_string(),
            r#"1.K1.1 5 {"stand": 6}, 1A 4 {}, 1A.1.a 4 {}"#.to_string()
        )
    );
    assert_eq!(
        put(4, None, 3, r#"[{"id":"1A","sort":"theme","body":null}]"#),
        (
            "behind".to_string(),
            r#"1.K1.1 5 {"stand": 6}, 1A 4 {}, 1A.1.a 4 {}"#.to_string()
        )
    );
}

#[test]
fn what_a_plan_begins_with() {
    let Some(server) = server() else {
        return;
    };
    let line = Line::to(&server, SUPERUSER);
    // A history comes along to be read; what is replayed begins after it.
    let history = [entry(1, "A", READING), entry(3, "B", READING)];
    let begin = format!(
        "SELECT regie.begin('voorbeeld-2026', 'Voorbeeld', 2026, ' {{}}\n', 3, ARRAY['{}', '{}'], '[]')",
        history[0], history[1]
    );
    line.rows(&begin);
    let opened = line.rows(
        "SELECT beginning, begun_at, revision, head::text, kind FROM regie.open('voorbeeld-2026')",
    );
    assert_eq!(opened[0].get::<_, String>(0), " {}\n");
    assert_eq!(
        (opened[0].get::<_, i64>(1), opened[0].get::<_, i64>(2)),
        (3, 3)
    );
    assert_eq!(opened[0].get::<_, Option<String>>(3), None);
    assert_eq!(opened[0].get::<_, String>(4), "beheerder");
    assert_eq!(line.rows("SELECT * FROM regie.tail(1, 0)").len(), 2);
    assert_eq!(line.rows("SELECT * FROM regie.tail(1, 3)").len(), 0);
    assert_eq!(
        line.put(1, 3, None, 1, &[&entry(4, "A", READING)]).outcome,
        "saved"
    );
    for (begin, code, said) in [
        (
            begin.as_str(),
            "RG001",
            "er is al een plan “voorbeeld-2026” in deze database",
        ),
        (
            "SELECT regie.begin('Voorbeeld 2026', '', 2026, '', 0, '{}', '[]')",
            "RG003",
            "“Voorbeeld 2026” kan niet",
        ),
        (
            "SELECT regie.begin('', '', 2026, '', 0, '{}', '[]')",
            "RG003",
            "een kenmerk bestaat uit",
        ),
    ] {
        let (refused, message) = line.refusal(begin);
        assert_eq!(refused, code, "{message}");
        assert!(message.contains(said), "{message}");
    }
    assert!(
        line.rows("SELECT * FROM regie.open('delft-2026')")
            .is_empty()
    );
}
