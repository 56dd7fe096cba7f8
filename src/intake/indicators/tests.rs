use super::*;
use crate::intake::table;
use crate::plan::model::context::Finality;

mod marks;
mod units;

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
    proposed_with(plan, csv, map, None)
}

fn proposed_with(
    plan: &Plan,
    csv: &str,
    map: &Map,
    meta: Option<&Meta>,
) -> Result<Proposal, String> {
    let given = Given::new("x.csv", csv.as_bytes().to_vec());
    let sheets = table::read(&given, None)?;
    let said = Said {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        decimals: None,
        meta,
    };
    propose(plan, (&given, &sheets), map, said).map_err(|lack| lack.sentence)
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
    for edit in &proposal.clone().take_edits(&["5".to_string()]) {
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
    for (chapter, nothing) in [("5", true), ("6", false)] {
        let chapters = [chapter.to_string()];
        assert_eq!(again.is_empty(&chapters), nothing, "{chapter}");
        let edits = again.clone().take_edits(&chapters);
        assert_eq!(edits.is_empty(), nothing, "{chapter}");
    }
}

#[test]
fn a_table_without_areas_is_of_one() {
    let cbs = "\"ID\";\"Geslacht\";\"Perioden\";\"DiefstalPer1000Inw_1\"\n0;\"T001038\";\"2023JJ00\";     2.1\n";
    let other = "Jaar;Diefstal (%)\n2023;2,1\n";
    for (csv, said, line) in [
        (
            cbs,
            &[("gebied", "NL01")][..],
            "2 Diefstal, T001038 NL 2023 2,1 per 1.000 inwoners new",
        ),
        (
            cbs,
            &[("gebied", "Rijswijk")],
            "2 Diefstal, T001038 Rijswijk 2023 2,1 per 1.000 inwoners new",
        ),
        (
            other,
            &[("gebied", "nederland"), ("bron", "A")],
            "2 Diefstal NL 2023 2,1 % new",
        ),
    ] {
        let mut map = map(said);
        if csv == other {
            map.columns.insert("gebied".to_string(), "-".to_string());
        }
        let proposal = proposed(&plan(), csv, &map).unwrap();
        assert_eq!(shown(&proposal), [line]);
        // Of the country or not, the municipality is the municipality.
        assert_eq!(taken_in(&plan(), &proposal).context[0].own, "Rijswijk");
    }
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
    // A code that was mistaken once isn't known by it.
    let first = proposed(&plan(), CBS, &map(&[("gebied", "GM0603")])).unwrap();
    let mut mistaken = taken_in(&plan(), &first);
    mistaken.context[0].own = "GM0630".to_string();
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
            "in welke eenheid staat “Halt”? Zeg het met --eenheid",
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
            "ID;Perioden;Diefstal_1\n1;2023JJ00;1.9\n",
            &[],
            "van welk gebied is de tabel? Zij heeft geen kolom met gebieden: zeg --gebied NL voor Nederland, of --gebied 'Rijswijk'",
        ),
        (
            "ID;Wijk;Perioden;Diefstal_1\n1;GM0603;2023JJ00;1.9\n",
            &[own],
            "in kolom “Wijk” staan codes van gebieden; zeg het met --kolom 'gebied=Wijk'",
        ),
        (
            "Gemeente;Jaar;Diefstal (%)\nDelft;2023;1,9\n",
            &[own],
            "gebied “Rijswijk” staat niet in het bestand; welk gebied is Rijswijk? Zeg het met --gebied; het bestand heeft \
             Delft",
        ),
        // Figures of the country don't make up for a code that isn't there.
        (
            "Gemeente;Jaar;Diefstal (%)\nGM0603;2023;1,9\nNL01;2023;2,1\n",
            &[("gebied", "GM0630")],
            "gebied “GM0630” staat niet in het bestand; welk gebied is Rijswijk? Zeg het met --gebied; het bestand heeft \
             GM0603, NL01",
        ),
        // Nor for the municipality, which one of the codes may be.
        (
            "Gemeente;Jaar;Diefstal (%)\nGM0603;2023;1,9\nNL01;2023;2,1\n",
            &[own],
            "gebied “Rijswijk” staat niet in het bestand; welk gebied is Rijswijk? Zeg het met --gebied; het bestand heeft \
             GM0603, NL01",
        ),
    ] {
        for plan in [plan(), mistaken.clone()] {
            assert_eq!(
                proposed(&plan, csv, &map(whole)),
                Err(sentence.to_string()),
                "{csv}"
            );
        }
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
            "2 Diefstal Rijswijk ooit 1,9 % wrong: “ooit” is geen periode; schrijf 2024, 2024HJ01, 2024KW01 of 2024MM05",
            "3 Diefstal Rijswijk 2023 veel % wrong: “veel” is geen getal",
            "4 Diefstal Rijswijk 2022 1,5 % new",
            "5 Diefstal Rijswijk 2022 1,6 % wrong: in rij 4 staat 1,5",
        ]
    );
}

/// A table as the open data of the CBS are downloaded: a mark for UTF-8, codes padded to one length,
/// figures as text to the right, a dot for what isn't known or is kept secret. All figures are
/// invented.
const THEFT: &str = "\u{feff}\"ID\";\"SoortMisdrijf\";\"RegioS\";\"Perioden\";\"Geregistreerd_1\";\"GeregistreerdPer1000Inw_2\"\r\n\
    \"0\";\"1.1   \";\"NL01  \";\"2023JJ00\";\"   90210\";\"     5.0\"\r\n\
    \"1\";\"1.1   \";\"GM0603\";\"2023JJ00\";\"     211\";\"     3.7\"\r\n\
    \"2\";\"1.1   \";\"GM0603\";\"2024JJ00\";\"     205\";\"     3.5\"\r\n\
    \"3\";\"1.1   \";\"GM0603\";\"2024KW01\";\"      51\";\"       .\"\r\n\
    \"4\";\"1.1   \";\"GM0603\";\"2024MM01\";\"       .\";\"\"\r\n\
    \"5\";\"1.2   \";\"GM0603\";\"2024JJ00\";\"       0\";\"       x\"\r\n\
    \"6\";\"1.2   \";\"GM0518\";\"2024JJ00\";\"      77\";\"     1.1\"\r\n";

/// What stands beside it.
const ABOUT: &str = "\u{feff}\"TableInfos\"\r\n\"ID\";\"Title\";\"Identifier\"\r\n\"0\";\"Proef\";\"00000NED\"\r\n\r\n\
    \"DataProperties\"\r\n\"ID\";\"ParentID\";\"Type\";\"Key\";\"Title\";\"Description\";\"Unit\"\r\n\
    \"0\";\"\";\"Dimension\";\"SoortMisdrijf\";\"Soort misdrijf\";\"\";\"\"\r\n\
    \"1\";\"\";\"GeoDimension\";\"RegioS\";\"Regio's\";\"\";\"\"\r\n\
    \"2\";\"\";\"TimeDimension\";\"Perioden\";\"Perioden\";\"\";\"\"\r\n\
    \"3\";\"\";\"Topic\";\"Geregistreerd_1\";\"Geregistreerd\";\"Ook; dit.\";\"aantal\"\r\n\
    \"4\";\"\";\"Topic\";\"GeregistreerdPer1000Inw_2\";\"Geregistreerd, relatief\";\"\";\"per 1 000 inwoners\"\r\n\r\n\
    \"SoortMisdrijf\"\r\n\"Key\";\"Title\";\"Description\"\r\n\
    \"1.1   \";\"Fietsendiefstal\";\"\"\r\n\"1.2   \";\"Zakkenrollerij\";\"\"\r\n\r\n\
    \"RegioS\"\r\n\"Key\";\"Title\";\"Description\"\r\n\"NL01  \";\"Nederland\";\"\"\r\n\
    \"GM0603\";\"Rijswijk (ZH.)\";\"\"\r\n\"GM0518\";\"'s-Gravenhage (gemeente)\";\"\"\r\n\r\n\
    \"Perioden\"\r\n\"Key\";\"Title\";\"Description\";\"Status\"\r\n\
    \"2023JJ00\";\"2023\";\"\";\"Definitief\"\r\n\"2024KW01\";\"2024 1e kwartaal*\";\"\";\"NaderVoorlopig\"\r\n\
    \"2024JJ00\";\"2024*\";\"\";\"Voorlopig\"\r\n";

#[test]
fn a_download_of_the_cbs_with_its_metadata_needs_nothing_said() {
    let given = Given::new("metadata.csv", ABOUT.as_bytes().to_vec());
    let meta = Meta::of(&table::read(&given, None).unwrap()).unwrap();
    let proposal = proposed_with(&plan(), THEFT, &Map::default(), Some(&meta)).unwrap();
    let theft = "Fietsendiefstal, Geregistreerd";
    assert_eq!(
        shown(&proposal),
        [
            format!("2 {theft} NL 2023 90.210 aantal new"),
            format!("2 {theft}, relatief NL 2023 5 per 1.000 inwoners new"),
            format!("3 {theft} GM0603 2023 211 aantal new"),
            format!("3 {theft}, relatief GM0603 2023 3,7 per 1.000 inwoners new"),
            format!("4 {theft} GM0603 2024 205 aantal new"),
            format!("4 {theft}, relatief GM0603 2024 3,5 per 1.000 inwoners new"),
            format!("5 {theft} GM0603 1e kw 2024 51 aantal new"),
            "7 Zakkenrollerij, Geregistreerd GM0603 2024 0 aantal new".to_string(),
        ]
    );
    // A dot, an x and nothing at all are no figure; a nought is one.
    assert_eq!((proposal.blank, proposal.elsewhere), (4, 2));
    let next = taken_in(&plan(), &proposal);
    assert!(
        next.context
            .iter()
            .all(|it| it.own == "GM0603" && it.source == "CBS")
    );
    let statuses = next.context[0].values.iter().map(|it| it.status);
    assert_eq!(
        statuses.collect::<Vec<_>>(),
        [
            Some(Finality::Definitive),
            Some(Finality::Definitive),
            Some(Finality::Provisional),
            Some(Finality::Provisional),
        ]
    );
}

#[test]
fn without_its_metadata_it_says_what_it_lacks() {
    let own = [("gebied", "GM0603")];
    assert_eq!(
        proposed(&plan(), THEFT, &map(&own)),
        Err(
            "in welke eenheid staat “Geregistreerd_1”? Zeg het met --eenheid, of geef met --metadata het \
             bestand dat het CBS erbij levert"
                .to_string()
        )
    );
    let said = map(&[own[0], ("eenheid", "aantal")]);
    let proposal = proposed(&plan(), THEFT, &said).unwrap();
    assert_eq!(
        shown(&proposal)[2..4],
        [
            "3 1.1, Geregistreerd GM0603 2023 211 aantal new",
            "3 1.1, Geregistreerd GM0603 2023 3,7 per 1.000 inwoners new",
        ]
    );
}

/// As the open data are downloaded: with bare figures (typed) or all of it as padded text (untyped),
/// by municipality, by neighbourhood, with codes padded to the longest. All figures are invented.
#[test]
fn each_shape_of_a_download_of_the_cbs_says_the_same() {
    let wanted = [
        "2 Diefstal GM0603 2024 3,5 per 1.000 inwoners new",
        "3 Diefstal NL 2024 5 per 1.000 inwoners new",
    ];
    for (shape, csv) in [
        (
            "typed",
            "\"ID\";\"RegioS\";\"Perioden\";\"DiefstalPer1000Inw_1\"\n0;\"GM0603\";\"2024JJ00\";3.5\n\
             1;\"NL01  \";\"2024JJ00\";5.0\n2;\"PV28  \";\"2024JJ00\";4.1\n3;\"GM0603\";\"2023JJ00\";\n",
        ),
        (
            "untyped",
            "\"ID\";\"RegioS\";\"Perioden\";\"DiefstalPer1000Inw_1\"\r\n\"0\";\"GM0603\";\"2024JJ00\";\"     3.5\"\r\n\
             \"1\";\"NL01  \";\"2024JJ00\";\"     5.0\"\r\n\"2\";\"PV28  \";\"2024JJ00\";\"     4.1\"\r\n\
             \"3\";\"GM0603\";\"2023JJ00\";\"       .\"\r\n",
        ),
        (
            "by neighbourhood",
            "\u{feff}\"ID\";\"WijkenEnBuurten\";\"Perioden\";\"DiefstalPer1000Inw_1\"\r\n\
             \"0\";\"GM0603    \";\"2024JJ00\";\"     3.5\"\r\n\"1\";\"NL00      \";\"2024JJ00\";\"     5.0\"\r\n\
             \"2\";\"WK060301  \";\"2024JJ00\";\"     2.2\"\r\n\"3\";\"GM0603    \";\"2023JJ00\";\"        \"\r\n",
        ),
    ] {
        let proposal = proposed(&plan(), csv, &map(&[("gebied", "GM0603"), ("bron", "CBS")]));
        let proposal = proposal.unwrap();
        assert_eq!(shown(&proposal), wanted, "{shape}");
        assert_eq!((proposal.blank, proposal.elsewhere), (1, 1), "{shape}");
    }
}
