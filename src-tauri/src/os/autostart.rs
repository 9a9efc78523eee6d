//! Starting with the computer, by a file in the desktop's folder for that
//! (<https://specifications.freedesktop.org/autostart-spec/latest/>). Where there is no such folder it is not offered.

use std::path::{Path, PathBuf};

use lamplight_resident::error::{CoreError, NotSavedReason};
use tauri::{Manager, Runtime};

const FILE: &str = "lamplight.desktop";

/// Whether the app starts with the computer.
pub(crate) fn starts<R: Runtime>(app: &impl Manager<R>) -> bool {
    file(app).is_some_and(|file| file.exists())
}

/// Has the app start with the computer, or not.
///
/// # Errors
/// [`CoreError::NotSaved`] when the file cannot be written or removed.
pub(crate) fn set_starts<R: Runtime>(app: &impl Manager<R>, wanted: bool) -> Result<(), CoreError> {
    if wanted == starts(app) {
        return Ok(());
    }
    let written = match (file(app), wanted) {
        (Some(file), true) => write(&file),
        (Some(file), false) => std::fs::remove_file(file),
        (None, _) => Err(std::io::ErrorKind::Unsupported.into()),
    };
    written.map_err(|_| CoreError::NotSaved {
        reason: NotSavedReason::NotWritable,
    })
}

fn file<R: Runtime>(app: &impl Manager<R>) -> Option<PathBuf> {
    let folder = app.path().config_dir().ok()?.join("autostart");
    cfg!(target_os = "linux").then(|| folder.join(FILE))
}

fn write(file: &Path) -> std::io::Result<()> {
    let program = std::env::current_exe()?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, entry(&program.to_string_lossy()))
}

fn entry(program: &str) -> String {
    let program = quoted(program);
    format!(
        "[Desktop Entry]\nType=Application\nName=Lamplight\nExec={program} --hidden\nX-GNOME-Autostart-enabled=true\n"
    )
}

/// A word of `Exec`, as the Desktop Entry Specification quotes it: first for the list of words, then for the file.
fn quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for character in word.chars() {
        match character {
            '"' | '`' | '$' => {
                quoted.push_str("\\\\");
                quoted.push(character);
            }
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_whatever_is_in_it() {
        assert_eq!(quoted("/opt/Lamp light/app"), "\"/opt/Lamp light/app\"");
        assert_eq!(quoted("/a$b`c\"d"), r#""/a\\$b\\`c\\"d""#);
        assert_eq!(quoted(r"/a\b%c"), r#""/a\\\\b%%c""#);
    }

    #[test]
    fn it_starts_without_its_window() {
        assert!(entry("/usr/bin/lamplight-app").contains("\nExec=\"/usr/bin/lamplight-app\" --hidden\n"));
    }
}
