//! Where things stand on a screen of so many cells. Moving and drawing both ask here.

use crate::app::keys::key::shown;
use crate::app::{App, Mode, Pane};
use crate::doc::layout::MEASURE;
use crate::doc::text::width;

/// A part of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether this cell is in it.
    pub const fn holds(self, x: u16, y: u16) -> bool {
        x >= self.x && x - self.x < self.width && y >= self.y && y - self.y < self.height
    }
}

/// A pane's tab.
#[derive(Debug, Clone)]
pub struct Tab {
    /// The pane.
    pub pane: Pane,
    /// Its first column.
    pub x: u16,
    /// Its words.
    pub words: String,
}

/// The tabs in a row of so many cells. Where not all names fit they are shortened, and then only
/// numbers, but for the pane in sight: of the first pane, and then from the last on.
pub fn tabs(app: &App, room: u16) -> Vec<Tab> {
    let all = Pane::ALL.iter();
    let mut tabs: Vec<(Pane, String)> = all
        .map(|pane| (*pane, label(app, *pane, pane.label())))
        .collect();
    let room = usize::from(room);
    let mut cells: usize = tabs.iter().map(|(_, words)| width(words) + 1).sum();
    for name in [|pane: Pane| pane.spec().tab, |_| ""] {
        for at in std::iter::once(0).chain((1..tabs.len()).rev()) {
            let pane = tabs[at].0;
            let name = name(pane);
            if cells > room && (pane != app.pane || !name.is_empty()) {
                let words = label(app, pane, name);
                cells = cells + width(&words) - width(&tabs[at].1);
                tabs[at].1 = words;
            }
        }
    }
    let mut x = u16::from(cells <= room);
    let tab = |(pane, words): (Pane, String)| {
        let tab = Tab { pane, x, words };
        x += u16::try_from(width(&tab.words)).unwrap_or(0) + 1;
        tab
    };
    tabs.into_iter().map(tab).collect()
}

fn label(app: &App, pane: Pane, name: &str) -> String {
    let number = shown(pane.spec().keys, app.ascii).into_iter().next();
    let number = number.unwrap_or_default();
    match ((pane.spec().late)(app), name) {
        (0, "") => number,
        (_, "") => format!("{number}!"),
        (0, name) => format!("{number} {name}"),
        (late, name) => format!("{number} {name} {late}!"),
    }
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title, user, state.
    pub header: Area,
    /// The panes.
    pub tabs: Area,
    /// The rule with the way down to what is selected.
    pub crumbs: Area,
    /// Everything between the two rules.
    pub body: Area,
    /// The list, its head included.
    pub list: Area,
    /// Between list and detail: a rule, or a bar where they stand side by side.
    pub between: Area,
    /// Whether list and detail stand side by side.
    pub beside: bool,
    /// The page of what is selected, or the form.
    pub detail: Area,
    /// The rule with the message.
    pub message: Area,
    /// The keys.
    pub footer: Area,
}

/// The parts for what the app shows now.
pub fn areas(app: &App) -> Areas {
    let (width, height) = (app.screen.0, app.screen.1);
    let row = |y: u16| Area {
        x: 0,
        y,
        width,
        height: u16::from(y < height),
    };
    // A meeting has a line of its own and a rule. A very low screen gives up its rules first,
    // then the tabs.
    let top = match height {
        10.. if app.walks() => 2,
        0..=5 => 0,
        6..=9 => 2,
        _ => 3,
    };
    let bottom = if height >= 8 {
        2
    } else {
        u16::from(height >= 3)
    };
    let body = Area {
        x: 0,
        y: top,
        width,
        height: height.saturating_sub(top + bottom),
    };
    let mut out = Areas {
        body,
        footer: row(height.saturating_sub(1)),
        ..Areas::default()
    };
    if bottom == 0 {
        out.footer.height = 0;
    }
    if top >= 2 {
        out.header = row(0);
        out.tabs = row(1);
    }
    if top >= 3 {
        out.crumbs = row(2);
    }
    if bottom >= 2 {
        out.message = row(height - 2);
    }
    split(app, body, &mut out);
    out
}

/// The narrowest page beside a list.
const NARROWEST: u16 = 40;
/// Rows of a list that stay in sight above a page, however few there are.
const FEWEST: u16 = 3;

fn split(app: &App, body: Area, out: &mut Areas) {
    if app.form_is_whole() {
        out.list = Area { height: 0, ..body };
        out.detail = within(body);
        return;
    }
    if let Mode::Form(form) = &app.mode
        && (app.walks() || !is_beside(app, body))
    {
        return beneath(body, form_rows(body, form.height()), out);
    }
    let form = matches!(app.mode, Mode::Form(_));
    if app.walks() || !(form || app.has_page()) {
        out.list = body;
        return;
    }
    if app.page_is_whole() {
        out.list = Area { height: 0, ..body };
        out.detail = within(body);
        return;
    }
    if is_beside(app, body) {
        beside(body, list_width(app, body.width), out);
    } else {
        beneath(body, page_rows(app, body), out);
    }
}

/// The list, and something else beside it.
fn beside(body: Area, list: u16, out: &mut Areas) {
    out.beside = true;
    out.list = Area {
        width: list,
        ..body
    };
    out.between = Area {
        x: list,
        width: 1,
        ..body
    };
    let x = list + 2;
    out.detail = Area {
        x,
        width: body.width.saturating_sub(x),
        ..body
    };
}

/// Whether list and page stand side by side where they are both in sight.
fn is_beside(app: &App, body: Area) -> bool {
    let settings = &app.settings;
    let from = if app.pane.is_tree() {
        settings.beside_tree
    } else {
        settings.beside
    };
    body.width >= from && app.pane.spec().page_rows.is_none()
}

/// How wide a list is beside its page: a grid as wide as its words, within a share that leaves
/// the page room to be read. What a page can't be read with goes to the list.
fn list_width(app: &App, width: u16) -> u16 {
    let list = if app.pane.is_tree() {
        (width * 2 / 5).clamp(24, 60)
    } else {
        let most = width.saturating_sub(2 + NARROWEST.max(width / 3));
        let wanted = app.grid().wanted(most);
        wanted.clamp((width / 2).min(most), most)
    };
    list.max(width.saturating_sub(2 + MEASURE))
}

/// How many rows a page has under its list: at least a share, and all the list has no rows for.
fn page_rows(app: &App, body: Area) -> u16 {
    let least = app.pane.spec().page_rows.unwrap_or_default();
    let share = if app.moves_list() {
        least.max(body.height * 2 / 5)
    } else {
        body.height * 2 / 3
    };
    let rows = u16::try_from(app.len()).unwrap_or(u16::MAX);
    let list = rows.max(FEWEST).saturating_add(app.head_height());
    let rest = body.height.saturating_sub(list.saturating_add(1));
    share.max(rest).min(body.height.saturating_sub(1 + FEWEST))
}

/// How many rows a form has: all it takes, as long as some of the list stays in sight.
fn form_rows(body: Area, wanted: u16) -> u16 {
    let list = (body.height / 3).min(4);
    let rule = u16::from(list > 0);
    wanted.min(body.height - list - rule)
}

/// An area without the margins a page has.
fn within(area: Area) -> Area {
    Area {
        x: 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// The list, and so many rows of something else below it.
fn beneath(body: Area, rows: u16, out: &mut Areas) {
    let list = body.height.saturating_sub(rows);
    let rule = u16::from(rows > 0).min(list);
    out.list = Area {
        height: list - rule,
        ..body
    };
    out.between = Area {
        y: body.y + list - rule,
        height: rule,
        ..body
    };
    out.detail = Area {
        y: body.y + list,
        height: body.height - list,
        ..within(body)
    };
}
