//! An item of the plan, all its fields by the table of fields: of one that is there, or of a new one.

use serde_json::{Map, Value};

use super::held::{Held, with_parties};
use super::why;
use crate::app::typing::choosing::choices::{in_words, made_of, of_takes};
use crate::app::typing::choosing::picker::Choice;
use crate::app::typing::form::fields::{Blank, Fields, Wrong};
use crate::app::typing::form::filling::{Form, Reach, Then};
use crate::app::typing::form::subject::{By, Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{AddEdit, Edit, Field, Takes, fresh, sort_of};
use crate::plan::figures::money::Money;
use crate::plan::model::lookup::Item;
use crate::plan::model::number::{Decimal, euros};
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Id, Plan, words};

/// The names of the forms in a draft.
const CHANGE: &str = "change";
const NEW: &str = "new ";

/// Something in the plan, field by field.
#[derive(Debug)]
struct Change {
    about: Id,
    rows: Vec<Held>,
    touches: String,
    place: Option<Place>,
    /// The name in a draft.
    name: String,
}

/// Where something new comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub sort: Sort,
    /// What it comes in.
    pub into: Id,
    /// What it comes after; none: it comes first.
    pub after: Option<Id>,
}

impl Form {
    /// The form for an item, or for the plan itself; none where nothing of it can be changed.
    pub fn change(id: &str, desk: Desk<'_>) -> Option<Self> {
        Self::change_of(id, |_| true, |it| it, desk).map(|form| form.changing(desk))
    }

    /// The form for the figures of a row of Capaciteit or Budget, which goes on to the next row.
    pub fn cells(id: &str, desk: Desk<'_>) -> Option<Self> {
        let figures = |field: &Field| matches!(field.takes, Takes::Fte | Takes::Euros);
        // As their panes have them.
        let column = |blank: Blank| match blank.name {
            "existing" | "amount" => blank.in_column(1),
            "expansion" => blank.in_column(2),
            _ => blank,
        };
        let mut form = Self::change_of(id, figures, column, desk)?.changing(desk);
        form.reach = Reach::Row;
        form.then = Then::Next;
        Some(form)
    }

    /// The form for the fields of an item that are wanted, each placed where it is typed.
    pub(in crate::app::typing::form) fn change_of(
        id: &str,
        wanted: impl Fn(&Field) -> bool,
        placed: impl Fn(Blank) -> Blank,
        desk: Desk<'_>,
    ) -> Option<Self> {
        let desk = desk.of_whole();
        let plan = desk.plan;
        let rows: Vec<Held> = parts(plan, id)
            .into_iter()
            .flat_map(|(id, sort)| Field::of(sort).map(move |field| (id.clone(), field)))
            .filter(|(_, field)| wanted(field))
            .map(|(id, field)| {
                let was = field.in_plan(plan, &id).unwrap_or_default();
                Held { id, field, was }
            })
            .collect();
        let mut ids: Vec<Id> = Vec::new();
        for row in &rows {
            if !ids.contains(&row.id) {
                ids.push(row.id.clone());
            }
        }
        let subject = Change {
            about: ids.first()?.clone(),
            touches: why::touches(plan, &ids),
            place: None,
            name: CHANGE.to_string(),
            rows,
        };
        let title = match plan.item(id) {
            Some(item) => format!("{} wijzigen", headed(plan, &item)),
            None => "Het plan zelf wijzigen".to_string(),
        };
        let title = one_line(&title).into_owned();
        let begun: Vec<(&str, String)> = subject.rows.iter().map(Held::begun).collect();
        let blanks = why::and_why(subject.blanks().into_iter().map(placed).collect());
        let mut form = Self::of(subject, title, &blanks, desk);
        for (name, text) in begun {
            form.fields.begin(name, &text);
        }
        Some(form)
    }

    /// The form for something new.
    pub fn new_item(place: Place, desk: Desk<'_>) -> Self {
        let desk = desk.of_whole();
        let (word, kind) = (place.sort.word(), words::kind_of(place.sort));
        let title = if place.into == WHOLE {
            format!("Nieuw: {kind}")
        } else {
            let (budgets, capacity) = (desk.plan.budgets.iter(), desk.plan.capacity.iter());
            let tables = budgets.map(|it| (&it.id, &it.title));
            let mut tables = tables.chain(capacity.map(|it| (&it.id, &it.title)));
            let table = tables.find(|(id, _)| **id == place.into);
            let into = match table {
                Some((_, title)) => title.clone(),
                None => words::titled(desk.plan, &place.into),
            };
            format!("Nieuw: {kind} onder {}", one_line(&into))
        };
        let sorts = [place.sort].into_iter();
        let indicator = (place.sort == Sort::Kpi).then_some(Sort::Indicator);
        let counts = indicator.is_some() || place.sort == Sort::Indicator;
        let rows = sorts.chain(indicator).flat_map(Field::of);
        let rows = rows.map(|field| Held {
            id: String::new(),
            field,
            was: Value::Null,
        });
        let subject = Change {
            about: place.into.clone(),
            rows: rows.collect(),
            touches: String::new(),
            name: format!("{NEW}{word}"),
            place: Some(place),
        };
        let blanks = why::and_why(subject.blanks());
        let mut form = Self::of(subject, title, &blanks, desk);
        let kind = if counts { "aantal" } else { "partner" };
        form.fields.begin("kind", kind);
        let mut form = form.changing(desk);
        form.then = Then::Show;
        form
    }
}

/// The form a draft was typed in. What something new came after may have gone: it comes last.
pub(in crate::app::typing::form) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    if draft.form == CHANGE {
        return Form::change(&draft.id, desk);
    }
    let sort = Sort::named(draft.form.strip_prefix(NEW)?)?;
    let into = draft.id.clone();
    let mut plan = desk.plan.clone();
    let (_, _, list) = plan.list_mut(sort, &into)?;
    let after = list.end().map(str::to_string);
    Some(Form::new_item(Place { sort, into, after }, desk))
}

/// The items whose fields stand together: a KPI with its only indicator, an indicator with its
/// KPI.
fn parts(plan: &Plan, id: &str) -> Vec<(Id, Sort)> {
    match plan.item(id) {
        Some(Item::Kpi(kpi, _)) => {
            let only = Some(kpi.indicators.as_slice()).filter(|all| all.len() == 1);
            let only = only.into_iter().flatten();
            let kpi = [(kpi.id.clone(), Sort::Kpi)].into_iter();
            kpi.chain(only.map(|it| (it.id.clone(), Sort::Indicator)))
                .collect()
        }
        Some(Item::Indicator(it, kpi)) => vec![
            (it.id.clone(), Sort::Indicator),
            (kpi.id.clone(), Sort::Kpi),
        ],
        _ => sort_of(plan, id)
            .map(|sort| vec![(id.to_string(), sort)])
            .unwrap_or_default(),
    }
}

/// `Doel 3B.2`, `Partij Team ITH`, `Bedrag B1 Zorg en Veiligheid`.
pub(in crate::app::typing::form) fn headed(plan: &Plan, item: &Item<'_>) -> String {
    let kind = words::kind(item);
    let mut letters = kind.chars();
    let kind: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    match item {
        Item::Goal(..) | Item::Action(..) | Item::Kpi(..) => format!("{kind} {}", item.id()),
        Item::Indicator(_, kpi) if kpi.indicators.len() == 1 => format!("KPI {}", kpi.id),
        Item::Indicator(it, _) => format!("{kind} {} {}", it.id, it.label),
        Item::Regie(it, _) => format!("{kind} {} {}", it.id, it.subject),
        _ => format!("{kind} {}", words::titled(plan, item.id())),
    }
}

impl Change {
    fn blanks(&self) -> Vec<Blank> {
        self.rows.iter().map(Held::blank).collect()
    }

    fn row(&self, blank: Blank) -> Option<&Held> {
        self.rows.iter().find(|row| row.field.key == blank.name)
    }

    /// What the table of a row of figures comes to with what is typed.
    fn sum(&self, fields: &Fields, desk: Desk<'_>) -> Option<String> {
        let figures = |row: &Held| matches!(row.field.takes, Takes::Fte | Takes::Euros);
        if !self.rows.iter().all(figures) {
            return None;
        }
        let mut plan = desk.plan.clone();
        for edit in self.pending(fields, desk) {
            edit.apply(&mut plan).ok()?;
        }
        Some(match plan.item(&self.about)? {
            Item::Fte(_, table) => {
                let of = |sum: Option<Decimal>| sum.unwrap_or(Decimal::ZERO).fixed2();
                let (sum, title) = (table.sum(), &table.title);
                let (existing, expansion) = (of(sum.existing), of(sum.expansion));
                format!("Optelling {existing} bestaand, {expansion} uitbreiding ({title})")
            }
            Item::Amount(_, table) => {
                let sum = Money::of(&table.rows).sum();
                format!("Optelling {} ({})", euros(Some(sum)), table.title)
            }
            _ => return None,
        })
    }

    /// What came of a field someone else changed, and that field.
    fn conflict(&self, fields: &Fields, plan: &Plan) -> Option<(usize, Value)> {
        let all = self.rows.iter().enumerate();
        let mut all = all.filter_map(|(at, row)| Some((at, row.meanwhile(fields, plan)?)));
        all.next()
    }

    fn changes(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let mut edits = Vec::new();
        for row in self.rows.iter().filter(|row| fields.is_typed(row.blank())) {
            let to = row
                .value(fields, desk)
                .map_err(|it| row.blank().wrong(it))?;
            if row.field.in_plan(desk.plan, &row.id).is_none() {
                return Err(Wrong::gone(&row.id));
            }
            edits.extend((row.was != to).then(|| row.set(to)));
        }
        match (edits.is_empty(), self.rows.first()) {
            (true, Some(first)) => {
                let focused = self.rows.iter().find(|row| row.field.key == fields.focus);
                let at = focused.unwrap_or(first).blank();
                Err(at.wrong("er is nog niets gewijzigd"))
            }
            _ => Ok(edits),
        }
    }

    fn added(&self, place: &Place, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let (mut item, mut indicator) = (Map::new(), Map::new());
        for row in self
            .rows
            .iter()
            .filter(|row| fields.typed(row.blank()).is_some())
        {
            let value = row
                .value(fields, desk)
                .map_err(|it| row.blank().wrong(it))?;
            let of = if row.field.of == place.sort {
                &mut item
            } else {
                &mut indicator
            };
            of.insert(row.field.key.to_string(), value);
        }
        let item = fresh(desk.plan, (place.sort, &place.into), item, indicator);
        let item = item.map_err(|it| Blank::of(it).wrong(it.takes.asks()))?;
        Ok(vec![Edit::Add(AddEdit {
            sort: place.sort,
            into: place.into.clone(),
            after: place.after.clone(),
            item,
            back: false,
            why: None,
        })])
    }
}

impl Subject for Change {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        self.row(blank).map_or_else(
            || why::beside(blank, fields, desk),
            |row| row.beside(fields, desk),
        )
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let (plan, mut edits) = with_parties(&self.rows, fields, desk.plan);
        let after = Desk {
            plan: &plan,
            ..desk
        };
        edits.extend(match &self.place {
            Some(place) => self.added(place, fields, after),
            None => self.changes(fields, after),
        }?);
        why::given(fields, desk, edits)
    }

    fn draft(&self) -> Option<(&str, &str)> {
        Some((&self.name, &self.about))
    }

    fn choices(&self, blank: Blank, _: &Fields, desk: Desk<'_>) -> Vec<Choice<String>> {
        self.row(blank).map_or_else(
            || why::choices(blank, desk),
            |row| of_takes(row.field, desk.plan),
        )
    }

    fn made_of(&self, blank: Blank) -> Option<fn(&str) -> Choice<String>> {
        match self.row(blank) {
            Some(row) => made_of(row.field),
            None => why::made_of(blank),
        }
    }

    fn words(&self, blank: Blank, chosen: &str, desk: Desk<'_>) -> String {
        let own = self.row(blank);
        let own = own.map(|row| in_words(row.field, chosen, desk.plan));
        own.or_else(|| why::words(blank, chosen, desk))
            .unwrap_or_else(|| chosen.to_string())
    }

    fn below(&self, fields: &Fields, desk: Desk<'_>) -> Vec<String> {
        let focused = self.rows.iter().find(|row| row.field.key == fields.focus);
        let printed = focused.and_then(|row| {
            let kept = row.field.kept(desk.plan.item(&row.id)?)?;
            Some(format!("Gedrukt: {}", row.field.said(desk.plan, kept)))
        });
        let sum = self.sum(fields, desk);
        let touches = sum.as_deref().unwrap_or(&self.touches);
        let lines = printed.into_iter().chain(why::below(touches, desk));
        lines.filter(|line| !line.is_empty()).collect()
    }

    fn pending(&self, fields: &Fields, desk: Desk<'_>) -> Vec<Edit> {
        let typed = self.rows.iter().filter(|row| fields.is_typed(row.blank()));
        typed
            .filter_map(|row| Some(row.set(row.value(fields, desk).ok()?)))
            .collect()
    }

    fn follow(&mut self, fields: &mut Fields, desk: Desk<'_>) {
        let plan = desk.plan;
        for row in self.rows.iter_mut().filter(|row| !row.id.is_empty()) {
            let now = row.field.in_plan(plan, &row.id);
            if let Some(now) = now.filter(|now| *now != row.was && !fields.is_typed(row.blank())) {
                row.was = now;
                let (name, text) = row.begun();
                fields.begin(name, &text);
            }
        }
    }

    fn changed(&self, fields: &Fields, plan: &Plan) -> Option<Changed> {
        let (at, now) = self.conflict(fields, plan)?;
        let row = self.rows.get(at)?;
        let said = |value: &Value| one_line(&row.field.said(plan, value)).into_owned();
        let (label, now, was) = (row.field.label, said(&now), said(&row.was));
        Some(Changed {
            id: row.id.clone(),
            by: By::Field(row.field.key),
            sentence: format!(
                "{label} op “{now}” (was “{was}”). Enter legt de uwe vast, Ctrl-T neemt die over."
            ),
        })
    }

    fn accept(&mut self, fields: &Fields, plan: &Plan) {
        if let Some((at, now)) = self.conflict(fields, plan)
            && let Some(row) = self.rows.get_mut(at)
        {
            row.was = now;
        }
    }

    fn yield_to(&mut self, fields: &mut Fields, plan: &Plan) {
        let row = self
            .rows
            .iter_mut()
            .find(|row| row.field.key == fields.focus);
        if let Some(row) = row
            && let Some(now) = row.field.in_plan(plan, &row.id)
        {
            row.was = now;
            let (name, text) = row.begun();
            fields.begin(name, &text);
        }
    }
}
