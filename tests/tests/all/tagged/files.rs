//! The files, and what was planted into them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aho_corasick::AhoCorasick;
use anyhow::{Result, ensure};
use image::RgbImage;
use lamplight_protocol::limits::PHOTOS_PER_REPORT_MAX;
use tempfile::TempDir;

/// How many files there are.
pub(crate) const FILES: usize = 40;

/// Pictures that tell more than they show.
pub(crate) struct Tagged {
    _folder: TempDir,
    /// In their order.
    files: Vec<PathBuf>,
    planted: Planted,
}

impl Tagged {
    /// Makes the files.
    pub(crate) fn make() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let plain = folder.path().join("plain");
        fs::create_dir(&plain)?;
        for number in 1..=FILES {
            for extension in ["jpg", "png", "webp"] {
                picture(number).save(plain.join(format!("{number:02}.{extension}")))?;
            }
        }
        picture(0).save(plain.join("hidden.jpg"))?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tagged/make.sh");
        let made = Command::new(script).arg(folder.path()).output()?;
        ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let files = paths_in(&folder.path().join("tagged"))?;
        let planted = Planted::read(&folder.path().join("planted"), &files)?;
        Ok(Self {
            _folder: folder,
            files,
            planted,
        })
    }

    /// The files in their order, as many at a time as a report takes.
    pub(crate) fn by_report(&self) -> std::slice::Chunks<'_, PathBuf> {
        self.files.chunks(PHOTOS_PER_REPORT_MAX)
    }

    /// The files, in their order.
    pub(crate) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// What was planted into them.
    pub(crate) fn planted(&self) -> &Planted {
        &self.planted
    }
}

/// A picture that is wider than high, of noise, which nothing else looks like.
fn picture(number: usize) -> RgbImage {
    let mut rng = fastrand::Rng::with_seed(number as u64);
    RgbImage::from_fn(48, 32, |_, _| image::Rgb([rng.u8(..), rng.u8(..), rng.u8(..)]))
}

/// Everything that must not get out, in every form in which it might.
pub(crate) struct Planted {
    /// What each form is of.
    names: Vec<String>,
    forms: AhoCorasick,
}

/// One thing that was planted.
struct Plant {
    /// The file that it is in.
    name: String,
    what: String,
    /// Whether it can be found in the file: not what stands there compressed.
    is_plain: bool,
    /// The same in other writings.
    forms: Vec<Vec<u8>>,
}

impl Planted {
    /// Reads what the script wrote down, and checks that it lies in the files: else a search would prove
    /// nothing.
    fn read(folder: &Path, files: &[PathBuf]) -> Result<Self> {
        let mut plants = Vec::new();
        for note in paths_in(folder)? {
            plants.extend(plants_of(&note)?);
        }
        for file in files {
            let (name, content) = (name_of(file), fs::read(file)?);
            let of_file: Vec<&Plant> = plants.iter().filter(|plant| plant.name == name).collect();
            ensure!(of_file.iter().any(|plant| plant.is_plain), "nothing is in {name}");
            for plant in of_file.into_iter().filter(|plant| plant.is_plain) {
                let lies_there = plant.forms.iter().any(|form| holds(&content, form));
                ensure!(lies_there, "{} is not in {name}", plant.what);
            }
        }
        Self::of(&plants)
    }

    fn of(plants: &[Plant]) -> Result<Self> {
        let (mut names, mut forms) = (Vec::new(), Vec::new());
        for plant in plants {
            for form in &plant.forms {
                // Dumps of PostgreSQL show bytes as digits.
                names.extend([(); 2].map(|()| format!("{} of {}", plant.what, plant.name)));
                forms.extend([form.clone(), in_digits(form)]);
            }
        }
        let forms = AhoCorasick::new(forms)?;
        Ok(Self { names, forms })
    }

    /// What of it lies in these bytes.
    pub(crate) fn found_in(&self, bytes: &[u8]) -> Option<&str> {
        let found = self.forms.find(bytes)?;
        self.names.get(found.pattern().as_usize()).map(String::as_str)
    }
}

/// What one note of the script tells of.
fn plants_of(note: &Path) -> Result<Vec<Plant>> {
    let plant = |what: &str, is_plain, forms| Plant {
        name: name_of(note),
        what: what.to_owned(),
        is_plain,
        forms,
    };
    let kind = note.extension().unwrap_or_default().to_string_lossy();
    if kind == "bytes" {
        let what = note.file_stem().unwrap_or_default().to_string_lossy();
        return Ok(vec![plant(&what, true, vec![fs::read(note)?])]);
    }
    ensure!(
        matches!(&*kind, "texts" | "veiled"),
        "what is {}?",
        note.display()
    );
    let words = fs::read_to_string(note)?;
    let plants = words
        .lines()
        .map(|words| plant(words, kind == "texts", writings(words)));
    Ok(plants.collect())
}

/// Words as UTF-8 and as UTF-16, either byte first.
fn writings(words: &str) -> Vec<Vec<u8>> {
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(bytes).collect();
    vec![words.into(), utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)]
}

fn in_digits(bytes: &[u8]) -> Vec<u8> {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.into()
}

fn holds(bytes: &[u8], planted: &[u8]) -> bool {
    bytes.windows(planted.len()).any(|window| window == planted)
}

/// `08-thumbnail` of `08-thumbnail.1.bytes`.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// The paths in a folder, in order.
fn paths_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let paths: std::io::Result<Vec<PathBuf>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths?;
    paths.sort();
    Ok(paths)
}
