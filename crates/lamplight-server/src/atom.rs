//! News as an Atom feed (RFC 4287), for the readers and the web pages of others.

use std::io;

use lamplight_protocol::news::{News, NewsText};
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// The namespace of Atom.
const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

type Xml = Writer<Vec<u8>>;

/// What a feed says of itself.
pub struct Feed<'a> {
    /// Whose news they are.
    pub title: &'a str,
    /// Under which address it is had.
    pub url: &'a str,
    /// In which language it is told.
    pub language: &'a Language,
}

/// Writes what news say in the feed's language, in the order given. News in other languages only are left out.
///
/// # Errors
/// Only the writer's own, which writes to memory.
pub fn write(feed: &Feed<'_>, news: &[News]) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("feed")
        .with_attributes([("xmlns", NAMESPACE), ("xml:lang", feed.language.as_str())])
        .write_inner_content(|xml| {
            let newest = news.iter().map(|item| item.changed_at).max();
            text(xml, "id", feed.url)?;
            text(xml, "title", feed.title)?;
            text(
                xml,
                "updated",
                &newest.unwrap_or(TimestampMillis::EPOCH).to_string(),
            )?;
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", feed.title))?;
            xml.create_element("link")
                .with_attributes([
                    ("rel", "self"),
                    ("type", "application/atom+xml"),
                    ("href", feed.url),
                ])
                .write_empty()?;
            news.iter()
                .filter_map(|item| Some((item, told(item, feed.language)?)))
                .try_for_each(|(item, told)| entry(xml, item, told))
        })?;
    Ok(xml.into_inner())
}

fn told<'a>(item: &'a News, language: &Language) -> Option<&'a NewsText> {
    item.content.texts.iter().find(|text| text.language == *language)
}

fn entry(xml: &mut Xml, item: &News, told: &NewsText) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &format!("urn:uuid:{}", item.id))?;
        text(xml, "title", &told.title)?;
        text(xml, "published", &item.published_at.to_string())?;
        text(xml, "updated", &item.changed_at.to_string())?;
        xml.create_element("content")
            .with_attribute(("type", "text"))
            .write_text_content(BytesText::new(&told.text))?;
        Ok(())
    })?;
    Ok(())
}

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(value))?;
    Ok(())
}
