//! A meeting on the whole screen, or an open question of a new year: where it is, one item, and the
//! form below it.

use ratatui::layout::Position;

use super::paint::{Pen, cells, row};
use crate::app::sight::geometry::{Area, Areas};
use crate::app::{App, Mode};
use crate::doc::text::{cut, width};
use crate::doc::{Tone, layout};
use crate::plan::clean::one_line;
use crate::plan::minutes::{discussed, open};
use crate::plan::model::date;
use crate::plan::words;

/// How far the words stand from the edge: they are read from afar.
const MARGIN: u16 = 3;

/// Draws the meeting; gives where the cursor belongs, and whether it is to be seen.
pub fn draw(app: &App, areas: Areas, pen: &mut Pen<'_>) -> (Position, bool) {
    if app.in_questions() {
        let (words, place) = app.question_head();
        put_head(app, areas, (&words, &place), pen);
    } else {
        head(app, areas, pen);
    }
    let body = areas.list;
    let margin = MARGIN.min(body.width / 8);
    let inner = Area {
        x: body.x + margin,
        width: body.width.saturating_sub(margin * 2),
        y: body.y + u16::from(body.height > 12),
        height: body.height.saturating_sub(u16::from(body.height > 12)),
    };
    let (page, top) = if app.in_questions() {
        app.question_page()
    } else {
        (app.slide(), app.walk().map_or(0, |(walk, _)| walk.top))
    };
    let lines = layout::lines(&page, usize::from(inner.width));
    let height = usize::from(inner.height);
    let below = lines.len().saturating_sub(height);
    let top = top.min(below);
    for (y, line) in lines.iter().skip(top).take(height).enumerate() {
        if let Some(row) = row(inner, y) {
            pen.put_line(row, line);
        }
    }
    if below > top && app.notice.is_none() && areas.message.height > 0 {
        let text = format!(" nog {} ", words::counted(below - top, "regel", "regels"));
        pen.put_end(areas.message, &text, Tone::Dim);
    }
    if let Mode::Form(form) = &app.mode {
        pen.rule(areas.between);
        return super::typing::form::draw(app, form, areas.detail, pen);
    }
    (Position::new(inner.x, inner.y), false)
}

/// `Overleg · Ondermijning · 23-11-2026 · 8 aanwezig            3 van 8`, over a rule.
fn head(app: &App, areas: Areas, pen: &mut Pen<'_>) {
    let Some((walk, meeting)) = app.walk() else {
        return;
    };
    let all = meeting.items.len();
    let place = if walk.at < all {
        let mark = match meeting.items.get(walk.at) {
            Some(item) if !open(&app.plan, meeting).contains(&item) => " · besproken",
            _ => "",
        };
        format!("{} van {all}{mark} ", walk.at + 1)
    } else {
        let done = discussed(&app.plan, meeting);
        format!("slot · {done} van {all} besproken ")
    };
    // Of which year the figures are, where that isn't this one.
    let year = app.year_in_view().filter(|_| app.is_other_year());
    let words: Vec<String> = ["Overleg".to_string()]
        .into_iter()
        .chain(year.map(|year| format!("jaar {year}")))
        .chain([
            one_line(&meeting.title).into_owned(),
            date::dutch(meeting.date),
            format!("{} aanwezig", meeting.present.len()),
        ])
        .collect();
    put_head(app, areas, (&words.join(" · "), &place), pen);
}

/// What one is in, and at the end where, over a rule.
fn put_head(app: &App, areas: Areas, (words, place): (&str, &str), pen: &mut Pen<'_>) {
    let saving = match (app.away, app.is_slow(), app.has_failed()) {
        (Some(since), ..) => since.format("geen verbinding sinds %H:%M · ").to_string(),
        (None, true, _) => "bezig met opslaan… · ".to_string(),
        (None, _, true) => "niet opgeslagen · ".to_string(),
        (None, false, false) => String::new(),
    };
    let waits = match app.waiting() {
        0 => String::new(),
        waiting => format!("{waiting} in wachtrij · "),
    };
    let place = format!("{saving}{waits}{place}");
    let at = areas.header.width.saturating_sub(cells(width(&place)));
    let words = cut(words, usize::from(at.saturating_sub(2)));
    if areas.header.height > 0 {
        pen.put(areas.header, 1, &words, Tone::Title);
        pen.put(areas.header, at, &place, Tone::Strong);
    }
    if areas.tabs.height > 0 {
        pen.rule(areas.tabs);
    }
}
