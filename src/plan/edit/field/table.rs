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

/// What is wanted in single years of a plan of several. The shell takes one of them alone as
/// `streefwaarde-2028`.
pub const TARGETS: Field = field(
    Sort::Indicator,
    "targets",
    ("streefwaarden", "Per jaar"),
    Takes::Targets,
)
.or_none();

/// Every field, by sort, in the order a form shows them.
pub const FIELDS: &[Field] = &[
    field(Sort::Plan, "title", TITLE, Takes::Text),
    field(Sort::Plan, "slug", ("kenmerk", "Kenmerk"), Takes::Slug).or_none(),
    field(
        Sort::Plan,
        "adopted",
        ("vastgesteld", "Vastgesteld"),
        Takes::Adoption,
    )
    .or_none(),
    field(
        Sort::Plan,
        "municipality",
        ("gemeente", "Gemeente"),
        Takes::Text,
    ),
    field(
        Sort::Plan,
        "default_executor",
        ("uitvoerder", "Uitvoerder"),
        Takes::Party,
    ),
    field(
        Sort::Plan,
        "thresholds",
        ("grenzen", "Grenzen"),
        Takes::Thresholds,
    ),
    field(
        Sort::Plan,
        "terms",
        ("zoekwoorden", "Zoekwoorden"),
        Takes::Terms,
    )
    .or_none(),
    field(Sort::Plan, "period", ("periode", "Periode"), Takes::Period).or_none(),
    field(Sort::Chapter, "title", TITLE, Takes::Text).printed(),
    field(Sort::Chapter, "aim", ("doel", "DOEL"), Takes::LongText)
        .or_none()
        .printed(),
    field(Sort::Chapter, "body", TEXT, Takes::Blocks).or_none(),
    field(Sort::Chapter, "partners", PARTNERS, Takes::Parties).or_none(),
    field(Sort::Chapter, "partners_text", PARTNERS_TEXT, Takes::Blocks).or_none(),
    field(Sort::Theme, "title", TITLE, Takes::Text)
        .or_none()
        .printed(),
    field(Sort::Theme, "priority", PRIORITY, Takes::Priority).or_none(),
    field(Sort::Theme, "partners", PARTNERS, Takes::Parties).or_none(),
    field(Sort::Theme, "partners_text", PARTNERS_TEXT, Takes::Blocks).or_none(),
    field(Sort::Goal, "text", TEXT, Takes::LongText).printed(),
    field(Sort::Goal, "number", NUMBER, Takes::Number),
    field(Sort::Goal, "priority", PRIORITY, Takes::Priority).or_none(),
    field(Sort::Action, "text", TEXT, Takes::LongText).printed(),
    field(
        Sort::Action,
        "executors",
        ("uitvoerders", "Uitvoerders"),
        Takes::Parties,
    )
    .or_none(),
    field(Sort::Action, "with", WITH, Takes::Parties).or_none(),
    ACTION_DUE,
    field(Sort::Action, "cadence", CADENCE, CADENCES).or_none(),
    field(Sort::Kpi, "text", TEXT, Takes::LongText).printed(),
    field(Sort::Kpi, "group_title", ("groep", "Groep"), Takes::Text)
        .or_none()
        .printed(),
    field(Sort::Kpi, "goals", ("doelen", "Doelen"), Takes::Goals).or_none(),
    field(Sort::Kpi, "parties", PARTIES, Takes::Parties).or_none(),
    field(Sort::Indicator, "label", NAME, Takes::Text),
    field(Sort::Indicator, "kind", KIND, KINDS),
    field(Sort::Indicator, "unit", ("eenheid", "Eenheid"), Takes::Text).or_none(),
    field(
        Sort::Indicator,
        "target",
        ("streefwaarde", "Streefwaarde"),
        Takes::Target,
    )
    .or_none(),
    TARGETS,
    field(
        Sort::Indicator,
        "cumulative",
        ("cumulatief", "Cumulatief"),
        Takes::Bool,
    )
    .or_none(),
    field(
        Sort::Indicator,
        "baseline",
        ("nulmeting", "Nulmeting"),
        Takes::Decimal,
    )
    .or_none(),
    field(Sort::Indicator, "cadence", CADENCE, CADENCES).or_none(),
    field(Sort::Indicator, "start", ("vanaf", "Vanaf"), Takes::Day).or_none(),
    field(Sort::Indicator, "due", DUE, Takes::Day).or_none(),
    field(
        Sort::Regie,
        "subject",
        ("onderwerp", "Onderwerp"),
        Takes::Text,
    )
    .printed(),
    field(
        Sort::Regie,
        "holders",
        ("houders", "Houders"),
        Takes::Parties,
    )
    .or_none(),
    field(Sort::Regie, "with", WITH, Takes::Parties).or_none(),
    field(
        Sort::Regie,
        "condition",
        ("voorwaarde", "Voorwaarde"),
        Takes::Text,
    )
    .or_none()
    .printed(),
    field(Sort::Regie, "text", TEXT, Takes::LongText).printed(),
    field(
        Sort::Regie,
        "covers",
        ("geldt", "Geldt voor"),
        Takes::Covers,
    )
    .or_none(),
    field(Sort::Topic, "title", TITLE, Takes::Text).printed(),
    field(Sort::Topic, "text", TEXT, Takes::LongText).printed(),
    field(Sort::Topic, "parties", PARTIES, Takes::Parties).or_none(),
    field(Sort::Party, "name", NAME, Takes::Text),
    field(Sort::Party, "full_name", ("voluit", "Voluit"), Takes::Text).or_none(),
    field(
        Sort::Party,
        "abbreviation",
        ("afkorting", "Afkorting"),
        Takes::Text,
    )
    .or_none(),
    field(Sort::Party, "kind", KIND, PARTY_KINDS),
    field(
        Sort::Party,
        "aliases",
        ("spellingen", "Spellingen"),
        Takes::Names,
    )
    .or_none(),
    field(Sort::Party, "part_of", PART_OF, Takes::Party).or_none(),
    field(Sort::Amount, "label", NAME, Takes::Text).printed(),
    field(Sort::Amount, "amount", ("bedrag", "Bedrag"), Takes::Euros).or_none(),
    field(Sort::Amount, "once", ("eenmalig", "Eenmalig"), Takes::Bool),
    field(
        Sort::Amount,
        "remark",
        ("opmerking", "Opmerking"),
        Takes::Text,
    )
    .or_none()
    .printed(),
    field(
        Sort::Amount,
        "funding",
        ("dekking", "Dekking"),
        Takes::LongText,
    )
    .or_none(),
    field(Sort::Amount, "chapter", CHAPTER, Takes::Chapter).or_none(),
    field(Sort::Fte, "label", NAME, Takes::Text).printed(),
    field(Sort::Fte, "existing", ("bestaand", "Bestaand"), Takes::Fte).or_none(),
    field(
        Sort::Fte,
        "expansion",
        ("uitbreiding", "Uitbreiding"),
        Takes::Fte,
    )
    .or_none(),
    field(Sort::Fte, "place", ("plek", "Plek"), PLACES).or_none(),
    field(Sort::Fte, "place_reason", ("waarom", "Waarom"), Takes::Text).or_none(),
    field(
        Sort::Fte,
        "place_doubt",
        ("twijfel", "Twijfel"),
        Takes::Text,
    )
    .or_none(),
    field(Sort::Fte, "place_source", ("bron", "Bron"), Takes::Text).or_none(),
    field(Sort::Fte, "chapter", CHAPTER, Takes::Chapter).or_none(),
    field(Sort::Fte, "part_of", PART_OF, Takes::Row).or_none(),
    field(Sort::Decision, "body", ("orgaan", "Orgaan"), BODIES),
    field(Sort::Decision, "date", ("datum", "Datum"), Takes::PastDay),
    field(Sort::Decision, "number", NUMBER, Takes::Text).or_none(),
    field(Sort::Decision, "title", TITLE, Takes::Text).or_none(),
];
