//! Which blocks are chapters and themes, and which lines announce something: the bones of the
//! document, by headings where it has them, else by numbers that run on.

use crate::intake::document::{Block, Document, Mark, Shape, split_mark};
use crate::intake::label::{self, Label};

/// A block and its part in the plan.
#[derive(Debug)]
pub struct Part<'a> {
    pub block: &'a Block,
    pub role: Role,
}

/// The part a block has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A chapter, with its number where one is printed.
    Chapter(Option<u32>),
    /// A theme.
    Theme,
    /// A line that announces what follows.
    Label(Label),
    /// Another heading.
    Heading,
    /// Anything else.
    Plain,
}

/// How long a heading may be.
const LONGEST: usize = 100;

/// The blocks of a document with their parts.
pub fn outline(document: &Document) -> Vec<Part<'_>> {
    let blocks = &document.blocks;
    let mut roles: Vec<Role> = blocks.iter().map(role_alone).collect();
    let chapters = chapters(blocks, &roles);
    for (at, number) in chapters {
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Chapter(number);
        }
    }
    for at in 0..blocks.len() {
        if is_theme(blocks, &roles, at)
            && let Some(role) = roles.get_mut(at)
        {
            *role = Role::Theme;
        }
    }
    let pairs = blocks.iter().zip(roles);
    pairs.map(|(block, role)| Part { block, role }).collect()
}

fn role_alone(block: &Block) -> Role {
    if block.rows().is_some() || matches!(block.shape, Shape::Bullet) {
        return Role::Plain;
    }
    match label::opening(&block.text) {
        Some((label, _, "")) => Role::Label(label),
        // What stands behind a colon is an aim; `Partners: politie` may be any sentence.
        Some((Label::Aim, ..)) if block.is_paragraph() => Role::Label(Label::Aim),
        _ if matches!(block.shape, Shape::Heading) => Role::Heading,
        _ => Role::Plain,
    }
}

/// The places of the chapters, with their numbers.
fn chapters(blocks: &[Block], roles: &[Role]) -> Vec<(usize, Option<u32>)> {
    styled(blocks, roles).unwrap_or_else(|| running(blocks))
}

/// By headings: those of the highest level of which there are several.
fn styled(blocks: &[Block], roles: &[Role]) -> Option<Vec<(usize, Option<u32>)>> {
    let headings: Vec<(usize, &Block)> = blocks
        .iter()
        .enumerate()
        .zip(roles)
        .filter(|(_, role)| **role == Role::Heading)
        .map(|(it, _)| it)
        .collect();
    let mut levels: Vec<u8> = headings.iter().map(|(_, block)| block.level).collect();
    levels.sort_unstable();
    levels.dedup();
    for level in levels {
        let own: Vec<_> = headings.iter().filter(|it| it.1.level == level).collect();
        if own.len() < 2 {
            continue;
        }
        let numbered = own.iter().filter(|it| number_of(it.1).is_some()).count();
        let found = own.iter().filter(|it| {
            // Among numbered chapters what has no number is front matter or an annex.
            numbered * 2 <= own.len() || number_of(it.1).is_some() || is_annex(&it.1.text)
        });
        return Some(found.map(|it| (it.0, number_of(it.1))).collect());
    }
    None
}

fn is_annex(title: &str) -> bool {
    let title = title.to_lowercase();
    ["bijlage", "voorwoord", "samenvatting", "slot", "tot slot"]
        .iter()
        .any(|word| title.starts_with(word))
}

/// The number a block has before it: `3.`, `Hoofdstuk 3`.
pub fn number_of(block: &Block) -> Option<u32> {
    let whole = block.whole();
    let named = ["Hoofdstuk ", "HOOFDSTUK ", "hoofdstuk "]
        .iter()
        .find_map(|word| whole.strip_prefix(word));
    let digits = match named {
        Some(rest) => rest.split(|c: char| !c.is_ascii_digit()).next(),
        None if block.mark.is_empty() => {
            // `3 Ondermijning`: a heading may leave the dot out.
            let first = block.text.split_whitespace().next();
            first.filter(|_| matches!(block.shape, Shape::Heading))
        }
        None => Some(block.mark.trim_matches(|c: char| !c.is_ascii_digit())),
    };
    let digits = digits.filter(|digits| digits.len() <= 2)?;
    digits.parse().ok()
}

/// The title of a chapter without its number, and the number as printed.
pub fn titled(block: &Block) -> (String, String) {
    if !block.mark.is_empty() {
        return (block.mark.clone(), block.text.clone());
    }
    let mut words = block.text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let numbers = |word: &str| {
        let bare = word.trim_end_matches(['.', ':']);
        !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())
    };
    let mark = if first.eq_ignore_ascii_case("hoofdstuk") {
        let second = words.next().unwrap_or_default();
        format!("{first} {second}")
    } else if numbers(first) {
        first.to_string()
    } else {
        return (String::new(), block.text.clone());
    };
    let rest: Vec<&str> = words
        .skip_while(|word| ["-", "–", ":"].contains(word))
        .collect();
    (mark, rest.join(" "))
}

/// Without headings: short lines with numbers that run on through the document, each with text
/// behind it and no list.
fn running(blocks: &[Block]) -> Vec<(usize, Option<u32>)> {
    let mut best: Vec<(usize, u32, i32, Option<usize>)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(number) = number_of(block).filter(|_| may_be_chapter(blocks, at)) else {
            continue;
        };
        let top = block.lines.first().is_some_and(|line| line.top);
        let own = if top { 6 } else { 2 };
        let before = best
            .iter()
            .enumerate()
            .filter(|(_, it)| it.1 < number && it.1 + 3 >= number)
            .map(|(nth, it)| {
                let missing = i32::try_from(number - it.1 - 1).unwrap_or(9);
                (nth, it.2 - 4 * missing)
            })
            .max_by_key(|(nth, score)| (*score, std::cmp::Reverse(*nth)));
        let first = i32::try_from(number.abs_diff(1)).unwrap_or(9);
        let alone = (None, -2 * first);
        let (from, score) = match before {
            Some((nth, score)) if score >= alone.1 => (Some(nth), score),
            _ => alone,
        };
        best.push((at, number, score + own, from));
    }
    let last = best
        .iter()
        .enumerate()
        .max_by_key(|(nth, it)| (it.2, std::cmp::Reverse(*nth)));
    let mut next = last.map(|(nth, _)| nth);
    let mut out = Vec::new();
    while let Some(it) = next.and_then(|nth| best.get(nth)) {
        out.push((it.0, Some(it.1)));
        next = it.3;
    }
    out.reverse();
    out
}

fn may_be_chapter(blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else {
        return false;
    };
    let named = block.text.to_lowercase().starts_with("hoofdstuk ");
    let numbered = named || matches!(split_mark(&block.whole()), Some((Mark::Number(_), ..)));
    let short = block.lines.len() <= 2 && block.text.chars().count() <= LONGEST;
    let asks = !named && block.text.ends_with('?');
    let ends = asks || block.text.ends_with(['.', ';', ':', ',']);
    let listed = ends_in_figure(&block.text);
    let next = blocks.get(at + 1);
    let follows = next.is_some_and(|next| match split_mark(&next.whole()) {
        Some((Mark::Bullet | Mark::Number(_), ..)) => false,
        _ => !matches!(next.shape, Shape::Bullet),
    });
    numbered && short && !ends && !listed && follows
}

/// A line of a table of contents.
fn ends_in_figure(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    last.chars().all(|c| c.is_ascii_digit() || c == '.') && text.contains("..")
}

/// Whether a line heads a theme: lettered or a heading, with goals close behind it.
fn is_theme(blocks: &[Block], roles: &[Role], at: usize) -> bool {
    let (Some(block), Some(role)) = (blocks.get(at), roles.get(at)) else {
        return false;
    };
    let lettered = matches!(split_mark(&block.whole()), Some((Mark::Upper(_), ..)))
        && matches!(block.shape, Shape::Item | Shape::Heading);
    let decimal = matches!(split_mark(&block.whole()), Some((Mark::Decimal(parts), ..)) if parts.len() == 2)
        && matches!(block.shape, Shape::Item);
    let named = block.text.to_lowercase().starts_with("thema ") && block.is_paragraph();
    let heads = *role == Role::Heading || *role == Role::Plain && (lettered || decimal || named);
    if !heads || block.text.chars().count() > LONGEST || block.text.ends_with(['.', ';']) {
        return false;
    }
    let behind = blocks.iter().zip(roles).skip(at + 1).take(6);
    for (next, role) in behind {
        let goals = match role {
            Role::Label(Label::Goals | Label::GoalsAndActions) => true,
            Role::Plain if matches!(split_mark(&next.whole()), Some((Mark::Upper(_), ..))) => {
                return false;
            }
            Role::Label(Label::Aim) | Role::Plain => {
                next.rows().is_some_and(super::walk::table::is_goals)
            }
            _ => return false,
        };
        if goals {
            return true;
        }
    }
    false
}
