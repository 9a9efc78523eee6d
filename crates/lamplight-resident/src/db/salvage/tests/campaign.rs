//! Damage of every kind, drawn from a seed: bits that flip, ends that are cut off, pages of zeros, a log that
//! is lost. Whatever happens, the app opens, shows and saves; and what stood on a sound page is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::*;
use crate::Core;
use crate::error::CoreError;

/// Damaged folders in each run of the tests.
const CASES: u64 = 50;
/// Another seed makes other cases.
const SEED: u64 = 20_261_121;

/// SplitMix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// What was done to a folder.
#[derive(Debug, Default)]
struct Harm {
    words: String,
    /// Pages of the database, or of the log, on which a byte was changed.
    pages: BTreeSet<u32>,
    /// More is gone than can be told page by page.
    is_cut: bool,
}

fn harm(folder: &Folder, random: &mut Random) -> Harm {
    let files = folder.files();
    let has_log = crate::db::files::length(&files.log).is_some_and(|bytes| bytes > 32);
    match random.below(8) {
        0..=2 => flip_bits(&files.database, 1 + random.below(16), random),
        3 => zero_a_page(&files.database, random),
        4 => cut_off(&files.database, random),
        5 if has_log => cut_off(&files.log, random),
        6 if has_log => {
            fs::remove_file(&files.log).unwrap();
            Harm {
                words: "lost log".into(),
                is_cut: true,
                ..Harm::default()
            }
        }
        _ if has_log => flip_bits_of_log(&files.log, 1 + random.below(4), random),
        _ => flip_bits(&files.database, 1, random),
    }
}

fn flip_bits(file: &Path, count: usize, random: &mut Random) -> Harm {
    let mut bytes = fs::read(file).unwrap();
    let mut harm = Harm::default();
    for _ in 0..count {
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
        harm.pages
            .insert(u32::try_from(at / pages::PAGE_BYTES).unwrap() + 1);
    }
    fs::write(file, bytes).unwrap();
    harm.words = format!("{count} bits on pages {:?}", harm.pages);
    harm
}

fn flip_bits_of_log(file: &Path, count: usize, random: &mut Random) -> Harm {
    const FRAME_BYTES: usize = 24 + pages::PAGE_BYTES;
    let mut bytes = fs::read(file).unwrap();
    let mut harm = Harm::default();
    for _ in 0..count {
        let at = 32 + random.below(bytes.len() - 32);
        let frame = 32 + (at - 32) / FRAME_BYTES * FRAME_BYTES;
        harm.pages.insert(bytes::u32_at(&bytes, frame));
        bytes[at] ^= 1 << random.below(8);
    }
    fs::write(file, bytes).unwrap();
    harm.words = format!("{count} bits of the log, of pages {:?}", harm.pages);
    harm
}

fn zero_a_page(file: &Path, random: &mut Random) -> Harm {
    let mut bytes = fs::read(file).unwrap();
    let page = random.below(bytes.len() / pages::PAGE_BYTES);
    bytes[page * pages::PAGE_BYTES..][..pages::PAGE_BYTES].fill(0);
    fs::write(file, bytes).unwrap();
    let page = u32::try_from(page).unwrap() + 1;
    Harm {
        words: format!("page {page} of zeros"),
        pages: BTreeSet::from([page]),
        is_cut: false,
    }
}

fn cut_off(file: &Path, random: &mut Random) -> Harm {
    let length = random.below(usize::try_from(fs::metadata(file).unwrap().len()).unwrap());
    let bytes = fs::read(file).unwrap();
    fs::write(file, &bytes[..length]).unwrap();
    Harm {
        words: format!("cut to {length} bytes"),
        is_cut: true,
        ..Harm::default()
    }
}

/// Reads everything that the app shows, and saves something.
fn use_app(core: &Core) -> Result<(), CoreError> {
    core.home()?;
    core.drafts()?;
    core.settings()?;
    core.outbox()?;
    for report in core.reports()? {
        core.thread(report.id)?;
    }
    let tried: Result<(), CoreError> = core.db().write(|tx| {
        for key in outbox::due(tx, core.now(), 1_000)? {
            outbox::freeze(tx, &key, core.now())?;
        }
        // As if it had not been.
        Err(CoreError::NotFound)
    });
    tried.or_else(|error| {
        if error == CoreError::NotFound {
            Ok(())
        } else {
            Err(error)
        }
    })?;
    core.submit_report(&draft(Category::Vehicle), &[])?;
    Ok(())
}

/// Uses the app as people do: when it says that something is damaged, it is closed and opened again. It is
/// opened four times at most, since a part may be found damaged only when the part before it was put right.
fn use_until_well(folder: &Folder, case: &str) {
    for _ in 0..4 {
        let core = folder.open().unwrap_or_else(|error| panic!("{case}: {error}"));
        match use_app(&core) {
            Ok(()) => return,
            Err(CoreError::Damaged) => {}
            Err(other) => panic!("{case}: {other}"),
        }
    }
    panic!("{case}: it does not get well");
}

type Keyed = BTreeMap<(String, String), Vec<Value>>;

fn keyed(rows: Vec<Vec<Value>>) -> Keyed {
    let text = |value: &Value| format!("{value:?}");
    rows.into_iter()
        .map(|row| ((text(&row[0]), text(&row[1])), row))
        .collect()
}

/// The reports of which something stood on these pages.
fn reports_on(pages: &Pages, harmed: &BTreeSet<u32>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for number in harmed {
        for row in cells::rows_of(pages, *number) {
            for value in record::decode(&row.bytes).unwrap_or_default() {
                if let Value::Text(text) = value {
                    ids.insert(text);
                }
            }
        }
    }
    ids
}

fn check(folder: &Folder, original: &Folder, harm: &Harm, case: &str) {
    let before = original.connect_in_copy();
    use_until_well(folder, case);
    // What nobody has read yet is what the look at every page is for.
    if !is_whole(folder) {
        folder.open().unwrap().db().suspect();
        use_until_well(folder, case);
        assert!(is_whole(folder), "{case}");
    }
    let after = folder.connect();

    // Nothing is sent under an id in other words than those that were frozen.
    let operations = keyed(folder::rows(&before, "operations"));
    for (key, row) in keyed(folder::rows(&after, "operations")) {
        let Some(old) = operations
            .get(&key)
            .filter(|old| old[14] != Value::Blob(Vec::new()))
        else {
            continue;
        };
        if let (Value::Blob(digest), Value::Blob(body)) = (&row[14], &row[15])
            && digest[..] == Sha256::digest(body)[..]
        {
            assert_eq!(old[14..], row[14..], "{case}: a frozen body changed");
        }
    }

    // What stood on sound pages is there.
    if !harm.is_cut {
        let pristine = Pages::open(&original.files()).unwrap();
        let touched = reports_on(&pristine, &harm.pages);
        // How many photos a draft has, which is its last column, changes with a photo that was hurt elsewhere.
        for (table, last_columns) in [("reports", 0), ("drafts", 1)] {
            let here = keyed(folder::rows(&after, table));
            for (key, row) in keyed(folder::rows(&before, table)) {
                let Value::Text(id) = &row[0] else { panic!() };
                if !touched.contains(id) {
                    let columns = row.len() - last_columns;
                    let found = here.get(&key).map(|found| &found[..columns]);
                    assert_eq!(found, Some(&row[..columns]), "{case}: {table}");
                }
            }
        }
    }
}

fn is_whole(folder: &Folder) -> bool {
    let verdict: rusqlite::Result<String> =
        folder
            .connect()
            .pragma_query_value(None, "integrity_check", |row| row.get(0));
    verdict.is_ok_and(|verdict| verdict == "ok")
}

#[test]
fn whatever_is_damaged_the_app_opens_with_all_that_can_be_read() {
    let (closed, killed) = (Folder::closed(), Folder::killed());
    for case in 0..CASES {
        let mut random = Random(SEED + case);
        let original = if random.below(2) == 0 { &closed } else { &killed };
        let folder = Folder::copy_of(original.path());
        let harm = harm(&folder, &mut random);
        let case = format!("seed {} + {case}: {}", SEED, harm.words);
        check(&folder, original, &harm, &case);
    }
}
