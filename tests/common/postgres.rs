//! A PostgreSQL that a test starts for itself: in a folder of its own, on a unix socket only, as an
//! unprivileged user where the test is root. Shared by the tests that need one: each names this
//! file as a module of its own.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The oldest that is tried.
const OLDEST: u32 = 15;

/// Who is the first login of a server; it may do anything.
pub const SUPERUSER: &str = "postgres";

/// A server that isn't started yet, to give it settings and files first.
pub struct Setup {
    home: Home,
    settings: Vec<(String, String)>,
}

/// A server that runs. Dropped, it ends with its children.
pub struct Server {
    home: Home,
    settings: Vec<(String, String)>,
    process: Child,
}

/// Where a server lives, and who it is.
struct Home {
    dir: TempDir,
    programs: PathBuf,
    /// User and group it runs as, where it isn't the test's own.
    runs_as: Option<(u32, u32)>,
}

impl Server {
    /// A server with the settings it comes with, or none, and then it is said why.
    pub fn start() -> Option<Self> {
        Some(Setup::new()?.start())
    }

    /// The folder its socket is in: what a client takes for its host.
    pub fn host(&self) -> &str {
        self.home.dir.path().to_str().unwrap()
    }

    /// A program that runs as the user who runs the server.
    pub fn beside(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        self.home.as_its_user(&mut command);
        command
    }

    /// Makes a file or folder that user's own.
    pub fn give(&self, path: &Path) {
        self.home.give(path);
    }

    /// The address of a plan, for its first login.
    pub fn url(&self, database: &str, slug: &str) -> String {
        self.url_as(SUPERUSER, database, slug)
    }

    /// The address of a plan, for a login.
    pub fn url_as(&self, login: &str, database: &str, slug: &str) -> String {
        let host = self.host();
        format!("postgres://{login}@/{database}?host={host}&plan={slug}")
    }

    /// What psql says of SQL in the database `postgres`, a row a line, columns with `|` between.
    pub fn sql(&self, sql: &str) -> String {
        self.sql_in("postgres", sql)
    }

    /// The same in another database.
    pub fn sql_in(&self, database: &str, sql: &str) -> String {
        self.sql_as(SUPERUSER, database, sql).unwrap()
    }

    /// The same as a login; the error is what psql says on standard error.
    pub fn sql_as(&self, login: &str, database: &str, sql: &str) -> Result<String, String> {
        let psql = Command::new(self.home.programs.join("psql"))
            .args(["-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.host()])
            .args(["-U", login, "-d", database, "-c", sql])
            .env_remove("PGOPTIONS")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap().trim_end().to_string();
        if psql.status.success() {
            Ok(text(psql.stdout))
        } else {
            Err(text(psql.stderr))
        }
    }

    /// A database with nothing in it.
    pub fn database(&self, name: &str) {
        self.sql(&format!("CREATE DATABASE {name}"));
    }

    /// A login that may do nothing yet.
    pub fn login(&self, name: &str) {
        self.sql(&format!("CREATE ROLE {name} LOGIN"));
    }

    /// A setting, from here on and after a restart.
    pub fn set(&self, setting: &str, value: &str) {
        self.sql(&format!("ALTER SYSTEM SET {setting} = '{value}'"));
        self.sql("SELECT pg_reload_conf()");
        thread::sleep(Duration::from_millis(100));
    }

    /// A standby of it under a name, that follows by the time this returns.
    pub fn standby(&self, name: &str) -> Self {
        self.standby_over(name, self.host())
    }

    /// The same, following over a socket in this folder.
    pub fn standby_over(&self, name: &str, host: &str) -> Self {
        let home = Home::new(self.home.programs.clone(), self.home.runs_as);
        self.home.run("pg_basebackup", |it| {
            it.args(["-h", self.host(), "-U", SUPERUSER, "-R", "-X", "stream"])
                .args(["-C", "-S", name, "--checkpoint=fast", "-D"])
                .arg(home.data());
        });
        let line = format!("host={host} user={SUPERUSER} application_name={name}");
        let mut settings = self.settings.clone();
        settings.push(("primary_conninfo".to_string(), line));
        let standby = start(home, settings);
        let streams = format!(
            "SELECT count(*) FROM pg_stat_replication WHERE application_name = '{name}' AND state = 'streaming'"
        );
        until("the standby follows", || self.sql(&streams) == "1");
        standby
    }

    /// Makes the one primary of a standby.
    pub fn promote(&self) {
        assert_eq!(self.sql("SELECT pg_promote(true, 60)"), "t");
    }

    /// The server and every process of it are gone at once, as when its machine fails.
    pub fn kill9(&mut self) {
        let mut all = children(self.process.id());
        all.insert(0, self.process.id());
        for process in all {
            signal(process, Signal::KILL);
        }
        let _reaped = self.process.wait();
    }

    /// Stops it in order: who is connected is sent away, what was committed is on disk.
    pub fn stop(&mut self) {
        signal(self.process.id(), Signal::INT);
        let _reaped = self.process.wait();
    }

    /// Starts it again after [`Self::stop`] or [`Self::kill9`], where it was.
    pub fn restart(&mut self) {
        // Processes of the last one hold its shared memory until they notice.
        let _stale = fs::remove_file(self.home.data().join("postmaster.pid"));
        let began = Instant::now();
        loop {
            self.process = spawn(&self.home, &self.settings);
            if answers(&self.home, &mut self.process) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{}", self.home.log());
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Every process of it, the first one first.
    pub fn processes(&self) -> Vec<u32> {
        let mut all = vec![self.process.id()];
        all.extend(children(self.process.id()));
        all
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            let children = children(self.process.id());
            // At once, without writing out what nobody will read.
            signal(self.process.id(), Signal::QUIT);
            let began = Instant::now();
            while matches!(self.process.try_wait(), Ok(None)) && began.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(10));
            }
            if matches!(self.process.try_wait(), Ok(None)) {
                let _gone = self.process.kill();
                let _reaped = self.process.wait();
                for child in children {
                    signal(child, Signal::KILL);
                }
            }
        }
        if thread::panicking() {
            let _unheard = writeln!(std::io::stderr(), "the server's log:\n{}", self.home.log());
        }
    }
}

impl Setup {
    /// A server to be, or none where PostgreSQL isn't installed, and then it is said.
    pub fn new() -> Option<Self> {
        let Some(programs) = programs() else {
            // Straight to standard error: the test harness would keep a `println!` to itself.
            let mut heard = std::io::stderr().lock();
            let _unheard = writeln!(heard, "skipped: no PostgreSQL {OLDEST} or newer here");
            return None;
        };
        let home = Home::new(programs, unprivileged());
        home.fill();
        let settings = vec![("wal_log_hints".to_string(), "on".to_string())];
        Some(Self { home, settings })
    }

    /// A setting it starts with.
    #[must_use]
    pub fn with(mut self, setting: &str, value: &str) -> Self {
        self.settings.push((setting.to_string(), value.to_string()));
        self
    }

    /// Who gets in and how, instead of everyone on the machine: the lines of `pg_hba.conf`.
    #[must_use]
    pub fn letting_in(self, lines: &str) -> Self {
        self.file("data/pg_hba.conf", lines.as_bytes());
        self
    }

    /// A file in its folder, that only the server reads.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.home.dir.path().join(name);
        let _there = fs::remove_file(&path);
        File::create_new(&path).unwrap().write_all(bytes).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        self.home.give(&path);
        path
    }

    /// Starts it.
    pub fn start(self) -> Server {
        start(self.home, self.settings)
    }
}

impl Home {
    fn new(programs: PathBuf, runs_as: Option<(u32, u32)>) -> Self {
        // The path of a socket is at most 107 bytes, and a test's own folder may be deep.
        let dir = tempfile::Builder::new()
            .prefix("pg")
            .tempdir_in("/tmp")
            .unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let home = Self {
            dir,
            programs,
            runs_as,
        };
        home.give(home.dir.path());
        home
    }

    /// Makes its data as `initdb` does: that takes a second, so the first test keeps a copy of it
    /// among what is built, and the others take that.
    fn fill(&self) {
        let version = self.programs.parent().and_then(Path::file_name);
        let version = version.unwrap_or_default().to_string_lossy();
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("postgresql-{version}"));
        if kept.is_dir() {
            self.copy(&kept, &self.data());
            return;
        }
        self.run("initdb", |it| {
            it.args(["-N", "--data-checksums", "-E", "UTF8", "--locale=C.UTF-8"])
                .args(["--wal-segsize=1", "-A", "trust", "-U", SUPERUSER, "-D"])
                .arg(self.data());
        });
        let own = self.dir.path().file_name().unwrap_or_default();
        let half = kept.with_file_name(own);
        self.copy(&self.data(), &half);
        if fs::rename(&half, &kept).is_err() {
            // Another test was first.
            let _gone = fs::remove_dir_all(&half);
        }
    }

    /// Copies a folder with all that is in it; the copy is the server's own.
    fn copy(&self, from: &Path, to: &Path) {
        fs::create_dir(to).unwrap();
        fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
        self.give(to);
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let to = to.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                self.copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), &to).unwrap();
                self.give(&to);
            }
        }
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// Makes a file the server's own.
    fn give(&self, path: &Path) {
        if let Some((user, group)) = self.runs_as {
            chown(path, Some(user), Some(group)).unwrap();
        }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        self.as_its_user(&mut command);
        command
    }

    fn as_its_user(&self, command: &mut Command) {
        if let Some((user, group)) = self.runs_as {
            command.uid(user).gid(group);
        }
        // A folder it may be in, and messages that are the same everywhere.
        command.current_dir("/").env("LC_ALL", "C.UTF-8");
    }

    /// Runs one of PostgreSQL's programs to its end.
    fn run(&self, program: &str, with: impl FnOnce(&mut Command)) {
        let mut command = self.command(program);
        with(&mut command);
        let done = command.stdin(Stdio::null()).output().unwrap();
        assert!(done.status.success(), "{program}: {done:?}");
    }

    fn log(&self) -> String {
        fs::read_to_string(self.dir.path().join("log")).unwrap_or_default()
    }
}

fn start(home: Home, settings: Vec<(String, String)>) -> Server {
    let mut process = spawn(&home, &settings);
    assert!(answers(&home, &mut process), "{}", home.log());
    Server {
        home,
        settings,
        process,
    }
}

fn spawn(home: &Home, settings: &[(String, String)]) -> Child {
    let mut log = File::options();
    let log = log.create(true).append(true);
    let log = log.open(home.dir.path().join("log")).unwrap();
    let mut command = home.command("postgres");
    command.arg("-D").arg(home.data());
    command.arg("-k").arg(home.dir.path());
    command.args(["-c", "listen_addresses="]);
    for (setting, value) in settings {
        command.arg("-c").arg(format!("{setting}={value}"));
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// Whether it comes to take connections.
fn answers(home: &Home, process: &mut Child) -> bool {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if !matches!(process.try_wait(), Ok(None)) {
            return false;
        }
        let ready = Command::new(home.programs.join("pg_isready"))
            .args(["-q", "-h"])
            .arg(home.dir.path())
            .status()
            .unwrap();
        if ready.success() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

/// Waits for what has to come.
pub fn until(what: &str, mut comes: impl FnMut() -> bool) {
    let began = Instant::now();
    while !comes() {
        assert!(began.elapsed() < PATIENCE, "not in time: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn signal(process: u32, signal: Signal) {
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    if let Some(process) = process {
        let _gone_already = kill_process(process, signal);
    }
}

/// The processes whose parent is this one.
fn children(parent: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|it| it.file_name().to_str()?.parse().ok());
    numbers
        .filter(|it| parent_of(*it) == Some(parent))
        .collect()
}

fn parent_of(process: u32) -> Option<u32> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // `pid (name) state ppid`, and a name may have brackets and spaces.
    let after = line.rsplit_once(") ")?.1;
    after.split(' ').nth(1)?.parse().ok()
}

/// Where PostgreSQL's programs are, of the newest that is installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let numbers = versions.flatten().filter_map(|it| {
        let number = it.file_name().to_str()?.parse::<u32>().ok()?;
        Some((number, it.path().join("bin")))
    });
    let packaged = numbers.filter(|(number, bin)| *number >= OLDEST && is_whole(bin));
    let packaged = packaged.max_by_key(|(number, _)| *number);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = || std::env::split_paths(&path).find(|bin| is_whole(bin) && is_new(bin));
    packaged.map(|(_, bin)| bin).or_else(in_path)
}

fn is_whole(bin: &Path) -> bool {
    let needed = ["initdb", "postgres", "psql", "pg_isready", "pg_basebackup"];
    needed.iter().all(|it| bin.join(it).is_file())
}

/// `postgres (PostgreSQL) 15.18`
fn is_new(bin: &Path) -> bool {
    let said = Command::new(bin.join("postgres")).arg("--version").output();
    let said = String::from_utf8(said.map(|it| it.stdout).unwrap_or_default());
    let said = said.unwrap_or_default();
    let number = said.split(' ').nth(2).and_then(|it| it.split('.').next());
    number.and_then(|it| it.trim().parse::<u32>().ok()) >= Some(OLDEST)
}

/// Root is not let to run a server, so another user does: the package's own, else nobody.
fn unprivileged() -> Option<(u32, u32)> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let user = |name: &str| {
        let mut lines = users
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>());
        let line = lines.find(|line| line.first() == Some(&name))?;
        Some((line.get(2)?.parse().ok()?, line.get(3)?.parse().ok()?))
    };
    user("postgres").or_else(|| user("nobody"))
}
