//! Drawing, and nothing else: [`draw`] puts the state on a frame. Every part of the screen has
//! a file of its own; [`theme`] decides what a tone looks like.

mod chrome;
mod grid;
mod list;
mod meeting;
mod page;
mod paint;
pub mod theme;
mod tree;
mod typing;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::list::spec::List;
use crate::app::sight::geometry::areas;
use crate::app::typing::form::Form;
use crate::app::{App, Mode};
use paint::Pen;
use theme::Theme;

/// Puts the state on a frame. Gives where the cursor belongs, and whether it is to be seen: in
/// a text it is; elsewhere it rests unseen on the selected row, for screen readers.
pub fn draw(app: &App, theme: Theme, frame: &mut Frame<'_>) -> (Position, bool) {
    let areas = areas(app);
    let buffer = frame.buffer_mut();
    buffer.set_style(buffer.area, theme.base());
    let pen = &mut Pen { buffer, theme };
    let mut at = (Position::ORIGIN, false);
    if !app.walks() || !matches!(app.mode, Mode::Browse | Mode::Form(_)) {
        chrome::header(app, areas, pen);
    }
    match &app.mode {
        Mode::Help(help) => {
            let typing = typing::help::draw(app, help, areas, pen);
            at = typing.map_or(at, |at| (at, true));
        }
        Mode::Search(search) => at = typing::search::draw(app, search, areas, pen),
        Mode::Picker(picker) | Mode::Reading(picker) => {
            at = typing::picker::draw(app, picker, areas, pen);
        }
        Mode::Form(Form {
            choosing: Some(picker),
            ..
        }) => at = typing::picker::draw(app, picker, areas, pen),
        _ if app.walks() => at = meeting::draw(app, areas, pen),
        _ => {
            at = match app.pane.spec().list {
                // Without a list in sight the cursor rests on the page.
                _ if app.page_is_whole() => (Position::new(areas.detail.x, areas.detail.y), false),
                List::Tree => tree::draw(app, areas.list, pen),
                List::Rows(_) => list::draw(app, areas.list, pen),
            };
            chrome::between(areas, pen);
            match &app.mode {
                Mode::Form(form) => {
                    let own = typing::form::draw(app, form, areas.detail, pen);
                    at = if form.types_in_row() {
                        (at.0, true)
                    } else {
                        own
                    };
                }
                _ => page::detail::draw(app, areas.detail, pen),
            }
        }
    }
    chrome::footer(app, areas, pen);
    at
}
