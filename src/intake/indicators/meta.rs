//! The metadata of a table of the CBS, which its download has beside the figures: what each column
//! counts and in what, what the codes in the other columns stand for, and which periods are
//! provisional. One file of parts, each with its name on a line of its own and its heads below it.

use crate::plan::find::fold;
use std::collections::HashMap;

use super::words;
use crate::intake::table::{Cell, Row, Sheet};

/// What a metadata file says.
#[derive(Debug, Default, PartialEq)]
pub struct Meta {
    topics: HashMap<String, Topic>,
    /// By the folded head of the column, and by the code.
    codes: HashMap<String, HashMap<String, Code>>,
}

/// What a column of figures counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its name.
    pub title: String,
    /// What it is counted in.
    pub unit: Option<String>,
}

#[derive(Debug, PartialEq)]
struct Code {
    title: String,
    status: String,
}

/// The part with what the columns are.
const COLUMNS: &str = "DataProperties";

/// A part: its heads, and the rows under them.
struct Part<'a> {
    name: String,
    heads: &'a Row,
    rows: &'a [Row],
}

impl Part<'_> {
    fn place(&self, head: &str) -> Option<usize> {
        let mut cells = self.heads.cells.iter();
        cells.position(|it| it.shown() == head)
    }

    /// What stands under a head; nothing where there is no such head.
    fn text(&self, row: &Row, head: &str) -> String {
        self.place(head)
            .map_or_else(String::new, |at| row.cell(at).shown())
    }
}

/// Of these names that of the metadata beside a table: `85318NED_metadata.csv` is beside `85318NED.csv` and
/// `85318NED_UntypedDataSet_23112026.csv`.
pub fn beside<'a>(table: &str, names: &'a [String]) -> Option<&'a String> {
    names.iter().find(|name| is_beside(name, table))
}

/// Those of these names that aren't of the metadata beside another of them.
pub fn tables(names: &[String]) -> Vec<String> {
    let is_meta = |name: &String| names.iter().any(|table| is_beside(name, table));
    names.iter().filter(|it| !is_meta(it)).cloned().collect()
}

fn is_beside(name: &str, table: &str) -> bool {
    let (name, table) = (name.to_lowercase(), table.to_lowercase());
    let Some((before, _)) = name.rsplit_once("metadata.") else {
        return false;
    };
    let of = before.trim_end_matches(['_', '-', ' ', '.']);
    let rest = table.strip_prefix(of).filter(|_| !of.is_empty());
    rest.is_some_and(|it| !it.starts_with(char::is_alphanumeric) && name != table)
}

impl Meta {
    /// What the file says, which is read as a table.
    ///
    /// # Errors
    /// A Dutch sentence: it is no such file.
    pub fn of(sheets: &[Sheet]) -> Result<Self, String> {
        let mut meta = Self::default();
        for part in sheets.iter().flat_map(|sheet| parts(&sheet.rows)) {
            if part.name == COLUMNS {
                meta.topics = topics(&part);
            } else if part.place("Key").is_some() {
                let codes = part.rows.iter().map(|row| {
                    let (title, status) = (part.text(row, "Title"), part.text(row, "Status"));
                    (part.text(row, "Key"), Code { title, status })
                });
                meta.codes.insert(fold::phrase(&part.name), codes.collect());
            } else {
                // What else it tells is for people.
            }
        }
        if meta.topics.is_empty() {
            return Err(format!(
                "dit is geen metadata van het CBS: er is geen deel {COLUMNS} met onderwerpen"
            ));
        }
        Ok(meta)
    }

    /// What a column of figures counts, by its head.
    pub fn topic(&self, head: &str) -> Option<&Topic> {
        self.topics.get(&fold::phrase(head))
    }

    /// What a code in a column stands for.
    pub fn title(&self, column: &str, code: &str) -> Option<&str> {
        let code = self.codes.get(&fold::phrase(column))?.get(code)?;
        Some(code.title.as_str()).filter(|it| !it.is_empty())
    }

    /// What the CBS says of the figures of a period; empty where it doesn't.
    pub fn status(&self, column: &str, code: &str) -> &str {
        let codes = self.codes.get(&fold::phrase(column));
        codes
            .and_then(|codes| codes.get(code))
            .map_or("", |it| &it.status)
    }
}

/// The parts: a line with one word, and heads below it.
fn parts(rows: &[Row]) -> Vec<Part<'_>> {
    let named = |row: &Row| {
        let (first, rest) = row.cells.split_first()?;
        let alone = !first.is_blank() && rest.iter().all(Cell::is_blank);
        alone.then(|| first.shown())
    };
    let begins: Vec<usize> = (0..rows.len())
        .filter(|at| named(&rows[*at]).is_some())
        .collect();
    let ends = begins.iter().skip(1).copied().chain([rows.len()]);
    let parts = begins.iter().zip(ends).filter_map(|(from, to)| {
        let (heads, rows_below) = rows.get(from + 1..to)?.split_first()?;
        Some(Part {
            name: named(&rows[*from])?,
            heads,
            rows: rows_below,
        })
    });
    parts.collect()
}

/// The columns of figures by their folded heads. A name without the unit in it is enough where that
/// tells it from the others; one that several have says also what they stand under, and that comes last.
fn topics(part: &Part<'_>) -> HashMap<String, Topic> {
    let groups: HashMap<String, String> = part
        .rows
        .iter()
        .filter(|row| part.text(row, "Type") == "TopicGroup")
        .map(|row| (part.text(row, "ID"), part.text(row, "Title")))
        .collect();
    let of_type = |row: &&Row| part.text(row, "Type") == "Topic";
    let own: Vec<&Row> = part.rows.iter().filter(of_type).collect();
    let title = |row: &Row| part.text(row, "Title");
    let bare = |row: &Row| words::topic(&title(row)).0;
    let once = |name: &str, of: &dyn Fn(&Row) -> String| {
        let same = own
            .iter()
            .filter(|row| fold::phrase(&of(row)) == fold::phrase(name));
        same.count() < 2
    };
    let topic = |row: &&Row| {
        let (whole, bare_name) = (title(row), bare(row));
        let (_, of_title) = words::topic(&whole);
        let name = if once(&bare_name, &bare) {
            bare_name
        } else if once(&whole, &title) {
            whole
        } else {
            match groups.get(&part.text(row, "ParentID")) {
                Some(group) if words::is_of_all("", &whole) => format!("{group}, {whole}"),
                Some(group) => format!("{whole}, {group}"),
                None => whole,
            }
        };
        let unit = Some(words::unit(&part.text(row, "Unit"))).filter(|it| !it.is_empty());
        let unit = unit.or(of_title);
        let topic = Topic { title: name, unit };
        (fold::phrase(&part.text(row, "Key")), topic)
    };
    own.iter().map(topic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::given::Given;
    use crate::intake::table;

    fn meta(csv: &str) -> Result<Meta, String> {
        let given = Given::new("metadata.csv", csv.as_bytes().to_vec());
        Meta::of(&table::read(&given, None)?)
    }

    /// As the CBS describes such files; the table in it is invented.
    const FILE: &str = "\"TableInfos\"\r\n\"ID\";\"Title\";\"Identifier\"\r\n\
        \"0\";\"Fietsen; soort, regio\";\"00000NED\"\r\n\r\n\
        \"DataProperties\"\r\n\
        \"ID\";\"Position\";\"ParentID\";\"Type\";\"Key\";\"Title\";\"Description\";\"Unit\";\"Decimals\"\r\n\
        \"0\";\"0\";\"\";\"Dimension\";\"SoortFiets\";\"Soort fiets\";\"\";\"\";\"\"\r\n\
        \"1\";\"\";\"\";\"TopicGroup\";\"\";\"Gestolen\";\"\";\"\";\"\"\r\n\
        \"2\";\"\";\"\";\"TopicGroup\";\"\";\"Teruggevonden\";\"\";\"\";\"\"\r\n\
        \"3\";\"3\";\"1\";\"Topic\";\"Totaal_1\";\"Totaal\";\"In twee\r\nregels; ook.\";\"aantal\";\"0\"\r\n\
        \"4\";\"4\";\"1\";\"Topic\";\"GestolenPer1000Inw_2\";\"Gestolen per 1 000 inwoners\";\"\";\"per 1 000 inwoners\";\"1\"\r\n\
        \"5\";\"5\";\"2\";\"Topic\";\"Totaal_3\";\"Totaal\";\"\";\"aantal\";\"0\"\r\n\
        \"6\";\"6\";\"1\";\"Topic\";\"Nieuw_4\";\"Nieuw\";\"\";\"aantal\";\"0\"\r\n\
        \"7\";\"7\";\"2\";\"Topic\";\"Nieuw_5\";\"Nieuw\";\"\";\"aantal\";\"0\"\r\n\r\n\
        \"SoortFiets\"\r\n\"Key\";\"Title\";\"Description\"\r\n\"A1   \";\"Elektrisch\";\"\"\r\n\r\n\
        \"Perioden\"\r\n\"Key\";\"Title\";\"Description\";\"Status\"\r\n\
        \"2024JJ00\";\"2024*\";\"\";\"Voorlopig\"\r\n";

    #[test]
    fn the_file_beside_a_table_is_known_by_its_name() {
        let names = [
            "85318NED_metadata.csv",
            "metadata.csv",
            "wijk-Metadata.xlsx",
            "wijk.csv",
        ];
        let names = names.map(str::to_string);
        for (table, found) in [
            ("85318NED.csv", Some("85318NED_metadata.csv")),
            (
                "85318ned_UntypedDataSet_23112026_101500.csv",
                Some("85318NED_metadata.csv"),
            ),
            ("85318NEDxl.csv", None),
            ("wijk.csv", Some("wijk-Metadata.xlsx")),
            ("wijk-2024.csv", Some("wijk-Metadata.xlsx")),
            ("wijken.csv", None),
            ("85318NED_metadata.csv", None),
        ] {
            assert_eq!(beside(table, &names).map(String::as_str), found, "{table}");
        }
    }

    #[test]
    fn metadata_beside_a_table_is_no_table() {
        for (names, left) in [
            (&["wijk.csv", "wijk_metadata.csv"][..], &["wijk.csv"][..]),
            (&["wijk_metadata.csv"], &["wijk_metadata.csv"]),
            (
                &["a.csv", "a_Metadata.csv", "a_metadata.xlsx", "b.csv"],
                &["a.csv", "b.csv"],
            ),
            (
                &["wijken.csv", "wijk_metadata.csv"],
                &["wijken.csv", "wijk_metadata.csv"],
            ),
            (&["metadata.csv", "wijk.csv"], &["metadata.csv", "wijk.csv"]),
        ] {
            let all: Vec<String> = names.iter().map(ToString::to_string).collect();
            assert_eq!(tables(&all), left, "{names:?}");
        }
    }

    #[test]
    fn columns_codes_and_periods_get_their_words() {
        let meta = meta(FILE).unwrap();
        for (head, title, unit) in [
            ("Totaal_1", "Gestolen, Totaal", "aantal"),
            ("GestolenPer1000Inw_2", "Gestolen", "per 1.000 inwoners"),
            ("Totaal_3", "Teruggevonden, Totaal", "aantal"),
            ("Nieuw_4", "Nieuw, Gestolen", "aantal"),
            ("Nieuw_5", "Nieuw, Teruggevonden", "aantal"),
        ] {
            let topic = meta.topic(head).unwrap();
            assert_eq!((&*topic.title, topic.unit.as_deref()), (title, Some(unit)));
        }
        assert_eq!(meta.title("SoortFiets", "A1"), Some("Elektrisch"));
        assert_eq!(meta.title("SoortFiets", "B1"), None);
        assert_eq!(meta.status("Perioden", "2024JJ00"), "Voorlopig");
        assert_eq!(meta.topic("Anders_9"), None);
    }

    #[test]
    fn another_file_is_told_so() {
        let said =
            "dit is geen metadata van het CBS: er is geen deel DataProperties met onderwerpen";
        for csv in [
            "\"ID\";\"RegioS\"\r\n0;\"GM0603\"\r\n",
            "\"DataProperties\"\r\n",
            "x\r\n",
        ] {
            assert_eq!(meta(csv), Err(said.to_string()), "{csv}");
        }
    }
}
