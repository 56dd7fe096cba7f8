//! What is asked of a draft, in the order of the document; and who leads by its running text.

use super::ids::Ids;
use super::kept::lost;
use super::whole::leads;
use crate::intake::document::{About, Document, Format, Place, Remark};
use crate::intake::recognise::sketch::{Sketch, Unsure};
use crate::intake::recognise::words::parties::Parties;
use crate::intake::recognise::words::regie;
use crate::plan::model::doubt::Doubt;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::{Found, Regie};
use crate::plan::{Block, Plan, words};

/// The words before what was made of a sentence of the running text.
const IN_TEXT: &str = "een uitspraak over regie, gevonden in de lopende tekst";

/// The sentences of the running text, of goals, actions and topics that say who leads.
pub fn found_in_text(plan: &mut Plan, parties: &Parties) {
    for chapter in &mut plan.chapters {
        let chapter = &mut **chapter;
        let mut parts: Vec<String> = chapter.parts().cloned().collect();
        if parts.is_empty() {
            parts.push(chapter.id.clone());
        }
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        let mut look = |text: &str, covers: &[String]| {
            found.extend(
                leads(text)
                    .into_iter()
                    .map(|it| (it.to_string(), covers.to_vec())),
            );
        };
        for block in &chapter.body {
            match block {
                Block::Paragraph(text) => look(text, &parts),
                Block::Bullets(all) => all.iter().for_each(|text| look(text, &parts)),
                _ => {}
            }
        }
        for goal in chapter.themes.iter().flat_map(|theme| &theme.goals) {
            let covers = [goal.id.clone()];
            look(&goal.text, &covers);
            goal.actions
                .iter()
                .for_each(|action| look(&action.text, &covers));
        }
        for topic in &chapter.topics {
            look(&topic.text, std::slice::from_ref(&topic.id));
        }
        let themes = chapter.themes.iter().map(|theme| theme.regie.len());
        let first = chapter.regie.len() + themes.sum::<usize>() + 1;
        let mut nth = first;
        for (text, covers) in found {
            let lead = regie::read(&text, parties);
            if lead.holders.is_empty() {
                continue;
            }
            chapter.regie.push(Regie {
                id: format!("R{}.{nth}", chapter.id),
                subject: lead.subject.unwrap_or_else(|| chapter.title.clone()),
                holders: lead.holders,
                with: lead.with,
                condition: lead.condition,
                text,
                found: Found::Text,
                covers,
                printed: None,
                dropped: None,
                origin: Vec::new(),
                to_confirm: Vec::new(),
            });
            nth += 1;
        }
    }
}

/// Every doubt.
pub fn doubts(
    plan: &Plan,
    document: &Document,
    sketch: &Sketch,
    ids: &Ids,
    made: &[Unsure],
) -> Vec<Doubt> {
    let mut out: Vec<Doubt> = Vec::new();
    if document.format == Format::Pdf {
        let made = "een vermoeden: een PDF heeft geen tabellen en alinea's, die zijn aan de plaats van de letters afgelezen; loop het na";
        out.push(doubt(
            "plan",
            None,
            Place::default(),
            "het hele document",
            made,
        ));
    }
    if !sketch.front.is_empty() {
        let place = sketch
            .front
            .first()
            .map(|said| said.place)
            .unwrap_or_default();
        let text: Vec<&str> = sketch.front.iter().map(|said| said.text.as_str()).collect();
        let first = plan.chapters.first().map_or("plan", |chapter| &chapter.id);
        let mut front = doubt(
            first,
            Some("body"),
            place,
            &text.join("\n"),
            "niet overgenomen: het staat vóór het eerste hoofdstuk",
        );
        front.left_out = true;
        out.push(front);
    }
    out.extend(repeated(&document.remarks));
    for remark in document
        .remarks
        .iter()
        .filter(|it| it.about != About::Repeated)
    {
        out.push(remarked(plan, remark));
    }
    for unsure in sketch.unsure.iter().chain(made) {
        let (item, field) = ids
            .on(unsure.on)
            .unwrap_or_else(|| ("plan".to_string(), None));
        let item = if item != "plan" && plan.item(&item).is_none() {
            "plan".to_string()
        } else {
            item
        };
        let mut own = doubt(
            &item,
            field,
            unsure.source.place,
            &unsure.source.text,
            &unsure.made,
        );
        own.choices.clone_from(&unsure.choices);
        own.left_out = !unsure.kept;
        out.push(own);
    }
    out.extend(numbers(plan, sketch, ids));
    let statements = plan
        .every_statement()
        .filter(|it| it.regie.found == Found::Text);
    for statement in statements {
        let names: Vec<String> = statement
            .regie
            .holders
            .iter()
            .map(|id| plan.party_name(id).to_string())
            .collect();
        let made = format!("{IN_TEXT}: {}", names.join(", "));
        let place = place_of(document, &statement.regie.text);
        out.push(doubt(
            &statement.regie.id,
            Some("holders"),
            place,
            &statement.regie.text,
            &made,
        ));
    }
    for (place, words) in lost(document, plan, &sketch.used, &out) {
        let item = chapter_at(plan, sketch, place);
        let mut own = doubt(
            item,
            Some("body"),
            place,
            &words,
            "niet overgenomen: het vond geen plaats",
        );
        own.left_out = true;
        out.push(own);
    }
    out.sort_by_key(|it| (it.page.unwrap_or_default(), it.line));
    for (doubt, nth) in out.iter_mut().zip(1..) {
        doubt.id = format!("TW{nth}");
    }
    out
}

/// The chapter something stands in, by its place.
fn chapter_at<'p>(plan: &'p Plan, sketch: &Sketch, place: Place) -> &'p str {
    let before = sketch.chapters.iter().filter(|it| it.title.place <= place);
    let nth = before.count().saturating_sub(1);
    plan.chapters.get(nth).map_or("plan", |chapter| &chapter.id)
}

fn doubt(item: &str, field: Option<&str>, place: Place, source: &str, made: &str) -> Doubt {
    Doubt {
        id: String::new(),
        item: item.to_string(),
        field: field.map(str::to_string),
        line: place.line,
        page: Some(place.page).filter(|page| *page > 0),
        source: source.to_string(),
        made_of_it: made.to_string(),
        choices: Vec::new(),
        left_out: false,
    }
}

/// What came back on pages: one question for all of a kind.
fn repeated(remarks: &[Remark]) -> Vec<Doubt> {
    let mut kinds: Vec<(String, usize, &Remark)> = Vec::new();
    for remark in remarks.iter().filter(|it| it.about == About::Repeated) {
        let key: String = remark
            .source
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .collect();
        match kinds.iter_mut().find(|(own, ..)| *own == key) {
            Some((_, count, _)) => *count += 1,
            None => kinds.push((key, 1, remark)),
        }
    }
    let one = |(_, count, remark): (String, usize, &Remark)| {
        let made = format!("niet overgenomen: een kop- of voetregel, op {count} bladzijden");
        let mut own = doubt("plan", None, remark.place, &remark.source, &made);
        own.left_out = true;
        own
    };
    kinds.into_iter().map(one).collect()
}

/// What a reader has to say, on the item its words came in.
fn remarked(plan: &Plan, remark: &Remark) -> Doubt {
    let (item, field) = holder(plan, &remark.made).unwrap_or_else(|| ("plan".to_string(), None));
    let made = match remark.about {
        About::Cut => format!("samengevoegd tot “{}”", remark.made),
        About::Repeated | About::Said => remark.made.clone(),
        About::Left => {
            let mut own = doubt(&item, field, remark.place, &remark.source, &remark.made);
            own.left_out = true;
            return own;
        }
    };
    doubt(&item, field, remark.place, &remark.source, &made)
}

/// The item whose text has these words.
fn holder(plan: &Plan, made: &str) -> Option<(String, Option<&'static str>)> {
    let has = |item: &Item<'_>| words::text(item).contains(made);
    let sorted =
        |item: &Item<'_>| !matches!(item, Item::Chapter(_) | Item::Party(_) | Item::Theme(..));
    let found = plan.items().filter(sorted).find(has);
    let found = found.map(|item| (item.id().to_string(), Some("text")));
    found.or_else(|| {
        let in_body = |block: &Block| match block {
            Block::Heading(text) | Block::Paragraph(text) => text.contains(made),
            Block::Bullets(all) => all.iter().any(|text| text.contains(made)),
            Block::Table(_) => false,
        };
        let chapter = plan.chapters.iter().find(|it| it.body.iter().any(in_body));
        chapter.map(|chapter| (chapter.id.clone(), Some("body")))
    })
}

/// The numbers of goals that come twice, and those that were counted because none is printed.
fn numbers(plan: &Plan, sketch: &Sketch, ids: &Ids) -> Vec<Doubt> {
    let mut out = Vec::new();
    for (c, chapter) in sketch.chapters.iter().enumerate() {
        for (t, theme) in chapter.themes.iter().enumerate() {
            let of = |g: usize| ids.goals.get(c).and_then(|all| all.get(t)?.get(g));
            let bare = theme.goals.iter().position(|goal| goal.number.is_none());
            if let Some((goal, id)) = bare.and_then(|g| Some((theme.goals.get(g)?, of(g)?))) {
                let made = "doelen zonder nummer: zij zijn op volgorde genummerd";
                out.push(doubt(
                    id,
                    Some("number"),
                    goal.said.place,
                    &goal.said.text,
                    made,
                ));
            }
            for (g, goal) in theme.goals.iter().enumerate() {
                let twice = goal.number.is_some()
                    && theme
                        .goals
                        .iter()
                        .take(g)
                        .any(|it| it.number == goal.number);
                if let Some(id) = of(g).filter(|id| twice && plan.item(id).is_some()) {
                    let number = goal.number.unwrap_or_default();
                    let made =
                        format!("doel {id}: nummer {number} staat er in dit thema twee keer");
                    out.push(doubt(
                        id,
                        Some("number"),
                        goal.said.place,
                        &goal.said.text,
                        &made,
                    ));
                }
            }
        }
    }
    out
}

/// Where a sentence stands.
fn place_of(document: &Document, text: &str) -> Place {
    let mut blocks = document.blocks.iter();
    let found = blocks.find(|block| {
        let in_rows = || {
            let rows = block.rows().unwrap_or_default();
            rows.iter()
                .flat_map(|row| &row.cells)
                .any(|cell| cell.text().contains(text))
        };
        block.text.contains(text) || in_rows()
    });
    found.map(|block| block.place).unwrap_or_default()
}
