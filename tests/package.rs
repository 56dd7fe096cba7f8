//! The Debian package as an administrator meets it: made by `packaging/deb`, installed, used and
//! removed in a clean root. Without root, cargo-deb or debootstrap the test says so and passes.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Straight to standard error: the harness would keep a printed line from who reads along.
fn skipped(why: &str) {
    let _unheard = writeln!(std::io::stderr().lock(), "skipped: {why}");
}

fn runs(program: &str, args: &[&str]) -> bool {
    let out = Command::new(program).args(args).output();
    out.is_ok_and(|out| out.status.success())
}

/// A Debian with nothing but its base, of the release this machine runs.
struct CleanRoot {
    dir: tempfile::TempDir,
}

impl CleanRoot {
    fn new() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        let codename = release
            .lines()
            .find_map(|line| line.strip_prefix("VERSION_CODENAME="))?;
        let made = Command::new("debootstrap")
            .args(["--variant=minbase", codename])
            .arg(dir.path())
            .output();
        let root = Self { dir };
        let made = made.is_ok_and(|out| out.status.success()) && root.sh("true").1 == Some(0);
        made.then_some(root)
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.dir.path().join(inside.trim_start_matches('/'))
    }

    /// What a shell in it gives on both outputs, and its exit code.
    fn sh(&self, script: &str) -> (String, Option<i32>) {
        // The mount of /proc goes away with the shell.
        let proc = format!("--mount-proc={}", self.path("proc").display());
        let out = Command::new("unshare")
            .args(["--mount", "--pid", "--fork", &proc, "chroot"])
            .arg(self.dir.path())
            .args([
                "/usr/bin/env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/root",
            ])
            .args(["LANG=C.UTF-8", "/bin/bash", "-c", script])
            .output()
            .unwrap();
        (said(&out), out.status.code())
    }

    /// The same, which must go well.
    fn fine(&self, script: &str) -> String {
        let (said, code) = self.sh(script);
        assert_eq!(code, Some(0), "{script}: {said}");
        said
    }

    /// Every file outside the package manager's own.
    fn files(&self) -> BTreeSet<String> {
        let own = [
            "./var/lib/dpkg",
            "./var/log",
            "./var/cache",
            "./proc",
            "./dev",
            "./tmp",
        ];
        let found = self.fine("cd / && find . -xdev");
        let lines = found
            .lines()
            .filter(|line| !own.iter().any(|own| line.starts_with(own)));
        lines.map(str::to_string).collect()
    }
}

fn said(out: &Output) -> String {
    let both = [&out.stdout[..], &out.stderr[..]].concat();
    String::from_utf8_lossy(&both).into_owned()
}

/// The package, made of the program these tests were built with.
fn package() -> PathBuf {
    let out = Command::new(Path::new(ROOT).join("packaging/deb"))
        .arg(env!("CARGO_BIN_EXE_regie"))
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", said(&out));
    let path = String::from_utf8(out.stdout).unwrap();
    PathBuf::from(path.lines().last().unwrap())
}

#[test]
fn installed_used_and_removed_in_a_clean_root() {
    if !is_root() {
        return skipped("the package is installed by root alone");
    }
    if !runs("cargo", &["deb", "--version"]) {
        return skipped("no cargo-deb on this machine");
    }
    let Some(root) = CleanRoot::new() else {
        return skipped("debootstrap and unshare made no clean root");
    };
    let before = root.files();
    fs::copy(package(), root.path("/tmp/regie.deb")).unwrap();
    root.fine("dpkg -i /tmp/regie.deb");

    is_used(&root);
    completes(&root);
    tells_at_login(&root);
    mails_only_what_is_late_and_only_if_enabled(&root);

    root.fine("dpkg -r regie");
    assert_eq!(root.sh("command -v regie").1, Some(1));
    assert!(
        root.path("/etc/default/regie").exists(),
        "a changed setting stays"
    );
    root.fine("dpkg -P regie && rm -r /srv/plan* /srv/.plan*");
    let left: Vec<_> = root.files().difference(&before).cloned().collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    from_nothing_to_a_team(&root);
}

fn is_root() -> bool {
    let out = Command::new("id").arg("-u").output();
    out.is_ok_and(|out| out.stdout == b"0\n")
}

fn is_used(root: &CleanRoot) {
    let version = root.fine("regie --version");
    assert!(version.contains(env!("CARGO_PKG_VERSION")), "{version}");
    root.fine("regie begin /srv/plan.json");
    root.fine("regie --plan /srv/plan.json --door Anna kpi zet 3.K1 7 --zeker");
    let leads = root.fine("regie --plan /srv/plan.json wie fatbikes");
    assert!(leads.contains("Handhaving"), "{leads}");
    let manual = root.fine("gunzip -c /usr/share/man/man1/regie.1.gz | head -3");
    assert!(manual.contains("REGIE"), "{manual}");
}

/// Ids, parties and statuses, out of the plan in force.
fn completes(root: &CleanRoot) {
    for (words, offered) in [
        ("regie toon 3.K", "3.K1"),
        ("regie actie --partij ha", "handhaving"),
        ("regie actie --status g", "gereed"),
    ] {
        let script = format!(
            "export REGIE_PLAN=/srv/plan.json
             source /usr/share/bash-completion/completions/regie
             COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _regie
             printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let given = root.fine(&script);
        assert!(
            given.lines().any(|line| line.trim_end() == offered),
            "{words}: {given}"
        );
    }
    for file in [
        "/usr/share/zsh/vendor-completions/_regie",
        "/usr/share/fish/vendor_completions.d/regie.fish",
    ] {
        assert!(fs::metadata(root.path(file)).unwrap().len() > 0, "{file}");
    }
}

fn tells_at_login(root: &CleanRoot) {
    let login = || root.fine("bash -lic : 2>/dev/null");
    assert_eq!(login(), "", "nothing is set");
    let settings = r"REGIE_PLAN=/srv/plan.json\nREGIE_MAIL=oov@example.org\n";
    root.fine(&format!("printf '{settings}' >/etc/default/regie"));
    let told = login();
    assert!(
        told.lines().count() == 1 && told.contains("over tijd"),
        "{told}"
    );
    assert_eq!(root.fine("bash -lc : 2>&1"), "", "a script logs in");
}

fn mails_only_what_is_late_and_only_if_enabled(root: &CleanRoot) {
    let (enabled, _) = root.sh("find /etc/systemd -name 'regie*'");
    assert_eq!(enabled, "", "not before who keeps the machine says so");
    let unit = root.fine("cat /usr/lib/systemd/system/regie-telaat@.service");
    let program = unit
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart="))
        .unwrap();
    let mail = |plan: &str| {
        root.sh(&format!(
            "set -a; . /etc/default/regie; REGIE_PLAN={plan}
             REGIE_SENDMAIL=/tmp/sent; printf '#!/bin/sh\\ncat' >/tmp/sent; chmod +x /tmp/sent
             {program}"
        ))
    };
    let (sent, code) = mail("/srv/plan.json");
    assert_eq!(code, Some(0), "{sent}");
    assert!(sent.starts_with("To: oov@example.org\nSubject: "), "{sent}");
    assert!(sent.contains("4.K2a"), "{sent}");
    root.fine("regie begin /srv/plan-leeg.json --leeg --gemeente Delftland --jaar 2099");
    for (plan, exit) in [("/srv/plan-leeg.json", 0), ("/srv/weg.json", 1)] {
        let (said, code) = mail(plan);
        assert_eq!(code, Some(exit), "{plan}: {said}");
        assert!(!said.contains("To:"), "{plan}: {said}");
    }
}

/// The lines of docs/database.md, as they stand there: each colleague types what `people` says then.
#[cfg(feature = "database")]
fn from_nothing_to_a_team(root: &CleanRoot) {
    let page = include_str!("../docs/database.md");
    let lines = page.split("```sh\n").nth(1).unwrap();
    let lines = lines.split("```").next().unwrap().trim_end();
    assert_eq!(lines.lines().count(), 10, "that is what is promised");
    let (install, rest) = lines.split_once('\n').unwrap();
    let colleague = |line: &&str| line.contains("anna");
    let anna: Vec<_> = rest.lines().filter(colleague).collect();
    let bert = anna.join("\n").replace("anna", "bert");
    fs::rename(
        root.path("/tmp/regie.deb"),
        root.path("/root/regie_0_amd64.deb"),
    )
    .unwrap();
    // Where an init runs it has started the server by then.
    let script = format!(
        "set -e; cd /root; export DEBIAN_FRONTEND=noninteractive
         echo 'APT::Install-Recommends false;' >/etc/apt/apt.conf.d/few
         {{ apt-get update && {install} \n}} >/tmp/installed 2>&1 || {{ cat /tmp/installed; exit 99; }}
         pg_ctlcluster 15 main start || true
         until pg_isready -q; do sleep 0.1; done
         {rest}\n{bert}
         su - anna -c 'regie plannen; regie kpi tel 3.K1 --zeker'
         su - bert -c 'regie kpi tel 3.K1 --zeker; regie log; regie --door Anna kpi tel 3.K1 || true'
         su - bert -c 'regie wijzig 3.K1.1 streefwaarde=12 --reden x' || true
         runuser -u nobody -- regie status || true"
    );
    let (said, code) = root.sh(&script);
    if code == Some(99) {
        return skipped(&format!("PostgreSQL could not be installed: {said}"));
    }
    assert_eq!(code, Some(0), "{said}");
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Opgeslagen betekent hier: op 1 machine.",
        "rijswijk-2026 Rijswijk 2026 0 wijzigingen invoerder",
        "integrale controles: 1 van 10 (eerste stand) · opgeslagen",
        "integrale controles: 2 van 10 (was 1) · opgeslagen",
        "kunt niet als “Anna” tekenen",
        "dit mag alleen een beheerder, en u bent invoerder",
        "nobody mag hier niet inloggen",
    ] {
        assert!(words.contains(part), "{part}: {said}");
    }
}

#[cfg(not(feature = "database"))]
fn from_nothing_to_a_team(_: &CleanRoot) {}
