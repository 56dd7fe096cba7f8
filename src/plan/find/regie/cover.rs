//! Which statement applies to what: to what it covers and what lies in that, in a looser way to
//! what it covers a part of, and to whoever takes part in any of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::plan::model::lookup::Item;
use crate::plan::model::regie::Statement;
use crate::plan::{Id, Plan};

/// For a statement of the block "Wie heeft de regie?".
pub(crate) const BLOCK: i16 = 6;
/// For the title of a chapter, theme or topic asked in full.
pub(crate) const TITLE: i16 = 24;

/// How a statement applies to something, the most specific last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// It speaks of whole chapters, from another one.
    General,
    /// It holds for the whole chapter this is a part of, and doesn't name the part.
    Wide,
    /// It covers something inside it.
    Inside,
    /// It covers what lies so many steps below the chapter; 0 is the chapter as a whole.
    Down(u16),
}

impl Reach {
    /// What this makes the words of the thing worth less.
    pub(crate) fn less(self) -> i16 {
        match self {
            // "Veelal" by a statement on whole chapters says less than one on the theme itself.
            Self::General | Self::Down(0) | Self::Inside => 10,
            Self::Wide | Self::Down(_) => 0,
        }
    }

    /// What a statement on a goal has over one of a block on the whole theme.
    pub(crate) fn nearer(self) -> i16 {
        match self {
            Self::Down(2..) => BLOCK + 1,
            _ => 0,
        }
    }

    pub(crate) fn title(self) -> i16 {
        match self {
            Self::Down(_) | Self::Wide => TITLE,
            Self::Inside => TITLE / 2,
            Self::General => 0,
        }
    }
}

/// That a statement applies to something, as places in the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Road {
    pub(crate) thing: usize,
    pub(crate) statement: usize,
    pub(crate) reach: Reach,
    /// Whether it says who leads there. "Veelal Team OOV&B" on five chapters at once leaves open
    /// who leads on a part of one.
    pub(crate) settles: bool,
}

/// Every road from a word of the plan to a statement. Behind the items stand the running texts,
/// of which `running` says what each is about.
pub(crate) fn roads(plan: &Plan, running: &[&str]) -> Vec<Road> {
    let statements: Vec<Statement<'_>> = plan.statements().collect();
    let items = to_items(plan, &statements);
    let mut roads: Vec<Road> = Vec::new();
    roads.extend(to_running_texts(plan, running, &statements, &items));
    roads.extend(to_parties(plan, &items));
    roads.extend(items.into_values().flatten());
    roads
}

/// The roads to the items of the plan, by the item's id.
type ById<'a> = BTreeMap<&'a str, Vec<Road>>;

/// As [`Plan::regie_for`], for all items at once.
fn to_items<'a>(plan: &'a Plan, statements: &[Statement<'a>]) -> ById<'a> {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, statement) in statements.iter().enumerate() {
        for id in statement.applies_to() {
            by_id.entry(id).or_default().push(at);
        }
    }
    let mut paths: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut found: ById<'a> = BTreeMap::new();
    for (at, item) in plan.items().enumerate() {
        let Some(path) = path(&item, &paths) else {
            continue;
        };
        places.insert(item.id(), at);
        let mut nearest: BTreeMap<usize, usize> = BTreeMap::new();
        for (depth, step) in path.iter().enumerate() {
            for statement in by_id.get(step).into_iter().flatten() {
                nearest.insert(*statement, depth);
            }
        }
        let roads = nearest.into_iter().map(|(statement, depth)| {
            let reach = reach(&statements[statement], &path, depth);
            Road {
                thing: at,
                statement,
                reach,
                settles: reach != Reach::General,
            }
        });
        found.insert(item.id(), roads.collect());
        paths.insert(item.id(), path);
    }
    for (at, statement) in statements.iter().enumerate() {
        for id in statement.applies_to() {
            let above = paths.get(id).and_then(|path| path.split_last());
            for id in above.into_iter().flat_map(|(_, above)| above) {
                let roads = found.entry(id).or_default();
                if let (Some(thing), false) = (
                    places.get(id),
                    roads.iter().any(|road| road.statement == at),
                ) {
                    roads.push(Road {
                        thing: *thing,
                        statement: at,
                        reach: Reach::Inside,
                        // A chapter is its themes; a theme is more than one of its goals.
                        settles: *id == statement.chapter.id,
                    });
                }
            }
        }
    }
    found
}

/// How a statement that covers the step at a depth of a path applies to what lies at its end.
fn reach(statement: &Statement<'_>, path: &[&str], depth: usize) -> Reach {
    if depth == 0 && path.first() != Some(&&*statement.chapter.id) {
        return Reach::General;
    }
    let part = path.get(1).filter(|_| depth == 1);
    if part.is_some_and(|part| is_wide(statement, part)) {
        return Reach::Wide;
    }
    Reach::Down(u16::try_from(depth).unwrap_or(u16::MAX))
}

/// Whether a statement covers this theme or topic as all others of the chapter, without naming
/// it: "in het geval van strafrecht" holds for bedrijventerreinen too, and isn't about them.
fn is_wide(statement: &Statement<'_>, part: &str) -> bool {
    let chapter = statement.chapter;
    if chapter.parts().nth(1).is_none() || !statement.is_on_whole_chapter() {
        return false;
    }
    let themes = chapter
        .themes
        .iter()
        .map(|it| (&it.id, it.title.as_deref()));
    let topics = chapter.topics.iter().map(|it| (&it.id, Some(&*it.title)));
    let mut titles = themes.chain(topics);
    let title = titles
        .find(|(id, _)| *id == part)
        .and_then(|(_, title)| title);
    let subject = statement.regie.subject.to_lowercase();
    !title.is_some_and(|title| subject.contains(&title.to_lowercase()))
}

/// The roads to the running texts: on a theme those of the theme, on a chapter those of the
/// chapter. What holds "in geval van …" doesn't settle what a chapter's text speaks of, nor does
/// what covers a part of it.
fn to_running_texts(
    plan: &Plan,
    running: &[&str],
    statements: &[Statement<'_>],
    items: &ById<'_>,
) -> Vec<Road> {
    let behind = plan.items().count();
    let chapters: HashSet<&str> = plan.chapters.iter().map(|it| it.id.as_str()).collect();
    let mut found = Vec::new();
    for (at, owner) in running.iter().enumerate() {
        let chapter = chapters.contains(owner);
        let roads = items.get(owner).into_iter().flatten();
        found.extend(roads.map(|road| {
            let sure = statements[road.statement].regie.condition.is_none();
            Road {
                thing: behind + at,
                settles: road.settles && !(chapter && (!sure || road.reach == Reach::Inside)),
                ..*road
            }
        }));
    }
    found
}

/// The roads to the parties: of whatever they take part in.
fn to_parties(plan: &Plan, items: &ById<'_>) -> Vec<Road> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut found: BTreeMap<(usize, usize), Road> = BTreeMap::new();
    for (at, item) in plan.items().enumerate() {
        if let Item::Party(party) = item {
            places.insert(&party.id, at);
        }
    }
    for item in plan.items() {
        let roads = items.get(item.id()).into_iter().flatten();
        for road in roads.filter(|road| road.settles) {
            for thing in taking_part(&item).filter_map(|id| places.get(&**id)) {
                found.entry((*thing, road.statement)).or_insert(Road {
                    thing: *thing,
                    reach: Reach::Down(0),
                    ..*road
                });
            }
        }
    }
    found.into_values().collect()
}

/// The parties an item names.
fn taking_part<'a>(item: &Item<'a>) -> impl Iterator<Item = &'a Id> {
    let (some, more): (&[Id], &[Id]) = match *item {
        Item::Chapter(chapter) => (&chapter.partners, &[]),
        Item::Theme(theme, _) => (&theme.partners, &[]),
        Item::Topic(topic, _) => (&topic.parties, &[]),
        Item::Action(action, _) => (&action.executors, &action.with),
        _ => (&[], &[]),
    };
    some.iter().chain(more)
}

/// The ids from the chapter down to an item, as [`Plan::path_to`], from the paths of the items
/// above it; none for what can't be covered.
fn path<'a>(item: &Item<'a>, known: &HashMap<&str, Vec<&'a str>>) -> Option<Vec<&'a str>> {
    let (above, own): (Vec<&str>, &str) = match *item {
        Item::Chapter(chapter) => (Vec::new(), &chapter.id),
        Item::Theme(theme, chapter) => (vec![&chapter.id], &theme.id),
        Item::Topic(topic, chapter) => (vec![&chapter.id], &topic.id),
        Item::Goal(goal, theme) => (known.get(&*theme.id)?.clone(), &goal.id),
        Item::Action(action, goal) => (known.get(&*goal.id)?.clone(), &action.id),
        Item::Kpi(kpi, chapter) => {
            let goals = kpi.goals.iter().filter_map(|goal| known.get(&**goal));
            let linked = goals.flat_map(|path| path.iter().skip(1).copied());
            let group = chapter.theme_of_group(kpi);
            let group = group.filter(|_| kpi.goals.is_empty()).map(|it| &*it.id);
            let above = std::iter::once(&*chapter.id).chain(group).chain(linked);
            (above.collect(), &kpi.id)
        }
        Item::Indicator(..)
        | Item::Regie(..)
        | Item::Party(_)
        | Item::Meeting(_)
        | Item::Point(_)
        | Item::Amount(..)
        | Item::Fte(..)
        | Item::Decision(_) => return None,
    };
    Some(above.into_iter().chain([own]).collect())
}
