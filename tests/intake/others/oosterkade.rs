//! Oosterkade: goals as lists with their actions under them, KPIs as a table, money in thousands,
//! partners in one line.

use super::Other;
use super::made::{Goal, Kpi, Wanted};
use crate::paper::{Paper, cells};

const DRUGS: [Goal<'_>; 2] = [
    (
        1,
        "Criminelen vinden in de haven geen plek meer.",
        &[
            "De havendienst controleert loodsen die leegstaan.",
            "Met de politie wordt elke maand een controle gehouden.",
        ],
    ),
    (
        2,
        "Eigenaren van loodsen herkennen ondermijning.",
        &["Er worden gesprekken gevoerd met alle verhuurders."],
    ),
];

const FARMS: [Goal<'_>; 2] = [
    (
        1,
        "Boeren weten wat zij moeten doen als iemand hun schuur wil huren.",
        &[
            "Het keukentafelgesprek wordt aangeboden.",
            "Het meldpunt is bekend via de nieuwsbrief van LTO.",
        ],
    ),
    (
        2,
        "Leegstaande stallen zijn in kaart gebracht.",
        &["De lijst van leegstand wordt twee keer per jaar bijgewerkt."],
    ),
];

const TRAFFIC: [Goal<'_>; 2] = [
    (
        1,
        "Er vallen minder slachtoffers op de dijkwegen.",
        &[
            "Op drie plekken komt een drempel.",
            "Er wordt vaker op snelheid gecontroleerd.",
        ],
    ),
    (
        2,
        "Kinderen fietsen veilig naar school.",
        &["Elke basisschool krijgt een schoolzone."],
    ),
];

fn goals(paper: &mut Paper, goals: &[Goal<'_>]) {
    paper.head(4, "Wat willen wij bereiken?");
    for (number, text, actions) in goals {
        paper.number(*number, *text);
        for it in *actions {
            paper.dot(*it);
        }
    }
}

pub(crate) fn made() -> Other {
    let mut paper = Paper {
        broken: true,
        ..Paper::default()
    };
    paper.head(1, "Uitvoeringsprogramma integrale veiligheid 2027");
    paper.text("Gemeente Oosterkade, vastgesteld door het college");
    paper.head(2, "1. Ondermijning");
    paper.text("Oosterkade heeft een haven en veel buitengebied. Alle acties worden uitgevoerd door Team Veilig, tenzij anders vermeld.");
    paper.text("Ambitie");
    paper.text("Oosterkade is geen aantrekkelijke plek voor criminelen.");
    paper.head(3, "A. De haven");
    goals(&mut paper, &DRUGS);
    paper.head(3, "B. Het buitengebied");
    goals(&mut paper, &FARMS);
    paper.head(4, "Samenwerkingspartners");
    paper.text("Politie, Openbaar Ministerie (OM), Havendienst Kade, LTO");
    paper.head(4, "Regie");
    paper.text(
        "Team Veilig heeft de regie. De politie heeft de regie bij strafrechtelijk onderzoek.",
    );
    paper.head(4, "KPI’s");
    paper.table(vec![
        cells(&["Nr.", "KPI", "Streefwaarde"]),
        cells(&["1", "Controles in de haven", "12"]),
        cells(&["2", "Gesprekken met verhuurders", "minimaal 25"]),
        cells(&["3", "Aandeel boeren dat het meldpunt kent", "60%"]),
        cells(&["4", "De lijst van leegstand is gereed", "ja"]),
    ]);
    paper.head(2, "2. Verkeer");
    paper.text("De dijkwegen zijn smal.");
    goals(&mut paper, &TRAFFIC);
    paper.head(4, "Samenwerkingspartners");
    paper.text("Politie, Waterschap Dijkland, basisscholen");
    paper.head(4, "KPI’s");
    paper.table(vec![
        cells(&["Nr.", "KPI", "Streefwaarde"]),
        cells(&["1", "Snelheidscontroles op de dijk", "8 à 10"]),
        cells(&["2", "Schoolzones", "6"]),
    ]);
    paper.head(2, "3. Begroting");
    paper.text("Wat het kost");
    paper.table(vec![
        cells(&["Programma", "Bedrag 2027", "Opmerking"]),
        cells(&["Ondermijning", "€ 120.000", "waarvan 20.000 eenmalig"]),
        cells(&["Verkeer", "€ 1.250.000", "Drempels"]),
        cells(&["Schoolzones", "-", ""]),
    ]);
    Other {
        name: "Oosterkade",
        paper,
        wanted: wanted(),
    }
}

fn wanted() -> regie::plan::Plan {
    let mut plan = Wanted::of("Oosterkade", 2027);
    let kpis: [Kpi<'_>; 4] = [
        (1, "Controles in de haven", &[(12, None)]),
        (2, "Gesprekken met verhuurders", &[(25, None)]),
        (3, "Aandeel boeren dat het meldpunt kent", &[(60, None)]),
        (4, "De lijst van leegstand is gereed", &[]),
    ];
    plan.chapter("Ondermijning");
    plan.theme(Some("A"), Some("De haven"), &DRUGS);
    plan.theme(Some("B"), Some("Het buitengebied"), &FARMS);
    plan.partners(&["Politie", "Openbaar Ministerie", "Havendienst Kade", "LTO"]);
    plan.kpis(&kpis);
    plan.chapter("Verkeer");
    plan.theme(None, None, &TRAFFIC);
    plan.partners(&["Politie", "Waterschap Dijkland", "Basisscholen"]);
    plan.kpis(&[
        (1, "Snelheidscontroles op de dijk", &[(8, Some(10))]),
        (2, "Schoolzones", &[(6, None)]),
    ]);
    plan.chapter("Begroting");
    plan.money(
        "Wat het kost",
        &[
            (
                "Ondermijning",
                Some(120_000),
                Some("waarvan 20.000 eenmalig"),
            ),
            ("Verkeer", Some(1_250_000), Some("Drempels")),
            ("Schoolzones", None, None),
        ],
    );
    plan.plan()
}
