//! Turns what the parser says into what a person can act on.

use lamplight_protocol::error::ErrorCode;
use serde_json::error::Category;

use crate::error::ApiError;

/// A body that does not parse. `path` is where the parser stood, for example `texts[0].headline`.
pub(super) fn of_json(path: &str, error: &serde_json::Error) -> ApiError {
    let message = without_position(&error.to_string());
    if error.classify() != Category::Data {
        let detail = format!(
            "the body is not sound JSON at line {}, column {}: {message}",
            error.line(),
            error.column()
        );
        return ApiError::new(ErrorCode::Invalid, detail);
    }
    if let Some(name) = message.strip_prefix("missing field ").map(unquoted) {
        let field = join(path, &name);
        let detail = format!("{field} is missing");
        return ApiError::of_field(ErrorCode::Invalid, field, detail);
    }
    let field = if path.is_empty() || path == "." {
        "body"
    } else {
        path
    };
    let detail = sentence(field, &message);
    ApiError::of_field(ErrorCode::Invalid, field, detail)
}

/// A field that nobody here knows.
pub(super) fn of_unknown_field(path: &str) -> ApiError {
    // serde_ignored writes `?` where an optional value is entered; a person does not write it.
    let field: Vec<&str> = path.split('.').filter(|step| *step != "?").collect();
    let field = field.join(".");
    let detail = format!("{field} is not known here; check its spelling or take it out");
    ApiError::of_field(ErrorCode::Invalid, field, detail)
}

fn sentence(field: &str, message: &str) -> String {
    if let Some((_, known)) = message
        .strip_prefix("unknown variant ")
        .and_then(|rest| rest.split_once(", expected "))
    {
        let known = known.strip_prefix("one of ").unwrap_or(known);
        return format!(
            "{field} must be one of {}",
            known.replace(" or ", ", ").replace('`', "")
        );
    }
    if let Some((_, expected)) = message
        .strip_prefix("invalid ")
        .and_then(|rest| rest.split_once(", expected "))
    {
        return format!("{field} does not fit: expected {}", expected.replace('`', ""));
    }
    format!("{field}: {message}")
}

fn join(path: &str, name: &str) -> String {
    match path {
        "" | "." => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}

fn unquoted(text: &str) -> String {
    text.replace('`', "")
}

/// serde_json ends a message with the position, which is of use only where the syntax is wrong.
fn without_position(message: &str) -> String {
    message
        .rfind(" at line ")
        .and_then(|at| message.get(..at))
        .unwrap_or(message)
        .to_owned()
}
