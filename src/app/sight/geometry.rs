//! Where things stand on a screen of so many cells. Moving and drawing both ask here.

use crate::app::keys::key::shown;
use crate::app::{App, Mode, Pane};
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

/// The tabs in a row of so many cells; where not all names fit, only the pane in sight has one.
pub fn tabs(app: &App, room: u16) -> Vec<Tab> {
    let full: usize = Pane::ALL
        .iter()
        .map(|pane| width(&label(app, *pane, true)) + 1)
        .sum();
    let fits = full <= usize::from(room);
    let mut x = u16::from(app.pane != Pane::ALL[0] || fits);
    let tab = |pane: &Pane| {
        let pane = *pane;
        let words = label(app, pane, fits || pane == app.pane);
        let tab = Tab { pane, x, words };
        x += u16::try_from(width(&tab.words)).unwrap_or(0) + 1;
        tab
    };
    Pane::ALL.iter().map(tab).collect()
}

fn label(app: &App, pane: Pane, full: bool) -> String {
    let number = shown(pane.spec().keys, app.ascii).into_iter().next();
    let number = number.unwrap_or_default();
    let late = match (pane.spec().late)(app) {
        0 => String::new(),
        late => format!(" {late}!"),
    };
    match (full, late.is_empty()) {
        (true, _) => format!("{number} {}{late}", pane.label()),
        (false, true) => number,
        (false, false) => format!("{number}!"),
    }
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title, user, state.
    pub header: Area,
    /// The nine panes.
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
        10.. if app.in_meeting() => 2,
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

fn split(app: &App, body: Area, out: &mut Areas) {
    let form = match &app.mode {
        Mode::Form(form) => form.height(),
        _ => 0,
    };
    if app.in_meeting() {
        return beneath(body, form, out);
    }
    let tree = app.pane.is_tree();
    let settings = &app.settings;
    let from = if tree {
        settings.beside_tree
    } else {
        settings.beside
    };
    let wide = body.width >= from;
    if wide && (app.has_page() || form > 0) {
        let list = if tree {
            (body.width * 2 / 5).clamp(24, 60)
        } else {
            body.width * 3 / 5
        };
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
        return;
    }
    if form == 0 && !app.has_page() {
        out.list = body;
        return;
    }
    let share = match app.pane.spec().page_rows {
        Some(rows) => rows,
        None if app.text_focus => body.height * 2 / 3,
        None => body.height * 2 / 5,
    };
    beneath(body, if form > 0 { form } else { share }, out);
}

/// The list, and as much as is wanted below it.
fn beneath(body: Area, wanted: u16, out: &mut Areas) {
    let detail = wanted.min(body.height.saturating_sub(4));
    let rule = u16::from(detail > 0);
    let list = body.height - detail - rule;
    out.list = Area {
        height: list,
        ..body
    };
    out.between = Area {
        y: body.y + list,
        height: rule,
        ..body
    };
    out.detail = Area {
        x: 1.min(body.width),
        y: body.y + list + rule,
        width: body.width.saturating_sub(2),
        height: detail,
    };
}
