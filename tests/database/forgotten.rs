//! The server has a save planned once a connection, until it forgets that.

use crate::line::DATABASE;
use crate::proofs::desk::{Person, checked, server, url};
use crate::proxy::Proxy;

/// As a pooler or a `DEALLOCATE` of somebody else has it: by the next save nothing is there under its name (26000).
const FORGETS: &str = "CREATE FUNCTION regie.forgets() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN EXECUTE 'DEALLOCATE ALL'; RETURN NULL; END $$;
    CREATE TRIGGER forgets AFTER INSERT ON regie.edit FOR EACH STATEMENT EXECUTE FUNCTION regie.forgets()";
const FORGETS_NO_MORE: &str = "DROP TRIGGER forgets ON regie.edit; DROP FUNCTION regie.forgets()";

/// As a later step may have it: the answer has another shape than was planned for (0A000).
const ANSWERS_MORE: &str = "
    ALTER FUNCTION regie.put(int, bigint, uuid, uuid, text[], jsonb, int, int) RENAME TO put_of_before;
    CREATE FUNCTION regie.put(of_plan int, base bigint, on_key uuid, by_key uuid, entries text[], items jsonb, speaks int,
      turn int DEFAULT 0)
    RETURNS TABLE (outcome text, revision bigint, key uuid, nth smallint, entry text, login name,
      committed timestamptz, more int)
    LANGUAGE sql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
      SELECT *, 1 FROM put_of_before(of_plan, base, on_key, by_key, entries, items, speaks, turn) $$";

#[test]
fn a_save_the_server_has_no_longer_planned_is_asked_in_full_and_done_once() {
    let Some(server) = server() else {
        return;
    };
    let proxy = Proxy::to(server.host());
    let mut anna = Person::at(&url(&[proxy.host()]), "A").unwrap();
    let mut number = 0;
    // How many messages go out for each of so many saves.
    let mut saves = |anna: &mut Person, several: usize| -> Vec<usize> {
        let save = |_| {
            let before = proxy.quiet().out;
            anna.count(number).unwrap();
            number += 1;
            proxy.quiet().out - before
        };
        (0..several).map(save).collect()
    };
    assert_eq!(saves(&mut anna, 2), [1, 1]);
    server.sql_in(DATABASE, FORGETS);
    // The first is what makes it forget; the second finds that, and says that it isn't to be kept; from then on
    // each is asked in full.
    assert_eq!(saves(&mut anna, 4), [1, 3, 1, 1]);
    server.sql_in(DATABASE, FORGETS_NO_MORE);
    // On a connection that is new it is planned anew.
    proxy.drop_all();
    while anna.keeper().reload().is_err() {}
    assert_eq!(saves(&mut anna, 2), [1, 1]);
    server.sql_in(DATABASE, ANSWERS_MORE);
    assert_eq!(saves(&mut anna, 3), [3, 1, 1]);
    let there = checked(&server);
    assert_eq!((there.len(), there.values().sum::<usize>()), (11, 11));
}
