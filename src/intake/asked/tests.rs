use super::*;
use crate::intake::given::Given;
use crate::intake::readings::heads;
use crate::intake::table;

fn sheets(csv: &str) -> Vec<Sheet> {
    table::read(&Given::new("x.csv", csv.as_bytes().to_vec()), None).unwrap()
}

/// What is asked, and what is answered; the map at the end as JSON.
fn walked(mut walk: Walk, answers: &[(&str, &str, Result<(), &str>)]) -> serde_json::Value {
    for (asks, answer, took) in answers {
        let question = walk.question().unwrap();
        let own = question
            .own
            .map_or_else(String::new, |it| format!(" [{it}]"));
        assert_eq!(format!("{}{own}", question.asks), *asks);
        assert_eq!(walk.answer(answer), took.map_err(str::to_string), "{asks}");
    }
    assert_eq!(walk.question(), None);
    serde_json::to_value(walk.into_map()).unwrap()
}

#[test]
fn the_columns_of_a_sheet_of_readings() {
    let csv = "Verzonnen maandcijfers\nFeitcode;Peil;Aantal;Aantal\nControle;31-03-2026;3;9\n";
    let walk = Walk::columns(Of::Readings, &sheets(csv), Map::default(), 2026);
    let map = walked(
        walk,
        &[
            (
                "In welke rij staan de koppen? [2]",
                "7",
                Err("In rij “7” staat niets."),
            ),
            ("In welke rij staan de koppen? [2]", "", Ok(())),
            (
                "In welke kolom staat de KPI of indicator (id of naam)?",
                "",
                Err("“” is geen kolom; typ haar letter of haar kop."),
            ),
            (
                "In welke kolom staat de KPI of indicator (id of naam)?",
                "feitcode",
                Ok(()),
            ),
            (
                "In welke kolom staat de datum of de maand?",
                "a",
                Err("A Feitcode is al die van indicator."),
            ),
            ("In welke kolom staat de datum of de maand?", "B", Ok(())),
            ("In welke kolom staat de waarde? [C Aantal]", "d", Ok(())),
            ("In welke kolom staat een notitie? [geen]", "-", Ok(())),
            (
                "Is een cijfer het totaal tot dan (t), of wat erbij kwam (b)? [t]",
                "x",
                Err("Typ t of b."),
            ),
            (
                "Is een cijfer het totaal tot dan (t), of wat erbij kwam (b)? [t]",
                "b",
                Ok(()),
            ),
        ],
    );
    let columns =
        serde_json::json!({"indicator": "Feitcode", "datum": "Peil", "waarde": "kolom D"});
    assert_eq!(map, serde_json::json!({"columns": columns, "adds": true}));
}

#[test]
fn a_column_is_chosen_by_what_stands_in_it() {
    let csv = "Feitcode;Peil;Stand\nControle;31-03-2026;3\nInzet;31-03-2026;4\n";
    let mut walk = Walk::columns(Of::Readings, &sheets(csv), Map::default(), 2026);
    walk.answer("").unwrap();
    walk.answer("A").unwrap();
    walk.answer("B").unwrap();
    let choices = walk.question().unwrap().choices;
    let shown = choices.iter().map(|it| format!("{} {}", it.kind, it.words));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "kolom C Stand: 3 · 4",
            "kolom A Feitcode: Controle · Inzet",
            "kolom B Peil: 31-03-2026 · 31-03-2026"
        ]
    );
}

#[test]
fn the_columns_of_council_indicators_and_what_else_lacks() {
    let csv = "Plaats;Wanneer;Wat;Hoeveel\nRijswijk;2024;Halt;9\n";
    let walk = Walk::columns(Of::Context, &sheets(csv), Map::default(), 0);
    let map = walked(
        walk,
        &[
            ("In welke rij staan de koppen? [1]", "", Ok(())),
            ("In welke kolom staat het gebied?", "a", Ok(())),
            ("In welke kolom staat de periode?", "b", Ok(())),
            (
                "In welke kolom staat het cijfer? [geen: elke andere kolom is een indicator]",
                "d",
                Ok(()),
            ),
            ("In welke kolom staat de indicator?", "c", Ok(())),
            ("In welke kolom staat de eenheid? [geen]", "", Ok(())),
        ],
    );
    let columns = serde_json::json!({
        "gebied": "Plaats", "periode": "Wanneer", "waarde": "Hoeveel", "indicator": "Wat",
    });
    assert_eq!(map, serde_json::json!({ "columns": columns }));
    let walk = Walk::columns(
        Of::Context,
        &sheets("Jaar;Diefstal (%)\n2024;9\n"),
        Map::default(),
        0,
    );
    let map = walked(
        walk,
        &[
            ("In welke rij staan de koppen? [1]", "", Ok(())),
            ("In welke kolom staat het gebied?", "-", Ok(())),
            ("In welke kolom staat de periode? [A Jaar]", "", Ok(())),
            (
                "In welke kolom staat het cijfer? [geen: elke andere kolom is een indicator]",
                "",
                Ok(()),
            ),
        ],
    );
    assert_eq!(map, serde_json::json!({"columns": {"gebied": "-"}}));
    let asks = vec![
        Ask::Whole("Rijswijk".to_string()),
        Ask::Own(vec!["GM0603".to_string()]),
        Ask::Source("Halt".to_string()),
        Ask::Unit("Halt".to_string()),
        Ask::Unit("Inwoners".to_string()),
    ];
    let sentence = String::new();
    let lack = Lack { sentence, asks };
    let plan = include_str!("../../../data/uitvoeringsplan-2026.json");
    let plan = serde_json::from_str(plan).unwrap();
    let walk = Walk::lacking(&lack, &[], Map::default(), &plan).unwrap();
    let map = walked(
        walk,
        &[
            ("Van welk gebied is de hele tabel?", "Nederland", Ok(())),
            ("Welk gebied is de eigen gemeente?", "GM0603", Ok(())),
            (
                "Wie publiceert “Halt”?",
                "",
                Err("Typ wie de cijfers publiceert, zoals CBS."),
            ),
            ("Wie publiceert “Halt”?", "Halt", Ok(())),
            (
                "In welke eenheid staat “Halt”?",
                "per 1000 jongeren",
                Ok(()),
            ),
            ("In welke eenheid staat “Inwoners”?", "aantal", Ok(())),
        ],
    );
    let whole = serde_json::json!({"gebied": "GM0603", "bron": "Halt"});
    let units = serde_json::json!({"Halt": "per 1000 jongeren", "Inwoners": "aantal"});
    assert_eq!(map, serde_json::json!({"whole": whole, "units": units}));
}

/// One goes back question by question; what was answered is kept, and may be said otherwise.
#[test]
fn the_way_back() {
    let csv = "Feitcode;Peil;Aantal;Uren\nControle;31-03-2026;3;9\n";
    let mut walk = Walk::columns(Of::Readings, &sheets(csv), Map::default(), 2026);
    assert!(!walk.has_past() && walk.back().is_none());
    for answer in ["1", "A", "B", "D"] {
        walk.answer(answer).unwrap();
    }
    let asks = |walk: &Walk| walk.question().map(|it| it.asks).unwrap_or_default();
    for (asked, answered) in [
        ("In welke kolom staat de waarde?", "D"),
        ("In welke kolom staat de datum of de maand?", "B"),
        (
            "In welke kolom staat de KPI of indicator (id of naam)?",
            "A",
        ),
    ] {
        walk = walk.back().unwrap();
        assert_eq!((&*asks(&walk), walk.answered()), (asked, Some(answered)));
    }
    walk.answer("A").unwrap();
    assert_eq!(walk.answered(), Some("B"));
    for answer in ["B", "C", "-", "t"] {
        walk.answer(answer).unwrap();
    }
    assert_eq!((walk.question(), walk.answered()), (None, None));
    let map = serde_json::to_value(walk.into_map()).unwrap();
    let columns = serde_json::json!({
        "indicator": "Feitcode", "datum": "Peil", "waarde": "Aantal",
    });
    assert_eq!(map["columns"], columns, "what was said last");
}

/// A row that somebody names is kept where another would be found.
#[test]
fn the_row_of_the_heads() {
    let csv = "KPI;Datum;Waarde\nIndicator;Peildatum;Aantal\n3.K1;31-03-2026;3\n";
    for (row, kept) in [("", None), ("1", None), ("2", Some(2))] {
        let mut walk = Walk::columns(Of::Readings, &sheets(csv), Map::default(), 2026);
        walk.answer(row).unwrap();
        let map = walk.into_map();
        assert_eq!(map.row, kept, "{row}");
        let found = heads::find(&sheets(csv)[0], &map, 2026).unwrap();
        assert_eq!(found.row, kept.map_or(0, |_| 1), "{row}");
    }
}
