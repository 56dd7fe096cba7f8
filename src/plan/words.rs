//! The Dutch words for the plan's own kinds: lights, statuses, values, targets. Screen, command
//! line and reports all take them from here.

use chrono::NaiveDate;

use super::model::kpi::{Cadence, Earlier, Indicator, Kind, Light, Reading, Target, Value};
use super::model::lookup::Item;
use super::model::number::Decimal;
use super::model::regie::{Found, Statement};
use super::model::sort::Sort;
use super::model::tables::capacity::Workplace;
use super::model::{date, party};
use super::{Chapter, Goal, Plan, Status, Theme};

/// `groen`, `oranje`, `rood`, `geen gegevens`.
pub const fn light(light: Light) -> &'static str {
    match light {
        Light::Green => "groen",
        Light::Amber => "oranje",
        Light::Red => "rood",
        Light::None => "geen gegevens",
    }
}

/// `oordeel van 12-03, cijfers van 24-11`.
pub fn outlived((judged, figures): (NaiveDate, NaiveDate)) -> String {
    let (judged, figures) = (date::short(judged), date::short(figures));
    format!("oordeel van {judged}, cijfers van {figures}")
}

/// The letter that stands beside a light's shape, so that colour is never alone.
pub const fn light_letter(light: Light) -> &'static str {
    match light {
        Light::Green => "G",
        Light::Amber => "O",
        Light::Red => "R",
        Light::None => "-",
    }
}

/// The shape that stands beside a light's letter.
pub const fn light_shape(light: Light) -> &'static str {
    match light {
        Light::Green => "●",
        Light::Amber => "▲",
        Light::Red => "■",
        Light::None => "–",
    }
}

/// `kantoor`, `straat`, `onbekend`.
pub const fn place(place: Option<Workplace>) -> &'static str {
    match place {
        Some(Workplace::Office) => "kantoor",
        Some(Workplace::Street) => "straat",
        None => "onbekend",
    }
}

/// `O ▲ oranje`: never colour alone.
pub fn lamp(it: Light) -> String {
    format!("{} {} {}", light_letter(it), light_shape(it), light(it))
}

/// `open`, `loopt`, `gereed`, `vervallen`.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Running => "loopt",
        Status::Done => "gereed",
        Status::Dropped => "vervallen",
    }
}

/// The status a word or its first letter means, in Dutch or as the store spells it.
///
/// # Errors
/// A Dutch sentence with the words that are known.
pub fn parse_status(text: &str) -> Result<Status, String> {
    match text.trim().to_lowercase().as_str() {
        "o" | "open" | "niet gestart" => Ok(Status::Open),
        "l" | "loopt" | "lopend" | "running" => Ok(Status::Running),
        "g" | "gereed" | "klaar" | "afgerond" | "done" => Ok(Status::Done),
        "v" | "vervallen" | "dropped" => Ok(Status::Dropped),
        other => {
            let shown: String = other.chars().take(20).collect();
            Err(format!(
                "“{shown}” is geen status; kies open, loopt, gereed of vervallen"
            ))
        }
    }
}

/// The light a word or its first letter means, in Dutch or as the store spells it.
///
/// # Errors
/// A Dutch sentence with the words that are known.
pub fn parse_light(text: &str) -> Result<Light, String> {
    match text.trim().to_lowercase().as_str() {
        "g" | "groen" | "green" => Ok(Light::Green),
        "o" | "oranje" | "amber" => Ok(Light::Amber),
        "r" | "rood" | "red" => Ok(Light::Red),
        // What the program itself shows for grey: `- geen gegevens`.
        "-" | "grijs" | "geen" | "geen gegevens" | "none" => Ok(Light::None),
        other => {
            let shown: String = other.chars().take(20).collect();
            Err(format!(
                "“{shown}” is geen stoplicht; kies groen, oranje, rood of grijs"
            ))
        }
    }
}

/// `6`, `12 van 17`, `gereed`, `niet gereed`.
pub fn value(value: Value, of: Option<Decimal>) -> String {
    match (value, of) {
        (Value::Number(x), Some(y)) => format!("{x} van {y}"),
        (Value::Number(x), None) => x.to_string(),
        (Value::Done(true), _) => "gereed".to_string(),
        (Value::Done(false), _) => "niet gereed".to_string(),
    }
}

/// A reading in the words of its indicator's kind: a state is `op orde`, not `gereed`.
pub fn reading(indicator: &Indicator, reading: &Reading) -> String {
    match (indicator.kind, reading.value) {
        (Kind::Ongoing, Value::Done(true)) => "op orde".to_string(),
        (Kind::Ongoing, Value::Done(false)) => "niet op orde".to_string(),
        _ => value(reading.value, reading.of),
    }
}

/// How an earlier year ended: `2026: 9 controles op 18-12-2026 (streefwaarde 6, was 10), oranje`.
pub fn earlier(earlier: &Earlier) -> String {
    let unit = earlier.unit.as_deref().filter(|unit| *unit != "%");
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    let said = match (earlier.value, earlier.on) {
        (Some(it), on) => {
            let on = on.map_or_else(String::new, |day| format!(" op {}", date::dutch(day)));
            format!("{}{unit}{on}", value(it, earlier.of))
        }
        (None, _) => "geen stand".to_string(),
    };
    let wanted = earlier.target.and_then(bounds);
    let first = earlier
        .first_target
        .filter(|it| Some(*it) != earlier.target);
    let first = first.and_then(bounds).map(|it| format!(", was {it}"));
    let wanted = wanted.map(|it| format!(" (streefwaarde {it}{})", first.unwrap_or_default()));
    let (year, light) = (earlier.year, light(earlier.light));
    format!("{year}: {said}{}, {light}", wanted.unwrap_or_default())
}

/// `10`, `1 à 2`, `hoogstens 5`; none without either end.
pub fn bounds(target: Target) -> Option<String> {
    match (target.min, target.max) {
        (Some(min), Some(max)) if min == max => Some(min.to_string()),
        (Some(min), Some(max)) => Some(format!("{min} à {max}")),
        (Some(min), None) => Some(min.to_string()),
        (None, Some(max)) => Some(format!("hoogstens {max}")),
        (None, None) => None,
    }
}

/// The same of a kind: of a part of a whole `alle`, `80%`, `hoogstens 10%`.
pub fn wanted(kind: Kind, target: Target) -> Option<String> {
    match kind {
        Kind::Coverage if target.min == Some(Decimal::whole(100)) => Some("alle".to_string()),
        Kind::Coverage => Some(format!("{}%", bounds(target)?)),
        _ => bounds(target),
    }
}

/// What is wanted: `10`, `1 à 2`, `alle`, `voor 30-06-2026`, `doorlopend op orde`,
/// `geen meetbare streefwaarde`.
pub fn target(indicator: &Indicator) -> String {
    let said = match (indicator.kind, indicator.target) {
        (Kind::Ongoing, _) => return "doorlopend op orde".to_string(),
        (Kind::Milestone, _) => return milestone(indicator),
        (kind, target) => target.and_then(|it| wanted(kind, it)),
    };
    said.unwrap_or_else(|| "geen meetbare streefwaarde".to_string())
}

fn milestone(indicator: &Indicator) -> String {
    match (indicator.start, indicator.due) {
        (Some(start), Some(due)) => {
            format!("van {} tot en met {}", date::dutch(start), date::dutch(due))
        }
        (None, Some(due)) => format!("uiterlijk {}", date::dutch(due)),
        _ => "geen meetbare streefwaarde".to_string(),
    }
}

/// How much room there is to say where an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    /// A few cells of a row on the screen.
    Cells,
    /// A column of a listing.
    Column,
    /// A line to be read from afar, in which the target may follow.
    Line,
    /// A page, on which the target has a line of its own.
    Page,
}

/// Where an indicator stands, against what is wanted as far as there is room:
///
/// | | a count | a part of a whole | a milestone |
/// | --- | --- | --- | --- |
/// | [`Wide::Cells`] | `6 / 10` | `– van alle` | `t/m 30-06` |
/// | [`Wide::Column`] | `6 / 10` | `12 van 17 / alle` | `- / 30-06-2026` |
/// | [`Wide::Line`] | `6 van 10` | `12 van 17` | `gereed` |
/// | [`Wide::Page`] | `6 op 23-11-2026` | `nog geen stand` | `gereed op 01-07-2026` |
pub fn standing(indicator: &Indicator, room: Wide) -> String {
    let now = indicator.latest().map(|latest| reading(indicator, latest));
    let target = indicator.target.map(|_| target(indicator));
    match (room, indicator.kind, now, target) {
        (Wide::Column, ..) => in_column(indicator),
        (Wide::Cells, Kind::Milestone, Some(now), _) if indicator.is_met() => now,
        (Wide::Cells, Kind::Milestone, ..) => indicator.due.map_or_else(
            || "nog niet".to_string(),
            |due| format!("t/m {}", date::short(due)),
        ),
        (Wide::Cells, Kind::Count, now, Some(target)) => {
            let target = indicator
                .ceiling()
                .map_or(target, |most| format!("≤ {most}"));
            format!("{} / {target}", now.as_deref().unwrap_or("–"))
        }
        (Wide::Line, Kind::Count, now, Some(target)) => {
            format!("{} van {target}", now.as_deref().unwrap_or("–"))
        }
        (Wide::Cells | Wide::Line, _, Some(now), _) => now,
        (Wide::Cells, Kind::Count, None, None) => "geen streefw.".to_string(),
        (Wide::Cells, Kind::Coverage, None, _) => format!("– van {}", self::target(indicator)),
        (Wide::Cells, Kind::Ongoing, None, _) => "doorlopend".to_string(),
        (Wide::Page | Wide::Line, ..) => indicator.latest().map_or_else(
            || "nog geen stand".to_string(),
            |latest| reading_on(Some(indicator), latest),
        ),
    }
}

fn in_column(indicator: &Indicator) -> String {
    let now = indicator.latest();
    let now = now.map_or_else(|| "-".to_string(), |now| reading(indicator, now));
    let wanted = match (indicator.kind, indicator.target) {
        (Kind::Milestone, _) => indicator.due.map(date::dutch),
        (Kind::Count | Kind::Coverage, Some(Target { min, max })) => {
            min.or(max).map(|_| target(indicator))
        }
        _ => None,
    };
    wanted.map_or_else(|| now.clone(), |wanted| format!("{now} / {wanted}"))
}

/// How much was counted, behind what that came to: ` (+1)`.
pub fn added(add: Decimal) -> String {
    let sign = if add > Decimal::ZERO { "+" } else { "" };
    format!(" ({sign}{add})")
}

/// A reading in the words of its indicator, where that is known.
pub fn reading_of(indicator: Option<&Indicator>, it: &Reading) -> String {
    indicator.map_or_else(
        || value(it.value, it.of),
        |indicator| reading(indicator, it),
    )
}

/// A reading and its day: `6 op 23-11-2026`.
pub fn reading_on(indicator: Option<&Indicator>, it: &Reading) -> String {
    format!("{} op {}", reading_of(indicator, it), date::dutch(it.date))
}

/// `elke maand`, `elk kwartaal`, `elk half jaar`, `elk jaar`.
pub const fn cadence(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Monthly => "elke maand",
        Cadence::Quarterly => "elk kwartaal",
        Cadence::HalfYearly => "elk half jaar",
        Cadence::Yearly => "elk jaar",
    }
}

/// `team`, `rol`, `partner`.
pub const fn party_kind(kind: party::Kind) -> &'static str {
    match kind {
        party::Kind::Team => "team",
        party::Kind::Role => "rol",
        party::Kind::Partner => "partner",
    }
}

/// `3 Ondermijning`.
pub fn chapter_title(chapter: &Chapter) -> String {
    format!("{} {}", chapter.number, chapter.title)
}

/// `B Bedrijventerreinen`; chapter 10's nameless theme is `Doelen en acties`.
pub fn theme_title(theme: &Theme) -> String {
    match (&theme.letter, &theme.title) {
        (Some(letter), Some(title)) => format!("{letter} {title}"),
        (None, Some(title)) => title.clone(),
        (Some(letter), None) => letter.clone(),
        (None, None) => "Doelen en acties".to_string(),
    }
}

/// `1. Vergroten bekendheid …`.
pub fn goal_title(goal: &Goal) -> String {
    format!("{}. {}", goal.number, goal.text)
}

/// Where a statement on regie stands: `hoofdstuk 5B, Wie heeft de regie?`.
pub fn found_in(statement: &Statement<'_>) -> String {
    let letter = statement.theme.and_then(|theme| theme.letter.as_deref());
    let (number, letter) = (statement.chapter.number, letter.unwrap_or_default());
    let block = match statement.regie.found {
        Found::Regie => "Wie heeft de regie?",
        Found::Text => "uit de tekst",
    };
    format!("hoofdstuk {number}{letter}, {block}")
}

/// The same in full: `hoofdstuk 5 Maatschappelijke veiligheid, onder “Wie heeft de regie?” (R5.2)`.
pub fn found_in_full(statement: &Statement<'_>) -> String {
    let theme = statement.theme.map(theme_title);
    let theme = theme.map_or_else(String::new, |theme| format!(", thema {theme}"));
    let block = match statement.regie.found {
        Found::Regie => "onder “Wie heeft de regie?”",
        Found::Text => "elders in de tekst",
    };
    let (chapter, id) = (chapter_title(statement.chapter), &statement.regie.id);
    format!("hoofdstuk {chapter}{theme}, {block} ({id})")
}

/// How large a plan is, in words: `11 hoofdstukken`, `84 acties`, `49 KPI's` and so on.
pub fn extent(plan: &Plan) -> Vec<String> {
    let amounts = plan.budgets.iter().map(|table| table.rows.len());
    let fte = plan.capacity.iter().map(|table| table.rows.len());
    let statements = plan.every_statement().count();
    vec![
        counted(plan.chapters.len(), "hoofdstuk", "hoofdstukken"),
        counted(plan.actions().count(), "actie", "acties"),
        counted(plan.kpis().count(), "KPI", "KPI's"),
        counted(statements, "uitspraak over regie", "uitspraken over regie"),
        counted(plan.parties.len(), "partij", "partijen"),
        counted(amounts.sum(), "bedrag", "bedragen"),
        counted(fte.sum(), "rij formatie", "rijen formatie"),
    ]
}

/// `1 actie`, `4 acties`: a number with the word that fits it.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What an item is, in Dutch.
pub fn kind(item: &Item<'_>) -> &'static str {
    kind_of(item.sort())
}

/// What an item of a sort is, in Dutch.
pub const fn kind_of(sort: Sort) -> &'static str {
    match sort {
        Sort::Kpi => "KPI",
        Sort::Regie => "uitspraak over regie",
        Sort::Fte => "formatie",
        sort => sort.word(),
    }
}

/// An item in a few of its own words: its title, its subject, its label, or its text.
pub fn name(item: &Item<'_>) -> String {
    match item {
        Item::Chapter(chapter) => chapter.title.clone(),
        Item::Theme(theme, _) => theme_title(theme),
        Item::Topic(topic, _) => topic.title.clone(),
        Item::Indicator(indicator, _) => indicator.label.clone(),
        Item::Regie(regie, _) => regie.subject.clone(),
        Item::Party(party) => party.name.clone(),
        Item::Point(point) => point.what.clone(),
        item => text(item),
    }
}

/// An item's own words in full.
pub fn text(item: &Item<'_>) -> String {
    match item {
        Item::Chapter(chapter) => chapter_title(chapter),
        Item::Theme(theme, _) => theme_title(theme),
        Item::Goal(goal, _) => goal.text.clone(),
        Item::Action(action, _) => action.text.clone(),
        Item::Kpi(kpi, _) | Item::Indicator(_, kpi) => kpi.text.clone(),
        Item::Topic(topic, _) => format!("{}\n{}", topic.title, topic.text),
        Item::Regie(regie, _) => regie.text.clone(),
        Item::Party(party) => party.full_name.as_ref().unwrap_or(&party.name).clone(),
        Item::Meeting(meeting) => meeting.title.clone(),
        Item::Point(point) => format!("{}: {}", point.who, point.what),
        Item::Amount(row, _) => row.label.clone(),
        Item::Fte(row, _) => row.label.clone(),
        Item::Decision(decision) => decision.shown(),
    }
}

/// An item by its id and its words: `3B Bedrijventerreinen`, `3B.3 Het onderzoeken en …`; the id
/// alone where the plan has no such item.
pub fn titled(plan: &Plan, id: &str) -> String {
    match plan.item(id) {
        Some(item @ (Item::Chapter(_) | Item::Indicator(..) | Item::Point(_))) => match item {
            Item::Chapter(_) => text(&item),
            item => format!("{id} {}", text(&item)),
        },
        Some(Item::Theme(theme, chapter)) => {
            let gap = if theme.letter.is_some() { "" } else { " " };
            format!("{}{gap}{}", chapter.number, theme_title(theme))
        }
        Some(item @ Item::Party(_)) => name(&item),
        Some(item) => format!("{id} {}", name(&item)),
        None => id.to_string(),
    }
}

/// An item with the word for what it is: `actie 5C.5.c, “De bestaande aanpak …”`.
pub fn described(plan: &Plan, id: &str) -> String {
    match plan.item(id) {
        Some(item @ (Item::Theme(..) | Item::Chapter(_))) => {
            format!("{} {}", kind(&item), titled(plan, id))
        }
        Some(item @ (Item::Goal(..) | Item::Action(..) | Item::Kpi(..) | Item::Topic(..))) => {
            format!("{} {id}, “{}”", kind(&item), name(&item))
        }
        Some(item @ Item::Indicator(..)) => format!("KPI {id}, “{}”", text(&item)),
        _ => titled(plan, id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_as_typed() {
        for (typed, light) in [
            ("g", Light::Green),
            ("Groen", Light::Green),
            (" oranje ", Light::Amber),
            ("O", Light::Amber),
            ("r", Light::Red),
            ("rood", Light::Red),
            ("grijs", Light::None),
            ("geen gegevens", Light::None),
            ("-", Light::None),
        ] {
            assert_eq!(parse_light(typed), Ok(light), "{typed}");
        }
        for light in Light::ALL {
            assert_eq!(parse_light(super::light(light)), Ok(light));
        }
    }

    #[test]
    fn how_an_earlier_year_ended() {
        for (json, said) in [
            (
                r#"{ "year": 2026, "value": 9, "on": "2026-12-18", "target": { "min": 6 },
                     "first_target": { "min": 10 }, "light": "green", "unit": "controles" }"#,
                "2026: 9 controles op 18-12-2026 (streefwaarde 6, was 10), groen",
            ),
            (
                r#"{ "year": 2025, "value": 12, "of": 17, "unit": "%", "target": { "min": 100 } }"#,
                "2025: 12 van 17 (streefwaarde 100), geen gegevens",
            ),
            (r#"{ "year": 2024 }"#, "2024: geen stand, geen gegevens"),
        ] {
            assert_eq!(earlier(&serde_json::from_str(json).unwrap()), said);
        }
    }

    #[test]
    fn no_light() {
        for typed in ["", "geel", "gr", "groenn", "\u{1b}[31m"] {
            let why = parse_light(typed).unwrap_err();
            assert!(why.contains("kies groen, oranje, rood of grijs"), "{why}");
        }
    }
}
