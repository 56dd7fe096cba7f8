//! Who leads. One record per statement of the plan, with the sentence it rests on.

use serde::{Deserialize, Serialize};

use super::life::{Dropped, Origin, Printed};
use super::{Chapter, Id, Plan, Theme};

/// One statement on who holds the regie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regie {
    /// `"R3.1"`.
    pub id: Id,
    /// On what.
    pub subject: String,
    /// Who; empty where the plan leaves it to be agreed (chapter 2, per casus).
    #[serde(default)]
    pub holders: Vec<Id>,
    /// Together with whom.
    #[serde(default)]
    pub with: Vec<Id>,
    /// Only in this case.
    pub condition: Option<String>,
    /// The plan's own sentence.
    pub text: String,
    /// Where in the plan it stands.
    pub found: Found,
    /// Chapters, themes, goals and topics it applies to.
    #[serde(default)]
    pub covers: Vec<Id>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// That it no longer holds, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

/// Where a statement was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Found {
    /// In the block "Wie heeft de regie?".
    Regie,
    /// Elsewhere in the plan's text.
    Text,
}

/// A statement and the place it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    /// The statement.
    pub regie: &'a Regie,
    /// Its chapter.
    pub chapter: &'a Chapter,
    /// Its theme, where it stands with one.
    pub theme: Option<&'a Theme>,
}

impl<'a> Statement<'a> {
    /// Whether neither it nor its theme was dropped.
    fn holds(&self) -> bool {
        let theme = self.theme.and_then(|theme| theme.dropped.as_ref());
        theme.or(self.regie.dropped.as_ref()).is_none()
    }

    /// The ids it applies to: those it covers, and its whole chapter where it covers all of it.
    /// A chapter's KPIs belong to no theme unless the plan says so.
    pub fn applies_to(&self) -> impl Iterator<Item = &'a str> {
        let covers = self.regie.covers.iter().map(String::as_str);
        covers.chain(self.is_on_whole_chapter().then_some(&*self.chapter.id))
    }

    /// Whether it covers every theme and topic of its chapter.
    pub fn is_on_whole_chapter(&self) -> bool {
        let (chapter, covers) = (self.chapter, &self.regie.covers);
        let mut parts = chapter.parts().peekable();
        parts.peek().is_some() && parts.all(|part| covers.contains(part))
    }

    /// What it holds for, said as shortly as can be: the ids it covers, or that of its chapter
    /// where that is all of it.
    pub fn scope(&self) -> Vec<&'a str> {
        let parts: Vec<&Id> = self.chapter.parts().collect();
        let whole = self.is_on_whole_chapter();
        let covers = self.regie.covers.iter();
        let mut scope: Vec<&str> = covers
            .filter(|id| !(whole && parts.contains(id)))
            .map(String::as_str)
            .collect();
        if whole {
            scope.insert(0, &self.chapter.id);
        }
        scope
    }
}

impl Chapter {
    /// Its statements that hold: its own first, then those of its themes.
    pub fn statements(&self) -> impl Iterator<Item = Statement<'_>> {
        self.every_statement().filter(Statement::holds)
    }

    /// The same, also those that were dropped.
    pub fn every_statement(&self) -> impl Iterator<Item = Statement<'_>> {
        let stands = |regie, theme| Statement {
            regie,
            chapter: self,
            theme,
        };
        let own = self.regie.iter().map(move |regie| stands(regie, None));
        let themes = self.themes.iter().flat_map(move |theme| {
            let regie = theme.regie.iter();
            regie.map(move |regie| stands(regie, Some(theme)))
        });
        own.chain(themes)
    }
}

impl Plan {
    /// Every statement on regie that holds, in the order of the plan: a chapter's own first,
    /// then those of its themes.
    pub fn statements(&self) -> impl Iterator<Item = Statement<'_>> {
        self.every_statement().filter(Statement::holds)
    }

    /// Every statement, also those that were dropped.
    pub fn every_statement(&self) -> impl Iterator<Item = Statement<'_>> {
        self.chapters.iter().flat_map(|it| it.every_statement())
    }

    /// The statements that apply to the item `id`: those that name it, and those that name a
    /// theme or chapter it lies in. Nearer ones first, and of those as near the ones of its own
    /// chapter; empty is an answer ("geen regie vermeld").
    pub fn regie_for(&self, id: &str) -> Vec<Statement<'_>> {
        let path = self.path_to(id);
        let mut found: Vec<((usize, bool), Statement<'_>)> = self
            .chapters_about(&path)
            .into_iter()
            .flat_map(|chapter| chapter.statements())
            .filter_map(|statement| {
                let nearest = statement
                    .applies_to()
                    .filter_map(|covered| path.iter().position(|step| *step == covered))
                    .max()?;
                let own = path.first() == Some(&statement.chapter.id.as_str());
                Some(((nearest, own), statement))
            })
            .collect();
        // Of what lies equally near, the plan's own blocks come first, then what covers least.
        found.sort_by_key(|(nearest, statement)| {
            let regie = statement.regie;
            (
                std::cmp::Reverse(*nearest),
                regie.found == Found::Text,
                regie.covers.len(),
            )
        });
        found.into_iter().map(|(_, statement)| statement).collect()
    }
}
