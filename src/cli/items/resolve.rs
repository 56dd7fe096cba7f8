//! From what was typed to the item that is meant; what isn't there names the nearest that is.

use clap::ArgMatches;

use crate::cli::failure::{Failure, NOT_FOUND};
use crate::cli::page::Page;
use crate::cli::text;
use crate::plan::edit::went_up_in;
use crate::plan::find::filter::Filter;
use crate::plan::find::fold;
use crate::plan::find::nearest::{choice, nearest};
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::lookup::Item;
use crate::plan::model::party::Party;
use crate::plan::{Action, Chapter, Plan, clean, words};

/// Any item, by its id.
pub fn by_id<'a>(plan: &'a Plan, typed: &str) -> Result<Item<'a>, Failure> {
    plan.item(typed.trim()).ok_or_else(|| {
        let known = plan.items().filter(|item| !is_only_indicator(item));
        missing(typed, known.map(|item| item.id()))
    })
}

/// Any item, by its id; a party by its name as well, as [`party`] takes it.
pub fn item<'a>(plan: &'a Plan, typed: &str, page: &mut Page) -> Result<Item<'a>, Failure> {
    let missing = match by_id(plan, typed) {
        Err(missing) => missing,
        found => return found,
    };
    let is_named = plan.parties.iter().any(|it| is_called(it, &key(typed)));
    // What holds a digit was to be an id: no name is near enough to that.
    if typed.contains(|letter: char| letter.is_ascii_digit()) && !is_named {
        return Err(missing);
    }
    match party(plan, typed, page) {
        Err(failure) if failure.code == NOT_FOUND => Err(missing),
        found => found.map(Item::Party),
    }
}

/// The chapter with this number.
pub fn chapter<'a>(plan: &'a Plan, typed: &str) -> Result<&'a Chapter, Failure> {
    let found = plan
        .chapters
        .iter()
        .find(|chapter| chapter.id == typed.trim());
    found.map(|chapter| &**chapter).ok_or_else(|| {
        let ids: Vec<&str> = plan.chapters.iter().map(|chapter| &*chapter.id).collect();
        let typed = brief(typed);
        let known = choice(&ids);
        let sentence = format!("hoofdstuk “{typed}” staat niet in het plan; kies {known}");
        Failure::new(NOT_FOUND, sentence)
    })
}

/// What `--hoofdstuk` and `--partij` leave.
pub fn filter(plan: &Plan, matches: &ArgMatches, page: &mut Page) -> Result<Filter, Failure> {
    let mut filter = Filter::default();
    if let Some(typed) = given(matches, "partij") {
        let found = party(plan, typed, page)?;
        let holds = went_up_in(plan, found);
        if let Some(it) = holds {
            page.note(format!("{} ging op in {}", found.name, it.name));
        }
        filter.party = Some(holds.unwrap_or(found).id.clone());
    }
    if let Some(typed) = given(matches, "hoofdstuk") {
        filter.chapter = Some(chapter(plan, typed)?.id.clone());
    }
    Ok(filter)
}

fn given<'m>(matches: &'m ArgMatches, id: &str) -> Option<&'m str> {
    Some(text(matches, id)).filter(|typed| !typed.is_empty())
}

/// The action with this id.
pub fn action<'a>(plan: &'a Plan, typed: &str) -> Result<&'a Action, Failure> {
    match plan.item(typed.trim()) {
        Some(Item::Action(action, _)) => Ok(action),
        Some(other) => Err(unfit(&other, "actie", "regie actie")),
        None => Err(missing(
            typed,
            plan.actions().map(|(action, ..)| &*action.id),
        )),
    }
}

/// The indicator with this id, or the only one of the KPI with this id.
pub fn indicator<'a>(plan: &'a Plan, typed: &str) -> Result<(&'a Indicator, &'a Kpi), Failure> {
    match plan.item(typed.trim()) {
        Some(Item::Indicator(indicator, kpi)) => Ok((indicator, kpi)),
        Some(Item::Kpi(kpi, _)) => match kpi.indicators.as_slice() {
            [only] => Ok((only, kpi)),
            several => Err(ambiguous(kpi, several)),
        },
        Some(other) => Err(unfit(&other, "KPI", "regie kpi")),
        None => {
            let known = plan.kpis().flat_map(|(kpi, _)| {
                let inside = kpi.indicators.iter().map(|indicator| &*indicator.id);
                let inside = inside.filter(|_| kpi.indicators.len() > 1);
                std::iter::once(&*kpi.id).chain(inside)
            });
            Err(missing(typed, known))
        }
    }
}

/// The KPI with this id, or the one an indicator with this id is part of.
pub fn kpi<'a>(plan: &'a Plan, typed: &str) -> Result<&'a Kpi, Failure> {
    match plan.item(typed.trim()) {
        Some(Item::Kpi(kpi, _) | Item::Indicator(_, kpi)) => Ok(kpi),
        Some(other) => Err(unfit(&other, "KPI", "regie kpi")),
        None => Err(missing(typed, plan.kpis().map(|(kpi, _)| &*kpi.id))),
    }
}

/// The party with this id or name, in any spelling of the plan; a slip is forgiven, and told.
pub fn party<'a>(plan: &'a Plan, typed: &str, page: &mut Page) -> Result<&'a Party, Failure> {
    let key = key(typed);
    let named = |party: &&Party| is_called(party, &key);
    if let Some(party) = plan
        .party(typed.trim())
        .or_else(|| plan.parties.iter().find(named))
    {
        return Ok(party);
    }
    let within = |party: &&Party| party.spellings().any(|name| self::key(name).contains(&key));
    let found: Vec<&Party> = plan.parties.iter().filter(within).collect();
    match found.as_slice() {
        [] => {}
        _ if key.is_empty() => {}
        [only] => return Ok(only),
        several => {
            let ids: Vec<&str> = several.iter().map(|party| &*party.id).take(8).collect();
            let (typed, ids) = (brief(typed), choice(&ids));
            let sentence = format!("“{typed}” kan meer partijen zijn; kies {ids}");
            return Err(Failure::usage(sentence));
        }
    }
    slip(plan, typed).map_or_else(
        || Err(missing(typed, plan.parties.iter().map(|party| &*party.id))),
        |party| {
            page.note(format!("“{}” gelezen als {}", brief(typed), party.name));
            Ok(party)
        },
    )
}

/// Whether this is the id or a name of a party, both as [`key`] reads them.
fn is_called(party: &Party, key: &str) -> bool {
    party.id == key || party.spellings().any(|name| self::key(name) == key)
}

/// The one party whose id or name is nearest to what was typed.
fn slip<'a>(plan: &'a Plan, typed: &str) -> Option<&'a Party> {
    let names = |party: &'a Party| party.spellings().chain([party.id.as_str()]);
    let near = nearest(typed, plan.parties.iter().flat_map(names));
    let mut found = plan
        .parties
        .iter()
        .filter(|party| names(party).any(|name| near.contains(&name)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn key(text: &str) -> String {
    let words: Vec<String> = fold::words(text)
        .into_iter()
        .map(|word| word.folded)
        .collect();
    words.join(" ")
}

/// An id that isn't in the plan, and what may have been meant.
fn missing<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let near = nearest(typed, known);
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!("; bedoelt u {}?", choice(&near))
    };
    let sentence = format!("“{}” staat niet in het plan{hint}", brief(typed));
    Failure::new(NOT_FOUND, sentence)
}

fn unfit(item: &Item<'_>, wanted: &str, list: &str) -> Failure {
    let (id, kind) = (item.id(), words::kind(item));
    Failure::usage(format!(
        "{id} is een {kind} en geen {wanted}; {list} toont wat er te kiezen is"
    ))
}

fn ambiguous(kpi: &Kpi, indicators: &[Indicator]) -> Failure {
    let names: Vec<String> = indicators
        .iter()
        .map(|indicator| format!("{} ({})", indicator.id, indicator.label))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (id, choice) = (&kpi.id, choice(&names));
    Failure::usage(format!("{id} heeft meer indicatoren; kies {choice}"))
}

/// Whether an item is the one indicator of its KPI, which the KPI's own id names as well.
fn is_only_indicator(item: &Item<'_>) -> bool {
    matches!(item, Item::Indicator(_, kpi) if kpi.indicators.len() == 1)
}

/// `actie 3B.1.a: De twee ondermijningsBOA’s …`.
pub fn with_kind(item: &Item<'_>) -> String {
    format!("{} {}: {}", words::kind(item), item.id(), words::name(item))
}

/// What was typed, short enough to repeat.
pub fn brief(typed: &str) -> String {
    let typed = clean::one_line(typed.trim());
    if typed.chars().count() <= 40 {
        return typed.into_owned();
    }
    typed.chars().take(39).chain(['…']).collect()
}
