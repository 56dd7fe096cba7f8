//! The listings, one table each.

use super::Type::{Boolean, Date, Either, Moment, Number, Object, Shaped, Text, Word};
use super::{CADENCE, KIND, LIGHT, Listing, STATUS, key};

/// Every command with `--json`, in the order of `regie --help`.
pub const LISTINGS: &[Listing] = &[
    Listing {
        command: "begin",
        about: "Het plan dat is gemaakt.",
        keys: &[key("file", Text, "het bestand")],
    },
    Listing {
        command: "wie",
        about: "Elk antwoord, het beste eerst; ook zonder --alles.",
        keys: &[
            key(
                "[].id",
                Text,
                "de uitspraak over regie; null: het plan noemt geen regie",
            )
            .or_null(),
            key("[].subject", Text, "waarop"),
            key(
                "[].holders[]",
                Object,
                "wie de regie heeft; leeg: per geval, of niemand genoemd",
            ),
            key("[].holders[].id", Text, "de partij"),
            key("[].holders[].name", Text, "haar naam"),
            key("[].with[]", Object, "samen met wie"),
            key("[].with[].id", Text, "de partij"),
            key("[].with[].name", Text, "haar naam"),
            key("[].condition", Text, "alleen in dit geval").or_null(),
            key(
                "[].text",
                Text,
                "de zin van het plan; zonder regie: wie het uitvoert",
            ),
            key("[].chapter", Text, "het hoofdstuk").or_null(),
            key(
                "[].theme",
                Text,
                "het thema, waar de uitspraak bij een thema staat",
            )
            .or_null(),
            key(
                "[].scope[]",
                Text,
                "waar de uitspraak voor geldt: hoofdstukken, thema's, doelen, onderwerpen",
            ),
            key(
                "[].found",
                Word(&["regie", "text", "none"]),
                "onder “Wie heeft de regie?”, elders in de tekst, of nergens",
            ),
            key(
                "[].via",
                Object,
                "het onderdeel met de gevraagde woorden, waar dat een ander is",
            )
            .or_null(),
            key("[].via.id", Text, "dat onderdeel"),
            key("[].via.text", Text, "de tekst ervan"),
            key(
                "[].meant",
                Text,
                "het woord van het plan dat voor een gevraagd woord is genomen",
            )
            .or_null(),
        ],
    },
    Listing {
        command: "toon",
        about: "Het plan in het kort.",
        keys: &[
            key("title", Text, "de titel"),
            key("municipality", Text, "de gemeente"),
            key("year", Number, "het jaar"),
            key("revision", Number, "de laatste wijziging; 0: nog geen"),
            key(
                "chapters[]",
                Object,
                "de hoofdstukken, in de volgorde van het plan",
            ),
            key("chapters[].id", Text, "het hoofdstuk"),
            key("chapters[].title", Text, "de titel"),
            key("chapters[].themes[]", Object, "de thema's"),
            key("chapters[].themes[].id", Text, "het thema"),
            key("chapters[].themes[].title", Text, "de titel").or_null(),
            key("chapters[].themes[].goals", Number, "hoeveel doelen"),
            key("chapters[].themes[].actions", Number, "hoeveel acties"),
            key("chapters[].kpis", Number, "hoeveel KPI's"),
            key("chapters[].topics", Number, "hoeveel onderwerpen"),
            key(
                "chapters[].regie",
                Number,
                "hoeveel uitspraken over regie, ook die bij thema's",
            ),
        ],
    },
    Listing {
        command: "toon ID",
        about: "Een onderdeel van het plan, zoals het in het bestand staat.",
        keys: &[
            key(
                "kind",
                Word(&[
                    "chapter",
                    "theme",
                    "goal",
                    "action",
                    "kpi",
                    "indicator",
                    "topic",
                    "regie",
                    "party",
                    "meeting",
                    "action-point",
                    "amount",
                    "fte",
                    "decision",
                ]),
                "wat het is",
            ),
            key(
                "path[]",
                Text,
                "de weg erheen: van het hoofdstuk tot het onderdeel zelf",
            ),
            key(
                "item",
                Either(&[
                    Shaped("hoofdstuk"),
                    Shaped("thema"),
                    Shaped("doel"),
                    Shaped("actie"),
                    Shaped("KPI"),
                    Shaped("indicator"),
                    Shaped("onderwerp"),
                    Shaped("uitspraak over regie"),
                    Shaped("partij"),
                    Shaped("overleg"),
                    Shaped("actiepunt"),
                    Shaped("bedrag"),
                    Shaped("formatie"),
                    Shaped("besluit"),
                ]),
                "het onderdeel",
            ),
        ],
    },
    Listing {
        command: "kpi",
        about: "De KPI's die aan de keuze voldoen, in de volgorde van het plan.",
        keys: &[
            key("[].id", Text, "de KPI"),
            key("[].chapter", Text, "het hoofdstuk"),
            key("[].text", Text, "de woorden van het plan"),
            key(
                "[].light",
                LIGHT,
                "het stoplicht: het oordeel, en anders wat de cijfers voorstellen",
            ),
            key("[].judged", Boolean, "of iemand oordeelde"),
            key("[].proposed", LIGHT, "wat de cijfers voorstellen"),
            key("[].indicators[]", Object, "de indicatoren"),
            key("[].indicators[].id", Text, "de indicator"),
            key(
                "[].indicators[].kind",
                KIND,
                "aantal, mijlpaal, zoveel van zoveel, of doorlopend",
            ),
            key(
                "[].indicators[].label",
                Text,
                "waar het om gaat, in een paar woorden",
            ),
            key("[].indicators[].unit", Text, "wat er geteld wordt").or_null(),
            key(
                "[].indicators[].target",
                Shaped("streefwaarde"),
                "wat het moet worden",
            )
            .or_null(),
            key("[].indicators[].baseline", Number, "de nulmeting").or_null(),
            key(
                "[].indicators[].due",
                Date,
                "de dag waarop het af moet zijn",
            )
            .or_null(),
            key(
                "[].indicators[].cadence",
                CADENCE,
                "hoe vaak er een stand hoort te komen",
            )
            .or_null(),
            key(
                "[].indicators[].reading",
                Shaped("stand"),
                "de stand die nu telt",
            )
            .or_null(),
            key("[].indicators[].light", LIGHT, "wat de cijfers voorstellen"),
        ],
    },
    Listing {
        command: "kpi zet, kpi tel",
        about: "De stand die is opgeslagen.",
        keys: &[
            key("id", Text, "de indicator"),
            key("reading", Shaped("stand"), "de stand"),
            key("was", Shaped("stand"), "de stand die daarvoor telde").or_null(),
            key("revision", Number, "de wijziging van het plan"),
        ],
    },
    Listing {
        command: "kpi oordeel",
        about: "Het oordeel dat is opgeslagen.",
        keys: &[
            key("id", Text, "de KPI"),
            key("judgement", Shaped("oordeel"), "het oordeel"),
            key("was", Shaped("oordeel"), "het oordeel dat daarvoor gold").or_null(),
            key("proposal", LIGHT, "wat de cijfers voorstellen"),
            key("revision", Number, "de wijziging van het plan"),
        ],
    },
    Listing {
        command: "actie",
        about: "De acties die aan de keuze voldoen, in de volgorde van het plan.",
        keys: &[
            key("[].id", Text, "de actie"),
            key("[].chapter", Text, "het hoofdstuk"),
            key("[].theme", Text, "het thema"),
            key("[].goal", Text, "het doel"),
            key("[].text", Text, "de woorden van het plan"),
            key("[].status", STATUS, "hoe ver het is"),
            key("[].executors[]", Text, "de partijen die het uitvoeren"),
            key(
                "[].named",
                Boolean,
                "of het plan hen noemt; anders is het het team van hoofdstuk 1",
            ),
            key("[].with[]", Text, "de partijen die meedoen"),
            key("[].due", Date, "de dag waarop het af moet zijn").or_null(),
            key("[].cadence", CADENCE, "hoe vaak het terugkomt").or_null(),
            key(
                "[].log[]",
                Shaped("regel"),
                "notities en statussen, de oudste eerst",
            ),
        ],
    },
    Listing {
        command: "actie zet",
        about: "De status van een actie en haar dag, ook waar zij al zo stond.",
        keys: &[
            key("id", Text, "de actie"),
            key("was", STATUS, "de status daarvoor"),
            key("status", STATUS, "de status nu"),
            key("revision", Number, "de wijziging van het plan"),
            key("due", Date, "de dag waarop zij gedaan moet zijn").or_null(),
        ],
    },
    Listing {
        command: "wijzig, nieuw, vervalt, herleeft, verplaats, voegsamen, besluit nieuw",
        about: "Wat er aan het plan is gewijzigd; met --proef wat er gewijzigd zou worden.",
        keys: &[
            key("entries[]", Shaped("wijziging"), "de wijzigingen"),
            key("touches[]", Text, "wat ernaar verwijst"),
            key("saved", Boolean, "of het is opgeslagen"),
            key("revision", Number, "de wijziging van het plan"),
        ],
    },
    Listing {
        command: "besluit",
        about: "De besluiten, in de volgorde waarin zij zijn vastgelegd.",
        keys: &[key("[]", Shaped("besluit"), "een besluit")],
    },
    Listing {
        command: "bijstellingen",
        about: "De wijzigingen van het plan zelf die nu gelden, de laatste eerst.",
        keys: &[
            key("[].sentence", Text, "de wijziging in een zin"),
            key("[].reason", Text, "waarom").or_null(),
            key("[].decision", Text, "het besluit").or_null(),
            key(
                "[].change",
                Shaped("wijziging"),
                "zoals zij in het plan staat",
            ),
        ],
    },
    Listing {
        command: "actie zet, kpi oordeel, wijzig, verplaats, vervalt, herstel",
        about: "Bij uitkomst 4: iemand anders was eerder, en er is niets gewijzigd.",
        keys: &[
            key("id", Text, "het onderdeel"),
            key(
                "by",
                Text,
                "wie het veranderde; null: dat staat niet in het plan",
            )
            .or_null(),
            key("at", Moment, "wanneer").or_null(),
            key("now", Text, "wat er nu staat, in woorden"),
            key(
                "based_on",
                Text,
                "waar uw wijziging van uitging, in woorden",
            ),
        ],
    },
    Listing {
        command: "controleer",
        about: "Wat er aan het bestand opvalt.",
        keys: &[
            key("file", Text, "het bestand"),
            key("sound", Boolean, "of het een deugdelijk plan is"),
            key("findings[]", Object, "wat er opvalt, fouten eerst"),
            key(
                "findings[].severity",
                Word(&["error", "remark"]),
                "fout of opmerking",
            ),
            key(
                "findings[].line",
                Number,
                "de regel van het bestand, vanaf 1",
            ),
            key("findings[].column", Number, "de kolom, vanaf 1"),
            key(
                "findings[].place",
                Text,
                "sleutels en plaatsen vanaf het begin, zoals chapters/2/kpis/0/id",
            ),
            key("findings[].id", Text, "het onderdeel").or_null(),
            key("findings[].sentence", Text, "wat eraan is"),
        ],
    },
    Listing {
        command: "verslag",
        about: "Wat er in een overleg is gezegd en nu nog geldt.",
        keys: &[
            key("meeting", Shaped("overleg"), "het overleg"),
            key("counts", Shaped("telling"), "hoeveel van alles"),
            key(
                "items[]",
                Object,
                "wat besproken is, in die volgorde, en dan wat verder ter sprake kwam",
            ),
            key("items[].id", Text, "de KPI, de actie of het actiepunt"),
            key(
                "items[].words",
                Text,
                "de woorden ervan; null: het staat niet meer in het plan",
            )
            .or_null(),
            key("items[].planned", Boolean, "of het op de lijst stond"),
            key("items[].said[]", Shaped("uitkomst"), "wat erover is gezegd"),
            key(
                "general[]",
                Shaped("uitkomst"),
                "wat bij geen onderdeel hoort",
            ),
            key("open[]", Text, "wat op de lijst stond en niet besproken is"),
        ],
    },
    Listing {
        command: "verslag --lijst",
        about: "De overleggen, het nieuwste eerst.",
        keys: &[
            key("[].id", Text, "het overleg"),
            key("[].title", Text, "waarover"),
            key("[].date", Date, "de dag"),
            key(
                "[].closed",
                Date,
                "de dag waarop het is afgesloten; null: het loopt nog",
            )
            .or_null(),
            key("[].counts", Shaped("telling"), "hoeveel van alles"),
        ],
    },
    Listing {
        command: "verslag -o, rapport -o",
        about: "Waar het staat.",
        keys: &[key("file", Text, "het bestand dat is gemaakt")],
    },
    Listing {
        command: "log",
        about: "De wijzigingen, de laatste eerst.",
        keys: &[key("[]", Shaped("wijziging"), "een wijziging")],
    },
    Listing {
        command: "herstel, herstel --opnieuw",
        about: "Wat is teruggenomen. Met --opnieuw is dat het terugnemen zelf.",
        keys: &[
            key(
                "undone",
                Number,
                "de wijziging die is teruggenomen; van meer tegelijk de laatste",
            ),
            key(
                "entries[]",
                Shaped("wijziging"),
                "wat is teruggenomen, het laatste eerst",
            ),
            key("revision", Number, "de wijziging van het plan"),
        ],
    },
    Listing {
        command: "status",
        about: "Wat over tijd is.",
        keys: &[
            key("overdue", Number, "hoeveel"),
            key("items[]", Object, "wat, de vroegste dag eerst"),
            key("items[].id", Text, "de KPI, de actie of het actiepunt"),
            key("items[].indicator", Text, "de indicator van een KPI").or_null(),
            key("items[].chapter", Text, "het hoofdstuk"),
            key("items[].text", Text, "waar het om gaat"),
            key("items[].due", Date, "de laatste dag waarop het op tijd was"),
            key(
                "items[].reason",
                Word(&["cadence", "promise", "action", "action-point"]),
                "er hoort een stand te komen, een KPI moest gehaald zijn, een actie, een actiepunt",
            ),
        ],
    },
];
