//! All keys, by group, from the one table.

use ratatui::buffer::Buffer;

use super::paint::{put_line, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::command::{Command, Group};
use crate::app::geometry::{Area, Areas};
use crate::app::key;
use crate::app::keymap::Context;
use crate::app::keys::{Bound, Keymap};
use crate::report::text::{left, width};
use crate::report::{Line, Role};

/// Draws the help from the line `top`.
pub fn draw(app: &App, theme: Theme, top: usize, areas: Areas, buffer: &mut Buffer) {
    let body = areas.body;
    let area = Area {
        x: 1.min(body.width),
        width: body.width.saturating_sub(2),
        ..body
    };
    let lines = lines(&app.settings.keymap, app.ascii, usize::from(area.width));
    let top = top.min(lines.len().saturating_sub(usize::from(area.height)));
    for (y, line) in lines.iter().skip(top).enumerate() {
        let Some(row) = row(area, y) else { break };
        put_line(buffer, theme, row, line);
    }
}

/// The help as lines, in two columns where there is room.
pub fn lines(keymap: &Keymap, ascii: bool, width: usize) -> Vec<Line> {
    let groups = Group::ALL.map(|group| group_lines(keymap, group, ascii));
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

/// What the letters at the right end of the tree and the KPIs mean.
fn legend() -> [Line; 5] {
    let plain = |words| Line::of(words, Role::Plain);
    [
        Line::of("Stoplichten en verloop", Role::Heading),
        plain("G groen, O oranje, R rood, - geen gegevens; een getal erachter telt KPI's."),
        plain("Een oordeel gaat voor; ≠R ernaast: de cijfers stellen rood voor."),
        plain("Ritme: ■ binnen, × gemist, □ nu, · komt nog. Anders de standen na elkaar;"),
        plain("een volle cel is de streefwaarde. Eén stand is een balk."),
    ]
}

fn beside(mut one: Line, two: Line, at: usize) -> Line {
    let taken = width(&one.words());
    debug_assert!(taken < at, "{} is too long for a column", one.words());
    one = one.and(" ".repeat(at.saturating_sub(taken)), Role::Plain);
    one.0.extend(two.0);
    one
}

fn group_lines(keymap: &Keymap, group: Group, ascii: bool) -> Vec<Line> {
    let mut out = vec![Line::of(group.label(), Role::Heading)];
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
    Line::of(left(&keys, 13), Role::Key).and(binding.command.label(), Role::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_stands_in_help_once() {
        for width in [40, 78, 118] {
            let keymap = Keymap::default();
            let text: Vec<String> = lines(&keymap, false, width)
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
