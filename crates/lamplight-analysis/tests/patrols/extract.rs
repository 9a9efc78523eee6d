//! A small extract of OpenStreetMap, written by hand: its format is protocol buffers in blobs
//! (<https://wiki.openstreetmap.org/wiki/PBF_Format>).

/// Nodes and ways to be written.
#[derive(Default)]
pub(crate) struct Extract {
    strings: Vec<String>,
    nodes: Vec<u8>,
    ways: Vec<u8>,
}

impl Extract {
    pub(crate) fn node(mut self, id: i64, lon: f64, lat: f64) -> Self {
        let mut node = number(1, zigzag(id));
        node.extend(number(8, zigzag(hundred_nanodegrees(lat))));
        node.extend(number(9, zigzag(hundred_nanodegrees(lon))));
        self.nodes.extend(bytes(1, &node));
        self
    }

    pub(crate) fn way(mut self, id: u64, tags: &[(&str, &str)], nodes: &[i64]) -> Self {
        let (mut keys, mut values, mut refs) = (Vec::new(), Vec::new(), Vec::new());
        for (key, value) in tags {
            keys.extend(varint(self.string(key)));
            values.extend(varint(self.string(value)));
        }
        let mut before = 0;
        for node in nodes {
            refs.extend(varint(zigzag(node - before)));
            before = *node;
        }
        let mut way = number(1, id);
        for (field, packed) in [(2, keys), (3, values), (8, refs)] {
            way.extend(bytes(field, &packed));
        }
        self.ways.extend(bytes(3, &way));
        self
    }

    pub(crate) fn written(self) -> Vec<u8> {
        // The first string is empty by definition.
        let mut table = bytes(1, b"");
        for string in &self.strings {
            table.extend(bytes(1, string.as_bytes()));
        }
        let mut block = bytes(1, &table);
        block.extend(bytes(2, &self.nodes));
        block.extend(bytes(2, &self.ways));
        let mut file = blob("OSMHeader", &bytes(4, b"OsmSchema-V0.6"));
        file.extend(blob("OSMData", &block));
        file
    }

    fn string(&mut self, string: &str) -> u64 {
        let known = self.strings.iter().position(|known| known == string);
        let at = known.unwrap_or_else(|| {
            self.strings.push(string.to_owned());
            self.strings.len() - 1
        });
        u64::try_from(at + 1).unwrap()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees are small")]
fn hundred_nanodegrees(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let blob = bytes(1, content);
    let mut header = bytes(1, kind.as_bytes());
    header.extend(number(3, u64::try_from(blob.len()).unwrap()));
    let mut written = u32::try_from(header.len()).unwrap().to_be_bytes().to_vec();
    written.extend(header);
    written.extend(blob);
    written
}

fn number(field: u64, value: u64) -> Vec<u8> {
    let mut written = varint(field << 3);
    written.extend(varint(value));
    written
}

fn bytes(field: u64, content: &[u8]) -> Vec<u8> {
    let mut written = varint(field << 3 | 2);
    written.extend(varint(u64::try_from(content.len()).unwrap()));
    written.extend(content);
    written
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut written = Vec::new();
    while value >= 0x80 {
        written.push(u8::try_from(value & 0x7f).unwrap() | 0x80);
        value >>= 7;
    }
    written.push(u8::try_from(value).unwrap());
    written
}

fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63).cast_unsigned()
}
