//! Whether every word of a document stands in what was made of it: what doesn't is asked, whatever the
//! reason, so that nothing is lost in silence.

use std::collections::HashMap;

use crate::intake::document::{Document, Place};
use crate::intake::label::bare;
use crate::intake::recognise::sketch::Said;
use crate::plan::model::doubt::Doubt;
use crate::plan::model::regie::{Found, Regie};
use crate::plan::{Block, Plan};

/// A piece of a document, or a row of a table in it: where it stands, and its words.
type Piece<'d> = (Place, Vec<&'d str>);

/// The words of pieces that are nowhere in the plan, in its structure, or in a doubt that keeps them.
pub fn lost(
    document: &Document,
    plan: &Plan,
    structure: &[Said],
    doubts: &[Doubt],
) -> Vec<(Place, String)> {
    let pieces = pieces(document);
    let mut left: HashMap<&str, i64> = HashMap::new();
    for word in pieces.iter().flat_map(|it| &it.1).map(|it| bare(it)) {
        *left.entry(word).or_default() += 1;
    }
    let mut keep = |text: &str| {
        for word in text.split_whitespace() {
            if let Some(count) = left.get_mut(bare(word)) {
                *count -= 1;
            }
        }
    };
    let asked = doubts.iter().filter(|it| it.left_out);
    let sources = asked.map(|doubt| &doubt.source);
    for text in structure.iter().map(|said| &said.text).chain(sources) {
        keep(text);
    }
    texts(plan, &mut keep);
    left.retain(|word, count| *count > 0 && !word.is_empty());
    if left.is_empty() {
        return Vec::new();
    }
    // A word that stands at several places was lost where most of what stands beside it was.
    let share = |(_, words): &Piece<'_>| {
        let gone = words
            .iter()
            .filter(|word| left.contains_key(bare(word)))
            .count();
        gone * 1_000 / words.len().max(1)
    };
    let mut order: Vec<(usize, usize)> = pieces.iter().map(share).enumerate().collect();
    order.retain(|it| it.1 > 0);
    order.sort_by_key(|it| std::cmp::Reverse(it.1));
    let mut out = Vec::new();
    for (at, _) in order {
        let Some((place, words)) = pieces.get(at) else {
            continue;
        };
        let gone = words.iter().filter(|word| match left.get_mut(bare(word)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        });
        let gone: Vec<&str> = gone.copied().collect();
        if !gone.is_empty() {
            out.push((*place, gone.join(" ")));
        }
    }
    out
}

fn pieces(document: &Document) -> Vec<Piece<'_>> {
    let mut out: Vec<Piece<'_>> = Vec::new();
    for block in &document.blocks {
        let words = block.mark.split_whitespace();
        let words: Vec<&str> = words.chain(block.text.split_whitespace()).collect();
        if !words.is_empty() {
            out.push((block.place, words));
        }
        for row in block.rows().unwrap_or_default() {
            let blocks = || row.cells.iter().flat_map(|cell| &cell.blocks);
            let place = blocks().next().map_or(block.place, |it| it.place);
            let words = blocks()
                .flat_map(|it| it.mark.split_whitespace().chain(it.text.split_whitespace()));
            out.push((place, words.collect()));
        }
    }
    out
}

/// Every text of a plan that came from its document.
fn texts(plan: &Plan, keep: &mut impl FnMut(&str)) {
    for chapter in &plan.chapters {
        keep(&chapter.title);
        chapter.aim.iter().for_each(|text| keep(text));
        blocks(&chapter.body, keep);
        blocks(&chapter.partners_text, keep);
        statements(&chapter.regie, keep);
        for topic in &chapter.topics {
            keep(&format!("{}: {}", topic.title, topic.text));
        }
        for theme in &chapter.themes {
            theme.title.iter().for_each(|text| keep(text));
            blocks(&theme.partners_text, keep);
            statements(&theme.regie, keep);
            for goal in &theme.goals {
                keep(&goal.text);
                goal.actions.iter().for_each(|it| keep(&it.text));
            }
        }
        let mut group = (0, None);
        for kpi in &chapter.kpis {
            let own = (kpi.group, kpi.group_title.as_deref());
            if own != group {
                own.1.iter().for_each(|text| keep(text));
                group = own;
            }
            keep(&kpi.text);
        }
    }
    for table in &plan.budgets {
        titled(&table.title, super::money::BUDGET, keep);
        for row in &table.rows {
            keep(&row.label);
            row.remark.iter().for_each(|text| keep(text));
        }
    }
    for table in &plan.capacity {
        titled(&table.title, super::money::CAPACITY, keep);
        table.rows.iter().for_each(|row| keep(&row.label));
    }
}

/// The title of a table, where it isn't the one that is given to a table without any.
fn titled(title: &str, given: &str, keep: &mut impl FnMut(&str)) {
    if title != given {
        keep(title);
    }
}

fn statements(all: &[Regie], keep: &mut impl FnMut(&str)) {
    let own = all.iter().filter(|it| it.found == Found::Regie);
    own.for_each(|it| keep(&it.text));
}

fn blocks(all: &[Block], keep: &mut impl FnMut(&str)) {
    for block in all {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => keep(text),
            Block::Bullets(all) => all.iter().for_each(|text| keep(text)),
            Block::Table(_) => {}
        }
    }
}
