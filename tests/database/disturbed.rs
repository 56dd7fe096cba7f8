//! The line the tests disturb: that it counts, delays and cuts as they rely on.

use std::time::{Duration, Instant};

use regie::store::log::address::Address;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, NoTls};

use crate::postgres::{Server, until};
use crate::proxy::{Cut, Proxy, Seen, Way};

const PATIENCE: Duration = Duration::from_secs(20);

fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

async fn connect(proxy: &Proxy) -> Client {
    let text = format!("host={} user=postgres dbname=postgres", proxy.host());
    let (client, line) = tokio_postgres::connect(&text, NoTls).await.unwrap();
    tokio::spawn(line);
    client
}

#[test]
fn it_counts_what_belongs_together_as_one() {
    let Some(server) = Server::start() else {
        return;
    };
    let proxy = Proxy::to(server.host());
    runtime().block_on(async {
        let client = connect(&proxy).await;
        let seven = client.prepare("SELECT $1::int + 1").await.unwrap();
        let before = proxy.seen();
        let rows = client.query(&seven, &[&7]).await.unwrap();
        assert_eq!(rows[0].get::<_, i32>(0), 8);
        let after = Seen {
            out: before.out + 1,
            back: before.back + 1,
            ..before
        };
        assert_eq!(proxy.seen(), after);
        let one_way = Duration::from_millis(50);
        proxy.delay(one_way);
        let began = Instant::now();
        client.query(&seven, &[&7]).await.unwrap();
        assert!(began.elapsed() >= one_way * 2);
        let _asked = client.cancel_token().cancel_query(NoTls).await;
    });
    until("the request to cancel", || proxy.seen().cancels == 1);
}

/// What the server did, and whether the client heard, of an INSERT that is cut there.
#[test]
fn it_cuts_before_and_after_each_message() {
    let Some(server) = Server::start() else {
        return;
    };
    server.sql("CREATE TABLE kept (it int)");
    let proxy = Proxy::to(server.host());
    for (number, (messages, way, cut, done, heard)) in [
        // Bind alone does nothing; Execute without its Sync is taken back.
        (1, Way::Out, Cut::Both, false, false),
        (2, Way::Out, Cut::Both, false, false),
        // Bind, Execute, Sync: done, whether anybody hears it or not.
        (3, Way::Out, Cut::Client, true, false),
        (1, Way::In, Cut::Both, true, false),
        (2, Way::In, Cut::Both, true, false),
        // BindComplete, CommandComplete, ReadyForQuery.
        (3, Way::In, Cut::Both, true, true),
    ]
    .into_iter()
    .enumerate()
    {
        let number = i32::try_from(number).unwrap();
        let answer = runtime().block_on(async {
            let client = connect(&proxy).await;
            let insert = client.prepare("INSERT INTO kept VALUES ($1)").await;
            let insert = insert.unwrap();
            proxy.cut_after(messages, way, cut);
            client.execute(&insert, &[&number]).await
        });
        assert!(proxy.was_cut(PATIENCE));
        assert_eq!(answer.is_ok(), heard, "{messages} {way:?}");
        let asked = format!("SELECT count(*) FROM kept WHERE it = {number}");
        let there = || server.sql(&asked) == "1";
        if done {
            until("what was asked", there);
        } else {
            let busy =
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'";
            until("nobody is there any more", || server.sql(busy) == "1");
            assert!(!there(), "{messages} {way:?}");
        }
    }
}

#[test]
fn it_goes_away_and_comes_back() {
    let Some(server) = Server::start() else {
        return;
    };
    let proxy = Proxy::to(server.host());
    let url = proxy.url_as("postgres", "postgres", "p");
    assert!(Address::parse(&url).is_ok_and(|it| it.hosts() == proxy.host()));
    runtime().block_on(async {
        let client = connect(&proxy).await;
        proxy.away();
        assert!(client.simple_query("SELECT 1").await.is_err());
        let text = format!("host={} user=postgres", proxy.host());
        assert!(tokio_postgres::connect(&text, NoTls).await.is_err());
        proxy.back();
        let client = connect(&proxy).await;
        proxy.cut_after(1, Way::Out, Cut::Both);
        proxy.spare();
        client.simple_query("SELECT 1").await.unwrap();
        proxy.drop_all();
        assert!(client.simple_query("SELECT 1").await.is_err());
        proxy.leads_to("/nowhere");
        assert!(tokio_postgres::connect(&text, NoTls).await.is_err());
        proxy.leads_to(server.host());
        let client = connect(&proxy).await;
        proxy.silence();
        let answer = client.simple_query("SELECT 1");
        let wait = tokio::time::timeout(Duration::from_millis(200), answer);
        assert!(wait.await.is_err(), "nothing comes back");
    });
}
