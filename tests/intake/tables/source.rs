//! A document full of tables, as its writer meant it, and the same as HTML in several manners.

use std::fmt::Write as _;

/// At least, and at most.
pub(crate) type Bounds = (Option<i64>, Option<i64>);

/// A row of a table of KPIs, as it is printed and as it should be read.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) text: String,
    /// Before, and what is wanted: as printed.
    pub(crate) printed: [String; 2],
    pub(crate) baseline: Option<i64>,
    pub(crate) bounds: Option<Bounds>,
    pub(crate) due: Option<&'static str>,
}

/// A row of a table of euros: label, amount, remark.
pub(crate) type Amount = (&'static str, Option<i64>, &'static str);

/// A row of a table of fte: team, function, what there is, what comes to it; as printed.
pub(crate) type Post = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

/// What stands in every one of these documents.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// Chapters with a table of KPIs each.
    pub(crate) measured: Vec<(&'static str, Vec<Measured>)>,
    pub(crate) remarked: Vec<Amount>,
    pub(crate) explained: Vec<Amount>,
    pub(crate) posts: Vec<Post>,
    pub(crate) teams: Vec<Post>,
}

/// How its tables are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) name: &'static str,
    /// What is said of each table.
    table: &'static str,
    /// And in the head of the page.
    css: &'static str,
    /// Whether figures stand at the right of their cells.
    right: bool,
    /// Whether lines are drawn around every cell.
    pub(crate) ruled: bool,
}

pub(crate) const MANNERS: [Manner; 6] = [
    Manner {
        name: "lijnen",
        table: "border=1",
        css: "",
        right: false,
        ruled: true,
    },
    Manner {
        name: "lijnen-smal",
        table: "border=1 cellspacing=0 width=360",
        css: "",
        right: true,
        ruled: true,
    },
    Manner {
        name: "kaal",
        table: "border=0",
        css: "",
        right: false,
        ruled: false,
    },
    Manner {
        name: "ruim",
        table: "border=0 cellpadding=8",
        css: "td{vertical-align:top}",
        right: true,
        ruled: false,
    },
    Manner {
        name: "smal",
        table: "border=0 width=330",
        css: "",
        right: false,
        ruled: false,
    },
    Manner {
        name: "regels",
        table: "border=0 cellspacing=0 style='border-collapse:collapse'",
        css: "td,th{border-bottom:1px solid black}",
        right: false,
        ruled: false,
    },
];

fn measured(
    text: impl Into<String>,
    [before, wanted]: [&str; 2],
    baseline: Option<i64>,
    bounds: Option<Bounds>,
) -> Measured {
    Measured {
        text: text.into(),
        printed: [before.to_string(), wanted.to_string()],
        baseline,
        bounds,
        due: None,
    }
}

const fn at_least(number: i64) -> Bounds {
    (Some(number), None)
}

const fn at_most(number: i64) -> Bounds {
    (None, Some(number))
}

fn short() -> Vec<Measured> {
    vec![
        measured(
            "Woninginbraken per jaar",
            ["131", "maximaal 110"],
            Some(131),
            Some(at_most(110)),
        ),
        measured(
            "Bemiddelde zaken",
            ["78", "90"],
            Some(78),
            Some(at_least(90)),
        ),
        measured(
            "Inwoners die zich veilig voelen",
            ["81%", "85%"],
            Some(81),
            Some(at_least(85)),
        ),
        measured("Casusoverleggen GGD", ["-", "4"], None, Some(at_least(4))),
        measured("Fietsdiefstallen", ["402", ""], Some(402), None),
    ]
}

fn long() -> Vec<Measured> {
    let signed =
        "Het convenant over de aanpak van jeugdgroepen met de scholen is getekend vóór 1 mei 2027";
    vec![
        measured(
            "Verkeersslachtoffers met ernstig letsel op wegen die de gemeente zelf beheert",
            ["34", "< 30"],
            Some(34),
            Some(at_most(29)),
        ),
        measured(
            "Huisbezoeken door het wijkteam bij mensen over wie de buurt zich zorgen maakt",
            ["120", "minimaal 150"],
            Some(120),
            Some(at_least(150)),
        ),
        Measured {
            due: Some("2027-04-30"),
            ..measured(signed, ["", ""], None, None)
        },
        measured(
            "Ondernemers op de bedrijventerreinen die een training over ondermijning volgden, met de havenbedrijven erbij",
            ["12%", "40%"],
            Some(12),
            Some(at_least(40)),
        ),
        measured(
            "Meldingen van overlast in het uitgaansgebied tussen middernacht en vijf uur",
            ["612", "ten hoogste 500"],
            Some(612),
            Some(at_most(500)),
        ),
    ]
}

/// More rows than a page holds.
fn many() -> Vec<Measured> {
    let what = [
        "Controles in wijk",
        "Gesprekken met ondernemers en bewoners van straat",
        "Rondes",
        "Inwoners die meededen aan de buurtavond over veiligheid in en om huis, in gebied",
    ];
    let row = |nth: i64| {
        let name = what[usize::try_from(nth).unwrap() % what.len()];
        let (before, wanted) = (100 + nth * 7, 300 + nth * 11);
        let printed = [before.to_string(), wanted.to_string()];
        let text = format!("{name} {}", nth + 1);
        measured(
            text,
            [&printed[0], &printed[1]],
            Some(before),
            Some(at_least(wanted)),
        )
    };
    (0..60).map(row).collect()
}

pub(crate) fn source() -> Source {
    Source {
        measured: vec![
            ("Wonen in een veilige wijk", short()),
            ("Zorg en jeugd", long()),
            ("Toezicht", many()),
        ],
        remarked: vec![
            ("Ondermijning", Some(85_000), "structureel"),
            ("Jeugd en veiligheid", Some(112_500), "structureel"),
            ("Cameratoezicht Stationsplein", Some(46_250), "eenmalig"),
            ("Wapeninleveractie", None, "uit regulier budget"),
        ],
        explained: vec![
            (
                "Buurtbemiddeling",
                Some(30_000),
                "Subsidie aan de stichting",
            ),
            (
                "Nachtelijk toezicht in het uitgaansgebied",
                Some(8_400),
                "Twee extra diensten in de nacht van zaterdag, van april tot en met oktober",
            ),
            ("Verlichting", Some(1_250), "Fietstunnel"),
        ],
        posts: vec![
            ("", "Coördinator veiligheid", "1,00", Some("")),
            ("", "Adviseur veiligheid", "3,67", Some("0,50")),
            ("", "Toezichthouder (straat)", "14,00", Some("2,00")),
            (
                "",
                "Regisseur van de aanpak van ondermijning en georganiseerde criminaliteit",
                "",
                Some("0,80"),
            ),
        ],
        teams: vec![
            ("Team Veiligheid", "Beleidsadviseur", "4,5", None),
            ("Team Veiligheid", "Secretaris", "0,89", None),
            ("Toezicht", "Boa domein I", "11", None),
        ],
    }
}

/// `€ 46.250`
fn euros(amount: Option<i64>) -> String {
    let Some(amount) = amount else {
        return "€ ---".to_string();
    };
    match (amount / 1_000, amount % 1_000) {
        (0, rest) => format!("€ {rest}"),
        (thousands, rest) => format!("€ {thousands}.{rest:03}"),
    }
}

fn table(manner: Manner, heads: &[&str], rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = heads.iter().map(|it| format!("<th>{it}</th>")).collect();
    let mut out = format!("<table {}><tr>{}</tr>\n", manner.table, heads.concat());
    for row in rows {
        let cells = row.iter().map(|text| {
            let figure = text.starts_with(|c: char| c.is_ascii_digit() || c == '€');
            let side = if manner.right && figure {
                " align=right"
            } else {
                ""
            };
            let text = text.replace('<', "&lt;");
            match text.strip_prefix("2 rijen: ") {
                Some(text) => format!("<td rowspan=2>{text}</td>"),
                None => format!("<td{side}>{text}</td>"),
            }
        });
        writeln!(out, "<tr>{}</tr>", cells.collect::<String>()).unwrap();
    }
    out + "</table>\n"
}

impl Source {
    /// The document as a browser and an office open it.
    pub(crate) fn html(&self, manner: Manner, more: &str) -> String {
        let mut out = format!(
            "<html><head><meta charset=utf-8><style>@page{{size:A4;margin:2cm}} {} {more}</style></head><body>\n\
             <h1>1. Inleiding</h1><p>De gemeente Meerstad voert dit jaarplan voor 2027 uit, en vertelt er de raad over.</p>\n",
            manner.css
        );
        for ((title, rows), number) in self.measured.iter().zip(2..) {
            writeln!(
                out,
                "<h1>{number}. {title}</h1><p>Wat in dit hoofdstuk staat is met de partners besproken.</p><h2>Indicatoren</h2>"
            )
            .unwrap();
            let rows: Vec<Vec<String>> = rows
                .iter()
                .zip(1..)
                .map(|(row, nth)| {
                    let [before, wanted] = row.printed.clone();
                    vec![format!("{number}.{nth}"), row.text.clone(), before, wanted]
                })
                .collect();
            let heads = ["Nr.", "KPI", "Nulmeting 2025", "Streefwaarde 2027"];
            out += &table(manner, &heads, &rows);
        }
        let number = self.measured.len() + 2;
        out += &self.money(manner, number);
        out += &self.people(manner, number + 1);
        out + "</body></html>\n"
    }

    fn money(&self, manner: Manner, number: usize) -> String {
        let mut out = String::new();
        writeln!(
            out,
            "<h1>{number}. Begroting</h1><p>Het geld dat er is.</p><h2>Voor de thema's</h2>"
        )
        .unwrap();
        let total = |rows: &[Amount]| euros(Some(rows.iter().filter_map(|it| it.1).sum()));
        let mut rows: Vec<Vec<String>> = self
            .remarked
            .iter()
            .map(|(label, amount, remark)| {
                vec![(*label).to_string(), euros(*amount), (*remark).to_string()]
            })
            .collect();
        rows.push(vec![
            "Totaal".to_string(),
            total(&self.remarked),
            String::new(),
        ]);
        out += &table(manner, &["Omschrijving", "Bedrag", "Opmerking"], &rows);
        out += "<h2>Voor de wijken</h2>";
        let mut rows: Vec<Vec<String>> = self
            .explained
            .iter()
            .map(|(label, amount, remark)| {
                vec![(*label).to_string(), (*remark).to_string(), euros(*amount)]
            })
            .collect();
        rows.push(vec![
            "Totaal".to_string(),
            String::new(),
            total(&self.explained),
        ]);
        out += &table(manner, &["Onderdeel", "Toelichting", "Budget 2027"], &rows);
        out
    }

    fn people(&self, manner: Manner, number: usize) -> String {
        let mut out = String::new();
        writeln!(
            out,
            "<h1>{number}. Formatie</h1><p>De mensen die het doen.</p>"
        )
        .unwrap();
        let mut rows: Vec<Vec<String>> = self
            .posts
            .iter()
            .map(|(_, function, existing, expansion)| {
                [*function, *existing, expansion.unwrap_or_default()]
                    .map(String::from)
                    .to_vec()
            })
            .collect();
        rows.push(["Totaal", "18,67", "3,30"].map(String::from).to_vec());
        out += &table(
            manner,
            &["Functie", "Bestaande fte", "Uitbreiding fte"],
            &rows,
        );
        out += "<h2>Naar team</h2>";
        let mut above = "";
        let rows: Vec<Vec<String>> = self
            .teams
            .iter()
            .map(|(team, function, fte, _)| {
                let several = self.teams.iter().filter(|it| it.0 == *team).count() > 1;
                let own = [*function, *fte].map(String::from).to_vec();
                if above == *team {
                    return own;
                }
                above = team;
                let first = if several {
                    format!("2 rijen: {team}")
                } else {
                    (*team).to_string()
                };
                [vec![first], own].concat()
            })
            .collect();
        out += &table(manner, &["Team", "Functie", "fte"], &rows);
        out
    }
}

/// Every word of a page.
pub(crate) fn words(html: &str) -> Vec<String> {
    let body = html.split_once("<body>").unwrap().1;
    let mut text = String::new();
    for part in body.split('<') {
        text.push(' ');
        text += part.split_once('>').map_or(part, |it| it.1);
    }
    let text = text.replace("&lt;", "<");
    text.split_whitespace().map(String::from).collect()
}
