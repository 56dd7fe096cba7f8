//! Chromium without a window, told what to do over a pipe (the `DevTools` protocol): no port is
//! opened, and only the process started here is ended.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::tools;

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The share of a picture that isn't nearly white, computed by the browser itself.
const INK: &str = "(async () => {
  const bytes = await (await fetch('data:image/png;base64,PICTURE')).blob();
  const image = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const points = canvas.getImageData(0, 0, image.width, image.height).data;
  let ink = 0;
  for (let at = 0; at < points.length; at += 4)
    if (points[at] + points[at + 1] + points[at + 2] < 600) ink++;
  return 4 * ink / points.length;
})()";

/// A browser with one page open.
pub struct Browser {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    /// What happened that nobody has asked for yet.
    events: Vec<Value>,
    session: Option<String>,
    last: u64,
    _profile: TempDir,
}

impl Browser {
    /// Starts it; none where there is no Chromium.
    pub fn start() -> Option<Self> {
        let program = tools::find(&["chromium", "chromium-browser", "google-chrome"])?;
        let profile = tempfile::tempdir().unwrap();
        let mut process = Command::new("sh")
            // It reads on descriptor 3 and writes on 4.
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null"])
            .arg(program)
            .args([
                "--remote-debugging-pipe",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--disable-sync",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (said, messages) = channel();
        thread::spawn(move || {
            for message in output.split(0).map_while(Result::ok) {
                let message = serde_json::from_slice(&message).unwrap();
                if said.send(message).is_err() {
                    return;
                }
            }
        });
        let mut browser = Self {
            process,
            input,
            messages,
            events: Vec::new(),
            session: None,
            last: 0,
            _profile: profile,
        };
        let page = browser.ask("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": page["targetId"], "flatten": true });
        let session = browser.ask("Target.attachToTarget", &attach);
        browser.session = session["sessionId"].as_str().map(String::from);
        for domain in ["Page", "Network", "Log", "Runtime", "Accessibility"] {
            browser.ask(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    /// Asks something of it, and waits for the answer.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.input.write_all(&bytes).unwrap();
        self.input.flush().unwrap();
        loop {
            let message = self.hear(method);
            if message["id"] == self.last {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    fn hear(&self, waiting_for: &str) -> Value {
        let heard = self.messages.recv_timeout(PATIENCE);
        heard.unwrap_or_else(|why| panic!("no answer to {waiting_for}: {why}"))
    }

    /// Opens a file, on a window so many points wide, and waits until it is there.
    pub fn open(&mut self, file: &Path, wide: u32) {
        let size =
            json!({ "width": wide, "height": 2000, "deviceScaleFactor": 1, "mobile": false });
        self.ask("Emulation.setDeviceMetricsOverride", &size);
        self.events.clear();
        let url = format!("file://{}", file.display());
        self.ask("Page.navigate", &json!({ "url": url }));
        let until = Instant::now() + PATIENCE;
        while !self
            .events
            .iter()
            .any(|it| it["method"] == "Page.loadEventFired")
        {
            assert!(Instant::now() < until, "{url} is not there");
            let event = self.hear("Page.loadEventFired");
            self.events.push(event);
        }
        // What it still wants to tell comes before the answer to a question.
        self.value("new Promise(done => setTimeout(done, 50))");
    }

    fn happened(&self, method: &str) -> impl Iterator<Item = &Value> {
        let events = self.events.iter();
        let events = events.filter(move |it| it["method"] == method);
        events.map(|it| &it["params"])
    }

    /// Whatever was asked of elsewhere since the page was opened.
    pub fn requests(&self) -> Vec<String> {
        let sent = self.happened("Network.requestWillBeSent");
        let urls = sent.map(|it| it["request"]["url"].as_str().unwrap().to_string());
        let inside = |url: &String| url.starts_with("data:");
        // The first is the page itself.
        urls.skip(1).filter(|url| !inside(url)).collect()
    }

    /// Whatever was said on the console, or went wrong, since the page was opened.
    pub fn complaints(&self) -> Vec<String> {
        [
            "Runtime.consoleAPICalled",
            "Runtime.exceptionThrown",
            "Log.entryAdded",
        ]
        .into_iter()
        .flat_map(|method| self.happened(method))
        .map(ToString::to_string)
        .collect()
    }

    /// What an expression is in the page, once it is there.
    #[track_caller]
    pub fn value(&mut self, expression: &str) -> Value {
        let asked =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.ask("Runtime.evaluate", &asked);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].clone()
    }

    /// Takes a picture of the window and tells which share of it isn't white; the page is gone
    /// after that.
    pub fn ink(&mut self) -> f64 {
        let picture = self.ask("Page.captureScreenshot", &json!({ "format": "png" }));
        let picture = picture["data"].as_str().unwrap().to_string();
        // The page's own rules forbid it to fetch, even from itself.
        self.ask("Page.navigate", &json!({ "url": "about:blank" }));
        self.value(&INK.replace("PICTURE", &picture))
            .as_f64()
            .unwrap()
    }

    /// What a screen reader is told of: the names of the parts of the page, by their role.
    pub fn roles(&mut self) -> HashMap<String, Vec<String>> {
        let tree = self.ask("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().unwrap().iter();
        let mut roles: HashMap<String, Vec<String>> = HashMap::new();
        for node in nodes.filter(|it| it["ignored"] == false) {
            let word = |key: &str| node[key]["value"].as_str().unwrap_or_default().to_string();
            roles.entry(word("role")).or_default().push(word("name"));
        }
        roles
    }

    /// The page printed as its own style sheet asks.
    pub fn print(&mut self) -> Vec<u8> {
        let asked = json!({ "preferCSSPageSize": true, "printBackground": false });
        let printed = self.ask("Page.printToPDF", &asked);
        STANDARD.decode(printed["data"].as_str().unwrap()).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _reaped = self.process.wait();
    }
}
