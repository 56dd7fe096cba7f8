//! What stands around every pane: title, tabs, the way down, the message, the keys.

use super::paint::{Pen, cells, row};
use crate::app::keys::command::Command;
use crate::app::keys::hints;
use crate::app::keys::hints::Hint;
use crate::app::sight::beside::Below;
use crate::app::sight::geometry;
use crate::app::sight::geometry::{Area, Areas};
use crate::app::{App, Mode};
use crate::doc::text::{cut, width, wrap};
use crate::doc::{Line, Tone};
use crate::plan::clean::one_line;
use crate::plan::figures::light;
use crate::plan::figures::light::Tally;
use crate::plan::words;

/// Title, tabs, and the way down to what is selected.
pub fn header(app: &App, areas: Areas, pen: &mut Pen<'_>) {
    if areas.header.height > 0 {
        title(app, areas.header, pen);
    }
    if areas.tabs.height > 0 {
        tabs(app, areas.tabs, pen);
    }
    if areas.crumbs.height > 0 {
        crumbs(app, areas.crumbs, pen);
    }
}

/// The rule with the way down to what is selected; at its end the lights of the KPIs.
fn crumbs(app: &App, row: Area, pen: &mut Pen<'_>) {
    if let Mode::Help(help) = &app.mode {
        let head = help.page.as_ref().map_or("Hulp", |(head, _)| head);
        return headed_rule(row, head, Tone::Label, pen);
    }
    let lights = if app.pane.spec().lights && !matches!(app.mode, Mode::Search(_)) {
        lights(app.lights, row.width)
    } else {
        Line::default()
    };
    let taken = cells(width(&lights.words()));
    let before = Area {
        width: row.width.saturating_sub(taken),
        ..row
    };
    let way = way(&app.crumbs(), usize::from(before.width.saturating_sub(4)));
    headed_rule(before, &way, Tone::Label, pen);
    let end = Area {
        x: before.x + before.width,
        width: taken,
        ..row
    };
    pen.put_line(end, &lights);
}

/// The lights of the KPIs in sight together: ` 49 KPI's: R1 O2 G6 -40 · slechtste R `, less on a
/// narrow screen.
fn lights(counts: Tally, room: u16) -> Line {
    let all = counts.iter().map(|(_, count)| count).sum();
    if all == 0 || room < 30 {
        return Line::default();
    }
    let wide = room >= 60;
    let mut line = Line::of(" ", Tone::Plain);
    if wide {
        line = line.and(words::counted(all, "KPI: ", "KPI's: "), Tone::Label);
    }
    let Some(worst) = light::worst(counts) else {
        return line.and("geen gegevens ", Tone::Label);
    };
    for (light, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let text = format!("{}{count} ", words::light_letter(light));
        line = line.and(text, Tone::of(light));
    }
    if wide {
        let letter = format!("{} ", words::light_letter(worst));
        line = line.and("· slechtste ", Tone::Label);
        line = line.and(letter, Tone::of(worst));
    }
    line
}

/// The way down in one line; where it is too long, the steps between the pane, with its filter,
/// and the last are shortened, or left out.
fn way(crumbs: &[String], cells: usize) -> String {
    let whole = crumbs.join(" › ");
    let [pane, between @ .., last] = crumbs else {
        return whole;
    };
    if width(&whole) <= cells {
        return whole;
    }
    let room = cells.saturating_sub(width(pane) + width(last) + 3) / between.len().max(1);
    let between: Vec<String> = between
        .iter()
        .map(|crumb| cut(crumb, room.saturating_sub(3).max(6)))
        .collect();
    let middles = if between.is_empty() {
        Vec::new()
    } else {
        vec![between.join(" › "), "…".to_string()]
    };
    let ways = middles.iter().map(|it| format!("{pane} › {it} › {last}"));
    let mut fitting = ways.filter(|way| width(way) <= cells);
    fitting.next().unwrap_or_else(|| format!("{pane} › {last}"))
}

fn title(app: &App, row: Area, pen: &mut Pen<'_>) {
    // That something isn't saved is worth more than the whole of the title.
    let room = match app.waiting() {
        0 => row.width / 2,
        _ => row.width / 4 * 3,
    };
    let right = who(app, usize::from(room));
    let at = row.width.saturating_sub(cells(width(&right)));
    pen.put(row, at, &right, Tone::Dim);
    let left = Area {
        width: at.saturating_sub(1),
        ..row
    };
    let draft = if app.is_draft() { " · concept" } else { "" };
    let title = one_line(&app.plan.title);
    let period = app.whole().years().shown();
    let Some(year) = app.year_in_view() else {
        // A draft has the title of the year before until that is answered.
        let is_other = app.is_draft() && !title.contains(&period);
        let of = if is_other {
            format!(" {period}")
        } else {
            String::new()
        };
        pen.put(left, 1, &format!("{title}{draft}{of}"), Tone::Title);
        return;
    };
    // Another year than this one has to be seen: what one reads and records is of that year.
    let (year, year_tone) = if app.is_other_year() {
        (format!(" · jaar {year} "), Tone::Amber)
    } else {
        (format!(" · {year}"), Tone::Title)
    };
    let period = if title.contains(&period) {
        draft.to_string()
    } else {
        format!("{draft} · {period}")
    };
    let room = usize::from(left.width).saturating_sub(width(&year) + width(&period) + 1);
    let x = pen.put(left, 1, &cut(&title, room), Tone::Title);
    let x = pen.put(left, x, &period, Tone::Title);
    pen.put(left, x, &year, year_tone);
}

/// Who, in which role, and whether all is saved: `A. Jansen · invoerder · opgeslagen `. Of a long
/// name the end gives way.
fn who(app: &App, room: usize) -> String {
    // Who may only read is told so by the state.
    let writes = app.role.filter(|_| app.can_write() && app.away.is_none());
    let role = writes.map_or_else(String::new, |role| format!(" · {}", role.word()));
    let (slow, unsaved, failed) = if role.is_empty() {
        (
            "bezig met opslaan…",
            "nog niet opgeslagen",
            "niet opgeslagen",
        )
    } else {
        ("slaat op…", "niet bewaard", "niet bewaard")
    };
    let since = app.away.map(|since| since.format("%H:%M").to_string());
    let waiting = app.waiting();
    let waits = (waiting > 0).then(|| format!("{waiting} in wachtrij"));
    let away = since.map(|since| match &waits {
        Some(waits) => format!("geen verbinding sinds {since} · {waits}"),
        None => format!("geen verbinding sinds {since}"),
    });
    let reads = match &waits {
        Some(waits) => format!("alleen lezen · {waits}"),
        None => "alleen lezen".to_string(),
    };
    let state = match (&app.read_only, &app.mode) {
        _ if away.is_some() => away.as_deref().unwrap_or_default(),
        _ if app.is_lost() => "bestand weg",
        (Some(_), _) => reads.as_str(),
        (None, _) if app.is_slow() => slow,
        (None, _) if app.is_unsure() => "onzeker",
        (None, _) if waiting > 0 => waits.as_deref().unwrap_or_default(),
        (None, _) if app.has_failed() => failed,
        (None, Mode::Form(form)) if form.is_dirty() => unsaved,
        (None, _) => "opgeslagen",
    };
    let rest = format!("{role} · {state} ");
    let name = cut(
        &one_line(&app.user),
        room.saturating_sub(width(&rest)).max(6),
    );
    cut(&format!("{name}{rest}"), room)
}

fn tabs(app: &App, row: Area, pen: &mut Pen<'_>) {
    for tab in geometry::tabs(app, row.width) {
        let late = (tab.pane.spec().late)(app) > 0;
        let style = match (tab.pane == app.pane, late) {
            (true, _) => pen.theme.tab(),
            (false, true) => pen.theme.tone(Tone::Red),
            (false, false) => pen.theme.base(),
        };
        pen.put_styled(row, tab.x, &tab.words, style);
    }
}

/// A rule with words at its start.
fn headed_rule(row: Area, words: &str, tone: Tone, pen: &mut Pen<'_>) {
    pen.rule(row);
    if !words.is_empty() {
        let room = usize::from(row.width.saturating_sub(4));
        let words = format!(" {} ", cut(&one_line(words), room));
        pen.put(row, 1, &words, tone);
    }
}

/// The rule or bar between list and page.
pub fn between(areas: Areas, pen: &mut Pen<'_>) {
    let area = areas.between;
    if !areas.beside {
        if area.height > 0 {
            pen.rule(area);
        }
        return;
    }
    for row in (0..).map_while(|y| row(area, y)) {
        pen.put(row, 0, pen.theme.bar(), Tone::Dim);
    }
}

/// The message and the keys.
pub fn footer(app: &App, areas: Areas, pen: &mut Pen<'_>) {
    let (words, rest) = told(app, areas);
    if areas.message.height > 0 {
        let tone = match &app.notice {
            Some(notice) if notice.error => Tone::Error,
            Some(_) => Tone::Strong,
            None => Tone::Plain,
        };
        headed_rule(areas.message, &words, tone, pen);
        if app.notice.is_none() {
            more_text(app, areas, pen);
        }
    }
    if areas.footer.height == 0 {
        return;
    }
    if rest.is_empty() {
        hints(areas.footer, hints::hints(app), pen);
    } else {
        pen.put(areas.footer, 2, &rest, Tone::Strong);
    }
}

/// What is told, in the rule and below it: of a long sentence the end takes the line of the keys,
/// until the next key.
fn told(app: &App, areas: Areas) -> (String, String) {
    let Some(notice) = &app.notice else {
        return (String::new(), String::new());
    };
    let words = one_line(&notice.text);
    let room = usize::from(areas.message.width.saturating_sub(4));
    // The keys that answer the next question stay in sight.
    let keys_stay = app.in_questions() && !notice.error;
    let fits = width(&words) <= room || areas.message.height == 0;
    if fits || keys_stay || !matches!(app.mode, Mode::Browse) {
        return (words.into_owned(), String::new());
    }
    let mut lines = wrap(&words, room).into_iter();
    let first = lines.next().unwrap_or_default();
    (first, lines.collect::<Vec<_>>().join(" "))
}

/// At the right end of the rule: how much the page goes on below what is in sight.
fn more_text(app: &App, areas: Areas, pen: &mut Pen<'_>) {
    let Below { lines, more } = match app.mode {
        Mode::Browse | Mode::Asking { .. } | Mode::Filtering if !app.walks() => app.text_below(),
        _ => Below::default(),
    };
    // A letter stays what it is; a name is a word in the sentence.
    let key = |command, word: &str| match app.key_for(command) {
        Some(key) if key.chars().count() == 1 => format!(" · {key}{word}"),
        Some(key) => format!(" · {}{word}", key.to_lowercase()),
        None => String::new(),
    };
    let mut keys = key(Command::TextDown, "");
    if !app.page_is_whole() {
        keys.push_str(&key(Command::WholePage, " groot"));
    }
    let text = match (lines, app.moves_list()) {
        (0, true) => return,
        (0, false) => " einde van de tekst ".to_string(),
        (lines, _) if more => format!(" nog meer dan {lines} regels{keys} "),
        (1, _) => format!(" nog 1 regel{keys} "),
        (lines, _) => format!(" nog {lines} regels{keys} "),
    };
    pen.put_end(areas.message, &text, Tone::Dim);
}

/// As many hints as fit, in their order; the lightest go first.
fn hints(row: Area, mut hints: Vec<Hint>, pen: &mut Pen<'_>) {
    let theme = pen.theme;
    let length = |hints: &[Hint]| -> usize {
        let hints = hints.iter();
        hints
            .map(|hint| width(&theme.spelled(&hint.key)) + width(hint.word) + 3)
            .sum()
    };
    while length(&hints) > usize::from(row.width) && hints.len() > 1 {
        let lightest = hints.iter().map(|hint| hint.weight).min();
        if let Some(at) = hints.iter().rposition(|hint| Some(hint.weight) == lightest) {
            hints.remove(at);
        }
    }
    let mut x = 1;
    for hint in &hints {
        x = pen.put(row, x, &hint.key, Tone::Key) + 1;
        x = pen.put(row, x, hint.word, Tone::Dim) + 2;
    }
}
