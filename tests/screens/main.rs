//! Whole screens, each from one line of keys: the text as it stands, and below it which cells
//! look different, so that a change of colour is as reviewable as a change of words.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod changing;
mod late;
mod period;
mod reading;
mod saving;
mod stage;
mod turning;
mod typing;

use regie::face::{Mouse, View};
use regie::plan::edit::{Edit, LogEdit, PointEdit};
use regie::plan::find::filter::Filter;
use stage::{Stage, at_any_size};

/// A screen test: its name, and the keys that lead there.
macro_rules! screens {
    ($($name:ident: $keys:literal;)*) => { $(
        #[test]
        fn $name() {
            for size in [(80, 24), (120, 40)] {
                let shown = Stage::new(size).play($keys).shown();
                insta::assert_snapshot!(format!("{}_{}x{}", stringify!($name), size.0, size.1), shown);
            }
        }
    )* };
}

screens! {
    overview: "0";
    overview_of_a_year_that_began: "2jjjj+0";
    plan_at_the_start: "";
    plan_a_theme: "jjljl";
    plan_an_action: "jjljjlljl";
    plan_kpis_of_a_chapter: "jjlGkkkkkkkk";
    kpis: "2";
    kpis_of_chapter_4: "2<pgdn><pgdn>";
    kpi_entering_a_value: "2jjjje7";
    kpi_nonsense_refused: "2jjjjezes<enter>";
    kpi_date_refused: "2jjjje7<tab>31-4<enter>";
    kpi_coverage: "2jjjjjjje12/17";
    kpi_milestone: "2ej";
    kpi_saved: "2jjjje7<tab>g<tab>Plaspoelpolder, met HEIT<enter>";
    kpi_counted_twice: "2jjjj++";
    kpi_taken_back: "2jjjj+u";
    actions: "3";
    actions_of_the_police: "3Ppolitie<enter>";
    actions_running: "3el<enter>sloopt<enter>";
    action_status: "3jel";
    action_due: "3je<tab>+2w";
    action_due_refused: "3je<tab>ooit<enter>";
    action_status_and_due_saved: "3jel<tab>+2w<tab>Eerste ronde gedaan<enter>";
    regie_register: "4";
    regie_asked: "rfatb";
    regie_asked_by_an_action: "rdamocles";
    regie_asked_and_copied: "rfatb<c-y>";
    regie_asked_and_the_party: "rfatb<c-p>";
    regie_unknown: "rqqqq";
    regie_guessed: "rmensehandel";
    regie_of_a_theme: "rbedrijventerreinen";
    teams: "5";
    team_of_oovb: "5G";
    capacity: "6";
    capacity_police: "6G";
    capacity_arguable: "6fsenior boa<enter>";
    budget_of_each_chapter: "7";
    budget: "7j";
    agenda: "8";
    log_empty: "9";
    log_after_two_edits: "2jjjj+3jel<enter>9";
    references_of_a_kpi: "/4.K2a<enter>v";
    reference_followed: "2jjjjvondermijning<enter>";
    search_nothing_yet: "/";
    search_everything: "/camera";
    search_words_with_accents: "2/coordinator oov";
    search_finds_nothing: "/qqqq";
    search_jumps_into_the_tree: "/damocles<enter>";
    search_jumps_to_the_paragraph: "/fietsverlichting<enter>";
    search_jumps_to_money: "/74.000<enter>";
    palette: ":";
    palette_elsewhere: ":erbij";
    help: "?";
    help_searched: "?/filter";
    filtered: "2fspeur<enter>";
    filter_choose: "2F";
    filter_choose_a_light: "2jjjj+Flicht<enter>";
    filter_by_value_at_once: "2jjjj+Frood<enter>Fondermijning<enter>";
    filter_several: "3FTeam Handh<enter>fveilig<enter>";
    agenda_of_a_party: "3Ppolitie<enter>8";
    agenda_late: "8Flaat<enter>";
    filter_keep: "2jjjj+Frood<enter>Fbewaren<enter>mijn rood";
    filter_kept: "2jjjj+Frood<enter>Fbewaren<enter>mijn rood<enter><esc>F";
    filter_forgotten: "2jjjj+Frood<enter>Fbewaren<enter><enter>Fverwijderen<enter><enter>";
    kpi_value_after_value: "2jjjje7<enter>";
    kpi_judged: "2jjjj+Lo<tab>Hondengeleider uitgevallen<tab>Wk 48 ingehaald<enter>";
    kpi_amber_without_reasons: "2jjjjLo<enter>";
    kpi_value_then_light: "2jjjje7<c-o>r";
    actions_marked: "3mmjmel";
    actions_marked_and_saved: "3mmmel<enter>";
    actions_due_together: "3mmme<tab>15-12<enter>";
    redone: "2jjjj++uuU";
    change_a_goal: "jjljjljE";
    change_a_kpi: "2jjjjE<tab><tab><tab><c-u>6<enter>";
    change_a_chapter: "jjE<tab><tab>";
    change_with_decision: "jjljjljE<tab><tab>1<tab>motie<tab>nieuw<enter>r<enter><tab>30-6";
    drop_a_goal: "jjljjljX";
    move_an_action: "jjljjljljJ";
    new_action: "jjljjljN<enter>Extra schouw";
    meeting_choice: "oOnder";
    meeting_begins: "oOndermijning<enter>";
    meeting_item: "oOndermijning<enter>, Politie<enter>";
    meeting_value: "oOndermijning<enter><enter>6";
    meeting_value_saved: "oOndermijning<enter><enter>6<enter>+";
    meeting_two_indicators: "oOndermijning<enter><enter><enter><enter><enter><enter><enter>";
    meeting_light: "oOndermijning<enter><enter>2<enter>lr<tab>Te weinig mensen<tab>Inhuur<enter>";
    meeting_decision: "oOndermijning<enter><enter>bVoortaan twee per week<enter>";
    meeting_action_point: "oOndermijning<enter><enter>aRegisseur Ondermijning<tab>Controle plannen<tab>wk 48";
    meeting_action: "o3 Ondermijning<down><enter><enter><right><right><right><right><right><right><right><right>el<enter>";
    meeting_action_due: "o3 Ondermijning<down><enter><enter><right><right><right><right><right><right><right><right>el<tab>15-12<enter>E";
    meeting_jump: "oOndermijning<enter><enter><enter>g";
    meeting_end: "oOndermijning<enter><enter>2<enter>bDoorgaan<enter>aMEP<tab>Bellen<tab>+2w<enter><enter>E";
    meeting_closed: "oOndermijning<enter><enter>2<enter><enter>E<enter>";
    meeting_left: "oOndermijning<enter><enter>2<enter><enter><esc>";
    meeting_resumed: "oOndermijning<enter><enter>2<enter><enter><esc>o<enter>";
    meeting_with_old_points: "oOndermijning<enter><enter>aMEP<tab>Bellen<enter>E<enter><esc>oOndermijning<enter><enter>x";
    agenda_with_action_point: "2jjjjaMEP<tab>Bellen<tab>v<enter>8";
    party_on_the_whole_screen: "5fteam ith<enter>Z<space>";
    theme_on_the_whole_screen: "jjljlZ";
    order_choose: "3S";
    actions_by_status: "3jjel<enter>Sstatus<enter><home>";
    teams_by_actions: "5Sacties<enter><home>";
    kpi_counted_back: "2jjjj++u";
    kpi_another_light: "2jjjjLgor";
}

#[test]
fn without_colour_and_in_ascii() {
    for (name, colour, ascii) in [("mono", false, false), ("ascii", false, true)] {
        let shown = Stage::new((80, 24))
            .looking(colour, ascii)
            .play("2jjjj++")
            .shown();
        insta::assert_snapshot!(format!("kpis_{name}"), shown);
        if ascii {
            assert!(shown.is_ascii(), "{shown}");
        }
    }
}

/// Screens of the plan late in the year, with readings, judgements and an action point.
#[test]
fn late_in_the_year() {
    for (name, size, keys) in [
        ("overview", (80, 24), "0"),
        ("overview_wide", (120, 40), "0"),
        ("kpis", (80, 24), "2jjjj"),
        ("kpis_filtered", (80, 24), "2f4.K8<enter>"),
        ("kpis_wide", (160, 24), "2jjjj"),
        ("line", (120, 40), "2jjjj"),
        ("line_scrolled", (80, 24), "2jjjj<space><space>"),
        ("strip", (120, 40), "2f4.K2a<enter>"),
        ("judged_red", (120, 40), "2f4.K6<enter>"),
        ("state", (120, 40), "2f5.K1a<enter>"),
        ("tree", (80, 24), "jjjlj"),
        ("party", (120, 40), "5fregisseur ond<enter>"),
        ("party_narrow", (80, 24), "5fregisseur ond<enter>"),
        ("by_light", (80, 24), "2Slicht<enter>"),
        ("by_light_turned", (80, 24), "2Slicht<enter>S<enter>"),
        ("by_day", (120, 40), "2Sdatum<enter>"),
        ("by_due", (80, 24), "2Stermijn<enter>"),
    ] {
        let stage = Stage::recorded(size).play(keys);
        insta::assert_snapshot!(format!("late_{name}"), stage.shown());
    }
    let ascii = Stage::recorded((120, 40)).looking(false, true);
    let ascii = ascii.play("2jjjj").shown();
    assert!(ascii.is_ascii(), "{ascii}");
    insta::assert_snapshot!("late_line_ascii", ascii);
    let plain = Stage::recorded((120, 40)).looking(false, false);
    insta::assert_snapshot!("late_line_without_colour", plain.play("2jjjj").shown());
}

#[test]
fn the_first_screen_is_all_in_sight_and_every_row_leads_somewhere() {
    let first = Stage::recorded((80, 24)).play("0");
    let shown = first.shown();
    let rows: Vec<&str> = shown
        .lines()
        .skip(4)
        .take(18)
        .filter(|it| !it.is_empty())
        .collect();
    assert!(rows.len() > 14, "{shown}");
    let down = |rows: usize| Stage::recorded((80, 24)).play("0").play(&"j".repeat(rows));
    let last = down(rows.len() - 1);
    assert_eq!(last.shown(), first.play("<end>").shown());
    assert!(
        last.shown().contains("  2 Zorg en Veiligheid"),
        "{}",
        last.shown()
    );
    for (at, row) in rows.iter().enumerate() {
        let there = down(at);
        let before = there.shown();
        let gone = there.play("<enter>");
        assert!(!gone.shown().contains("─ Overzicht"), "{row}");
        assert_eq!(gone.play("<backspace>").shown(), before, "{row}");
    }
}

#[test]
fn a_meeting_is_planned_moved_called_off_and_begins_from_there() {
    // From who is there back to the day.
    let plans = "oOndermijning<enter><backtab>10-12<enter>";
    let stage = Stage::new((80, 24)).play(plans);
    let said = "O1: overleg Ondermijning op 10-12-2026";
    assert!(stage.shown().contains(said), "{}", stage.shown());
    for (keys, there) in [
        (
            "0",
            "Overleg           volgende O1 Ondermijning, do 10-12-2026",
        ),
        // It is looked at from the first pane, and chosen from the list of meetings.
        ("0<end><enter>", "Overleg O1 · Ondermijning"),
        ("o", "gepland     O1 Ondermijning · do 10-12-2026, 8 punten"),
        ("o<enter>", "nu; gepland op do 10-12-2026"),
        ("o<enter><backtab>17-12", "do 17-12-2026 · gepland"),
        (
            "o<enter><backtab>17-12<enter>",
            "O1: overleg Ondermijning van 10-12-2026 naar 17-12-2026",
        ),
        (
            "o<enter><backtab>17-12<enter>u0",
            "volgende O1 Ondermijning, do 10-12-2026",
        ),
        ("o<enter><backtab>geen", "het gaat niet door"),
        (
            "o<enter><backtab>geen<enter>",
            "O1: overleg Ondermijning teruggenomen",
        ),
        (
            "o<enter><backtab>geen<enter>u0",
            "volgende O1 Ondermijning, do 10-12-2026",
        ),
        // It is held today, and goes on like any other.
        ("o<enter><enter>", "Overleg · Ondermijning · 23-11-2026"),
        (
            "o<enter><enter><enter><esc>o",
            "O1 Ondermijning · 1 van 8 besproken",
        ),
    ] {
        let shown = Stage::new((80, 24)).play(plans).play(keys).shown();
        assert!(shown.contains(there), "{keys}: {shown}");
    }
    // Nobody is reminded of what is still to come; on the day itself one is.
    let stage = stage.left_and_back();
    assert!(!stage.shown().contains("nog open"), "{}", stage.shown());
    let stage = stage.on("2026-12-10").play("0");
    let today = "Overleg           vandaag O1 Ondermijning, do 10-12-2026";
    assert!(stage.shown().contains(today), "{}", stage.shown());
}

#[test]
fn a_text_that_does_not_fit_is_seen_from_its_beginning_until_one_goes_on_in_it() {
    let long = "Voortgang van de aanpak van drugshandel, en van ondermijning op bedrijventerreinen";
    let plans =
        format!("oOndermijning<enter><backtab><backtab><c-u>{long}<tab>10-12<enter>o<enter>");
    for (keys, there) in [
        ("", "Titel     [Voortgang van de aanpak"),
        ("<backtab><backtab>", "Titel     [Voortgang van de aanpak"),
        ("<backtab><backtab><end>", "bedrijventerreinen"),
        ("<backtab><backtab>De v", "Titel     [De vVoortgang"),
    ] {
        let shown = Stage::new((80, 24)).play(&plans).play(keys).shown();
        assert!(shown.contains(there), "{keys}: {shown}");
    }
}

#[test]
fn what_changed_since_one_was_here_last() {
    let stage = Stage::fresh((80, 24));
    assert!(!stage.shown().contains("gewijzigd"), "{}", stage.shown());
    let stage = stage.left_and_back();
    let nothing = "Sinds 23-11       niets gewijzigd";
    assert!(stage.shown().contains(nothing), "{}", stage.shown());
    let stage = stage.colleague_counts("3.K1.1").colleague_counts("3.K1.1");
    let line = "Sinds 23-11 1     23-11 3.K1.1";
    assert!(stage.shown().contains(line), "{}", stage.shown());
    let stage = stage.left_and_back();
    assert!(stage.shown().contains(nothing), "{}", stage.shown());
}

#[test]
fn read_only_refuses_to_edit() {
    let stage = Stage::new((80, 24)).read_only().play("2jjjje+u");
    insta::assert_snapshot!("read_only", stage.shown());
}

#[test]
fn a_colleagues_save_keeps_the_selection_and_what_was_typed() {
    let stage = Stage::new((80, 24))
        .play("2jjjje7")
        .colleague_counts("3.K1.1")
        .play("1");
    insta::assert_snapshot!("colleague_saved", stage.shown());
}

#[test]
fn a_paste_never_gives_a_command() {
    let stage = Stage::new((80, 24)).play("2").paste("q\ne7\n");
    assert!(stage.shown().contains("2.K1a"));
    let stage = stage
        .play("jjjje<tab><tab>")
        .paste("regel 1\nregel 2\u{1b}[31m");
    assert!(
        stage.shown().contains("regel 1 regel 2[31m"),
        "{}",
        stage.shown()
    );
}

#[test]
fn backspace_goes_back_through_the_places_visited() {
    for (there, on) in [
        ("8jj", "<enter>"),
        ("5jj", "<enter>"),
        ("4jjj", "<enter>"),
        ("jjljl", "p"),
        ("jjljl", "/camera<enter>"),
        ("3Ppolitie<enter>j", "p"),
        ("2jjj", "rfatb<enter><backspace>"),
    ] {
        let before = Stage::new((80, 24)).play(there).shown();
        let stage = Stage::new((80, 24)).play(there).play(on);
        assert_ne!(stage.shown(), before, "{there} {on}");
        assert_eq!(stage.play("<backspace>").shown(), before, "{there} {on}");
    }
}

#[test]
fn a_click_does_what_its_key_does() {
    for (there, (column, row), keys) in [
        // A row of the tree; the selected one opens.
        ("", (10, 5), "jj"),
        ("jj", (10, 5), "<enter>"),
        // A row of a table, below its head, and below a filter.
        ("2", (10, 8), "jjjj"),
        ("2jjjj", (10, 8), "<enter>"),
        ("2fcontroles<enter>", (10, 6), "jj"),
        ("8jj", (10, 6), "<enter>"),
        // A tab.
        ("", (15, 1), "2"),
        ("2", (70, 1), "8"),
        ("2", (8, 1), "1"),
        ("2", (3, 1), "0"),
        // An answer, while the question is typed.
        ("rfatb", (10, 5), "<enter>"),
        // The head, the page, the rules, the footer; what is typed and a meeting stay.
        ("2", (10, 3), ""),
        ("", (60, 5), ""),
        ("", (10, 22), ""),
        ("", (10, 23), ""),
        ("2e7", (10, 5), ""),
        ("2e7", (3, 1), ""),
        ("/camera", (3, 1), ""),
        ("oOndermijning<enter><enter>", (9, 1), ""),
        ("oOndermijning<enter><enter>", (10, 5), ""),
    ] {
        let stage = Stage::new((80, 24)).play(there);
        let clicked = stage.mouse(Mouse::Click, column, row).shown();
        let typed = Stage::new((80, 24)).play(there).play(keys).shown();
        assert_eq!(clicked, typed, "{there}, {column}, {row}");
    }
}

#[test]
fn the_wheel_moves_what_is_under_the_pointer() {
    // The text.
    let before = Stage::new((80, 24)).play("jj");
    let text = Stage::new((80, 24)).play("jj<tab>jjj<tab>").shown();
    let stage = before.mouse(Mouse::WheelDown, 60, 8);
    assert_eq!(stage.shown(), text);
    let stage = stage.mouse(Mouse::WheelUp, 60, 8);
    assert_eq!(stage.shown(), Stage::new((80, 24)).play("jj").shown());
    // The list: three rows farther, and a second click in one place hits the same row.
    let stage = Stage::new((80, 24))
        .play("2")
        .mouse(Mouse::WheelDown, 10, 8);
    let first = stage.shown().lines().nth(4).unwrap().to_string();
    let fourth = Stage::new((80, 24)).play("2").shown();
    assert_eq!(
        first.trim_start_matches('▌').trim(),
        fourth.lines().nth(7).unwrap().trim()
    );
    let clicked = stage.mouse(Mouse::Click, 10, 4).shown();
    let row = clicked.lines().nth(4).unwrap();
    assert_eq!(row.trim_start_matches('▌').trim(), first.trim());
    assert!(row.starts_with('▌'), "{clicked}");
}

#[test]
fn the_next_session_begins_where_this_one_ended() {
    for keys in [
        "",
        "jjljl",
        "2jjjj",
        "2fcontroles<enter>j",
        "2jjjSlicht<enter>j",
        "5Sacties<enter>S<enter>",
        "3Ppolitie<enter>sopen<enter>jjj",
        "8jjjj2jjj5jj8",
        "9",
    ] {
        let left = Stage::new((80, 24)).play(keys);
        let before = left.shown();
        assert_eq!(left.left_and_back().shown(), before, "{keys}");
    }
    // The other panes are as they were left too.
    let left = Stage::new((80, 24)).play("2jjj5jj").left_and_back();
    let before = Stage::new((80, 24)).play("2jjj").shown();
    assert_eq!(left.play("2").shown(), before);
    // A question is asked anew.
    let asking = Stage::new((80, 24)).play("2jjjrfatb").left_and_back();
    assert_eq!(asking.shown(), before);
}

#[test]
fn what_has_left_the_plan_is_passed_over_at_the_start() {
    let gone = |id: &str| id.to_string();
    let view = View {
        pane: gone("elders"),
        selected: [("plan", "99Z.1"), ("kpis", "99.K1"), ("nergens", "3.K1")]
            .map(|(pane, id)| (gone(pane), gone(id)))
            .into(),
        open: vec![gone("99"), gone("99.kpis")],
        filter: Filter {
            party: Some(gone("nobody")),
            ..Filter::default()
        },
        ..View::default()
    };
    for keys in ["", "2", "3"] {
        let fresh = Stage::fresh((80, 24)).play(keys).shown();
        let stage = Stage::fresh((80, 24)).began_with(view.clone()).play(keys);
        assert_eq!(stage.shown(), fresh, "{keys}");
    }
}

#[test]
fn no_size_breaks_a_screen() {
    for keys in [
        "",
        "jjljll",
        "2",
        "2e7",
        "3",
        "4",
        "rfatb",
        "5",
        "6",
        "7",
        "8",
        "9",
        "?",
        ":",
        "/a",
        "?/f",
        "2F",
        "3Fopen<enter>",
        "oOndermijning<enter><enter>",
        "oOndermijning<enter><enter>6",
        "2Z",
        "2SlichtZ",
        "2Sdatum<enter>",
    ] {
        at_any_size(Stage::new((80, 24)), keys);
    }
    for keys in ["0", "2jjjj", "2jjjj<tab>", "5fregisseur ond<enter>"] {
        at_any_size(Stage::recorded((80, 24)), keys);
    }
}

#[test]
fn esc_leaves_a_search_exactly_where_one_was() {
    for before in [
        "",
        "jjljljj<tab>",
        "2<pgdn>jj ",
        "3fboa<enter>jj",
        "rfatb<enter>",
        "7jj",
    ] {
        let stage = Stage::new((80, 24)).play(before);
        let was = stage.shown();
        let stage = stage.play("/politie");
        assert_ne!(stage.shown(), was);
        assert_eq!(stage.play("<down><down><esc>").shown(), was, "{before}");
    }
    for before in ["2<pgdn>jj", "5G"] {
        let stage = Stage::new((80, 24)).play(before);
        let was = stage.shown();
        let stage = stage.play("/politie<tab>");
        assert!(
            stage.shown().contains("Filter: politie"),
            "{}",
            stage.shown()
        );
        assert!(stage.play("<tab><esc>").shown() == was, "{before}");
    }
}

#[test]
fn a_search_goes_on_in_a_plan_that_changed() {
    let stage = Stage::new((80, 24))
        .play("/speur<down>")
        .colleague_counts("3.K1.1");
    let stage = stage.play("h");
    insta::assert_snapshot!("search_goes_on", stage.shown());
}

#[test]
fn a_page_of_results_further() {
    let stage = Stage::new((80, 24)).play("/politie<pgdn><pgup>");
    let first = Stage::new((80, 24)).play("/politie");
    assert_eq!(stage.shown(), first.shown());
    assert_ne!(stage.play("<pgdn>").shown(), first.shown());
}

#[test]
fn esc_shows_every_row_again() {
    let all = Stage::new((80, 24)).play("3").shown();
    let stage = Stage::new((80, 24)).play("3Frood<esc>Floopt<enter>");
    assert!(
        stage.shown().contains("Acties · loopt · 0 van 84"),
        "{}",
        stage.shown()
    );
    assert_eq!(stage.play("<esc>").shown(), all);
}

#[test]
fn a_jump_takes_away_a_filter_that_hides_its_goal() {
    let stage = Stage::new((80, 24)).play("2F10 Comm<enter>1/3.K3<enter>");
    assert!(stage.shown().contains("▌ 3.K3"), "{}", stage.shown());
}

#[test]
fn help_is_left_step_by_step() {
    let all = Stage::new((80, 24)).play("?").shown();
    let browsing = Stage::new((80, 24)).shown();
    for (keys, shown) in [
        ("?/filter<esc>", &all),
        ("?/filter<enter>j<esc>", &all),
        ("?/<enter>", &all),
        ("?/filter<esc><esc>", &browsing),
        ("?q", &browsing),
    ] {
        assert_eq!(&Stage::new((80, 24)).play(keys).shown(), shown, "{keys}");
    }
    let stage = Stage::new((80, 24)).play("?/quit qqq");
    assert!(stage.shown().contains("Geen regel met deze woorden"));
}

#[test]
fn what_was_said_leads_to_where_it_was_said() {
    let day = "2026-11-03".parse().unwrap();
    let point = |id: &str, what: &str, done| {
        let json = format!(
            r#"{{ "id": "{id}", "about": "3.K1", "who": "Jansen", "what": "{what}",
            "date": "2026-11-03", "by": "B", "done": {done} }}"#
        );
        Edit::ActionPoint(PointEdit {
            id: id.to_string(),
            from: None,
            to: serde_json::from_str(&json).unwrap(),
        })
    };
    let edits = vec![
        point("AP1", "belt over de wietplantage", "null"),
        point("AP2", "schrijft over de grachten", r#""2026-11-10""#),
        Edit::Log(LogEdit {
            id: "3B.1.a".to_string(),
            from: None,
            to: Some(regie::plan::LogEntry {
                date: day,
                by: "B".to_string(),
                status: None,
                note: None,
                decision: Some("volgend jaar pas".to_string()),
            }),
        }),
    ];
    let mut stage = Stage::new((80, 24)).colleague_saves(edits);
    for (typed, way) in [
        (
            "wietplantage",
            "Agenda › 3 Ondermijning › KPI 3.K1 › actiepunt AP1",
        ),
        (
            "grachten gedaan",
            "Logboek › 3 Ondermijning › KPI 3.K1 › actiepunt AP2",
        ),
        (
            "besluit volgend jaar",
            "Plan › 3 Ondermijning › B Bedrijventerreinen › doel 1 › actie a",
        ),
        ("coordinator oov fte", "Capaciteit"),
        ("r5.2", "Regie › "),
    ] {
        stage = stage.play(&format!("/{typed}"));
        let results = stage.shown();
        stage = stage.play("<enter>");
        assert!(
            stage.shown().contains(&format!("─ {way}")),
            "{results}{}",
            stage.shown()
        );
    }
}
