//! Meerwoude: money and people come first, goals have no numbers, quotation marks are English.

use super::Other;
use super::made::{Goal, Kpi, Wanted};
use crate::paper::{Paper, Piece, cells};

const NUISANCE: [Goal<'_>; 3] = [
    (
        1,
        "Inwoners voelen zich 's avonds veilig in het “stationskwartier”.",
        &[
            "De BOA's lopen in de winter elke avond een ronde met de politie.",
            "De verlichting bij de 'fietstunnel' wordt vervangen.",
        ],
    ),
    (
        2,
        "Jongeren die overlast geven zijn in beeld.",
        &["Het jongerenwerk spreekt elke week met de groep op het Raadhuisplein."],
    ),
    (
        3,
        "Ondernemers weten waar zij \"verdacht gedrag\" kunnen melden.",
        &[
            "Er komt een folder voor alle winkels.",
            "Stichting Winkelhart organiseert een avond over winkeldiefstal.",
        ],
    ),
];

const CYBER: [Goal<'_>; 2] = [
    (
        1,
        "Ouderen herkennen oplichting aan de deur en via de telefoon.",
        &[
            "De bibliotheek geeft lessen over \"vriend-in-nood\"-fraude.",
            "De wijkagenten bezoeken de soosmiddagen.",
        ],
    ),
    (
        2,
        "De gemeente is voorbereid op een digitale aanval.",
        &["De crisisoefening van dit jaar gaat over een uitval van systemen."],
    ),
];

const KPIS: [Kpi<'_>; 3] = [
    (1, "Minimaal 40 avondrondes zijn gelopen.", &[(40, None)]),
    (2, "Er zijn twee winkelavonden gehouden.", &[(2, None)]),
    (3, "De fietstunnel is verlicht.", &[]),
];

const CYBER_KPIS: [Kpi<'_>; 2] = [
    (
        1,
        "In 2027 zijn er 12 lessen in de bibliotheek gegeven.",
        &[(12, None)],
    ),
    (
        2,
        "80% van de medewerkers heeft de training gevolgd.",
        &[(80, None)],
    ),
];

fn goals(paper: &mut Paper, heads: [&str; 2], goals: &[Goal<'_>]) {
    let mut rows = vec![cells(&heads)];
    for (_, text, actions) in goals {
        let actions = actions.iter().map(|it| Piece::Dot((*it).to_string()));
        rows.push(vec![
            vec![Piece::Text((*text).to_string())],
            actions.collect(),
        ]);
    }
    paper.table(rows);
}

pub(crate) fn made() -> Other {
    let mut paper = Paper::default();
    paper.head(1, "Actieprogramma Veiligheid Meerwoude 2027");
    paper.head(2, "Hoofdstuk 1 – Wat kost het?");
    paper.text(
        "De gemeente Meerwoude trekt voor dit programma geld uit. De bedragen zijn exclusief btw.",
    );
    paper.text("Geld");
    paper.table(vec![
        cells(&["Onderdeel", "Toelichting", "Budget"]),
        cells(&["Overlast", "Verlichting en toezicht", "€ 62.500"]),
        cells(&["Digitale veiligheid", "Lessen", "€ 8.000,-"]),
        cells(&["Cameratoezicht", "Nog te bepalen", "p.m."]),
        cells(&["Totaal", "", "€ 70.500"]),
    ]);
    paper.text("Mensen");
    paper.table(vec![
        cells(&["Functie", "Vaste formatie (fte)", "Tijdelijk (fte)"]),
        cells(&["Adviseur veiligheid", "2,50", "0,50"]),
        cells(&["BOA", "6,00", ""]),
        cells(&["Totaal", "8,50", "0,50"]),
    ]);
    paper.head(2, "Hoofdstuk 2 – Overlast in het centrum");
    paper.text(
        "Het centrum van Meerwoude is druk. Daarom is er een \"avondteam\" van BOA's en politie.",
    );
    paper.text("Doelstelling: In 2028 is het aantal meldingen van overlast met een kwart gedaald.");
    goals(&mut paper, ["Doel", "Wat gaan we doen?"], &NUISANCE);
    paper.text("Met wie?");
    for name in ["Politie", "Stichting Winkelhart", "Jongerenwerk De Brug"] {
        paper.dot(name);
    }
    paper.text("Wie voert de regie?");
    paper.text("De regie op het avondteam ligt bij de gemeente.");
    paper.text("Prestatie-indicatoren");
    for (_, text, _) in &KPIS {
        paper.dot(*text);
    }
    paper.head(2, "Hoofdstuk 3 – Digitale veiligheid");
    paper.text("Oplichting gebeurt steeds vaker 'online'.");
    goals(
        &mut paper,
        ["Wat willen wij bereiken?", "Wat gaan wij daarvoor doen?"],
        &CYBER,
    );
    paper.text("Met wie?");
    for name in ["Bibliotheek Meerwoude", "Politie"] {
        paper.dot(name);
    }
    paper.text("Prestatie-indicatoren");
    for (_, text, _) in &CYBER_KPIS {
        paper.dot(*text);
    }
    Other {
        name: "Meerwoude",
        paper,
        wanted: wanted(),
    }
}

fn wanted() -> regie::plan::Plan {
    let mut plan = Wanted::of("Meerwoude", 2027);
    plan.chapter("Wat kost het?");
    plan.money(
        "Geld",
        &[
            ("Overlast", Some(62_500), Some("Verlichting en toezicht")),
            ("Digitale veiligheid", Some(8_000), Some("Lessen")),
            ("Cameratoezicht", None, Some("Nog te bepalen")),
        ],
    );
    plan.fte(&[
        ("Adviseur veiligheid", Some(2.5), Some(0.5)),
        ("BOA", Some(6.0), None),
    ]);
    plan.chapter("Overlast in het centrum");
    plan.theme(None, None, &NUISANCE);
    plan.partners(&["Politie", "Stichting Winkelhart", "Jongerenwerk De Brug"]);
    plan.kpis(&KPIS);
    plan.chapter("Digitale veiligheid");
    plan.theme(None, None, &CYBER);
    plan.partners(&["Bibliotheek Meerwoude", "Politie"]);
    plan.kpis(&CYBER_KPIS);
    plan.plan()
}
