//! The table of fields.

use super::{Field, Takes};
use crate::plan::edit::role::Role;
use crate::plan::model::sort::Sort;

/// A field that has to have a value.
const fn field(
    of: Sort,
    key: &'static str,
    (label, head): (&'static str, &'static str),
    takes: Takes,
) -> Field {
    Field {
        of,
        key,
        label,
        head,
        takes,
        optional: false,
        role: Role::Administrator,
        reason: true,
        printed: false,
    }
}

impl Field {
    /// One that can be without.
    const fn or_none(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Words of the plan, that were printed.
    const fn printed(mut self) -> Self {
        self.printed = true;
        self
    }

    /// What is agreed in the course of the year, and no change of the plan.
    const fn of_the_year(mut self) -> Self {
        self.role = Role::Recorder;
        self.reason = false;
        self
    }
}

/// A row for each field: its sort, key and name, what it takes, and how it differs from one that
/// has to have a value; or a field that has a name of its own here.
macro_rules! fields {
    ($($of:ident $($key:literal $name:expr, $takes:expr $(, $how:ident)*)?;)+) => {
        &[$(fields!(@ $of $($key, $name, $takes $(, $how)*)?)),+]
    };
    (@ $field:ident) => { $field };
    (@ $of:ident $key:literal, $name:expr, $takes:expr $(, $how:ident)*) => {
        field(Sort::$of, $key, $name, $takes)$(.$how())*
    };
}

const TITLE: (&str, &str) = ("titel", "Titel");
const TEXT: (&str, &str) = ("tekst", "Tekst");
const NAME: (&str, &str) = ("naam", "Naam");
const DUE: (&str, &str) = ("uiterlijk", "Uiterlijk");
const CADENCE: (&str, &str) = ("ritme", "Ritme");
const KIND: (&str, &str) = ("soort", "Soort");
const PARTNERS: (&str, &str) = ("partners", "Partners");
const PARTNERS_TEXT: (&str, &str) = ("partnertekst", "Partners, in woorden");
const PARTIES: (&str, &str) = ("partijen", "Partijen");
const WITH: (&str, &str) = ("met", "Samen met");
const PRIORITY: (&str, &str) = ("prioriteit", "Prioriteit");
const PART_OF: (&str, &str) = ("onderdeel", "Onderdeel van");
const CHAPTER: (&str, &str) = ("hoofdstuk", "Hoofdstuk");
const NUMBER: (&str, &str) = ("nummer", "Nummer");

const CADENCES: Takes = Takes::Choice(&[
    ("monthly", "maand"),
    ("quarterly", "kwartaal"),
    ("half-yearly", "halfjaar"),
    ("yearly", "jaar"),
]);
const KINDS: Takes = Takes::Choice(&[
    ("count", "aantal"),
    ("coverage", "dekking"),
    ("milestone", "mijlpaal"),
    ("ongoing", "doorlopend"),
]);
const PARTY_KINDS: Takes =
    Takes::Choice(&[("team", "team"), ("role", "rol"), ("partner", "partner")]);
const PLACES: Takes = Takes::Choice(&[("office", "kantoor"), ("street", "straat")]);
const BODIES: Takes = Takes::Choice(&[
    ("raad", "raad"),
    ("college", "college"),
    ("burgemeester", "burgemeester"),
]);

/// The day an action has to be done: agreed in the course of the year, like its status.
pub const ACTION_DUE: Field = field(Sort::Action, "due", DUE, Takes::Day)
    .or_none()
    .of_the_year();

/// Since when a plan holds, and by which decision.
pub const ADOPTED: Field = field(
    Sort::Plan,
    "adopted",
    ("vastgesteld", "Vastgesteld"),
    Takes::Adoption,
)
.or_none();

/// What is wanted in single years of a plan of several. The shell takes one of them alone as
/// `streefwaarde-2028`.
pub const TARGETS: Field = field(
    Sort::Indicator,
    "targets",
    ("streefwaarden", "Per jaar"),
    Takes::Targets,
)
.or_none();

/// How the years before ended: no form shows it, a walk along what a new year took over sets it.
pub static EARLIER: Field = field(
    Sort::Indicator,
    "earlier",
    ("eindstand", "Eerder"),
    Takes::Years,
)
.or_none()
.of_the_year();

/// Every field a form shows, by sort, in the order a form shows them.
pub const FIELDS: &[Field] = fields! {
    Plan "title" TITLE, Takes::Text;
    Plan "slug" ("kenmerk", "Kenmerk"), Takes::Slug, or_none;
    ADOPTED;
    Plan "municipality" ("gemeente", "Gemeente"), Takes::Text;
    Plan "default_executor" ("uitvoerder", "Uitvoerder"), Takes::Party;
    Plan "thresholds" ("grenzen", "Grenzen"), Takes::Thresholds;
    Plan "terms" ("zoekwoorden", "Zoekwoorden"), Takes::Terms, or_none;
    Plan "period" ("periode", "Periode"), Takes::Period, or_none;
    Chapter "title" TITLE, Takes::Text, printed;
    Chapter "aim" ("doel", "DOEL"), Takes::LongText, or_none, printed;
    Chapter "body" TEXT, Takes::Blocks, or_none;
    Chapter "partners" PARTNERS, Takes::Parties, or_none;
    Chapter "partners_text" PARTNERS_TEXT, Takes::Blocks, or_none;
    Theme "title" TITLE, Takes::Text, or_none, printed;
    Theme "priority" PRIORITY, Takes::Priority, or_none;
    Theme "partners" PARTNERS, Takes::Parties, or_none;
    Theme "partners_text" PARTNERS_TEXT, Takes::Blocks, or_none;
    Goal "text" TEXT, Takes::LongText, printed;
    Goal "number" NUMBER, Takes::Number;
    Goal "priority" PRIORITY, Takes::Priority, or_none;
    Action "text" TEXT, Takes::LongText, printed;
    Action "executors" ("uitvoerders", "Uitvoerders"), Takes::Parties, or_none;
    Action "with" WITH, Takes::Parties, or_none;
    ACTION_DUE;
    Action "cadence" CADENCE, CADENCES, or_none;
    Kpi "text" TEXT, Takes::LongText, printed;
    Kpi "group_title" ("groep", "Groep"), Takes::Text, or_none, printed;
    Kpi "goals" ("doelen", "Doelen"), Takes::Goals, or_none;
    Kpi "parties" PARTIES, Takes::Parties, or_none;
    Indicator "label" NAME, Takes::Text;
    Indicator "kind" KIND, KINDS;
    Indicator "unit" ("eenheid", "Eenheid"), Takes::Text, or_none;
    Indicator "target" ("streefwaarde", "Streefwaarde"), Takes::Target, or_none;
    TARGETS;
    Indicator "cumulative" ("cumulatief", "Cumulatief"), Takes::Bool, or_none;
    Indicator "baseline" ("nulmeting", "Nulmeting"), Takes::Decimal, or_none;
    Indicator "cadence" CADENCE, CADENCES, or_none;
    Indicator "start" ("vanaf", "Vanaf"), Takes::Day, or_none;
    Indicator "due" DUE, Takes::Day, or_none;
    Regie "subject" ("onderwerp", "Onderwerp"), Takes::Text, printed;
    Regie "holders" ("houders", "Houders"), Takes::Parties, or_none;
    Regie "with" WITH, Takes::Parties, or_none;
    Regie "condition" ("voorwaarde", "Voorwaarde"), Takes::Text, or_none, printed;
    Regie "text" TEXT, Takes::LongText, printed;
    Regie "covers" ("geldt", "Geldt voor"), Takes::Covers, or_none;
    Topic "title" TITLE, Takes::Text, printed;
    Topic "text" TEXT, Takes::LongText, printed;
    Topic "parties" PARTIES, Takes::Parties, or_none;
    Party "name" NAME, Takes::Text;
    Party "full_name" ("voluit", "Voluit"), Takes::Text, or_none;
    Party "abbreviation" ("afkorting", "Afkorting"), Takes::Text, or_none;
    Party "kind" KIND, PARTY_KINDS;
    Party "aliases" ("spellingen", "Spellingen"), Takes::Names, or_none;
    Party "part_of" PART_OF, Takes::Party, or_none;
    Amount "label" NAME, Takes::Text, printed;
    Amount "amount" ("bedrag", "Bedrag"), Takes::Euros, or_none;
    Amount "once" ("eenmalig", "Eenmalig"), Takes::Bool;
    Amount "remark" ("opmerking", "Opmerking"), Takes::Text, or_none, printed;
    Amount "funding" ("dekking", "Dekking"), Takes::LongText, or_none;
    Amount "chapter" CHAPTER, Takes::Chapter, or_none;
    Fte "label" NAME, Takes::Text, printed;
    Fte "existing" ("bestaand", "Bestaand"), Takes::Fte, or_none;
    Fte "expansion" ("uitbreiding", "Uitbreiding"), Takes::Fte, or_none;
    Fte "place" ("plek", "Plek"), PLACES, or_none;
    Fte "place_reason" ("waarom", "Waarom"), Takes::Text, or_none;
    Fte "place_doubt" ("twijfel", "Twijfel"), Takes::Text, or_none;
    Fte "place_source" ("bron", "Bron"), Takes::Text, or_none;
    Fte "chapter" CHAPTER, Takes::Chapter, or_none;
    Fte "part_of" PART_OF, Takes::Row, or_none;
    Decision "body" ("orgaan", "Orgaan"), BODIES;
    Decision "date" ("datum", "Datum"), Takes::PastDay;
    Decision "number" NUMBER, Takes::Text, or_none;
    Decision "title" TITLE, Takes::Text, or_none;
};
