//! The running text of a chapter: which of its themes each sentence speaks of.

use super::lexicon::{WordId, Words};
use crate::plan::model::party::Party;
use crate::plan::{Block, Chapter, Plan};

/// The words of a chapter's running text, with the id of the theme they are about; that of the
/// chapter where they are about none, or about several at once.
pub(crate) fn bags<'a>(chapter: &'a Chapter, words: &mut Words) -> Vec<(&'a str, Vec<WordId>)> {
    let titles: Vec<(&str, Vec<WordId>)> = chapter
        .themes
        .iter()
        .filter_map(|theme| Some((&*theme.id, words.of([theme.title.as_deref()?]))))
        .collect();
    let owners = std::iter::once(&*chapter.id).chain(titles.iter().map(|(id, _)| *id));
    let mut bags: Vec<(&str, Vec<&str>)> = owners.map(|id| (id, Vec::new())).collect();
    for text in texts(chapter) {
        for (theme, sentence) in placed(text, &titles, words) {
            let bag = theme.map_or(0, |at| at + 1);
            if let Some((_, sentences)) = bags.get_mut(bag) {
                sentences.push(sentence);
            }
        }
    }
    bags.into_iter()
        .map(|(id, sentences)| (id, words.of(sentences)))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

/// Where the plan says who carries out what it names nobody for, ` (hoofdstuk 1)`; nothing where
/// no sentence of its first chapter says so of that party.
pub fn where_said(plan: &Plan) -> &'static str {
    let party = plan.party(&plan.default_executor);
    let names: Vec<&str> = party.into_iter().flat_map(Party::spellings).collect();
    let first = plan.chapters.iter().find(|it| it.number == 1);
    let mut texts = first.into_iter().flat_map(|it| texts(it));
    // Asked of every answer that names nobody: most texts don't name the party either.
    let names_it = |text: &str| names.iter().any(|name| text.contains(name));
    let says = |text: &str| {
        names_it(text) && {
            let small = text.to_lowercase();
            let carries_out = ["uitgevoerd", "uitvoering", "voert"];
            carries_out.iter().any(|it| small.contains(it))
        }
    };
    if texts.any(|text| names_it(text) && text.split(". ").any(says)) {
        " (hoofdstuk 1)"
    } else {
        ""
    }
}

/// The running text of a chapter, with its aim.
fn texts(chapter: &Chapter) -> impl Iterator<Item = &str> {
    let blocks = chapter.body.iter().flat_map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) => std::slice::from_ref(text),
        Block::Bullets(texts) => texts.as_slice(),
        Block::Table(_) => &[],
    });
    blocks.map(String::as_str).chain(chapter.aim.as_deref())
}

/// The sentences of a text with the place of the theme each is about. A text that names one
/// theme is about it; else a sentence is about the theme last named, until several are named.
fn placed<'a>(
    text: &'a str,
    titles: &[(&str, Vec<WordId>)],
    words: &mut Words,
) -> Vec<(Option<usize>, &'a str)> {
    let lines = text.split_inclusive('\n');
    let sentences: Vec<&str> = lines.flat_map(|line| line.split_inclusive(". ")).collect();
    let named: Vec<Vec<usize>> = sentences
        .iter()
        .map(|sentence| themes_named(&words.seen(sentence), titles, words))
        .collect();
    let mut all: Vec<usize> = named.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let only = if let [only] = all[..] {
        Some(only)
    } else {
        None
    };
    let mut last = only;
    let about = named.iter().map(|named| {
        last = match named[..] {
            [] => last,
            [one] => Some(one),
            _ => None,
        };
        last
    });
    about.zip(sentences).collect()
}

/// The places of the themes whose titles stand in full among some words, in any number.
fn themes_named(sentence: &[WordId], titles: &[(&str, Vec<WordId>)], words: &Words) -> Vec<usize> {
    let stands = |title: &WordId| sentence.iter().any(|word| words.alike(*title, *word));
    let titles = titles.iter().enumerate();
    titles
        .filter(|(_, (_, title))| !title.is_empty() && title.iter().all(stands))
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    #[test]
    fn a_word_counts_for_the_theme_its_sentence_speaks_of() {
        let json = include_str!("../../../../data/uitvoeringsplan-2026.json");
        let plan: Plan = serde_json::from_str(json).unwrap();
        let mut words = Words::default();
        let bags: Vec<_> = plan
            .chapters
            .iter()
            .flat_map(|chapter| bags(chapter, &mut words))
            .collect();
        for (word, owner) in [
            ("fietsverlichtingsacties", "5C"),
            ("flitspalen", "5C"),
            ("drone", "3B"),
            // The aim speaks of one theme after another.
            ("seksinrichting", "3C"),
            ("talk", "3B"),
            // After a sentence on several themes, or before any.
            ("zorgfraude", "3"),
            ("jeugdboa", "4"),
            ("brandveilige", "7"),
        ] {
            let id = words.seen(word);
            let owners: Vec<&str> = bags
                .iter()
                .filter(|(_, words)| id.iter().all(|id| words.contains(id)))
                .map(|(owner, _)| *owner)
                .collect();
            assert_eq!(owners, [owner], "{word}");
        }
    }
}
