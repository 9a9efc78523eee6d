//! Words about where somebody comes from or how they look by birth. A note that has one is shown to staff with a
//! mark, because it may speak of who somebody is rather than of what they did. It is never a reason to drop it.

/// Beginnings of words, in small letters without accents, in the languages that the patrol begins with. A word
/// that has another meaning as well is not here: a mark that is mostly wrong is soon overlooked.
const BEGINNINGS: &[&str] = &[
    // English
    "african",
    "arab",
    "asian",
    "black man",
    "black men",
    "black guy",
    "black woman",
    "black people",
    "black kid",
    "caucasian",
    "chinese",
    "dark skin",
    "dark-skin",
    "ethnic",
    "foreigner",
    "foreign looking",
    "gypsy",
    "gypsies",
    "hispanic",
    "immigrant",
    "jewish",
    "latino",
    "latina",
    "mexican",
    "middle eastern",
    "moroccan",
    "muslim",
    "roma ",
    "romanian",
    "skin colo",
    "white man",
    "white men",
    "white guy",
    "white woman",
    "white people",
    // Spanish
    "africano",
    "africana",
    "arabe",
    "asiatico",
    "asiatica",
    "de color",
    "etnia",
    "extranjero",
    "extranjera",
    "gitano",
    "gitana",
    "inmigrante",
    "judio",
    "judia",
    "latinoamerican",
    "magrebi",
    "marroqui",
    "mestizo",
    "moro ",
    "moros ",
    "mora ",
    "musulman",
    "hombre negro",
    "hombres negros",
    "chico negro",
    "mujer negra",
    "persona negra",
    "negrata",
    "rumano",
    "rumana",
    "sudamerican",
    "subsaharian",
    "tez oscura",
    "piel oscura",
];

/// Whether a text speaks of somebody's origin or looks by birth.
pub fn speaks_of_origin(text: &str) -> bool {
    let folded: String = text
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            letter if letter.is_alphanumeric() || letter == '-' => letter,
            _ => ' ',
        })
        .collect();
    let spaced = format!(" {} ", folded.split_whitespace().collect::<Vec<_>>().join(" "));
    BEGINNINGS
        .iter()
        .any(|beginning| spaced.contains(&format!(" {beginning}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_about_who_somebody_is_is_told_from_one_about_what_they_did() {
        for marked in [
            "Two  Asian men near the shop",
            "Un gitano merodeando",
            "An ARAB, loitering",
            "Hombre de piel oscura.",
            "Un marroquí en la esquina",
        ] {
            assert!(speaks_of_origin(marked), "{marked}");
        }
        for plain in [
            "A person in a red jacket tried the door handles",
            "Black paint on the white wall",
            "Coche negro mal aparcado",
            "El mural de la plaza morada",
            "Caucus of neighbours",
        ] {
            assert!(!speaks_of_origin(plain), "{plain}");
        }
    }
}
