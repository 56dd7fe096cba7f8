//! `regie` without a command: the screen.

use std::env;

use crate::app::settings::Look;
use crate::app::update::update;
use crate::app::{App, Msg, Session};
use crate::cli::Outcome;
use crate::cli::failure::{FAILED, Failure};
use crate::cli::options::{self, Colour, Options};
use crate::cli::page::Page;
use crate::own::drafts::Drafts;
use crate::own::filters::Filters;
use crate::own::state_dir;
use crate::own::views::Views;
use crate::plan::edit::role::Role;
use crate::store::reason;
use crate::term;
use crate::term::{Ended, Own};
use crate::ui::theme::Theme;

pub fn run(options: &Options, page: &mut Page) -> Outcome {
    // Asked before the plan is opened: a refusal leaves nothing behind.
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    if dumb || !term::is_there() {
        let why = if dumb {
            "deze terminal (TERM=dumb) kan het scherm niet tonen"
        } else {
            "het scherm heeft een terminal nodig"
        };
        let sentence = format!(
            "{why}; zonder scherm zijn er regie toon, regie kpi, regie actie, regie wie en \
             regie status; zie regie --help"
        );
        return Err(Failure::new(FAILED, sentence));
    }
    let settings = super::config::load()?;
    let (mut store, plan) = options.open(page)?;
    // What waits goes out by itself here, and is told when it did.
    let waits = options.waiting();
    page.notes.retain(|note| Some(note) != waits.as_ref());
    let now = options.clock.now();
    let ascii = options.ascii || settings.ascii;
    let mut views = Views::of(store.place(), &options.author);
    let session = Session {
        user: options.author.clone(),
        today: now.date_naive(),
        read_only: store.why_read_only().map(str::to_string),
        // A database may let its login do less than all.
        role: options
            .role
            .or_else(|| Some(store.role()).filter(|role| *role == Role::Recorder)),
        ascii,
        screen: term::size(),
    };
    let mut app = App::left_as(plan, session, views.as_mut().and_then(Views::read));
    let look = settings.look;
    app.settings = settings;
    if let Some(note) = page.notes.last() {
        let note: String = note
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .chain(note.chars().skip(1))
            .collect();
        app.tell(note, false);
    }
    // Of all that a draft has the first word.
    let mut drafts = Drafts::of(store.place(), &options.author);
    if let Some(draft) = drafts.as_mut().and_then(Drafts::take) {
        update(&mut app, Msg::Found(draft));
    }
    let filters = Filters::of(&options.author);
    match filters.as_ref().map(Filters::read) {
        Some(Ok(kept)) => app.kept_filters = kept,
        Some(Err(sentence)) => app.tell(sentence, true),
        None => {}
    }
    // What an earlier session couldn't send goes first.
    let waits = state_dir().map(|folder| store.wait_in(&folder, &options.author));
    if let Some(Err(why)) = waits {
        app.tell(format!("Let op: {}", why.brief()), true);
    }
    let theme = Theme {
        colour: colour(options.colour, look),
        light: look == Look::Light,
        ascii,
    };
    let own = Own {
        drafts,
        filters,
        views,
        clock: options.clock,
        console: options::is_console(),
    };
    match term::run(&mut app, store, own, theme) {
        Ok(Ended::Quit) if app.is_saving() => {
            let sentence =
                "er werd nog opgeslagen toen regie sloot: of dat gelukt is zegt regie log";
            Err(Failure::new(FAILED, sentence))
        }
        Ok(Ended::Quit) => Ok(0),
        Ok(Ended::Signal(signal)) => Ok(u8::try_from(128 + signal).unwrap_or(1)),
        Err(error) => Err(Failure::new(
            FAILED,
            format!(
                "de terminal doet niet wat het scherm nodig heeft: {}",
                reason(&error)
            ),
        )),
    }
}

/// Whether to use colours: as asked, else unless `NO_COLOR` or the settings say no.
fn colour(asked: Colour, look: Look) -> bool {
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            look != Look::Plain && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    }
}
