//! What an operator may set of the analysis.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

/// Classes that are forecast at most: each costs a back-test of its own.
const CLASSES_MAX: usize = 20;
/// The name of a class, in characters.
const CLASS_CHARS_MAX: usize = 60;
/// The memory that one rule may take, in bytes.
const RULE_BYTES_MAX: usize = 1024 * 1024;

/// The section `analysis` of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnalysisSettings {
    /// Whether maps of risk are made and shown.
    pub enabled: bool,
    /// Names of classes, and regular expressions that find their categories. Without any, a class a source.
    pub classes: BTreeMap<String, String>,
}

impl Default for AnalysisSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            classes: BTreeMap::new(),
        }
    }
}

/// A class, and what finds its categories.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) class: String,
    pub(super) finds: Regex,
}

impl AnalysisSettings {
    /// Refuses classes that cannot be.
    ///
    /// # Errors
    /// A sentence that names the setting.
    pub fn check(&self) -> Result<(), String> {
        if self.classes.len() > CLASSES_MAX {
            return Err(format!("analysis.classes must be at most {CLASSES_MAX}"));
        }
        let is_name = |name: &String| (1..=CLASS_CHARS_MAX).contains(&name.trim().chars().count());
        if !self.classes.keys().all(is_name) {
            return Err(format!(
                "analysis.classes must have names of at most {CLASS_CHARS_MAX} characters"
            ));
        }
        self.rules().map(drop)
    }

    /// The classes by their names.
    pub(super) fn rules(&self) -> Result<Vec<Rule>, String> {
        let rule = |(class, finds): (&String, &String)| {
            let finds = RegexBuilder::new(finds).size_limit(RULE_BYTES_MAX).build();
            let finds = finds
                .map_err(|_| format!("analysis.classes.{class} is no regular expression that can be used"))?;
            Ok(Rule {
                class: class.clone(),
                finds,
            })
        };
        self.classes.iter().map(rule).collect()
    }
}
