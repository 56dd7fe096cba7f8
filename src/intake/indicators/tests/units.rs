use super::*;

/// Each value has a unit of its own: what is said of none by name can be of one indicator only.
#[test]
fn a_unit_is_said_of_each_indicator() {
    let wide = "Gemeente;Jaar;Inwoners;Misdrijven;Diefstal (%);Bron\n\
        Rijswijk;2024;57000;31,5;1,9;A\nDelft;2024;1;1;1;A\n";
    let long = "Gemeente;Jaar;Indicator;Waarde;Bron\nRijswijk;2024;Inwoners;57000;A\n\
        Rijswijk;2024;Misdrijven;31,5;A\nRijswijk;2024;Halt;;A\n";
    let rows = "Gemeente;Jaar;Indicator;Waarde;Eenheid;Bron\nRijswijk;2024;Inwoners;57000;aantal;A\n\
        Rijswijk;2024;Misdrijven;31,5;;A\n";
    let both = &[("Inwoners", "aantal"), ("misdrijven", "per 1000 inw")][..];
    for (csv, bare, named, expected) in [
        (
            wide,
            None,
            &[][..],
            Err(
                "in welke eenheid staan “Inwoners”, “Misdrijven”? Zeg het per indicator: \
                 --eenheid 'Inwoners=EENHEID' --eenheid 'Misdrijven=EENHEID'",
            ),
        ),
        (
            wide,
            Some("per 1.000"),
            &[],
            Err(
                "van welke indicator is de eenheid “per 1.000”? Er staat er geen bij “Inwoners”, \
                 “Misdrijven”; zeg haar per indicator: --eenheid 'Inwoners=per 1.000' \
                 --eenheid 'Misdrijven=per 1.000'",
            ),
        ),
        (wide, None, both, Ok("aantal, per 1.000 inwoners, %")),
        (long, None, both, Ok("aantal, per 1.000 inwoners")),
        // What one of two has been said of leaves the other.
        (
            wide,
            Some("per 1000 inw"),
            &both[..1],
            Ok("aantal, per 1.000 inwoners, %"),
        ),
        (
            long,
            Some("aantal"),
            &[],
            Err(
                "van welke indicator is de eenheid “aantal”? Er staat er geen bij “Inwoners”, \
                 “Misdrijven”; zeg haar per indicator: --eenheid 'Inwoners=aantal' \
                 --eenheid 'Misdrijven=aantal'",
            ),
        ),
        (rows, Some("%"), &[], Ok("aantal, %")),
        // The row's own holds; the words of a head give way.
        (rows, None, both, Ok("aantal, per 1.000 inwoners")),
        (
            wide,
            None,
            &[both[0], both[1], ("Diefstal (%)", "per 100 inwoners")],
            Ok("aantal, per 1.000 inwoners, per 100 inwoners"),
        ),
        (
            "Gemeente;Jaar;Diefstal (%);Bron\nRijswijk;2024;1,9;A\n",
            Some("aantal"),
            &[],
            Ok("%"),
        ),
    ] {
        let bare = bare.map(|unit| ("eenheid", unit));
        let named = named
            .iter()
            .map(|(name, it)| ((*name).to_string(), (*it).to_string()));
        let map = Map {
            units: named.collect(),
            ..map(bare.as_slice())
        };
        let proposal = proposed(&plan(), csv, &map);
        let units = proposal.map(|it| {
            let units = it.lines.iter().map(|line| line.unit.clone());
            units.collect::<Vec<_>>().join(", ")
        });
        assert_eq!(
            units,
            expected.map(str::to_string).map_err(str::to_string),
            "{csv} {map:?}"
        );
    }
}

#[test]
fn a_unit_that_turned_out_to_be_of_one_and_a_name_that_is_of_none_are_told() {
    let csv = "Gemeente;Jaar;Halt;Bron\nRijswijk;2024;9;A\n";
    let known = Map {
        units: [("Hlt".to_string(), "%".to_string())].into(),
        ..map(&[("eenheid", "aantal")])
    };
    let proposal = proposed(&plan(), csv, &known).unwrap();
    let settled = ("Halt".to_string(), "aantal".to_string());
    assert_eq!(proposal.settled, Some(settled));
    assert_eq!(proposal.unmet, ["Hlt"]);
}

/// The table's own unit holds, and that is said; what a map of before said of the one indicator there was
/// then keeps nothing out once each has its own.
#[test]
fn what_the_table_says_itself_and_what_no_longer_is_of_one() {
    let rows = "Gemeente;Jaar;Indicator;Waarde;Eenheid;Bron\nRijswijk;2024;Inwoners;57000;aantal;A\n\
        Rijswijk;2024;Misdrijven;31,5;;A\nRijswijk;2023;Inwoners;56000;aantal;A\n";
    let units = [("Inwoners", "%"), ("Misdrijven", "per 1.000")];
    let units = units.map(|(name, unit)| (name.to_string(), unit.to_string()));
    for (bare, idle) in [
        (None, None),
        (Some("per 100"), Some("per 100")),
        (Some("aantal"), None),
    ] {
        let bare = bare.map(|unit| ("eenheid", unit));
        let known = Map {
            units: units.clone().into(),
            ..map(bare.as_slice())
        };
        let proposal = proposed(&plan(), rows, &known).unwrap();
        assert_eq!(proposal.idle.as_deref(), idle);
        let said = ["Inwoners: het bestand zegt zelf “aantal”, en dat geldt; niet “%”"];
        assert_eq!(proposal.held().collect::<Vec<_>>(), said);
    }
}
