//! A report for Word, read back: its parts are XML, it is built of real headings and tables, and
//! what stands in it is what stands in the plan.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::town::Town;
use crate::year::year;

/// A document: its parts, and its body as it is read.
struct Document {
    parts: HashMap<String, Vec<u8>>,
    blocks: Vec<Block>,
}

#[derive(Debug, PartialEq)]
enum Block {
    /// A paragraph: its style and its words.
    Words(String, String),
    /// A table: whether its first row returns on each page, and its rows.
    Table(bool, Vec<Vec<String>>),
}

impl Document {
    /// A report that is made with these options.
    fn of(town: &Town, options: &str) -> Self {
        let file = town.path("rapport.docx");
        town.out(&format!("rapport {options} -o {file} --overschrijf").replace("  ", " "));
        let mut zip = zip::ZipArchive::new(File::open(&file).unwrap()).unwrap();
        let mut parts = HashMap::new();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            parts.insert(part.name().unwrap().into_owned(), bytes);
        }
        let blocks = blocks(&parts["word/document.xml"]);
        Self { parts, blocks }
    }

    fn part(&self, name: &str) -> &str {
        std::str::from_utf8(&self.parts[name]).unwrap()
    }

    fn tables(&self) -> impl Iterator<Item = &Vec<Vec<String>>> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(_, rows) => Some(rows),
            Block::Words(..) => None,
        })
    }

    /// The words of each paragraph of a style.
    fn words(&self, style: &str) -> Vec<&str> {
        let all = self.blocks.iter().filter_map(|block| match block {
            Block::Words(its, words) if its == style => Some(words.as_str()),
            _ => None,
        });
        all.collect()
    }

    /// The first row that begins with these cells.
    #[track_caller]
    fn row(&self, cells: &[&str]) -> &[String] {
        let rows = self.tables().flatten();
        let mut found = rows.filter(|row| row.iter().zip(cells).all(|(cell, it)| cell == it));
        let found = found.next();
        assert!(found.is_some(), "no {cells:?}");
        found.unwrap()
    }
}

/// The value of an attribute.
fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).unwrap()?;
    Some(found.value.into_owned())
}

/// What stands in a body; what is no XML is a panic.
fn blocks(part: &[u8]) -> Vec<Block> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = true;
    let mut blocks = Vec::new();
    let (mut style, mut words, mut said) = (String::new(), String::new(), false);
    let mut table: Option<(bool, Vec<Vec<String>>)> = None;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Eof => return blocks,
            Event::Start(it) | Event::Empty(it) => match it.name().as_ref() {
                "w:p" => (style, words) = (String::new(), String::new()),
                "w:pStyle" => style = value(it, "w:val").unwrap(),
                "w:t" => said = true,
                "w:noBreakHyphen" => words.push('-'),
                "w:br" => words.push('\n'),
                "w:tab" if !words.is_empty() => words.push('\t'),
                "w:tbl" => table = Some((false, Vec::new())),
                "w:tr" => table.as_mut().unwrap().1.push(Vec::new()),
                "w:tblHeader" => table.as_mut().unwrap().0 = true,
                _ => {}
            },
            Event::Text(text) if said => words.push_str(text),
            Event::GeneralRef(name) if said => {
                let known = [
                    ("amp", "&"),
                    ("lt", "<"),
                    ("gt", ">"),
                    ("quot", "\""),
                    ("#39", "'"),
                ];
                let known = known.iter().find(|(it, _)| *it == name.as_ref());
                words.push_str(known.unwrap().1);
            }
            Event::End(it) => match it.name().as_ref() {
                "w:t" => said = false,
                "w:tc" => {
                    let row = table.as_mut().unwrap().1.last_mut().unwrap();
                    row.push(words.replace('\u{a0}', " "));
                }
                "w:tbl" => {
                    let (heads, rows) = table.take().unwrap();
                    blocks.push(Block::Table(heads, rows));
                }
                "w:p" if table.is_none() => {
                    blocks.push(Block::Words(style.clone(), words.clone()));
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The rows of every table of a report in Markdown.
fn written(markdown: &str) -> Vec<Vec<String>> {
    let lines = markdown.lines().filter(|line| line.starts_with("| "));
    let lines = lines.filter(|line| !line.starts_with("| ---"));
    let cells = |line: &str| {
        let line = line.trim_start_matches("| ").trim_end_matches(" |");
        let cells = line.split(" | ");
        cells.map(|cell| cell.trim().replace('\\', "")).collect()
    };
    lines.map(cells).collect()
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn filled() -> Town {
    let town = Town::new();
    year(&town);
    town.out("kpi zet 3.K4 12/17 --datum 1-10");
    town.out("kpi zet 2.K1a j");
    town
}

#[test]
fn every_part_is_xml_and_every_reference_leads_somewhere() {
    let document = Document::of(&filled(), "");
    for (name, part) in &document.parts {
        let mut reader = Reader::from_reader(part.as_slice());
        let mut open = 0;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(Event::Start(_)) => open += 1,
                Ok(Event::End(_)) => open -= 1,
                Ok(_) => {}
                Err(why) => panic!("{name}: {why}"),
            }
        }
        assert_eq!(open, 0, "{name}");
        assert!(!part.contains(&b'{'), "{name}: a place that was not filled");
    }
    let types = document.part("[Content_Types].xml");
    let named = types.split("PartName=\"/").skip(1);
    for name in named.map(|rest| rest.split('"').next().unwrap()) {
        assert!(document.parts.contains_key(name), "{name}");
    }
    let body = document.part("word/document.xml");
    for (of, to) in [
        ("w:anchor=\"", "w:name=\""),
        ("<w:pStyle w:val=\"", "w:styleId=\""),
        ("<w:rStyle w:val=\"", "w:styleId=\""),
        ("<w:tblStyle w:val=\"", "w:styleId=\""),
    ] {
        let there = body.to_string() + document.part("word/styles.xml");
        for name in body
            .split(of)
            .skip(1)
            .map(|it| it.split('"').next().unwrap())
        {
            assert!(there.contains(&format!("{to}{name}\"")), "{of}{name}");
        }
    }
}

#[test]
fn built_of_what_word_knows() {
    let town = filled();
    let document = Document::of(&town, "");
    assert_eq!(
        document.words("Title"),
        ["Voortgang Uitvoeringsplan Veiligheid Rijswijk 2026"]
    );
    let fields = document.words("Veld");
    assert_eq!(fields[0], "Gemeente\tRijswijk");
    assert_eq!(fields[1], "Peildatum\tma 23-11-2026");
    assert_eq!(fields[2], "Revisie\t10");
    // The headings are those of the report as a text, and so is the table of contents.
    let text = town.out("rapport");
    for depth in 1..=4 {
        let mark = format!("{} ", "#".repeat(depth + 1));
        let heads = text.lines().filter_map(|line| line.strip_prefix(&mark));
        let heads: Vec<String> = heads.map(|it| it.replace('\\', "")).collect();
        assert_eq!(document.words(&format!("Heading{depth}")), heads);
        if depth == 1 {
            assert_eq!(document.words("TOC1"), heads);
        }
    }
    let body = document.part("word/document.xml");
    for said in [
        " TOC \\o &quot;1-1&quot; \\h \\z \\u ",
        "w:fldCharType=\"begin\" w:dirty=\"true\"",
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
    ] {
        assert!(body.contains(said), "{said}");
    }
    assert_eq!(
        body.matches("<w:tr>").count(),
        body.matches("<w:cantSplit/>").count()
    );
    let styles = document.part("word/styles.xml");
    for depth in 1..=5 {
        let style = format!("w:styleId=\"Heading{depth}\"><w:name w:val=\"heading {depth}\"/>");
        assert!(styles.contains(&style), "{style}");
        assert!(styles.contains(&format!("<w:outlineLvl w:val=\"{}\"/>", depth - 1)));
    }
    assert!(styles.contains("<w:lang w:val=\"nl-NL\""));
    let footer = document.part("word/footer1.xml");
    assert!(
        footer.contains("\" PAGE \"") && footer.contains("\" NUMPAGES \""),
        "{footer}"
    );
    let core = document.part("docProps/core.xml");
    for said in [
        "<dc:creator>Rijswijk</dc:creator>",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-23T11:00:00Z</dcterms:created>",
        "<dc:language>nl-NL</dc:language>",
    ] {
        assert!(core.contains(said), "{core}");
    }
    // Nothing of the machine it was made on.
    let home = town.dir.path().display().to_string();
    for (name, part) in &document.parts {
        let part = String::from_utf8_lossy(part);
        assert!(
            !part.contains(&home) && !part.contains("a.jansen</"),
            "{name}"
        );
    }
}

#[test]
fn every_cell_is_that_of_the_other_formats() {
    let town = filled();
    for options in [
        "",
        "--stijl raad",
        "--stijl college",
        "--sinds 3",
        "--hoofdstuk 3",
    ] {
        let document = Document::of(&town, options);
        let ours: Vec<&Vec<String>> = document.tables().flatten().collect();
        // The months of a year are drawn otherwise in a text.
        let months = |row: &&&Vec<String>| {
            row.len() < 13 && !["ritme", "op orde"].contains(&row[0].as_str())
        };
        let ours: Vec<Vec<String>> = ours
            .iter()
            .filter(months)
            .map(|row| (**row).clone())
            .collect();
        let theirs = written(&town.out(format!("rapport {options}").trim()));
        assert_eq!(ours.len(), theirs.len(), "{options}");
        for (our, their) in ours.iter().zip(&theirs) {
            let one_line = |it: &String| it.trim().replace('\n', " ");
            let our: Vec<String> = our.iter().map(one_line).collect();
            assert_eq!(our, *their, "{options}");
        }
        assert!(ours.len() > 5, "{options}");
    }
}

#[test]
fn every_figure_is_the_plans() {
    let town = filled();
    let document = Document::of(&town, "");
    let plan = town.file();
    let fte = |value: &Value| {
        value
            .as_f64()
            .map_or_else(String::new, |it| format!("{it:.2}").replace('.', ","))
    };
    let mut figures = 0;
    for row in list(&plan, "capacity").flat_map(|table| list(table, "rows")) {
        let cells = document.row(&[row["id"].as_str().unwrap()]);
        assert!(
            cells[1].trim().starts_with(row["label"].as_str().unwrap()),
            "{cells:?}"
        );
        assert_eq!(
            (&cells[2], &cells[3]),
            (&fte(&row["existing"]), &fte(&row["expansion"]))
        );
        figures += 3;
    }
    for row in list(&plan, "budgets").flat_map(|table| list(table, "rows")) {
        let cells = document.row(&[row["id"].as_str().unwrap()]);
        let digits: String = cells[2].chars().filter(char::is_ascii_digit).collect();
        assert_eq!(
            digits,
            row["amount"]
                .as_i64()
                .map_or_else(String::new, |it| it.to_string())
        );
        figures += 1;
    }
    let listed = town.json("kpi --json");
    for kpi in listed.as_array().unwrap() {
        let head = format!(
            "{} {}",
            kpi["id"].as_str().unwrap(),
            kpi["text"].as_str().unwrap()
        );
        let light = match kpi["light"].as_str() {
            Some("green") => "G ● groen",
            Some("amber") => "O ▲ oranje",
            Some("red") => "R ■ rood",
            _ => "- – geen gegevens",
        };
        let kpis = document.tables().flatten().filter(|row| row.len() == 6);
        let mut kpis = kpis.filter(|row| row[0] == light && row[1] == head);
        let Some(row) = kpis.next() else {
            panic!("no {light} {head}");
        };
        let indicators: Vec<&Value> = list(kpi, "indicators").collect();
        figures += 2;
        let [only] = indicators.as_slice() else {
            continue;
        };
        let reading = &only["reading"];
        if let Some(number) = reading["value"].as_f64() {
            assert!(
                row[2].starts_with(&format!("{number} ")),
                "{row:?} {reading}"
            );
            let day: Vec<&str> = reading["date"].as_str().unwrap().split('-').rev().collect();
            assert!(row[2].ends_with(&day.join("-")), "{row:?} {reading}");
            figures += 2;
        }
    }
    assert!(figures > 200, "{figures}");
    // The months of 3.K1: what was recorded at the end of each, and what was expected then.
    let year = document.tables().find(|rows| rows[0][0] == "2026").unwrap();
    assert_eq!(
        year[0][1..],
        [
            "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"
        ]
    );
    assert_eq!(year[1][12], "10");
    assert_eq!(
        year[2][1..],
        ["", "", "2", "2", "2", "2", "2", "2", "2", "2", "6", ""]
    );
}

#[test]
fn the_same_plan_is_the_same_bytes_and_nothing_typed_means_anything() {
    let town = filled();
    town.out("kpi zet 3.K1 7 --notitie <b>&amp;{titel}");
    let first = Document::of(&town, "");
    assert!(
        first
            .words("Veld")
            .iter()
            .chain(&first.words("ListBullet"))
            .any(|it| it.contains("<b>&amp;{titel}")),
        "{:?}",
        first.words("ListBullet")
    );
    let bytes = fs::read(town.path("rapport.docx")).unwrap();
    Document::of(&town, "");
    assert_eq!(fs::read(town.path("rapport.docx")).unwrap(), bytes);
    let hidden = Document::of(&town, "--stijl raad");
    for (name, part) in &hidden.parts {
        let part = String::from_utf8_lossy(part);
        assert!(!part.contains("Smit") && !part.contains("titel"), "{name}");
    }
}

/// A picture of one point.
const PNG: [u8; 67] = [
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn a_house_has_its_name_colour_and_logo() {
    let town = filled();
    let mut new = fs::OpenOptions::new();
    let mut logo = new
        .write(true)
        .create_new(true)
        .open(town.path("logo.png"))
        .unwrap();
    logo.write_all(&PNG).unwrap();
    fs::create_dir_all(town.path(".config/regie")).unwrap();
    let settings = format!(
        "[rapport]\ngemeente = \"Delft & Den Hoorn\"\nkleur = \"#ffcc00\"\nlogo = \"{}\"\n",
        town.path("logo.png")
    );
    town.put(".config/regie/config.toml", &settings);
    let document = Document::of(&town, "");
    assert_eq!(document.parts["word/media/logo.png"], PNG);
    let body = document.part("word/document.xml");
    assert!(body.contains("descr=\"Logo van Delft &amp; Den Hoorn\""));
    assert!(
        document
            .part("word/_rels/document.xml.rels")
            .contains("Target=\"media/logo.png\"")
    );
    let styles = document.part("word/styles.xml");
    // Words on a light colour are dark, and so are headings on white.
    assert!(styles.contains("w:fill=\"ffcc00\"") && styles.contains("<w:color w:val=\"111111\"/>"));
    assert!(styles.contains("<w:color w:val=\"222222\"/>"));
    assert_eq!(document.words("Veld")[0], "Gemeente\tDelft & Den Hoorn");
}
