//! The shell on Tauri's mock runtime: commands reach the core, and no command is open that is not named.

use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};

use super::{Options, build};

macro_rules! names {
    ($($command:ident),* $(,)?) => {
        [$(stringify!($command)),*]
    };
}

include!("commands/list.rs");

struct Shell {
    _app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    _data: tempfile::TempDir,
}

impl Shell {
    fn open(label: &str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = Options {
            server: None,
            data: Some(data.path().join("resident")),
        };
        let app = build(mock_builder(), tauri::generate_context!(test = true), options).unwrap();
        let window = WebviewWindowBuilder::new(&app, label, tauri::WebviewUrl::default())
            .build()
            .unwrap();
        Self {
            _app: app,
            window,
            _data: data,
        }
    }

    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: tauri::http::HeaderMap::new(),
            invoke_key: INVOKE_KEY.into(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }
}

#[test]
fn a_report_goes_through_the_shell_and_is_listed() {
    let shell = Shell::open("main");
    let saved = shell
        .call("submit_report", json!({"draft": {"category": "vandalism"}}))
        .unwrap();
    let reports = shell.call("reports", json!({})).unwrap();
    assert_eq!(reports[0]["id"], saved["id"]);
    assert_eq!(reports[0]["delivery"], "saved");
}

#[test]
fn a_refusal_reaches_the_window_with_its_kind_and_field() {
    let shell = Shell::open("main");
    let refusal = shell
        .call(
            "submit_report",
            json!({"draft": {"category": "suspicious_activity"}}),
        )
        .unwrap_err();
    assert_eq!(refusal["kind"], "invalid");
    assert_eq!(refusal["message"]["field"], "behaviours");
}

#[test]
fn a_window_without_a_capability_may_call_nothing() {
    let shell = Shell::open("other");
    for command in commands!(names) {
        assert!(
            shell.call(command, json!({})).is_err(),
            "{command} is open to any window"
        );
    }
}

#[test]
fn the_capability_file_names_every_command_and_nothing_else_of_ours() {
    let file: Value = serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
    let permissions = file["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str);
    let mut allowed: Vec<String> = permissions
        .filter_map(|name| name.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect();
    allowed.sort_unstable();
    assert_eq!(allowed, commands!(names));
}

#[test]
fn the_configuration_keeps_the_window_closed_to_the_world() {
    let config: Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
    assert_eq!(config["app"]["withGlobalTauri"], false);
    let csp = config["app"]["security"]["csp"].as_object().unwrap();
    assert_eq!(csp["default-src"], "'none'");
    assert!(
        csp.values()
            .filter_map(Value::as_str)
            .all(|sources| !sources.contains("unsafe") && !sources.contains("https:"))
    );
    assert!(
        config["app"]["security"]
            .get("dangerousRemoteUrlIpcAccess")
            .is_none()
    );
}
