//! The categories of a source, as small numbers, with what decides about each.

use std::collections::HashMap;

use serde::Serialize;
use thiserror::Error;

use super::{Incident, Origin};

/// Categories that one catalogue holds at most. Philadelphia has 32, Boston's 311 about 200.
const CATEGORIES_MAX: usize = 4_096;

/// The number of a category in its catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CategoryId(u16);

impl CategoryId {
    /// Where it stands in a list that runs along the catalogue.
    #[must_use]
    pub fn position(self) -> usize {
        usize::from(self.0)
    }
}

/// A kind of incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name at the source.
    pub name: String,
    /// How incidents of it come to be known, where the incident itself does not say.
    pub origin: Origin,
    /// Whether it is about a person who seemed suspicious. Such reports never enter a score: they say whom residents
    /// looked at, not what happened.
    pub is_suspicion: bool,
}

/// All categories of a source.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    categories: Vec<Category>,
    ids: HashMap<String, CategoryId>,
}

/// Why a category is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CatalogueError {
    /// More kinds than any source has: the column is not the category.
    #[error("more than {CATEGORIES_MAX} categories; is this the column of the category?")]
    TooMany,
}

impl Catalogue {
    /// Takes a category in, or finds the one of that name and leaves it as it is.
    ///
    /// # Errors
    /// [`CatalogueError::TooMany`] past 4,096 of them.
    pub fn add(&mut self, category: Category) -> Result<CategoryId, CatalogueError> {
        if let Some(id) = self.ids.get(&category.name) {
            return Ok(*id);
        }
        let next = self.categories.len();
        let id = u16::try_from(next)
            .ok()
            .filter(|_| next < CATEGORIES_MAX)
            .map(CategoryId)
            .ok_or(CatalogueError::TooMany)?;
        self.ids.insert(category.name.clone(), id);
        self.categories.push(category);
        Ok(id)
    }

    /// The number of the category of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<CategoryId> {
        self.ids.get(name).copied()
    }

    /// What is known of a category.
    #[must_use]
    pub fn get(&self, id: CategoryId) -> Option<&Category> {
        self.categories.get(id.position())
    }

    /// All categories, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (CategoryId, &Category)> {
        (0_u16..).map(CategoryId).zip(&self.categories)
    }

    /// Whether an incident may move a score: it was reported by a resident, and is not about a person who seemed
    /// suspicious.
    #[must_use]
    pub fn enters_score(&self, incident: &Incident) -> bool {
        let of_deeds = self
            .get(incident.category)
            .is_some_and(|category| !category.is_suspicion);
        of_deeds && incident.origin == Origin::Reported
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(name: &str) -> Category {
        Category {
            name: name.into(),
            origin: Origin::Reported,
            is_suspicion: false,
        }
    }

    #[test]
    fn a_name_has_one_number() {
        let mut catalogue = Catalogue::default();
        let first = catalogue.add(category("Graffiti")).unwrap();
        let second = catalogue.add(category("Noise")).unwrap();
        assert_eq!(catalogue.add(category("Graffiti")), Ok(first));
        assert_ne!(first, second);
        assert_eq!(catalogue.get(second).unwrap().name, "Noise");
        assert_eq!(catalogue.iter().count(), 2);
    }

    #[test]
    fn a_column_of_free_text_is_not_a_category() {
        let mut catalogue = Catalogue::default();
        for number in 0..CATEGORIES_MAX {
            catalogue.add(category(&number.to_string())).unwrap();
        }
        assert_eq!(catalogue.add(category("one more")), Err(CatalogueError::TooMany));
        assert!(catalogue.add(category("0")).is_ok());
    }
}
