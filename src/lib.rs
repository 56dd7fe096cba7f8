//! `regie` puts a municipality's yearly safety plan in the terminal: who leads, how the KPIs
//! stand, what is due, and who changed what.
//!
//! ```text
//!  Uitvoeringsplan Veiligheid Rijswijk 2026           A. Jansen · opgeslagen   ui::chrome
//!  0 Nu 1 Plan 2 KPI's 3 Acties 4 Regie 5 Teams 6 Fte 7 Budget 8 Agenda 9 Log     "
//! ─ Plan › 3 Ondermijning › B Bedrijventerreinen ───────────────────────────────   "
//!  ▾  3 Ondermijning         -8 │ 3B Bedrijventerreinen
//!    ▸ A Drugshandel            │
//! ▌  ▾ B Bedrijventerreinen     │ Regie       Regisseur Ondermijning: …
//!      ▸ 1 Intensiveren preven… │ Partners    Politie, Openbaar Ministerie, …
//!      ▸ 2 Het vergroten van h… │ Acties      7 open
//!      ui::tree (other panes:   │      ui::page, of a document from report::pages
//!      ui::list and ui::grid)   │      (while typing: ui::typing)
//! ─ 3.K1.1 integrale controles: 6 (was 5) · opgeslagen ─────────────────────────  ui::chrome
//!  ↵ open  r regie  / zoek  : opdracht  ? hulp                     app::keys, ui::chrome
//! ```
//!
//! A meeting takes the whole screen: `ui::meeting`, with `report::pages::meeting::slide` for the item in sight.
//!
//! The rooms, and what may import what (`tests/layering.rs` holds it):
//!
//! ```text
//! plan    the domain: no terminal, no files, no clock
//!         model   the records as they stand in the store      figures  what follows from them
//!         edit    a file for each kind, and the transaction    find     regie, search, filters
//!   ↑
//! store   where a plan is kept: the Keeper, of which a file is the only one;
//!         text (JSON as text), disk (bytes, the lock, atomic replacement)
//! intake  what comes from elsewhere: document (Word, PDF and text in one shape) and recognise, which
//!         makes a draft plan of it; table (rows of a sheet) and readings, which makes edits of them
//! doc     styled text: paragraphs, tables, spans; laid out to a width (to a format in report::out)
//! own     a user's own small files: drafts, filters, the view of the last session; knows a plan's place
//!   ↑
//! report  pages (what is said about an item), out (files for other programs)
//!   ↑
//! app     state and update: a message in, effects out
//!         keys (commands and their keys), panes (one file each, of a list), sight, typing, meeting
//!   ↑
//! ui      drawing only            config  the user's settings, from their file
//!   ↑
//! term    the terminal's life, the one loop, what time it is;  cli  the command line
//! ```
//!
//! Dutch words of the field and their names in code: hoofdstuk `chapter`, thema `theme`, wat
//! willen we bereiken `goal`, actie `action`, stand `reading`, streefwaarde `target`, stoplicht
//! `light`, partij `party`, formatie `capacity`, begroting `budget`. `regie` stays `regie`:
//! "owner" means something else.

mod app;
mod cli;
mod config;
mod doc;
pub mod intake;
mod own;
pub mod plan;
mod report;
pub mod store;
mod term;
mod ui;

/// What the program's own binary, the tests and the benchmarks see of the rooms above the store.
/// Everything else there is the program's own affair, so that the compiler tells what nobody uses.
pub mod face {
    pub use crate::app::keys::command::Group;
    pub use crate::app::keys::key::{Key, shown};
    pub use crate::app::keys::keymap::{COMMANDS, Context};
    pub use crate::app::message::{Figures, Made, Mouse, Read, TableFile};
    pub use crate::app::update::update;
    pub use crate::app::{App, Effect, Msg, Session};
    pub use crate::cli::failure::{Failure, UNSOUND};
    pub use crate::cli::json::{Key as JsonKey, LISTINGS, SHAPES, Shape as JsonShape, Type};
    pub use crate::cli::{Answer, command, run, told, watch};
    pub use crate::own::view::View;
    pub use crate::term::{Frames, Gathered};
    pub use crate::ui::draw;
    pub use crate::ui::theme::Theme;
}
