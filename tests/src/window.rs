//! The real app in a real window, driven through WebKitWebDriver.
//!
//! The caller gives a display (`DISPLAY`) and a session bus; `cargo xtask test` starts both. Each window
//! has its own driver and its own folders, so that windows do not know of each other.

use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;

use crate::programs::{Group, path_of};

/// How the window is to be opened.
#[derive(Default)]
pub struct Options<'a> {
    /// The patrol's server.
    pub server: Option<&'a str>,
    /// The dark scheme.
    pub dark: bool,
    /// The bus on which it tells screen readers what it shows. It makes a window slower, and is off without one.
    pub readers: Option<&'a str>,
    /// The address of a message bus in place of the session's.
    pub bus: Option<&'a str>,
}

/// How long the driver may take to listen, and an element to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// An app window that is open.
pub struct AppWindow {
    client: Client,
    driver: Group,
    taps: AtomicU32,
    _folders: TempDir,
}

impl AppWindow {
    /// Opens the app on this data folder and waits for its first page.
    ///
    /// # Errors
    /// When the app or the driver is missing, or there is no display.
    pub async fn open(data: &Path, options: &Options<'_>) -> anyhow::Result<Self> {
        let app = path_of("lamplight-app")?;
        let folders = tempfile::tempdir()?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let driver = driver(port, data, folders.path(), options)?;
        let capabilities = json!({"webkitgtk:browserOptions": {"binary": app, "args": []}});
        let client = connect(port, capabilities).await?;
        let window = Self {
            client,
            driver,
            taps: AtomicU32::new(0),
            _folders: folders,
        };
        window.find("main").await?;
        Ok(window)
    }

    /// Waits for the element that this CSS selector names.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn find(&self, css: &str) -> anyhow::Result<Element> {
        self.find_within(css, PATIENCE).await
    }

    /// The same, for no longer than `patience`.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn find_within(&self, css: &str, patience: Duration) -> anyhow::Result<Element> {
        let wait = self
            .client
            .wait()
            .at_most(patience)
            .every(Duration::from_millis(25));
        wait.for_element(Locator::Css(css))
            .await
            .with_context(|| format!("{css} did not appear"))
    }

    /// Waits until an element shows this text, for no longer than `patience`.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn find_text(&self, text: &str, patience: Duration) -> anyhow::Result<Element> {
        let path = format!(
            "//main//*[contains(normalize-space(text()), {})]",
            xpath_string(text)
        );
        let wait = self
            .client
            .wait()
            .at_most(patience)
            .every(Duration::from_millis(25));
        wait.for_element(Locator::XPath(&path))
            .await
            .with_context(|| format!("{text:?} did not appear"))
    }

    /// Taps the element that this CSS selector names: one tap, as a resident counts them.
    ///
    /// # Errors
    /// When it does not appear or cannot be tapped.
    pub async fn tap(&self, css: &str) -> anyhow::Result<()> {
        self.count_taps(1);
        self.find(css)
            .await?
            .click()
            .await
            .with_context(|| format!("{css} cannot be tapped"))
    }

    /// Taps the button that carries these words.
    ///
    /// # Errors
    /// When it does not appear or cannot be tapped.
    pub async fn tap_button(&self, words: &str) -> anyhow::Result<()> {
        let path = format!("//button[normalize-space() = {}]", xpath_string(words));
        let wait = self
            .client
            .wait()
            .at_most(PATIENCE)
            .every(Duration::from_millis(25));
        let button = wait.for_element(Locator::XPath(&path)).await;
        let button = button.with_context(|| format!("a button {words:?} did not appear"))?;
        self.count_taps(1);
        button
            .click()
            .await
            .with_context(|| format!("the button {words:?} cannot be tapped"))
    }

    /// Gives a file to the field that this CSS selector names, as the system's own dialog would: two taps, on the button
    /// and on the file.
    ///
    /// # Errors
    /// When it does not appear or takes no file.
    pub async fn choose_file(&self, css: &str, file: &Path) -> anyhow::Result<()> {
        self.count_taps(2);
        let path = file.to_str().context("the file's name is no text")?;
        Ok(self.find(css).await?.send_keys(path).await?)
    }

    /// How many taps it took to come here.
    pub fn taps(&self) -> u32 {
        self.taps.load(Ordering::Relaxed)
    }

    fn count_taps(&self, taps: u32) {
        self.taps.fetch_add(taps, Ordering::Relaxed);
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// When it throws.
    pub async fn execute(&self, script: &str) -> anyhow::Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Runs a script in the page that hands its result to its last argument, a function.
    ///
    /// # Errors
    /// When it throws, or never hands over anything.
    pub async fn execute_async(&self, script: &str) -> anyhow::Result<Value> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// Goes to another screen by its route.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn go(&self, route: &str) -> anyhow::Result<()> {
        self.client
            .execute("location.hash = arguments[0]", vec![json!(route)])
            .await?;
        Ok(())
    }

    /// A picture of the window as it is now.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn screenshot(&self) -> anyhow::Result<Vec<u8>> {
        // A screenshot holds the last painted frame: let two be painted first.
        let painted =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.execute_async(painted).await?;
        Ok(self.client.screenshot().await?)
    }

    /// Makes the window as large as this, in CSS pixels.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn resize(&self, width: u32, height: u32) -> anyhow::Result<()> {
        Ok(self.client.set_window_size(width, height).await?)
    }

    /// The number of the app's process group's leader, for measuring.
    pub fn driver_id(&self) -> Option<u32> {
        self.driver.id()
    }

    /// Closes the window as its owner would, and ends everything it started.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn close(self) -> anyhow::Result<()> {
        self.client.clone().close().await?;
        self.driver.end().await
    }
}

fn driver(port: u16, data: &Path, folders: &Path, options: &Options<'_>) -> anyhow::Result<Group> {
    let mut command = Command::new("WebKitWebDriver");
    command
        .args([format!("--port={port}"), "--host=127.0.0.1".into()])
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("GDK_BACKEND", "x11")
        .env("LAMPLIGHT_DATA", data)
        .env("XDG_DATA_HOME", folders.join("data"))
        .env("XDG_CONFIG_HOME", folders.join("config"))
        .env("XDG_CACHE_HOME", folders.join("cache"))
        .stdout(Stdio::null());
    if let Some(server) = options.server {
        command.env("LAMPLIGHT_SERVER", server);
    }
    match options.readers {
        Some(bus) => command.env("AT_SPI_BUS_ADDRESS", bus),
        None => command.env("NO_AT_BRIDGE", "1"),
    };
    if let Some(bus) = options.bus {
        command.env("DBUS_SESSION_BUS_ADDRESS", bus);
    }
    if options.dark {
        command.env("GTK_THEME", "Adwaita:dark");
    }
    Group::start(&mut command).context("WebKitWebDriver is missing; `cargo xtask test` installs it")
}

async fn connect(port: u16, capabilities: Value) -> anyhow::Result<Client> {
    let capabilities: Capabilities = serde_json::from_value(capabilities)?;
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        match builder.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return Ok(client),
            // The driver is not listening yet.
            Err(error) if tokio::time::Instant::now() >= deadline => return Err(error.into()),
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

fn xpath_string(text: &str) -> String {
    format!("\"{}\"", text.replace('"', ""))
}
