//! Why a table comes to nothing yet, and what would have to be said of it.

/// What keeps a table out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Why, and how to say what lacks, in Dutch.
    pub sentence: String,
    /// What can be asked; nothing where the file itself has to become another.
    pub asks: Vec<Ask>,
}

/// What can be asked of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Which sheet and which of its columns hold the figures.
    Columns,
    /// Which of these areas is the municipality.
    Own(Vec<String>),
    /// Of which area the whole table is: of the country, or of this municipality.
    Whole(String),
    /// Who publishes this indicator.
    Source(String),
    /// In what the figures of this indicator are.
    Unit(String),
}

impl From<String> for Lack {
    fn from(sentence: String) -> Self {
        let asks = Vec::new();
        Self { sentence, asks }
    }
}

impl Lack {
    /// What is asked, and the sentence that says it to whom can't be asked.
    pub(super) fn asking(asks: Vec<Ask>, sentence: String) -> Self {
        Self { sentence, asks }
    }

    /// That these indicators have no unit. One that is said for all of them is of which? `tip` is what
    /// else would tell.
    pub(super) fn units(lacking: &[String], bare: Option<&str>, tip: &str) -> Self {
        let asks = lacking.iter().cloned().map(Ask::Unit).collect();
        let named: Vec<String> = lacking.iter().take(3).map(|it| format!("“{it}”")).collect();
        let more = match lacking.len().saturating_sub(named.len()) {
            0 => String::new(),
            more => format!(" en nog {more}"),
        };
        let said = |unit: &str| {
            let said = lacking.iter().take(2);
            let said = said.map(|it| format!("--eenheid '{}={unit}'", it.replace('\'', "'\\''")));
            said.collect::<Vec<_>>().join(" ")
        };
        let all = named.join(", ") + &more;
        let sentence = match (lacking, bare) {
            ([one], _) => format!("in welke eenheid staat “{one}”? Zeg het met --eenheid{tip}"),
            (_, None) => format!(
                "in welke eenheid staan {all}? Zeg het per indicator: {}{tip}",
                said("EENHEID")
            ),
            (_, Some(unit)) => format!(
                "van welke indicator is de eenheid “{unit}”? Er staat er geen bij {all}; zeg haar per \
                 indicator: {}{tip}",
                said(unit)
            ),
        };
        Self::asking(asks, sentence)
    }
}
