//! Saves a second on PostgreSQL, by the keeper the screen has: one plan with 1, 8 and 64 writers,
//! and many plans with 8. Beside it the same server's plainest save: one row and its commit.
//!
//! It starts a server of its own and says where it can't.
#![expect(
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where something is wrong"
)]

#[cfg(feature = "database")]
#[path = "../tests/common/postgres.rs"]
#[expect(dead_code, reason = "the tests ask more of a server")]
mod postgres;

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
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::{Duration, Instant};

    use chrono::DateTime;
    use regie::plan::edit::{CountEdit, Edit};
    use regie::plan::model::kpi::{Reading, Value};
    use regie::plan::model::number::Decimal;
    use regie::store::log::sql;
    use regie::store::moving::{Move, moves};
    use regie::store::{self, Author, BUILT_IN, KEPT, Terms};
    use tokio::runtime::Builder;
    use tokio_postgres::{Config, NoTls};

    use crate::postgres::{SUPERUSER, Server};

    const DATABASE: &str = "regie";
    /// How long each figure is measured.
    const SPAN: Duration = Duration::from_secs(4);
    const TERMS: Terms = Terms {
        keeps: KEPT,
        role: None,
        read_only: false,
    };

    pub fn run() {
        let Some(server) = Server::start() else {
            return;
        };
        server.database(DATABASE);
        let least = plain(&server);
        println!("a row and its commit, one writer: {least:.0}/s");
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("plan.json");
        store::write_new(&file, BUILT_IN.as_bytes()).unwrap();
        let begin = |slug: &str| {
            let url = PathBuf::from(server.url(DATABASE, slug));
            moves(&file, &url, Move::Copy, &author(0)).unwrap();
            url
        };
        for writers in [1, 8, 64] {
            let plan = begin(&format!("one-{writers}"));
            let done = saves(&vec![plan; writers]);
            println!("{writers} on one plan: {}", done.shown(least));
        }
        let plans: Vec<PathBuf> = (0..8).map(|n| begin(&format!("own-{n}"))).collect();
        println!("8 on a plan each: {}", saves(&plans).shown(least));
    }

    /// Saves by each writer in its plan, for a while.
    fn saves(plans: &[PathBuf]) -> Done {
        let (go, stop) = (AtomicBool::new(false), AtomicBool::new(false));
        let mut took: Vec<Duration> = thread::scope(|scope| {
            let write = |(number, plan): (usize, &PathBuf)| {
                let (mut keeper, _) = store::open(plan, TERMS).unwrap();
                while !go.load(Ordering::Acquire) {
                    thread::yield_now();
                }
                let (mut took, edit) = (Vec::new(), count());
                while !stop.load(Ordering::Acquire) {
                    let begun = Instant::now();
                    let saved = keeper.commit(std::slice::from_ref(&edit), &author(number));
                    // Who is always too late is told so, and types it again.
                    if saved.is_ok() {
                        took.push(begun.elapsed());
                    }
                }
                took
            };
            let writers = plans.iter().enumerate();
            let writers: Vec<_> = writers.map(|it| scope.spawn(move || write(it))).collect();
            thread::sleep(Duration::from_secs(2));
            go.store(true, Ordering::Release);
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
                "{each:.0}/s ({:.2} of the plain one), {:.1} ms, 99 of 100 within {:.1} ms",
                each / least,
                at(50),
                at(99)
            )
        }
    }

    /// What the server does a second of the plainest save there is; it gets the schema as well.
    fn plain(server: &Server) -> f64 {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut config = Config::new();
            config.host(server.host()).user(SUPERUSER).dbname(DATABASE);
            let (client, connection) = config.connect(NoTls).await.unwrap();
            tokio::spawn(connection);
            sql::raise(&client, sql::VERSION).await.unwrap();
            client
                .batch_execute("CREATE TABLE plain (it text)")
                .await
                .unwrap();
            let insert = client
                .prepare("INSERT INTO plain VALUES ('x')")
                .await
                .unwrap();
            let (begun, mut done) = (Instant::now(), 0.0);
            while begun.elapsed() < SPAN {
                client.execute(&insert, &[]).await.unwrap();
                done += 1.0;
            }
            done / begun.elapsed().as_secs_f64()
        })
    }

    fn author(number: usize) -> Author {
        Author {
            name: format!("P{number}"),
            at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
            meeting: None,
        }
    }

    fn count() -> Edit {
        Edit::Count(CountEdit {
            id: "3.K1.1".to_string(),
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
