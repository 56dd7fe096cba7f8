//! A pseudo-terminal of 80x24 with a program on it, and an emulator that reads it. Shared by
//! the tests that need a terminal: each names this file as a module of its own.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    raw: Vec<u8>,
}

impl Terminal {
    pub fn start(home: &Path, args: &[&str]) -> Self {
        Self::start_with(home, args, &[])
    }

    /// Starts the program with `home` as its data directory.
    pub fn start_with(home: &Path, args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin!("regie"));
        command.args(args);
        command.env_clear();
        command.env("XDG_DATA_HOME", home);
        command.env("XDG_STATE_HOME", home);
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "nl_NL.UTF-8");
        for (name, value) in env {
            command.env(name, value);
        }
        Self::on(command)
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, rows: u16, cols: u16) {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.as_ref().unwrap().resize(size).unwrap();
        self.parser.screen_mut().set_size(rows.max(1), cols.max(1));
    }

    /// Starts any command on a terminal of its own.
    pub fn on(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            parser: vt100::Parser::new(24, 80, 0),
            output,
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            child,
            raw: Vec::new(),
        }
    }

    pub fn keys(&mut self, keys: &str) {
        self.bytes(keys.as_bytes());
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until the words are on the screen.
    pub fn expect(&mut self, words: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.parser.screen().contents().contains(words) {
            let left = until.saturating_duration_since(Instant::now());
            let more = self.output.recv_timeout(left);
            assert!(
                more.is_ok(),
                "“{words}” is not there:\n{}",
                self.parser.screen().contents()
            );
            self.take(&more.unwrap());
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
    }

    pub fn screen(&mut self) -> &vt100::Screen {
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        self.parser.screen()
    }

    /// Every byte that was read so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    /// The line goes away.
    pub fn hang_up(&mut self) {
        self.writer = None;
        self.master = None;
        // The reader's copy closes when the program is gone; until then the line is kept open by
        // it, so the signal a real line sends is sent here.
        self.signal("HUP");
    }

    pub fn exit_code(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "it goes on");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Every mode that was switched on is switched off again.
    pub fn is_whole(&mut self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor is back");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(mouse, vt100::MouseProtocolMode::None, "the mouse is let go");
        assert!(!screen.bracketed_paste(), "pastes are not marked any more");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}
