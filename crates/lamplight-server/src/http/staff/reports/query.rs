//! What the list of reports is asked for.

use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::limits::{PAGE_ITEMS_MAX, SEARCH_CHARS_MAX};
use lamplight_protocol::report::Category;
use lamplight_protocol::text::check_text;
use lamplight_store::model::{InCharge, Order, ReportFilter};
use serde::Deserialize;

use crate::Deps;
use crate::error::ApiError;
use crate::http::extract;

#[derive(Debug, Deserialize)]
pub(super) struct ReportsQuery {
    status: Option<String>,
    category: Option<String>,
    district: Option<String>,
    received_before: Option<String>,
    overdue: Option<String>,
    urgent: Option<String>,
    mine: Option<String>,
    unread: Option<String>,
    assigned_to: Option<String>,
    words: Option<String>,
    ids: Option<String>,
    order: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl ReportsQuery {
    pub(super) fn filter(self, deps: &Deps) -> Result<ReportFilter, ApiError> {
        let mut filter = ReportFilter {
            statuses: extract::names(self.status.as_deref())?,
            categories: extract::names(self.category.as_deref())?,
            received_before: extract::time("received_before", self.received_before.as_deref())?,
            overdue_at: extract::flag("overdue", self.overdue.as_deref())?.then(|| deps.clock.now()),
            assignee: in_charge(self.assigned_to.as_deref())?,
            mine: extract::flag("mine", self.mine.as_deref())?,
            unread: extract::flag("unread", self.unread.as_deref())?,
            words: words(self.words)?,
            ids: ids(self.ids.as_deref())?,
            order: order(self.order.as_deref())?,
            before: extract::cursor(self.after.as_deref())?,
            limit: extract::limit(self.limit.as_deref())?,
            district: self.district.filter(|district| !district.is_empty()),
        };
        if extract::flag("urgent", self.urgent.as_deref())? {
            keep_urgent(&mut filter, &urgent_categories(deps));
        }
        Ok(filter)
    }
}

/// The categories that the area calls urgent.
pub(in crate::http::staff) fn urgent_categories(deps: &Deps) -> Vec<Category> {
    let area = deps.area.area();
    Category::ALL
        .into_iter()
        .filter(|category| area.is_urgent(*category))
        .collect()
}

fn keep_urgent(filter: &mut ReportFilter, urgent: &[Category]) {
    if filter.categories.is_empty() {
        filter.categories = urgent.to_vec();
    } else {
        filter.categories.retain(|category| urgent.contains(category));
    }
    if filter.categories.is_empty() {
        // No categories would mean any.
        filter.ids = Some(Vec::new());
    }
}

fn in_charge(text: Option<&str>) -> Result<Option<InCharge>, ApiError> {
    match text {
        None | Some("") => Ok(None),
        Some("none") => Ok(Some(InCharge::Nobody)),
        Some(id) => id
            .parse::<StaffId>()
            .map(|id| Some(InCharge::Of(id)))
            .map_err(|_| {
                ApiError::of_field(
                    ErrorCode::Invalid,
                    "assigned_to",
                    "assigned_to must be an id, or none",
                )
            }),
    }
}

fn words(words: Option<String>) -> Result<Option<String>, ApiError> {
    let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
        return Ok(None);
    };
    check_text("words", &words, SEARCH_CHARS_MAX)?;
    Ok(Some(words))
}

fn ids(text: Option<&str>) -> Result<Option<Vec<ReportId>>, ApiError> {
    let Some(text) = text else {
        return Ok(None);
    };
    let ids: Vec<ReportId> = text
        .split(',')
        .filter(|id| !id.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| {
            ApiError::of_field(
                ErrorCode::Invalid,
                "ids",
                "ids must be ids with commas between them",
            )
        })?;
    if ids.len() > PAGE_ITEMS_MAX as usize {
        return Err(Violation::too_many("ids", ids.len(), PAGE_ITEMS_MAX as usize).into());
    }
    Ok(Some(ids))
}

fn order(name: Option<&str>) -> Result<Order, ApiError> {
    match name {
        None | Some("" | "newest") => Ok(Order::Newest),
        Some("oldest") => Ok(Order::Oldest),
        Some("due") => Ok(Order::Due),
        Some(_) => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "order",
            "order must be one of newest, oldest, due",
        )),
    }
}
