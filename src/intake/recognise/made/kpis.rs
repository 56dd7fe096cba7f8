//! The KPIs of a plan that is made, with what their words measure.

use serde_json::{Value, json};

use super::Assembly;
use super::ids::group_number;
use super::money::guess;
use crate::intake::recognise::sketch::{Chapter, Group, Kpi, On, Said, Unsure};
use crate::intake::recognise::words::bounds::{self, Wanted};
use crate::intake::recognise::words::figures::{self, Measure};
use crate::intake::recognise::words::when::{self, By};
use crate::plan::find::fold;
use crate::plan::model::kpi::{Cadence, Kind};
use crate::plan::model::number::Decimal;

impl Assembly<'_> {
    /// Those of a chapter.
    pub fn kpis(&mut self, c: usize, chapter: &Chapter) -> Vec<Value> {
        let mut out = Vec::new();
        for (g, group) in chapter.groups.iter().enumerate() {
            let goals = self.goals_of(c, chapter, group);
            for (k, kpi) in group.kpis.iter().enumerate() {
                let id = self.ids.kpis.get(c).and_then(|all| all.get(g)?.get(k));
                let id = id.cloned().unwrap_or_default();
                let mut measures = figures::measures(&kpi.said.text, self.whole.year);
                if let Some(target) = &kpi.target {
                    self.column((c, g, k), kpi, target, &mut measures);
                }
                let baseline = self.baseline((c, g, k), kpi, &mut measures);
                self.rhythm((c, g, k), kpi, &mut measures);
                self.guessed((c, g, k), kpi);
                for (nth, measure) in measures.iter().enumerate() {
                    self.doubted((c, g, k, nth), &kpi.said, measure);
                }
                let indicators: Vec<Value> = measures
                    .iter()
                    .enumerate()
                    .map(|(nth, measure)| {
                        let mut own = indicator(&id, nth, measure);
                        if let Some(number) = baseline.filter(|_| nth == 0) {
                            own["baseline"] = json!(number);
                        }
                        own
                    })
                    .collect();
                out.push(json!({
                    "id": id,
                    "group": group_number(&chapter.groups, g),
                    "group_title": group.title.as_ref().map(|title| &title.text),
                    "text": kpi.said.text,
                    "goals": goals,
                    "parties": self.parties.ids(&kpi.said.text),
                    "indicators": indicators,
                    "judgements": [],
                    "log": [],
                }));
            }
        }
        out
    }

    fn doubted(
        &mut self,
        (c, g, k, i): (usize, usize, usize, usize),
        said: &Said,
        measure: &Measure,
    ) {
        let Some(doubt) = &measure.doubt else {
            return;
        };
        self.unsure.push(Unsure::of(
            On::Indicator(c, g, k, i, "target"),
            said.clone(),
            doubt.clone(),
        ));
    }

    /// Asks about a row whose columns are a guess, where a figure may stand in another of them.
    fn guessed(&mut self, (c, g, k): (usize, usize, usize), kpi: &Kpi) {
        let printed = |it: &Option<String>| it.clone().unwrap_or_default();
        let (target, before) = (printed(&kpi.target), printed(&kpi.baseline));
        let all = [kpi.said.text.as_str(), &before, &target];
        if !kpi.guessed
            || !all
                .iter()
                .any(|it| it.contains(|c: char| c.is_ascii_digit()))
        {
            return;
        }
        let made = guess(&[("streefwaarde", &target), ("nulmeting", &before)]);
        let all: Vec<&str> = all.into_iter().filter(|it| !it.is_empty()).collect();
        self.unsure.push(Unsure::of(
            On::Indicator(c, g, k, 0, "target"),
            Said::new(all.join(" | "), kpi.said.place),
            made,
        ));
    }

    /// What a column of its own says is wanted, over what the words say.
    fn column(
        &mut self,
        (c, g, k): (usize, usize, usize),
        kpi: &Kpi,
        target: &str,
        measures: &mut Vec<Measure>,
    ) {
        let said = &kpi.said;
        let sided = bounds::wanted(target).map(|wanted| sided(wanted, kpi));
        let wanted = sided.as_ref().and_then(|(wanted, _)| *wanted);
        let side = sided.and_then(|(_, doubt)| doubt);
        let of_words = measures.first().and_then(|it| it.target);
        let same = wanted.map(|it| it.bounds) == of_words;
        let worked_out = wanted.is_some_and(|it| it.worked_out);
        if let (Some(wanted), Some(first)) = (wanted, measures.first_mut()) {
            first.target = Some(wanted.bounds);
            first.kind = if wanted.percent {
                first.unit = Some("%".to_string());
                Kind::Coverage
            } else {
                Kind::Count
            };
            first.doubt = None;
            measures.truncate(1);
        }
        if side.is_some() || wanted.is_none() || worked_out || of_words.is_some() && !same {
            let made = match (side, wanted) {
                (Some(side), _) => format!("“{target}” {side}"),
                (None, Some(wanted)) if worked_out => {
                    let said = bounds::told(wanted.bounds);
                    let sign = if wanted.percent { "%" } else { "" };
                    format!("“{target}” als {said}{sign} gelezen")
                }
                (None, Some(_)) => {
                    format!("de kolom zegt “{target}”, de tekst een ander getal: de kolom geldt")
                }
                (None, None) => format!("“{target}” is niet als streefwaarde te lezen"),
            };
            self.unsure.push(Unsure::of(
                On::Indicator(c, g, k, 0, "target"),
                Said::new(format!("{} | {target}", said.text), said.place),
                made,
            ));
        }
    }

    /// What a column of its own says the value was before; asked where that isn't a number.
    fn baseline(
        &mut self,
        (c, g, k): (usize, usize, usize),
        kpi: &Kpi,
        measures: &mut [Measure],
    ) -> Option<Decimal> {
        let printed = kpi.baseline.as_ref()?;
        let bare = printed.trim().trim_end_matches('%').trim();
        if bare.chars().all(|c| matches!(c, '-' | '–' | '—')) {
            return None;
        }
        let percent = printed.contains('%');
        let number = Decimal::parse(bare).ok();
        // What had a figure before is no milestone, also where nothing is said of what is wanted.
        if let Some(first) = measures.first_mut()
            && number.is_some()
            && first.kind == Kind::Milestone
        {
            first.kind = if percent { Kind::Coverage } else { Kind::Count };
            first.unit = percent.then(|| "%".to_string());
            first.doubt = Some("geen streefwaarde: die zegt het document niet".to_string());
        }
        let kind = measures.first().map(|it| it.kind);
        let fits = kind == Some(Kind::Coverage) && percent || kind == Some(Kind::Count) && !percent;
        let number = number.filter(|_| fits);
        if number.is_none() {
            self.unsure.push(Unsure::left_out(
                On::Indicator(c, g, k, 0, "baseline"),
                Said::new(format!("{} | {printed}", kpi.said.text), kpi.said.place),
                format!("niet overgenomen: “{printed}” past niet als beginwaarde"),
            ));
        }
        number
    }

    /// How often it is measured, as a column of its own says, over what the words say.
    fn rhythm(&mut self, (c, g, k): (usize, usize, usize), kpi: &Kpi, measures: &mut [Measure]) {
        let Some(printed) = &kpi.cadence else {
            return;
        };
        match when::by(printed, self.whole.year) {
            By::Rhythm(cadence) => {
                for measure in measures {
                    measure.cadence = Some(cadence);
                }
            }
            By::Always => {}
            _ if printed.to_lowercase().contains("eenmalig") => {}
            _ => self.unsure.push(Unsure::of(
                On::Indicator(c, g, k, 0, "cadence"),
                Said::new(format!("{} | {printed}", kpi.said.text), kpi.said.place),
                format!("niet overgenomen: “{printed}” is niet als ritme te lezen"),
            )),
        }
    }

    /// The goal a group of KPIs repeats, by number and words.
    fn goals_of(&self, c: usize, chapter: &Chapter, group: &Group) -> Vec<String> {
        let (Some(title), Some(number)) = (&group.title, group.number) else {
            return Vec::new();
        };
        let goals = chapter.themes.iter().enumerate().flat_map(|(t, theme)| {
            theme
                .goals
                .iter()
                .enumerate()
                .map(move |(g, goal)| (t, g, goal))
        });
        let alike = goals.filter(|(.., goal)| {
            goal.number == Some(number) && is_alike(&goal.said.text, &title.text)
        });
        alike
            .filter_map(|(t, g, _)| self.ids.goals.get(c)?.get(t)?.get(g).cloned())
            .collect()
    }
}

/// What there had better be less of.
const LESS: &[&str] = &[
    "melding",
    "incident",
    "inbra",
    "klacht",
    "overlast",
    "slachtoffer",
    "ongeval",
    "ongelukken",
    "aanrijding",
    "overtreding",
    "diefstal",
    "misdrij",
    "vernieling",
    "geweld",
];

/// A number alone says at least so many; but less than before is at most, and of what there had better be
/// less of nobody knows. What is wanted then, and what has to be asked of it.
fn sided(wanted: Wanted, kpi: &Kpi) -> (Option<Wanted>, Option<String>) {
    let (Some(number), true) = (wanted.bounds.0, wanted.alone) else {
        return (Some(wanted), None);
    };
    let before = kpi.baseline.as_ref().and_then(|it| {
        let bare = it.trim().trim_end_matches('%').trim();
        Decimal::parse(bare).ok()
    });
    let falls = before.is_some_and(|before| Decimal::whole(number) < before);
    let text = kpi.said.text.to_lowercase();
    if falls && wanted.percent {
        let why = "is lager dan de nulmeting: geen streefwaarde, een deel heeft geen bovengrens";
        return (None, Some(why.to_string()));
    }
    if falls {
        let bounds = (None, Some(number));
        let why = format!("als hoogstens {number} gelezen: de nulmeting is hoger");
        return (Some(Wanted { bounds, ..wanted }), Some(why));
    }
    let unsure = before.is_none() && !wanted.percent && LESS.iter().any(|it| text.contains(it));
    let why = "als minimaal gelezen; het document zegt niet of minder beter is";
    (Some(wanted), unsure.then(|| why.to_string()))
}

/// Whether most words of the shorter stand in the longer.
fn is_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fold::words(text)
            .into_iter()
            .map(|word| word.folded)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 5 >= short.len() * 4
}

fn indicator(kpi: &str, nth: usize, measure: &Measure) -> Value {
    let target = measure
        .target
        .map(|(min, max)| json!({ "min": min, "max": max }));
    let mut out = json!({
        "id": format!("{kpi}.{}", nth + 1),
        "kind": measure.kind,
        "label": measure.label,
        "unit": measure.unit,
        "target": target,
        "baseline": measure.baseline,
    });
    if let Some(start) = &measure.start {
        out["start"] = start.as_str().into();
    }
    out["due"] = measure.due.as_deref().into();
    out["cadence"] = measure.cadence.map(word).into();
    if measure.part {
        out["part_of"] = format!("{kpi}.1").into();
    }
    out["readings"] = json!([]);
    out
}

/// A rhythm, as it stands in a file.
pub fn word(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Monthly => "monthly",
        Cadence::Quarterly => "quarterly",
        Cadence::HalfYearly => "half-yearly",
        Cadence::Yearly => "yearly",
    }
}
