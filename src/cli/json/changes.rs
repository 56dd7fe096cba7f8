//! What stands in the output of a plan that changes, and the keys of its file.

use super::Type::{Any, Boolean, Date, Moment, Number, Object, Shaped, Text, Word};
use super::{Key, Shape, key};

pub(super) const AMOUNT: Shape = Shape {
    name: "bedrag",
    about: "Een rij van Budget.",
    keys: &[
        key("id", Text, "B1"),
        key("label", Text, "de woorden van het plan"),
        key("amount", Number, "hele euro's; null: geen eigen budget").or_null(),
        key("once", Boolean, "of het eenmalig is"),
        key("remark", Text, "de opmerking van het plan").or_null(),
        key("chapter", Text, "het hoofdstuk waar het voor is").or_null(),
        PRINTED,
        DROPPED,
        ORIGIN,
        TO_CONFIRM,
    ],
};

pub(super) const FTE: Shape = Shape {
    name: "formatie",
    about: "Een rij van Capaciteit.",
    keys: &[
        key("id", Text, "C1"),
        key("label", Text, "de woorden van het plan"),
        key("existing", Number, "bestaande fte").or_null(),
        key("expansion", Number, "uitbreiding in fte").or_null(),
        key(
            "place",
            Word(&["office", "street"]),
            "op kantoor of op straat",
        )
        .or_null(),
        key("part_of", Text, "de rij waar deze onder valt").or_null(),
        PRINTED,
        DROPPED,
        ORIGIN,
        TO_CONFIRM,
    ],
};

pub(super) const DECISION: Shape = Shape {
    name: "besluit",
    about: "Een besluit waar wijzigingen van het plan onder vallen.",
    keys: &[
        key("id", Text, "BS1"),
        key("body", Text, "raad, college of burgemeester"),
        key("date", Date, "de dag"),
        key("number", Text, "het nummer daar").or_null(),
        key("title", Text, "hoe het heet").or_null(),
    ],
};

pub(super) const DROP: Shape = Shape {
    name: "vervallen",
    about: "Dat iets niet meer geldt.",
    keys: &[
        key("date", Date, "per wanneer"),
        key("reason", Text, "waarom").optional(),
        key("decision", Text, "het besluit").optional(),
    ],
};

pub(super) const WHY: Shape = Shape {
    name: "reden",
    about: "Waarom het plan wijzigt.",
    keys: &[
        key("reason", Text, "in woorden"),
        key("decision", Text, "het besluit").optional(),
    ],
};

pub(super) const CHANGE: Shape = Shape {
    name: "wijziging",
    about: "Een wijziging van het plan; wat er staat hangt af van what.",
    keys: &[
        key(
            "revision",
            Number,
            "het nummer; elke wijziging is een hoger",
        ),
        key("at", Moment, "wanneer"),
        key("by", Text, "door wie"),
        key("undoes", Number, "de wijziging die hiermee is teruggenomen").optional(),
        key(
            "together",
            Number,
            "de eerste van die tegelijk zijn opgeslagen",
        )
        .optional(),
        key(
            "raised",
            Number,
            "het schema van daarvoor, waar dit het verhoogde",
        )
        .optional(),
        key(
            "kept",
            Any,
            "hoe er stond wat terug te nemen is: tekst per id en sleutel",
        )
        .optional(),
        key("meeting", Text, "het overleg waarin dit is gezegd").optional(),
        key(
            "what",
            Word(&[
                "reading",
                "judgement",
                "status",
                "set",
                "add",
                "move",
                "drop",
                "merge",
                "log",
                "meeting",
                "discussed",
                "action-point",
                "unknown",
            ]),
            "een stand, oordeel, status, veld, iets nieuws, iets verplaatst, vervallen of \
                 samengevoegd, regel, overleg, of het bespreken ervan, actiepunt, of iets van een \
                 nieuwere versie",
        ),
        key("id", Text, "waarvan").optional(),
        key("sort", Text, "add: wat het is").optional(),
        key("into", Text, "add: waaronder; merge: de partij waarin").optional(),
        key("after", Text, "add: waarna; null: vooraan")
            .or_null()
            .optional(),
        key(
            "item",
            Any,
            "discussed: het onderdeel; add: het nieuwe, zoals het in het plan staat",
        )
        .optional(),
        key("discussed", Boolean, "discussed: of het besproken is").optional(),
        key(
            "before",
            Shaped("oordeel"),
            "judgement: het oordeel dat daarvoor gold",
        )
        .optional(),
        key("field", Text, "set: de sleutel van het veld").optional(),
        key("from", Any, "wat er stond; null: niets")
            .or_null()
            .optional(),
        key("to", Any, "wat er kwam; null: niets")
            .or_null()
            .optional(),
        key("counted", Number, "reading: hoeveel erbij is geteld").optional(),
        key("logged", Shaped("regel"), "status: de regel die erbij kwam").optional(),
        key("unlogged", Shaped("regel"), "status: de regel die verdween").optional(),
        key("date", Date, "merge: per wanneer").optional(),
        key(
            "refs[]",
            Any,
            "merge: onderdeel, sleutel en plaats van elke verwijzing",
        )
        .optional(),
        key("aliases[]", Text, "merge: de namen die de ander kreeg").optional(),
        key(
            "printed",
            Word(&["kept", "restored"]),
            "set: de gedrukte woorden zijn bewaard, of staan er weer",
        )
        .optional(),
        key("back", Boolean, "add, merge: het is teruggenomen").optional(),
        key("why", Shaped("reden"), "waarom het plan wijzigt").optional(),
    ],
};

/// The keys of a plan's file.
pub const PLAN: &[Key] = &[
    key("schema", Number, "de vorm van het bestand"),
    key("revision", Number, "de laatste wijziging; 0: nog geen"),
    key("title", Text, "de titel"),
    key("municipality", Text, "de gemeente"),
    key("year", Number, "het jaar"),
    key(
        "slug",
        Text,
        "schema 2: de naam van het plan tussen andere, zoals rijswijk-2026",
    )
    .optional(),
    key(
        "adopted",
        Object,
        "schema 2: waarmee het is vastgesteld; null: een concept",
    )
    .or_null()
    .optional(),
    key(
        "period",
        Object,
        "schema 2: de jaren waar het voor geldt, from en to",
    )
    .optional(),
    key("decisions[]", Shaped("besluit"), "schema 2: de besluiten").optional(),
    key("terms[]", Object, "schema 2: zoekwoorden, word en also").optional(),
    key(
        "origin[]",
        Shaped("herkomst"),
        "schema 2: de plannen van eerdere jaren",
    )
    .optional(),
    TO_CONFIRM,
    key(
        "default_executor",
        Text,
        "de partij die uitvoert wat niemand op naam heeft",
    ),
    key(
        "thresholds",
        Object,
        "vanaf welk percentage een licht groen of oranje is",
    ),
    key("parties[]", Shaped("partij"), "teams, rollen en partners"),
    key("chapters[]", Shaped("hoofdstuk"), "de hoofdstukken"),
    key("budgets[]", Object, "de tabellen van Budget"),
    key("capacity[]", Object, "de tabellen van Capaciteit"),
    key("meetings[]", Shaped("overleg"), "de overleggen"),
    key("action_points[]", Shaped("actiepunt"), "de actiepunten"),
    key(
        "history[]",
        Shaped("wijziging"),
        "elke wijziging, de oudste eerst",
    ),
];

pub(super) const PRINTED: Key = key(
    "printed",
    Any,
    "de woorden zoals gedrukt, waar zij zijn gewijzigd",
)
.optional();
pub(super) const DROPPED: Key =
    key("dropped", Shaped("vervallen"), "dat het niet meer geldt").optional();
pub(super) const ORIGIN: Key = key(
    "origin[]",
    Shaped("herkomst"),
    "wat het was in plannen van eerdere jaren",
)
.optional();
pub(super) const TO_CONFIRM: Key = key(
    "to_confirm[]",
    Text,
    "de sleutels van wat een nieuw jaar overnam en niemand bevestigde",
)
.optional();
pub(super) const PRIORITY: Key = key("priority", Number, "1, 2 of 3").optional();
