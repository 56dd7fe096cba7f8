//! The least a save can cost on a server: a plan's row changed and one added to a log, by a function that
//! was planned before, in tables of the same columns and indexes. Nobody reads along, nothing is made or
//! checked, and nobody is told.

use std::time::{Duration, Instant};

use regie::store::log::sql;
use tokio::runtime::Builder;
use tokio_postgres::{Client, Config, NoTls};

use crate::postgres::{SUPERUSER, Server};
use crate::saves::DATABASE;

const TABLES: &str = "CREATE SCHEMA floor;
    CREATE TABLE floor.plan (LIKE regie.plan INCLUDING DEFAULTS INCLUDING INDEXES) WITH (fillfactor = 50);
    CREATE TABLE floor.edit (LIKE regie.edit INCLUDING DEFAULTS INCLUDING INDEXES);
    INSERT INTO floor.plan (id, slug, municipality, year, beginning, begun_at, revision, chain, protocol)
      SELECT n, 'p-' || n, '', 2026, repeat(md5(n::text), 5000), 0, 0, sha256('x'), 1
      FROM generate_series(0, 400) n;
    CREATE FUNCTION floor.put(of_plan int, entry text) RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE at bigint; chained bytea; own uuid := gen_random_uuid();
    BEGIN
      UPDATE floor.plan SET revision = revision + 1, head = own, chain = sha256(chain)
        WHERE id = of_plan RETURNING revision, chain INTO at, chained;
      INSERT INTO floor.edit (plan, revision, key, nth, entry, chain)
        VALUES (of_plan, at, own, 0, entry, chained);
      RETURN at;
    END $$;";

/// An entry is about as long.
const LONG: usize = 250;

async fn connected(server: &Server) -> Client {
    let mut config = Config::new();
    config.host(server.host()).user(SUPERUSER).dbname(DATABASE);
    let (client, connection) = config.connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// Gives the server the tables, and the program's own schema.
pub fn prepare(server: &Server) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = connected(server).await;
        sql::raise(&client, sql::VERSION).await.unwrap();
        client.batch_execute(TABLES).await.unwrap();
    });
}

/// How many a second, by so many connections over so many plans.
pub fn rate(server: &Server, writers: usize, plans: usize, span: Duration) -> f64 {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let done = runtime.block_on(async {
        let mut own = Vec::new();
        for number in 0..writers {
            let client = connected(server).await;
            let put = client.prepare("SELECT floor.put($1, $2)").await.unwrap();
            own.push((number, client, put));
        }
        let until = Instant::now() + span;
        let save = |(number, client, put): (usize, Client, _)| async move {
            let (mut done, entry) = (0, "x".repeat(LONG));
            while Instant::now() < until {
                let plan = i32::try_from((number + done * writers) % plans).unwrap();
                client.query(&put, &[&plan, &entry]).await.unwrap();
                done += 1;
            }
            done
        };
        let tasks: Vec<_> = own.into_iter().map(|it| tokio::spawn(save(it))).collect();
        let mut all = 0;
        for task in tasks {
            all += task.await.unwrap();
        }
        all
    });
    done as f64 / span.as_secs_f64()
}
