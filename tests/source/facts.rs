//! What the data says about the texts: numbers, names, targets, fte. Whether ids are unique and
//! references lead somewhere is for `plan::check`; here is what it can't know.

use std::collections::{BTreeMap, BTreeSet};

use regie::plan::model::kpi::{Indicator, Kind};
use regie::plan::model::lookup::Item;
use regie::plan::model::number::Decimal;
use regie::plan::model::party::Party;
use regie::plan::model::{date, regie::Found};
use regie::plan::{Block, Goal, Id, Plan, Status, Theme};
use regie::store::BUILT_IN;

use crate::compare::source_words;
use crate::print::PARTNERS;
use crate::{SOURCE, data, leaves, nothing, plain, plan};

fn themes(plan: &Plan) -> impl Iterator<Item = &Theme> {
    plan.chapters
        .iter()
        .flat_map(|chapter| chapter.every_theme())
}

fn goals(plan: &Plan) -> impl Iterator<Item = &Goal> {
    themes(plan).flat_map(|theme| &theme.goals)
}

/// Every list of partners: whose it is, the parties in it, and its lines in the plan's words.
fn partner_lists(plan: &Plan) -> Vec<(&Id, &[Id], Vec<&str>)> {
    let chapters = plan.chapters.iter();
    let of_chapters = chapters.map(|it| (&it.id, &it.partners, &it.partners_text));
    let of_themes = themes(plan).map(|it| (&it.id, &it.partners, &it.partners_text));
    let lists = of_chapters.chain(of_themes).map(|(id, partners, blocks)| {
        let bullets = blocks.iter().filter_map(|block| match block {
            Block::Bullets(lines) => Some(lines),
            _ => None,
        });
        let lines = bullets.flatten().map(String::as_str).collect();
        (id, partners.as_slice(), lines)
    });
    lists.collect()
}

/// Whether the text names the party, by its name, abbreviation or an alias. Short names only
/// count as whole words in the same capitals ("OM" isn't in "om te").
fn names(party: &Party, text: &str) -> bool {
    let text_plain = plain(text);
    party.spellings().any(|name| {
        if name.chars().count() <= 4 {
            let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '&');
            return words.any(|word| word == name);
        }
        let name = plain(name);
        text_plain.match_indices(&name).any(|(start, _)| {
            let before = text_plain.get(..start);
            let before = before.and_then(|before| before.chars().last());
            !before.is_some_and(char::is_alphanumeric)
        })
    })
}

#[test]
fn the_plan_has_its_numbers() {
    let plan = plan();
    let lettered = themes(&plan).filter(|theme| theme.letter.is_some());
    let groups = plan.kpis().map(|(kpi, chapter)| (&chapter.id, kpi.group));
    let topics = plan.chapters.iter().map(|chapter| chapter.topics.len());
    let blocks = plan
        .statements()
        .filter(|it| it.regie.found == Found::Regie);
    let budgets = SOURCE.lines().filter(|it| it.contains("Begroot 2026"));
    let counts = [
        ("chapters", plan.chapters.len(), 11),
        ("themes", themes(&plan).count(), 14),
        ("lettered themes", lettered.count(), 13),
        ("goals", goals(&plan).count(), 39),
        ("actions", plan.actions().count(), 84),
        ("KPIs", plan.kpis().count(), 49),
        ("groups of KPIs", groups.collect::<BTreeSet<_>>().len(), 30),
        ("topics", topics.sum(), 9),
        ("statements in regie blocks", blocks.count(), 14),
        ("budget tables", plan.budgets.len(), 2),
        ("budget tables in the source", budgets.count(), 2),
        ("capacity tables", plan.capacity.len(), 4),
    ];
    for (what, is, should) in counts {
        assert_eq!(is, should, "{what}");
    }
    // Chapter 1 announces ten other themes; chapter 7 takes two of them together.
    let announced = &plan.chapters[0].body[5];
    assert!(matches!(announced, Block::Bullets(lines) if lines.len() == 10));
}

#[test]
fn every_field_of_a_record_is_written_out() {
    let (data, plan) = (data(), plan());
    let same = |at: &str, records: serde_json::Result<serde_json::Value>| {
        assert_eq!(data.pointer(at), Some(&records.unwrap()), "{at}");
    };
    same("/history", serde_json::to_value(&plan.history));
    same("/parties", serde_json::to_value(&plan.parties));
    for (c, chapter) in plan.chapters.iter().enumerate() {
        same(
            &format!("/chapters/{c}/kpis"),
            serde_json::to_value(&chapter.kpis),
        );
        same(
            &format!("/chapters/{c}/regie"),
            serde_json::to_value(&chapter.regie),
        );
        for (t, theme) in chapter.themes.iter().enumerate() {
            let goals = serde_json::to_value(&theme.goals);
            same(&format!("/chapters/{c}/themes/{t}/goals"), goals);
        }
    }
}

#[test]
fn goals_keep_their_printed_numbers() {
    let plan = plan();
    let printed = themes(&plan).map(|theme| {
        let numbers = theme.goals.iter().map(|goal| goal.number.to_string());
        format!("{} {}", theme.id, numbers.collect::<Vec<_>>().join(","))
    });
    let expected = [
        "2A 1,2,3,4",
        "2B 5,6,6",
        "2C 7",
        "3A 1,2,3",
        "3B 1,2,3",
        "3C 1,2,3",
        "4A 1,2,3",
        "4B 4,5,6,7,8,9,10,11",
        "5A 1",
        "5B 2,3",
        "5C 4,5",
        "6A 1,2",
        "6B 3,4",
        "10T 1,2",
    ];
    assert_eq!(printed.collect::<Vec<_>>(), expected);
}

#[test]
fn ids_follow_their_place() {
    let (data, plan) = (data(), plan());
    let mut all = Vec::new();
    leaves("", &data, &mut all);
    all.retain(|(pointer, _)| pointer.ends_with("/id"));
    assert!(all.len() > 400, "{}", all.len());
    for (pointer, id) in all {
        assert!(id.is_ascii(), "{pointer}: {id}");
    }
    for theme in themes(&plan) {
        let base = theme.id.trim_end_matches('T');
        for goal in &theme.goals {
            let (id, start) = (&goal.id, format!("{base}.{}", goal.number));
            assert!(id.starts_with(&start), "{id}");
            for (action, letter) in goal.actions.iter().zip('a'..='z') {
                assert_eq!(action.id, format!("{id}.{letter}"));
            }
        }
    }
    for (kpi, _) in plan.kpis() {
        for (indicator, number) in kpi.indicators.iter().zip(1..) {
            assert_eq!(indicator.id, format!("{}.{number}", kpi.id));
        }
    }
}

#[test]
fn regie_covers_chapters_themes_goals_and_topics() {
    let plan = plan();
    for statement in plan.statements() {
        for id in &statement.regie.covers {
            let covered = plan.item(id);
            assert!(
                matches!(
                    covered,
                    Some(Item::Chapter(_) | Item::Theme(..) | Item::Goal(..) | Item::Topic(..))
                ),
                "{}: {id}",
                statement.regie.id
            );
        }
    }
}

#[test]
fn the_plan_starts_empty() {
    let plan = plan();
    assert_eq!((plan.schema, plan.revision, plan.history.len()), (1, 0, 0));
    for (action, ..) in plan.actions() {
        let untouched = action.status == Status::Open && action.due.is_none();
        assert!(untouched && action.log.is_empty(), "{}", action.id);
    }
    for (kpi, _) in plan.kpis() {
        let untouched = kpi.judgements.is_empty() && kpi.log.is_empty();
        let readings = kpi.indicators.iter().map(|it| it.readings.len());
        assert!(untouched && readings.sum::<usize>() == 0, "{}", kpi.id);
    }
}

#[test]
fn parties_are_named_in_the_plan() {
    let words: Vec<_> = source_words().into_iter().map(|word| word.text).collect();
    let source = words.join(" ");
    let source_plain = plain(&source);
    let mut found = Vec::new();
    for party in &plan().parties {
        if !names(party, &source) {
            found.push(format!("{} isn't named", party.id));
        }
        for alias in &party.aliases {
            // The one spelling that is ours: what people type for OOV&B.
            if alias != "OOVB" && !source_plain.contains(&plain(alias)) {
                found.push(format!("{}: alias {alias}", party.id));
            }
        }
    }
    nothing(&found);
}

#[test]
fn one_spelling_means_one_party() {
    let plan = plan();
    let mut owners: BTreeMap<String, BTreeSet<&Id>> = BTreeMap::new();
    for party in &plan.parties {
        for name in party.spellings() {
            owners.entry(plain(name)).or_default().insert(&party.id);
        }
    }
    owners.retain(|_, ids| ids.len() > 1);
    assert!(owners.is_empty(), "{owners:#?}");
}

#[test]
fn whoever_is_linked_to_a_text_is_named_in_it() {
    let plan = plan();
    let mut found = Vec::new();
    let mut check = |record: &Id, linked: &[&[Id]], text: &str| {
        for id in linked.concat() {
            if !plan.party(&id).is_some_and(|party| names(party, text)) {
                found.push(format!("{record}: {id} isn't named in: {text}"));
            }
        }
    };
    for (action, ..) in plan.actions() {
        check(&action.id, &[&action.executors, &action.with], &action.text);
    }
    for statement in plan.statements() {
        let regie = statement.regie;
        check(&regie.id, &[&regie.holders, &regie.with], &regie.text);
    }
    for (kpi, _) in plan.kpis() {
        check(&kpi.id, &[&kpi.parties], &kpi.text);
    }
    for topic in plan.chapters.iter().flat_map(|chapter| &chapter.topics) {
        check(&topic.id, &[&topic.parties], &topic.text);
    }
    for (id, partners, lines) in partner_lists(&plan) {
        check(id, &[partners], &lines.join("; "));
    }
    nothing(&found);
}

#[test]
fn every_line_of_a_partner_list_names_a_partner() {
    let plan = plan();
    let mut lists = 0;
    for (_, partners, lines) in partner_lists(&plan) {
        lists += usize::from(!lines.is_empty());
        for line in lines {
            let mut parties = partners.iter().filter_map(|id| plan.party(id));
            assert!(parties.any(|party| names(party, line)), "{line}");
        }
    }
    assert_eq!(lists, SOURCE.matches(PARTNERS).count());
}

#[test]
fn indicators_say_what_the_kpi_says() {
    const WORDS: [(&str, &str); 2] = [("één", "1"), ("twee", "2")];
    let plan = plan();
    let mut found = Vec::new();
    for (kpi, _) in plan.kpis() {
        let words = kpi.text.split_whitespace();
        let numbers: BTreeSet<String> = words
            .map(|word| word.trim_end_matches('×'))
            .map(|word| WORDS.iter().find(|it| it.0 == word).map_or(word, |it| it.1))
            .filter(|word| *word != "2026" && word.parse::<u64>().is_ok())
            .map(str::to_owned)
            .collect();
        let mut targets = BTreeSet::new();
        for indicator in &kpi.indicators {
            if indicator.kind == Kind::Count {
                targets.extend(bounds(indicator));
            }
            if !is_sound(indicator, &kpi.text) {
                found.push(format!("{indicator:?}"));
            }
        }
        if targets != numbers {
            let id = &kpi.id;
            found.push(format!(
                "{id}: targets {targets:?}, in the text {numbers:?}"
            ));
        }
    }
    nothing(&found);
}

/// The ends of an indicator's target, as a text writes them.
fn bounds(indicator: &Indicator) -> Vec<String> {
    let target = indicator.target.map(|target| [target.min, target.max]);
    let ends = target.into_iter().flatten().flatten();
    ends.map(|end: Decimal| end.to_string()).collect()
}

/// Whether an indicator has the unit, target and period its KPI's text gives it.
fn is_sound(indicator: &Indicator, text: &str) -> bool {
    let unit = indicator.unit.as_deref();
    let measured = match indicator.kind {
        Kind::Count => unit.is_some(),
        Kind::Coverage => {
            text.starts_with("Alle ") && bounds(indicator) == ["100"] && unit == Some("%")
        }
        Kind::Milestone | Kind::Ongoing => indicator.target.is_none() && unit.is_none(),
    };
    let period = if text.contains("1e helft van 2026") {
        (None, "2026-06-30")
    } else if text.contains("in de zomer van 2026") {
        (Some("2026-06-21"), "2026-09-22")
    } else {
        (None, "2026-12-31")
    };
    let period = (period.0.and_then(date::of_iso), date::of_iso(period.1));
    measured && (indicator.start, indicator.due) == period && !indicator.label.is_empty()
}

#[test]
fn kpis_link_to_goals_only_where_the_plan_numbers_them() {
    let plan = plan();
    for (kpi, chapter) in plan.kpis() {
        let linked = goals(&plan).filter(|goal| kpi.goals.contains(&goal.id));
        let linked: Vec<_> = linked.map(|goal| goal.number).collect();
        let expected = (chapter.number == 4).then_some(kpi.group);
        assert_eq!(linked, Vec::from_iter(expected), "{}", kpi.id);
    }
}

#[test]
fn fte_stand_in_the_column_of_the_source_with_two_decimals() {
    for line in BUILT_IN.lines() {
        let Some((key, value)) = line.trim().trim_end_matches(',').split_once(": ") else {
            continue;
        };
        if key == "\"existing\"" || key == "\"expansion\"" {
            let decimals = value.split_once('.').map_or(0, |parts| parts.1.len());
            assert!(value == "null" || decimals == 2, "{line}");
        }
    }
    // A row with one number ends in two spaces when the second column is empty, in one when the
    // first is.
    let mut rows = 0;
    for row in plan().capacity.iter().flat_map(|table| &table.rows) {
        let label: Vec<_> = row.label.split_whitespace().collect();
        if row.existing.is_some() == row.expansion.is_some() {
            continue;
        }
        let line = SOURCE.lines().find(|line| {
            let mut words: Vec<_> = line.split_whitespace().collect();
            let number = words.pop().unwrap_or_default();
            words == label && number.contains(',')
        });
        let spaces = line.map(|line| line.len() - line.trim_end().len());
        let expected = if row.existing.is_some() { 2 } else { 1 };
        assert_eq!(spaces, Some(expected), "{row:?}");
        rows += 1;
    }
    assert_eq!(rows, 25);
}

#[test]
fn the_sums_of_the_plan_stay_as_they_are() {
    let plan = plan();
    let table = |id: &str| plan.capacity.iter().find(|it| it.id == id).unwrap();
    let office = table("fte-oovb");
    assert!(office.rows.iter().all(|row| row.part_of.is_none()));
    assert_eq!(Some(office.sum()), office.stated_total);
    // The rows under the police total come to 69 of the 72; the plan says so and it stays so.
    let police = table("fte-politie");
    let whole = &police.rows[0];
    let parts = police.sum_within(&whole.id).unwrap();
    assert_eq!(parts.existing, Some(Decimal::whole(69)));
    assert_eq!(whole.existing, Some(Decimal::whole(72)));
}

#[test]
fn every_function_says_where_it_works_and_where_the_plan_says_so() {
    let plan = plan();
    let mut found = Vec::new();
    for (row, table) in plan
        .capacity
        .iter()
        .flat_map(|it| it.rows.iter().map(move |row| (row, it)))
    {
        let reason = row.place_reason.as_deref().unwrap_or_default();
        let source = row.place_source.as_deref().unwrap_or_default();
        let here = format!("hoofdstuk 9, tabel {}", table.title);
        let sentence = |text: &str| text.starts_with(char::is_uppercase) && text.ends_with('.');
        let doubt = row.place_doubt.as_deref();
        if !sentence(reason) || !source.starts_with(&here) || !doubt.is_none_or(sentence) {
            found.push(format!("{}: {reason} ({source})", row.id));
        }
        let mut named = source.split("hoofdstuk ").skip(1).map(|rest| {
            let digits = rest.split(|letter: char| !letter.is_ascii_digit());
            digits.into_iter().next().unwrap_or_default()
        });
        if !named.all(|id| plan.item(id).is_some()) {
            found.push(format!("{}: {source}", row.id));
        }
    }
    nothing(&found);
}
