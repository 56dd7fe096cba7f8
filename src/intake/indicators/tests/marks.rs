use super::*;

/// A download of the CBS in one row: what stands in its period and its figure, and what that comes to.
/// What is no figure is none, and never 0; what can't be is said with its row.
#[test]
fn what_the_cbs_writes_in_a_period_and_a_figure() {
    let figure = |says: &str| format!("2 Aangiften GM0603 {says}");
    let cases = [
        ("2024JJ00", "\"   1204\"", figure("2024 1.204 aantal new")),
        ("2024JJ00", "0", figure("2024 0 aantal new")),
        ("2024HJ01", "612", figure("1e hj 2024 612 aantal new")),
        ("2024KW01", "301", figure("1e kw 2024 301 aantal new")),
        (
            "2024MM01",
            "99*",
            figure("01-2024 99 aantal new, voorlopig"),
        ),
        (
            "2024MM01",
            "99**",
            figure("01-2024 99 aantal new, voorlopig"),
        ),
        ("2024JJ00*", "7", figure("2024 7 aantal new, voorlopig")),
        (
            "2024 1e kwartaal**",
            "7",
            figure("1e kw 2024 7 aantal new, voorlopig"),
        ),
        ("2024JJ00", "", "geen cijfer".to_string()),
        ("2024JJ00", "\"      .\"", "geen cijfer".to_string()),
        ("2024JJ00", "-", "geen cijfer".to_string()),
        ("2024JJ00", "*", "geen cijfer".to_string()),
        ("2024JJ00", "**", "geen cijfer".to_string()),
        ("2024JJ00", "x", "geen cijfer".to_string()),
        (
            "2024JJ00",
            "<5",
            figure("2024JJ00 <5 aantal wrong: “<5” is geen getal"),
        ),
        (
            "2024SJ00",
            "5",
            figure(
                "2024SJ00 5 aantal wrong: “2024SJ00” is geen periode; schrijf 2024, 2024HJ01, 2024KW01 of \
                 2024MM05",
            ),
        ),
    ];
    for (period, value, expected) in cases {
        for (mark, end) in [("", "\n"), ("\u{feff}", "\r\n")] {
            let csv = format!(
                "{mark}\"ID\";\"RegioS\";\"Perioden\";\"Aangiften_1\"{end}0;GM0603;{period};{value}{end}\
                 1;NL01  ;2020JJ00;1{end}"
            );
            let said = map(&[("gebied", "GM0603"), ("eenheid", "aantal")]);
            let proposal = proposed(&plan(), &csv, &said).unwrap();
            let plan = taken_in(&plan(), &proposal);
            let own = plan.context.iter().find_map(Context::newest);
            let status = own.and_then(|it| it.status);
            let status = status.map_or_else(String::new, |it| format!(", {}", it.word()));
            let got = match proposal.blank {
                0 => shown(&proposal)[0].clone() + &status,
                _ => "geen cijfer".to_string(),
            };
            assert_eq!(got, expected, "{csv:?}");
            assert_eq!(proposal.lines.len() + proposal.blank, 2, "{csv:?}");
        }
    }
}
