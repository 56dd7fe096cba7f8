//! The fields a hand may change: one row each, which form, shell, conflict and minutes read.

mod blocks;
mod fresh;
pub(super) mod refs;
mod table;
mod takes;
mod wanted;

use chrono::NaiveDate;
use serde_json::Value;

use super::role::Role;
use crate::plan::Plan;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::{Sort, WHOLE};

pub use fresh::fresh;
pub use refs::{inside, referring, touched};
pub use table::{ACTION_DUE, ADOPTED, EARLIER, FIELDS, TARGETS};
pub use takes::Takes;

/// A field of the items of one sort.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The sort that has it.
    pub of: Sort,
    /// Its key in the document.
    pub key: &'static str,
    /// Its Dutch name, in one word as it is typed in the shell.
    pub label: &'static str,
    /// The same at the head of a row or a form's line.
    pub head: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it can be without a value: `geen`.
    pub optional: bool,
    /// The least role that may set it.
    pub role: Role,
    /// Whether a change of it asks for a reason, once the plan is adopted.
    pub reason: bool,
    /// Whether its first words are kept, as printed.
    pub printed: bool,
}

impl Field {
    /// The fields of a sort, in the order a form shows them.
    pub fn of(sort: Sort) -> impl Iterator<Item = &'static Self> {
        FIELDS.iter().filter(move |field| field.of == sort)
    }

    /// The field of a sort with this key.
    pub fn named(sort: Sort, key: &str) -> Option<&'static Self> {
        let hidden = std::iter::once(&EARLIER).filter(|field| field.of == sort);
        Self::of(sort).chain(hidden).find(|field| field.key == key)
    }

    /// The field of a sort with this Dutch name.
    pub fn called(sort: Sort, label: &str) -> Option<&'static Self> {
        let label = label.trim().to_lowercase();
        Self::of(sort).find(|field| field.label == label)
    }

    /// Any field with this key: what it is called is the same for every sort.
    pub fn with_key(key: &str) -> Option<&'static Self> {
        let mut all = FIELDS.iter().chain(std::iter::once(&EARLIER));
        all.find(|field| field.key == key)
    }

    /// Its words as first printed, where it was reworded since.
    pub fn kept<'a>(&self, item: Item<'a>) -> Option<&'a Value> {
        item.record().printed()?.get(self.key)
    }

    /// What it holds now; null where the item has no such field or leaves it out.
    pub fn now(&self, item: Item<'_>) -> Value {
        let written = serde_json::to_value(item).unwrap_or_default();
        self.filled(written.get(self.key).cloned().unwrap_or_default())
    }

    /// A value as it was written: a list that is left out is an empty one.
    pub fn filled(&self, written: Value) -> Value {
        match written {
            Value::Null => self.takes.none(),
            written => written,
        }
    }

    /// The same of the item with this id, or of the plan itself; none where it isn't there.
    pub fn in_plan(&self, plan: &Plan, id: &str) -> Option<Value> {
        if let Some(item) = plan.item(id) {
            return Some(self.now(item));
        }
        let value = match self.key {
            _ if id != WHOLE => return None,
            "title" => serde_json::to_value(&plan.title),
            "slug" => serde_json::to_value(&plan.slug),
            "adopted" => serde_json::to_value(&plan.adopted),
            "municipality" => serde_json::to_value(&plan.municipality),
            "default_executor" => serde_json::to_value(&plan.default_executor),
            "thresholds" => serde_json::to_value(plan.thresholds),
            "terms" => serde_json::to_value(&plan.terms),
            "period" => serde_json::to_value(plan.period),
            _ => return None,
        };
        value.ok()
    }

    /// A value in Dutch words.
    pub fn said(&self, plan: &Plan, value: &Value) -> String {
        match value {
            Value::Null if self.takes != Takes::Adoption => "geen".to_string(),
            Value::Array(items) if items.is_empty() => "geen".to_string(),
            value => self.takes.said(plan, value),
        }
    }

    /// A value as one would type it; nothing where there is none.
    pub fn typed(&self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            value => self.takes.typed(value),
        }
    }

    /// What was typed, as a value: `geen` is none.
    ///
    /// # Errors
    /// A Dutch sentence that says what the field takes.
    pub fn parse(&self, plan: &Plan, typed: &str, today: NaiveDate) -> Result<Value, String> {
        let typed = typed.trim();
        if self.optional && matches!(typed, "geen" | "") {
            return Ok(self.takes.none());
        }
        if typed.is_empty() {
            return Err(self.takes.asks());
        }
        self.takes.parse(plan, typed, today)
    }

    /// The same for an item that is there: what it is and holds says what suits it.
    ///
    /// # Errors
    /// As [`Field::parse`], and where it doesn't suit.
    pub fn parse_for(
        &self,
        (plan, id): (&Plan, &str),
        typed: &str,
        today: NaiveDate,
    ) -> Result<Value, String> {
        let value = self.parse(plan, typed, today)?;
        if let Some(Item::Indicator(it, _)) = plan.item(id) {
            let it = it.whole();
            match self.takes {
                Takes::Target => wanted::suits(it.kind, it.target, typed)?,
                Takes::Targets => wanted::suit(it, typed)?,
                _ => {}
            }
        }
        Ok(value)
    }
}

/// What of an item of this sort can be to confirm, in Dutch: a field, or what has an edit of its
/// own.
pub fn confirmable(sort: Sort, key: &str) -> Option<&'static str> {
    match (sort, key) {
        (Sort::Action, "status") => Some("status"),
        (Sort::ActionPoint, "done") => Some("afgevinkt"),
        (Sort::Kpi, "dropped") => Some("vervallen"),
        _ => Field::named(sort, key).map(|field| field.label),
    }
}

/// What an item is, also of [`WHOLE`], the plan itself.
pub fn sort_of(plan: &Plan, id: &str) -> Option<Sort> {
    match plan.item(id).filter(|item| item.id() == id) {
        Some(item) => Some(item.sort()),
        None => (id == WHOLE).then_some(Sort::Plan),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        serde_json::from_str(include_str!("../../../../data/uitvoeringsplan-2026.json")).unwrap()
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn what_is_typed_is_a_value_and_is_said_as_it_is_typed() {
        for (sort, label, typed, value, said) in [
            (Sort::Goal, "tekst", " Rust ", "\"Rust\"", "Rust"),
            (
                Sort::Indicator,
                "streefwaarde",
                "6",
                r#"{"max":null,"min":6}"#,
                "6",
            ),
            (
                Sort::Indicator,
                "streefwaarde",
                "1 à 2",
                r#"{"max":2,"min":1}"#,
                "1 à 2",
            ),
            (
                Sort::Indicator,
                "streefwaarde",
                "hoogstens 5",
                r#"{"max":5,"min":null}"#,
                "hoogstens 5",
            ),
            (
                Sort::Indicator,
                "streefwaarde",
                "alle",
                r#"{"max":null,"min":100}"#,
                "100",
            ),
            (Sort::Indicator, "streefwaarde", "geen", "null", "geen"),
            (
                Sort::Indicator,
                "ritme",
                "elk kwartaal",
                "\"quarterly\"",
                "kwartaal",
            ),
            (Sort::Indicator, "nulmeting", "0,5", "0.5", "0,5"),
            (
                Sort::Indicator,
                "uiterlijk",
                "30-6-2026",
                "\"2026-06-30\"",
                "30-06-2026",
            ),
            (
                Sort::Action,
                "uitvoerders",
                "Politie, om",
                r#"["politie","om"]"#,
                "Politie, Openbaar Ministerie",
            ),
            (Sort::Action, "met", "geen", "[]", "geen"),
            (Sort::Kpi, "doelen", "3b.1", r#"["3B.1"]"#, "3B.1"),
            (
                Sort::Regie,
                "geldt",
                "3A, 3B.1, 7.6",
                r#"["3A","3B.1","7.6"]"#,
                "3A, 3B.1, 7.6",
            ),
            (Sort::Party, "soort", "rol", "\"role\"", "rol"),
            (
                Sort::Party,
                "spellingen",
                "OM; het OM",
                r#"["OM","het OM"]"#,
                "OM, het OM",
            ),
            (Sort::Amount, "bedrag", "€ 50.000", "50000", "€ 50.000"),
            (Sort::Amount, "eenmalig", "ja", "true", "ja"),
            (Sort::Fte, "bestaand", "0,8", "0.8", "0,80"),
            (Sort::Theme, "prioriteit", "2", "2", "2"),
        ] {
            as_typed(sort, (label, typed), value, said);
        }
    }

    /// A target in the ways it is said, on one that has none, or a ceiling of 180; what is refused names its way out.
    #[test]
    fn a_target_is_typed_as_it_is_said_aloud() {
        let field = Field::called(Sort::Indicator, "streefwaarde").unwrap();
        let mut capped = plan();
        for (kind, most, typed, outcome) in [
            ("count", None, "maximaal 150", "hoogstens 150"),
            ("count", None, "max 150", "hoogstens 150"),
            ("count", None, "Max. 150", "hoogstens 150"),
            ("count", None, "<=150", "hoogstens 150"),
            ("count", None, "≤ 150", "hoogstens 150"),
            ("count", None, "minimaal 150", "150"),
            ("count", None, "min 150", "150"),
            ("count", None, ">= 150", "150"),
            ("count", None, "≥150", "150"),
            (
                "count",
                None,
                "zoiets",
                "“zoiets” is geen getal; typ een getal, zoals 6, of 1 à 2, hoogstens 5 of alle",
            ),
            (
                "count",
                Some(180),
                "170",
                "nu staat er hoogstens 180; typ hoogstens 170 of minimaal 170",
            ),
            ("count", Some(180), "hoogstens 170", "hoogstens 170"),
            ("count", Some(180), "minimaal 170", "170"),
            ("count", Some(180), "1 à 2", "1 à 2"),
            ("count", Some(180), "geen", "geen"),
            (
                "count",
                None,
                "80%",
                "“80%” past alleen bij een deel van een geheel, en dit is een aantal; typ 80",
            ),
            (
                "count",
                None,
                "hoogstens 80%",
                "“hoogstens 80%” past alleen bij een deel van een geheel, en dit is een aantal; typ hoogstens 80",
            ),
            (
                "count",
                None,
                "alle",
                "“alle” past alleen bij een deel van een geheel, en dit is een aantal; typ 6",
            ),
            ("coverage", None, "80%", "80"),
            ("coverage", None, "alle", "100"),
            (
                "coverage",
                Some(10),
                "8%",
                "nu staat er hoogstens 10; typ hoogstens 8% of minimaal 8%",
            ),
        ] {
            let item = &mut capped.item_mut("3.K1.1").unwrap();
            item.set("kind", kind.into()).unwrap();
            let stands = most.map(|most| serde_json::json!({ "min": null, "max": most }));
            item.set("target", stands.unwrap_or_default()).unwrap();
            let got = field.parse_for((&capped, "3.K1.1"), typed, today());
            let got = got.map_or_else(|why| why, |it| field.said(&capped, &it));
            assert_eq!(got, outcome, "{kind} {most:?} {typed}");
        }
        let years = Field::called(Sort::Indicator, "streefwaarden").unwrap();
        let got = years.parse_for((&capped, "3.K1.1"), "2027: 8%; 2028: minimaal 8", today());
        let why = "2027: nu staat er hoogstens 10; typ hoogstens 8% of minimaal 8%";
        assert_eq!(got, Err(why.to_string()));
    }

    #[test]
    fn so_are_the_fields_of_the_plan_itself() {
        for (label, typed, value, said) in [
            (
                "grenzen",
                "90/80",
                r#"{"amber":80,"green":90}"#,
                "groen vanaf 90, oranje vanaf 80",
            ),
            (
                "kenmerk",
                " Rijswijk-2026",
                "\"rijswijk-2026\"",
                "rijswijk-2026",
            ),
            (
                "vastgesteld",
                "10-2-2026",
                r#"{"date":"2026-02-10","decision":null}"#,
                "10-02-2026",
            ),
            ("vastgesteld", "geen", "null", "concept"),
            (
                "zoekwoorden",
                "zwerfafval = zwerfvuil, troep",
                r#"[{"also":["zwerfvuil","troep"],"word":"zwerfafval"}]"#,
                "zwerfafval = zwerfvuil, troep",
            ),
        ] {
            as_typed(Sort::Plan, (label, typed), value, said);
        }
    }

    fn as_typed(sort: Sort, (label, typed): (&str, &str), value: &str, said: &str) {
        let field = Field::called(sort, label).unwrap();
        let parsed = field.parse(&plan(), typed, today()).unwrap();
        assert_eq!(parsed.to_string(), value, "{label} {typed}");
        assert_eq!(field.said(&plan(), &parsed), said, "{label} {typed}");
    }

    #[test]
    fn years_are_typed_as_they_are_said() {
        for (sort, typed, value, said) in [
            (
                Sort::Indicator,
                ("streefwaarden", "2028: 1 à 2; 2027: 10"),
                r#"[{"max":null,"min":10,"year":2027},{"max":2,"min":1,"year":2028}]"#,
                "2027: 10; 2028: 1 à 2",
            ),
            (Sort::Indicator, ("cumulatief", "ja"), "true", "ja"),
            (
                Sort::Plan,
                ("periode", "2027 tot 2030"),
                r#"{"from":2027,"to":2030}"#,
                "2027-2030",
            ),
        ] {
            as_typed(sort, typed, value, said);
        }
    }

    #[test]
    fn running_text_is_typed_as_it_is_said() {
        let field = Field::called(Sort::Chapter, "tekst").unwrap();
        let text = "# Kop\n\nEen alinea\n\n- een\n- twee\n\n[tabel oov]";
        let blocks = field.parse(&plan(), text, today()).unwrap();
        assert_eq!(blocks.as_array().unwrap().len(), 4);
        assert_eq!(field.said(&plan(), &blocks), text);
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let plan = plan();
        for (sort, label, typed, words) in [
            (Sort::Goal, "tekst", "", "typ de woorden"),
            (Sort::Indicator, "streefwaarde", "10 à 6", "loopt terug"),
            (
                Sort::Indicator,
                "soort",
                "som",
                "kies aantal, dekking, mijlpaal, doorlopend",
            ),
            (
                Sort::Action,
                "met",
                "marsmannen",
                "geen partij van dit plan",
            ),
            (Sort::Kpi, "doelen", "3B", "3B is een thema en geen doel"),
            (Sort::Theme, "prioriteit", "4", "typ 1, 2 of 3"),
            (Sort::Amount, "bedrag", "1,5", "geen geheel getal"),
            (Sort::Plan, "grenzen", "90", "zoals 95/85"),
            (Sort::Plan, "kenmerk", "Rijswijk 2026", "kleine letters"),
            (
                Sort::Plan,
                "vastgesteld",
                "10-2-2026 BS9",
                "BS9 is geen besluit",
            ),
            (Sort::Plan, "vastgesteld", "ooit", "geen datum"),
            (Sort::Plan, "periode", "2030-2027", "loopt terug"),
            (Sort::Plan, "periode", "27-30", "geen jaar"),
            (Sort::Indicator, "streefwaarden", "10", "zoals 2027: 10"),
        ] {
            let field = Field::called(sort, label).unwrap();
            let why = field.parse(&plan, typed, today()).unwrap_err();
            assert!(why.contains(words), "{label} {typed}: {why}");
        }
    }

    /// A label names one field of a sort, and what is there now can be set as it is.
    #[test]
    fn the_table_holds_together() {
        let plan = plan();
        for field in FIELDS {
            let same =
                Field::of(field.of).filter(|it| it.label == field.label || it.key == field.key);
            assert_eq!(same.count(), 1, "{:?} {}", field.of, field.label);
            assert!(!field.label.contains(' '), "{}", field.label);
        }
        let mut other = plan.clone();
        let items: Vec<(String, Sort)> = plan
            .items()
            .chain(plan.entries())
            .map(|item| (item.id().to_string(), item.sort()))
            .collect();
        for (id, sort) in items {
            for field in Field::of(sort) {
                let now = field.in_plan(&plan, &id).unwrap();
                let again = field.parse(&plan, &field.typed(&now), today());
                assert!(
                    again == Ok(now.clone()) || field.key == "target",
                    "{id} {}: {now} {again:?}",
                    field.label
                );
                let mut item = other.item_mut(&id).unwrap();
                item.set(field.key, now).unwrap();
            }
        }
        assert_eq!(other, plan);
    }
}
