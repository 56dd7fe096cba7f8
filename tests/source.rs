//! Holds `data/uitvoeringsplan-2026.json` against the text of the plan it was taken from.
//!
//! The plan is printed again from the data, in the order of the source: chapter by chapter, with
//! the fixed lines ("Wie heeft de regie?", table headers, bullets, numbers) put back where the
//! source has them. What comes out has to be the source, word for word. So every word of the
//! source has exactly one place in the data, and no text in the data lacks a source. White space
//! is the only thing that may differ, apart from the words in [`JOINED`].
//!
//! What the data says *about* those texts (who holds the regie, who carries out, what a KPI
//! counts) is checked for being named in them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

const SOURCE: &str = include_str!("source/uitvoeringsplan-2026.txt");
const DATA: &str = include_str!("../data/uitvoeringsplan-2026.json");

/// The fixed lines of the source, which the data doesn't repeat.
const AIM: &str = "DOEL:";
const GOALS: &str = "Wat willen we bereiken? Acties";
const PARTNERS: &str = "Wie hebben we daarvoor nodig?";
const REGIE: &str = "Wie heeft de regie?";
const KPIS: &str = "KPI's";
const BULLET: &str = "•";
const TOTAL: &str = "Totaal";
const CAPACITY_HEADER: &str = "Functie Bestaande formatie (fte) Uitbreiding formatie (fte)";
/// The first column of the two budget tables has a name of its own in each.
const BUDGET_HEADERS: [(&str, &str); 2] = [
    ("oov", "Prioriteit Begroot 2026 Opmerking"),
    ("crisis", "Omschrijving Begroot 2026 Opmerking"),
];
/// This table has no title above it; its title is the name of the team in the text before it.
const UNTITLED_TABLE: &str = "fte-oovb";

/// Words the source breaks off at the end of a line, and what they are in full.
const JOINED: [(&str, &str, &str); 3] = [
    ("Mma-", "campagnes.", "Mma-campagnes."),
    ("VRIS-", "partners", "VRIS-partners"),
    ("informatie-", "verstrekking", "informatieverstrekking"),
];

/// Strings of the data that are ours and not the plan's: names, kinds, dates, references.
const OWN_WORDS: [&str; 21] = [
    "id",
    "kind",
    "unit",
    "subject",
    "condition",
    "found",
    "due",
    "start",
    "cadence",
    "status",
    "part_of",
    "place",
    "chapter",
    "table",
    "holders",
    "with",
    "covers",
    "executors",
    "partners",
    "parties",
    "goals",
];

// ---------------------------------------------------------------------------------------------
// The two streams of words
// ---------------------------------------------------------------------------------------------

/// A word of the source and the line it stands on.
#[derive(Clone, Debug, PartialEq)]
struct Word {
    text: String,
    line: usize,
}

/// The words of the source, with broken words joined and one apostrophe in the fixed lines.
fn source_words() -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut broken: Option<(&str, &str)> = None;
    for (index, line) in SOURCE.lines().enumerate() {
        let count = line.split_whitespace().count();
        for (place, text) in line.split_whitespace().enumerate() {
            if let Some((rest, whole)) = broken.take() {
                assert_eq!(text, rest, "line {}: the rest of a broken word", index + 1);
                if let Some(last) = words.last_mut() {
                    whole.clone_into(&mut last.text);
                }
                continue;
            }
            if place + 1 == count {
                broken = JOINED
                    .iter()
                    .find(|join| join.0 == text)
                    .map(|join| (join.1, join.2));
            }
            let text = if count == 1 && text == "KPI’s" {
                KPIS
            } else {
                text
            };
            words.push(Word {
                text: text.to_owned(),
                line: index + 1,
            });
        }
    }
    words
}

/// A run of words the data puts on the page: a text, a printed number or a fixed line.
#[derive(Debug)]
struct Printed<'a> {
    /// Where it stands in the JSON; empty for a fixed line.
    pointer: String,
    words: Vec<Cow<'a, str>>,
}

/// The page as the data prints it.
#[derive(Debug, Default)]
struct Page<'a> {
    printed: Vec<Printed<'a>>,
}

impl<'a> Page<'a> {
    fn fixed(&mut self, line: &'static str) {
        let words = line.split_whitespace().map(Cow::Borrowed).collect();
        self.printed.push(Printed {
            pointer: String::new(),
            words,
        });
    }

    fn own(&mut self, pointer: &str, text: String) {
        self.printed.push(Printed {
            pointer: pointer.to_owned(),
            words: vec![Cow::Owned(text)],
        });
    }

    /// A text of the plan; null prints nothing.
    fn text(&mut self, at: &str, key: &str, owner: &'a Value) {
        if let Some(text) = owner[key].as_str() {
            self.string(&format!("{at}/{key}"), text);
        }
    }

    fn string(&mut self, pointer: &str, text: &'a str) {
        let words = text.split_whitespace().map(Cow::Borrowed).collect();
        self.printed.push(Printed {
            pointer: pointer.to_owned(),
            words,
        });
    }

    fn blocks(&mut self, at: &str, blocks: &'a Value, plan: &'a Value) {
        let mut after_table = false;
        for (pointer, block) in items(at, blocks) {
            self.text(&pointer, "heading", block);
            self.text(&pointer, "paragraph", block);
            for (bullet, text) in items(&format!("{pointer}/bullets"), &block["bullets"]) {
                self.fixed(BULLET);
                self.string(&bullet, text.as_str().unwrap_or_default());
            }
            let table = block["table"].as_str();
            if let Some(id) = table {
                self.table(id, after_table, plan);
            }
            after_table = table.is_some();
        }
    }

    /// A table. Capacity tables that follow one another share one header.
    fn table(&mut self, id: &str, after_table: bool, plan: &'a Value) {
        for (at, budget) in items("/budgets", &plan["budgets"]) {
            if budget["id"] != id {
                continue;
            }
            self.text(&at, "title", budget);
            for (_, header) in BUDGET_HEADERS.iter().filter(|header| header.0 == id) {
                self.fixed(header);
            }
            for (row, value) in items(&format!("{at}/rows"), &budget["rows"]) {
                self.text(&row, "label", value);
                self.fixed("€");
                let amount = value["amount"].as_i64();
                let amount = amount.map_or_else(|| "---".to_owned(), thousands);
                self.own(&format!("{row}/amount"), amount);
                self.text(&row, "remark", value);
            }
        }
        for (at, table) in items("/capacity", &plan["capacity"]) {
            if table["id"] != id {
                continue;
            }
            if !after_table {
                self.fixed(CAPACITY_HEADER);
            }
            if id != UNTITLED_TABLE {
                self.text(&at, "title", table);
            }
            for (row, value) in items(&format!("{at}/rows"), &table["rows"]) {
                self.text(&row, "label", value);
                self.fte(&row, value);
            }
            if table["stated_total"].is_object() {
                self.fixed(TOTAL);
                self.fte(&format!("{at}/stated_total"), &table["stated_total"]);
            }
        }
    }

    fn fte(&mut self, at: &str, value: &Value) {
        for key in ["existing", "expansion"] {
            if let Some(fte) = value[key].as_f64() {
                self.own(
                    &format!("{at}/{key}"),
                    format!("{fte:.2}").replace('.', ","),
                );
            }
        }
    }

    fn partners_and_regie(&mut self, at: &str, owner: &'a Value, plan: &'a Value) {
        if owner["partners_text"].is_array() {
            self.fixed(PARTNERS);
            self.blocks(
                &format!("{at}/partners_text"),
                &owner["partners_text"],
                plan,
            );
        }
        let block = items(&format!("{at}/regie"), &owner["regie"]);
        let block: Vec<_> = block
            .into_iter()
            .filter(|(_, one)| one["found"] == "regie")
            .collect();
        if !block.is_empty() {
            self.fixed(REGIE);
        }
        for (pointer, statement) in block {
            self.text(&pointer, "text", statement);
        }
    }

    fn theme(&mut self, at: &str, theme: &'a Value, plan: &'a Value) {
        if let Some(letter) = theme["letter"].as_str() {
            self.own(&format!("{at}/letter"), format!("{letter}."));
            self.text(at, "title", theme);
        }
        self.fixed(GOALS);
        for (goal_at, goal) in items(&format!("{at}/goals"), &theme["goals"]) {
            self.own(&format!("{goal_at}/number"), format!("{}.", goal["number"]));
            self.text(&goal_at, "text", goal);
            for (action_at, action) in items(&format!("{goal_at}/actions"), &goal["actions"]) {
                self.fixed(BULLET);
                self.text(&action_at, "text", action);
            }
        }
        self.partners_and_regie(at, theme, plan);
    }

    fn kpis(&mut self, at: &str, kpis: &'a Value) {
        let kpis = items(at, kpis);
        if !kpis.is_empty() {
            self.fixed(KPIS);
        }
        let mut group = &Value::Null;
        for (pointer, kpi) in kpis {
            let titled = kpi["group_title"].is_string();
            if &kpi["group"] != group {
                group = &kpi["group"];
                self.own(&format!("{pointer}/group"), format!("{group}."));
                self.text(&pointer, "group_title", kpi);
            }
            if titled {
                self.fixed(BULLET);
            }
            self.text(&pointer, "text", kpi);
        }
    }

    fn chapter(&mut self, at: &str, chapter: &'a Value, plan: &'a Value) {
        self.own(&format!("{at}/number"), format!("{}.", chapter["number"]));
        self.text(at, "title", chapter);
        self.blocks(&format!("{at}/body"), &chapter["body"], plan);
        if chapter["aim"].is_string() {
            self.fixed(AIM);
            self.text(at, "aim", chapter);
        }
        for (theme_at, theme) in items(&format!("{at}/themes"), &chapter["themes"]) {
            self.theme(&theme_at, theme, plan);
        }
        self.partners_and_regie(at, chapter, plan);
        self.kpis(&format!("{at}/kpis"), &chapter["kpis"]);
        for (topic_at, topic) in items(&format!("{at}/topics"), &chapter["topics"]) {
            self.fixed(BULLET);
            let title = topic["title"].as_str().unwrap_or_default();
            self.string(&format!("{topic_at}/title"), title);
            // The colon is glued to the title's last word.
            if let Some(last) = self.printed.last_mut().and_then(|it| it.words.last_mut()) {
                last.to_mut().push(':');
            }
            self.text(&topic_at, "text", topic);
        }
    }
}

/// The elements of an array, each with its JSON pointer; none when it is no array.
fn items<'a>(at: &str, array: &'a Value) -> Vec<(String, &'a Value)> {
    let elements = array.as_array().map(Vec::as_slice).unwrap_or_default();
    elements
        .iter()
        .enumerate()
        .map(|(index, item)| (format!("{at}/{index}"), item))
        .collect()
}

/// `5615000` as the plan writes it: `5.615.000`.
fn thousands(amount: i64) -> String {
    let digits = amount.to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}

/// The whole plan, printed from the data.
fn print(plan: &Value) -> Page<'_> {
    let mut page = Page::default();
    for (at, chapter) in items("/chapters", &plan["chapters"]) {
        page.chapter(&at, chapter, plan);
    }
    page
}

/// Every difference between the source and the data: words of the source without a place, and
/// words of the data without a source.
fn differences(source: &[Word], page: &Page<'_>) -> Vec<String> {
    const AGREE: usize = 4;
    let data: Vec<(&str, &str)> = page
        .printed
        .iter()
        .flat_map(|it| {
            it.words
                .iter()
                .map(|word| (word.as_ref(), it.pointer.as_str()))
        })
        .collect();
    let mut found = Vec::new();
    let (mut here, mut there) = (0, 0);
    let agree = |here: usize, there: usize| {
        let rest = (source.len() - here, data.len() - there);
        let length = AGREE.min(rest.0.max(rest.1));
        (0..length).all(|step| {
            let word = source.get(here + step).map(|word| word.text.as_str());
            word.is_some() && word == data.get(there + step).map(|word| word.0)
        })
    };
    while here < source.len() || there < data.len() {
        if here < source.len() && there < data.len() && source[here].text == data[there].0 {
            here += 1;
            there += 1;
            continue;
        }
        // The nearest place where both go on together again.
        let rest = (source.len() - here, data.len() - there);
        let (skip, extra) = (1..=rest.0 + rest.1)
            .flat_map(|total| (0..=total).map(move |skip| (skip, total - skip)))
            .find(|&(skip, extra)| {
                skip <= rest.0 && extra <= rest.1 && agree(here + skip, there + extra)
            })
            .unwrap_or(rest);
        if skip > 0 {
            let missed: Vec<_> = source[here..here + skip]
                .iter()
                .map(|word| word.text.as_str())
                .collect();
            let line = source[here].line;
            found.push(format!(
                "source line {line}: not in the data: {}",
                missed.join(" ")
            ));
        }
        if extra > 0 {
            let words: Vec<_> = data[there..there + extra]
                .iter()
                .map(|word| word.0)
                .collect();
            let at = if data[there].1.is_empty() {
                "a fixed line"
            } else {
                data[there].1
            };
            found.push(format!("data {at}: not in the source: {}", words.join(" ")));
        }
        here += skip;
        there += extra;
    }
    found
}

// ---------------------------------------------------------------------------------------------
// Reading the data
// ---------------------------------------------------------------------------------------------

fn plan() -> Value {
    serde_json::from_str(DATA).unwrap_or_default()
}

fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn strings<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    array(value, key).iter().filter_map(Value::as_str).collect()
}

fn themes(plan: &Value) -> impl Iterator<Item = &Value> {
    array(plan, "chapters")
        .iter()
        .flat_map(|chapter| array(chapter, "themes"))
}

fn goals(plan: &Value) -> impl Iterator<Item = &Value> {
    themes(plan).flat_map(|theme| array(theme, "goals"))
}

fn actions(plan: &Value) -> impl Iterator<Item = &Value> {
    goals(plan).flat_map(|goal| array(goal, "actions"))
}

fn kpis(plan: &Value) -> impl Iterator<Item = &Value> {
    array(plan, "chapters")
        .iter()
        .flat_map(|chapter| array(chapter, "kpis"))
}

fn topics(plan: &Value) -> impl Iterator<Item = &Value> {
    array(plan, "chapters")
        .iter()
        .flat_map(|chapter| array(chapter, "topics"))
}

/// Every chapter and every theme: whatever carries partners and regie.
fn carriers(plan: &Value) -> impl Iterator<Item = &Value> {
    array(plan, "chapters").iter().chain(themes(plan))
}

fn regie(plan: &Value) -> impl Iterator<Item = &Value> {
    carriers(plan).flat_map(|carrier| array(carrier, "regie"))
}

/// The texts of a chapter that are on the page outside the regie blocks, by JSON pointer.
fn texts_of_chapter<'a>(page: &'a Page<'_>, index: usize) -> Vec<(&'a str, String)> {
    let chapter = format!("/chapters/{index}/");
    page.printed
        .iter()
        .filter(|it| it.pointer.starts_with(&chapter) && !it.pointer.contains("/regie/"))
        .map(|it| (it.pointer.as_str(), it.words.join(" ")))
        .collect()
}

/// Everything a chapter has on the page, its regie blocks included.
fn words_of_chapter(page: &Page<'_>, index: usize) -> String {
    let chapter = format!("/chapters/{index}/");
    let own = page
        .printed
        .iter()
        .filter(|it| it.pointer.starts_with(&chapter));
    own.map(|it| it.words.join(" "))
        .collect::<Vec<_>>()
        .join(" ")
}

/// All strings of a value with their pointers.
fn leaves<'a>(at: &str, value: &'a Value, into: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) => into.push((at.to_owned(), text)),
        Value::Array(array) => {
            for (index, item) in array.iter().enumerate() {
                leaves(&format!("{at}/{index}"), item, into);
            }
        }
        Value::Object(object) => {
            for (key, item) in object {
                leaves(&format!("{at}/{key}"), item, into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The name of the field a pointer ends in, with array places left out.
fn field(pointer: &str) -> &str {
    pointer
        .rsplit('/')
        .find(|part| part.parse::<usize>().is_err())
        .unwrap_or_default()
}

/// One apostrophe, one kind of space, small letters.
fn plain(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").replace(['’', '‘'], "'").to_lowercase()
}

/// Whether the text names the party, by its name, abbreviation or an alias. Short names only
/// count as whole words in the same capitals ("OM" isn't in "om te").
fn names(party: &Value, text: &str) -> bool {
    let text_plain = plain(text);
    party_names(party).iter().any(|name| {
        if name.chars().count() <= 4 {
            let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '&');
            words.any(|word| word == *name)
        } else {
            let name = plain(name);
            text_plain.match_indices(&name).any(|(start, _)| {
                let before = text_plain
                    .get(..start)
                    .and_then(|before| before.chars().last());
                !before.is_some_and(char::is_alphanumeric)
            })
        }
    })
}

fn party_names(party: &Value) -> Vec<&str> {
    let mut all = vec![string(party, "name")];
    all.extend(party["full_name"].as_str());
    all.extend(party["abbreviation"].as_str());
    all.extend(strings(party, "aliases"));
    all
}

fn nothing(found: &[String]) {
    assert!(
        found.is_empty(),
        "{} finding(s):\n{}",
        found.len(),
        found.join("\n")
    );
}

// ---------------------------------------------------------------------------------------------
// The words of the plan
// ---------------------------------------------------------------------------------------------

#[test]
fn every_word_of_the_source_has_one_place_and_every_text_has_a_source() {
    let plan = plan();
    nothing(&differences(&source_words(), &print(&plan)));
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
    let plan = plan();
    let page = print(&plan);
    let printed: BTreeSet<_> = page.printed.iter().map(|it| it.pointer.as_str()).collect();
    let mut all = Vec::new();
    for part in ["chapters", "budgets", "capacity"] {
        leaves(&format!("/{part}"), &plan[part], &mut all);
    }
    let mut found = Vec::new();
    for (pointer, text) in &all {
        if printed.contains(pointer.as_str()) {
            continue;
        }
        let ours = match field(pointer) {
            // Regie found elsewhere repeats a text that is printed there; checked below.
            "text" => pointer.contains("/regie/"),
            // The other KPIs of a group repeat its title; the untitled table has one of ours.
            "group_title" => true,
            "title" => pointer.starts_with("/capacity/0/"),
            "label" => pointer.contains("/indicators/"),
            name => OWN_WORDS.contains(&name),
        };
        if !ours {
            found.push(format!("{pointer}: {text}"));
        }
    }
    nothing(&found);
}

#[test]
fn the_untitled_table_is_named_in_the_text_above_it() {
    let plan = plan();
    let table = array(&plan, "capacity")
        .iter()
        .find(|table| table["id"] == UNTITLED_TABLE);
    let title = string(table.unwrap(), "title");
    let body = array(&plan["chapters"][8], "body");
    assert!(!title.is_empty());
    assert!(
        body.iter()
            .any(|block| string(block, "paragraph").contains(title)),
        "{title}"
    );
}

#[test]
fn kpis_of_one_group_share_its_title_and_stand_together() {
    let plan = plan();
    for chapter in array(&plan, "chapters") {
        let mut titles: BTreeMap<u64, &Value> = BTreeMap::new();
        let mut last = 0;
        for kpi in array(chapter, "kpis") {
            let group = kpi["group"].as_u64().unwrap();
            assert!(group == last || group == last + 1, "{}", kpi["id"]);
            last = group;
            assert_eq!(
                *titles.entry(group).or_insert(&kpi["group_title"]),
                &kpi["group_title"]
            );
        }
    }
}

#[test]
fn regie_found_in_the_text_is_verbatim_in_its_own_chapter() {
    let plan = plan();
    let page = print(&plan);
    let mut found = Vec::new();
    for (index, chapter) in array(&plan, "chapters").iter().enumerate() {
        let texts = texts_of_chapter(&page, index);
        let whole = plain(&words_of_chapter(&page, index));
        let own = array(chapter, "themes")
            .iter()
            .flat_map(|theme| array(theme, "regie"));
        for statement in array(chapter, "regie").iter().chain(own) {
            let text = string(statement, "text");
            let known = match string(statement, "found") {
                "regie" => true,
                "text" => !text.is_empty() && texts.iter().any(|(_, one)| one.contains(text)),
                _ => false,
            };
            if !known {
                found.push(format!("{}: {text}", statement["id"]));
            }
            let condition = plain(string(statement, "condition"));
            if !whole.contains(&condition) {
                found.push(format!("{}: condition {condition}", statement["id"]));
            }
        }
    }
    nothing(&found);
}

#[test]
fn every_sentence_about_regie_is_in_the_register() {
    const SIGNS: [&str; 4] = ["regie", "belegd", "voortouw", "aansturing"];
    let plan = plan();
    let page = print(&plan);
    let mut found = Vec::new();
    let mut seen = 0;
    for (index, chapter) in array(&plan, "chapters").iter().enumerate() {
        let own = array(chapter, "themes")
            .iter()
            .flat_map(|theme| array(theme, "regie"));
        let register: Vec<_> = array(chapter, "regie")
            .iter()
            .chain(own)
            .map(|it| string(it, "text"))
            .collect();
        for (pointer, text) in texts_of_chapter(&page, index) {
            for sentence in text.split(". ") {
                let sentence = sentence.trim_end_matches('.');
                let words: Vec<_> = sentence
                    .split(|letter: char| !letter.is_alphanumeric())
                    .collect();
                if !SIGNS
                    .iter()
                    .any(|sign| words.iter().any(|word| word.eq_ignore_ascii_case(sign)))
                {
                    continue;
                }
                seen += 1;
                if !register.iter().any(|text| text.contains(sentence)) {
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
    let plan = plan();
    let mut all = Vec::new();
    leaves("", &plan, &mut all);
    let mut found = Vec::new();
    for (pointer, text) in all {
        let clean = text.split('\n').all(|line| {
            line.trim() == line
                && !line.is_empty()
                && !line.contains("  ")
                && !line
                    .chars()
                    .any(|letter| letter.is_control() || letter == '\u{202f}')
        });
        if !clean {
            found.push(format!("{pointer}: {text:?}"));
        }
    }
    nothing(&found);
    assert!(DATA.ends_with("}\n") && !DATA.ends_with("\n\n"));
}

// ---------------------------------------------------------------------------------------------
// The comparison can fail
// ---------------------------------------------------------------------------------------------

#[test]
fn a_word_dropped_doubled_or_changed_in_any_text_is_reported() {
    let plan = plan();
    let source = source_words();
    let page = print(&plan);
    let texts: Vec<(usize, &str)> = page
        .printed
        .iter()
        .map(|it| it.pointer.as_str())
        .filter(|pointer| field(pointer) != "letter")
        .filter(|pointer| plan.pointer(pointer).is_some_and(Value::is_string))
        .enumerate()
        .collect();
    assert!(texts.len() > 400, "{}", texts.len());
    // Each thread changes a plan of its own and puts every text back.
    std::thread::scope(|scope| {
        for share in texts.chunks(texts.len().div_ceil(8)) {
            let (mut plan, source) = (plan.clone(), &source);
            scope.spawn(move || {
                for (round, pointer) in share {
                    one_text_is_guarded(&mut plan, pointer, *round, source);
                }
                nothing(&differences(source, &print(&plan)));
            });
        }
    });
}

/// Drops, doubles and changes one word of a text; which one differs from text to text.
fn one_text_is_guarded(plan: &mut Value, pointer: &str, round: usize, source: &[Word]) {
    let set = |plan: &mut Value, text: String| {
        if let Some(place) = plan.pointer_mut(pointer) {
            *place = Value::from(text);
        }
    };
    let original = plan
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let words: Vec<&str> = original.split_whitespace().collect();
    let at = round % words.len();
    let mut dropped = words.clone();
    dropped.remove(at);
    let mut doubled = words.clone();
    doubled.insert(at, words[at]);
    let mut changed = words.clone();
    let other = format!("{}x", words[at]);
    changed[at] = &other;
    for (kind, mutant) in [
        ("dropped", dropped),
        ("doubled", doubled),
        ("changed", changed),
    ] {
        set(plan, mutant.join(" "));
        let found = differences(source, &print(plan));
        assert!(
            !found.is_empty(),
            "{kind} word {at} of {pointer} went unseen"
        );
        assert!(
            found.len() <= 2,
            "{kind} word {at} of {pointer}: {found:#?}"
        );
    }
    set(plan, original);
}

#[test]
fn a_word_that_is_only_in_the_source_is_reported_with_its_line() {
    let plan = plan();
    let mut source = source_words();
    let place = source.iter().position(|word| word.text == "HEIT.").unwrap();
    let line = source[place].line;
    source.insert(
        place,
        Word {
            text: "extra".to_owned(),
            line,
        },
    );
    let found = differences(&source, &print(&plan));
    assert_eq!(
        found,
        [format!("source line {line}: not in the data: extra")]
    );
}

#[test]
fn a_record_left_out_moved_or_misnumbered_is_reported() {
    let source = source_words();
    let reported = |change: &dyn Fn(&mut Value)| {
        let mut plan = plan();
        change(&mut plan);
        !differences(&source, &print(&plan)).is_empty()
    };
    let remove = |plan: &mut Value, pointer: &str, index: usize| {
        plan.pointer_mut(pointer)
            .and_then(Value::as_array_mut)
            .unwrap()
            .remove(index);
    };
    let set = |plan: &mut Value, pointer: &str, value: Value| {
        *plan.pointer_mut(pointer).unwrap() = value;
    };
    assert!(!reported(&|_| {}));
    assert!(reported(&|plan| remove(plan, "/chapters", 6)));
    assert!(reported(&|plan| remove(plan, "/chapters/1/themes", 2)));
    assert!(reported(&|plan| remove(
        plan,
        "/chapters/1/themes/1/goals",
        2
    )));
    assert!(reported(&|plan| remove(
        plan,
        "/chapters/2/themes/1/goals/0/actions",
        1
    )));
    assert!(reported(&|plan| remove(plan, "/chapters/2/kpis", 4)));
    assert!(reported(&|plan| remove(plan, "/chapters/2/regie", 2)));
    assert!(reported(&|plan| remove(
        plan,
        "/chapters/3/themes/1/partners_text",
        2
    )));
    assert!(reported(&|plan| remove(plan, "/chapters/6/topics", 8)));
    assert!(reported(&|plan| remove(plan, "/chapters/7/body", 4)));
    assert!(reported(&|plan| remove(plan, "/capacity/2/rows", 6)));
    assert!(reported(&|plan| {
        let kpis = plan
            .pointer_mut("/chapters/4/kpis")
            .and_then(Value::as_array_mut)
            .unwrap();
        kpis.swap(0, 1);
    }));
    assert!(reported(&|plan| set(
        plan,
        "/chapters/1/themes/1/goals/2/number",
        Value::from(7)
    )));
    assert!(reported(&|plan| set(
        plan,
        "/chapters/1/themes/1/letter",
        Value::from("C")
    )));
    assert!(reported(&|plan| set(
        plan,
        "/chapters/3/kpis/5/group",
        Value::from(2)
    )));
    assert!(reported(&|plan| set(
        plan,
        "/budgets/0/rows/1/amount",
        Value::from(0)
    )));
    assert!(reported(&|plan| set(
        plan,
        "/capacity/0/stated_total/existing",
        Value::from(9.4)
    )));
    assert!(reported(&|plan| set(
        plan,
        "/capacity/3/rows/0/existing",
        Value::from(69)
    )));
    assert!(reported(&|plan| set(
        plan,
        "/chapters/2/regie/0/found",
        Value::from("text")
    )));
}

// ---------------------------------------------------------------------------------------------
// Counts, references and what the data says about the texts
// ---------------------------------------------------------------------------------------------

#[test]
fn the_plan_has_its_numbers() {
    let plan = plan();
    assert_eq!(plan["schema"], 1);
    assert_eq!(plan["revision"], 0);
    assert_eq!(array(&plan, "chapters").len(), 11);
    assert_eq!(
        themes(&plan)
            .filter(|theme| theme["letter"].is_string())
            .count(),
        13
    );
    assert_eq!(
        themes(&plan)
            .filter(|theme| theme["letter"].is_null())
            .count(),
        1
    );
    assert_eq!(goals(&plan).count(), 39);
    assert_eq!(actions(&plan).count(), 84);
    assert_eq!(kpis(&plan).count(), 49);
    let groups: BTreeSet<_> = kpis(&plan)
        .map(|kpi| {
            let chapter = string(kpi, "id")
                .split('.')
                .next()
                .unwrap_or_default()
                .to_owned();
            (chapter, kpi["group"].as_u64())
        })
        .collect();
    assert_eq!(groups.len(), 30);
    assert_eq!(topics(&plan).count(), 9);
    assert_eq!(array(&plan, "budgets").len(), 2);
    assert_eq!(array(&plan, "capacity").len(), 4);
    assert_eq!(regie(&plan).filter(|it| it["found"] == "regie").count(), 14);
    // Chapter 1 announces ten other themes; chapter 7 takes two of them together.
    let announced = array(&plan["chapters"][0], "body")[5]["bullets"]
        .as_array()
        .unwrap();
    assert_eq!(announced.len(), 10);
}

#[test]
fn goals_keep_their_printed_numbers() {
    let plan = plan();
    let printed: Vec<String> = themes(&plan)
        .map(|theme| {
            let numbers: Vec<_> = array(theme, "goals")
                .iter()
                .map(|goal| goal["number"].to_string())
                .collect();
            format!("{} {}", string(theme, "id"), numbers.join(","))
        })
        .collect();
    let expected = [
        "2A 1,2,3,4",
        "2B 5,6,6",
        "2C 7",
        "3A 1,2,3",
        "3B 1,2,3",
        "3C 1,2,3",
        "4A 1,2,3",
        "4B 4,5,6,7,8,9,10,11",
        "5A 1",
        "5B 2,3",
        "5C 4,5",
        "6A 1,2",
        "6B 3,4",
        "10T 1,2",
    ];
    assert_eq!(printed, expected);
}

#[test]
fn ids_are_unique_and_follow_their_place() {
    let plan = plan();
    let mut all = Vec::new();
    leaves("", &plan, &mut all);
    let mut seen = BTreeSet::new();
    for (pointer, id) in all.iter().filter(|(pointer, _)| pointer.ends_with("/id")) {
        assert!(seen.insert(*id), "{pointer}: {id} twice");
        assert!(id.is_ascii() && !id.contains(' '), "{pointer}: {id}");
    }
    assert!(seen.len() > 400, "{}", seen.len());
    for theme in themes(&plan) {
        let base = string(theme, "id").trim_end_matches('T');
        for goal in array(theme, "goals") {
            let id = string(goal, "id");
            assert!(
                id.starts_with(&format!("{base}.{}", goal["number"])),
                "{id}"
            );
            for (action, letter) in array(goal, "actions").iter().zip('a'..='z') {
                assert_eq!(string(action, "id"), format!("{id}.{letter}"));
            }
        }
    }
    for kpi in kpis(&plan) {
        for (indicator, number) in array(kpi, "indicators").iter().zip(1..) {
            assert_eq!(
                string(indicator, "id"),
                format!("{}.{number}", string(kpi, "id"))
            );
        }
    }
}

#[test]
fn references_resolve() {
    let plan = plan();
    let ids = |values: &mut dyn Iterator<Item = &Value>| -> BTreeSet<String> {
        values.map(|value| string(value, "id").to_owned()).collect()
    };
    let parties = ids(&mut array(&plan, "parties").iter());
    let goal_ids = ids(&mut goals(&plan));
    let chapter_ids = ids(&mut array(&plan, "chapters").iter());
    let tables = ids(&mut array(&plan, "budgets")
        .iter()
        .chain(array(&plan, "capacity")));
    let mut places = ids(&mut carriers(&plan).chain(topics(&plan)));
    places.extend(goal_ids.iter().cloned());
    let indicators = ids(&mut kpis(&plan).flat_map(|kpi| array(kpi, "indicators")));
    let rows = ids(&mut array(&plan, "capacity")
        .iter()
        .flat_map(|table| array(table, "rows")));

    let mut all = Vec::new();
    leaves("", &plan, &mut all);
    let mut found = Vec::new();
    for (pointer, id) in all {
        let known = match field(&pointer) {
            "executors" | "with" | "holders" | "partners" | "parties" | "default_executor" => {
                &parties
            }
            "goals" => &goal_ids,
            "covers" => &places,
            "chapter" => &chapter_ids,
            "table" => &tables,
            "part_of" if pointer.starts_with("/parties/") => &parties,
            "part_of" if pointer.starts_with("/capacity/") => &rows,
            "part_of" => &indicators,
            _ => continue,
        };
        if !known.contains(id) {
            found.push(format!("{pointer}: {id}"));
        }
    }
    nothing(&found);
    let tables_shown = SOURCE
        .lines()
        .filter(|line| line.contains("Begroot 2026"))
        .count();
    assert_eq!(tables_shown, array(&plan, "budgets").len());
}

#[test]
fn the_plan_starts_empty() {
    let plan = plan();
    assert_eq!(plan["history"], Value::Array(Vec::new()));
    for action in actions(&plan) {
        assert_eq!(action["status"], "open", "{}", action["id"]);
        assert!(action["due"].is_null() && action["log"] == Value::Array(Vec::new()));
    }
    for kpi in kpis(&plan) {
        assert_eq!(kpi["judgements"], Value::Array(Vec::new()), "{}", kpi["id"]);
        assert_eq!(kpi["log"], Value::Array(Vec::new()), "{}", kpi["id"]);
        assert!(!array(kpi, "indicators").is_empty(), "{}", kpi["id"]);
        for indicator in array(kpi, "indicators") {
            assert_eq!(
                indicator["readings"],
                Value::Array(Vec::new()),
                "{}",
                indicator["id"]
            );
        }
    }
}

#[test]
fn parties_are_named_in_the_plan() {
    let plan = plan();
    let words: Vec<_> = source_words().into_iter().map(|word| word.text).collect();
    let source = plain(&words.join(" "));
    let mut found = Vec::new();
    for party in array(&plan, "parties") {
        assert!(
            ["team", "role", "partner"].contains(&string(party, "kind")),
            "{party}"
        );
        assert!(
            party.get("part_of").is_some() && party["aliases"].is_array(),
            "{party}"
        );
        if !names(party, &words.join(" ")) {
            found.push(format!("{} isn't named", party["id"]));
        }
        for alias in strings(party, "aliases") {
            // The one spelling that is ours: what people type for OOV&B.
            if alias != "OOVB" && !source.contains(&plain(alias)) {
                found.push(format!("{}: alias {alias}", party["id"]));
            }
        }
    }
    nothing(&found);
}

#[test]
fn one_spelling_means_one_party() {
    let plan = plan();
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for party in array(&plan, "parties") {
        for name in party_names(party) {
            owners
                .entry(plain(name))
                .or_default()
                .insert(string(party, "id"));
        }
    }
    owners.retain(|_, ids| ids.len() > 1);
    assert!(owners.is_empty(), "{owners:#?}");
}

#[test]
fn whoever_is_linked_to_a_text_is_named_in_it() {
    let plan = plan();
    let party = |id: &str| {
        array(&plan, "parties")
            .iter()
            .find(|party| party["id"] == id)
    };
    let mut found = Vec::new();
    let mut check = |record: &Value, keys: &[&str], text: &str| {
        for key in keys {
            for id in strings(record, key) {
                if !party(id).is_some_and(|party| names(party, text)) {
                    found.push(format!(
                        "{} {key}: {id} isn't named in: {text}",
                        record["id"]
                    ));
                }
            }
        }
    };
    for action in actions(&plan) {
        check(action, &["executors", "with"], string(action, "text"));
    }
    for statement in regie(&plan) {
        check(statement, &["holders", "with"], string(statement, "text"));
    }
    for kpi in kpis(&plan) {
        check(kpi, &["parties"], string(kpi, "text"));
    }
    for topic in topics(&plan) {
        check(topic, &["parties"], string(topic, "text"));
    }
    for carrier in carriers(&plan) {
        let bullets: Vec<&str> = array(carrier, "partners_text")
            .iter()
            .flat_map(|it| strings(it, "bullets"))
            .collect();
        check(carrier, &["partners"], &bullets.join("; "));
    }
    nothing(&found);
}

#[test]
fn every_line_of_a_partner_list_names_a_partner() {
    let plan = plan();
    let mut lists = 0;
    for carrier in carriers(&plan) {
        let partners = strings(carrier, "partners");
        let parties: Vec<_> = array(&plan, "parties")
            .iter()
            .filter(|party| partners.contains(&string(party, "id")))
            .collect();
        lists += usize::from(carrier["partners_text"].is_array());
        for block in array(carrier, "partners_text") {
            for bullet in strings(block, "bullets") {
                assert!(parties.iter().any(|party| names(party, bullet)), "{bullet}");
            }
        }
    }
    assert_eq!(lists, SOURCE.matches(PARTNERS).count());
}

#[test]
fn indicators_say_what_the_kpi_says() {
    const WORDS: [(&str, &str); 2] = [("één", "1"), ("twee", "2")];
    let plan = plan();
    let mut found = Vec::new();
    for kpi in kpis(&plan) {
        let text = string(kpi, "text");
        let numbers: BTreeSet<String> = text
            .split_whitespace()
            .map(|word| word.trim_end_matches('×'))
            .map(|word| WORDS.iter().find(|it| it.0 == word).map_or(word, |it| it.1))
            .filter(|word| *word != "2026" && word.parse::<u64>().is_ok())
            .map(str::to_owned)
            .collect();
        let mut targets = BTreeSet::new();
        for indicator in array(kpi, "indicators") {
            let target = &indicator["target"];
            let bounds: Vec<String> = ["min", "max"]
                .iter()
                .filter_map(|key| target[key].as_u64())
                .map(|n| n.to_string())
                .collect();
            let sound = match string(indicator, "kind") {
                "count" => {
                    targets.extend(bounds);
                    indicator["unit"].is_string()
                }
                "coverage" => {
                    text.starts_with("Alle ") && bounds == ["100"] && indicator["unit"] == "%"
                }
                "milestone" | "ongoing" => target.is_null() && indicator["unit"].is_null(),
                _ => false,
            };
            let expected = if text.contains("1e helft van 2026") {
                (None, "2026-06-30")
            } else if text.contains("in de zomer van 2026") {
                (Some("2026-06-21"), "2026-09-22")
            } else {
                (None, "2026-12-31")
            };
            let period = (indicator["start"].as_str(), string(indicator, "due"));
            if !sound || period != expected || string(indicator, "label").is_empty() {
                found.push(indicator.to_string());
            }
        }
        if targets != numbers {
            found.push(format!(
                "{}: targets {targets:?}, in the text {numbers:?}",
                kpi["id"]
            ));
        }
    }
    nothing(&found);
}

#[test]
fn kpis_link_to_goals_only_where_the_plan_numbers_them() {
    let plan = plan();
    for kpi in kpis(&plan) {
        let links = strings(kpi, "goals");
        if !string(kpi, "id").starts_with("4.") {
            assert!(links.is_empty(), "{}", kpi["id"]);
            continue;
        }
        let group = kpi["group"].as_u64();
        let linked: Vec<_> = goals(&plan)
            .filter(|goal| links.contains(&string(goal, "id")))
            .collect();
        assert_eq!(linked.len(), 1, "{}", kpi["id"]);
        assert_eq!(linked[0]["number"].as_u64(), group, "{}", kpi["id"]);
    }
}

#[test]
fn fte_stand_in_the_column_of_the_source_with_two_decimals() {
    let plan = plan();
    for line in DATA.lines() {
        let Some((key, value)) = line.trim().trim_end_matches(',').split_once(": ") else {
            continue;
        };
        if key == "\"existing\"" || key == "\"expansion\"" {
            let decimals = value.split_once('.').map_or(0, |parts| parts.1.len());
            assert!(value == "null" || decimals == 2, "{line}");
        }
    }
    // A row with one number ends in two spaces when the second column is empty, in one when the
    // first is.
    let mut rows = 0;
    for row in array(&plan, "capacity")
        .iter()
        .flat_map(|table| array(table, "rows"))
    {
        let label: Vec<_> = string(row, "label").split_whitespace().collect();
        let (existing, expansion) = (row["existing"].is_number(), row["expansion"].is_number());
        if existing == expansion {
            continue;
        }
        let line = SOURCE.lines().find(|line| {
            let mut words: Vec<_> = line.split_whitespace().collect();
            let number = words.pop().unwrap_or_default();
            words == label && number.contains(',')
        });
        let spaces = line.map(|line| line.len() - line.trim_end().len());
        assert_eq!(spaces, Some(if existing { 2 } else { 1 }), "{row}");
        rows += 1;
    }
    assert_eq!(rows, 25);
}

#[test]
fn the_sums_of_the_plan_stay_as_they_are() {
    let plan = plan();
    let sum = |rows: &mut dyn Iterator<Item = &Value>, key: &str| -> f64 {
        rows.filter_map(|row| row[key].as_f64()).sum()
    };
    let table = |id: &str| {
        array(&plan, "capacity")
            .iter()
            .find(|it| it["id"] == id)
            .unwrap()
    };
    let office = table("fte-oovb");
    for key in ["existing", "expansion"] {
        let stated = office["stated_total"][key].as_f64().unwrap();
        assert!((sum(&mut array(office, "rows").iter(), key) - stated).abs() < 1e-9);
    }
    // The rows under the police total come to 69 of the 72; the plan says so and it stays so.
    let police = array(table("fte-politie"), "rows");
    let parts = |row: &&Value| row["part_of"] == police[0]["id"];
    assert!((sum(&mut police.iter().filter(parts), "existing") - 69.0).abs() < 1e-9);
    assert_eq!(police[0]["existing"].as_f64(), Some(72.0));
}
