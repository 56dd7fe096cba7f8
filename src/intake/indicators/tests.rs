use super::*;
use crate::intake::table;

fn plan() -> Plan {
    serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap()
}

fn map(whole: &[(&str, &str)]) -> Map {
    let whole = whole
        .iter()
        .map(|(key, it)| ((*key).to_string(), (*it).to_string()));
    Map {
        whole: whole.collect(),
        ..Map::default()
    }
}

fn proposed(plan: &Plan, csv: &str, map: &Map) -> Result<Proposal, String> {
    let given = Given::new("x.csv", csv.as_bytes().to_vec());
    let sheets = table::read(&given, None)?;
    let said = Said {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        decimals: None,
        chapters: &["5".to_string()],
    };
    propose(plan, (&given, &sheets), map, said)
}

fn shown(proposal: &Proposal) -> Vec<String> {
    let lines = proposal.lines.iter().map(|it| {
        let says = it
            .fate
            .says()
            .map_or_else(String::new, |it| format!(": {it}"));
        let (row, title, area, period) = (it.row, &it.title, &it.area, &it.period);
        let (value, unit, fate) = (&it.value, &it.unit, it.fate.word());
        format!("{row} {title} {area} {period} {value} {unit} {fate}{says}")
    });
    lines.collect()
}

fn taken_in(plan: &Plan, proposal: &Proposal) -> Plan {
    let mut plan = plan.clone();
    for edit in &proposal.edits {
        edit.apply(&mut plan).unwrap();
    }
    plan
}

const CBS: &str = "\"ID\";\"RegioS\";\"Perioden\";\"WinkeldiefstalPer1000Inw_1\"\n\
    0;\"GM0603\";\"2023JJ00\";     1.9\n1;\"NL01  \";\"2023JJ00\";     2.1\n\
    2;\"GM0603\";\"2024JJ00\";       .\n3;\"GM0518\";\"2023JJ00\";     4.2\n\
    4;\"GM0603\";\"2024KW01\";0.4\n5;\"GM0603\";\"2024MM05\";\n";

#[test]
fn open_data_of_the_cbs() {
    let proposal = proposed(&plan(), CBS, &map(&[("gebied", "GM0603")])).unwrap();
    assert_eq!(
        shown(&proposal),
        [
            "2 Winkeldiefstal GM0603 2023 1,9 per 1.000 inwoners new",
            "3 Winkeldiefstal NL 2023 2,1 per 1.000 inwoners new",
            "6 Winkeldiefstal GM0603 1e kw 2024 0,4 per 1.000 inwoners new",
        ]
    );
    assert_eq!((proposal.blank, proposal.elsewhere), (2, 1));
    let next = taken_in(&plan(), &proposal);
    let context = &next.context[0];
    assert_eq!((&*context.id, &*context.source), ("X1", "CBS"));
    assert_eq!(context.chapters, ["5"]);
    // Once more it is all there; the municipality is known by now.
    let again = proposed(&next, CBS, &Map::default()).unwrap();
    assert_eq!(again.count(|it| *it == Fate::Double), 3);
    assert_eq!(again.edits, []);
}

#[test]
fn a_long_table_with_units_and_statuses_of_its_own() {
    let plan = plan();
    let head = "Gemeente;Jaar;Indicator;Waarde;Eenheid;Status;Bron\n";
    let first = format!(
        "{head}Rijswijk;2018;Halt;227;per 10.000 jongeren;definitief;Halt\n\
         Rijswijk;2024;Halt;9,5;per 1000 jongeren;voorlopig;Halt\n"
    );
    let proposal = proposed(&plan, &first, &Map::default()).unwrap();
    let next = taken_in(&plan, &proposal);
    let second = format!(
        "{head}Rijswijk;2018;Halt;228;per 10 000 jongeren;definitief;Halt\n\
         Rijswijk;2024;Halt;9;per 1.000 jongeren;definitief;Halt\n"
    );
    let proposal = proposed(&next, &second, &Map::default()).unwrap();
    assert_eq!(
        shown(&proposal),
        [
            "2 Halt Rijswijk 2018 228 per 10.000 jongeren revised: was 227 (definitief); was definitief: klopt dat?",
            "3 Halt Rijswijk 2024 9 per 1.000 jongeren revised: was 9,5 (voorlopig)",
        ]
    );
    let last = taken_in(&next, &proposal);
    let figure = last.context[0].newest().unwrap();
    assert_eq!(figure.status, Some(Finality::Definitive));
    assert_eq!(figure.was.len(), 1, "it keeps what it was");
    assert_eq!(figure.was[0].status, Some(Finality::Provisional));
}

#[test]
fn what_is_not_said_is_asked() {
    let own = ("gebied", "Rijswijk");
    for (csv, whole, sentence) in [
        (
            "RegioS;Perioden;Diefstal per 1000 inwoners\nGM0603;2023JJ00;1,9\n",
            &[][..],
            "welk gebied is Rijswijk? Zeg het met --gebied; het bestand heeft GM0603",
        ),
        (
            "Gemeente;Jaar;Diefstal\nRijswijk;2023;1,9\n",
            &[],
            "in welke eenheid staat “Diefstal”? Zeg het met --eenheid",
        ),
        (
            "Gemeente;Jaar;Indicator;Waarde\nRijswijk;2023;Halt;9\n",
            &[],
            "in welke eenheid staan de cijfers? Zeg het met --eenheid",
        ),
        (
            "Gemeente;Jaar;Diefstal (%)\nRijswijk;2023;1,9\n",
            &[],
            "wie publiceert “Diefstal”? Zeg het met --bron",
        ),
        (
            "Plaats;Jaar;Diefstal (%)\nRijswijk;2023;1,9\n",
            &[],
            "geen kolom met gebied; rij 1 heeft de koppen “Plaats”, “Jaar”, “Diefstal (%)”; zeg bijvoorbeeld --kolom gebied=KOP",
        ),
        (
            "Gemeente;Jaar;Diefstal (%)\nDelft;2023;1,9\n",
            &[own],
            "er staat geen cijfer in van Rijswijk of Nederland; zeg met --gebied welk gebied Rijswijk is",
        ),
    ] {
        assert_eq!(
            proposed(&plan(), csv, &map(whole)),
            Err(sentence.to_string()),
            "{csv}"
        );
    }
}

#[test]
fn what_can_not_be_read_is_told_with_its_row() {
    let csv = "Gemeente;Jaar;Diefstal (%);Bron\nRijswijk;ooit;1,9;A\nRijswijk;2023;veel;A\n\
        Rijswijk;2022;1,5;A\nRijswijk;2022;1,6;A\n";
    let proposal = proposed(&plan(), csv, &Map::default()).unwrap();
    assert_eq!(
        shown(&proposal),
        [
            "2 Diefstal Rijswijk ooit 1,9 % wrong: “ooit” is geen periode; schrijf 2024, 2024KW01 of 2024MM05",
            "3 Diefstal Rijswijk 2023 veel % wrong: “veel” is geen getal",
            "4 Diefstal Rijswijk 2022 1,5 % new",
            "5 Diefstal Rijswijk 2022 1,6 % wrong: in rij 4 staat 1,5",
        ]
    );
}
