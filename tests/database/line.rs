//! A connection of a test's own, to call the functions of the database as any program could.

use regie::store::log::sql;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, Error, NoTls, Row};

use crate::postgres::{SUPERUSER, Server};

/// The database of the tests.
pub const DATABASE: &str = "regie";

/// A login's connection.
pub struct Line {
    runtime: Runtime,
    client: Client,
}

/// What a save came to, in a line: the outcome, and the revisions of the rows or the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub outcome: String,
    pub revisions: Vec<i64>,
    pub key: Option<String>,
    pub entry: Option<String>,
}

/// A server with the schema and nothing in it.
pub fn server() -> Option<Server> {
    let server = Server::start()?;
    server.database(DATABASE);
    Line::to(&server, SUPERUSER).raise(sql::VERSION);
    Some(server)
}

impl Line {
    pub fn to(server: &Server, login: &str) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(async {
            let mut config = Config::new();
            config.host(server.host()).user(login).dbname(DATABASE);
            let (client, connection) = config.connect(NoTls).await.unwrap();
            tokio::spawn(connection);
            client
        });
        Self { runtime, client }
    }

    /// Gives the database so many files of the schema.
    pub fn raise(&self, to: usize) -> usize {
        let raised = sql::raise(&self.client, to);
        self.runtime.block_on(raised).unwrap()
    }

    fn query(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
        self.runtime.block_on(self.client.query(sql, values))
    }

    pub fn rows(&self, sql: &str) -> Vec<Row> {
        self.query(sql, &[]).unwrap()
    }

    /// What the server says against it: its SQLSTATE and its message.
    pub fn refusal(&self, sql: &str) -> (String, String) {
        let refused = self.query(sql, &[]).unwrap_err();
        let refused = refused.as_db_error().unwrap();
        let (code, message) = (refused.code().code(), refused.message());
        (code.to_string(), message.to_string())
    }

    /// Begins a plan with three items, and gives its number.
    pub fn begin(&self, slug: &str) -> i32 {
        let items = r#"[{"id":"1A.1.a","sort":"action","body":{}},
            {"id":"1.K1.1","sort":"indicator","body":{}},
            {"id":"1A","sort":"theme","body":{}}]"#;
        self.begin_with(slug, r#"{"revision": 4}"#, items)
    }

    /// Begins a plan at revision 4 with this document and these rows.
    pub fn begin_with(&self, slug: &str, document: &str, items: &str) -> i32 {
        let begin = "SELECT regie.begin($1, 'Rijswijk', 2026, $2, 4, '{}', $3::text::jsonb)";
        self.query(begin, &[&slug, &document, &items]).unwrap()[0].get(0)
    }

    /// Saves; `parent` and `key` are numbers that stand for keys.
    pub fn put(
        &self,
        plan: i32,
        base: i64,
        parent: Option<u32>,
        key: u32,
        entries: &[&str],
    ) -> Answer {
        self.put_with(
            plan,
            (base, parent.map(uuid)),
            &uuid(key),
            entries,
            ("[]", 1),
        )
    }

    pub fn put_with(
        &self,
        plan: i32,
        (base, parent): (i64, Option<String>),
        key: &str,
        entries: &[&str],
        (items, protocol): (&str, i32),
    ) -> Answer {
        let values: [&(dyn ToSql + Sync); 7] =
            [&plan, &base, &parent, &key, &entries, &items, &protocol];
        Answer::of(&self.query(PUT, &values).unwrap())
    }

    /// Sends a save and is gone before the answer.
    pub fn put_and_go(self, plan: i32, base: i64, key: u32, entries: &[&str]) {
        self.runtime.block_on(async {
            let statement = self.client.prepare(PUT).await.unwrap();
            let (parent, key, items, protocol) = (None::<String>, uuid(key), "[]", 1);
            let values: [&(dyn ToSql + Sync); 7] =
                [&plan, &base, &parent, &key, &entries, &items, &protocol];
            let answer = self.client.query(&statement, &values);
            // As long as it takes to send it, and no longer.
            let sent = tokio::time::timeout(std::time::Duration::from_micros(300), answer);
            let _gone = sent.await;
        });
    }
}

const PUT: &str = "SELECT outcome, revision, key::text, entry FROM regie.put(\
    $1, $2, $3::text::uuid, $4::text::uuid, $5, $6::text::jsonb, $7)";

/// A key that a number stands for.
pub fn uuid(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// An entry of a history: its revision, who signs, and what.
pub fn entry(revision: i64, by: &str, what: &str) -> String {
    let at = "2026-11-23T14:02:11+01:00";
    format!(r#"{{"revision":{revision},"at":"{at}","by":"{by}",{what}}}"#)
}

impl Answer {
    fn of(rows: &[Row]) -> Self {
        let first = rows.first().unwrap();
        Self {
            outcome: first.get(0),
            revisions: rows.iter().filter_map(|row| row.get(1)).collect(),
            key: rows.last().and_then(|row| row.get(2)),
            entry: first.get(3),
        }
    }
}
