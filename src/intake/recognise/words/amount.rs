//! Euros and fte as they are printed in a cell.

use crate::plan::model::number::Decimal;

/// Whole euros; none for a dash or nothing.
///
/// # Errors
/// Where it is something else.
pub fn euros(printed: &str) -> Result<Option<i64>, ()> {
    let bare: String = printed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .collect();
    let bare = bare
        .trim_end_matches(",-")
        .trim_end_matches(",--")
        .trim_end_matches(",00");
    if bare.chars().all(|c| matches!(c, '-' | '–' | '—' | '.'))
        || ["nihil", "n.v.t", "pm", "p.m"]
            .contains(&bare.trim_end_matches('.').to_lowercase().as_str())
    {
        return Ok(None);
    }
    let (sign, digits) = bare.strip_prefix('-').map_or((1, bare), |rest| (-1, rest));
    let mut parts = digits.split('.');
    let first = parts.next().unwrap_or_default();
    let whole =
        parts.clone().all(|part| part.len() == 3) && (parts.next().is_none() || first.len() <= 3);
    let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && !first.is_empty();
    if !(whole && plain) {
        return Err(());
    }
    let number: i64 = digits.replace('.', "").parse().map_err(|_too_long| ())?;
    Ok(Some(sign * number))
}

/// Fte in hundredths; none for a dash or nothing.
///
/// # Errors
/// Where it is something else.
pub fn fte(printed: &str) -> Result<Option<Decimal>, ()> {
    let bare = printed.trim().trim_end_matches("fte").trim();
    if bare.is_empty() || bare.chars().all(|c| matches!(c, '-' | '–' | '—')) {
        return Ok(None);
    }
    Decimal::parse(bare).map(Some).map_err(|_sentence| ())
}

/// Whether a cell holds euros or fte: a year is neither.
pub fn is_figure(cell: &str) -> bool {
    let bare = cell.trim();
    let is_year = bare.len() == 4 && bare.starts_with("20");
    let has_digit = bare.contains(|c: char| c.is_ascii_digit());
    has_digit && !is_year && (euros(bare).is_ok() || fte(bare).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_printed() {
        for (printed, found) in [
            ("€ 47.000", Ok(Some(47_000))),
            ("5.615.000", Ok(Some(5_615_000))),
            ("€ 1.250,-", Ok(Some(1_250))),
            ("€ 1.250,00", Ok(Some(1_250))),
            ("-€ 300", Ok(Some(-300))),
            ("€ ---", Ok(None)),
            ("–", Ok(None)),
            ("", Ok(None)),
            ("p.m.", Ok(None)),
            ("€ 47,5", Err(())),
            ("€ 1.25", Err(())),
            ("ca. 4", Err(())),
            ("12 ton", Err(())),
        ] {
            assert_eq!(euros(printed), found, "{printed}");
        }
    }
}
