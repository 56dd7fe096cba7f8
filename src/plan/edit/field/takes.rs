//! What a field takes, and how that is typed and said.
//!
//! | takes | typed | means |
//! | --- | --- | --- |
//! | a target | `6`, `minimaal 6`, `1 à 2`, `hoogstens 5`, `<=5`, `alle` | at least 6, from 1 to 2, at most 5, 100 (percent) |
//! | parties, goals | `politie, om` | these, by id or name |
//! | money | `50.000` | whole euros |
//! | targets of years | `2027: 10; 2028: 12` | at least 10 in 2027, 12 in 2028 |
//! | years | `2027-2030` | from the one up to the other |
//! | limits | `95/85` | green from 95 percent, amber from 85 |
//! | adopted | `10-2-2026 BS1` | on this day, by this decision; `geen`: a draft |
//! | words | `zwerfafval = zwerfvuil, troep` | one word, and others for the same; `;` between two |

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::blocks::{self, plain};
use super::wanted::{TARGET, TARGETS, period, said_of_year, said_target, target, targets};
use crate::plan::Plan;
use crate::plan::clean;
use crate::plan::model::life::Period;
use crate::plan::model::number::{self, Decimal};
use crate::plan::model::{date, life, life::Decision, sort::Sort};
use crate::plan::words;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Words on one line.
    Text,
    /// Words, perhaps over several lines.
    LongText,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// Formation in fte.
    Fte,
    /// Whole euros.
    Euros,
    /// A day.
    Day,
    /// A day that has been.
    PastDay,
    /// Yes or no.
    Bool,
    /// 1, 2 or 3.
    Priority,
    /// At least, at most, or between.
    Target,
    /// The same for single years.
    Targets,
    /// From one year to another.
    Period,
    /// One of these: as it stands in the document, and its Dutch word.
    Choice(&'static [(&'static str, &'static str)]),
    /// A party.
    Party,
    /// Parties.
    Parties,
    /// Goals.
    Goals,
    /// What a statement on regie applies to.
    Covers,
    /// A chapter.
    Chapter,
    /// A row of a capacity table.
    Row,
    /// Spellings.
    Names,
    /// Running text: paragraphs, headings, bullets, tables.
    Blocks,
    /// From where a light is green, and amber.
    Thresholds,
    /// Words with others for the same.
    Terms,
    /// The name of a plan among others.
    Slug,
    /// Since when the plan holds, and by which decision.
    Adoption,
    /// How earlier years ended.
    Years,
}

impl Takes {
    /// What a statement on regie can apply to.
    pub const COVERED: &[Sort] = &[
        Sort::Chapter,
        Sort::Theme,
        Sort::Goal,
        Sort::Action,
        Sort::Kpi,
        Sort::Indicator,
        Sort::Topic,
    ];

    /// What stands there where there is none.
    pub(super) fn none(self) -> Value {
        if self.is_list() {
            Value::Array(Vec::new())
        } else {
            Value::Null
        }
    }

    /// Whether several stand there.
    pub const fn is_list(self) -> bool {
        matches!(
            self,
            Self::Parties
                | Self::Goals
                | Self::Covers
                | Self::Names
                | Self::Blocks
                | Self::Terms
                | Self::Targets
                | Self::Years
        )
    }

    /// Whether it is running words of the plan.
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Text | Self::LongText | Self::Blocks)
    }

    /// Whether it names other items, by id.
    pub const fn refers(self) -> bool {
        matches!(
            self,
            Self::Party | Self::Parties | Self::Goals | Self::Covers | Self::Chapter | Self::Row
        )
    }

    /// What to type, in Dutch: `typ een datum, zoals 30-06-2026`.
    pub fn asks(self) -> String {
        let fixed = match self {
            Self::Text | Self::LongText => "typ de woorden",
            Self::Number => "typ een geheel getal",
            Self::Decimal => "typ een getal, zoals 6 of 0,8",
            Self::Fte => "typ fte, zoals 0,80",
            Self::Euros => "typ hele euro's, zoals 50.000",
            Self::Day | Self::PastDay => "typ een datum, zoals 30-06-2026",
            Self::Bool => "typ ja of nee",
            Self::Priority => "typ 1, 2 of 3",
            Self::Target => TARGET,
            Self::Targets => TARGETS,
            Self::Period => "typ een jaar of twee, zoals 2027-2030",
            Self::Choice(words) => {
                let words: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
                return format!("kies {}", words.join(", "));
            }
            Self::Party => "typ een partij, zoals politie",
            Self::Parties => "typ partijen, met komma's ertussen",
            Self::Goals => "typ doelen, zoals 3B.1, met komma's ertussen",
            Self::Covers => "typ onderdelen, zoals 3A, 3B.1, met komma's ertussen",
            Self::Chapter => "typ een hoofdstuk, zoals 3",
            Self::Row => "typ een rij van de tabel, zoals C1",
            Self::Names => "typ spellingen, met puntkomma's ertussen",
            Self::Blocks => "typ de tekst; een lege regel tussen alinea's",
            Self::Thresholds => "typ groen en oranje in procenten, zoals 95/85",
            Self::Terms => "typ woord = ander woord, nog een",
            Self::Slug => "typ kleine letters, cijfers en streepjes, zoals rijswijk-2026",
            Self::Years => "de eindstand van een jaar legt u vast met regie vragen",
            Self::Adoption => "typ de dag en het besluit, zoals 10-02-2026 BS1",
        };
        fixed.to_string()
    }

    /// What was typed, as it stands in the document.
    pub(super) fn parse(self, plan: &Plan, typed: &str, today: NaiveDate) -> Result<Value, String> {
        match self {
            Self::Text => Ok(clean::one_line(typed).into()),
            Self::LongText => Ok(clean::visible(typed).into()),
            Self::Number | Self::Euros => whole(typed).map(Value::from),
            Self::Decimal | Self::Fte => value_of(Decimal::parse(typed)?),
            Self::Day => {
                let day = date::parse_coming(typed, today, plan.years().year_of(today))?;
                Ok(date::iso_text(day).into())
            }
            Self::PastDay => Ok(date::iso_text(date::parse(typed, today, plan.year)?).into()),
            Self::Bool => match typed.to_lowercase().as_str() {
                "j" | "ja" => Ok(true.into()),
                "n" | "nee" => Ok(false.into()),
                _ => Err(self.unfit(typed)),
            },
            Self::Priority => match typed {
                "1" | "2" | "3" => Ok(whole(typed)?.into()),
                _ => Err(self.unfit(typed)),
            },
            Self::Target => target(typed),
            Self::Targets => targets(typed),
            Self::Period => period(typed),
            Self::Choice(words) => {
                let lower = typed.to_lowercase();
                let lower = lower.trim_start_matches("elke ").trim_start_matches("elk ");
                let lower = lower.replace(' ', "");
                let found = words
                    .iter()
                    .find(|(key, word)| lower == *word || lower == *key);
                let found = found.map(|(key, _)| Value::from(*key));
                found.ok_or_else(|| self.unfit(typed))
            }
            Self::Party => party(plan, typed),
            Self::Parties => listed(typed, |typed| party(plan, typed)),
            Self::Goals => listed(typed, |typed| id(plan, typed, &[Sort::Goal], "doel")),
            Self::Covers => listed(typed, |typed| id(plan, typed, Self::COVERED, "onderdeel")),
            Self::Chapter => id(plan, typed, &[Sort::Chapter], "hoofdstuk"),
            Self::Row => id(plan, typed, &[Sort::Fte], "rij van Capaciteit"),
            Self::Names => Ok(names(typed, ';').into()),
            Self::Blocks => Ok(blocks::parse(typed)),
            Self::Thresholds => thresholds(typed),
            Self::Terms => terms(typed),
            Self::Slug => Some(typed.to_lowercase())
                .filter(|slug| life::is_slug(slug))
                .map(Value::from)
                .ok_or_else(|| self.unfit(typed)),
            Self::Adoption => adoption(plan, typed, today),
            Self::Years => Err(self.asks()),
        }
    }

    fn unfit(self, typed: &str) -> String {
        let shown: String = typed.chars().take(40).collect();
        format!("“{}” past niet; {}", clean::one_line(&shown), self.asks())
    }

    /// A value as one would type it, so that [`Self::parse`] gives it again.
    pub(super) fn typed(self, value: &Value) -> String {
        let of = |key: &str| value.get(key).map(plain).unwrap_or_default();
        let all = |mark: &str, said: fn(&Value) -> String| {
            let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
            all.iter().map(said).collect::<Vec<_>>().join(mark)
        };
        match self {
            Self::Parties | Self::Goals | Self::Covers => all(", ", plain),
            Self::Names => all("; ", plain),
            Self::Terms => all("; ", said_term),
            Self::Thresholds => format!("{}/{}", of("green"), of("amber")),
            Self::Party | Self::Chapter | Self::Row => plain(value),
            Self::Euros => number::euros(value.as_i64()).replace("€ ", ""),
            Self::Adoption => {
                let day = date::of_iso(&of("date")).map_or_else(String::new, date::dutch);
                let decision = of("decision").replace("null", "");
                format!("{day} {decision}").trim().to_string()
            }
            _ => self.said_alone(value),
        }
    }

    /// A value in Dutch words.
    pub(super) fn said(self, plan: &Plan, value: &Value) -> String {
        match self {
            Self::Party => plan.party_name(&plain(value)).to_string(),
            Self::Parties => joined(value, |id| plan.party_name(&plain(id)).to_string()),
            Self::Adoption => said_adoption(plan, value),
            _ => self.said_alone(value),
        }
    }

    /// The same of what names nothing else in the plan.
    fn said_alone(self, value: &Value) -> String {
        let text = || plain(value);
        let decimal = || serde_json::from_value::<Decimal>(value.clone()).ok();
        match self {
            Self::Day | Self::PastDay => date::of_iso(&text()).map_or_else(text, date::dutch),
            Self::Bool => if value == &Value::Bool(true) {
                "ja"
            } else {
                "nee"
            }
            .to_string(),
            Self::Euros => number::euros(value.as_i64()),
            Self::Decimal => decimal().map_or_else(text, |it| it.to_string()),
            Self::Fte => decimal().map_or_else(text, Decimal::fixed2),
            Self::Target => said_target(value),
            Self::Targets => {
                let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let all: Vec<String> = all.iter().map(said_of_year).collect();
                all.join("; ")
            }
            Self::Period => {
                let period = serde_json::from_value::<Period>(value.clone());
                period.map_or_else(|_| text(), Period::shown)
            }
            Self::Choice(words) => {
                let word = words.iter().find(|(key, _)| value == key);
                word.map_or_else(text, |(_, word)| (*word).to_string())
            }
            Self::Thresholds => {
                let of = |key: &str| value.get(key).map(plain).unwrap_or_default();
                format!("groen vanaf {}, oranje vanaf {}", of("green"), of("amber"))
            }
            Self::Terms => joined(value, said_term),
            Self::Years => joined(value, |year| {
                let year = serde_json::from_value(year.clone());
                year.map_or_else(|_| plain(value), |year| words::earlier(&year))
            }),
            Self::Blocks => blocks::said(value),
            Self::Parties | Self::Goals | Self::Covers | Self::Names => joined(value, plain),
            Self::Party
            | Self::Adoption
            | Self::Text
            | Self::LongText
            | Self::Number
            | Self::Priority
            | Self::Chapter
            | Self::Slug
            | Self::Row => text(),
        }
    }
}

fn joined(value: &Value, said: impl Fn(&Value) -> String) -> String {
    let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().map(said).collect::<Vec<_>>().join(", ")
}

fn value_of(number: Decimal) -> Result<Value, String> {
    serde_json::to_value(number).map_err(|why| why.to_string())
}

fn whole(typed: &str) -> Result<i64, String> {
    let number = Decimal::parse(typed.trim_start_matches('€').trim())?;
    let digits: String = number.to_string().replace('.', "");
    digits
        .parse()
        .map_err(|_not_whole| format!("“{typed}” is geen geheel getal"))
}

/// Each part between commas, or between semicolons where there are any.
fn listed(typed: &str, one: impl Fn(&str) -> Result<Value, String>) -> Result<Value, String> {
    if let Ok(only) = one(typed) {
        return Ok(Value::Array(vec![only]));
    }
    let mark = if typed.contains(';') { ';' } else { ',' };
    let mut all: Vec<Value> = Vec::new();
    for name in names(typed, mark) {
        let value = one(&name)?;
        if !all.contains(&value) {
            all.push(value);
        }
    }
    Ok(Value::Array(all))
}

fn names(typed: &str, mark: char) -> Vec<String> {
    let parts = typed.split(mark).map(str::trim).filter(|it| !it.is_empty());
    parts
        .map(|part| clean::one_line(part).into_owned())
        .collect()
}

fn party(plan: &Plan, typed: &str) -> Result<Value, String> {
    let found = plan
        .party(typed.trim())
        .or_else(|| plan.party_called(typed));
    let found = found.map(|party| Value::from(party.id.clone()));
    found.ok_or_else(|| format!("“{}” is geen partij van dit plan", clean::one_line(typed)))
}

fn id(plan: &Plan, typed: &str, sorts: &[Sort], what: &str) -> Result<Value, String> {
    match plan.item(typed.trim()) {
        Some(item) if sorts.contains(&item.sort()) => Ok(item.id().into()),
        Some(item) => Err(format!(
            "{} is een {} en geen {what}",
            item.id(),
            words::kind(&item)
        )),
        None => Err(format!(
            "“{}” staat niet in het plan",
            clean::one_line(typed)
        )),
    }
}

fn thresholds(typed: &str) -> Result<Value, String> {
    let (green, amber) = typed
        .split_once('/')
        .ok_or_else(|| Takes::Thresholds.unfit(typed))?;
    let (green, amber) = (Decimal::parse(green.trim())?, Decimal::parse(amber.trim())?);
    Ok(json!({ "green": value_of(green)?, "amber": value_of(amber)? }))
}

fn terms(typed: &str) -> Result<Value, String> {
    let mut all = Vec::new();
    for term in names(typed, ';') {
        let (word, also) = term
            .split_once('=')
            .ok_or_else(|| Takes::Terms.unfit(&term))?;
        all.push(json!({ "word": word.trim(), "also": names(also, ',') }));
    }
    Ok(Value::Array(all))
}

fn adoption(plan: &Plan, typed: &str, today: NaiveDate) -> Result<Value, String> {
    if typed.eq_ignore_ascii_case("concept") {
        return Ok(Value::Null);
    }
    let (day, decision) = typed.split_once(' ').unwrap_or((typed, ""));
    let day = date::parse(day, today, plan.year)?;
    let wanted = decision.trim().to_uppercase();
    if !wanted.is_empty() && plan.decision(&wanted).is_none() {
        return Err(format!(
            "{} is geen besluit van dit plan",
            clean::one_line(&wanted)
        ));
    }
    let decision = (!wanted.is_empty()).then_some(wanted);
    Ok(json!({ "date": date::iso_text(day), "decision": decision }))
}

fn said_adoption(plan: &Plan, value: &Value) -> String {
    let Ok(adopted) = serde_json::from_value::<life::Adopted>(value.clone()) else {
        return if value.is_null() {
            "concept"
        } else {
            "niet vermeld"
        }
        .to_string();
    };
    let decision = adopted
        .decision
        .map(|id| plan.decision(&id).map_or(id, Decision::shown));
    let decision = decision.map_or_else(String::new, |it| format!(" ({it})"));
    format!("{}{decision}", date::dutch(adopted.date))
}

fn said_term(term: &Value) -> String {
    let word = term.get("word").map(plain).unwrap_or_default();
    let also = term.get("also").map(|also| joined(also, plain));
    format!("{word} = {}", also.unwrap_or_default())
}
