//! The shell on Tauri's mock runtime: commands reach the core, and no command is open that is not named.

use serde_json::{Value, json};
use tauri::http::HeaderMap;
use tauri::http::header::HeaderName;
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};

use lamplight_resident::Platform;

use super::{Options, build};

mod phones;

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
            hidden: false,
        };
        let context = tauri::generate_context!(test = true);
        let app = build(mock_builder(), context, options, |_| Platform::system()).unwrap();
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
        self.send(command, InvokeBody::Json(arguments), HeaderMap::new())
            .map(|body| body.deserialize().unwrap())
    }

    /// Sends bytes as they are, with a header.
    fn send_file(&self, command: &str, header: (&'static str, &str), file: &[u8]) -> Result<Value, Value> {
        let headers = HeaderMap::from_iter([(HeaderName::from_static(header.0), header.1.parse().unwrap())]);
        self.send(command, InvokeBody::Raw(file.to_vec()), headers)
            .map(|body| body.deserialize().unwrap())
    }

    fn send(&self, command: &str, body: InvokeBody, headers: HeaderMap) -> Result<InvokeResponseBody, Value> {
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body,
            headers,
            invoke_key: INVOKE_KEY.into(),
        };
        get_ipc_response(&self.window, request)
    }
}

/// The smallest picture there is: one grey pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
    \0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";

#[test]
fn a_report_goes_through_the_shell_and_is_listed() {
    let shell = Shell::open("main");
    let draft = shell
        .call("start_draft", json!({"category": "vandalism"}))
        .unwrap();
    let saved = shell.call("submit_draft", json!({"id": draft["id"]})).unwrap();
    let list = shell.call("reports", json!({"newest": 10})).unwrap();
    assert_eq!(list["reports"][0]["id"], saved["id"]);
    assert_eq!(list["reports"][0]["delivery"], "saved");
    assert_eq!(list["more"], 0);
}

#[test]
fn a_refusal_reaches_the_window_with_its_kind_and_field() {
    let shell = Shell::open("main");
    let draft = shell
        .call("start_draft", json!({"category": "suspicious_activity"}))
        .unwrap();
    let refusal = shell
        .call("submit_draft", json!({"id": draft["id"]}))
        .unwrap_err();
    assert_eq!(refusal["kind"], "invalid");
    assert_eq!(refusal["message"]["field"], "behaviours");
}

#[test]
fn a_photo_crosses_as_bytes_both_ways() {
    let shell = Shell::open("main");
    let draft = shell
        .call("start_draft", json!({"category": "vandalism"}))
        .unwrap();
    let header = ("draft-id", draft["id"].as_str().unwrap());
    let photo = shell.send_file("attach_photo", header, PIXEL).unwrap();
    assert_eq!((&photo["width_px"], &photo["height_px"]), (&json!(1), &json!(1)));
    let named = json!({"id": draft["id"], "sha256": photo["sha256"]});
    let bytes = |named: &Value| {
        let body = InvokeBody::Json(named.clone());
        match shell.send("photo_bytes", body, HeaderMap::new()).unwrap() {
            InvokeResponseBody::Raw(bytes) => bytes,
            InvokeResponseBody::Json(json) => panic!("a photo came as JSON: {json}"),
        }
    };
    assert_eq!(json!(bytes(&named).len()), photo["size_bytes"]);
    assert!(bytes(&named).starts_with(b"\xff\xd8"));
    shell.call("detach_photo", named.clone()).unwrap();
    assert!(bytes(&named).is_empty());

    let refusal = shell
        .send_file("attach_photo", header, b"\0\0\0\x18ftypheic")
        .unwrap_err();
    assert_eq!(refusal, json!({"kind": "photo", "message": "photo_heic"}));
}

#[test]
fn only_a_window_with_the_capability_may_call_a_command() {
    // In the words of Tauri: a call may fail for many reasons, and most of these lack their arguments.
    let is_kept_out = |shell: &Shell, command: &str| match shell.call(command, json!({})) {
        Err(Value::String(refusal)) => refusal.contains("not allowed"),
        _ => false,
    };
    let (other, main) = (Shell::open("other"), Shell::open("main"));
    for command in commands!(names) {
        assert!(is_kept_out(&other, command), "{command} is open to any window");
        assert!(!is_kept_out(&main, command), "{command} is closed to the app");
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
