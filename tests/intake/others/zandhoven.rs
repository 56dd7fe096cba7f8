//! Zandhoven: text in two columns, numbered paragraphs (2.1), goals and actions under heads of their
//! own, KPIs with letters, English quotation marks.

use super::Other;
use super::made::{Kpi, Wanted};
use crate::paper::{Paper, cells};

const CARE: &str = "Mensen met “verward gedrag” krijgen op tijd hulp.";
const CARE_ACTIONS: [&str; 3] = [
    "Het zorgteam bespreekt elke week de meldingen.",
    "De GGZ-instelling De Linde houdt twee plekken vrij voor “spoed”.",
    "Er komt een proef met een time-out-voorziening.",
];
const HOME: &str = "Huiselijk geweld stopt, en begint niet opnieuw.";
const HOME_ACTIONS: [&str; 2] = [
    "Elke melding wordt binnen vijf dagen met Veilig Thuis besproken.",
    "De leerkrachten krijgen een cursus over de ‘meldcode’.",
];
const BREAK: &str = "Het aantal woninginbraken daalt.";
const BREAK_ACTIONS: [&str; 2] = [
    "De buurtpreventieteams krijgen elk jaar een training.",
    "Woningcorporatie Duinwoning vervangt de sloten van 200 woningen.",
];

const CARE_KPIS: [Kpi<'_>; 3] = [
    (
        1,
        "Minimaal 30 casussen zijn besproken in het zorgteam.",
        &[(30, None)],
    ),
    (
        2,
        "Er zijn 2 cursussen voor leerkrachten gegeven.",
        &[(2, None)],
    ),
    (
        3,
        "De proef met de time-out-voorziening is geëvalueerd.",
        &[],
    ),
];
const BREAK_KPIS: [Kpi<'_>; 2] = [
    (1, "Alle buurtpreventieteams zijn getraind.", &[(100, None)]),
    (
        2,
        "Ten minste vier bijeenkomsten over sloten zijn gehouden.",
        &[(4, None)],
    ),
];

fn listed(paper: &mut Paper, goal: &str, actions: &[&str]) {
    paper.text("Wat willen we bereiken?");
    paper.dot(goal);
    paper.text("Wat gaan we daarvoor doen?");
    for it in actions {
        paper.dot(*it);
    }
}

pub(crate) fn made() -> Other {
    let mut paper = Paper {
        columns: true,
        broken: true,
        ..Paper::default()
    };
    paper.head(1, "Jaarplan Veiligheid gemeente Zandhoven 2028");
    paper.head(2, "1. Inleiding");
    paper.text("In dit plan staat wat de gemeente Zandhoven in 2028 doet voor de veiligheid. Het is gemaakt met inwoners, ondernemers en partners. De raad zei: “Doe minder, maar doe het goed.”");
    paper.text("Het plan volgt de nota ‘Samen veilig’ van vorig jaar, en wordt elk half jaar met de raad besproken.");
    paper.head(2, "2. Zorg en veiligheid");
    paper.text("Zorg en veiligheid liggen dicht bij elkaar. Wie hulp nodig heeft, moet die krijgen voordat het misgaat.");
    paper.head(3, "2.1 Verward gedrag");
    listed(&mut paper, CARE, &CARE_ACTIONS);
    paper.head(3, "2.2 Huiselijk geweld");
    listed(&mut paper, HOME, &HOME_ACTIONS);
    paper.text("Wie hebben wij daarvoor nodig?");
    for name in ["GGZ-instelling De Linde", "Veilig Thuis", "Politie"] {
        paper.dot(name);
    }
    paper.text("Wie heeft de regie?");
    paper.text("De regie op verward gedrag ligt bij het Zorgteam Zandhoven.");
    paper.text("Hoe meten we dat?");
    for (number, text, _) in &CARE_KPIS {
        paper.number(*number, *text);
    }
    paper.head(2, "3. Inbraken");
    paper.text("Er wordt in Zandhoven meer ingebroken dan in de buurgemeenten.");
    paper.text("DOEL: Minder dan 60 woninginbraken per jaar.");
    listed(&mut paper, BREAK, &BREAK_ACTIONS);
    paper.text("Wie hebben wij daarvoor nodig?");
    for name in [
        "Woningcorporatie Duinwoning",
        "Buurtpreventieteams",
        "Politie",
    ] {
        paper.dot(name);
    }
    paper.text("Hoe meten we dat?");
    for (number, text, _) in &BREAK_KPIS {
        paper.number(*number, *text);
    }
    paper.head(2, "4. Capaciteit");
    paper.text("Formatie veiligheid");
    paper.table(vec![
        cells(&["Rol", "Bestaande fte", "Extra fte"]),
        cells(&["Regisseur zorg", "1,00", "0,20"]),
        cells(&["Medewerker toezicht", "3,60", ""]),
        cells(&["Totaal", "4,60", "0,20"]),
    ]);
    Other {
        name: "Zandhoven",
        paper,
        wanted: wanted(),
    }
}

fn wanted() -> regie::plan::Plan {
    let mut plan = Wanted::of("Zandhoven", 2028);
    plan.chapter("Inleiding");
    plan.chapter("Zorg en veiligheid");
    plan.theme(None, Some("Verward gedrag"), &[(1, CARE, &CARE_ACTIONS)]);
    plan.theme(None, Some("Huiselijk geweld"), &[(1, HOME, &HOME_ACTIONS)]);
    plan.partners(&["GGZ-instelling De Linde", "Veilig Thuis", "Politie"]);
    plan.kpis(&CARE_KPIS);
    plan.chapter("Inbraken");
    plan.theme(None, None, &[(1, BREAK, &BREAK_ACTIONS)]);
    plan.partners(&[
        "Woningcorporatie Duinwoning",
        "Buurtpreventieteams",
        "Politie",
    ]);
    plan.kpis(&BREAK_KPIS);
    plan.chapter("Capaciteit");
    plan.fte(&[
        ("Regisseur zorg", Some(1.0), Some(0.2)),
        ("Medewerker toezicht", Some(3.6), None),
    ]);
    plan.plan()
}
