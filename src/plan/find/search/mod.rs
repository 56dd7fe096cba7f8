//! Searching everything: each piece of text of a plan, what kind it is and where it leads.
//!
//! A piece is found when every word of the query stands somewhere in it or in its mark, also
//! inside a longer word and in another number; case, accents and apostrophes don't count (see
//! [`fold::letters`]). What people call otherwise than the plan is also looked for in the plan's
//! words.

mod gather;

use std::ops::Range;

use super::fold;
use super::terms::Terms;
use crate::plan::{Id, Plan};

/// What kind of text was found; the results stand grouped by it, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Chapters and themes, by their titles.
    Chapter,
    /// Goals and aims.
    Goal,
    /// Actions.
    Action,
    /// KPIs and their indicators.
    Kpi,
    /// Statements on who leads.
    Regie,
    /// Teams, roles and partners.
    Party,
    /// What was said with readings, judgements, KPIs and actions.
    Note,
    /// Action points.
    Point,
    /// Meetings and what was said in them.
    Meeting,
    /// Rows of the euro tables.
    Budget,
    /// Rows of the fte tables.
    Capacity,
    /// Council indicators, beside the plan.
    Context,
    /// Running text: paragraphs, topics, partner lists.
    Text,
}

/// One piece of text.
#[derive(Debug)]
pub struct Piece {
    /// What kind it is.
    pub kind: Kind,
    /// What it belongs to, to go there: an item, or a row of a euro or fte table.
    pub target: Id,
    /// What stands before it: an id, a place, a day.
    pub mark: String,
    /// Its words, as they stand in the plan.
    pub text: String,
    /// Mark and text, made comparable.
    folded: String,
}

/// Every piece of text of a plan. A plan that changed needs a new one.
#[derive(Debug, Default)]
pub struct Texts {
    pieces: Vec<Piece>,
    terms: Terms,
}

/// The words of a query, made comparable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    typed: Vec<Forms>,
    /// The same in words of the plan; empty where it has no others.
    plain: Vec<Forms>,
}

/// A word as it was typed, and in other numbers.
type Forms = Vec<String>;

/// A shorter word stands in too many others.
const SHORTEST_FORM: usize = 4;

impl Query {
    /// The words of what was typed.
    pub fn new(typed: &str) -> Self {
        Self {
            typed: split(typed),
            plain: Vec::new(),
        }
    }

    /// Whether nothing is asked.
    pub const fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Whether whatever this query finds was also found by `other`: each word of that one is
    /// part of a word of this one, however it is put.
    pub fn narrows(&self, other: &Self) -> bool {
        let part = |word: &Forms, own: &Forms| own.iter().all(|own| stands(word, own));
        let narrow = |own: &[Forms]| {
            other.ways().any(|words| {
                let mut words = words.iter();
                words.all(|word| own.iter().any(|own| part(word, own)))
            })
        };
        !other.is_empty() && self.ways().all(narrow)
    }

    /// The ways it is put, each as the words to look for.
    fn ways(&self) -> impl Iterator<Item = &[Forms]> {
        let plain = Some(self.plain.as_slice()).filter(|plain| !plain.is_empty());
        std::iter::once(self.typed.as_slice()).chain(plain)
    }

    /// Whether a comparable text holds every word.
    fn fits(&self, folded: &str) -> bool {
        let fits = |words: &[Forms]| words.iter().all(|word| stands(word, folded));
        self.ways().any(fits)
    }

    /// Whether a text as it stands in the plan holds every word.
    pub fn is_in(&self, text: &str) -> bool {
        self.fits(&fold::letters(text))
    }

    /// Where its words stand in a text, in bytes: to mark them. In order, and not overlapping.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let (folded, places) = fold::placed_letters(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in self.ways().flatten().flatten() {
            found.extend(folded.match_indices(word.as_str()).filter_map(|(at, _)| {
                let last = at + word.len() - 1;
                Some(places.get(at)?.start..places.get(last)?.end)
            }));
        }
        found.sort_by_key(|range| (range.start, range.end));
        let mut out: Vec<Range<usize>> = Vec::new();
        for range in found {
            match out.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => out.push(range),
            }
        }
        out
    }
}

/// The words of a text, made comparable.
fn split(text: &str) -> Vec<Forms> {
    let folded = fold::letters(text);
    let forms = |word: &str| {
        let mut forms = fold::forms(word);
        forms.retain(|form| form == word || form.len() >= SHORTEST_FORM);
        forms
    };
    folded.split_whitespace().map(forms).collect()
}

/// Whether a word stands in a comparable text, in whatever number.
fn stands(word: &Forms, folded: &str) -> bool {
    word.iter().any(|form| folded.contains(form.as_str()))
}

impl Texts {
    /// Gathers every text of a plan.
    pub fn of(plan: &Plan) -> Self {
        Self {
            pieces: gather::pieces(plan),
            terms: Terms::of(plan),
        }
    }

    /// What was typed as a query, also in words of the plan.
    pub fn query(&self, typed: &str) -> Query {
        let plain = self.terms.in_plan_words(typed);
        Query {
            plain: plain.as_deref().map(split).unwrap_or_default(),
            ..Query::new(typed)
        }
    }

    /// Every piece, grouped by kind, within a kind in the order of the plan.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether any piece holds every word of the query.
    pub fn has(&self, query: &Query) -> bool {
        self.pieces.iter().any(|piece| query.fits(&piece.folded))
    }

    /// The places of the pieces that hold every word of the query, in their order; nothing
    /// where nothing is asked.
    pub fn find(&self, query: &Query) -> Vec<usize> {
        self.find_among(query, 0..self.pieces.len())
    }

    /// [`Texts::find`] among pieces that were found before, for a query that narrows.
    pub fn find_among(&self, query: &Query, places: impl IntoIterator<Item = usize>) -> Vec<usize> {
        if query.is_empty() {
            return Vec::new();
        }
        let fits = |place: &usize| {
            let piece = self.pieces.get(*place);
            piece.is_some_and(|piece| query.fits(&piece.folded))
        };
        places.into_iter().filter(fits).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with its marks between brackets.
    fn marked(text: &str, typed: &str) -> String {
        let mut out = text.to_string();
        for range in Query::new(typed).marks(text).into_iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
    }

    #[test]
    fn what_was_typed_is_marked() {
        for (text, typed, shown) in [
            ("zwerfafval en afval", "afval", "zwerf[afval] en [afval]"),
            ("Coördinator OOV&B", "oovb COOR", "[Coör]dinator [OOV&B]"),
            ("camera’s", "cameras", "[camera’s]"),
            ("24/7 bedden", "24/7", "[24/7] bedden"),
            ("afval", "af fva val", "[afval]"),
            ("ßen", "sse", "[ße]n"),
            ("fatbikeproblematiek", "fatbikes", "[fatbike]problematiek"),
            (
                "een school, basisscholen",
                "scholen",
                "een [school], basis[scholen]",
            ),
            ("niets", "", "niets"),
        ] {
            assert_eq!(marked(text, typed), shown, "{typed}");
        }
    }

    #[test]
    fn a_longer_query_narrows() {
        for (typed, before, narrows) in [
            ("fatb", "fat", true),
            ("fat bike", "fat", true),
            ("fat", "fatb", false),
            ("fatbikes", "fatbike", true),
            ("scholen", "scholes", false),
            ("fat", "", false),
            ("bike", "fat", false),
            ("afvalbak", "bak afval", true),
        ] {
            let (query, before) = (Query::new(typed), Query::new(before));
            assert_eq!(query.narrows(&before), narrows, "{typed}");
        }
    }

    fn texts(more: &str) -> Texts {
        let plan = format!(
            r#"{{ "schema": 1, "revision": 0, "title": "x", "municipality": "x", "year": 2026,
            "default_executor": "x", "parties": [], "chapters": [{{ "id": "3", "number": 3,
            "title": "Ondermijning" {more} }}] }}"#
        );
        Texts::of(&serde_json::from_str(&plan).unwrap())
    }

    #[test]
    fn what_people_call_otherwise_is_found_and_marked() {
        let texts = texts(
            r#", "aim": "Zwerfafval" }], "terms": [{ "word": "zwerfafval", "also": ["zwerfvuil"]"#,
        );
        let query = texts.query("Zwerfvuil");
        let found = texts.find(&query);
        assert_eq!(texts.pieces()[found[0]].text, "Zwerfafval");
        assert_eq!(query.marks("veel zwerfafval").first(), Some(&(5..15)));
        assert!(!query.narrows(&texts.query("zwerfvui")));
        assert!(query.narrows(&texts.query("zwerf")));
    }

    #[test]
    fn every_kind_of_text_is_found() {
        let plan = serde_json::from_str(include_str!("../../../../data/uitvoeringsplan-2026.json"));
        let texts = Texts::of(&plan.unwrap());
        for (typed, kind, target) in [
            ("ondermijning", Kind::Chapter, "3"),
            ("3b bedrijventerreinen", Kind::Chapter, "3B"),
            ("verhuurderschap", Kind::Goal, "3B.1"),
            ("fatbikeproblematiek", Kind::Action, "5C.5.c"),
            ("fatbikes", Kind::Action, "5C.5.c"),
            ("speurhonden", Kind::Kpi, "3.K3"),
            ("handhaving fatbike", Kind::Regie, "R5.2"),
            ("bibob openbare orde", Kind::Party, "oovb"),
            ("74.000", Kind::Budget, ""),
            ("coordinator oov fte", Kind::Capacity, "C1"),
        ] {
            let found = texts.find(&Query::new(typed));
            let mut hits = found.iter().filter_map(|at| texts.pieces().get(*at));
            assert!(
                hits.any(|it| it.kind == kind && (target.is_empty() || it.target == target)),
                "{typed}: {:?}",
                found
                    .iter()
                    .map(|at| &texts.pieces()[*at])
                    .collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn what_people_said_is_found() {
        let texts = texts(
            r#", "kpis": [{ "id": "3.K1", "group": 1, "text": "k", "indicators": [{ "id": "3.K1.1",
            "kind": "count", "label": "l", "readings": [{ "date": "2026-11-01", "value": 1,
            "note": "Plaspoelpolder", "by": "A" }] }], "judgements": [{ "date": "2026-11-02",
            "light": "red", "explanation": "hond ziek", "measure": "wk 48", "by": "A" }],
            "log": [{ "date": "2026-11-03", "by": "A", "decision": "uitgesteld" }] }]"#,
        );
        for (typed, target) in [
            ("plaspoel", "3.K1.1"),
            ("rood hond 48", "3.K1"),
            ("besluit uitgesteld", "3.K1"),
        ] {
            let found = texts.find(&Query::new(typed));
            let hits: Vec<&str> = found
                .iter()
                .map(|at| &*texts.pieces()[*at].target)
                .collect();
            assert_eq!(hits, [target], "{typed}");
        }
        assert!(texts.find(&Query::new("")).is_empty());
    }

    #[test]
    fn a_council_indicator_is_found_by_its_name_and_its_id() {
        let texts = texts(
            r#" }], "context": [{ "id": "X1", "title": "Verwijzingen Halt", "source": "Halt",
            "chapters": ["3"], "own": "GM0603", "values": [{ "area": "GM0603", "period": "2024",
            "value": 9, "unit": "per 1.000 jongeren", "taken": "2026-11-20" }] }], "terms": [{
            "word": "x", "also": []"#,
        );
        for typed in ["x1", "halt verwijzing", "1.000 jongeren"] {
            let found = texts.find(&Query::new(typed));
            let found: Vec<&Piece> = found.iter().map(|at| &texts.pieces()[*at]).collect();
            let kinds: Vec<(Kind, &str)> = found.iter().map(|it| (it.kind, &*it.target)).collect();
            assert_eq!(kinds, [(Kind::Context, "X1")], "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_is_marked(text in ".{0,30}", typed in "[a-zé' ]{0,4}") {
            let query = Query::new(&typed);
            let marks = query.marks(&text);
            prop_assert!(marks.iter().all(|at| text.get(at.clone()).is_some()));
            let found = !query.is_empty() && query.is_in(&text);
            prop_assert!(!found || !marks.is_empty());
        }
    }
}
