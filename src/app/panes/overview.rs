//! Overzicht: how the plan stands, on one screen; every row leads somewhere.

use super::line;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{Opening, Spec};
use crate::app::sight::geometry::areas;
use crate::app::{App, Pane};
use crate::doc::text::left;
use crate::doc::{Line, Tone};
use crate::plan::edit::history::changed;
use crate::plan::figures::light;
use crate::plan::figures::overview::{Overview, Standing};
use crate::plan::find::filter::{Due, Filter};
use crate::plan::model::lookup::Item;
use crate::plan::words;
use crate::report::pages::overview::{HEADS, Part, Said, Section, all_counts, counts, sections};

/// The pane.
pub const PANE: Spec = Spec {
    enter: |_| {
        Some(Opening {
            word: "ga erheen",
            act: go,
        })
    },
    tab: "Nu",
    words: false,
    has_page: |_| false,
    ..Spec::new(
        "overzicht",
        "Overzicht",
        &[Key::char('0')],
        |app: &mut App| grid(app),
    )
};

/// From here a chapter's actions stand beside its KPIs.
const ACTIONS: u16 = 70;
/// And from here also those that were given up.
const GIVEN_UP: u16 = 100;

const COLUMNS: [Column; 9] = [
    Column::rest(HEADS[0]),
    Column::new(HEADS[1], 5),
    Column::new(HEADS[2], 15),
    Column::new(HEADS[3], 6).right(),
    Column::new(HEADS[4], 4).right().from(ACTIONS),
    Column::new(HEADS[5], 5).right().from(ACTIONS),
    Column::new(HEADS[6], 6).right().from(ACTIONS),
    Column::new(HEADS[7], 9).right().from(GIVEN_UP),
    Column::new(HEADS[8], 7).right(),
];

/// What the name of a part takes, before its lines.
const LABEL: usize = 18;
/// The row of all chapters together.
const ALL: &str = "alles";

/// The rows, as many of each part as the screen has room for.
fn grid(app: &App) -> Grid {
    let seen = app.seen.map_or(0, |seen| seen.revision);
    let overview = Overview::of(&app.plan, app.agenda(), app.today);
    let mut rows: Vec<Row> = overview.chapters.iter().map(chapter).collect();
    rows.push(all(&overview));
    let room = usize::from(areas(app).body.height.saturating_sub(app.head_height()));
    let room = room.saturating_sub(rows.len());
    let changed = changed(&app.plan.history, seen);
    let since = app.seen.map(|seen| seen.on);
    let parts = sections(
        &app.plan,
        &overview,
        app.today,
        (&changed, since),
        room.max(1),
    );
    let heights = shared(room, &parts.iter().map(lines_of).collect::<Vec<_>>());
    for (part, height) in parts.into_iter().zip(heights) {
        rows.extend(lines(part, height));
    }
    Grid::new(&COLUMNS, rows, "Dit plan heeft nog geen hoofdstukken.")
}

/// How many lines there are to show of a part.
fn lines_of(part: &Section) -> usize {
    part.count.max(part.said.len())
}

/// How many lines each part has of `room`: one, and then one more in turn as long as there is room
/// and something to say.
fn shared(room: usize, wanted: &[usize]) -> Vec<usize> {
    let mut heights: Vec<usize> = wanted.iter().map(|wanted| (*wanted).min(1)).collect();
    let mut left = room.saturating_sub(heights.iter().sum());
    loop {
        let before = left;
        for (height, wanted) in heights.iter_mut().zip(wanted) {
            if left > 0 && *height < *wanted {
                *height += 1;
                left -= 1;
            }
        }
        if left == before {
            return heights;
        }
    }
}

fn chapter(it: &Standing<'_>) -> Row {
    let title = Cell::text(line(&words::chapter_title(it.chapter)));
    row(&it.chapter.id, title, it.lights, counts(it), Tone::Red)
}

fn all(overview: &Overview<'_>) -> Row {
    let title = Cell::Text("Alles samen".to_string(), Tone::Strong);
    let counts = all_counts(overview);
    let mut row = row("", title, overview.lights(), counts, Tone::Strong);
    row.key = ALL.to_string();
    row
}

/// What is late stands in its own tone; where there is nothing of it there is no number.
fn row(id: &str, title: Cell, lights: light::Tally, counts: [usize; 6], late: Tone) -> Row {
    let mut cells = vec![
        title,
        light::worst(lights).map_or(Cell::None, Cell::Light),
        Cell::Lights(lights),
    ];
    let last = counts.len() - 1;
    cells.extend(
        counts
            .into_iter()
            .enumerate()
            .map(|(at, count)| match count {
                0 => Cell::None,
                count if at == last => Cell::Text(count.to_string(), late),
                count => Cell::text(count.to_string()),
            }),
    );
    Row {
        key: id.to_string(),
        item: id.to_string(),
        via: None,
        cells,
    }
}

/// The lines of a part, its name before the first; what there is no line for is counted in the last.
fn lines(section: Section, height: usize) -> Vec<Row> {
    let Section {
        part,
        label,
        count,
        said,
    } = section;
    let shown = if count > height {
        height.saturating_sub(1)
    } else {
        height
    };
    let more = count - shown.min(count);
    let rest = (more > 0).then(|| {
        let words = match shown {
            0 => format!(
                "{more}, het eerst {}",
                said.first().map_or_else(String::new, |it| it.line.words())
            ),
            _ => format!("en nog {more}"),
        };
        // The rest of these stands on no one place: the first of it does.
        let item = said.get(shown).filter(|_| part == Part::Context);
        let item = item.map_or_else(String::new, |it| it.item.clone());
        (key(part, ""), item, Line::of(words, Tone::Dim))
    });
    let lines = said
        .into_iter()
        .take(shown)
        .map(|Said { item, row, line }| (key(part, &row), item, line));
    let label = match (part, count) {
        (Part::Meetings, _) | (_, 0) => label,
        _ => format!("{label} {count}"),
    };
    let labels = std::iter::once(label).chain(std::iter::repeat(String::new()));
    let rows = lines
        .chain(rest)
        .zip(labels)
        .map(|((key, item, line), label)| {
            let mut whole = Line::of(left(&label, LABEL), Tone::Label);
            whole.0.extend(line.0);
            let mut cells = vec![Cell::Line(whole)];
            cells.resize_with(COLUMNS.len(), || Cell::None);
            Row {
                key,
                item,
                via: None,
                cells,
            }
        });
    rows.collect()
}

/// What is late and what comes can be recorded on where it stands; other rows may be about the same
/// item.
fn key(part: Part, row: &str) -> String {
    match part {
        Part::Late | Part::Soon if !row.is_empty() => row.to_string(),
        part => format!("{part:?}:{row}"),
    }
}

/// Goes to what a row is about: its item, or where all of its part stands.
fn go(app: &mut App) {
    let row = app.grid().rows.get(app.cursor().selected);
    let Some((key, item)) = row.map(|row| (row.key.clone(), row.item.clone())) else {
        return;
    };
    let place = app.place();
    app.leave_behind(place);
    let whole = |part| key == self::key(part, "");
    match app.plan.item(&item) {
        Some(Item::Meeting(_) | Item::Point(_)) => app.show_said(&item),
        Some(_) => app.go_to(&item),
        None if app.plan.context_of(&item).is_some() => app.show_context(&item),
        None if key == ALL => app.show(Pane::Kpis),
        None if whole(Part::Late) => {
            app.filter = Filter {
                due: Some(Due::Late),
                ..Filter::default()
            };
            app.show(Pane::Agenda);
        }
        None if whole(Part::Soon) || whole(Part::Points) => {
            app.filter = Filter::default();
            app.show(Pane::Agenda);
        }
        // A change of what is gone, or of the plan itself, stands in the log.
        None => match key.split_once(':') {
            Some((_, revision)) if !revision.is_empty() => app.show_row(Pane::Log, revision),
            _ => app.show(Pane::Log),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_shared_in_turn() {
        for (room, wanted, heights) in [
            (11, &[9, 5, 3, 2, 2][..], &[3, 2, 2, 2, 2][..]),
            (11, &[1, 0, 30, 0, 1], &[1, 0, 9, 0, 1]),
            (3, &[9, 5, 3, 2, 2], &[1, 1, 1, 1, 1]),
            (40, &[9, 5], &[9, 5]),
            (0, &[], &[]),
        ] {
            assert_eq!(shared(room, wanted), heights, "{room} {wanted:?}");
        }
    }
}
