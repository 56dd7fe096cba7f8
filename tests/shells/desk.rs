//! A user's own directory with the functions of a shell installed in it, as docs/commands.md says.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::terminal::Terminal;

/// What stands before every line.
const PROMPT: &str = "% ";

#[derive(Debug, Clone, Copy)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// A shell, and a directory it is at home in.
pub struct Desk {
    dir: TempDir,
    shell: Shell,
    program: PathBuf,
}

/// A line being typed.
pub struct Line(Terminal);

impl Shell {
    pub const ALL: [Self; 3] = [Self::Bash, Self::Zsh, Self::Fish];

    const fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
        }
    }

    /// Where its functions are put, and the file that makes a shell as plain as can be.
    const fn files(self) -> [(&'static str, &'static str); 2] {
        match self {
            Self::Bash => [
                (".functions", ""),
                (
                    ".bashrc",
                    "PS1='% '; bind 'set bell-style none'\n\
                     bind 'set show-all-if-ambiguous on'; . ~/.functions\n",
                ),
            ],
            Self::Zsh => [
                (".zfunc/_regie", ""),
                (
                    ".zshrc",
                    "PS1='%% '; fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit -u\n\
                     unsetopt prompt_sp beep list_ambiguous\n",
                ),
            ],
            Self::Fish => [
                (".config/fish/completions/regie.fish", ""),
                (
                    ".config/fish/config.fish",
                    "set -g fish_greeting\nfunction fish_prompt; printf '%% '; end\n",
                ),
            ],
        }
    }
}

impl Desk {
    /// One with this shell, or none where it isn't installed.
    pub fn at(shell: Shell) -> Option<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let found = std::env::split_paths(&path)
            .map(|folder| folder.join(shell.name()))
            .find(|file| file.is_absolute() && file.is_file());
        let Some(program) = found else {
            // Straight to standard error: the test harness would keep a `println!` to itself.
            let mut heard = std::io::stderr().lock();
            let _unheard = writeln!(heard, "skipped: no {} on this machine", shell.name());
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        let desk = Self {
            dir,
            shell,
            program,
        };
        let regie = assert_cmd::cargo::cargo_bin!("regie");
        let mut script = Command::new(regie);
        script.args(["aanvulling", shell.name()]);
        let script = script.output().unwrap().stdout;
        let [(functions, _), (start, plain)] = shell.files();
        desk.put(functions, &String::from_utf8(script).unwrap());
        desk.put(start, plain);
        Some(desk)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut file = fs::File::create_new(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// Whether there is a plan in the user's data directory.
    pub fn has_own_plan(&self) -> bool {
        self.path(".local/share/regie").exists()
    }

    /// A shell that waits for a line.
    pub fn line(&self) -> Line {
        self.line_with(&[])
    }

    pub fn line_with(&self, env: &[(&str, &str)]) -> Line {
        let mut command = CommandBuilder::new(&self.program);
        command.env_clear();
        command.cwd(self.dir.path());
        if matches!(self.shell, Shell::Bash) {
            command.arg("--rcfile");
            command.arg(self.path(".bashrc"));
        }
        command.arg("-i");
        let regie = assert_cmd::cargo::cargo_bin!("regie");
        let folder = regie.parent().map_or_else(String::new, shown);
        command.env("PATH", format!("{folder}:/usr/bin:/bin"));
        command.env("HOME", self.dir.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in env {
            command.env(name, value);
        }
        let mut terminal = Terminal::on(command);
        terminal.expect(PROMPT);
        Line(terminal)
    }
}

impl Line {
    pub fn keys(&mut self, keys: &str) {
        self.0.keys(keys);
    }

    pub fn expect(&mut self, words: &str) {
        self.0.expect(words);
    }

    /// Whether the screen has this line, and no other.
    pub fn shows_nothing_but(&mut self, line: &str) {
        let shown = self.0.screen().contents();
        assert_eq!(shown.trim(), line);
    }

    /// Whether these bytes ever came to the terminal.
    pub fn raw_has(&self, bytes: &str) -> bool {
        let wanted = bytes.as_bytes();
        self.0.raw().windows(wanted.len()).any(|it| it == wanted)
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
