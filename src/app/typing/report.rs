//! Making a report from the screen: its format, for whom, since when and under what name are asked one
//! after another; it is made and written elsewhere, while the keys go on.

use super::choosing::picker::{Choice, Picker};
use super::record::Pick;
use crate::app::{App, Effect, Mode};
use crate::plan::clean::one_line;
use crate::plan::model::date;
use crate::report::asked::{Answer, Asked};
use crate::report::out::FORMATS;
use crate::report::style::Style;
use crate::report::subject::Since;

/// The longest name a file may get.
const LONGEST: usize = 60;

impl App {
    /// Asks in which format.
    pub(crate) fn ask_report(&mut self) {
        let formats = FORMATS.iter().map(|it| {
            let label = format!("{} {}", it.word, it.purpose);
            Choice::new(it.name, &label, Pick::Report(Answer::Format(it)))
        });
        let picker = Picker::of("Welk rapport?", formats.collect());
        self.mode = Mode::Picker(picker);
    }

    /// Takes an answer, and asks on; after the last the report is made.
    pub(crate) fn answer_report(&mut self, answer: Answer) -> Vec<Effect> {
        let asked = self.report.get_or_insert_with(|| Asked {
            format: &FORMATS[0],
            style: Style::default(),
            since: None,
            name: String::new(),
            year: self.plan.year,
        });
        match answer {
            Answer::Format(format) => {
                (asked.format, asked.year) = (format, self.plan.year);
                self.ask_for_whom();
            }
            Answer::Style(style) => {
                (asked.style, asked.since) = (style, None);
                if asked.format.no_since.is_some() {
                    self.ask_its_name();
                } else {
                    self.ask_since();
                }
            }
            Answer::Since(typed) => match Since::parse(&typed, &self.plan, self.today) {
                Ok(since) => {
                    asked.since = since;
                    self.ask_its_name();
                }
                Err(why) => {
                    self.ask_since();
                    self.tell(why, true);
                }
            },
            Answer::Name(name) => {
                asked.name = name;
                return self.report.take().map(Effect::Report).into_iter().collect();
            }
        }
        Vec::new()
    }

    fn ask_for_whom(&mut self) {
        let styles = Style::ALL
            .map(|it| Choice::new(it.word(), it.purpose(), Pick::Report(Answer::Style(it))));
        self.mode = Mode::Picker(Picker::of("Voor wie?", styles.into()));
    }

    fn ask_since(&mut self) {
        // One that is only planned wasn't held.
        let held = self.plan.meetings.iter();
        let held = held.filter(|it| it.date <= self.today);
        let held = held.map(|it| it.date).max();
        let held = held.map(|day| {
            let day = date::dutch(day);
            let label = format!("sinds het laatste overleg, {day}");
            Choice::new("sinds", &label, Pick::Report(Answer::Since(day)))
        });
        let choices = std::iter::once(since_of("")).chain(held);
        let question = "Het hele plan, of alleen wat veranderde? Typ een datum of revisie.";
        let picker = Picker::of(question, choices.collect());
        self.mode = Mode::Picker(picker.naming(since_of, String::new()));
    }

    fn ask_its_name(&mut self) {
        let style = self.report.as_ref().map_or("", |it| it.style.word());
        let proposed = format!("rapport-{style}");
        let choices = vec![name_of(&proposed)];
        let picker = Picker::of("Hoe heet het bestand? Het komt naast het plan.", choices);
        self.mode = Mode::Picker(picker.naming(name_of, proposed));
    }
}

/// The whole plan, or since what was typed.
fn since_of(typed: &str) -> Choice<Pick> {
    let typed = one_line(typed.trim()).into_owned();
    let (kind, label) = if typed.is_empty() {
        ("alles", "het hele plan")
    } else {
        ("sinds", typed.as_str())
    };
    Choice::new(kind, label, Pick::Report(Answer::Since(typed.clone())))
}

/// A name that is one everywhere: letters, digits and hyphens.
fn name_of(typed: &str) -> Choice<Pick> {
    let known = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = typed.trim().chars().take(LONGEST).map(known).collect();
    let name = name.trim_matches('-').to_string();
    let name = if name.is_empty() {
        "rapport".to_string()
    } else {
        name
    };
    let label = format!("{name}, met dag en tijd erachter");
    Choice::new("bestand", &label, Pick::Report(Answer::Name(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for (typed, name) in [
            ("burap 2", "burap-2"),
            ("../../.ssh/rc", "ssh-rc"),
            ("C:\\x", "C--x"),
            ("Ondermijning één", "Ondermijning-één"),
            ("", "rapport"),
            ("...", "rapport"),
        ] {
            let pick = name_of(typed).pick;
            assert_eq!(
                pick,
                Pick::Report(Answer::Name(name.to_string())),
                "{typed}"
            );
        }
    }
}
