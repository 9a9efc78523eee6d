use lamplight_protocol::alert::Alert;
use quick_xml::Reader;
use quick_xml::events::Event as XmlEvent;
use serde_json::json;

use super::*;

fn alert(change: impl FnOnce(&mut serde_json::Value)) -> Alert {
    let mut json = json!({
        "id": "9c5b94b1-35ad-49bb-b118-8e8fc24abf80", "revision": 1, "state": "active",
        "identifier": "1c5b94b1-35ad-49bb-b118-8e8fc24abf81", "sender": "patrol.test",
        "sent": "2026-11-20T10:00:00.123Z", "level": "moderate",
        "content": {
            "status": "actual", "category": "cbrne", "urgency": "immediate", "severity": "moderate",
            "certainty": "observed", "effective": "2026-11-20T12:00:00Z", "expires": "2026-11-20T14:00:00Z",
            "texts": [
                { "language": "en", "headline": "Gas <near> Mill & Quay", "source": "Patrol", "hazard": "Gas \"smell\"",
                  "place": "Mill Street", "instruction": "Keep away]]>", "description": "" },
                { "language": "es", "headline": "Olor a gas", "source": "Patrulla", "hazard": "Gas",
                  "place": "Calle Mill", "instruction": "Aléjese", "description": "Más" },
            ],
            "region": { "type": "MultiPolygon", "coordinates": [
                [[[24.1, 60.0], [24.2, 60.0], [24.2, 60.123456], [24.1, 60.0]],
                 [[24.15, 60.01], [24.16, 60.01], [24.16, 60.02], [24.15, 60.01]]],
                [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]],
            ] },
        },
    });
    change(&mut json);
    serde_json::from_value(json).unwrap()
}

/// Every element with its text, in the order of the document.
fn elements(xml: &[u8]) -> Vec<(String, String)> {
    let mut reader = Reader::from_reader(xml);
    let mut elements: Vec<(String, String)> = Vec::new();
    let mut open = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            XmlEvent::Start(start) => {
                open.push(elements.len());
                elements.push((
                    String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
                    String::new(),
                ));
            }
            XmlEvent::End(_) => {
                open.pop().unwrap();
            }
            XmlEvent::Text(text) => {
                if let Some(place) = open.last() {
                    elements[*place].1.push_str(&text.decode().unwrap());
                }
            }
            XmlEvent::GeneralRef(entity) => {
                let character = match &entity.decode().unwrap()[..] {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("an entity that XML does not have: {other}"),
                };
                elements[*open.last().unwrap()].1.push(character);
            }
            XmlEvent::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    for (_, text) in &mut elements {
        *text = text.trim().to_owned();
    }
    elements
}

fn written(alert: &Alert) -> Vec<(String, String)> {
    elements(&write(alert).unwrap())
}

fn texts<'a>(elements: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    elements
        .iter()
        .filter(|(element, _)| element == name)
        .map(|(_, text)| text.as_str())
        .collect()
}

#[test]
fn elements_come_in_the_order_of_the_standard() {
    const ALERT: [&str; 8] = [
        "identifier",
        "sender",
        "sent",
        "status",
        "msgType",
        "scope",
        "note",
        "references",
    ];
    const INFO: [&str; 12] = [
        "language",
        "category",
        "event",
        "responseType",
        "urgency",
        "severity",
        "certainty",
        "onset",
        "expires",
        "senderName",
        "headline",
        "description",
    ];
    let ended = alert(|json| {
        json["state"] = "ended".into();
        json["closing"] =
            json!([{ "language": "en", "text": "All clear" }, { "language": "es", "text": "Pasó" }]);
        json["references"] =
            json!([{ "identifier": "2c5b94b1-35ad-49bb-b118-8e8fc24abf81", "sent": "2026-11-20T09:00:00Z" }]);
    });
    let elements = written(&ended);
    let names: Vec<&str> = elements.iter().map(|(name, _)| name.as_str()).collect();
    let info: Vec<&str> = INFO
        .iter()
        .copied()
        .chain(["instruction", "area", "areaDesc", "polygon", "polygon"])
        .collect();
    let expected: Vec<&str> = ["alert"]
        .iter()
        .chain(&ALERT)
        .chain(&["info"])
        .chain(&info)
        .chain(&["info"])
        .chain(&info)
        .copied()
        .collect();
    assert_eq!(names, expected);
    assert_eq!(texts(&elements, "msgType"), ["Update"]);
    assert_eq!(texts(&elements, "responseType"), ["AllClear", "AllClear"]);
    assert_eq!(texts(&elements, "description"), ["All clear", "Pasó"]);
    assert_eq!(
        texts(&elements, "references"),
        ["patrol.test,2c5b94b1-35ad-49bb-b118-8e8fc24abf81,2026-11-20T09:00:00-00:00"]
    );
}

#[test]
fn times_have_an_offset_and_no_fraction_and_polygons_are_closed_pairs() {
    let elements = written(&alert(|_| {}));
    assert_eq!(texts(&elements, "sent"), ["2026-11-20T10:00:00-00:00"]);
    assert_eq!(texts(&elements, "onset")[0], "2026-11-20T12:00:00-00:00");
    assert_eq!(texts(&elements, "category")[0], "CBRNE");
    let polygons = texts(&elements, "polygon");
    assert_eq!(
        polygons[0],
        "60.00000,24.10000 60.00000,24.20000 60.12346,24.20000 60.00000,24.10000"
    );
    // Two outlines in each language; a hole is none.
    assert_eq!(polygons.len(), 4);
    for polygon in polygons {
        let corners: Vec<&str> = polygon.split(' ').collect();
        assert!(corners.len() >= 4 && corners.first() == corners.last());
    }
}

#[test]
fn what_people_wrote_is_escaped_and_reads_back() {
    let alert = alert(|json| json["sender"] = "the patrol, <north> & south".into());
    let xml = String::from_utf8(write(&alert).unwrap()).unwrap();
    assert!(!xml.contains("<near>") && !xml.contains("]]>"));
    let elements = elements(xml.as_bytes());
    assert_eq!(texts(&elements, "headline")[0], "Gas <near> Mill & Quay");
    assert_eq!(texts(&elements, "event")[0], "Gas \"smell\"");
    assert_eq!(texts(&elements, "instruction")[0], "Keep away]]>");
    for name in ["sender", "identifier"] {
        let said = texts(&elements, name)[0];
        assert!(!said.contains([' ', ',', '<', '&']), "{said}");
    }
}

#[test]
fn a_recall_cancels_and_an_exercise_says_so_in_its_headline() {
    let recalled = alert(|json| {
        json["state"] = "recalled".into();
        json["content"]["status"] = "exercise".into();
    });
    let elements = written(&recalled);
    assert_eq!(texts(&elements, "msgType"), ["Cancel"]);
    assert_eq!(texts(&elements, "status"), ["Exercise"]);
    let headlines = texts(&elements, "headline");
    assert!(headlines[0].starts_with("EXERCISE: ") && headlines[1].starts_with("SIMULACRO: "));
    let tested = written(&alert(|json| json["content"]["status"] = "test".into()));
    assert!(texts(&tested, "headline")[0].starts_with("TEST: "));
    assert_eq!(texts(&tested, "msgType"), ["Alert"]);
}
