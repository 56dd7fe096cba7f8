//! A hundred questions of a busy policy officer, and what has to be answered first: the
//! statement, or `none` for "geen regie vermeld", and the item whose words led there, where those
//! of the statement itself didn't.

use super::*;

const QUESTIONS: &[(&str, &str, &str)] = &[
    // Themes and chapters, in full, in part, and with what people leave out.
    ("huiselijk geweld", "R2.1", "2A"),
    ("regie huiselijk geweld", "R2.1", "2A"),
    ("femicide", "R2.1", "2A"),
    ("ex-partnergeweld", "R2.1", "2"),
    ("mannenmishandeling", "R2.1", "2A.1.d"),
    ("personen met onbegrepen gedrag", "R2.1", "2B"),
    ("multiprobleemgezinnen", "R2.1", ""),
    ("procesregie", "R2.2", ""),
    ("ondermijning", "R3.1", "3"),
    ("drugshandel", "R3.1", "3A"),
    ("bedrijventerreinen", "R3.5", "3B"),
    ("mensenhandel", "R3.1", "3C"),
    ("schoolveiligheid", "R4.1", ""),
    ("jeugd en criminaliteit", "R4.2", ""),
    ("jeugd en preventie", "R4.1", "4"),
    ("schoon heel en veilig", "R5.2", "5A"),
    ("wijkveiligheid", "R5.3", ""),
    ("verkeersveiligheid", "R5.1", ""),
    ("cybercrime", "R6.1", ""),
    ("cyber crime", "R6.1", ""),
    ("gedigitaliseerde criminaliteit", "R6.1", ""),
    ("senioren", "R6.1", ""),
    ("communicatie", "R10.1", "10"),
    // The topics of chapter 7.
    ("misstanden bewoning", "R7.1", "7.1"),
    ("woonoverlast", "R7.1", "7.2"),
    ("accounthouderschap", "R7.1", "7.3"),
    ("BIJ-melding", "R7.1", "7.4"),
    ("inwonersparticipatie", "R7.1", "7.5"),
    ("crisisbeheersing", "R7.2", ""),
    ("hulpdiensten", "R7.4", ""),
    ("polarisatie", "R7.1", "7.7"),
    ("openbare ruimte", "R7.1", "7.8"),
    ("veilige publieke taak", "R7.1", "7.9"),
    // Subjects of statements.
    ("strafrecht", "R3.3", ""),
    ("bestuurlijke controles", "R3.1", ""),
    ("integrale controles", "R3.4", ""),
    ("cameratoezicht", "R3.7", ""),
    ("bondgenoten", "R5.4", ""),
    ("maatschappelijke weerbaarheid", "R5.5", ""),
    // Abbreviations and names.
    ("OM", "R3.3", ""),
    ("Openbaar Ministerie", "R3.3", ""),
    ("MEP", "R5.1", ""),
    ("Mobiliteit en Parkeren", "R5.1", ""),
    ("ITH", "R10.2", ""),
    ("JOS", "R4.1", ""),
    ("burgemeester", "R7.2", ""),
    ("politie", "R5.4", ""),
    ("boa", "R5.2", ""),
    ("boa's", "R5.2", ""),
    ("ZVH", "R2.1", "zvhh"),
    ("ZVHH", "R2.1", "zvhh"),
    ("GGZ", "R2.1", "ggz"),
    ("Veilig Thuis", "R2.1", "2A.1.c"),
    ("PGA", "R4.2", "4.K11b"),
    ("RIEC", "R3.1", "3B.2.c"),
    ("HEIT", "R3.1", "3C.2.a"),
    ("NLA", "R3.1", "nla"),
    ("VPT", "R7.1", "7.9"),
    ("reclassering", "R4.2", "reclassering"),
    ("regisseur ondermijning", "R3.5", ""),
    // Plurals, parts of compounds, accents.
    ("fietsen", "R5.2", "5C.5.b"),
    ("fietsers", "R5.1", "5C.4"),
    ("fatbikes", "R5.2", ""),
    ("afval", "R5.2", ""),
    ("camera's", "R3.7", ""),
    ("school", "R4.1", ""),
    ("opslagbox", "R3.4", ""),
    ("coordinatoren", "R2.2", ""),
    ("Serdar Gozubuyuk", "R4.2", "4B.5.a"),
    ("geluidsoverlast", "R7.1", "7.2"),
    ("fatbikeoverlast", "R5.2", ""),
    ("camerabeelden", "R3.7", ""),
    // One typing error a word.
    ("fatbkie", "R5.2", ""),
    ("femiside", "R2.1", "2A"),
    ("mensehandel", "R3.1", "3C"),
    ("ondermijnng", "R3.1", "3"),
    ("schoolveilighied", "R4.1", ""),
    ("verkeersveilligheid", "R5.1", ""),
    ("riek", "R3.1", "3B.2.c"),
    ("bonndgenoten sistematiek", "R5.4", ""),
    // Words of an action or a KPI only.
    ("speurhonden", "R3.1", "3.K3"),
    ("werkafspraken", "R5.3", "5.K2b"),
    ("damocles", "R3.1", "3A.3.a"),
    ("pandbrigade", "R3.5", "3B.1.c"),
    ("stewards", "R4.2", "4B.9.b"),
    ("Kapot Sterk", "R4.2", "4B.8.a"),
    ("babbeltruc", "R6.1", "6B.4"),
    ("blackspots", "R5.2", "5C.5.a"),
    ("schoolzones", "R5.1", "5C.4.a"),
    ("Edison", "R10.1", "10.1.b"),
    // Words of the running text only, of the theme it speaks of.
    ("drone", "R3.5", "3B"),
    ("flitspalen", "R5.1", "5C"),
    // Whole sentences.
    ("wie gaat er over fatbikes", "R5.2", ""),
    ("wie pakt woonoverlast op?", "R7.1", "7.2"),
    ("Wie is verantwoordelijk voor polarisatie?", "R7.1", "7.7"),
    ("bij wie ligt de regie op verkeersveiligheid", "R5.1", ""),
    ("wie leidt de crisis", "R7.2", ""),
    (
        "hoe zit het met cameratoezicht op de bedrijventerreinen",
        "R3.7",
        "3B",
    ),
    // What no statement settles.
    ("wie doet bibob", "none", "1"),
    ("zorgfraude", "none", "3"),
    ("jeugdboa", "none", "jeugdboa"),
    ("budget", "none", "9"),
    ("evaluatie", "none", "11"),
    ("motie meer blauw", "none", "9"),
];

#[test]
fn the_first_answer_and_its_road() {
    let plan = plan();
    let index = Index::new(&plan);
    let mut wrong = Vec::new();
    for (question, id, road) in QUESTIONS {
        let answers = index.ask(&plan, question);
        let first = answers.first().map(|answer| {
            let id = answer.statement.map_or("none", |s| s.regie.id.as_str());
            (id, answer.via.map_or("", |item| item.id()))
        });
        if first != Some((id, road)) {
            wrong.push(format!("{question}: {first:?}, not {:?}", (id, road)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_nobody_leads_says_who_carries_it_out_and_then_what_holds_in_general() {
    let plan = plan();
    for question in ["onveilige verkeerssituaties", "5.K1b"] {
        let answers = wie(&plan, question);
        let item = answers[0].via.unwrap();
        assert_eq!(
            no_regie(&plan, &item),
            "geen regie vermeld; uitvoering standaard door Team OOV&B (hoofdstuk 1)"
        );
        let ids = answers.iter().filter_map(|answer| answer.statement);
        let ids: Vec<&str> = ids.map(|statement| statement.regie.id.as_str()).collect();
        assert_eq!(ids, ["R1.1"], "{question}");
    }
}
