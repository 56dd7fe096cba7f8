//! Saves a second on PostgreSQL, by the keeper the screen has: one plan with 1, 8 and 64 writers, 8
//! over 342 plans, one that 50 screens listen to; a save on a line of 30 ms, and how soon a colleague
//! sees one. Beside each the floor, just before it: as many connections with nothing but a function that
//! changes a plan's row and adds one to a log of the same columns, planned before, with nothing made, read or
//! told. Before them a key on the screen, with and without a line.
//!
//! `cargo bench --features database --bench database -- one listened plans` measures those of these names: `keys`, `one` (or `1`, `8`, `64`),
//! `listened`, `plans`, `region`, `far`, `seen`, `kinds`, `quick`. Each writer records at one indicator after another, as people
//! do, and has saved once before the clock runs. It starts a server of its own
//! and says where it can't.
#![expect(
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where something is wrong"
)]

#[cfg(feature = "database")]
#[path = "../../tests/common/postgres.rs"]
#[expect(dead_code, reason = "the tests ask more of a server")]
mod postgres;

#[cfg(feature = "database")]
#[path = "../../tests/common/proxy.rs"]
#[expect(dead_code, reason = "the tests disturb more of a line")]
mod proxy;

#[cfg(feature = "database")]
#[path = "../../tests/common/terminal.rs"]
#[expect(dead_code, reason = "the tests do more at a terminal")]
mod terminal;

#[cfg(feature = "database")]
mod floor;

#[cfg(feature = "database")]
mod keys;

#[cfg(feature = "database")]
mod kinds;

#[cfg(feature = "database")]
fn main() {
    saves::run();
}

#[cfg(not(feature = "database"))]
fn main() {
    println!("built without databases");
}

#[cfg(feature = "database")]
mod saves {
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::{Duration, Instant};

    use chrono::DateTime;
    use regie::plan::Plan;
    use regie::plan::edit::{CountEdit, Edit};
    use regie::plan::model::kpi::{Kind, Reading, Value};
    use regie::plan::model::number::Decimal;
    use regie::store::moving::{Move, moves};
    use regie::store::{self, Author, BUILT_IN, KEPT, Keeper, Terms};

    use crate::postgres::{SUPERUSER, Server, Setup};
    use crate::proxy::Proxy;

    pub const DATABASE: &str = "regie";
    /// How long each figure is measured.
    const SPAN: Duration = Duration::from_secs(4);
    const TERMS: Terms = Terms {
        keeps: KEPT,
        role: None,
        read_only: false,
    };

    /// The municipalities of the Netherlands.
    const PLANS: usize = 342;
    /// One way over a slow line.
    pub const FAR: Duration = Duration::from_millis(15);

    /// A plan each of some writers saves in, one after another.
    type Keepers = Vec<(Box<dyn Keeper>, Vec<String>)>;

    pub fn run() {
        let asked: Vec<String> = std::env::args().skip(1).collect();
        let names = asked.iter().filter(|it| !it.starts_with('-'));
        let names: Vec<&str> = names.map(String::as_str).collect();
        let is_asked = |name: &str| names.is_empty() || names.contains(&name);
        let Some(setup) = Setup::new() else {
            return;
        };
        // As much of the log between two checkpoints as a server has that nobody set up: the tests' own have
        // little, to start soon.
        let setup = setup.with("max_wal_size", "1GB");
        let server = setup.with("max_connections", "450").start();
        server.database(DATABASE);
        crate::floor::prepare(&server);
        if is_asked("keys") {
            crate::keys::run(&server);
        }
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("plan.json");
        store::write_new(&file, BUILT_IN.as_bytes()).unwrap();
        let begin = |slug: &str| {
            let url = PathBuf::from(server.url(DATABASE, slug));
            moves(&file, &url, Move::Copy, &author(0)).unwrap();
            url
        };
        let floor = |writers, plans| crate::floor::rate(&server, writers, plans, SPAN);
        for writers in [1, 8, 64] {
            if is_asked("one") || names.contains(&writers.to_string().as_str()) {
                several(&begin, "one", writers, &floor);
            }
        }
        if is_asked("listened") {
            let plan = begin("listened");
            let screens: Keepers = (0..50).map(|_| opened(&plan)).collect();
            let least = floor(1, 1);
            let done = saves(vec![vec![opened(&plan)]]);
            println!("1, and 50 screens that listen: {}", done.shown(least));
            drop(screens);
        }
        let needed = is_asked("plans") || is_asked("region");
        let plans = (0..if needed { PLANS } else { 0 }).map(|n| begin(&format!("own-{n}")));
        let plans: Vec<PathBuf> = plans.collect();
        if is_asked("region") {
            crate::kinds::region(&server);
        }
        if is_asked("plans") {
            let each = plans.chunks(PLANS.div_ceil(8));
            let least = floor(8, PLANS);
            let keepers = each.map(|own| own.iter().map(|plan| opened(plan)).collect());
            let done = saves(keepers.collect());
            println!("8 over {PLANS} plans: {}", done.shown(least));
        }
        if is_asked("far") {
            begin("far");
            far(&server);
        }
        if is_asked("seen") {
            seen(&begin("seen"));
        }
        if is_asked("kinds") {
            crate::kinds::run(&server, &begin);
        }
        if is_asked("quick") {
            server.set("fsync", "off");
            println!("with the disk left out:");
            for writers in [1, 8, 64] {
                several(&begin, "quick", writers, &floor);
            }
        }
    }

    /// One plan, with so many writers.
    fn several(
        begin: &dyn Fn(&str) -> PathBuf,
        name: &str,
        writers: usize,
        floor: &dyn Fn(usize, usize) -> f64,
    ) {
        let plan = begin(&format!("{name}-{writers}"));
        let keepers = (0..writers).map(|_| vec![opened(&plan)]);
        let keepers = keepers.collect();
        let least = floor(writers, 1);
        let done = saves(keepers);
        println!("{writers} on one plan: {}", done.shown(least));
    }

    pub fn opened(plan: &Path) -> (Box<dyn Keeper>, Vec<String>) {
        let (keeper, plan) = store::open(plan, TERMS).unwrap();
        (keeper, counted(&plan))
    }

    /// What can be counted in a plan.
    fn counted(plan: &Plan) -> Vec<String> {
        let kpis = plan.chapters.iter().flat_map(|chapter| &chapter.kpis);
        let all = kpis.flat_map(|kpi| &kpi.indicators);
        let counted = all.filter(|it| it.kind == Kind::Count);
        counted.map(|it| it.id.clone()).collect()
    }

    /// One who saves over a line with a distance.
    fn far(server: &Server) {
        let proxy = Proxy::to(server.host());
        let url = proxy.url_as(SUPERUSER, DATABASE, "far");
        let keeper = opened(Path::new(&url));
        proxy.delay(FAR);
        let Done(took) = saves(vec![vec![keeper]]);
        let at = |share: usize| took.get(took.len() * share / 100).copied();
        let at = |share| at(share).unwrap_or_default().as_secs_f64() * 1000.0;
        println!(
            "on a line of 30 ms: {:.1} ms, 99 of 100 within {:.1} ms",
            at(50),
            at(99)
        );
    }

    /// How soon the keeper of a colleague has what somebody saved.
    fn seen(plan: &Path) {
        let (mut writer, ids) = opened(plan);
        let (mut reader, _) = opened(plan);
        let (ring, rings) = std::sync::mpsc::channel();
        reader.ring(Box::new(move || {
            let _gone = ring.send(());
        }));
        let mut took: Vec<Duration> = (0..100)
            .map(|number| {
                let id = &ids[number % ids.len()];
                let saved = writer.commit(&[count(id)], &author(1)).unwrap();
                let begun = Instant::now();
                loop {
                    match reader.news().unwrap() {
                        Some(plan) if plan.revision >= saved.plan.revision => break,
                        _ => drop(rings.recv_timeout(Duration::from_secs(1))),
                    }
                }
                begun.elapsed()
            })
            .collect();
        took.sort_unstable();
        let at = |place: usize| took[place].as_secs_f64() * 1000.0;
        println!(
            "a colleague has it after {:.1} ms, 99 of 100 within {:.1} ms",
            at(50),
            at(98)
        );
    }

    /// Saves by each writer in its plans, for a while.
    fn saves(mut writers: Vec<Keepers>) -> Done {
        for (number, own) in writers.iter_mut().enumerate() {
            for (keeper, ids) in own {
                keeper.commit(&[count(&ids[0])], &author(number)).unwrap();
            }
        }
        let stop = AtomicBool::new(false);
        let mut took: Vec<Duration> = thread::scope(|scope| {
            let write = |(number, mut own): (usize, Keepers)| {
                let (mut took, mut turn) = (Vec::new(), number);
                while !stop.load(Ordering::Acquire) {
                    turn += 1;
                    let several = own.len();
                    let (keeper, ids) = &mut own[turn % several];
                    let edit = count(&ids[turn / several % ids.len()]);
                    let begun = Instant::now();
                    // Who is always too late is told so, and types it again.
                    if keeper.commit(&[edit], &author(number)).is_ok() {
                        took.push(begun.elapsed());
                    }
                }
                took
            };
            let writers = writers.into_iter().enumerate();
            let writers: Vec<_> = writers.map(|it| scope.spawn(move || write(it))).collect();
            thread::sleep(SPAN);
            stop.store(true, Ordering::Release);
            writers
                .into_iter()
                .flat_map(|it| it.join().unwrap())
                .collect()
        });
        took.sort_unstable();
        Done(took)
    }

    /// How long each save took, the shortest first.
    struct Done(Vec<Duration>);

    impl Done {
        fn shown(&self, least: f64) -> String {
            let each = self.0.len() as f64 / SPAN.as_secs_f64();
            let at = |share: usize| self.0.get(self.0.len() * share / 100).copied();
            let at = |share| at(share).unwrap_or_default().as_secs_f64() * 1000.0;
            format!(
                "{each:.0}/s ({:.2} of the floor, {least:.0}/s), {:.1} ms, 99 of 100 within {:.1} ms",
                each / least,
                at(50),
                at(99)
            )
        }
    }

    pub fn author(number: usize) -> Author {
        Author {
            name: format!("P{number}"),
            at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
            meeting: None,
        }
    }

    pub fn count(id: &str) -> Edit {
        Edit::Count(CountEdit {
            id: id.to_string(),
            add: Decimal::whole(1),
            reading: Reading {
                date: author(0).at.date_naive(),
                value: Value::Number(Decimal::whole(0)),
                of: None,
                note: None,
                by: "P".to_string(),
            },
        })
    }
}
