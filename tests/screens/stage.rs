//! The app on a stage: the built-in plan, a fixed day, a store that saves at once or as slowly
//! as a test says, and an in-memory screen.

use std::collections::VecDeque;
use std::fmt::Write as _;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use regie::face::{
    App, Effect, Figures, Key, Made, Mouse, Msg, Session, TableFile, Theme, View, draw, update,
};
use regie::plan::edit::role::Role;
use regie::plan::edit::transaction::{Author, Intent, Next, transaction};
use regie::plan::edit::{CountEdit, Edit, MeetingEdit, Refusal};
use regie::plan::model::kpi::{Reading, Value};
use regie::plan::model::life::Period;
use regie::plan::model::number::Decimal;
use regie::plan::turn::empty::empty;
use regie::plan::turn::over::over;
use regie::plan::{Id, Plan};
use regie::store::{BUILT_IN, Hindrance, Queue, Store, Stuck};

pub struct Stage {
    app: App,
    theme: Theme,
    /// What is on its way to a slow store, each with the meeting it was said in.
    slow: Option<VecDeque<(Intent, Option<Id>)>>,
    left: bool,
    /// How many saves wait: there is no line.
    waits: usize,
}

impl Stage {
    /// The built-in plan, at its tree.
    pub fn new(size: (u16, u16)) -> Self {
        Self::fresh(size).play("1")
    }

    /// The same as one finds it the first time.
    pub fn fresh(size: (u16, u16)) -> Self {
        Self::of(serde_json::from_str(BUILT_IN).unwrap(), size)
    }

    /// The plan late in the year, with readings, judgements and an action point.
    pub fn recorded(size: (u16, u16)) -> Self {
        Self::of(super::late::plan(), size).play("1")
    }

    /// A plan of the years 2026 up to 2029, in the first.
    pub fn of_years(size: (u16, u16)) -> Self {
        let mut plan = super::late::plan();
        plan.schema = 2;
        plan.period = Some(Period {
            from: 2026,
            to: 2029,
        });
        let wanted = r#"[{ "year": 2027, "min": 12 }, { "year": 2028, "min": 15 }]"#;
        let mut indicator = plan.item_mut("3.K1.1").unwrap();
        let wanted = serde_json::from_str(wanted).unwrap();
        indicator.set("targets", wanted).unwrap();
        Self::of(plan, size)
    }

    /// The draft for the year after that, in December.
    pub fn turned(size: (u16, u16)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("plan.json");
        let text = serde_json::to_string(&super::late::plan()).unwrap();
        regie::store::write_new(&path, text.as_bytes()).unwrap();
        let (store, plan) = Store::open(&path).unwrap();
        let changes = over(&plan, None).unwrap().changes;
        let (_, draft) = regie::store::copied(&store, &changes).unwrap();
        Self::of(draft, size).on("2026-12-15")
    }

    /// A new day begins.
    pub fn on(mut self, day: &str) -> Self {
        self.send(Msg::Day(day.parse().unwrap()));
        self
    }

    /// The draft of a plan out of a document with three chapters that have no number and a budget of which
    /// something is left out.
    pub fn doubted(size: (u16, u16)) -> Self {
        let text = "# Jaarplan Veiligheid Delft 2027\n\nGemeente Delft\n\n# Jeugd\n\nTekst.\n\n\
            # Wonen\n\nTekst.\n\n# Geld\n\n| Post | Structureel | Totaal |\n| --- | --- | --- |\n\
            | Jeugd | € 85.000 | € 105.000 |\n";
        let document = regie::intake::document::read(text.as_bytes(), "plan.md").unwrap();
        let hints = regie::intake::recognise::Hints::default();
        let draft = regie::intake::recognise::draft(&document, &hints).unwrap();
        Self::of(draft.plan, size)
    }

    /// The empty plan of another municipality, a draft.
    pub fn from_nothing(size: (u16, u16)) -> Self {
        Self::of(empty("Delftland", 2027).unwrap(), size)
    }

    fn of(plan: Plan, size: (u16, u16)) -> Self {
        let session = Session {
            user: "A. Jansen".to_string(),
            today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            read_only: None,
            role: None,
            ascii: false,
            screen: size,
        };
        Self {
            app: App::new(plan, session),
            theme: Theme {
                colour: true,
                ..Theme::default()
            },
            slow: None,
            left: false,
            waits: 0,
        }
    }

    pub fn looking(mut self, colour: bool, ascii: bool) -> Self {
        self.theme = Theme {
            colour,
            ascii,
            ..self.theme
        };
        self.app.ascii = ascii;
        self
    }

    pub fn in_role(mut self, role: Role) -> Self {
        self.app.role = Some(role);
        self
    }

    pub fn read_only(mut self) -> Self {
        self.app.read_only = Some("--alleen-lezen".to_string());
        self
    }

    /// From now on the plan takes no edits.
    pub fn closed(mut self, why: &str) -> Self {
        self.send(Msg::Closed(Some(why.to_string())));
        self
    }

    pub fn play(mut self, keys: &str) -> Self {
        for key in Key::script(keys) {
            self.send(Msg::Key(key));
        }
        self
    }

    pub fn paste(mut self, text: &str) -> Self {
        self.send(Msg::Paste(text.to_string()));
        self
    }

    pub fn mouse(mut self, mouse: Mouse, column: u16, row: u16) -> Self {
        self.send(Msg::Mouse(mouse, (column, row)));
        self
    }

    /// The screen is left, and the next session begins.
    pub fn left_and_back(self) -> Self {
        let mut next = Self::of(self.app.whole().clone(), self.app.screen);
        next.app.put_back(self.app.view());
        next
    }

    /// A session that begins with how a screen of another plan was left, or a file says so.
    pub fn began_with(mut self, view: View) -> Self {
        self.app.put_back(view);
        self
    }

    /// The session finds an entry of an earlier one that was not finished.
    pub fn found(mut self, draft: &str) -> Self {
        self.send(Msg::Found(serde_json::from_str(draft).unwrap()));
        self
    }

    /// Whether a draft would be kept if the session ended now.
    pub fn keeps_draft(&self) -> bool {
        let at = "2026-11-23T14:02:11+01:00".parse().unwrap();
        self.app.draft(at).is_some()
    }

    /// Someone else counts one up.
    pub fn colleague_counts(self, id: &str) -> Self {
        let reading = Reading {
            date: self.app.today,
            value: Value::Done(true),
            of: None,
            note: None,
            by: "B. de Vries".to_string(),
        };
        let count = Edit::Count(CountEdit {
            id: id.to_string(),
            add: Decimal::whole(1),
            reading,
        });
        self.colleague_saves(vec![count])
    }

    /// Someone else closes the last meeting.
    pub fn colleague_closes(self) -> Self {
        let open = self.app.plan.meetings.last().unwrap().clone();
        let mut closed = open.clone();
        closed.closed = Some(self.app.today);
        self.colleague_saves(vec![Edit::Meeting(MeetingEdit {
            id: open.id.clone(),
            from: Some(Box::new(open)),
            to: Some(Box::new(closed)),
        })])
    }

    /// Someone else began a meeting before this one was saved: this one gets another id.
    pub fn colleague_began_first(mut self) -> Self {
        let begun = Edit::clone(&self.app.whole().history.last().unwrap().edit);
        let Edit::Meeting(mine) = &begun else {
            unreachable!("a meeting was begun last");
        };
        let mut theirs = mine.clone();
        theirs.to.as_mut().unwrap().title = "Van een ander".to_string();
        let mut plan = self.app.whole().clone();
        for (edit, by) in [
            (begun.inverse(), "A. Jansen"),
            (Edit::Meeting(theirs), "B. de Vries"),
            (begun, "A. Jansen"),
        ] {
            let next = done(&plan, &Intent::Edit(vec![edit]), by, None);
            plan = next.unwrap().unwrap().plan;
        }
        self.send(Msg::Reloaded(Box::new(plan)));
        self
    }

    /// Someone else saves edits.
    pub fn colleague_saves(mut self, edits: Vec<Edit>) -> Self {
        let wanted = Intent::Edit(edits);
        let next = done(self.app.whole(), &wanted, "B. de Vries", None).unwrap();
        let next = next.unwrap();
        self.send(Msg::Reloaded(Box::new(next.plan)));
        self
    }

    /// The store takes its time from here on: what is saved comes with [`Stage::saved`].
    pub fn slowly(mut self) -> Self {
        self.slow = Some(VecDeque::new());
        self
    }

    /// The first save that is on its way is done.
    pub fn saved(mut self) -> Self {
        let (wanted, meeting) = self.slow.as_mut().unwrap().pop_front().unwrap();
        let saved = self.save(wanted, meeting);
        self.send(saved);
        self
    }

    /// All that is on its way is saved, and what was typed meanwhile.
    pub fn settled(mut self) -> Self {
        while self.slow.as_ref().is_some_and(|slow| !slow.is_empty()) {
            self = self.saved();
        }
        self
    }

    /// The first save that is on its way is refused.
    pub fn refused(mut self, why: &str) -> Self {
        let (wanted, _) = self.slow.as_mut().unwrap().pop_front().unwrap();
        self.send(Msg::NotSaved(Some(wanted), why.to_string()));
        self
    }

    /// Of the first save that is on its way nobody knows whether it is done: it waits.
    pub fn unsure(mut self) -> Self {
        let (wanted, meeting) = self.slow.as_mut().unwrap().pop_front().unwrap();
        let Msg::Saved(wanted, Some(made)) = self.save(wanted, meeting) else {
            unreachable!("something was to be saved");
        };
        let plan = Some(Box::new(made.plan));
        let why = "onzeker of dit is opgeslagen; regie vraagt het na".to_string();
        self.send(Msg::Unsure(wanted, (plan, why)));
        self.send(Msg::Queued(Queue {
            waiting: 1,
            stuck: Vec::new(),
        }));
        self
    }

    /// There is no line, and what is saved waits: so much does by now.
    pub fn without_line(mut self, waits: usize) -> Self {
        self.waits = waits;
        let since = "2026-11-23T14:02:00+01:00".parse().unwrap();
        self.send(Msg::Away(since, "de server antwoordt niet".to_string()));
        self.send(Msg::Queued(Queue {
            waiting: waits,
            stuck: Vec::new(),
        }));
        self
    }

    /// Something that waits can't be made: why.
    pub fn stuck(mut self, number: u64, why: Hindrance) -> Self {
        let entries = self.app.whole().history.last().cloned();
        let stuck = Stuck {
            number,
            entries: entries.into_iter().collect(),
            why,
        };
        self.send(Msg::Queued(Queue {
            waiting: 1,
            stuck: vec![stuck],
        }));
        self
    }

    /// A new day begins.
    pub fn another_day(mut self) -> Self {
        let tomorrow = self.app.today.succ_opt().unwrap();
        self.send(Msg::Day(tomorrow));
        self
    }

    /// Time passes.
    pub fn waiting(mut self) -> Self {
        self.send(Msg::Slow);
        self
    }

    /// Whether the screen was left.
    pub fn is_left(&self) -> bool {
        self.left
    }

    fn save(&self, wanted: Intent, meeting: Option<Id>) -> Msg {
        let next = match done(self.app.whole(), &wanted, &self.app.user, meeting) {
            Err(Refusal::Conflict { .. }) if wanted.takes_back() => {
                return Msg::Blocked(wanted, Box::new(self.app.whole().clone()));
            }
            next => next.unwrap(),
        };
        let made = next.map(|next| Made {
            plan: next.plan,
            entries: next.entries.len(),
            waits: self.waits > 0,
            warning: None,
        });
        Msg::Saved(wanted, made.map(Box::new))
    }

    fn send(&mut self, msg: Msg) {
        for effect in update(&mut self.app, msg) {
            let mut kept = self.app.kept_filters.clone();
            let outcome = match effect {
                Effect::Quit => {
                    self.left = true;
                    continue;
                }
                Effect::Suspend | Effect::Copy(_) | Effect::Settle(..) => continue,
                Effect::Rescue => Msg::Rescued("plan-gered.json".to_string()),
                Effect::Minutes(_) => Msg::Written("verslag", "verslag.md".to_string()),
                Effect::Report(asked) => {
                    let name = format!("{}.{}", asked.name, asked.format.name);
                    Msg::Written("rapport", name)
                }
                Effect::Save(wanted) => match &mut self.slow {
                    Some(slow) => {
                        slow.push_back((wanted, self.app.meeting_id()));
                        continue;
                    }
                    None => self.save(wanted, self.app.meeting_id()),
                },
                Effect::NextYear(name, _) if name == "plan.json" => {
                    Msg::NotSaved(None, "plan.json bestaat al".to_string())
                }
                Effect::NextYear(name, until) => {
                    let from = self.app.whole().years().to + 1;
                    Msg::Turned(name, Period { from, to: until }, 232)
                }
                // The plan of a year before is kept beside it.
                Effect::Others => Msg::Others(vec!["2025.json".to_string()]),
                Effect::Other(_) => {
                    let mut plan: Plan = serde_json::from_str(BUILT_IN).unwrap();
                    plan.year = 2025;
                    Msg::Other(Ok(Box::new(plan)))
                }
                // No figures stand beside it.
                Effect::Tables(takes) | Effect::Table(TableFile { takes, .. }) => {
                    Msg::Figures(Figures::Files(takes, Vec::new(), None))
                }
                // The kept filters are a list in memory here.
                Effect::KeepFilter(named) => {
                    kept.push(named);
                    Msg::Filters(Ok(kept))
                }
                Effect::ForgetFilter(name) => {
                    kept.retain(|it| it.name != name);
                    Msg::Filters(Ok(kept))
                }
            };
            self.send(outcome);
        }
    }

    /// The screen as text, and below it the cells that don't look plain.
    pub fn shown(&self) -> String {
        let (width, height) = self.app.screen;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| {
                draw(&self.app, self.theme, frame);
            })
            .unwrap();
        let buffer = terminal.backend().buffer();
        let mut out = String::new();
        for y in 0..height {
            let row: String = (0..width).map(|x| buffer[(x, y)].symbol()).collect();
            let _ = writeln!(out, "{}", row.trim_end());
        }
        let _ = writeln!(out, "---");
        for y in 0..height {
            let looks = looks(buffer, y, width);
            if !looks.is_empty() {
                let _ = writeln!(out, "{y:2}: {}", looks.join(", "));
            }
        }
        out
    }
}

/// A plan with what is wanted done to it; none where there is nothing to turn round.
fn done(
    plan: &Plan,
    wanted: &Intent,
    by: &str,
    meeting: Option<Id>,
) -> Result<Option<Next>, Refusal> {
    let author = Author {
        name: by.to_string(),
        at: "2026-11-23T14:02:11+01:00".parse().unwrap(),
        meeting,
    };
    transaction(plan.clone(), wanted, &author, Role::Administrator)
}

/// The runs of a row that look other than plain: `0-79 reversed`, `55-58 green bold`.
fn looks(buffer: &Buffer, y: u16, width: u16) -> Vec<String> {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in 0..width {
        let look = look(&buffer[(x, y)]);
        match runs.last_mut() {
            Some((_, end, last)) if *last == look => *end = x,
            _ => runs.push((x, x, look)),
        }
    }
    runs.retain(|(_, _, look)| !look.is_empty());
    runs.into_iter()
        .map(|(start, end, look)| format!("{start}-{end} {look}"))
        .collect()
}

fn look(cell: &Cell) -> String {
    let mut words = Vec::new();
    for (modifier, word) in [
        (Modifier::REVERSED, "reversed"),
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(word.to_string());
        }
    }
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg).to_lowercase());
    }
    words.join(" ")
}

/// Draws the screen the keys lead to at every small size, and some odd ones.
pub fn at_any_size(stage: Stage, keys: &str) {
    let sizes = (0..24).flat_map(|w| (0..14).map(move |h| (w, h)));
    let mut stage = stage.play(keys);
    for size in sizes.chain([(80, 24), (300, 3), (3, 100), (59, 24), (60, 9), (110, 8)]) {
        stage.send(Msg::Resize(size.0, size.1));
        let (width, height) = size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| {
                draw(&stage.app, stage.theme, frame);
            })
            .unwrap();
        stage = stage.play("j<pgdn>k");
    }
}
