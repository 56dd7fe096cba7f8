//! Down the document, block by block: what each is, by what was announced last.

mod flat;
mod lists;
pub mod table;
pub mod topics;

use super::outline::{Part, Role, titled};
use super::sketch::{
    Chapter, Group, Kpi, On, Partners, Piece, Said, Sketch, Statement, Theme, Unsure,
};
use super::words::regie;
use crate::intake::document::{Block, Mark, Row, Shape, split_mark};
use crate::intake::label::{self, Label};

/// What was announced last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Body,
    Aim,
    Goals,
    Actions,
    Partners,
    Regie,
    Kpis,
}

/// Where the walk is.
#[derive(Debug, Default)]
struct Walk {
    sketch: Sketch,
    section: Section,
    /// Whether a theme was named, so that what comes next is its.
    themed: bool,
    /// How many goals the actions that follow may be of.
    goals_since: usize,
    /// Whether goals and actions were announced together.
    of_both: bool,
    /// The year the plan seems to be for.
    year: Option<i32>,
}

/// The plan that stands in a document; of columns that are alike it takes the one of `year`.
pub fn walk(parts: &[Part<'_>], guessed: bool, year: Option<i32>) -> Sketch {
    let mut walk = Walk {
        year,
        ..Walk::default()
    };
    walk.sketch.guessed = guessed;
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        at += 1;
        if part.role == Role::Plain && walk.takes_table_of_lines() {
            let rest = parts.get(at - 1..).unwrap_or_default();
            let taken = flat::tables(rest, &mut walk.sketch);
            if taken > 0 {
                at += taken - 1;
                continue;
            }
        }
        walk.part(part);
    }
    walk.sketch
}

impl Walk {
    fn part(&mut self, part: &Part<'_>) {
        let block = part.block;
        match part.role {
            Role::Chapter(number) => self.chapter(block, number),
            _ if self.sketch.chapters.is_empty() => {
                let rows = block.rows().map(table::lines).unwrap_or_default();
                let text = if rows.is_empty() {
                    block.whole()
                } else {
                    rows.join("\n")
                };
                self.sketch.front.push(Said::new(text, block.place));
            }
            Role::Theme => self.theme(block),
            Role::Label(label) => self.label(block, label),
            Role::Heading => {
                self.section = Section::Body;
                self.heading(block);
            }
            Role::Plain => match block.rows() {
                Some(rows) => self.table(block, rows),
                None => self.plain(block),
            },
        }
    }

    fn here(&mut self) -> Option<&mut Chapter> {
        self.sketch.chapters.last_mut()
    }

    fn takes_table_of_lines(&self) -> bool {
        self.section == Section::Body && !self.sketch.chapters.is_empty()
    }

    fn chapter(&mut self, block: &Block, number: Option<u32>) {
        let (mark, title) = titled(block);
        let last = self.sketch.chapters.last().map_or(0, |it| it.number);
        let next = last + 1;
        let own = number.filter(|own| self.sketch.chapters.iter().all(|it| it.number != *own));
        self.sketch.uses(&mark, block.place);
        let at = self.sketch.chapters.len();
        if own.is_none() {
            let made = format!("hoofdstuk {next}: het document geeft het geen eigen nummer");
            self.unsure(On::Chapter(at, "title"), block, made);
        }
        self.sketch.chapters.push(Chapter {
            number: own.unwrap_or(next),
            title: Said::new(title, block.place),
            ..Chapter::default()
        });
        (self.section, self.themed) = (Section::Body, false);
    }

    fn theme(&mut self, block: &Block) {
        let upper = match split_mark(&block.whole()) {
            Some((Mark::Upper(letter), sign, _)) => Some((letter, sign.to_string())),
            _ => named_theme(&block.whole()),
        };
        let title = if let Some((_, sign)) = &upper {
            self.sketch.uses(sign, block.place);
            let whole = block.whole();
            let rest = whole.trim_start().strip_prefix(sign.as_str());
            rest.unwrap_or(&whole).trim().to_string()
        } else {
            self.sketch.uses(&block.mark, block.place);
            block.text.clone()
        };
        let theme = Theme {
            letter: upper.map(|(letter, _)| letter.to_string()),
            title: Some(title),
            goals: Vec::new(),
        };
        if let Some(chapter) = self.here() {
            chapter.themes.push(theme);
        }
        (self.section, self.themed) = (Section::Body, true);
    }

    fn label(&mut self, block: &Block, label: Label) {
        let (head, rest) =
            label::opening(&block.text).map_or((&*block.text, ""), |it| (it.1, it.2));
        self.sketch.uses(&block.mark, block.place);
        self.sketch.uses(head, block.place);
        self.section = match label {
            Label::Aim => Section::Aim,
            Label::Goals | Label::GoalsAndActions => {
                self.goal_theme();
                self.goals_since = 0;
                self.of_both = label::is_of_both(head);
                Section::Goals
            }
            Label::Actions => Section::Actions,
            Label::Partners => Section::Partners,
            Label::Regie => Section::Regie,
            Label::Kpis => Section::Kpis,
        };
        if label == Label::Partners {
            let theme = self.theme_here();
            if let Some(chapter) = self.here() {
                chapter.partners.push(Partners {
                    theme,
                    pieces: Vec::new(),
                });
            }
        }
        if !rest.is_empty() {
            self.text(&Said::new(rest, block.place));
        }
    }

    fn theme_here(&mut self) -> Option<usize> {
        let themed = self.themed;
        let chapter = self.here()?;
        chapter.themes.len().checked_sub(1).filter(|_| themed)
    }

    /// The theme goals come in: the one that was named, or one without a name.
    fn goal_theme(&mut self) -> Option<&mut Theme> {
        let chapter = self.sketch.chapters.last_mut()?;
        if !self.themed && chapter.themes.last().is_none_or(|it| it.title.is_some()) {
            chapter.themes.push(Theme::default());
        }
        chapter.themes.last_mut()
    }

    fn plain(&mut self, block: &Block) {
        let said = Said::new(&*block.text, block.place);
        let bullet = matches!(block.shape, Shape::Bullet);
        match (self.section, &block.shape) {
            (Section::Goals, Shape::Item) if !is_lower(block) => self.goal(block),
            (Section::Goals, Shape::Bullet | Shape::Item) if self.has_goal() => self.action(said),
            // A bare bullet may be either.
            (Section::Goals, Shape::Bullet) if self.of_both => self.action_of_several(said),
            (Section::Goals, Shape::Bullet) => self.goal(block),
            (Section::Actions, Shape::Bullet | Shape::Item) => {
                self.sketch.uses(&block.mark, block.place);
                self.action_of_several(said);
            }
            (Section::Partners, _) => self.partner(block),
            (Section::Regie, _) if bullet || !block.text.ends_with(':') => self.statement(said),
            (Section::Kpis, _) => self.kpi(block),
            (Section::Body | Section::Aim | Section::Regie, Shape::Bullet) => self.bullet(said),
            (Section::Body | Section::Aim | Section::Regie, Shape::Item) => {
                self.bullet(Said::new(block.whole(), block.place));
            }
            (Section::Aim, Shape::Paragraph) if self.goes_on_aim(block) => {
                if let Some(chapter) = self.here() {
                    chapter.aim.push(said);
                }
            }
            (Section::Body, _) if heads(block) => self.heading(block),
            _ => self.text(&said),
        }
    }

    /// Running text, in what was announced.
    fn text(&mut self, said: &Said) {
        let section = self.section;
        match section {
            Section::Goals | Section::Actions => return self.more_of_goal(said),
            Section::Regie => return self.statement(said.clone()),
            _ => {}
        }
        let Some(chapter) = self.here() else {
            return;
        };
        if section == Section::Aim {
            chapter.aim.push(said.clone());
            if chapter.aim.len() > 1 {
                let at = self.sketch.chapters.len() - 1;
                self.sketch.unsure.push(Unsure::of(
                    On::Chapter(at, "aim"),
                    said.clone(),
                    "bij het doel gezet: het staat eronder",
                ));
            }
            return;
        }
        if section == Section::Partners
            && let Some(list) = chapter.partners.last_mut()
        {
            list.pieces.push(Piece::Paragraph(said.clone()));
            return;
        }
        chapter.body.push(Piece::Paragraph(said.clone()));
    }

    /// Whether a line right below the aim is of it: a page says so by leaving no room between them.
    fn goes_on_aim(&mut self, block: &Block) -> bool {
        let first = block.lines.first();
        let under = first.is_some_and(|line| !line.gap && !line.top);
        let begun = self.here().is_some_and(|chapter| !chapter.aim.is_empty());
        self.sketch.guessed && under && begun
    }

    fn bullet(&mut self, said: Said) {
        let Some(chapter) = self.here() else {
            return;
        };
        match chapter.body.last_mut() {
            Some(Piece::Bullets(all)) => all.push(said),
            _ => chapter.body.push(Piece::Bullets(vec![said])),
        }
    }

    fn heading(&mut self, block: &Block) {
        let said = Said::new(block.whole(), block.place);
        if let Some(chapter) = self.here() {
            chapter.body.push(Piece::Heading(said));
        }
    }

    fn partner(&mut self, block: &Block) {
        let said = Said::new(&*block.text, block.place);
        self.sketch.uses(&block.mark, block.place);
        let listed = block.is_item();
        let list = self.sketch.chapters.last_mut();
        let Some(list) = list.and_then(|chapter| chapter.partners.last_mut()) else {
            return;
        };
        match list.pieces.last_mut() {
            Some(Piece::Bullets(all)) if listed => all.push(said),
            _ if listed => list.pieces.push(Piece::Bullets(vec![said])),
            _ => list.pieces.push(Piece::Paragraph(said)),
        }
    }

    fn statement(&mut self, said: Said) {
        let theme = self.theme_here();
        if let Some(chapter) = self.here() {
            let Said { text, place } = said;
            let apart = regie::apart(&text).into_iter().map(|text| Statement {
                theme,
                said: Said::new(text, place),
            });
            chapter.regie.extend(apart);
        }
    }

    fn kpi(&mut self, block: &Block) {
        let said = Said::new(&*block.text, block.place);
        let number = match split_mark(&block.whole()) {
            Some((Mark::Number(number), ..)) if block.is_item() => Some(number),
            Some((Mark::Decimal(parts), ..)) if block.is_item() => parts.last().copied(),
            _ => None,
        };
        if !block.is_item() && block.text.ends_with(':') {
            let piece = Piece::Paragraph(said);
            if let Some(chapter) = self.here() {
                chapter.body.push(piece);
            }
            return;
        }
        self.sketch.uses(&block.mark, block.place);
        let Some(chapter) = self.sketch.chapters.last_mut() else {
            return;
        };
        let kpi = Kpi {
            said,
            ..Kpi::default()
        };
        let listed = block.is_item();
        match (number, chapter.groups.last_mut()) {
            (Some(number), _) => chapter.groups.push(Group {
                number: Some(number),
                title: None,
                kpis: vec![kpi],
            }),
            // Below a number: that one is the title of what stands under it.
            (None, Some(group)) if listed && group.number.is_some() => {
                if group.title.is_none() {
                    group.title = group.kpis.pop().map(|title| title.said);
                }
                group.kpis.push(kpi);
            }
            (None, Some(group)) if !listed && group.kpis.last().is_some() => {
                if let Some(open) = group.kpis.last_mut() {
                    open.said.text.push('\n');
                    open.said.text.push_str(&kpi.said.text);
                }
            }
            _ => chapter.groups.push(Group {
                number: None,
                title: None,
                kpis: vec![kpi],
            }),
        }
    }

    fn table(&mut self, block: &Block, rows: &[Row]) {
        if table::is_goals(rows) || self.section == Section::Goals {
            self.goal_theme();
        }
        let measured = |sketch: &Sketch| sketch.chapters.last().map_or(0, |it| it.groups.len());
        let before = measured(&self.sketch);
        if table::read(&mut self.sketch, self.year, block, rows) {
            // What stands below a table of KPIs goes on with none of them.
            if measured(&self.sketch) > before {
                self.section = Section::Body;
            }
            return;
        }
        let lines = table::lines(rows);
        for said in &lines {
            self.bullet(Said::new(said, block.place));
        }
        let at = self.sketch.chapters.len().saturating_sub(1);
        let made = "tekst van het hoofdstuk: een tabel die niet is herkend".to_string();
        self.sketch.unsure.push(Unsure::of(
            On::Chapter(at, "body"),
            Said::new(lines.join("\n"), block.place),
            made,
        ));
    }

    fn unsure(&mut self, on: On, block: &Block, made: String) {
        self.sketch
            .unsure
            .push(Unsure::of(on, Said::new(block.whole(), block.place), made));
    }
}

/// The letter of `Thema A: Woninginbraak`, and the words that say it.
fn named_theme(text: &str) -> Option<(char, String)> {
    let text = text.trim_start();
    let word = text
        .get(..6)
        .filter(|it| it.eq_ignore_ascii_case("thema "))?;
    let letter = text.chars().nth(6).filter(char::is_ascii_uppercase)?;
    let sign = text
        .chars()
        .nth(7)
        .filter(|c| matches!(c, ':' | '.' | ')'))?;
    Some((letter, format!("{word}{letter}{sign}")))
}

/// A short line by itself that is no sentence.
fn heads(block: &Block) -> bool {
    let text = &block.text;
    block.lines.len() <= 1
        && text.chars().count() <= 60
        && text.starts_with(char::is_uppercase)
        && !text.ends_with(|c: char| c.is_ascii_punctuation() && c != ')')
}

fn is_lower(block: &Block) -> bool {
    matches!(split_mark(&block.whole()), Some((Mark::Lower(_), ..)))
}
