//! What stands in the output as it stands in the plan's file.

use super::Type::{Date, Either, Number, Shaped, Text, Value, Word};
use super::changes::{
    AMOUNT, CHANGE, DECISION, DROP, DROPPED, FTE, ORIGIN, PRINTED, PRIORITY, TO_CONFIRM, WHY,
};
use super::years::{EARLIER, FROM};
use super::{CADENCE, KIND, LIGHT, STATUS, Shape, key};

/// Everything a listing refers to, from the whole to its parts.
pub const SHAPES: &[Shape] = &[
    Shape {
        name: "hoofdstuk",
        about: "Een deel van het plan.",
        keys: &[
            key("id", Text, "3"),
            key("number", Number, "het nummer"),
            key("title", Text, "de titel"),
            key("body[]", Shaped("tekstblok"), "de lopende tekst"),
            key("aim", Text, "het DOEL van het hoofdstuk").or_null(),
            key("themes[]", Shaped("thema"), "de thema's"),
            key(
                "partners[]",
                Text,
                "“Wie hebben we daarvoor nodig?”, als partijen",
            ),
            key(
                "partners_text[]",
                Shaped("tekstblok"),
                "hetzelfde in de woorden van het plan",
            ),
            key(
                "regie[]",
                Shaped("uitspraak over regie"),
                "wie de regie heeft",
            ),
            key("kpis[]", Shaped("KPI"), "de KPI's"),
            key(
                "topics[]",
                Shaped("onderwerp"),
                "de onderwerpen van hoofdstuk 7",
            ),
            PRINTED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "tekstblok",
        about: "Een stuk tekst; er is één van de vier.",
        keys: &[
            key("heading", Text, "een kop").optional(),
            key("paragraph", Text, "een alinea").optional(),
            key("bullets[]", Text, "een opsomming").optional(),
            key(
                "table",
                Text,
                "de plaats van een tabel: begroting of formatie",
            )
            .optional(),
        ],
    },
    Shape {
        name: "thema",
        about: "Een deel van een hoofdstuk.",
        keys: &[
            key("id", Text, "3B"),
            key("letter", Text, "de letter").or_null(),
            key("title", Text, "de titel").or_null(),
            key("goals[]", Shaped("doel"), "“Wat willen we bereiken?”"),
            key(
                "partners[]",
                Text,
                "de partijen die het plan bij het thema noemt",
            ),
            key(
                "partners_text[]",
                Shaped("tekstblok"),
                "hetzelfde in de woorden van het plan",
            ),
            key(
                "regie[]",
                Shaped("uitspraak over regie"),
                "wie de regie heeft",
            ),
            PRIORITY,
            PRINTED,
            DROPPED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "doel",
        about: "Wat het plan wil bereiken.",
        keys: &[
            key("id", Text, "3B.1"),
            key(
                "number",
                Number,
                "het nummer in het plan; kan twee keer voorkomen",
            ),
            key("text", Text, "de woorden van het plan"),
            key("actions[]", Shaped("actie"), "de acties"),
            PRIORITY,
            PRINTED,
            DROPPED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "actie",
        about: "Wat er gedaan wordt.",
        keys: &[
            key("id", Text, "3B.1.a"),
            key("text", Text, "de woorden van het plan"),
            key(
                "executors[]",
                Text,
                "de partijen die het uitvoeren; leeg: het team van hoofdstuk 1",
            ),
            key("with[]", Text, "de partijen die meedoen"),
            key("status", STATUS, "hoe ver het is"),
            key("due", Date, "de dag waarop het af moet zijn").or_null(),
            key("cadence", CADENCE, "hoe vaak het terugkomt").optional(),
            key(
                "log[]",
                Shaped("regel"),
                "notities en statussen, de oudste eerst",
            ),
            PRINTED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "KPI",
        about: "Een meetbare belofte van een hoofdstuk.",
        keys: &[
            key("id", Text, "3.K1"),
            key("group", Number, "het nummer in het plan"),
            key("group_title", Text, "de kop erboven").or_null(),
            key("text", Text, "de woorden van het plan"),
            key("goals[]", Text, "de doelen waar het plan haar aan verbindt"),
            key("parties[]", Text, "de partijen die zij noemt"),
            key("indicators[]", Shaped("indicator"), "de indicatoren"),
            key(
                "judgements[]",
                Shaped("oordeel"),
                "de oordelen, het oudste eerst",
            ),
            key(
                "log[]",
                Shaped("regel"),
                "notities en besluiten, de oudste eerst",
            ),
            PRINTED,
            DROPPED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "indicator",
        about: "Een getal, mijlpaal of toestand in een KPI.",
        keys: &[
            key("id", Text, "3.K1.1"),
            key(
                "kind",
                KIND,
                "aantal, mijlpaal, zoveel van zoveel, of doorlopend",
            ),
            key("label", Text, "waar het om gaat, in een paar woorden"),
            key("unit", Text, "wat er geteld wordt").or_null(),
            key("target", Shaped("streefwaarde"), "wat het moet worden").or_null(),
            key("baseline", Number, "de nulmeting").or_null(),
            key("start", Date, "de eerste dag waarop het kan").optional(),
            key("due", Date, "de dag waarop het af moet zijn").or_null(),
            key("cadence", CADENCE, "hoe vaak er een stand hoort te komen").or_null(),
            key("part_of", Text, "de indicator waar dit een deel van is").optional(),
            key(
                "readings[]",
                Shaped("stand"),
                "de standen, in de volgorde van vastleggen",
            ),
            key(
                "earlier[]",
                Shaped("eerder jaar"),
                "hoe het eerdere jaren eindigde, het oudste eerst",
            )
            .optional(),
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "streefwaarde",
        about: "Wat een indicator moet worden.",
        keys: &[
            key("min", Number, "ten minste").or_null(),
            key("max", Number, "ten hoogste").or_null(),
        ],
    },
    Shape {
        name: "stand",
        about: "Hoe een indicator op een dag stond.",
        keys: &[
            key("date", Date, "de dag"),
            key("value", Value, "hoeveel; of gehaald, op orde"),
            key("of", Number, "van hoeveel").optional(),
            key("note", Text, "wat erbij is gezegd").optional(),
            key("by", Text, "wie dat vastlegde"),
        ],
    },
    Shape {
        name: "oordeel",
        about: "Het stoplicht dat iemand gaf.",
        keys: &[
            key("date", Date, "de dag"),
            key("light", LIGHT, "het stoplicht"),
            key("explanation", Text, "de toelichting: oorzaak en gevolg").optional(),
            key("measure", Text, "de bijsturing").optional(),
            key("by", Text, "wie oordeelde"),
        ],
    },
    Shape {
        name: "regel",
        about: "Een regel bij een actie, een KPI of een overleg.",
        keys: &[
            key("date", Date, "de dag"),
            key("by", Text, "wie dat vastlegde"),
            key("status", STATUS, "de status vanaf dan").optional(),
            key("note", Text, "de notitie").optional(),
            key("decision", Text, "het besluit").optional(),
        ],
    },
    Shape {
        name: "onderwerp",
        about: "Een onderwerp van hoofdstuk 7.",
        keys: &[
            key("id", Text, "7.6"),
            key("title", Text, "de titel"),
            key("text", Text, "de woorden van het plan"),
            key("parties[]", Text, "de partijen die het noemt"),
            PRINTED,
            DROPPED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "uitspraak over regie",
        about: "Wie waarop de regie heeft.",
        keys: &[
            key("id", Text, "R5.2"),
            key("subject", Text, "waarop"),
            key(
                "holders[]",
                Text,
                "de partijen met de regie; leeg: per geval",
            ),
            key("with[]", Text, "samen met deze partijen"),
            key("condition", Text, "alleen in dit geval").or_null(),
            key("text", Text, "de zin van het plan"),
            key(
                "found",
                Word(&["regie", "text"]),
                "onder “Wie heeft de regie?”, of elders",
            ),
            key("covers[]", Text, "de onderdelen waar zij voor geldt"),
            PRINTED,
            DROPPED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "partij",
        about: "Een team, een rol of een partner.",
        keys: &[
            key("id", Text, "oovb"),
            key("kind", Word(&["team", "role", "partner"]), "wat het is"),
            key("name", Text, "de naam"),
            key("full_name", Text, "de naam voluit").optional(),
            key("abbreviation", Text, "de afkorting").optional(),
            key("aliases[]", Text, "andere spellingen in het plan"),
            key("part_of", Text, "het team waar zij bij hoort").or_null(),
            DROPPED,
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "overleg",
        about: "Een overleg over KPI's en acties.",
        keys: &[
            key("id", Text, "O1"),
            key("title", Text, "waarover"),
            key("date", Date, "de dag"),
            key("present[]", Text, "wie er waren"),
            key("by", Text, "wie vastlegde"),
            key("items[]", Text, "wat te bespreken was, in volgorde"),
            key("discussed[]", Text, "wat besproken is, in volgorde"),
            key("log[]", Shaped("regel"), "wat bij geen onderdeel hoort"),
            key(
                "closed",
                Date,
                "de dag waarop het is afgesloten; null: het loopt nog",
            )
            .or_null(),
        ],
    },
    Shape {
        name: "actiepunt",
        about: "Wat iemand gaat doen.",
        keys: &[
            key("id", Text, "AP1"),
            key("about", Text, "de KPI of actie waar het bij hoort").or_null(),
            key("meeting", Text, "het overleg waarin het is afgesproken").or_null(),
            key("who", Text, "wie"),
            key("what", Text, "wat"),
            key("due", Date, "wanneer het af moet zijn").or_null(),
            key("date", Date, "de dag waarop het is afgesproken"),
            key("by", Text, "wie dat vastlegde"),
            key(
                "done",
                Date,
                "de dag waarop het is afgevinkt; null: nog open",
            )
            .or_null(),
            ORIGIN,
            TO_CONFIRM,
        ],
    },
    Shape {
        name: "telling",
        about: "Een overleg in getallen.",
        keys: &[
            key("readings", Number, "standen"),
            key("judgements", Number, "oordelen"),
            key("decisions", Number, "besluiten"),
            key("points", Number, "afgesproken actiepunten"),
            key("discussed", Number, "hoeveel van de lijst besproken is"),
            key("planned", Number, "hoeveel er op de lijst stond"),
        ],
    },
    Shape {
        name: "uitkomst",
        about: "Wat een overleg over een onderdeel opleverde; wat er staat hangt af van kind.",
        keys: &[
            key(
                "kind",
                Word(&[
                    "reading", "judged", "status", "field", "plan", "line", "point",
                ]),
                "wat het is",
            ),
            key("id", Text, "reading: de indicator").optional(),
            key("reading", Shaped("stand"), "reading: de stand").optional(),
            key("judgement", Shaped("oordeel"), "judged: het oordeel").optional(),
            key(
                "was",
                Either(&[Shaped("stand"), LIGHT]),
                "reading: de stand van die dag daarvoor; judged: het stoplicht daarvoor",
            )
            .or_null()
            .optional(),
            key("field", Text, "field: de sleutel van het veld").optional(),
            key("from", FIELD, "status, field: daarvoor")
                .or_null()
                .optional(),
            key("to", FIELD, "status, field: daarna")
                .or_null()
                .optional(),
            key("notes[]", Text, "status: wat erbij is gezegd").optional(),
            key(
                "sentence",
                Text,
                "plan: hoe het plan is gewijzigd, en waarom",
            )
            .optional(),
            key("line", Shaped("regel"), "line: de notitie of het besluit").optional(),
            key(
                "change",
                Word(&["agreed", "ticked", "changed", "withdrawn"]),
                "point: afgesproken, afgevinkt, gewijzigd of ingetrokken",
            )
            .optional(),
            key("point", Shaped("actiepunt"), "point: het actiepunt").optional(),
        ],
    },
    AMOUNT,
    FTE,
    DECISION,
    DROP,
    FROM,
    EARLIER,
    WHY,
    CHANGE,
];

/// What a status or a field goes from and to.
const FIELD: super::Type = Either(&[STATUS, Date]);
