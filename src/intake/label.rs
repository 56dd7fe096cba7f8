//! The lines that say what follows: `Wat willen we bereiken?`, `Wie heeft de regie?`, `KPI's`. They
//! are what plans of this family have in common.

/// What follows a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// What a chapter as a whole is after.
    Aim,
    /// What is to be reached.
    Goals,
    /// What is done for it.
    Actions,
    /// Both, as the heads of two columns.
    GoalsAndActions,
    /// Who is needed.
    Partners,
    /// Who leads.
    Regie,
    /// How it is measured.
    Kpis,
}

const AIM: &[&str] = &[
    "doel",
    "doelstelling",
    "hoofddoel",
    "hoofddoelstelling",
    "algemeen doel",
    "ons doel",
    "ambitie",
    "onze ambitie",
];

const GOALS: &[&str] = &[
    "wat willen we bereiken",
    "wat willen wij bereiken",
    "wat willen we bereiken in dit thema",
    "wat wil de gemeente bereiken",
    "wat willen we",
    "doelen",
    "subdoelen",
    "doelstellingen",
    "beoogde resultaten",
    "beoogd resultaat",
];

/// Goals and their actions in one list.
const BOTH: &[&str] = &[
    "doelen en acties",
    "doelen en inspanningen",
    "doelen en maatregelen",
    "doelen en activiteiten",
    "doelstellingen en acties",
    "doelstellingen en maatregelen",
];

/// Whether a line announces goals and actions in one list: which of them something is, its number or its
/// place says.
pub fn is_of_both(text: &str) -> bool {
    BOTH.contains(&plain(text).as_str())
}

/// What is to be reached, where it is the head of a column.
const COLUMN: &[&str] = &["doel", "doelstelling", "resultaat", "resultaten"];

/// What is done, where it is the head of a column.
const DONE: &[&str] = &[
    "inspanning",
    "inspanningen",
    "activiteit",
    "maatregel",
    "aanpak",
    "werkzaamheden",
];

/// The other columns of a table of goals and actions.
const BESIDE_ACTIONS: &[(Column, &[&str])] = &[
    (Column::Number, &["nr", "nummer", "no", "#"]),
    (
        Column::Who,
        &[
            "wie",
            "door wie",
            "trekker",
            "trekkers",
            "uitvoerder",
            "uitvoerders",
            "uitvoering door",
            "uitvoering",
            "actiehouder",
            "verantwoordelijk",
            "verantwoordelijke",
            "eigenaar",
        ],
    ),
    (
        Column::With,
        &[
            "met wie",
            "partner",
            "partners",
            "betrokken",
            "betrokkenen",
            "betrokken partijen",
        ],
    ),
    (
        Column::When,
        &[
            "gereed",
            "gereed op",
            "klaar",
            "wanneer",
            "planning",
            "deadline",
            "termijn",
            "einddatum",
            "datum",
            "periode",
        ],
    ),
];

const ACTIONS: &[&str] = &[
    "acties",
    "actie",
    "wat gaan we daarvoor doen",
    "wat gaan wij daarvoor doen",
    "wat gaan we doen",
    "wat gaan wij doen",
    "wat doen we daarvoor",
    "wat doen wij daarvoor",
    "hoe gaan we dat doen",
    "hoe gaan we dat bereiken",
    "maatregelen",
    "activiteiten",
    "inzet",
];

const PARTNERS: &[&str] = &[
    "wie hebben we daarvoor nodig",
    "wie hebben wij daarvoor nodig",
    "wie hebben we daar voor nodig",
    "wie hebben we nodig",
    "wie hebben wij nodig",
    "met wie",
    "met wie doen we dat",
    "met wie werken we samen",
    "partners",
    "onze partners",
    "samenwerkingspartners",
    "betrokken partners",
    "betrokken partijen",
    "wie doen er mee",
    "wie werken er mee",
];

const REGIE: &[&str] = &[
    "wie heeft de regie",
    "wie voert de regie",
    "wie voert regie",
    "wie heeft regie",
    "bij wie ligt de regie",
    "regie",
    "regievoering",
    "wie is verantwoordelijk",
];

const KPIS: &[&str] = &[
    "kpi",
    "kpi's",
    "kpis",
    "kpi-s",
    "indicatoren",
    "prestatie-indicatoren",
    "kritieke prestatie-indicatoren",
    "kritische prestatie-indicatoren",
    "kritieke prestatie-indicatoren (kpi's)",
    "hoe meten we dat",
    "hoe meten wij dat",
    "hoe meten we het resultaat",
    "waaraan meten we dat",
    "wanneer zijn we tevreden",
];

/// What a whole line announces.
pub fn of_line(text: &str) -> Option<Label> {
    let plain = plain(text);
    let sentence =
        text.trim_end().ends_with('.') || text.trim_start().starts_with(char::is_lowercase);
    if plain.is_empty() || plain.len() > 90 || sentence {
        return None;
    }
    if let Some(both) = goals_and_actions(&plain) {
        return Some(both);
    }
    let kinds = [
        (BOTH, Label::Goals),
        (AIM, Label::Aim),
        (ACTIONS, Label::Actions),
        (PARTNERS, Label::Partners),
        (REGIE, Label::Regie),
        (KPIS, Label::Kpis),
    ];
    kinds
        .iter()
        .find_map(|(words, label)| words.contains(&plain.as_str()).then_some(*label))
}

/// A line that announces, with what it says behind a colon: `DOEL: …`.
pub fn opening(text: &str) -> Option<(Label, &str, &str)> {
    if let Some(label) = of_line(text) {
        return Some((label, text, ""));
    }
    let (head, rest) = text.split_once(':')?;
    let label = of_line(head)?;
    let (head, _) = text.split_at_checked(head.len() + 1)?;
    Some((label, head, rest.trim_start()))
}

/// What a column of a table of goals and actions holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// What is to be reached.
    Goal,
    /// What is done for it.
    Action,
    /// The number of a goal or an action.
    Number,
    /// Who does it.
    Who,
    /// Who takes part.
    With,
    /// By when.
    When,
}

/// What the head of a column says it holds, where that is one of a table of goals and actions.
pub fn column(head: &str) -> Option<Column> {
    let plain = plain(head);
    let head = without_year(&plain);
    let is = |all: &[&str]| all.contains(&head);
    if is(ACTIONS) || is(DONE) || head.contains("doen") || head.starts_with("acties") {
        Some(Column::Action)
    } else if is(GOALS) || is(COLUMN) || head.contains("bereiken") {
        Some(Column::Goal)
    } else {
        let mut beside = BESIDE_ACTIONS.iter();
        beside.find(|(_, words)| is(words)).map(|it| it.0)
    }
}

/// Whether two heads beside each other are those of goals and of actions.
pub fn are_goals_and_actions(left: &str, right: &str) -> bool {
    column(left) == Some(Column::Goal) && column(right) == Some(Column::Action)
}

/// A head without the year it ends in: `inspanning in 2027`.
fn without_year(head: &str) -> &str {
    let Some((rest, year)) = head.rsplit_once(' ') else {
        return head;
    };
    let is_year =
        year.len() == 4 && year.starts_with("20") && year.bytes().all(|it| it.is_ascii_digit());
    if !is_year {
        return head;
    }
    let rest = rest.trim_end();
    ["in", "voor", "per"]
        .iter()
        .find_map(|it| rest.strip_suffix(it)?.strip_suffix(' '))
        .unwrap_or(rest)
}

/// Words of the heads of columns of figures.
const HEADS: &[&str] = &[
    "nr",
    "kpi",
    "indicator",
    "nulmeting",
    "streefwaarde",
    "norm",
    "doelwaarde",
    "target",
    "functie",
    "team",
    "rol",
    "naam",
    "afdeling",
    "fte",
    "formatie",
    "uitbreiding",
    "bestaand",
    "bestaande",
    "huidig",
    "huidige",
    "extra",
    "tijdelijk",
    "tijdelijke",
    "vast",
    "vaste",
    "bedrag",
    "bedragen",
    "begroot",
    "begroting",
    "budget",
    "kosten",
    "lasten",
    "opmerking",
    "opmerkingen",
    "toelichting",
];

/// Those over what an amount is for.
const POSTS: &[&str] = &[
    "omschrijving",
    "onderdeel",
    "post",
    "prioriteit",
    "programma",
    "activiteit",
    "speerpunt",
];

/// Words that stand in heads beside those.
const BESIDE: &[&str] = &[
    "per", "in", "jaar", "x", "euro", "1.000", "doel", "thema", "waarde", "van", "voor",
];

/// Whether a word stands in heads of columns of figures: a year does too.
pub fn is_head_word(word: &str) -> bool {
    let bare = bare(word);
    let year =
        bare.len() == 4 && bare.starts_with("20") && bare.bytes().all(|it| it.is_ascii_digit());
    let beside = BESIDE.iter().any(|it| it.eq_ignore_ascii_case(bare));
    bare.is_empty() || year || beside || may_begin_heads(word)
}

/// Whether a line may begin the heads of columns of figures.
pub fn may_begin_heads(word: &str) -> bool {
    let mut known = HEADS.iter().chain(POSTS);
    known.any(|it| it.eq_ignore_ascii_case(bare(word)))
}

/// A word without the signs around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a line is the heads of a table of KPIs, of euros or of fte.
pub fn is_heads(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let known = words.iter().filter(|word| is_head_word(word)).count();
    if words.len() < 2 || words.len() > 18 || known * 3 < words.len() * 2 {
        return false;
    }
    let plain = text.to_lowercase();
    let having = |all: &[&str]| all.iter().any(|it| plain.contains(it));
    let kpis = having(&["kpi", "indicator"])
        && having(&["streef", "norm", "doelwaarde", "target", "nulmeting"]);
    let fte =
        having(&["functie", "rol", "team", "naam", "afdeling"]) && having(&["fte", "formatie"]);
    let money = having(POSTS)
        && having(&[
            "bedrag", "begroot", "budget", "euro", "€", "kosten", "lasten",
        ]);
    kpis || fte || money
}

fn goals_and_actions(plain: &str) -> Option<Label> {
    let goals = GOALS
        .iter()
        .chain(COLUMN)
        .filter_map(|words| Some((words, plain.strip_prefix(*words)?)))
        .max_by_key(|(words, _)| words.len());
    let (words, rest) = goals?;
    let rest = rest.trim_start_matches(['?', ' ', '|', '/', '-', '–']);
    if rest.is_empty() {
        return GOALS.contains(words).then_some(Label::Goals);
    }
    ACTIONS.contains(&rest).then_some(Label::GoalsAndActions)
}

/// Small letters, one apostrophe, without the sign at the end.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").to_lowercase();
    let text = text.replace(['’', '‘', '`', '´', '\''], "'");
    text.trim_matches(|c: char| matches!(c, '?' | ':' | '.' | ' ' | '"' | '“' | '”'))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_heads_of_columns() {
        for (line, heads) in [
            ("Nr. KPI Nulmeting 2025 Streefwaarde 2027", true),
            ("Functie Bestaande fte Uitbreiding fte", true),
            ("Onderdeel Toelichting Budget 2027", true),
            (
                "Het budget voor dit onderdeel is in 2027 verhoogd met kosten",
                false,
            ),
            ("Team Veiligheid heeft twee fte", false),
            ("Begroting", false),
        ] {
            assert_eq!(is_heads(line), heads, "{line}");
        }
    }

    #[test]
    fn heads_of_columns_of_goals_and_actions() {
        for (head, found) in [
            ("Doelstelling", Some(Column::Goal)),
            ("Wat willen we bereiken?", Some(Column::Goal)),
            ("Doel 2027", Some(Column::Goal)),
            ("Inspanning in 2027", Some(Column::Action)),
            ("Wat gaan we doen", Some(Column::Action)),
            ("Trekker", Some(Column::Who)),
            ("Met wie?", Some(Column::With)),
            ("Gereed", Some(Column::When)),
            ("Nr.", Some(Column::Number)),
            ("Bron", None),
            ("", None),
        ] {
            assert_eq!(column(head), found, "{head}");
        }
    }

    #[test]
    fn lines_that_announce() {
        for (line, label) in [
            ("KPI’s ", Some(Label::Kpis)),
            ("KPI's", Some(Label::Kpis)),
            (
                "Wat willen we bereiken?   Acties  ",
                Some(Label::GoalsAndActions),
            ),
            ("Wat willen wij bereiken?", Some(Label::Goals)),
            ("Doel\tWat gaan we doen?", Some(Label::GoalsAndActions)),
            ("Wat gaan we daarvoor doen?", Some(Label::Actions)),
            ("Wie hebben we daarvoor nodig?", Some(Label::Partners)),
            ("Wie heeft de regie?", Some(Label::Regie)),
            ("Doel", Some(Label::Aim)),
            ("De regie ligt bij de politie.", None),
            ("Doelen en middelen van de gemeente", None),
            ("partners.", None),
            ("doelstellingen", None),
        ] {
            assert_eq!(of_line(line), label, "{line}");
        }
        let opened = opening("DOEL: Voor drugshandel: meer.");
        assert_eq!(
            opened,
            Some((Label::Aim, "DOEL:", "Voor drugshandel: meer."))
        );
        assert_eq!(opening("Let op: niets"), None);
    }
}
