//! A plan read no further than an edit of one item needs: the chapters in which the item stands or is
//! named, the newest entries of the history, and all that is neither chapter, table nor entry. The rest
//! was seen to be JSON and is kept as bytes; what it says is for whoever opens the plan whole.

use super::scan;
use super::scan::places::{Own, Places};
use super::scan::skim::{self, Skimmed};
use crate::plan::{Plan, check};
use crate::store::disk::piece::Gap;

/// Where the history begins in a file that is laid out as the program does: its list.
pub(crate) const HISTORY: &[u8] = b"\n  \"history\": [";
/// And where one of its entries does, behind the comma of the one before it.
pub(crate) const ENTRY: &[u8] = b"\n    {";

/// How many entries of the history are read: what a save is made of hardly looks back.
const NEWEST: usize = 32;

/// A plan in which the item with this id can be changed, and where its parts stand in the text. None
/// where it can't be read so, has no such item, or anything in what was read is unsound or has to be made
/// harmless: then the whole has to be read, and says why. A gap in the text has to be in the history, before
/// its newest entries.
pub(crate) fn plan(text: &str, gap: Option<Gap>, id: &str) -> Option<(Plan, Places)> {
    let in_an_id = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if id.is_empty() || !id.bytes().all(in_an_id) {
        return None;
    }
    let Skimmed { mut places, met } = skim::skim(text, id)?;
    if let Some(gap) = gap {
        let history = places.of(text, "history")?;
        let is_there = history.value.start + 1 == gap.at && history.items.len() >= NEWEST;
        is_there.then_some(())?;
    }
    for own in &mut places.own {
        narrow(text, own, &met)?;
    }
    let part = part(text, &places)?;
    let seen = scan::scan(&part).ok().filter(|seen| !seen.harm)?;
    (seen.places.own.len() == places.own.len()).then_some(())?;
    let plan: Plan = serde_json::from_str(&part).ok()?;
    let newest = plan.history.last().map(|entry| entry.revision);
    let is_sound = plan.schema > 0
        && (gap.is_none() || newest == Some(plan.revision))
        && check::errors_in_part(&plan).is_empty();
    (is_sound && plan.item(id).is_some()).then_some((plan, places))
}

/// Leaves of a long list only what is read of it.
fn narrow(text: &str, own: &mut Own, met: &[usize]) -> Option<()> {
    match own.name(text)? {
        "chapters" => own.items.retain(|item| {
            let next = met.partition_point(|at| *at < item.start);
            met.get(next).is_some_and(|at| *at < item.end)
        }),
        "history" => {
            let older = own.items.len().saturating_sub(NEWEST);
            own.items.drain(..older);
        }
        "budgets" | "capacity" => own.items.clear(),
        _ => {}
    }
    Some(())
}

/// Whether only some of the items of this list are read.
fn is_narrowed(text: &str, own: &Own) -> bool {
    let is_list = text.as_bytes().get(own.value.start) == Some(&b'[');
    let long = ["chapters", "history", "budgets", "capacity"];
    is_list && own.name(text).is_some_and(|name| long.contains(&name))
}

/// The text with no more in its long lists than these items, laid out as it is.
pub(crate) fn part(text: &str, places: &Places) -> Option<String> {
    let mut out = String::new();
    let mut from = places.root.start;
    for own in places.own.iter().filter(|own| is_narrowed(text, own)) {
        out.push_str(text.get(from..=own.value.start)?);
        for (nth, item) in own.items.iter().enumerate() {
            if nth > 0 {
                out.push(',');
            }
            out.push_str(gap_before(text.get(..item.start)?));
            out.push_str(text.get(item.clone())?);
        }
        from = own.value.end.checked_sub(1)?;
        out.push_str(gap_before(text.get(..from)?));
    }
    out.push_str(text.get(from..places.root.end)?);
    Some(out)
}

/// The white space at the end of a text.
fn gap_before(text: &str) -> &str {
    let trimmed = text.trim_ascii_end();
    text.get(trimmed.len()..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::plan::edit::Edit;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::store::disk::piece::Piece;
    use crate::store::text::format::{self, Document, read_about, read_text};
    use crate::store::text::next::further;

    const LAYOUTS: [&str; 5] = [
        include_str!("../../../tests/stores/valid/small.json"),
        include_str!("../../../tests/stores/valid/one-line.json"),
        include_str!("../../../tests/stores/valid/tabs.json"),
        include_str!("../../../tests/stores/valid/crlf.json"),
        include_str!("../../../tests/stores/valid/expanded.json"),
    ];
    const PLAN: &str = include_str!("../../../data/uitvoeringsplan-2026.json");

    /// The plan of 2026 after so many edits.
    fn lived(edits: usize) -> String {
        let mut history = String::from("\"history\": [");
        for revision in 1..=edits {
            let comma = if revision > 1 { "," } else { "" };
            let _to_memory = write!(
                history,
                "{comma}\n    {{ \"revision\": {revision}, \"at\": \"2026-03-01T10:00:00+01:00\", \
                 \"by\": \"B\", \"what\": \"log\", \"id\": \"3.K1\", \"from\": null, \"to\": \
                 {{ \"date\": \"2026-03-01\", \"by\": \"B\", \"note\": \"besproken\" }} }}"
            );
        }
        let text = PLAN.replacen("\"revision\": 0", &format!("\"revision\": {edits}"), 1);
        text.replacen("\"history\": [", &history, 1)
    }

    fn narrowly(text: &str, id: &str) -> Option<Document> {
        let document = read_about(text.as_bytes().to_vec(), Some(id)).ok()?;
        document.about.is_some().then_some(document)
    }

    fn edit(json: &str) -> Edit {
        serde_json::from_str(json).unwrap()
    }

    fn author() -> Author {
        Author {
            name: "A".to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        }
    }

    /// The text after an edit.
    fn saved(mut document: Document, edit: &Edit) -> String {
        let wanted = Intent::Edit(vec![edit.clone()]);
        let plan = document.plan.clone();
        let next = transaction(plan, &wanted, &author(), Role::Administrator);
        let (further, _) = further(&document, next.unwrap().unwrap()).unwrap();
        further.take_to(&mut document);
        document.text
    }

    #[test]
    fn a_save_is_the_same_however_little_was_read() {
        let count = |id: &str| {
            edit(&format!(
                r#"{{ "what": "count", "id": "{id}", "add": 1, "reading":
                     {{ "date": "2026-06-12", "value": 0, "by": "A" }} }}"#
            ))
        };
        let status = |id: &str| {
            edit(&format!(
                r#"{{ "what": "status", "id": "{id}", "from": "open", "to": "done" }}"#
            ))
        };
        let mut lived = [1, 31, 32, 33, 200].map(lived).to_vec();
        // What taking back has to restore is kept, in a plan that changes.
        lived.extend([0, 100].map(|edits| {
            let text = self::lived(edits).replacen("\"schema\": 1", "\"schema\": 2", 1);
            text.replacen("\"readings\": []", "\"readings\": [\n ]", 90)
        }));
        let small = LAYOUTS[0].replacen("\"schema\": 1", "\"schema\": 2", 1);
        let small = small.replacen(", \"due\": null, \"log\": []", ", \"due\":null", 1);
        let lived = lived.iter().map(|text| (text.as_str(), "3.K1.1", "3B.1.a"));
        let layouts = LAYOUTS.map(|text| (text, "1.K1.1", "1A.1.a"));
        let small = (small.as_str(), "1.K1.1", "1A.1.a");
        for (text, indicator, action) in layouts.into_iter().chain(lived).chain([small]) {
            for (id, edit) in [(indicator, count(indicator)), (action, status(action))] {
                let narrow = narrowly(text, id).unwrap();
                assert_eq!(narrow.text, text);
                let whole = read_text(text.to_string()).unwrap();
                let (narrow, whole) = (saved(narrow, &edit), saved(whole, &edit));
                assert_eq!(narrow, whole);
                // And once more on what it left.
                let narrow = narrowly(&narrow, id).unwrap();
                let whole = read_text(whole).unwrap();
                let again = count(indicator);
                if id == indicator {
                    assert_eq!(saved(narrow, &again), saved(whole, &again));
                }
            }
        }
    }

    /// What a save makes of a file of which entries of the history were not read, and how long the gap was.
    fn saved_around(text: &str, id: &str, edits: &[Edit]) -> Option<(String, usize)> {
        let gap = Gap {
            at: text.find("\"history\": [")? + "\"history\": [".len(),
            len: 0,
        };
        let end = text.len().checked_sub(16 * 1024)?;
        let len = end + text.get(end..)?.find("\n    {")? - gap.at;
        let gap = Gap { len, ..gap };
        let read = [text.get(..gap.at)?, text.get(gap.at + len..)?].concat();
        let mut document = format::read_ends(read.into_bytes(), Some(gap), id)?;
        let mut file = text.to_string();
        for edit in edits {
            let wanted = Intent::Edit(vec![edit.clone()]);
            let next = transaction(
                document.plan.clone(),
                &wanted,
                &author(),
                Role::Administrator,
            );
            let (further, _) = further(&document, next.unwrap().unwrap()).unwrap();
            let pieces = further.pieces(&document).unwrap();
            file = String::from_utf8(Piece::together(&pieces, file.as_bytes())).unwrap();
            further.take_to(&mut document);
        }
        Some((file, len))
    }

    #[test]
    fn a_save_is_the_same_where_old_entries_are_not_even_seen() {
        let edits = [("3.K1.1", 1), ("3.K1.1", 12)].map(|(id, add)| {
            edit(&format!(
                r#"{{ "what": "count", "id": "{id}", "add": {add}, "reading":
                     {{ "date": "2026-06-12", "value": 0, "by": "A" }} }}"#
            ))
        });
        let lived = lived(400);
        let (around, left) = saved_around(&lived, "3.K1.1", &edits).unwrap();
        assert!(left > 50_000, "{left}");
        let mut whole = lived.clone();
        for edit in &edits {
            whole = saved(read_text(whole).unwrap(), edit);
        }
        assert_eq!(around, whole);
        // Whatever stands there stays.
        let odd = "\"revision\": 99,";
        let (around, _) =
            saved_around(&lived.replacen(odd, "\u{7}<<<<", 1), "3.K1.1", &edits).unwrap();
        assert_eq!(around, whole.replacen(odd, "\u{7}<<<<", 1));
        // But not where the newest entry isn't the last, or there are too few to be read.
        let newest = lived.replacen("\"revision\": 400", "\"revision\": 401", 1);
        assert!(saved_around(&newest, "3.K1.1", &edits).is_none());
        let long = lived.replace("besproken", &"besproken ".repeat(60));
        assert!(saved_around(&long, "3.K1.1", &edits).is_none());
        // Or the list that goes on isn't the history.
        let other = lived.replacen("\n  ]\n}", "\n  ],\n  \"other\": []\n}", 1);
        assert!(saved_around(&other, "3.K1.1", &edits).is_some());
        let other = lived.replacen(
            "\n  \"history\": [",
            "\n  \"x\": [[]],\n  \"history\" : [",
            1,
        );
        let other = other.replacen("\"x\": [[]]", "\"x\": { \"history\": [[]] }", 1);
        assert!(saved_around(&other, "3.K1.1", &edits).is_none());
    }

    #[test]
    fn of_the_rest_nothing_is_read() {
        let narrow = narrowly(&lived(200), "3.k1").unwrap();
        let chapters: Vec<&str> = narrow.plan.chapters.iter().map(|it| &*it.id).collect();
        assert_eq!(chapters, ["3"]);
        assert_eq!(narrow.plan.history.len(), NEWEST);
        assert_eq!(narrow.plan.history.last().unwrap().revision, 200);
        assert!(narrow.plan.budgets.is_empty() && narrow.plan.capacity.is_empty());
        assert!(!narrow.plan.parties.is_empty());
    }

    const THIRD: &str = "\"number\": 3,\n      \"title\": \"Ondermijning\"";
    const FIFTH: &str = "\"id\": \"5\",\n      \"number\": 5,";

    fn lived_with(from: &str, to: &str) -> String {
        let text = lived(100);
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    }

    #[test]
    fn what_is_odd_where_it_is_not_read_stays_as_it_is() {
        let harm = format!("{THIRD}, \"x\": \"\\u001b[31m\"");
        let moment = "\"revision\": 7, \"at\": \"2026-03-01T10:00:00+01:00\",";
        for (from, to, id) in [
            // An entry that is none, and one without what it needs.
            ("\"revision\": 7,", "\"revision\": \"zeven\",", "3.K1.1"),
            (moment, "", "3.K1.1"),
            // Another chapter.
            (FIFTH, "\"id\": \"5\", \"number\": \"vijf\",", "3.K1.1"),
            (THIRD, &harm, "4.K1"),
        ] {
            let text = lived_with(from, to);
            assert!(read_text(text.clone()).is_err() || to == harm, "{to}");
            let narrow = narrowly(&text, id);
            assert!(narrow.is_some_and(|it| it.text == text), "{to}");
        }
    }

    #[test]
    fn what_can_not_be_read_so_is_read_whole() {
        for id in ["", "9.K99", "é", "3.K1 ", "a\"b", "plan", "besproken"] {
            assert!(narrowly(&lived(3), id).is_none(), "{id}");
        }
        let harm = format!("{THIRD}, \"x\": \"\\u001b[31m\"");
        for (from, to) in [
            // No JSON, wherever that is.
            ("\"revision\": 7, ", "\"revision\": 7 "),
            (FIFTH, "\"id\": \"5\", \"number\": 05,"),
            ("\"capacity\": [", "\"capacity\": [,"),
            // The item's own chapter, or what stands in none.
            (THIRD, "\"number\": 3, \"title\": 3"),
            (THIRD, &harm),
            ("\"year\": 2026", "\"year\": 1226"),
            ("\"schema\": 1", "\"schema\": 0"),
            ("\"schema\": 1", "\"schema\": 1, \"schema\": 1"),
            // The item twice.
            ("\"id\": \"5.K1c\"", "\"id\": \"3.K1\""),
        ] {
            assert!(narrowly(&lived_with(from, to), "3.K1").is_none(), "{to}");
        }
        // The newest entry.
        let text = lived(100);
        let (before, after) = text.rsplit_once("\"revision\": 100,").unwrap();
        let text = format!("{before}\"revision\": \"x\",{after}");
        assert!(narrowly(&text, "3.K1").is_none());
    }
}
