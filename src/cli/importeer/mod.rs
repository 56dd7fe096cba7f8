//! `regie importeer`: what comes from elsewhere. A file for each kind of thing that comes, and its row
//! in `kinds`.

mod asking;
mod indicatoren;
mod kaart;
pub mod kinds;
mod plan;
mod standen;
mod telling;

/// What is odd, in one question: the first five, and how many more.
fn first_five(odd: &[String]) -> Option<String> {
    let (shown, more) = odd.split_at(odd.len().min(5));
    let shown = shown.join(" ");
    match (odd.len(), more.len()) {
        (0, _) => None,
        (_, 0) => Some(shown),
        (_, more) => Some(format!("{shown} En nog {more}.")),
    }
}
