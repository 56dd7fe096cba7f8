//! An OpenSSH server on the loopback, with keys made for the test.

use std::fs::{self, DirBuilder, File};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use tempfile::TempDir;

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What is needed, and where it is.
struct Tools {
    sshd: PathBuf,
    ssh: PathBuf,
    keygen: PathBuf,
}

/// The server, the plan behind it, and what its users have at home.
pub struct Server {
    dir: TempDir,
    port: u16,
    user: String,
    tools: Tools,
    process: Child,
}

impl Server {
    /// Starts one where two users come in, each with a key of their own, or says why it can't.
    pub fn start(users: &[(&str, &str)]) -> Option<Self> {
        let tools = match find() {
            Ok(tools) => tools,
            Err(why) => {
                // Straight to standard error: the test harness would keep a `println!` to itself.
                let mut heard = std::io::stderr().lock();
                let _unheard = writeln!(heard, "skipped: {why}");
                return None;
            }
        };
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let begun = Command::new(assert_cmd::cargo::cargo_bin!("regie"))
            .arg("begin")
            .arg(at("plan.json"))
            .output()
            .unwrap();
        assert!(begun.status.success(), "{begun:?}");
        make_key(&tools, &at("host"));
        let mut keys = String::new();
        for (key, name) in users {
            make_key(&tools, &at(key));
            let public = fs::read_to_string(at(key).with_extension("pub")).unwrap();
            keys += &allowed(name, &at("plan.json"), &public);
        }
        put(&at("authorized_keys"), &keys);
        put(&at("sshd_config"), &configuration(dir.path()));
        let (port, process) = listen(&tools.sshd, dir.path());
        let host = fs::read_to_string(at("host.pub")).unwrap();
        put(&at("known_hosts"), &format!("[127.0.0.1]:{port} {host}"));
        let user = Command::new("id").arg("-un").output().unwrap();
        Some(Self {
            dir,
            port,
            user: String::from_utf8(user.stdout).unwrap().trim().to_string(),
            tools,
            process,
        })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The plan the forced command names.
    pub fn plan(&self) -> PathBuf {
        self.path("plan.json")
    }

    /// `user@host`, as scp wants it too.
    pub fn address(&self) -> String {
        format!("{}@127.0.0.1", self.user)
    }

    /// What every client is told: this server, this key, nothing of the user's own.
    pub fn options(&self, key: &str) -> Vec<String> {
        let known = self.path("known_hosts");
        let mut out = vec![
            "-F".to_string(),
            "none".to_string(),
            "-i".to_string(),
            self.path(key).display().to_string(),
        ];
        for option in [
            format!("Port={}", self.port),
            format!("UserKnownHostsFile={}", known.display()),
            "StrictHostKeyChecking=yes".to_string(),
            "IdentitiesOnly=yes".to_string(),
            "IdentityAgent=none".to_string(),
            "BatchMode=yes".to_string(),
            "ConnectTimeout=20".to_string(),
        ] {
            out.extend(["-o".to_string(), option]);
        }
        out
    }

    /// `ssh -tt` for a terminal, with more options and perhaps a command of the user's own.
    pub fn terminal(&self, key: &str, more: &[&str], command: &[&str]) -> CommandBuilder {
        let mut ssh = CommandBuilder::new(&self.tools.ssh);
        ssh.env("TERM", "xterm-256color");
        ssh.args(["-tt", "-e", "none"]);
        ssh.args(self.options(key));
        ssh.args(more);
        ssh.arg(self.address());
        ssh.args(command);
        ssh
    }

    /// `ssh` without a terminal, to its end.
    pub fn ssh(&self, key: &str, more: &[&str], command: &[&str]) -> Output {
        Command::new(&self.tools.ssh)
            .args(self.options(key))
            .args(more)
            .arg(self.address())
            .args(command)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Whether nobody has the plan open any more: no process names it, the server aside.
    pub fn expect_nobody(&self) {
        let until = Instant::now() + PATIENCE;
        while programs(&self.plan()) > 0 {
            assert!(Instant::now() < until, "the program goes on without a line");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _reaped = self.process.wait();
        if thread::panicking() {
            let log = fs::read_to_string(self.path("log")).unwrap_or_default();
            let _unheard = writeln!(std::io::stderr(), "the server's log:\n{log}");
        }
    }
}

/// A line of `authorized_keys`, as the administrator is told to write it; drafts are kept beside
/// the plan, not in the home of whoever runs the test.
fn allowed(name: &str, plan: &Path, public: &str) -> String {
    let program = assert_cmd::cargo::cargo_bin!("regie");
    let state = plan.with_file_name("state");
    let (program, plan, state) = (program.display(), plan.display(), state.display());
    format!(
        r#"restrict,pty,command="XDG_STATE_HOME='{state}' '{program}' --plan '{plan}' --door '{name}'" {public}"#
    )
}

/// It lets in more than a careful administrator would, so that what is refused is refused by
/// `restrict` and the forced command.
fn configuration(dir: &Path) -> String {
    let dir = dir.display();
    format!(
        "ListenAddress 127.0.0.1\n\
         HostKey {dir}/host\n\
         AuthorizedKeysFile {dir}/authorized_keys\n\
         PidFile none\n\
         StrictModes no\n\
         UsePAM no\n\
         PasswordAuthentication no\n\
         KbdInteractiveAuthentication no\n\
         AcceptEnv REGIE_* XDG_* EDITOR PAGER\n\
         AllowTcpForwarding yes\n\
         Subsystem sftp internal-sftp\n\
         PrintMotd no\n\
         LogLevel VERBOSE\n"
    )
}

/// Starts the server on a free port; another program may take the port in between, so more than
/// one is tried.
fn listen(sshd: &Path, dir: &Path) -> (u16, Child) {
    for _ in 0..5 {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut process = Command::new(sshd)
            .args(["-D", "-e", "-p", &port.to_string(), "-f"])
            .arg(dir.join("sshd_config"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log(dir))
            .spawn()
            .unwrap();
        let until = Instant::now() + PATIENCE;
        while process.try_wait().unwrap().is_none() && Instant::now() < until {
            if answers(port) {
                return (port, process);
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _gone = process.kill();
        let _reaped = process.wait();
    }
    panic!(
        "the server does not start:\n{}",
        fs::read_to_string(dir.join("log")).unwrap_or_default()
    );
}

/// Whether an SSH server answers on the port: another test's listener may stand there for a
/// moment, and takes connections too.
fn answers(port: u16) -> bool {
    let Ok(mut line) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
        return false;
    };
    let mut banner = [0; 4];
    line.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    line.read_exact(&mut banner).is_ok() && banner == *b"SSH-"
}

fn log(dir: &Path) -> File {
    let mut options = File::options();
    options.create(true).append(true);
    options.open(dir.join("log")).unwrap()
}

fn put(path: &Path, text: &str) {
    let mut file = File::create_new(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

fn make_key(tools: &Tools, path: &Path) {
    let made = Command::new(&tools.keygen)
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"])
        .arg(path)
        .status()
        .unwrap();
    assert!(made.success());
}

/// How many running programs have the plan among their arguments, the clients aside.
fn programs(plan: &Path) -> usize {
    let plan = plan.as_os_str().as_encoded_bytes();
    let processes = fs::read_dir("/proc").unwrap();
    processes
        .filter_map(|entry| fs::read(entry.unwrap().path().join("cmdline")).ok())
        .filter(|line| line.split(|byte| *byte == 0).any(|word| word == plan))
        .count()
}

fn find() -> Result<Tools, &'static str> {
    let tools = Tools {
        sshd: program("sshd").ok_or("no sshd on this machine")?,
        ssh: program("ssh").ok_or("no ssh on this machine")?,
        keygen: program("ssh-keygen").ok_or("no ssh-keygen on this machine")?,
    };
    if fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) && !has_room_to_drop_rights() {
        return Err("sshd, started by root, needs the directory /run/sshd");
    }
    Ok(tools)
}

/// Started by root, sshd drops its rights in an empty directory that the package's service makes.
/// Where that never ran it is made here. It stays: another test's server may be in it.
fn has_room_to_drop_rights() -> bool {
    let room = Path::new("/run/sshd");
    let _there_already = DirBuilder::new().mode(0o755).create(room);
    room.is_dir()
}

/// Where a program is; sshd is not in everyone's path, and wants to be called by its full name.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(["/usr/sbin", "/usr/local/sbin", "/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_absolute() && file.is_file())
}
