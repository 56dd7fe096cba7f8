//! What Tab may put for the word being typed. Where something can't be known nothing is offered:
//! nothing is ever written, made or told here.

use std::env;
use std::ffi::OsString;

use clap::{Arg, Command, ValueHint};

use super::offers::{self, Offer, Wanted};
use crate::cli::options::Options;
use crate::plan::Plan;

/// What fits in a place.
#[derive(Debug)]
pub enum Fits {
    /// Any file; the shell knows those.
    File,
    /// These words.
    Words(Vec<Offer>),
}

/// A line up to the cursor, as the shell's function gives it.
#[derive(Debug)]
pub struct Typed {
    /// The words without their quotes, first the program's name, last what is being typed.
    pub words: Vec<String>,
    /// The quote the last word stands in.
    open: Option<char>,
}

/// Reads a line: bash gives its words as they were typed and breaks them at `=`, fish the last.
pub fn typed(shell: &str, mut words: Vec<String>) -> Typed {
    let last = words.len().saturating_sub(1);
    let mut open = None;
    for (at, word) in words.iter_mut().enumerate() {
        if shell == "bash" || shell == "fish" && at == last {
            (*word, open) = unquoted(word);
        }
    }
    if shell == "bash" {
        words = without_breaks(words);
    }
    Typed { words, open }
}

/// `--partij`, `=`, `pol` as `--partij`, `pol`.
fn without_breaks(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let last = words.len().saturating_sub(1);
    for (at, word) in words.into_iter().enumerate() {
        let is_break = word == "=" && out.last().is_some_and(|before| before.starts_with("--"));
        match (is_break, at == last) {
            (false, _) => out.push(word),
            (true, true) => out.push(String::new()),
            (true, false) => {}
        }
    }
    out
}

/// A word without its quotes, and the one it still stands in. Variables stay as they are.
fn unquoted(raw: &str) -> (String, Option<char>) {
    let (mut out, mut open) = (String::new(), None);
    let mut signs = raw.chars();
    while let Some(c) = signs.next() {
        match (c, open) {
            ('\\', None | Some('"')) => out.extend(signs.next()),
            (c, Some(quote)) if c == quote => open = None,
            ('"' | '\'', None) => open = Some(c),
            _ => out.push(c),
        }
    }
    (out, open)
}

impl Typed {
    /// A word as bash has to find it typed; none where it can't be.
    pub fn quoted(&self, word: &str) -> Option<String> {
        // bash breaks a line at these and would repeat what stands before them.
        let last = self.words.last().map_or("", String::as_str);
        let is_broken = |c: char| ":=".contains(c) && !last.contains(c);
        if word.contains(is_broken) {
            return None;
        }
        let is_plain = |c: char| match self.open {
            Some('\'') => c != '\'',
            Some(_) => !"\"\\$`!".contains(c),
            None => c.is_alphanumeric() || "-_.,/+@%=:".contains(c),
        };
        if self.open == Some('\'') {
            return word.chars().all(is_plain).then(|| word.to_string());
        }
        let mut out = String::with_capacity(word.len());
        for c in word.chars() {
            if !is_plain(c) {
                out.push('\\');
            }
            out.push(c);
        }
        Some(out)
    }
}

/// The plan the line means: that of its `--plan`, of `$REGIE_PLAN`, or the user's own.
pub fn plan(words: &[String]) -> Option<Plan> {
    let (_, before) = words.split_last()?;
    let before = before.iter().map(|word| at_home(word));
    let lenient = crate::cli::command().ignore_errors(true);
    let matches = lenient.try_get_matches_from(before).ok()?;
    Options::new(&matches).ok()?.look()
}

/// A path as the shell will give it.
fn at_home(word: &str) -> OsString {
    match (word.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(rest), Some(home)) => std::path::Path::new(&home).join(rest).into(),
        _ => word.into(),
    }
}

/// What fits in place of the last word; `from_plan` knows what stands in the plan.
pub fn fits(
    root: &Command,
    words: &[String],
    from_plan: impl Fn(Wanted, &str) -> Vec<Offer>,
) -> Fits {
    let Some((word, before)) = words.split_last() else {
        return Fits::Words(Vec::new());
    };
    let mut line = Line::new(root);
    before.iter().skip(1).for_each(|word| line.take(word));
    line.fits(word, from_plan)
}

/// Where the word stands.
struct Line<'c> {
    root: &'c Command,
    command: &'c Command,
    /// The names of the commands on the way to it.
    path: Vec<&'c str>,
    /// How many words without a name came before.
    positionals: usize,
    /// The option whose value the word is.
    option: Option<&'c Arg>,
    /// Whether everything is a word without a name: after `--`.
    bare: bool,
}

impl<'c> Line<'c> {
    const fn new(root: &'c Command) -> Self {
        Self {
            root,
            command: root,
            path: Vec::new(),
            positionals: 0,
            option: None,
            bare: false,
        }
    }

    fn take(&mut self, word: &str) {
        if self.option.take().is_some() {
            return;
        }
        if word == "--" && !self.bare {
            self.bare = true;
        } else if word.starts_with('-') && !self.bare {
            self.option = self.named(word);
        } else if let Some(inner) = self.inner(word) {
            self.command = inner;
            self.path.push(inner.get_name());
        } else {
            self.positionals += 1;
        }
    }

    fn inner(&self, word: &str) -> Option<&'c Command> {
        let may_be = self.positionals == 0 && !self.bare;
        self.command.find_subcommand(word).filter(|_| may_be)
    }

    /// The options that may stand here.
    fn options(&self) -> impl Iterator<Item = &'c Arg> {
        let own = self.command.get_arguments();
        let common = self.root.get_arguments().filter(|arg| arg.is_global_set());
        let inside = !self.path.is_empty();
        own.chain(common.filter(move |_| inside))
            .filter(|arg| !arg.is_positional())
    }

    /// The option of this name, where it takes a value.
    fn named(&self, word: &str) -> Option<&'c Arg> {
        let mut options = self.options();
        let found = match word.strip_prefix("--") {
            Some(long) => options.find(|arg| {
                let others = arg.get_all_aliases().unwrap_or_default();
                arg.get_long() == Some(long) || others.contains(&long)
            }),
            None => options.find(|arg| {
                let short = arg.get_short().map(|short| format!("-{short}"));
                short.as_deref() == Some(word)
            }),
        };
        found.filter(|arg| arg.get_action().takes_values())
    }

    /// What is typed here without a name.
    fn positional(&self) -> Option<&'c Arg> {
        let all = self.command.get_positionals();
        let all: Vec<&Arg> = all.filter(|arg| !arg.is_hide_set()).collect();
        let takes_more = |arg: &&Arg| arg.get_num_args().is_some_and(|it| it.max_values() > 1);
        let here = all.get(self.positionals);
        here.or(all.last().filter(|arg| takes_more(arg))).copied()
    }

    fn fits(&self, word: &str, from_plan: impl Fn(Wanted, &str) -> Vec<Offer>) -> Fits {
        if let Some(option) = self.option {
            return self.values(option, word, from_plan);
        }
        if let Some((name, value)) = word.split_once('=').filter(|_| word.starts_with("--")) {
            let option = self.named(name).filter(|_| !self.bare);
            let fits = option.map(|option| self.values(option, value, from_plan));
            return match fits {
                Some(Fits::Words(offers)) => Fits::Words(under(name, offers)),
                Some(file) => file,
                None => Fits::Words(Vec::new()),
            };
        }
        if word.starts_with('-') {
            return Fits::Words(self.long_options(word));
        }
        let mut offers = self.commands(word);
        match self
            .positional()
            .map(|arg| self.values(arg, word, from_plan))
        {
            Some(Fits::Words(values)) => offers.extend(values),
            Some(file) => return file,
            None => {}
        }
        Fits::Words(offers)
    }

    fn long_options(&self, word: &str) -> Vec<Offer> {
        let shown = self
            .options()
            .filter(|arg| !arg.is_hide_set() && !self.bare);
        let offers = shown.filter_map(|arg| {
            Some(Offer {
                word: format!("--{}", arg.get_long()?),
                about: arg.get_help().map(ToString::to_string).unwrap_or_default(),
            })
        });
        offers
            .filter(|offer| offer.word.starts_with(word))
            .collect()
    }

    fn commands(&self, word: &str) -> Vec<Offer> {
        let inner = self.command.get_subcommands();
        let fitting = inner.filter(|inner| inner.get_name().starts_with(word));
        let here = fitting.filter(|inner| self.inner(inner.get_name()).is_some());
        here.map(|inner| Offer {
            word: inner.get_name().to_string(),
            about: inner
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default(),
        })
        .collect()
    }

    fn values(
        &self,
        arg: &Arg,
        word: &str,
        from_plan: impl Fn(Wanted, &str) -> Vec<Offer>,
    ) -> Fits {
        if arg.get_value_hint() == ValueHint::AnyPath {
            return Fits::File;
        }
        let known = arg.get_possible_values();
        if known.is_empty() {
            let wanted = offers::wanted(&self.path, arg.get_id().as_str());
            return Fits::Words(wanted.map_or_else(Vec::new, |it| from_plan(it, word)));
        }
        let fitting = known
            .iter()
            .filter(|value| offers::begins(value.get_name(), word));
        let offers = fitting.map(|value| Offer {
            word: value.get_name().to_string(),
            about: value
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default(),
        });
        Fits::Words(offers.collect())
    }
}

/// Values of an option that stand in one word with it.
fn under(name: &str, offers: Vec<Offer>) -> Vec<Offer> {
    let whole = |offer: Offer| Offer {
        word: format!("{name}={}", offer.word),
        ..offer
    };
    offers.into_iter().map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &[&str]) -> Vec<String> {
        line.iter().map(|word| (*word).to_string()).collect()
    }

    #[test]
    fn a_line_as_bash_gives_it() {
        for (raw, read) in [
            (&["regie", "kpi", ""][..], &["regie", "kpi", ""][..]),
            (
                &["kpi", "--partij", "=", "pol"],
                &["kpi", "--partij", "pol"],
            ),
            (&["kpi", "--partij", "="], &["kpi", "--partij", ""]),
            (&["wie", r"Team\ O"], &["wie", "Team O"]),
            (&["wie", "'Team O"], &["wie", "Team O"]),
            (&["wie", r#""a\"b"c"#], &["wie", "a\"bc"]),
            (&["wie", "$(id)"], &["wie", "$(id)"]),
        ] {
            assert_eq!(typed("bash", words(raw)).words, read, "{raw:?}");
        }
        assert_eq!(typed("zsh", words(&["a", "'b"])).words, ["a", "'b"]);
    }

    #[test]
    fn a_word_as_bash_has_to_find_it() {
        for (word, begun, quoted) in [
            ("politie", "", Some("politie")),
            ("Team OOV&B", "Team", Some(r"Team\ OOV\&B")),
            ("Coördinator", "", Some("Coördinator")),
            (
                "$(id) `id` \"x\"",
                "",
                Some("\\$\\(id\\)\\ \\`id\\`\\ \\\"x\\\""),
            ),
            ("Team OOV&B", "'Te", Some("Team OOV&B")),
            ("it's", "'it", None),
            ("it's $HOME", "\"it", Some(r"it's \$HOME")),
            ("a:b", "", None),
            ("--partij=politie", "--partij=p", Some("--partij=politie")),
        ] {
            let typed = typed("bash", words(&["regie", begun]));
            assert_eq!(
                typed.quoted(word).as_deref(),
                quoted,
                "{word} after {begun}"
            );
        }
    }

    #[test]
    fn what_takes_a_value_is_known_here_or_is_the_users_own() {
        /// Figures, days and sentences nobody can know beforehand.
        const OWN: [&str; 34] = [
            "PLAN",
            "LOGIN",
            "ROL",
            "VAN",
            "NAAR",
            "blad",
            "kolom",
            "naam",
            "kaart",
            "gebied",
            "groep",
            "eenheid",
            "bron",
            "status",
            "decimaal",
            "los",
            "NAAM",
            "aanwezig",
            "VELD=WAARDE",
            "gemeente",
            "tot",
            "DATUM",
            "jaar",
            "reden",
            "sinds",
            "WAARDE",
            "N",
            "datum",
            "uiterlijk",
            "notitie",
            "toelichting",
            "bijsturing",
            "aantal",
            "nu",
        ];
        fn check(command: &Command, path: &mut Vec<String>) {
            for inner in command.get_subcommands() {
                path.push(inner.get_name().to_string());
                check(inner, path);
                path.pop();
            }
            let taking = command.get_arguments().filter(|arg| {
                arg.get_action().takes_values() && (!arg.is_hide_set() || arg.get_long().is_some())
            });
            for arg in taking {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                let id = arg.get_id().as_str();
                let known = arg.get_value_hint() == ValueHint::AnyPath
                    || !arg.get_possible_values().is_empty()
                    || offers::wanted(&path, id).is_some();
                assert!(known || OWN.contains(&id), "{path:?} {id}");
            }
        }
        check(&crate::cli::command(), &mut Vec::new());
    }
}
