//! How much of a plan is in its place.

use std::collections::BTreeMap;
use std::fmt;

use regie::intake::document::Document;
use regie::intake::recognise::Draft;
use regie::plan::model::regie::Found;
use regie::plan::{Block, Plan};

/// So many of so many, by kind.
#[derive(Debug, Default)]
pub(crate) struct Score {
    rows: Vec<(&'static str, usize, usize, Vec<String>)>,
}

impl Score {
    /// Of a draft against the plan it should be.
    pub(crate) fn of(draft: &Plan, wanted: &Plan) -> Self {
        let mut score = Self::default();
        score.row("doelen", goals(wanted), &goals(draft));
        score.row("acties", actions(wanted), &actions(draft));
        score.row("KPI's", kpis(wanted), &kpis(draft));
        score.row(
            "partners",
            partners(wanted, wanted),
            &partners(draft, wanted),
        );
        score.row("bedragen", amounts(wanted), &amounts(draft));
        score.row("fte", fte(wanted), &fte(draft));
        score.row("streefwaarden", targets(wanted), &targets(draft));
        score
    }

    fn row(&mut self, kind: &'static str, wanted: Vec<String>, found: &[String]) {
        let mut left: Vec<&String> = found.iter().collect();
        let mut missed = Vec::new();
        let all = wanted.len();
        for one in wanted {
            match left.iter().position(|it| **it == one) {
                Some(at) => {
                    left.remove(at);
                }
                None => missed.push(one),
            }
        }
        self.rows.push((kind, all - missed.len(), all, missed));
    }

    /// The least share of any of these kinds, in percent.
    pub(crate) fn least(&self, kinds: &[&str]) -> usize {
        let own = self
            .rows
            .iter()
            .filter(|row| kinds.contains(&row.0) && row.2 > 0);
        own.map(|row| row.1 * 100 / row.2).min().unwrap_or(100)
    }

    /// At least 95 of 100 of each kind stand in their place.
    pub(crate) fn is_placed(&self) {
        for kind in PLACED {
            let least = self.least(&[kind]);
            assert!(least >= 95, "{kind}: {:#?}", self.missed(kind));
        }
    }

    /// What of a kind isn't in its place.
    pub(crate) fn missed(&self, kind: &str) -> &[String] {
        let mut rows = self.rows.iter();
        rows.find(|row| row.0 == kind).map_or(&[], |row| &row.3)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, found, all, _) in self.rows.iter().filter(|row| row.2 > 0) {
            write!(f, " {kind} {found}/{all}")?;
        }
        Ok(())
    }
}

/// The kinds that have to be in their place.
const PLACED: [&str; 6] = ["doelen", "acties", "KPI's", "partners", "bedragen", "fte"];

/// One kind of space and of apostrophe, and no letter for another.
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(['’', '‘'], "'")
}

fn goals(plan: &Plan) -> Vec<String> {
    let themes = plan.chapters.iter().flat_map(|chapter| {
        let title = plain(&chapter.title);
        chapter
            .themes
            .iter()
            .map(move |theme| (title.clone(), theme))
    });
    themes
        .flat_map(|(title, theme)| {
            let place = format!("{title} {:?}", theme.title.as_deref().map(plain));
            theme
                .goals
                .iter()
                .map(move |goal| format!("{place} {} {}", goal.number, plain(&goal.text)))
        })
        .collect()
}

fn actions(plan: &Plan) -> Vec<String> {
    let all = plan.actions().map(|(action, goal, theme, _)| {
        let place = format!(
            "{:?} {} {}",
            theme.title.as_deref().map(plain),
            goal.number,
            plain(&goal.text)
        );
        format!("{place}: {}", plain(&action.text))
    });
    all.collect()
}

fn kpis(plan: &Plan) -> Vec<String> {
    let all = plan.kpis().map(|(kpi, chapter)| {
        let group = kpi.group_title.as_deref().map(plain);
        format!(
            "{} {} {group:?}: {}",
            plain(&chapter.title),
            kpi.group,
            plain(&kpi.text)
        )
    });
    all.collect()
}

/// Whose partner is who, each party by the name the wanted plan knows it by.
fn partners(plan: &Plan, wanted: &Plan) -> Vec<String> {
    let known: BTreeMap<String, &str> = wanted
        .parties
        .iter()
        .flat_map(|party| {
            party
                .spellings()
                .map(|name| (plain(name).to_lowercase(), party.name.as_str()))
        })
        .collect();
    let named = |id: &String| {
        let party = plan.party(id).unwrap();
        let mut spelled = party.spellings();
        let found = spelled.find_map(|name| known.get(&plain(name).to_lowercase()));
        found.map_or_else(|| party.name.clone(), |name| (*name).to_string())
    };
    let mut out = Vec::new();
    for chapter in &plan.chapters {
        let place = plain(&chapter.title);
        out.extend(
            chapter
                .partners
                .iter()
                .map(|id| format!("{place}: {}", named(id))),
        );
        for theme in &chapter.themes {
            let place = format!("{place} {:?}", theme.title.as_deref().map(plain));
            out.extend(
                theme
                    .partners
                    .iter()
                    .map(|id| format!("{place}: {}", named(id))),
            );
        }
    }
    out
}

fn amounts(plan: &Plan) -> Vec<String> {
    let rows = plan
        .budgets
        .iter()
        .flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    rows.map(|(table, row)| {
        let remark = row.remark.as_deref().map(plain);
        format!(
            "{}: {} {:?} {remark:?}",
            plain(&table.title),
            plain(&row.label),
            row.amount
        )
    })
    .collect()
}

fn fte(plan: &Plan) -> Vec<String> {
    let rows = plan.capacity.iter().flat_map(|table| &table.rows);
    rows.map(|row| {
        format!(
            "{} {:?} {:?}",
            plain(&row.label),
            row.existing,
            row.expansion
        )
    })
    .collect()
}

/// Every figure that is wanted of a KPI.
pub(crate) fn targets(plan: &Plan) -> Vec<String> {
    let kpis = plan.kpis().flat_map(|(kpi, _)| {
        kpi.indicators.iter().filter_map(move |indicator| {
            let target = indicator.target?;
            Some(format!(
                "{}: {:?} {:?}",
                plain(&kpi.text),
                target.min,
                target.max
            ))
        })
    });
    kpis.collect()
}

/// The figures of a draft that aren't those of the plan and have no doubt beside them.
pub(crate) fn wrong_in_silence(draft: &Plan, wanted: &Plan) -> Vec<String> {
    let doubted = |id: &str| draft.doubts.iter().any(|doubt| doubt.item == id);
    let mut out = Vec::new();
    let known = targets(wanted);
    for (kpi, _) in draft.kpis() {
        for indicator in &kpi.indicators {
            let Some(target) = indicator.target else {
                continue;
            };
            let told = format!("{}: {:?} {:?}", plain(&kpi.text), target.min, target.max);
            if !known.contains(&told) && !doubted(&indicator.id) && !doubted(&kpi.id) {
                out.push(told);
            }
        }
    }
    let known = amounts(wanted);
    for table in &draft.budgets {
        for row in table
            .rows
            .iter()
            .filter(|row| row.amount.is_some() && !doubted(&row.id))
        {
            let start = format!("{} {:?} ", plain(&row.label), row.amount);
            if !known.iter().any(|it| it.contains(&start)) {
                out.push(start);
            }
        }
    }
    let known = fte(wanted);
    for table in &draft.capacity {
        let asked = table.rows.iter().any(|row| doubted(&row.id));
        for row in &table.rows {
            let told = format!(
                "{} {:?} {:?}",
                plain(&row.label),
                row.existing,
                row.expansion
            );
            if !known.contains(&told) && !asked {
                out.push(told);
            }
        }
    }
    out
}

/// The words a draft has: those of its texts, of its structure and of the doubts that keep what
/// found no place.
pub(crate) fn words_of(draft: &Draft) -> Vec<String> {
    let plan = &draft.plan;
    let mut texts: Vec<String> = draft.structure.clone();
    let left = plan.doubts.iter().filter(|doubt| doubt.left_out);
    texts.extend(left.map(|doubt| doubt.source.clone()));
    for chapter in &plan.chapters {
        texts.push(chapter.title.clone());
        texts.extend(chapter.aim.clone());
        texts.extend(blocks(&chapter.body));
        texts.extend(blocks(&chapter.partners_text));
        texts.extend(
            chapter
                .topics
                .iter()
                .map(|it| format!("{}: {}", it.title, it.text)),
        );
        let themes = chapter.themes.iter().flat_map(|theme| &theme.regie);
        let said = chapter
            .regie
            .iter()
            .chain(themes)
            .filter(|it| it.found == Found::Regie);
        texts.extend(said.map(|it| it.text.clone()));
        for theme in &chapter.themes {
            texts.extend(theme.title.clone());
            texts.extend(blocks(&theme.partners_text));
            for goal in &theme.goals {
                texts.push(goal.text.clone());
                texts.extend(goal.actions.iter().map(|it| it.text.clone()));
            }
        }
        let mut group = (0, None);
        for kpi in &chapter.kpis {
            let own = (kpi.group, kpi.group_title.clone());
            if own != group {
                texts.extend(own.1.clone());
                group = own;
            }
            texts.push(kpi.text.clone());
        }
    }
    for table in &plan.budgets {
        texts.extend(Some(table.title.clone()).filter(|it| it != "Begroting"));
        texts.extend(table.rows.iter().map(|it| it.label.clone()));
        texts.extend(table.rows.iter().filter_map(|it| it.remark.clone()));
    }
    for table in &plan.capacity {
        texts.extend(Some(table.title.clone()).filter(|it| it != "Formatie"));
        texts.extend(table.rows.iter().map(|it| it.label.clone()));
    }
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    words.map(str::to_string).collect()
}

fn blocks(blocks: &[Block]) -> Vec<String> {
    let texts = blocks.iter().flat_map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) => vec![text.clone()],
        Block::Bullets(all) => all.clone(),
        Block::Table(_) => Vec::new(),
    });
    texts.collect()
}

/// The words of a document that a draft lost, and those it has that the document hasn't.
pub(crate) fn lost_and_made(document: &Document, draft: &Draft) -> (Vec<String>, Vec<String>) {
    let mut count: BTreeMap<String, i64> = BTreeMap::new();
    for word in document.words() {
        *count.entry(word.to_string()).or_default() += 1;
    }
    for word in words_of(draft) {
        *count.entry(word).or_default() -= 1;
    }
    count.retain(|word, _| word.chars().any(char::is_alphanumeric));
    let of = |sign: i64| {
        let own = count.iter().filter(move |(_, left)| **left * sign > 0);
        own.map(|(word, left)| format!("{word} ×{}", left.abs()))
            .collect()
    };
    (of(1), of(-1))
}
