//! Forms of the turn of the year: a value that answers a question, adopting a draft, and the plan
//! of the year after.

mod adopting;
mod answer;
mod next_year;
