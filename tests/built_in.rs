//! The plan of 2026 reads as the program's own types, and holds what the plan holds.

use regie::plan::Plan;
use regie::store::BUILT_IN;

#[test]
fn the_built_in_plan_has_every_part() {
    let plan: Plan = serde_json::from_str(BUILT_IN).unwrap();
    let themes = plan.chapters.iter().flat_map(|chapter| &chapter.themes);
    let indicators = plan.kpis().flat_map(|(kpi, _)| &kpi.indicators);
    let counts = [
        ("chapters", plan.chapters.len(), 11),
        (
            "lettered themes",
            themes
                .clone()
                .filter(|theme| theme.letter.is_some())
                .count(),
            13,
        ),
        (
            "goals",
            themes.clone().map(|theme| theme.goals.len()).sum(),
            39,
        ),
        ("actions", plan.actions().count(), 84),
        ("KPIs", plan.kpis().count(), 49),
        (
            "readings",
            indicators.map(|indicator| indicator.readings.len()).sum(),
            0,
        ),
        (
            "topics",
            plan.chapters
                .iter()
                .map(|chapter| chapter.topics.len())
                .sum(),
            9,
        ),
        ("budget tables", plan.budgets.len(), 2),
        ("capacity tables", plan.capacity.len(), 4),
    ];
    for (what, is, should) in counts {
        assert_eq!(is, should, "{what}");
    }
    assert_eq!(plan.revision, 0);
}
