//! Whether what a server announces comes through. A pooler that lends a connection a transaction at a
//! time loses who listens, and nobody says so; it shows in what others saved and was never announced.

use std::time::{Duration, Instant};

/// How long an announcement may come behind what it announces.
const LATE: Duration = Duration::from_secs(2);
/// How often the log is looked at: where the server announces what comes, and where that is lost.
const LOOK: (Duration, Duration) = (Duration::from_secs(30), LATE);

/// What was to be heard, and wasn't.
#[derive(Debug, Default)]
pub struct Ears {
    /// The revision from which on everything is announced; none where the log wasn't read yet since
    /// somebody listens.
    from: Option<u64>,
    /// The highest revision that is known, and since when.
    known: Option<(u64, Instant)>,
    /// Whether a pooler lends the connection, or the server doesn't know that somebody listens.
    lent: bool,
    deaf: bool,
    /// Whether that was told.
    told: bool,
}

impl Ears {
    /// From here on it is announced what others save; not surely so on a connection that is lent.
    pub const fn listen(&mut self, lent: bool) {
        (self.from, self.known) = (None, None);
        self.lent = lent;
    }

    /// What others saved up to this revision came with the answer to a save: who waits for a turn isn't announced to.
    pub const fn are_answered(&mut self, revision: u64) {
        if self.from.is_some() {
            self.from = Some(revision);
        }
    }

    /// The copy stands at this revision, which was saved here or by somebody else; what the server
    /// announced last is `announced`.
    pub fn mind(&mut self, (revision, own): (u64, bool), announced: u64, at: Instant) {
        // Where nobody else listens, one's own save is announced to nobody.
        if own && announced < revision {
            self.from = Some(revision);
        }
        let from = *self.from.get_or_insert(revision);
        if self.known.is_none_or(|(known, _)| known != revision) {
            self.known = Some((revision, at));
        }
        let late = self
            .known
            .is_some_and(|(_, since)| at.saturating_duration_since(since) >= LATE);
        match revision > from {
            // What one saved oneself on a lent connection says nothing of what others do.
            true if announced >= revision => {
                (self.deaf, self.told) = (self.deaf && self.lent, self.told && self.lent);
            }
            true if late => self.deaf = true,
            _ => {}
        }
    }

    /// Whether what is saved may go unannounced.
    pub const fn may_miss(&self) -> bool {
        self.deaf || self.lent
    }

    /// How often the log is looked at.
    pub const fn pace(&self) -> Duration {
        if self.may_miss() { LOOK.1 } else { LOOK.0 }
    }

    /// That nothing is announced any more, once.
    pub fn told(&mut self) -> Option<String> {
        (self.deaf && !std::mem::replace(&mut self.told, true)).then(|| {
            format!(
                "De server meldt niet wanneer een collega opslaat (staat er een pooler tussen?): regie \
                 kijkt zelf, elke {} seconden.",
                LOOK.1.as_secs()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_with_an_answer_need_not_be_announced() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut ears = Ears::default();
        ears.mind(of(7), 0, after(0));
        ears.are_answered(9);
        ears.mind(of(9), 0, after(1));
        ears.mind(of(9), 0, after(60));
        assert!(!ears.may_miss());
        // What comes after that is announced again.
        ears.mind(of(10), 0, after(61));
        ears.mind(of(10), 0, after(90));
        assert!(ears.may_miss());
    }

    /// A moment in seconds, the revision that is known then and whether it is one's own, the last one
    /// announced; and whether it is deaf.
    type Row = (u64, (u64, bool), u64, bool);

    /// A revision somebody else saved.
    const fn of(revision: u64) -> (u64, bool) {
        (revision, false)
    }

    /// One saved here.
    const fn own(revision: u64) -> (u64, bool) {
        (revision, true)
    }

    #[test]
    fn what_is_never_announced_was_not_heard() {
        for rows in [
            // What stood there at the beginning is not announced, whatever time goes by.
            &[(0, of(7), 0, false), (60, of(7), 0, false)][..],
            &[
                (0, of(7), 0, false),
                (9, of(8), 8, false),
                (60, of(8), 8, false),
            ],
            // Somewhat late, and after all.
            &[
                (0, of(7), 0, false),
                (9, of(8), 0, false),
                (10, of(8), 0, false),
                (10, of(8), 8, false),
            ],
            &[
                (0, of(7), 0, false),
                (9, of(8), 0, false),
                (11, of(8), 0, true),
                (12, of(9), 0, true),
            ],
            // It comes back.
            &[
                (0, of(7), 0, false),
                (9, of(8), 0, false),
                (11, of(8), 0, true),
                (12, of(9), 9, false),
            ],
            // One's own needn't be announced; a colleague's on top of it is.
            &[
                (0, of(7), 0, false),
                (9, own(8), 0, false),
                (60, own(8), 0, false),
                (61, own(9), 0, false),
                (70, of(10), 0, false),
                (72, of(10), 0, true),
                (73, own(11), 0, true),
                (80, own(12), 12, false),
            ],
        ] as [&[Row]; 6]
        {
            let (mut ears, begun) = (Ears::default(), Instant::now());
            for row in rows {
                let (at, revision, announced, deaf) = *row;
                ears.mind(revision, announced, begun + Duration::from_secs(at));
                assert_eq!(ears.deaf, deaf, "{row:?} of {rows:?}");
            }
            let told = ears.told();
            assert_eq!(told.is_some(), ears.deaf, "{told:?}");
            assert_eq!(ears.told(), None);
        }
    }

    #[test]
    fn on_a_lent_connection_one_looks_oneself_and_says_so_once_it_shows() {
        let (mut ears, begun) = (Ears::default(), Instant::now());
        ears.listen(true);
        let mut mind = |revision: (u64, bool), announced, at| {
            ears.mind(revision, announced, begun + Duration::from_secs(at));
            (ears.pace(), ears.may_miss(), ears.told().is_some())
        };
        assert_eq!(mind(of(7), 0, 1), (LOOK.1, true, false));
        assert_eq!(mind(of(8), 0, 2), (LOOK.1, true, false));
        assert_eq!(mind(of(8), 0, 5), (LOOK.1, true, true));
        // One's own save is heard, a colleague's is not: that isn't told each time.
        assert_eq!(mind(own(9), 9, 6), (LOOK.1, true, false));
        assert_eq!(mind(of(10), 9, 7), (LOOK.1, true, false));
        assert_eq!(mind(of(10), 9, 10), (LOOK.1, true, false));
        ears.listen(false);
        ears.mind(of(10), 0, begun + Duration::from_secs(11));
        ears.mind(of(11), 11, begun + Duration::from_secs(12));
        assert!(!ears.may_miss());
    }
}
