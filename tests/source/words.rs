//! The words of the plan: all of them in the data, once, and no others.

use std::collections::BTreeSet;

use regie::plan::Block;
use regie::plan::model::regie::Found;
use regie::store::BUILT_IN;

use crate::compare::{JOINED, differences, source_words};
use crate::print::{Page, UNTITLED_TABLE, print};
use crate::{SOURCE, data, field, leaves, nothing, plain, plan};

/// Fields whose strings are ours and not the plan's: names, kinds, dates, references.
const OWN_FIELDS: &str = "id kind unit subject condition found due start cadence status part_of \
    place place_reason place_doubt place_source chapter table holders with covers executors partners parties goals";

#[test]
fn every_word_of_the_source_has_one_place_and_every_text_has_a_source() {
    nothing(&differences(&source_words(), &print(&data())));
}

#[test]
fn broken_words_are_joined_once_each() {
    let words = source_words();
    for (start, _, whole) in JOINED {
        let broken = SOURCE
            .lines()
            .filter(|line| line.split_whitespace().last() == Some(start));
        assert_eq!(broken.count(), 1, "{start}");
        assert!(words.iter().any(|word| word.text == whole), "{whole}");
    }
}

#[test]
fn no_string_in_the_data_escapes_the_comparison() {
    let data = data();
    let page = print(&data);
    let printed: BTreeSet<_> = page.printed.iter().map(|it| it.pointer.as_str()).collect();
    let mut all = Vec::new();
    for part in ["chapters", "budgets", "capacity"] {
        leaves(&format!("/{part}"), &data[part], &mut all);
    }
    let ours = |pointer: &str| match field(pointer) {
        // Regie found elsewhere repeats a text that is printed there; checked below.
        "text" => pointer.contains("/regie/"),
        // The other KPIs of a group repeat its title, and what has no budget a sentence of chapter 9
        // (checked below); the untitled table has a title of ours.
        "group_title" | "funding" => true,
        "title" => pointer.starts_with("/capacity/0/"),
        "label" => pointer.contains("/indicators/"),
        name => OWN_FIELDS.split_whitespace().any(|own| own == name),
    };
    all.retain(|(pointer, _)| !printed.contains(pointer.as_str()) && !ours(pointer));
    let found = all
        .iter()
        .map(|(pointer, text)| format!("{pointer}: {text}"));
    nothing(&found.collect::<Vec<_>>());
}

#[test]
fn the_untitled_table_is_named_in_the_text_above_it() {
    let plan = plan();
    let table = plan.capacity.iter().find(|it| it.id == UNTITLED_TABLE);
    let title = &table.unwrap().title;
    assert!(!title.is_empty());
    let names =
        |block: &Block| matches!(block, Block::Paragraph(text) if text.contains(title.as_str()));
    assert!(plan.chapters[8].body.iter().any(names), "{title}");
}

#[test]
fn kpis_of_one_group_share_its_title_and_stand_together() {
    for chapter in plan().chapters {
        let groups = chapter.kpis.iter().map(|kpi| (kpi.group, &kpi.group_title));
        let mut last = (0, &None);
        for group in groups {
            let next = group.0 == last.0 + 1;
            assert!(next || group == last, "{}: {group:?}", chapter.id);
            last = group;
        }
    }
}

/// Everything a chapter has on the page, by JSON pointer.
fn texts_of_chapter<'a>(page: &'a Page<'_>, index: usize) -> Vec<(&'a str, String)> {
    let chapter = format!("/chapters/{index}/");
    let printed = page.printed.iter();
    let own = printed.filter(|it| it.pointer.starts_with(&chapter));
    own.map(|it| (it.pointer.as_str(), it.words.join(" ")))
        .collect()
}

#[test]
fn regie_found_in_the_text_is_verbatim_in_its_own_chapter() {
    let (data, plan) = (data(), plan());
    let page = print(&data);
    let mut found = Vec::new();
    for (index, chapter) in plan.chapters.iter().enumerate() {
        let texts = texts_of_chapter(&page, index);
        let whole: Vec<_> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let whole = plain(&whole.join(" "));
        for it in plan.statements().filter(|it| it.chapter.id == chapter.id) {
            let (id, text) = (&it.regie.id, &it.regie.text);
            let stands_in = |(pointer, one): &(&str, String)| {
                !pointer.contains("/regie/") && !text.is_empty() && one.contains(text)
            };
            if it.regie.found == Found::Text && !texts.iter().any(stands_in) {
                found.push(format!("{id}: {text}"));
            }
            let condition = plain(it.regie.condition.as_deref().unwrap_or_default());
            if !whole.contains(&condition) {
                found.push(format!("{id}: condition {condition}"));
            }
        }
    }
    nothing(&found);
}

#[test]
fn every_statement_rests_on_a_whole_sentence() {
    let source: Vec<String> = source_words().into_iter().map(|word| word.text).collect();
    let source = plain(&source.join(" "));
    let plan = plan();
    let mut found = Vec::new();
    for statement in plan.statements() {
        let text = &statement.regie.text;
        let whole = text.starts_with(char::is_uppercase) && text.ends_with('.');
        if !whole || !source.contains(&plain(text)) {
            found.push(format!("{}: {text}", statement.regie.id));
        }
    }
    nothing(&found);
}

#[test]
fn how_what_has_no_budget_is_paid_for_is_verbatim_in_the_plan() {
    let source: Vec<String> = source_words().into_iter().map(|word| word.text).collect();
    let source = source.join(" ");
    for row in plan().budgets.iter().flat_map(|table| &table.rows) {
        assert_eq!(row.amount.is_none(), row.funding.is_some(), "{}", row.id);
        let funding = row.funding.as_deref().unwrap_or_default();
        assert!(source.contains(funding), "{}: {funding}", row.id);
    }
}

#[test]
fn every_term_is_in_the_plan_and_nothing_is_said_for_two() {
    let data = data();
    let page = print(&data);
    let texts: Vec<String> = page
        .printed
        .iter()
        .map(|it| plain(&it.words.join(" ")))
        .collect();
    let (mut found, mut said) = (Vec::new(), BTreeSet::new());
    for term in plan().terms.to_vec() {
        if !texts.iter().any(|text| text.contains(&plain(&term.word))) {
            found.push(term.word);
        }
        let again = term
            .also
            .into_iter()
            .filter(|also| !said.insert(also.clone()));
        found.extend(again);
    }
    nothing(&found);
}

#[test]
fn every_sentence_about_regie_is_in_the_register() {
    const SIGNS: [&str; 4] = ["regie", "belegd", "voortouw", "aansturing"];
    let is_sign = |word: &str| SIGNS.iter().any(|sign| word.eq_ignore_ascii_case(sign));
    let (data, plan) = (data(), plan());
    let page = print(&data);
    let mut found = Vec::new();
    let mut seen = 0;
    for (index, chapter) in plan.chapters.iter().enumerate() {
        let mut texts = texts_of_chapter(&page, index);
        texts.retain(|(pointer, _)| !pointer.contains("/regie/"));
        for (pointer, text) in &texts {
            for sentence in text.split(". ") {
                let sentence = sentence.trim_end_matches('.');
                let mut words = sentence.split(|letter: char| !letter.is_alphanumeric());
                if !words.any(is_sign) {
                    continue;
                }
                seen += 1;
                let mut register = plan.statements().filter(|it| it.chapter.id == chapter.id);
                if !register.any(|it| it.regie.text.contains(sentence)) {
                    found.push(format!("{pointer}: {sentence}"));
                }
            }
        }
    }
    nothing(&found);
    assert!(seen >= 8, "only {seen} sentences about regie seen");
}

#[test]
fn texts_are_clean() {
    let data = data();
    let mut all = Vec::new();
    leaves("", &data, &mut all);
    let is_odd = |letter: char| letter.is_control() || letter == '\u{202f}';
    let is_clean = |line: &str| {
        let trimmed = line.trim() == line && !line.is_empty() && !line.contains("  ");
        trimmed && !line.chars().any(is_odd)
    };
    all.retain(|(_, text)| !text.split('\n').all(is_clean));
    let found = all
        .iter()
        .map(|(pointer, text)| format!("{pointer}: {text:?}"));
    nothing(&found.collect::<Vec<_>>());
    assert!(BUILT_IN.ends_with("}\n") && !BUILT_IN.ends_with("\n\n"));
}
