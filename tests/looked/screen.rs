//! HTML in a browser.

use crate::browser::Browser;
use crate::paper::Poppler;
use crate::town::Town;
use crate::{REPORTS, put, report, town};

#[test]
fn a_page_is_whole_quiet_and_asks_for_nothing_wide_and_narrow() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let town = town();
    for (at, options) in REPORTS.iter().enumerate() {
        let file = report(&town, options, &format!("{at}.html"));
        for wide in [1200, 400] {
            browser.open(&file, wide);
            let none = Vec::<String>::new();
            assert_eq!(browser.requests(), none, "{options}");
            assert_eq!(browser.complaints(), none, "{options}");
            assert_eq!(browser.value("document.documentElement.lang"), "nl");
            let title = "Voortgang Uitvoeringsplan Veiligheid Rijswijk 2026";
            assert_eq!(browser.value("document.title"), title);
            assert_eq!(
                browser.value("[...document.images].every(it => it.naturalWidth > 0)"),
                true
            );
            let sideways = "document.scrollingElement.scrollWidth";
            assert_eq!(
                browser.value(sideways),
                wide,
                "{options} has to be pushed sideways"
            );
            let ink = browser.ink();
            assert!((0.01..0.3).contains(&ink), "{options}, {wide} wide: {ink}");
        }
    }
}

/// What a screen reader is told of the page, as the browser computes it.
#[test]
fn a_screen_reader_finds_its_way() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let town = town();
    for options in ["--stijl raad", "--sinds 1-7"] {
        browser.open(&report(&town, options, "raad.html"), 400);
        let roles = browser.roles();
        let named = |role: &str| roles.get(role).map_or(&[][..], Vec::as_slice);
        for landmark in ["banner", "navigation", "main"] {
            assert_eq!(named(landmark).len(), 1, "{options}: {landmark}");
        }
        for (role, selector) in [
            ("table", "table"),
            ("columnheader", "th[scope=col]"),
            ("rowheader", "th[scope=row]"),
            ("region", "section"),
        ] {
            let there = browser.value(&format!("document.querySelectorAll('{selector}').length"));
            assert_eq!(there, named(role).len(), "{options}: {role}");
        }
        for role in ["region", "image"] {
            let unnamed = named(role).iter().any(String::is_empty);
            assert!(!unnamed, "{options}: {:?}", named(role));
        }
    }
}

#[test]
fn on_paper_every_chapter_and_figure_is_there() {
    let (Some(mut browser), Some(poppler)) = (Browser::start(), Poppler::find()) else {
        return;
    };
    let town = town();
    let file = report(&town, "--stijl raad", "raad.html");
    browser.open(&file, 1200);
    let printed = put(&town, "raad.pdf", &browser.print());
    let paper = poppler.look(&printed);
    let plan = town.file();
    let chapters = plan["chapters"].as_array().unwrap().iter();
    let chapters = chapters.filter(|it| !it["kpis"].as_array().unwrap().is_empty());
    let headings = chapters.map(|it| format!("{} {}", it["number"], it["title"].as_str().unwrap()));
    let headings: Vec<String> = headings.collect();
    assert!(headings.len() > 5, "{headings:?}");
    paper.has(headings.iter().map(String::as_str));
    paper.has([
        "In één oogopslag",
        "6 op 12-11-2026",
        "12 van 17 op 01-10-2026",
        "gereed op 20-06-2026",
        "€ 5.615.000",
        "72,00",
        "Bijlage: capaciteit",
        "blz. 2 van",
    ]);
    assert!(
        (10..40).contains(&paper.ink.len()),
        "{} pages",
        paper.ink.len()
    );
}

/// What is looked for above would be seen.
#[test]
fn what_is_wrong_with_a_page_is_seen() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let town = Town::new();
    let page = "<img src=\"http://127.0.0.1:9/x.png\"><script>console.error('oei')</script>";
    browser.open(&put(&town, "wrong.html", page.as_bytes()), 400);
    assert_eq!(browser.requests(), ["http://127.0.0.1:9/x.png"]);
    let said = browser.complaints().concat();
    assert!(
        said.contains("oei") && said.contains("127.0.0.1:9"),
        "{said}"
    );
    browser.open(&put(&town, "blank.html", b"<title>leeg</title>"), 400);
    assert!(browser.ink() < 0.001);
    browser.open(&put(&town, "bare.html", b"<title>kaal</title><p>kaal"), 400);
    assert!(!browser.roles().contains_key("main"));
}
