//! Imports run one way, inside rooms too, and no files import each other in a circle.
//!
//! The files are read as tokens, so that an import is seen in any spelling: `use` with braces,
//! `super::super::`, a path in the middle of a line or in a macro, and a name that a folder's face
//! hands on stands for the file it comes from.

#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The rooms, from the ground up. A file imports from lower floors and its own room; what else it
/// may is said here.
const FLOORS: &[&[&str]] = &[
    &["plan"],
    &["store", "doc", "intake"],
    &["own"],
    &["report"],
    &["app"],
    &["ui", "config"],
    &["term"],
    &["cli"],
    &["main", "lib"],
];

/// Inside rooms, from the ground up: who stands on whom.
const INSIDE: &[&[&str]] = &[
    &[
        "plan::model",
        "plan::words",
        "plan::figures",
        "plan::edit",
        "plan::minutes",
    ],
    &["plan::model", "plan::words", "plan::find"],
    &["store::error", "store::text", "store::commit"],
    &["store::error", "store::disk", "store::commit"],
    &[
        "app::keys::key",
        "app::message",
        "app::list::cursor",
        "app::update",
    ],
];

/// The one import that runs back: a plan holds its own history, and a history holds edits, which
/// are of a plan.
const HELD: (&str, &str) = ("plan::model", "plan::edit::history");

/// What a room may not know of the world outside.
const OUTSIDE: &[(&str, &[&str])] = &[
    (
        "plan",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "std::env",
            "std::time",
        ],
    ),
    ("store", &["ratatui", "crossterm"]),
    ("own", &["ratatui", "crossterm"]),
    ("intake", &["ratatui", "crossterm", "std::env", "std::time"]),
    (
        "doc",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "std::env",
            "std::time",
        ],
    ),
    (
        "report",
        &["ratatui", "crossterm", "std::fs", "std::env", "std::time"],
    ),
    (
        "app",
        &[
            "ratatui",
            "crossterm",
            "std::fs",
            "std::env",
            "std::io",
            "std::time",
        ],
    ),
    (
        "ui",
        &["crossterm", "std::fs", "std::env", "std::io", "std::time"],
    ),
    ("config", &["ratatui", "crossterm"]),
    ("cli", &["ratatui", "crossterm"]),
];

/// A path as it is written: `crate`, `plan`, `words`.
type Names = Vec<String>;

/// A file of the program.
struct File {
    /// Where it stands, from `src`.
    path: PathBuf,
    /// The module it is.
    module: Names,
    /// Every path in it outside its tests.
    paths: Vec<Names>,
    /// The names its `use` lines give, and what they stand for.
    uses: BTreeMap<String, Names>,
}

/// The program, by module.
struct House(BTreeMap<Names, File>);

impl House {
    fn read() -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let code = files(&src).into_iter().filter(|path| !is_for_tests(path));
        let files = code.map(|path| {
            let file = File::read(&src, &path);
            (file.module.clone(), file)
        });
        Self(files.collect())
    }

    /// What a path in a module stands for, from the root; none where it leads out of the program.
    fn resolve(&self, module: &[String], path: &[String], depth: usize) -> Option<&File> {
        let mut at = match path.first()?.as_str() {
            "crate" => Names::new(),
            "self" => module.to_vec(),
            "super" => module.split_last()?.1.to_vec(),
            first => {
                let mut child = module.to_vec();
                child.push(first.to_string());
                self.0.contains_key(&child).then_some(child)?
            }
        };
        let mut rest = &path[1..];
        while let Some((name, after)) = rest.split_first() {
            let mut child = at.clone();
            if name == "super" {
                child.pop();
            } else {
                child.push(name.clone());
            }
            if self.0.contains_key(&child) {
                (at, rest) = (child, after);
                continue;
            }
            // A name the face of a folder hands on.
            let handed = self.0.get(&at)?.uses.get(name).filter(|_| depth < 8);
            let handed = handed.and_then(|path| self.resolve(&at, path, depth + 1));
            return handed.or_else(|| self.0.get(&at));
        }
        self.0.get(&at)
    }

    /// Who imports whom. That a folder's face names what is in the folder is no import: it hands
    /// it on.
    fn arrows(&self) -> BTreeSet<(&Names, &Names)> {
        let mut out = BTreeSet::new();
        for file in self.0.values() {
            let to = file
                .paths
                .iter()
                .filter_map(|path| self.resolve(&file.module, path, 0));
            let to = to.filter(|to| !to.module.starts_with(&file.module));
            let held =
                |to: &&File| (shown(&file.module).as_str(), shown(&to.module).as_str()) == HELD;
            out.extend(
                to.filter(|to| !held(to))
                    .map(|to| (&file.module, &to.module)),
            );
        }
        out
    }
}

impl File {
    fn read(src: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("readable");
        let tokens: TokenStream = text.parse().expect("Rust");
        let short = path.strip_prefix(src).expect("in src");
        let mut module: Names = short
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        let mut file = Self {
            path: short.to_path_buf(),
            module,
            paths: Vec::new(),
            uses: BTreeMap::new(),
        };
        file.scan(&without_tests(tokens));
        file
    }

    /// Every path in tokens, and what `use` lines give a name.
    fn scan(&mut self, tokens: &[TokenTree]) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Ident(name) if *name == "use" => {
                    let line = tokens[at + 1..].iter();
                    let line: Vec<TokenTree> =
                        line.take_while(|it| !is(it, ';')).cloned().collect();
                    at += line.len() + 1;
                    self.name(&line, &[]);
                }
                TokenTree::Ident(_) => {
                    let (names, next) = path(tokens, at);
                    self.paths.push(names);
                    at = next;
                }
                TokenTree::Group(group) => {
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.scan(&inside);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    /// The paths of a `use` line, its braces opened.
    fn name(&mut self, line: &[TokenTree], before: &[String]) {
        let Some(TokenTree::Ident(_)) = line.first() else {
            assert!(
                !line.iter().any(|token| is(token, '*')),
                "{}: imports by name, so that each can be found",
                self.path.display()
            );
            return;
        };
        let (names, next) = path(line, 0);
        let mut whole = before.to_vec();
        whole.extend(
            names
                .into_iter()
                .filter(|name| before.is_empty() || name != "self"),
        );
        match line.get(next..) {
            Some([_, _, TokenTree::Group(group)]) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for entry in inside.split(|token| is(token, ',')) {
                    self.name(entry, &whole);
                }
            }
            Some([TokenTree::Ident(_), TokenTree::Ident(alias)]) => {
                self.uses.insert(alias.to_string(), whole.clone());
                self.paths.push(whole);
            }
            rest => {
                let glob = rest.is_some_and(|rest| rest.iter().any(|token| is(token, '*')));
                assert!(
                    !glob,
                    "{}: imports by name, so that each can be found",
                    self.path.display()
                );
                let last = whole.last().cloned().unwrap_or_default();
                self.uses.insert(last, whole.clone());
                self.paths.push(whole);
            }
        }
    }
}

/// The path that begins at a token, and where it ends.
fn path(tokens: &[TokenTree], mut at: usize) -> (Names, usize) {
    let mut names = Names::new();
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        names.push(name.to_string());
        at += 1;
        let goes_on = tokens.get(at).is_some_and(|it| is(it, ':'))
            && tokens.get(at + 1).is_some_and(|it| is(it, ':'))
            && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)));
        if !goes_on {
            break;
        }
        at += 2;
    }
    (names, at)
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// The tokens of a file without the items that are compiled for its tests only.
fn without_tests(tokens: TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_test = is(&tokens[at], '#')
            && tokens
                .get(at + 1)
                .is_some_and(|it| it.to_string().replace(' ', "") == "[cfg(test)]");
        if is_test {
            let ends = |it: &TokenTree| {
                is(it, ';')
                    || matches!(it, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
            };
            at += tokens[at..]
                .iter()
                .position(ends)
                .map_or(tokens.len(), |end| end + 1);
            continue;
        }
        out.push(match &tokens[at] {
            TokenTree::Group(group) => {
                let inside = without_tests(group.stream()).into_iter().collect();
                TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inside))
            }
            other => other.clone(),
        });
        at += 1;
    }
    out
}

/// Whether the folder's face declares a file for its tests only.
fn is_for_tests(path: &Path) -> bool {
    path.ancestors().any(|at| {
        let stem = at.file_stem().unwrap_or_default().to_string_lossy();
        let face = fs::read_to_string(at.with_file_name("mod.rs")).unwrap_or_default();
        let declared = format!("mod {stem};");
        let mut pairs = face.lines().zip(face.lines().skip(1));
        pairs.any(|(above, line)| above == "#[cfg(test)]" && line.ends_with(&declared))
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("the room is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        } else {
            // Not code.
        }
    }
    out
}

fn shown(module: &[String]) -> String {
    module.join("::")
}

fn floor_of(room: &str) -> usize {
    let floor = FLOORS.iter().position(|floor| floor.contains(&room));
    assert!(floor.is_some(), "{room} has no floor in tests/layering.rs");
    floor.unwrap_or_default()
}

#[test]
fn imports_run_one_way() {
    let house = House::read();
    let mut faults = Vec::new();
    for (from, to) in house.arrows() {
        let (Some(from_room), Some(to_room)) = (from.first(), to.first()) else {
            faults.push(format!("{} imports the root", shown(from)));
            continue;
        };
        let up = from_room != to_room && floor_of(to_room) >= floor_of(from_room);
        let up = up && !(from_room == "main" || from_room == "lib");
        if up {
            faults.push(format!("{} imports {}", shown(from), shown(to)));
        }
        for order in INSIDE {
            let stands = |module: &[String]| {
                let module = format!("{}::", shown(module));
                order
                    .iter()
                    .position(|room| module.starts_with(&format!("{room}::")))
            };
            if let (Some(low), Some(high)) = (stands(from), stands(to))
                && low < high
            {
                faults.push(format!("{} imports {}", shown(from), shown(to)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// All that a file imports, and what that imports in turn.
fn reached<'a>(arrows: &BTreeSet<(&'a Names, &'a Names)>, from: &'a Names) -> BTreeSet<&'a Names> {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(at) = next.pop() {
        let onward = arrows
            .iter()
            .filter(|(from, _)| *from == at)
            .map(|(_, to)| *to);
        next.extend(onward.filter(|to| seen.insert(*to)));
    }
    seen
}

#[test]
fn no_circle_of_imports() {
    let house = House::read();
    let arrows = house.arrows();
    let reach: BTreeMap<&Names, BTreeSet<&Names>> = house
        .0
        .keys()
        .map(|module| (module, reached(&arrows, module)))
        .collect();
    let in_circle = |(from, to): &(&Names, &Names)| reach[to].contains(from);
    let circles: Vec<String> = arrows
        .iter()
        .filter(|arrow| in_circle(arrow))
        .map(|(from, to)| format!("{} imports {}", shown(from), shown(to)))
        .collect();
    assert!(circles.is_empty(), "in a circle:\n{}", circles.join("\n"));
}

#[test]
fn rooms_keep_the_world_outside() {
    let house = House::read();
    let mut faults = Vec::new();
    for file in house.0.values() {
        let Some(room) = file.module.first() else {
            continue;
        };
        let kept_out = OUTSIDE
            .iter()
            .filter(|(of, _)| of == room)
            .flat_map(|(_, words)| *words);
        let kept_out: Vec<&str> = kept_out.copied().collect();
        for path in &file.paths {
            let path = path.join("::");
            let known = |word: &&str| path == *word || path.starts_with(&format!("{word}::"));
            if let Some(word) = kept_out.iter().copied().find(known) {
                faults.push(format!("{} knows of {word}", file.path.display()));
            }
            let asks_time = path.ends_with("Local::now") || path.ends_with("Utc::now");
            if asks_time && file.module != ["term", "clock"] {
                faults.push(format!("{} asks the time", file.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_file_tells_one_story_and_a_folder_is_seen_at_a_glance() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut entries: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    for path in files(&src) {
        let text = fs::read_to_string(&path).expect("readable");
        let lines = text
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]"));
        let lines = lines.count();
        let path = path.strip_prefix(&src).expect("in src");
        assert!(
            lines <= 450,
            "{} has {lines} lines before its tests",
            path.display()
        );
        for (folder, entry) in path.ancestors().skip(1).zip(path.ancestors()) {
            let of = entries.entry(folder.to_path_buf()).or_default();
            of.insert(entry.to_path_buf());
        }
    }
    for (folder, entries) in entries {
        let most = 13;
        let count = entries.len();
        assert!(count <= most, "{} has {count} entries", folder.display());
    }
}
