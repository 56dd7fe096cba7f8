//! Every figure of a source in its place in a draft: right, or with a doubt that names its row.

use std::collections::BTreeMap;
use std::fmt::{self, Debug};

use regie::intake::recognise::Draft;
use regie::plan::Plan;
use regie::plan::model::number::Decimal;

use super::source::{Source, words};
use crate::score::{plain, words_of};

/// So many of so many figures are right, by kind; and which are wrong with no doubt beside them.
#[derive(Debug, Default)]
pub(crate) struct Held {
    kinds: BTreeMap<&'static str, (usize, usize)>,
    pub(crate) missed: Vec<String>,
    /// Wrong, in a row that was made of it.
    pub(crate) silent: Vec<String>,
    /// In no row: text.
    pub(crate) unread: Vec<String>,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, (right, all)) in &self.kinds {
            write!(f, " {kind} {right}/{all}")?;
        }
        Ok(())
    }
}

impl Held {
    /// The share that is right, in percent.
    pub(crate) fn share(&self) -> usize {
        let all: usize = self.kinds.values().map(|it| it.1).sum();
        let right: usize = self.kinds.values().map(|it| it.0).sum();
        right * 100 / all
    }

    /// One figure of a row: as it is found under an id, and as it should be.
    fn figure<T: PartialEq + Debug + Copy>(
        &mut self,
        plan: &Plan,
        (kind, label): (&'static str, &str),
        found: Option<(&str, T)>,
        wanted: &T,
    ) {
        let own = self.kinds.entry(kind).or_default();
        own.1 += 1;
        let id = found.as_ref().map_or("", |it| it.0);
        let value = found.as_ref().map(|it| &it.1);
        if value == Some(wanted) {
            own.0 += 1;
            return;
        }
        let told = format!("{kind} van “{label}”: {value:?}, en niet {wanted:?}");
        if !is_doubted(plan, id, label) {
            let made = if id.is_empty() {
                &mut self.unread
            } else {
                &mut self.silent
            };
            made.push(told.clone());
        }
        self.missed.push(told);
    }
}

/// Whether a doubt is about an item, or has the words of its row.
fn is_doubted(plan: &Plan, id: &str, label: &str) -> bool {
    let kpi = id.rsplit_once('.').map_or("", |it| it.0);
    plan.doubts.iter().any(|doubt| {
        let source = plain(&doubt.source);
        // The function of a row, without its team.
        let label = label.split(" (Team").next().unwrap_or_default();
        let named = label.split_whitespace().all(|word| source.contains(word));
        named || !id.is_empty() && (doubt.item == id || doubt.item == kpi)
    })
}

/// What of a source is in a draft.
pub(crate) fn held(source: &Source, draft: &Draft) -> Held {
    let plan = &draft.plan;
    let mut held = Held::default();
    let mut labels: Vec<String> = Vec::new();
    for row in source.measured.iter().flat_map(|it| &it.1) {
        labels.push(plain(&row.text));
        let found = plan
            .kpis()
            .find(|(kpi, _)| plain(&kpi.text) == plain(&row.text));
        let found = found.and_then(|(kpi, _)| kpi.indicators.first());
        let bounds = found.map(|it| (it.id.as_str(), it.target.map(|it| [it.min, it.max])));
        let wanted = row
            .bounds
            .map(|it| [it.0, it.1].map(|it| it.map(|it| decimal(&it.to_string()))));
        held.figure(plan, ("streefwaarden", &row.text), bounds, &wanted);
        let before = found.map(|it| (it.id.as_str(), it.baseline));
        let whole = row.baseline.map(|it| decimal(&it.to_string()));
        held.figure(plan, ("nulmetingen", &row.text), before, &whole);
        if let Some(day) = row.due {
            let due = found.map(|it| (it.id.as_str(), it.due));
            held.figure(plan, ("dagen", &row.text), due, &Some(day.parse().unwrap()));
        }
    }
    let rows = || plan.budgets.iter().flat_map(|it| &it.rows);
    for (label, amount, _) in source.remarked.iter().chain(&source.explained) {
        labels.push(plain(label));
        let found = rows().find(|it| plain(&it.label) == *label);
        let found = found.map(|it| (it.id.as_str(), it.amount));
        held.figure(plan, ("bedragen", label), found, amount);
    }
    let rows = || plan.capacity.iter().flat_map(|it| &it.rows);
    for (team, function, existing, expansion) in source.posts.iter().chain(&source.teams) {
        let label = if team.is_empty() {
            (*function).to_string()
        } else {
            format!("{function} ({team})")
        };
        let found = rows().find(|it| plain(&it.label) == label);
        let own = found.map(|it| (it.id.as_str(), it.existing));
        let wanted = |printed: &str| (!printed.is_empty()).then(|| decimal(printed));
        held.figure(plan, ("fte", &label), own, &wanted(existing));
        let more = found.map(|it| (it.id.as_str(), it.expansion));
        held.figure(
            plan,
            ("uitbreiding", &label),
            more,
            &wanted(expansion.unwrap_or_default()),
        );
        labels.push(label);
    }
    held.strangers(plan, &labels);
    held
}

fn decimal(printed: &str) -> Decimal {
    Decimal::parse(printed).unwrap()
}

impl Held {
    /// Rows with a figure that the source doesn't have must be asked.
    fn strangers(&mut self, plan: &Plan, labels: &[String]) {
        let mut rows: Vec<(&str, &str)> = Vec::new();
        for (kpi, _) in plan.kpis() {
            let figures = kpi.indicators.iter();
            let figures = figures.filter(|it| it.target.is_some() || it.baseline.is_some());
            rows.extend(figures.map(|it| (it.id.as_str(), kpi.text.as_str())));
        }
        for row in plan.budgets.iter().flat_map(|it| &it.rows) {
            rows.extend(row.amount.map(|_| (row.id.as_str(), row.label.as_str())));
        }
        for row in plan.capacity.iter().flat_map(|it| &it.rows) {
            let figure = row.existing.or(row.expansion);
            rows.extend(figure.map(|_| (row.id.as_str(), row.label.as_str())));
        }
        for (id, label) in rows {
            if !labels.contains(&plain(label)) && !is_doubted(plan, id, "\0") {
                self.silent
                    .push(format!("{id} “{label}” is geen rij van het document"));
            }
        }
    }
}

/// The words of a page that are nowhere in a draft, nor in a doubt.
pub(crate) fn lost(html: &str, draft: &Draft) -> Vec<String> {
    let mut left: BTreeMap<String, i64> = BTreeMap::new();
    for word in words(html) {
        *left.entry(bare(&word)).or_default() += 1;
    }
    let doubts = draft.plan.doubts.iter().filter(|it| !it.left_out);
    let doubts = doubts.flat_map(|it| it.source.split_whitespace().map(String::from));
    let own: Vec<String> = words_of(draft);
    for word in own.into_iter().chain(doubts) {
        *left.entry(bare(&word)).or_default() -= 1;
    }
    left.retain(|word, count| *count > 0 && !word.is_empty());
    left.into_iter()
        .map(|(word, count)| format!("{word} ×{count}"))
        .collect()
}

/// A word without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_string()
}
