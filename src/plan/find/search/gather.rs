//! Where a plan has text.

use super::{Kind, Piece};
use crate::plan::clean::one_line;
use crate::plan::find::{fold, regie};
use crate::plan::model::date;
use crate::plan::model::kpi::{Kpi, Reading};
use crate::plan::model::number::euros;
use crate::plan::model::regie::Regie;
use crate::plan::{Block, Chapter, Goal, Id, LogEntry, Plan, Theme, words};

/// The pieces as they are gathered.
struct Gather<'a> {
    plan: &'a Plan,
    pieces: Vec<Piece>,
}

/// Every piece, grouped by kind.
pub(crate) fn pieces(plan: &Plan) -> Vec<Piece> {
    let mut gather = Gather {
        plan,
        pieces: Vec::new(),
    };
    for chapter in &plan.chapters {
        gather.chapter(chapter);
    }
    for party in &plan.parties {
        let spellings: Vec<&str> = party.spellings().collect();
        let kind = words::party_kind(party.kind);
        gather.add(Kind::Party, &party.id, kind, &spellings.join(" · "));
    }
    gather.meetings();
    gather.tables();
    gather.context();
    gather.pieces.sort_by_key(|piece| piece.kind);
    gather.pieces
}

impl Gather<'_> {
    fn add(&mut self, kind: Kind, target: &str, mark: &str, text: &str) {
        let text = one_line(text).into_owned();
        if text.trim().is_empty() {
            return;
        }
        let mark = one_line(mark).into_owned();
        let folded = fold::letters(&format!("{mark} {text}"));
        self.pieces.push(Piece {
            kind,
            target: target.to_string(),
            mark,
            text,
            folded,
        });
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let (id, mark) = (&chapter.id, format!("hfst {}", chapter.number));
        self.add(Kind::Chapter, id, &mark, &chapter.title);
        if let Some(aim) = &chapter.aim {
            self.add(Kind::Goal, id, &mark, aim);
        }
        self.blocks(id, &mark, &chapter.body);
        self.partners(id, &mark, &chapter.partners, &chapter.partners_text);
        for topic in &chapter.topics {
            let text = format!("{}: {}", topic.title, topic.text);
            self.add(Kind::Text, &topic.id, &topic.id, &text);
        }
        for theme in &chapter.themes {
            self.theme(theme);
        }
        for regie in &chapter.regie {
            self.regie(regie);
        }
        for (place, kpi) in chapter.kpis.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|it| chapter.kpis.get(it));
            let first = before.and_then(|it| it.group_title.as_ref()) != kpi.group_title.as_ref();
            if let Some(title) = kpi.group_title.as_ref().filter(|_| first) {
                self.add(Kind::Kpi, &kpi.id, &kpi.id, title);
            }
            self.kpi(kpi);
        }
    }

    fn blocks(&mut self, target: &str, mark: &str, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(text) | Block::Paragraph(text) => {
                    self.add(Kind::Text, target, mark, text);
                }
                Block::Bullets(texts) => {
                    for text in texts {
                        self.add(Kind::Text, target, mark, text);
                    }
                }
                Block::Table(_) => {}
            }
        }
    }

    /// "Wie hebben we daarvoor nodig?", in the plan's words; where it has none, by name.
    fn partners(&mut self, target: &str, mark: &str, partners: &[Id], text: &[Block]) {
        self.blocks(target, mark, text);
        if text.is_empty() && !partners.is_empty() {
            let names = self.plan.party_names(partners);
            self.add(Kind::Text, target, mark, &format!("Partners: {names}"));
        }
    }

    fn theme(&mut self, theme: &Theme) {
        if let Some(title) = &theme.title {
            self.add(Kind::Chapter, &theme.id, &theme.id, title);
        }
        self.partners(&theme.id, &theme.id, &theme.partners, &theme.partners_text);
        for goal in &theme.goals {
            self.goal(goal);
        }
        for regie in &theme.regie {
            self.regie(regie);
        }
    }

    fn goal(&mut self, goal: &Goal) {
        self.add(Kind::Goal, &goal.id, &goal.id, &goal.text);
        for action in &goal.actions {
            self.add(Kind::Action, &action.id, &action.id, &action.text);
            self.log(&action.id, &action.id, &action.log);
        }
    }

    fn regie(&mut self, regie: &Regie) {
        let holders = regie::holders(self.plan, regie);
        let text = format!("{holders} · {} · “{}”", regie.subject, regie.text);
        self.add(Kind::Regie, &regie.id, &regie.id, &text);
    }

    fn kpi(&mut self, kpi: &Kpi) {
        self.add(Kind::Kpi, &kpi.id, &kpi.id, &kpi.text);
        for indicator in kpi.holding() {
            // A KPI with one indicator stands in the list under its own id.
            let mark = if kpi.indicators.len() == 1 {
                &kpi.id
            } else {
                &indicator.id
            };
            self.add(Kind::Kpi, &indicator.id, mark, &indicator.label);
            for reading in &indicator.readings {
                self.reading(&indicator.id, mark, reading);
            }
        }
        for judgement in &kpi.judgements {
            let said = [
                Some(words::light(judgement.light)),
                judgement.explanation.as_deref(),
                judgement.measure.as_deref(),
            ];
            let said: Vec<&str> = said.into_iter().flatten().collect();
            let text = said_by(&said.join(" · "), judgement.date, &judgement.by);
            self.add(Kind::Note, &kpi.id, &kpi.id, &text);
        }
        self.log(&kpi.id, &kpi.id, &kpi.log);
    }

    fn reading(&mut self, target: &str, mark: &str, reading: &Reading) {
        if let Some(note) = &reading.note {
            let text = said_by(note, reading.date, &reading.by);
            self.add(Kind::Note, target, mark, &text);
        }
    }

    /// Notes and decisions; a bare change of status says nothing one would look for.
    fn log(&mut self, target: &str, mark: &str, log: &[LogEntry]) {
        for line in log {
            if let Some(text) = said(line) {
                self.add(Kind::Note, target, mark, &text);
            }
        }
    }

    fn meetings(&mut self) {
        for meeting in &self.plan.meetings {
            let mut text = format!("{} · {}", meeting.title, date::dutch(meeting.date));
            if !meeting.present.is_empty() {
                text.push_str(" · aanwezig: ");
                text.push_str(&meeting.present.join(", "));
            }
            self.add(Kind::Meeting, &meeting.id, &meeting.id, &text);
            for text in meeting.log.iter().filter_map(said) {
                self.add(Kind::Meeting, &meeting.id, &meeting.id, &text);
            }
        }
        for point in &self.plan.action_points {
            let done = if point.is_open() { "" } else { " · gedaan" };
            let text = format!("{}: {}{done}", point.who, point.what);
            self.add(Kind::Point, &point.id, &point.id, &text);
        }
    }

    fn tables(&mut self) {
        for table in &self.plan.budgets {
            let first = table.rows.first().map_or("", |row| &row.id);
            self.add(Kind::Budget, first, "tabel", &table.title);
            for row in &table.rows {
                let amount = euros(row.amount);
                let parts = [Some(&*row.label), Some(&*amount), row.remark.as_deref()];
                let parts: Vec<&str> = parts.into_iter().flatten().collect();
                self.add(Kind::Budget, &row.id, &row.id, &parts.join(" · "));
            }
        }
        for table in &self.plan.capacity {
            let first = table.rows.first().map_or("", |row| &row.id);
            self.add(Kind::Capacity, first, "tabel", &table.title);
            for row in &table.rows {
                let text = match (row.existing, row.expansion) {
                    (Some(fte), None) => format!("{} · {fte} fte", row.label),
                    (None, Some(more)) => format!("{} · +{more} fte", row.label),
                    (Some(fte), Some(more)) => format!("{} · {fte} +{more} fte", row.label),
                    (None, None) => row.label.clone(),
                };
                self.add(Kind::Capacity, &row.id, &row.id, &text);
            }
        }
    }

    /// By name and id, by who publishes them, and by what they are counted in.
    fn context(&mut self) {
        for it in &self.plan.context {
            let units = distinct(it.values.iter().map(|figure| &*figure.unit));
            let parts = [&*it.title, &*it.source].into_iter().chain(units);
            let parts: Vec<&str> = parts.collect();
            self.add(Kind::Context, &it.id, &it.id, &parts.join(" · "));
        }
    }
}

/// Each of some texts, once.
fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for text in texts {
        if !out.contains(&text) {
            out.push(text);
        }
    }
    out
}

/// A line of a log in words, where it has any.
fn said(line: &LogEntry) -> Option<String> {
    let decision = line
        .decision
        .as_ref()
        .map(|decision| format!("besluit: {decision}"));
    let parts: Vec<String> = line.note.iter().cloned().chain(decision).collect();
    (!parts.is_empty()).then(|| said_by(&parts.join(" · "), line.date, &line.by))
}

fn said_by(text: &str, day: chrono::NaiveDate, by: &str) -> String {
    format!("{text} ({by}, {})", date::dutch(day))
}
