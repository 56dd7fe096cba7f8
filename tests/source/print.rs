//! The page: the whole plan printed again from the data, in the order of the source.

use std::borrow::Cow;

use regie::plan::model::number::euros;
use serde_json::Value;

/// The fixed lines of the source, which the data doesn't repeat.
const AIM: &str = "DOEL:";
const GOALS: &str = "Wat willen we bereiken? Acties";
pub(crate) const PARTNERS: &str = "Wie hebben we daarvoor nodig?";
const REGIE: &str = "Wie heeft de regie?";
pub(crate) const KPIS: &str = "KPI's";
const BULLET: &str = "•";
const TOTAL: &str = "Totaal";
const CAPACITY_HEADER: &str = "Functie Bestaande formatie (fte) Uitbreiding formatie (fte)";
/// The first column of the two budget tables has a name of its own in each.
const BUDGET_HEADERS: [(&str, &str); 2] = [
    ("oov", "Prioriteit Begroot 2026 Opmerking"),
    ("crisis", "Omschrijving Begroot 2026 Opmerking"),
];
/// This table has no title above it; its title is the name of the team in the text before it.
pub(crate) const UNTITLED_TABLE: &str = "fte-oovb";

/// A run of words the data puts on the page: a text, a printed number or a fixed line.
#[derive(Debug)]
pub(crate) struct Printed<'a> {
    /// Where it stands in the JSON; empty for a fixed line.
    pub(crate) pointer: String,
    pub(crate) words: Vec<Cow<'a, str>>,
}

/// The page as the data prints it.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    data: &'a Value,
    pub(crate) printed: Vec<Printed<'a>>,
}

/// The whole plan, printed from the data.
pub(crate) fn print(data: &Value) -> Page<'_> {
    let printed = Vec::new();
    let mut page = Page { data, printed };
    for (at, chapter) in items("/chapters", &data["chapters"]) {
        page.chapter(&at, chapter);
    }
    page
}

/// The elements of an array, each with its JSON pointer; none when it is no array.
fn items<'a>(at: &str, array: &'a Value) -> impl Iterator<Item = (String, &'a Value)> {
    let elements = array.as_array().into_iter().flatten().enumerate();
    elements.map(move |(index, item)| (format!("{at}/{index}"), item))
}

/// The elements of the array `owner` has under `key`.
fn under<'a>(at: &str, key: &str, owner: &'a Value) -> Vec<(String, &'a Value)> {
    items(&format!("{at}/{key}"), &owner[key]).collect()
}

impl<'a> Page<'a> {
    fn put(&mut self, pointer: String, words: Vec<Cow<'a, str>>) {
        self.printed.push(Printed { pointer, words });
    }

    fn fixed(&mut self, line: &'static str) {
        self.string(String::new(), line);
    }

    fn string(&mut self, pointer: String, text: &'a str) {
        self.put(pointer, text.split_whitespace().map(Cow::from).collect());
    }

    /// A text of the plan; null prints nothing.
    fn text(&mut self, at: &str, key: &str, owner: &'a Value) {
        if let Some(text) = owner[key].as_str() {
            self.string(format!("{at}/{key}"), text);
        }
    }

    /// What the data holds otherwise than the plan prints it.
    fn as_printed(&mut self, at: &str, key: &str, text: &str) {
        let words = text.split_whitespace().map(str::to_owned).map(Cow::from);
        self.put(format!("{at}/{key}"), words.collect());
    }

    /// A number before what it numbers.
    fn number(&mut self, at: &str, key: &str, owner: &Value) {
        self.as_printed(at, key, &format!("{}.", owner[key]));
    }

    fn chapter(&mut self, at: &str, chapter: &'a Value) {
        self.number(at, "number", chapter);
        self.text(at, "title", chapter);
        self.blocks(at, "body", chapter);
        if chapter["aim"].is_string() {
            self.fixed(AIM);
            self.text(at, "aim", chapter);
        }
        for (at, theme) in under(at, "themes", chapter) {
            self.theme(&at, theme);
        }
        self.partners_and_regie(at, chapter);
        self.kpis(at, chapter);
        for (at, topic) in under(at, "topics", chapter) {
            self.fixed(BULLET);
            let title = topic["title"].as_str().unwrap_or_default();
            self.as_printed(&at, "title", &format!("{title}:"));
            self.text(&at, "text", topic);
        }
    }

    fn blocks(&mut self, at: &str, key: &str, owner: &'a Value) {
        let mut after_table = false;
        for (at, block) in under(at, key, owner) {
            self.text(&at, "heading", block);
            self.text(&at, "paragraph", block);
            for (at, text) in under(&at, "bullets", block) {
                self.fixed(BULLET);
                self.string(at, text.as_str().unwrap_or_default());
            }
            let table = block["table"].as_str();
            if let Some(id) = table {
                self.budget(id);
                self.capacity(id, after_table);
            }
            after_table = table.is_some();
        }
    }

    fn budget(&mut self, id: &str) {
        let tables = under("", "budgets", self.data).into_iter();
        for (at, table) in tables.filter(|(_, table)| table["id"] == id) {
            self.text(&at, "title", table);
            for (_, header) in BUDGET_HEADERS.iter().filter(|header| header.0 == id) {
                self.fixed(header);
            }
            for (at, row) in under(&at, "rows", table) {
                self.text(&at, "label", row);
                self.as_printed(&at, "amount", &euros(row["amount"].as_i64()));
                self.text(&at, "remark", row);
            }
        }
    }

    /// A table of fte. Those that follow one another share one header.
    fn capacity(&mut self, id: &str, after_table: bool) {
        let tables = under("", "capacity", self.data).into_iter();
        for (at, table) in tables.filter(|(_, table)| table["id"] == id) {
            if !after_table {
                self.fixed(CAPACITY_HEADER);
            }
            if id != UNTITLED_TABLE {
                self.text(&at, "title", table);
            }
            for (at, row) in under(&at, "rows", table) {
                self.text(&at, "label", row);
                self.fte(&at, row);
            }
            if table["stated_total"].is_object() {
                self.fixed(TOTAL);
                self.fte(&format!("{at}/stated_total"), &table["stated_total"]);
            }
        }
    }

    fn fte(&mut self, at: &str, owner: &Value) {
        for key in ["existing", "expansion"] {
            if let Some(fte) = owner[key].as_f64() {
                self.as_printed(at, key, &format!("{fte:.2}").replace('.', ","));
            }
        }
    }

    fn theme(&mut self, at: &str, theme: &'a Value) {
        if let Some(letter) = theme["letter"].as_str() {
            self.as_printed(at, "letter", &format!("{letter}."));
            self.text(at, "title", theme);
        }
        self.fixed(GOALS);
        for (at, goal) in under(at, "goals", theme) {
            self.number(&at, "number", goal);
            self.text(&at, "text", goal);
            for (at, action) in under(&at, "actions", goal) {
                self.fixed(BULLET);
                self.text(&at, "text", action);
            }
        }
        self.partners_and_regie(at, theme);
    }

    fn partners_and_regie(&mut self, at: &str, owner: &'a Value) {
        if owner["partners_text"].is_array() {
            self.fixed(PARTNERS);
            self.blocks(at, "partners_text", owner);
        }
        let mut block = under(at, "regie", owner);
        block.retain(|(_, statement)| statement["found"] == "regie");
        if !block.is_empty() {
            self.fixed(REGIE);
        }
        // A sentence that says two things stands with each of them.
        let mut last = &Value::Null;
        for (at, statement) in block {
            if &statement["text"] != last {
                self.text(&at, "text", statement);
            }
            last = &statement["text"];
        }
    }

    fn kpis(&mut self, at: &str, chapter: &'a Value) {
        let kpis = under(at, "kpis", chapter);
        if !kpis.is_empty() {
            self.fixed(KPIS);
        }
        let mut group = &Value::Null;
        for (at, kpi) in kpis {
            if &kpi["group"] != group {
                group = &kpi["group"];
                self.number(&at, "group", kpi);
                self.text(&at, "group_title", kpi);
            }
            if kpi["group_title"].is_string() {
                self.fixed(BULLET);
            }
            self.text(&at, "text", kpi);
        }
    }
}
