//! What things cost, each as a ratio to the plainest way of doing the same, taken side by side
//! in one run: absolute times say more of the machine than of the program.
//!
//! `cargo bench` prints a line a measure: the median of ours, of the plain way, and the ratio.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and may fail loudly"
)]

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{List, ListState};
use serde_json::Value;

use regie::face::{App, Key, Msg, Session, Theme, draw, update};
use regie::plan::Plan;
use regie::plan::edit::{CountEdit, Edit};
use regie::plan::find::regie::Index;
use regie::plan::find::search::Texts;
use regie::plan::model::kpi::{self, Reading};
use regie::plan::model::number::Decimal;
use regie::store::{Author, BUILT_IN, Keeper, Store};

/// The median of so many runs each, taken in turns so that both see the same machine.
fn compare(name: &str, runs: usize, mut ours: impl FnMut(), mut plain: impl FnMut()) {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let (mut first, mut second): (Vec<Duration>, Vec<Duration>) = (0..runs)
        .map(|_| (time(&mut ours), time(&mut plain)))
        .unzip();
    first.sort();
    second.sort();
    let (ours, plain) = (first[runs / 2], second[runs / 2]);
    let ratio = ours.as_secs_f64() / plain.as_secs_f64().max(f64::EPSILON);
    println!("{name:44} {ours:>11.1?} {plain:>11.1?}  {ratio:6.2}");
}

fn plan() -> Plan {
    serde_json::from_str(BUILT_IN).unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Opening: read, every check, against reading the same JSON into loose values.
fn opening(dir: &Path) {
    let path = dir.join("plan.json");
    Store::begin(&path).unwrap();
    compare(
        "open the plan / read it as loose JSON",
        101,
        || drop(black_box(Store::open(&path).unwrap())),
        || {
            drop(black_box(
                serde_json::from_slice::<Value>(&fs::read(&path).unwrap()).unwrap(),
            ));
        },
    );
}

/// One reading saved, against writing the same bytes once, synced and renamed.
fn saving(dir: &Path) {
    let path = dir.join("saved.json");
    Store::begin(&path).unwrap();
    let (mut store, _) = Store::open(&path).unwrap();
    let author = Author {
        name: "A".into(),
        at: "2026-11-23T12:00:00+01:00".parse().unwrap(),
        meeting: None,
    };
    let value = kpi::Value::Number(Decimal::ZERO);
    let reading = Reading {
        date: today(),
        value,
        of: None,
        note: None,
        by: "A".into(),
    };
    let count = Edit::Count(CountEdit {
        id: "3.K1.1".into(),
        add: Decimal::whole(1),
        reading,
    });
    let plain = dir.join("plain.json");
    compare(
        "save a reading / write, sync, rename, sync",
        51,
        || {
            drop(black_box(
                store.commit(std::slice::from_ref(&count), &author).unwrap(),
            ));
        },
        || {
            let temporary = dir.join("plain.tmp");
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&temporary)
                .unwrap();
            file.write_all(BUILT_IN.as_bytes()).unwrap();
            file.sync_all().unwrap();
            fs::rename(&temporary, &plain).unwrap();
            File::open(dir).unwrap().sync_all().unwrap();
        },
    );
}

/// A key and its frame, against a bare list of the same rows.
fn moving() {
    let session = Session {
        user: "A".into(),
        today: today(),
        read_only: None,
        role: None,
        ascii: false,
        screen: (80, 24),
    };
    let mut app = App::new(plan(), session);
    let theme = Theme {
        colour: true,
        ..Theme::default()
    };
    update(&mut app, Msg::Key(Key::char('2')));
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let mut bare = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let plan = plan();
    let rows: Vec<String> = plan
        .kpis()
        .map(|(kpi, _)| format!("{} {}", kpi.id, kpi.text))
        .collect();
    let mut state = ListState::default();
    let mut turn = 0_usize;
    compare(
        "a key and its frame / a bare list's frame",
        501,
        || {
            turn += 1;
            update(
                &mut app,
                Msg::Key(Key::char(if turn % 80 < 40 { 'j' } else { 'k' })),
            );
            terminal
                .draw(|frame| {
                    draw(&app, theme, frame);
                })
                .unwrap();
        },
        || {
            state.select_next();
            let list = List::new(rows.iter().map(String::as_str))
                .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            bare.draw(|frame| frame.render_stateful_widget(list, frame.area(), &mut state))
                .unwrap();
        },
    );
}

/// A question, against looking for its letters in every text.
fn asking() {
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
fn searching() {
    let plan = plan();
    let session = Session {
        user: "A".into(),
        today: today(),
        read_only: None,
        role: None,
        ascii: false,
        screen: (80, 24),
    };
    let mut app = App::new(plan.clone(), session);
    let theme = Theme::default();
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    for key in Key::script("/po") {
        update(&mut app, Msg::Key(key));
    }
    let texts = Texts::of(&plan);
    compare(
        "two keys of a search, drawn / scan all text",
        201,
        || {
            for key in Key::script("l<backspace>") {
                update(&mut app, Msg::Key(key));
                terminal
                    .draw(|frame| {
                        draw(&app, theme, frame);
                    })
                    .unwrap();
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

/// What the program prints for a command on a plan.
fn run(plan: &Path, command: &str) -> usize {
    let plan = plan.to_str().unwrap();
    let words = ["regie", "--plan", plan, "--nu", "2026-11-23"].into_iter();
    let answer = regie::face::run(words.chain(command.split(' ')).map(OsString::from));
    assert_eq!(answer.code, 0, "{:?}", answer.notes);
    answer.out.bytes().len()
}

/// A plan so many times as large as that of 2026: its chapters, money and fte again and again,
/// under other ids.
fn larger(times: usize) -> Value {
    const LISTS: [&str; 3] = ["chapters", "budgets", "capacity"];
    let mut plan: Value = serde_json::from_str(BUILT_IN).unwrap();
    let mut ids = HashSet::new();
    for list in LISTS {
        gather_ids(&plan[list], &mut ids);
    }
    for list in LISTS {
        let printed = plan[list].as_array().unwrap().clone();
        let copies = (1..times).flat_map(|copy| {
            let printed = &printed;
            let ids = &ids;
            printed.iter().map(move |item| {
                let mut item = item.clone();
                rename(&mut item, ids, &format!("n{copy}-"));
                if let Some(number) = item.get("number").and_then(Value::as_u64) {
                    item["number"] = (number + 11 * copy as u64).into();
                }
                item
            })
        });
        let copies: Vec<Value> = copies.collect();
        plan[list].as_array_mut().unwrap().extend(copies);
    }
    plan
}

fn gather_ids(value: &Value, ids: &mut HashSet<String>) {
    match value {
        Value::Object(object) => {
            ids.extend(object.get("id").and_then(Value::as_str).map(String::from));
            object.values().for_each(|it| gather_ids(it, ids));
        }
        Value::Array(list) => list.iter().for_each(|it| gather_ids(it, ids)),
        _ => {}
    }
}

fn rename(value: &mut Value, ids: &HashSet<String>, with: &str) {
    match value {
        Value::Object(object) => object.values_mut().for_each(|it| rename(it, ids, with)),
        Value::Array(list) => list.iter_mut().for_each(|it| rename(it, ids, with)),
        Value::String(text) if ids.contains(text) => text.insert_str(0, with),
        _ => {}
    }
}

/// A report on the whole plan as a page of HTML, against the outline of the plan, both from the
/// file on; and one on a plan a hundred times as large against a hundred reports.
fn reporting(dir: &Path) {
    const HTML: &str = "rapport --formaat html";
    let plan = dir.join("reported.json");
    Store::begin(&plan).unwrap();
    compare(
        "report as HTML / outline of the plan",
        51,
        || {
            black_box(run(&plan, HTML));
        },
        || {
            black_box(run(&plan, "toon"));
        },
    );
    let large = dir.join("large.json");
    let mut file = File::create_new(&large).unwrap();
    serde_json::to_writer_pretty(&mut file, &larger(100)).unwrap();
    compare(
        "report on a plan 100 times as large / 100 reports",
        3,
        || {
            black_box(run(&large, HTML));
        },
        || {
            for _ in 0..100 {
                black_box(run(&plan, HTML));
            }
        },
    );
}

fn main() {
    let dir = tempfile::tempdir().unwrap();
    println!(
        "{:44} {:>11} {:>11}  {:>6}",
        "measure (medians)", "ours", "plain", "ratio"
    );
    opening(dir.path());
    saving(dir.path());
    moving();
    asking();
    searching();
    reporting(dir.path());
}
