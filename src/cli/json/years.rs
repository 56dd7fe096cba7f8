//! What stands in the output of a plan that came out of another year.

use super::Type::{Date, Number, Shaped, Text, Value};
use super::{KIND, LIGHT, Shape, key};

pub(super) const FROM: Shape = Shape {
    name: "herkomst",
    about: "Wat iets was in een eerder plan.",
    keys: &[
        key("plan", Text, "het kenmerk van dat plan: rijswijk-2026"),
        key("id", Text, "het id daar"),
    ],
};

pub(super) const EARLIER: Shape = Shape {
    name: "eerder jaar",
    about: "Hoe een indicator een eerder jaar eindigde.",
    keys: &[
        key("year", Number, "het jaar"),
        key("value", Value, "de laatste stand; null: niets vastgelegd").or_null(),
        key("of", Number, "van hoeveel").or_null(),
        key("on", Date, "de dag van die stand").or_null(),
        key(
            "target",
            Shaped("streefwaarde"),
            "de streefwaarde aan het eind",
        )
        .or_null(),
        key(
            "first_target",
            Shaped("streefwaarde"),
            "de streefwaarde aan het begin",
        )
        .or_null(),
        key("light", LIGHT, "het stoplicht aan het eind"),
        key("unit", Text, "wat er geteld werd").or_null(),
        key("kind", KIND, "wat voor stand het was").optional(),
    ],
};
