//! Kantoor en straat: how much of the fte works at a desk and how much in the street, which the
//! motion "Meer blauw op straat" asks for.
//!
//! | row | counts |
//! | --- | --- |
//! | stands for itself | as office, street or unknown |
//! | lies inside a "totaal, waaronder…" | itself, and the total above it doesn't |
//! | is such a total | only as what the plan states, beside our own sum |
//!
//! What the parts of a total don't add up to is a difference: shown, and nobody's.

use std::collections::HashSet;

use crate::plan::Plan;
use crate::plan::model::number::Decimal;
use crate::plan::model::tables::capacity::{Capacity, Fte, Total, Workplace};

/// Fte by where the work is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Split {
    /// At a desk.
    pub office: Decimal,
    /// Visible in the street.
    pub street: Decimal,
    /// Nobody can say.
    pub unknown: Decimal,
    /// How much of office and street is arguable.
    pub arguable: Decimal,
}

impl Split {
    /// Of one row.
    fn of(row: &Fte, fte: Decimal) -> Self {
        let mut out = Self::default();
        *match row.place {
            Some(Workplace::Office) => &mut out.office,
            Some(Workplace::Street) => &mut out.street,
            None => &mut out.unknown,
        } = fte;
        if row.place.is_some() && row.place_doubt.is_some() {
            out.arguable = fte;
        }
        out
    }

    fn plus(self, other: Self) -> Self {
        Self {
            office: self.office.plus(other.office),
            street: self.street.plus(other.street),
            unknown: self.unknown.plus(other.unknown),
            arguable: self.arguable.plus(other.arguable),
        }
    }

    /// Our own sum.
    pub const fn sum(self) -> Decimal {
        self.office.plus(self.street).plus(self.unknown)
    }

    /// The least and the most percent that is in the street: with all that is unknown at a desk, and
    /// with all of it outside. None where there is no fte.
    pub fn street_percent(self) -> Option<(Decimal, Decimal)> {
        let most = self.street.plus(self.unknown);
        let (least, most) = (
            self.street.percent_of(self.sum())?,
            most.percent_of(self.sum())?,
        );
        Some((least, most))
    }
}

/// The ratio of a table, or of all together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ratio {
    /// Of the existing formation.
    pub existing: Split,
    /// Of the extension alone.
    pub expansion: Split,
    /// What the plan states as the total, where it states one; of all together it states none.
    pub stated: Total,
    /// How much more the plan states than there are rows, where that differs.
    pub difference: Total,
}

impl Ratio {
    /// Of a table.
    pub fn of(table: &Capacity) -> Self {
        let mut out = Self::default();
        for (row, fte) in counted(table) {
            let split = |fte: Option<Decimal>| Split::of(row, fte.unwrap_or_default());
            out.existing = out.existing.plus(split(fte.existing));
            out.expansion = out.expansion.plus(split(fte.expansion));
        }
        out.stated = stated(table);
        let apart = |stated: Option<Decimal>, sum: Decimal| {
            stated
                .map(|stated| stated.minus(sum))
                .filter(|apart| *apart != Decimal::ZERO)
        };
        out.difference = Total {
            existing: apart(out.stated.existing, out.existing.sum()),
            expansion: apart(out.stated.expansion, out.expansion.sum()),
        };
        out
    }

    /// Of all tables together.
    pub fn of_all(plan: &Plan) -> Self {
        plan.capacity.iter().map(Self::of).fold(
            Self::default(),
            |all,
             Self {
                 existing,
                 expansion,
                 difference,
                 ..
             }| Self {
                existing: all.existing.plus(existing),
                expansion: all.expansion.plus(expansion),
                stated: Total::default(),
                difference: Total {
                    existing: Decimal::sum([all.difference.existing, difference.existing]),
                    expansion: Decimal::sum([all.difference.expansion, difference.expansion]),
                },
            },
        )
    }

    /// Existing formation and extension together.
    pub fn expanded(&self) -> Split {
        self.existing.plus(self.expansion)
    }

    /// What we add up, beside what the plan states.
    pub const fn sum(&self) -> Total {
        Total {
            existing: Some(self.existing.sum()),
            expansion: Some(self.expansion.sum()),
        }
    }
}

/// The rows that hold, each with what of it counts: nothing in a column in which its parts have
/// numbers of their own.
pub fn counted(table: &Capacity) -> Vec<(&Fte, Total)> {
    let existing = totals(table, |row| row.existing);
    let expansion = totals(table, |row| row.expansion);
    let own = |totals: &HashSet<&str>, row: &Fte, fte: Option<Decimal>| {
        fte.filter(|_| !totals.contains(row.id.as_str()))
    };
    let rows = table.holding().map(|row| {
        let counts = Total {
            existing: own(&existing, row, row.existing),
            expansion: own(&expansion, row, row.expansion),
        };
        (row, counts)
    });
    rows.collect()
}

/// The rows whose parts have a number in a column.
fn totals(table: &Capacity, column: impl Fn(&Fte) -> Option<Decimal>) -> HashSet<&str> {
    let mut out = HashSet::new();
    for row in table.holding().filter(|row| column(row).is_some()) {
        let mut above = row.part_of.as_deref();
        // One that was met leads up a way that was gone already.
        while let Some(id) = above.filter(|id| out.insert(*id)) {
            let parent = table.rows.iter().find(|row| row.id == id);
            above = parent.and_then(|parent| parent.part_of.as_deref());
        }
    }
    out
}

/// The total a table prints, in a line of its own or as a row over its parts.
fn stated(table: &Capacity) -> Total {
    let printed = table.stated_total.unwrap_or_default();
    let over_parts = |column: fn(&Fte) -> Option<Decimal>| {
        let totals = totals(table, column);
        let mut top = table.holding().filter(|row| row.part_of.is_none());
        top.any(|row| totals.contains(row.id.as_str()) && column(row).is_some())
    };
    let sum = table.sum();
    Total {
        existing: printed
            .existing
            .or_else(|| sum.existing.filter(|_| over_parts(|row| row.existing))),
        expansion: printed
            .expansion
            .or_else(|| sum.expansion.filter(|_| over_parts(|row| row.expansion))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of rows written as `id existing expansion place part_of`, `-` for what is not there.
    fn table(rows: &[&str]) -> Capacity {
        let value = |text: &str| match text {
            "-" => "null".to_string(),
            text if text.parse::<f64>().is_ok() => text.to_string(),
            text => format!("\"{text}\""),
        };
        let row = |row: &&str| {
            let parts: Vec<String> = row.split(' ').map(value).collect();
            let [id, existing, expansion, place, part_of] = parts.as_slice() else {
                panic!("{row}")
            };
            format!(
                r#"{{ "id": {id}, "label": {id}, "existing": {existing}, "expansion": {expansion},
                "place": {place}, "part_of": {part_of} }}"#
            )
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        let json = format!(
            r#"{{ "id": "t", "title": "t", "rows": [{}] }}"#,
            rows.join(",")
        );
        serde_json::from_str(&json).unwrap()
    }

    fn shown(split: Split) -> String {
        let Split {
            office,
            street,
            unknown,
            ..
        } = split;
        format!("{office} {street} {unknown}")
    }

    #[test]
    fn what_lies_inside_a_total_counts_once() {
        for (rows, existing, expansion, stated, difference) in [
            (
                &["A 1 - office -", "B 2 1 street -"][..],
                "1 2 0",
                "0 1 0",
                None,
                None,
            ),
            // The police: 69 of the 72.
            (
                &[
                    "T 72 - - -",
                    "A 56.5 - - T",
                    "B 10 - street T",
                    "C 2.5 - - T",
                ],
                "0 10 59",
                "0 0 0",
                Some("72"),
                Some("3"),
            ),
            // The parts have no number in one column: there the total counts.
            (
                &["T 5 2 office -", "A 5 - street T"],
                "0 5 0",
                "2 0 0",
                Some("5"),
                None,
            ),
            // A part of a part.
            (
                &["T 5 - - -", "P 4 - - T", "A 3 - street P"],
                "0 3 0",
                "0 0 0",
                Some("5"),
                Some("2"),
            ),
            // More parts than the total has.
            (
                &["T 1 - - -", "A 3 - street T"],
                "0 3 0",
                "0 0 0",
                Some("1"),
                Some("-2"),
            ),
            // A circle, which no sound plan has.
            (
                &["A 1 - office B", "B 1 - office A"],
                "0 0 0",
                "0 0 0",
                None,
                None,
            ),
        ] {
            let ratio = Ratio::of(&table(rows));
            assert_eq!(shown(ratio.existing), existing, "{rows:?}");
            assert_eq!(shown(ratio.expansion), expansion, "{rows:?}");
            let text = |fte: Option<Decimal>| fte.map(|fte| fte.to_string());
            assert_eq!(text(ratio.stated.existing).as_deref(), stated, "{rows:?}");
            let apart = text(ratio.difference.existing);
            assert_eq!(apart.as_deref(), difference, "{rows:?}");
        }
    }

    #[test]
    fn the_plan_of_2026() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
        let fte = |split: Split| {
            let Split {
                office,
                street,
                unknown,
                arguable,
            } = split;
            [office, street, unknown, arguable, split.sum()].map(Decimal::fixed2)
        };
        let groups = plan.capacity.iter().map(Ratio::of);
        let all: Vec<Ratio> = groups.chain([Ratio::of_all(&plan)]).collect();
        for (ratio, existing, expanded) in [
            (
                0,
                ["9,50", "0,00", "0,00", "1,00", "9,50"],
                ["11,30", "0,00", "0,00", "1,00", "11,30"],
            ),
            (
                1,
                ["0,00", "14,78", "3,00", "6,78", "17,78"],
                ["0,00", "14,78", "3,00", "6,78", "17,78"],
            ),
            (
                2,
                ["2,00", "1,00", "1,00", "1,00", "4,00"],
                ["3,67", "2,00", "2,67", "2,00", "8,34"],
            ),
            (
                3,
                ["0,00", "10,00", "59,00", "0,00", "69,00"],
                ["0,00", "10,00", "59,00", "0,00", "69,00"],
            ),
            (
                4,
                ["11,50", "25,78", "63,00", "8,78", "100,28"],
                ["14,97", "26,78", "64,67", "9,78", "106,42"],
            ),
        ] {
            assert_eq!(fte(all[ratio].existing), existing, "{ratio}");
            assert_eq!(fte(all[ratio].expanded()), expanded, "{ratio}");
        }
        let apart = |at: usize| all[at].difference.existing.map(Decimal::fixed2);
        assert_eq!([0, 1, 2].map(apart), [None, None, None]);
        assert_eq!(
            [3, 4].map(apart),
            [Some("3,00".into()), Some("3,00".into())]
        );
        assert_eq!(
            all[3].stated.existing.map(Decimal::fixed2),
            Some("72,00".into())
        );
        let percent = all[4].existing.street_percent().unwrap();
        assert_eq!(
            (
                percent.0.rounded().to_string(),
                percent.1.rounded().to_string()
            ),
            ("26".into(), "89".into())
        );
    }
}
