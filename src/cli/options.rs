//! What holds for every command: which plan, who types, what time it is.

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use clap::ArgMatches;

use super::failure::{FAILED, Failure, READ_ONLY};
use super::items::resolve::brief;
use super::page::Page;
use super::text;
use crate::own::state_dir;
use crate::plan::edit::role::Role;
use crate::plan::words::counted;
use crate::plan::{Plan, clean};
use crate::store;
use crate::store::default_path::{Origin, plan_path};
use crate::store::{Author, BUILT_IN, Cause, KEPT, Keeper, Terms};
use crate::term::clock::Clock;

/// Columns where the terminal's own are not known.
const WIDTH: usize = 80;

/// How long somebody who completes a word waits for a database.
const SOON: Duration = Duration::from_millis(400);

/// The plan on a database, where that answers soon: nobody waits seconds for a word to be completed.
fn opened_soon(path: PathBuf) -> Option<Plan> {
    let (sender, opened) = mpsc::sync_channel(1);
    thread::spawn(move || {
        let plan = store::open(&path, Terms::READING)
            .ok()
            .map(|(_, plan)| plan);
        let _nobody_waits = sender.send(plan);
    });
    opened.recv_timeout(SOON).ok().flatten()
}

/// A variable someone sent along does not choose the plan.
const PASSED_OVER: &str =
    "$REGIE_PLAN telt niet bij een vaste --rol of --door over SSH; gebruik --plan";

/// The options every command takes.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which plan.
    pub plan: Chosen,
    /// Something to tell about that.
    pub note: Option<&'static str>,
    /// `--alleen-lezen`.
    pub read_only: bool,
    /// What may be done (`--rol`); none where only the rights of the file decide.
    pub role: Option<Role>,
    /// Who types (`--door`).
    pub author: String,
    /// How many days the plan of before that day is kept (`$REGIE_BEWAREN`).
    pub keeps: usize,
    /// `--json`.
    pub json: bool,
    /// `--ascii`, a locale that isn't UTF-8, or the Linux console.
    pub ascii: bool,
    /// `--kleur`.
    pub colour: Colour,
    /// The time, or what `--nu` says it is.
    pub clock: Clock,
}

/// Where the plan is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// In the file someone named, with `--plan` or `$REGIE_PLAN`; it has to be there.
    Named(PathBuf),
    /// In the user's data directory; it is made where it isn't there.
    Default(PathBuf),
    /// This user has no data directory.
    Nowhere,
}

/// Whether the screen has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Where the terminal has them, and nobody asked for none.
    Auto,
    /// In any case.
    Always,
    /// Never.
    Never,
}

impl Options {
    /// Reads them from the command line and the environment.
    ///
    /// # Errors
    /// A [`Failure`], where one of them makes no sense.
    pub fn new(matches: &ArgMatches) -> Result<Self, Failure> {
        let text = |id: &str| matches.get_one::<String>(id).map(String::as_str);
        let clock = match text("nu") {
            Some(typed) => Clock::fixed(typed).map_err(Failure::usage)?,
            None => Clock::Real,
        };
        let role = text("rol").and_then(Role::named);
        let fixed = role.is_some() || text("door").is_some();
        let named = matches.get_one::<PathBuf>("plan").cloned();
        let mut variable = env::var_os("REGIE_PLAN").filter(|path| !path.is_empty());
        let passed_over = named.is_none() && variable.is_some() && fixed && comes_from_afar();
        if passed_over {
            variable = None;
        }
        let plan = chosen(named, variable);
        Ok(Self {
            author: author(text("door"), &plan)?,
            plan,
            note: passed_over.then_some(PASSED_OVER),
            read_only: matches.get_flag("alleen-lezen"),
            role,
            keeps: keeps(env::var_os("REGIE_BEWAREN").filter(|_| !(fixed && comes_from_afar())))?,
            json: matches.get_flag("json"),
            ascii: matches.get_flag("ascii") || is_plain(&io::stdout()),
            colour: match text("kleur") {
                Some("altijd") => Colour::Always,
                Some("nooit") => Colour::Never,
                _ => Colour::Auto,
            },
            clock,
        })
    }

    /// Opens the plan. Where it was made just now, the page says so.
    ///
    /// # Errors
    /// A [`Failure`], where it can't be read.
    pub fn open(&self, page: &mut Page) -> Result<(Box<dyn Keeper>, Plan), Failure> {
        self.tell_of_plan(page);
        let terms = self.terms();
        Ok(match &self.plan {
            Chosen::Named(path) => store::open(path, terms)?,
            // A reader leaves nothing behind, not even the first plan.
            Chosen::Default(path) if self.only_reads() => store::open(path, terms)?,
            Chosen::Default(path) => {
                let (store, plan, made) = store::open_default(path, terms)?;
                if made {
                    let path = path.display();
                    page.note(format!("het plan van 2026 is gemaakt in {path}"));
                }
                (store, plan)
            }
            Chosen::Nowhere => return Err(nowhere()),
        })
    }

    /// Opens the plan for edits of the item with this id, of which alone it may then know.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_about(
        &self,
        page: &mut Page,
        id: &str,
    ) -> Result<(Box<dyn Keeper>, Plan), Failure> {
        match &self.plan {
            // The user's own plan may have to be made.
            Chosen::Named(path) | Chosen::Default(path)
                if matches!(self.plan, Chosen::Named(_)) || path.exists() =>
            {
                self.tell_of_plan(page);
                Ok(store::open_about(path, self.terms(), id.trim())?)
            }
            _ => self.open(page),
        }
    }

    fn tell_of_plan(&self, page: &mut Page) {
        if let Some(note) = self.note {
            page.note(note);
        }
        if let Some(waits) = self.waiting() {
            page.note(waits);
        }
    }

    /// That edits of this user still wait on this machine for the plan's database, where some do.
    pub fn waiting(&self) -> Option<String> {
        let Chosen::Named(path) = &self.plan else {
            return None;
        };
        let waiting = store::waiting(path, &state_dir()?, &self.author);
        (waiting > 0).then(|| {
            format!(
                "{} nog op deze computer, tot u dit plan met verbinding op het scherm opent",
                counted(waiting, "wijziging wacht", "wijzigingen wachten")
            )
        })
    }

    /// What an opened plan may be used for.
    pub const fn terms(&self) -> Terms {
        Terms {
            keeps: self.keeps,
            role: self.role,
            read_only: self.read_only,
        }
    }

    /// A plan as it is in the year that was asked for (`--jaar`), or else in this one; of a plan
    /// of one year it is itself.
    ///
    /// # Errors
    /// A [`Failure`], where it isn't one of its years.
    pub fn seen(&self, plan: Plan, matches: &ArgMatches) -> Result<Plan, Failure> {
        let year = self.year(&plan, matches)?;
        let seen = match plan.in_year(year) {
            Cow::Owned(seen) => Some(seen),
            Cow::Borrowed(_) => None,
        };
        Ok(seen.unwrap_or(plan))
    }

    /// The year that was asked for (`--jaar`), or else this one.
    ///
    /// # Errors
    /// As [`Self::seen`].
    pub fn year(&self, plan: &Plan, matches: &ArgMatches) -> Result<i32, Failure> {
        let years = plan.years();
        match text(matches, "jaar").trim() {
            "" => Ok(years.year_of(self.clock.today())),
            typed => typed
                .parse()
                .ok()
                .filter(|it| years.has(*it))
                .ok_or_else(|| {
                    let (typed, years) = (brief(typed), years.shown());
                    Failure::usage(format!("dit plan is van {years}, en niet van “{typed}”"))
                }),
        }
    }

    /// The plan as it stands, only to look in: nothing is made, and nothing told. Where a first
    /// plan would be made, it is that one.
    pub fn look(&self) -> Option<Plan> {
        let (path, first) = match &self.plan {
            Chosen::Named(path) => (path, None),
            Chosen::Default(path) => (path, Some(BUILT_IN)),
            Chosen::Nowhere => return None,
        };
        let opened = match path.to_str().filter(|it| store::is_address(it)) {
            Some(_) => return opened_soon(path.clone()),
            None => store::open(path, Terms::READING),
        };
        match opened {
            Ok((_, plan)) => Some(plan),
            Err(why) if matches!(why.cause, Cause::NotFound) => serde_json::from_str(first?).ok(),
            Err(_) => None,
        }
    }

    /// Whether nothing may be changed, whatever the rights of the file.
    fn only_reads(&self) -> bool {
        self.read_only || self.role == Some(Role::Reader)
    }

    /// Refuses what would write, under `--alleen-lezen` and to a reader.
    ///
    /// # Errors
    /// A [`Failure`] that says so.
    pub fn may_write(&self) -> Result<(), Failure> {
        if self.read_only {
            let sentence = "met --alleen-lezen verandert er niets; laat die optie weg";
            return Err(Failure::new(READ_ONLY, sentence));
        }
        self.is_at_least(Role::Recorder)
    }

    /// Refuses what takes a higher role than `--rol` gives.
    ///
    /// # Errors
    /// A [`Failure`] that says so.
    pub fn is_at_least(&self, needed: Role) -> Result<(), Failure> {
        match self.role {
            Some(role) if role < needed => Err(Failure::new(
                READ_ONLY,
                format!(
                    "dit mag alleen een {}, en u bent hier {}; er is niets opgeslagen",
                    needed.word(),
                    role.word()
                ),
            )),
            _ => Ok(()),
        }
    }

    /// Who edits, and when: now.
    pub fn author(&self) -> Author {
        Author {
            name: self.author.clone(),
            at: self.clock.now(),
            meeting: None,
        }
    }
}

/// The failure of a user without a data directory.
pub fn nowhere() -> Failure {
    Failure::new(
        FAILED,
        "er is geen gegevensmap voor deze gebruiker; noem het plan met --plan BESTAND",
    )
}

/// Whether the terminal is at the other end of an SSH line. Its user may have sent variables
/// along; what the administrator typed before the key is the administrator's.
fn comes_from_afar() -> bool {
    env::var_os("SSH_CONNECTION").is_some()
}

fn chosen(named: Option<PathBuf>, variable: Option<OsString>) -> Chosen {
    match plan_path(named, variable) {
        Some((path, Origin::Default)) => Chosen::Default(path),
        Some((path, Origin::Option | Origin::Environment)) => Chosen::Named(path),
        None => Chosen::Nowhere,
    }
}

fn author(named: Option<&str>, plan: &Chosen) -> Result<String, Failure> {
    let Some(named) = named else {
        let login = match plan {
            Chosen::Named(path) => store::login(path),
            Chosen::Default(_) | Chosen::Nowhere => None,
        };
        if let Some(login) = login {
            return Ok(clean::one_line(login.trim()).into_owned());
        }
        let users = ["USER", "LOGNAME"].map(|variable| env::var(variable).unwrap_or_default());
        let user = users.into_iter().find(|user| !user.trim().is_empty());
        return Ok(user.map_or_else(
            // Better a number than one name for everyone: undo goes by it.
            || format!("gebruiker {}", rustix::process::getuid().as_raw()),
            |user| clean::one_line(user.trim()).into_owned(),
        ));
    };
    match named.trim() {
        "" => Err(Failure::usage("--door vraagt een naam, en die is leeg")),
        // The store writes the name on one line as well; both have to be the same for undo.
        name => Ok(clean::one_line(name).into_owned()),
    }
}

fn keeps(typed: Option<OsString>) -> Result<usize, Failure> {
    let Some(typed) = typed.filter(|typed| !typed.is_empty()) else {
        return Ok(KEPT);
    };
    let typed = typed.to_string_lossy();
    typed.trim().parse().map_err(|_no_number| {
        Failure::usage(format!(
            "$REGIE_BEWAREN is een aantal dagen (0: niets bewaren), en niet “{}”",
            clean::one_line(&typed)
        ))
    })
}

/// Whether nothing but ASCII may be written there: with `--ascii` anywhere among the arguments, in a
/// locale that isn't UTF-8, or on the Linux console. Known before the arguments are understood, so that a refusal of
/// them keeps to it as well.
pub fn wants_ascii(args: &[OsString], to: &impl IsTerminal) -> bool {
    args.iter().any(|arg| arg == "--ascii") || is_plain(to)
}

/// Whether what is asked, on standard error, is ASCII.
pub fn asks_ascii(options: &Options) -> bool {
    options.ascii || is_plain(&io::stderr())
}

/// Whether what this goes to has hardly more than ASCII to show.
fn is_plain(to: &impl IsTerminal) -> bool {
    !speaks_utf8() || is_console() && to.is_terminal()
}

/// Whether the terminal is the Linux console itself: its font has room for 256 or 512
/// characters, and of the signs on the screen there are always some that it doesn't have.
pub fn is_console() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "linux")
}

/// Whether the locale says the terminal takes UTF-8: the first of the three that is set decides,
/// as in POSIX. Where none is set the terminal is likely a modern one whose variables were not
/// passed on by SSH.
fn speaks_utf8() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(env::var_os)
        .find(|value| !value.is_empty())
        .is_none_or(|value| {
            let value = value.to_string_lossy().to_lowercase();
            value.contains("utf-8") || value.contains("utf8")
        })
}

/// How wide a page is: `$COLUMNS`, else the terminal's width, else 80.
pub fn width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    columns
        .or_else(terminal_width)
        .unwrap_or(WIDTH)
        .clamp(20, 400)
}

fn terminal_width() -> Option<usize> {
    columns(&io::stdout())
}

/// How wide the terminal is that this goes to; none where it goes elsewhere.
pub fn columns(to: &impl IsTerminal) -> Option<usize> {
    to.is_terminal().then(|| usize::from(crate::term::size().0))
}
