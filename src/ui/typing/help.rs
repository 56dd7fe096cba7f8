//! All keys, by group, from the one table.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::keys::command::{Command, Group};
use crate::app::keys::key;
use crate::app::keys::keymap::Context;
use crate::app::keys::user::{Bound, Keymap};
use crate::app::sight::geometry::{Area, Areas};
use crate::app::typing::help::Help;
use crate::doc::text::{left, width};
use crate::doc::{Line, Tone, layout};
use crate::plan::find::search::Query;
use crate::ui::list::text_field;
use crate::ui::paint::{Pen, row};

/// Draws the help from its first line in sight; gives where the cursor is, if words are typed.
pub fn draw(app: &App, help: &Help, areas: Areas, pen: &mut Pen<'_>) -> Option<Position> {
    let body = areas.body;
    let mut area = Area {
        x: 1.min(body.width),
        width: body.width.saturating_sub(2),
        ..body
    };
    let query = help.query();
    let mut at = None;
    if help.has_input_line()
        && let Some(line) = row(area, 0)
    {
        let head = match help.page {
            Some(_) => "Zoek hierin: ",
            None => "Zoek in de hulp: ",
        };
        let x = pen.put(line, 0, head, Tone::Label);
        let cursor = text_field(&help.words, line, x, pen);
        at = help.typing.then_some(cursor);
        area.y += 1;
        area.height -= 1;
    }
    let room = usize::from(area.width);
    let lines = match &help.page {
        Some((_, page)) => with_words(layout::lines(page, room), &query),
        None => lines(&app.settings.keymap, app.ascii, room, &query),
    };
    let top = help
        .top
        .min(lines.len().saturating_sub(usize::from(area.height)));
    for (y, line) in lines.iter().skip(top).enumerate() {
        let Some(row) = row(area, y) else { break };
        pen.put_line(row, line);
        pen.mark(row, line, &query);
    }
    at
}

/// The help as lines: all of it, in two columns where there is room, or what holds the words that
/// were asked for.
pub fn lines(keymap: &Keymap, ascii: bool, width: usize, query: &Query) -> Vec<Line> {
    let groups = Group::ALL.map(|group| group_lines(keymap, group, ascii));
    if !query.is_empty() {
        return found(&groups, query);
    }
    if width < 70 {
        return groups.into_iter().flatten().chain(legend()).collect();
    }
    let total: usize = groups.iter().map(Vec::len).sum();
    let mut columns = [Vec::new(), Vec::new()];
    for group in groups {
        let first = columns[0].len() + group.len() <= total.div_ceil(2) + 2;
        let column = usize::from(!(first && columns[1].is_empty()));
        columns[column].extend(group);
    }
    let [mut one, two] = columns;
    one.resize(one.len().max(two.len()), Line::default());
    one.into_iter()
        .zip(two.into_iter().chain(std::iter::repeat(Line::default())))
        .map(|(one, two)| beside(one, two, width / 2))
        .chain(legend())
        .collect()
}

/// The lines of a page that hold the words; all of them where none were asked for.
fn with_words(lines: Vec<Line>, query: &Query) -> Vec<Line> {
    let all = lines.into_iter();
    all.filter(|line| query.is_empty() || query.is_in(&line.words()))
        .collect()
}

/// The lines that hold the words, under the heads of their groups; a head that holds them keeps
/// its whole group.
fn found(groups: &[Vec<Line>], query: &Query) -> Vec<Line> {
    let legend = legend().to_vec();
    let all = groups.iter().chain([&legend]);
    let mut out: Vec<Line> = Vec::new();
    for group in all {
        let Some((head, lines)) = group.split_first() else {
            continue;
        };
        let whole = query.is_in(&head.words());
        let fits = |line: &&Line| whole || query.is_in(&line.words());
        let fitting: Vec<Line> = lines.iter().filter(fits).cloned().collect();
        if !fitting.is_empty() {
            out.push(head.clone());
            out.extend(fitting);
        }
    }
    if out.is_empty() {
        let words = "Geen regel met deze woorden. Esc toont alles.";
        out.push(Line::of(words, Tone::Dim));
    }
    out
}

/// What the letters at the right end of the tree and the KPIs mean.
fn legend() -> [Line; 5] {
    let plain = |words| Line::of(words, Tone::Plain);
    [
        Line::of("Stoplichten en verloop", Tone::Heading),
        plain("G groen, O oranje, R rood, - geen gegevens; een getal erachter telt KPI's."),
        plain("Een oordeel gaat voor; ≠R: de cijfers stellen rood voor; ?R: en zijn nieuwer."),
        plain("Ritme: ■ binnen, × gemist, □ nu, · komt nog. Anders de standen na elkaar;"),
        plain("een volle cel is de streefwaarde. Eén stand is een balk."),
    ]
}

fn beside(mut one: Line, two: Line, at: usize) -> Line {
    let taken = width(&one.words());
    debug_assert!(taken < at, "{} is too long for a column", one.words());
    one = one.and(" ".repeat(at.saturating_sub(taken)), Tone::Plain);
    one.0.extend(two.0);
    one
}

fn group_lines(keymap: &Keymap, group: Group, ascii: bool) -> Vec<Line> {
    let mut out = vec![Line::of(group.label(), Tone::Heading)];
    let mut told: Vec<Command> = Vec::new();
    for binding in keymap
        .iter()
        .filter(|binding| binding.context.group_of(binding.command) == group)
    {
        let main = binding.context != Context::Help;
        if main && !told.contains(&binding.command) {
            told.push(binding.command);
            out.push(binding_line(binding, ascii));
        }
    }
    out.push(Line::default());
    out
}

/// The keys and what they do; a command without a key stands in the palette only.
fn binding_line(binding: &Bound, ascii: bool) -> Line {
    let keys = key::shown(&binding.keys, ascii);
    let keys = if keys.is_empty() {
        "-".to_string()
    } else {
        keys.join(" ")
    };
    Line::of(left(&keys, 13), Tone::Key).and(binding.command.label(), Tone::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_stands_in_help_once() {
        for width in [40, 78, 118] {
            let keymap = Keymap::default();
            let text: Vec<String> = lines(&keymap, false, width, &Query::default())
                .iter()
                .map(Line::words)
                .collect();
            let text = text.join("\n");
            for binding in keymap.iter().filter(|b| b.context != Context::Help) {
                let line = binding_line(binding, false).words();
                // A key that does the same in a meeting stands under that head as well.
                let same = |other: &&Bound| binding_line(other, false).words() == line;
                let meant = keymap.iter().filter(|b| b.context != Context::Help);
                let meant = meant.filter(same).count();
                assert_eq!(text.matches(&line).count(), meant, "{line} at {width}");
            }
        }
    }
}
