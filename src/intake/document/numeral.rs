//! Numbers as letters and as Romans wrote them, before paragraphs of a word processor.

/// `a`, `b` … `z`, `aa`, from the letter that is the first.
pub(super) fn lettered(number: u32, first: u8) -> String {
    let nth = number.saturating_sub(1);
    let letter = char::from(first + u8::try_from(nth % 26).unwrap_or_default());
    let times = usize::try_from(nth / 26 + 1).unwrap_or(1).min(20);
    letter.to_string().repeat(times)
}

/// `IX`.
pub(super) fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(399);
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}
