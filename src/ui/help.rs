//! All keys, by group, from the one table.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::list::text_field;
use super::paint::{mark, put, put_line, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::command::{Command, Group};
use crate::app::geometry::{Area, Areas};
use crate::app::help::Help;
use crate::app::keymap::{BINDINGS, Binding, Context};
use crate::plan::search::Query;
use crate::report::text::{left, width};
use crate::report::{Line, Role};

/// Draws the help from its first line in sight; gives where the cursor is, if words are typed.
pub fn draw(
    app: &App,
    help: &Help,
    theme: Theme,
    areas: Areas,
    buffer: &mut Buffer,
) -> Option<Position> {
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
        let x = put(
            buffer,
            theme,
            line,
            0,
            "Zoek in de hulp: ",
            theme.role(Role::Label),
        );
        let cursor = text_field(&help.words, theme, line, x, buffer);
        at = help.typing.then_some(cursor);
        area.y += 1;
        area.height -= 1;
    }
    let lines = lines(app.ascii, usize::from(area.width), &query);
    let top = help
        .top
        .min(lines.len().saturating_sub(usize::from(area.height)));
    for (y, line) in lines.iter().skip(top).enumerate() {
        let Some(row) = row(area, y) else { break };
        put_line(buffer, theme, row, line);
        mark(line, &query, theme, row, buffer);
    }
    at
}

/// The help as lines: all of it, in two columns where there is room, or what holds the words that
/// were asked for.
pub fn lines(ascii: bool, width: usize, query: &Query) -> Vec<Line> {
    let groups = Group::ALL.map(|group| group_lines(group, ascii));
    if !query.is_empty() {
        return found(groups, query);
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

/// The lines that hold the words, under the heads of their groups; a head that holds them keeps
/// its whole group.
fn found(groups: [Vec<Line>; 6], query: &Query) -> Vec<Line> {
    let all = groups.into_iter().chain([legend().to_vec()]);
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
        out.push(Line::of(words, Role::Dim));
    }
    out
}

/// What the letters at the right end of the tree and the KPIs mean.
fn legend() -> [Line; 2] {
    let words = "G groen, O oranje, R rood, - geen gegevens; een getal erachter telt KPI's.";
    [
        Line::of("Stoplichten", Role::Heading),
        Line::of(words, Role::Plain),
    ]
}

fn beside(mut one: Line, two: Line, at: usize) -> Line {
    let taken = width(&one.words());
    debug_assert!(taken < at, "{} is too long for a column", one.words());
    one = one.and(" ".repeat(at.saturating_sub(taken)), Role::Plain);
    one.0.extend(two.0);
    one
}

fn group_lines(group: Group, ascii: bool) -> Vec<Line> {
    let mut out = vec![Line::of(group.label(), Role::Heading)];
    let mut told: Vec<Command> = Vec::new();
    for binding in BINDINGS
        .iter()
        .filter(|binding| binding.command.group() == group)
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

fn binding_line(binding: &Binding, ascii: bool) -> Line {
    let keys: Vec<String> = binding.keys.iter().map(|key| key.shown(ascii)).collect();
    Line::of(left(&keys.join(" "), 13), Role::Key).and(binding.command.label(), Role::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_stands_in_help_once() {
        for width in [40, 78, 118] {
            let text: Vec<String> = lines(false, width, &Query::default())
                .iter()
                .map(Line::words)
                .collect();
            let text = text.join("\n");
            for binding in BINDINGS.iter().filter(|b| b.context != Context::Help) {
                let line = binding_line(binding, false).words();
                assert_eq!(text.matches(&line).count(), 1, "{line} at {width}");
            }
        }
    }
}
