//! Alerts as XML of the Common Alerting Protocol 1.2 (OASIS, CAP-v1.2-os). The order of elements is the
//! standard's.

use std::io;

use lamplight_protocol::alert::{Alert, AlertState, AlertStatus, AlertText, ClosingText};
use lamplight_protocol::place::{GeoJson, Region};
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// The namespace of CAP 1.2.
const NAMESPACE: &str = "urn:oasis:names:tc:emergency:cap:1.2";

type Xml = Writer<Vec<u8>>;

/// Writes an alert as it stands.
///
/// # Errors
/// Only the writer's own, which writes to memory.
pub fn write(alert: &Alert) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("alert")
        .with_attribute(("xmlns", NAMESPACE))
        .write_inner_content(|xml| message(xml, alert))?;
    Ok(xml.into_inner())
}

fn message(xml: &mut Xml, alert: &Alert) -> io::Result<()> {
    let sender = name(&alert.sender);
    text(xml, "identifier", &alert.identifier.to_string())?;
    text(xml, "sender", &sender)?;
    text(xml, "sent", &cap_time(alert.sent))?;
    text(xml, "status", &word(&alert.content.status)?)?;
    text(xml, "msgType", message_type(alert))?;
    text(xml, "scope", "Public")?;
    if let Some(note) = alert.closing.first() {
        text(xml, "note", &note.text)?;
    }
    if !alert.references.is_empty() {
        let references: Vec<String> = alert
            .references
            .iter()
            .map(|earlier| format!("{sender},{},{}", earlier.identifier, cap_time(earlier.sent)))
            .collect();
        text(xml, "references", &references.join(" "))?;
    }
    alert
        .content
        .texts
        .iter()
        .try_for_each(|said| info(xml, alert, said))
}

/// The first message is an alert; one that takes it back cancels; every other, the all-clear too, is an update.
fn message_type(alert: &Alert) -> &'static str {
    match alert.state {
        AlertState::Recalled => "Cancel",
        _ if alert.references.is_empty() => "Alert",
        _ => "Update",
    }
}

fn info(xml: &mut Xml, alert: &Alert, said: &AlertText) -> io::Result<()> {
    let content = &alert.content;
    xml.create_element("info").write_inner_content(|xml| {
        text(xml, "language", said.language.as_str())?;
        text(xml, "category", &category(&word(&content.category)?))?;
        text(xml, "event", &said.hazard)?;
        if alert.state == AlertState::Ended {
            text(xml, "responseType", "AllClear")?;
        }
        text(xml, "urgency", &word(&content.urgency)?)?;
        text(xml, "severity", &word(&content.severity)?)?;
        text(xml, "certainty", &word(&content.certainty)?)?;
        if let Some(begins) = content.effective {
            text(xml, "onset", &cap_time(begins))?;
        }
        text(xml, "expires", &cap_time(content.expires))?;
        text(xml, "senderName", &said.source)?;
        text(
            xml,
            "headline",
            &marked(&said.headline, content.status, &said.language),
        )?;
        let description =
            closing_of(alert, &said.language).map_or(said.description.as_str(), |closing| &closing.text);
        if !description.is_empty() {
            text(xml, "description", description)?;
        }
        text(xml, "instruction", &said.instruction)?;
        area(xml, &said.place, content.region.as_ref())
    })?;
    Ok(())
}

fn closing_of<'a>(alert: &'a Alert, language: &Language) -> Option<&'a ClosingText> {
    alert.closing.iter().find(|closing| closing.language == *language)
}

/// What is not meant says so in its first word, also where only the headline is shown.
fn marked(headline: &str, status: AlertStatus, language: &Language) -> String {
    let spanish = language.as_str().split('-').next() == Some("es");
    let mark = match (status, spanish) {
        (AlertStatus::Actual, _) => return headline.to_owned(),
        (AlertStatus::Exercise, false) => "EXERCISE",
        (AlertStatus::Exercise, true) => "SIMULACRO",
        (AlertStatus::Test, false) => "TEST",
        (AlertStatus::Test, true) => "PRUEBA",
    };
    format!("{mark}: {headline}")
}

fn area(xml: &mut Xml, words: &str, region: Option<&Region>) -> io::Result<()> {
    xml.create_element("area").write_inner_content(|xml| {
        text(xml, "areaDesc", words)?;
        region.map_or(Ok(()), |region| polygons(xml, region))
    })?;
    Ok(())
}

/// The outlines; CAP has no holes, so a hole is part of what is warned.
fn polygons(xml: &mut Xml, region: &Region) -> io::Result<()> {
    let outlines = GeoJson::from(region.clone()).coordinates;
    for outline in outlines.iter().filter_map(|rings| rings.first()) {
        let corners: Vec<String> = outline
            .iter()
            .map(|[lon, lat]| format!("{lat:.5},{lon:.5}"))
            .collect();
        text(xml, "polygon", &corners.join(" "))?;
    }
    Ok(())
}

fn text(xml: &mut Xml, element: &str, content: &str) -> io::Result<()> {
    xml.create_element(element)
        .write_text_content(BytesText::new(content))?;
    Ok(())
}

/// A time with an offset and without a fraction; CAP forbids `Z` (section 3.3.2).
fn cap_time(time: TimestampMillis) -> String {
    let text = time.to_string();
    let seconds = text.split_once('.').map_or(text.as_str(), |(seconds, _)| seconds);
    format!("{seconds}-00:00")
}

/// A sender or an identifier must not hold these (CAP-v1.2-os, section 3.2.1).
fn name(sender: &str) -> String {
    let forbidden = |c: char| c.is_whitespace() || matches!(c, ',' | '<' | '&');
    sender.replace(forbidden, "_")
}

/// Our name of a value with a capital letter, which is CAP's.
fn word(value: &impl serde::Serialize) -> io::Result<String> {
    let json = serde_json::to_value(value)?;
    let name = json.as_str().unwrap_or_default();
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    Ok(first.into_iter().chain(letters).collect())
}

/// The one category that is more than a capitalised name.
fn category(name: &str) -> String {
    if name == "Cbrne" {
        "CBRNE".into()
    } else {
        name.into()
    }
}

#[cfg(test)]
mod tests;
