//! What a key costs: moving in every pane, searching, asking; and what goes over the line for it.

use std::hint::black_box;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{List, ListState};

use regie::face::{App, Frames, Gathered, Key, Msg, Theme, draw, update};
use regie::plan::Plan;
use regie::plan::find::regie::Index;
use regie::plan::find::search::Texts;

use crate::measure::{compare, count};
use crate::plans::{SIZES, larger, plan, ready, runs, screen};

/// The keys of the panes, with their names.
const PANES: [(char, &str); 10] = [
    ('0', "Nu"),
    ('1', "Plan"),
    ('2', "KPI's"),
    ('3', "Acties"),
    ('4', "Regie"),
    ('5', "Teams"),
    ('6', "Fte"),
    ('7', "Budget"),
    ('8', "Agenda"),
    ('9', "Log"),
];

fn theme() -> Theme {
    Theme {
        colour: true,
        ..Theme::default()
    }
}

fn press(app: &mut App, terminal: &mut Terminal<TestBackend>, key: Key) {
    update(app, Msg::Key(key));
    terminal
        .draw(|frame| {
            draw(app, theme(), frame);
        })
        .unwrap();
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(80, 24)).unwrap()
}

fn plan_of(times: usize) -> Plan {
    serde_json::from_str(&larger(times)).unwrap()
}

/// A key that moves and its frame, in every pane, against a bare list of the rows one sees.
pub fn moving() {
    for (times, size) in SIZES {
        let mut app = ready(plan_of(times));
        let mut ours = terminal();
        let mut bare = terminal();
        let plan = plan();
        let rows: Vec<String> = plan
            .kpis()
            .map(|(kpi, _)| format!("{} {}", kpi.id, kpi.text))
            .collect();
        let mut state = ListState::default();
        for (key, name) in PANES {
            let mut turn = 0_usize;
            press(&mut app, &mut ours, Key::char(key));
            let mut list_of_rows = || {
                state.select_next();
                let list = List::new(rows.iter().map(String::as_str))
                    .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
                bare.draw(|frame| frame.render_stateful_widget(list, frame.area(), &mut state))
                    .unwrap();
            };
            compare(
                &format!("a key in {name}, {size} / a bare list's frame"),
                if times > 1 { 11 } else { 201 },
                || {
                    turn += 1;
                    let key = if turn % 80 < 40 { 'j' } else { 'k' };
                    press(&mut app, &mut ours, Key::char(key));
                },
                &mut list_of_rows,
            );
        }
    }
}

/// A screen whose every byte is counted on its way to the terminal.
struct Line {
    app: App,
    terminal: Terminal<Gathered>,
    frames: Frames<Vec<u8>>,
}

impl Line {
    fn new() -> Self {
        let gathered = Gathered::of_size(|| (80, 24));
        Self {
            app: screen(plan()),
            terminal: Terminal::new(gathered.clone()).unwrap(),
            frames: Frames::of(gathered, Vec::new()),
        }
    }

    /// The bytes a key sends, and the cells it changes.
    fn press(&mut self, key: char) -> (usize, usize) {
        update(&mut self.app, Msg::Key(Key::char(key)));
        let before = self.frames.sent().len();
        let mut cursor = (ratatui::layout::Position::ORIGIN, false);
        let app = &self.app;
        let drawn = self.terminal.draw(|it| cursor = draw(app, theme(), it));
        let changed = self.frames.end(drawn.unwrap().buffer, cursor).unwrap();
        (self.frames.sent().len() - before, changed)
    }
}

/// The bytes of a key that moves, with the page of what is selected below the list, against the
/// cells that change; and those of one that can't move.
pub fn sending() {
    let mut line = Line::new();
    let mut idle = 0;
    for (pane, name) in [('2', "KPI's"), ('3', "Acties"), ('1', "Plan")] {
        line.press(pane);
        line.press('k');
        idle += line.press('k').0;
        let moved = std::iter::repeat_n('j', 40).map(|key| line.press(key));
        let (bytes, cells) = moved.fold((0, 0), |(bytes, cells), (sent, changed)| {
            (bytes + sent, cells + changed)
        });
        count(
            &format!("bytes of a key in {name} / cells that change"),
            bytes,
            cells,
        );
    }
    count("bytes of a key that changes nothing, three times", idle, 0);
}

/// A question, against looking for its letters in every text.
pub fn asking() {
    let plan = plan();
    let index = Index::new(&plan);
    compare(
        "ask who leads / scan every text",
        201,
        || drop(black_box(index.ask(&plan, "fatb"))),
        || {
            let found = plan
                .actions()
                .map(|(action, ..)| &action.text)
                .chain(plan.kpis().map(|(kpi, _)| &kpi.text))
                .chain(plan.statements().map(|statement| &statement.regie.text))
                .filter(|text| text.to_lowercase().contains("fatb"))
                .count();
            black_box(found);
        },
    );
}

/// Two keys of a search over everything, one back, and their frames, against looking for its letters in every text
/// of the plan.
pub fn searching() {
    let plan = plan();
    let mut app = screen(plan.clone());
    let mut terminal = terminal();
    for key in Key::script("/po") {
        update(&mut app, Msg::Key(key));
    }
    let texts = Texts::of(&plan);
    compare(
        "two keys of a search, drawn / scan all text",
        201,
        || {
            for key in Key::script("l<backspace>") {
                press(&mut app, &mut terminal, key);
            }
        },
        || {
            let pieces = texts.pieces().iter();
            let found = pieces.filter(|piece| piece.text.to_lowercase().contains("pol"));
            black_box(found.count());
        },
    );
    compare(
        "gather every text / copy the plan",
        101,
        || drop(black_box(Texts::of(&plan))),
        || drop(black_box(plan.clone())),
    );
}

/// The first letter of a search and of a question, and the pane with most to gather, each with its
/// frame, on a screen that has shown its first frame and nothing more: the words are still being read.
pub fn first() {
    for (times, size) in SIZES {
        let plan = plan_of(times);
        for (keys, name) in [
            ("/p", "first letter of a search"),
            ("rf", "first letter of a question"),
            ("5", "Teams for the first time"),
        ] {
            let texts: Vec<&str> = plan
                .actions()
                .map(|(action, ..)| action.text.as_str())
                .collect();
            let fresh = || {
                let mut app = screen(plan.clone());
                // As on the real screen, where a thread reads the words beside it.
                app.reads_ahead = true;
                let mut terminal = terminal();
                press(&mut app, &mut terminal, Key::char('2'));
                (app, terminal)
            };
            let runs = runs(times, 11);
            let mut ready: Vec<_> = (0..runs).map(|_| fresh()).collect();
            compare(
                &format!("{name}, {size} / scan the actions"),
                runs,
                || {
                    if let Some((mut app, mut terminal)) = ready.pop() {
                        for key in Key::script(keys) {
                            press(&mut app, &mut terminal, key);
                        }
                        black_box(app);
                    }
                },
                || {
                    let found = texts.iter().filter(|it| it.to_lowercase().contains('p'));
                    black_box(found.count());
                },
            );
        }
    }
}
