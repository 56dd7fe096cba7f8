//! HTML under a validator: html-validate, with its rules for documents and for readers who don't
//! see.

use std::path::Path;
use std::process::{Command, Output};

use crate::{REPORTS, report, tools, town};

const RULES: &str = r#"{
  "root": true,
  "extends": ["html-validate:standard", "html-validate:document", "html-validate:a11y"]
}"#;

fn validated(validator: &Path, rules: &str, files: &[String]) -> Output {
    let mut command = Command::new(validator);
    command.args(["--config", rules, "--max-warnings", "0"]);
    command.args(files).output().unwrap()
}

#[test]
fn every_report_is_valid() {
    let Some(validator) = tools::find(&["html-validate"]) else {
        return;
    };
    let town = town();
    town.put("rules.json", RULES);
    let rules = town.path("rules.json");
    let files: Vec<String> = (0..)
        .zip(REPORTS)
        .map(|(at, options)| {
            report(&town, options, &format!("{at}.html"))
                .display()
                .to_string()
        })
        .collect();
    let output = validated(&validator, &rules, &files);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );

    // It would say so.
    let page = town.path("0.html");
    let sound = std::fs::read_to_string(&page).unwrap();
    for (right, wrong, rule) in [
        (" lang=\"nl\"", "", "element-required-attributes"),
        ("</section>", "", "close-order"),
        ("scope=\"col\"", "", "wcag/h63"),
        ("<h3", "<h5", "heading-level"),
        ("<main id=\"inhoud\"", "<main id=\"kop1\"", "no-dup-id"),
    ] {
        town.put("broken.html", &sound.replacen(right, wrong, 1));
        let output = validated(&validator, &rules, &[town.path("broken.html")]);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            !output.status.success() && said.contains(rule),
            "{rule}: {said}"
        );
    }
}
