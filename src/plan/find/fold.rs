//! Words made comparable: without case, accents, apostrophes and plural endings, and how far
//! two of them are apart.
//!
//! | as written | folded | stems |
//! | --- | --- | --- |
//! | `Coördinator` | `coordinator` | |
//! | `camera's` | `cameras` | `camera` |
//! | `OOV&B` | `oovb` | |
//! | `PGA-Jeugd` | `pga`, `jeugd` | |
//! | `fietsen` | `fietsen` | `fiets` |
//! | `scholen` | `scholen` | `schol`, `school` |

use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In small letters, without accents and apostrophes.
    pub folded: String,
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
}

/// A text as a short id, in lower case: `stichting-thuis-zorg`; nothing where it has no letters.
pub fn slug(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().map(|it| it.folded).collect();
    let typable = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let slug: String = words.join("-").chars().filter(typable).take(40).collect();
    slug.trim_matches('-').to_string()
}

/// The words of a text with one space between them, as a name or a head is compared.
pub fn phrase(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().map(|it| it.folded).collect();
    words.join(" ")
}

/// The words of a text. An apostrophe or `&` inside a word joins it; anything else that is no
/// letter or digit ends it.
pub fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let joins = is_joint(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() {
            open = open && (joins || is_combining(c));
            continue;
        }
        if !open {
            found.push(Word {
                folded: String::new(),
                at: start..start,
            });
            open = true;
        }
        if let Some(word) = found.last_mut() {
            fold_into(&mut word.folded, c);
            word.at.end = start + c.len_utf8();
        }
    }
    found
}

/// A whole text as [`words`] compares its words, to look for letters anywhere in it: signs stay,
/// any white space is a space.
pub fn letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_letter(text, |c, _| fold_letter(&mut folded, c));
    folded
}

/// [`letters`], and for each byte of it where the character it comes from stands in the text.
pub fn placed_letters(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut folded, mut places) = (String::new(), Vec::new());
    each_letter(text, |c, at| {
        fold_letter(&mut folded, c);
        places.resize(folded.len(), at..at + c.len_utf8());
    });
    (folded, places)
}

/// Every character that counts: an apostrophe or `&` inside a word doesn't.
fn each_letter(text: &str, mut each: impl FnMut(char, usize)) {
    let mut inside = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins =
            inside && is_joint(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !joins {
            inside = c.is_alphanumeric() || is_combining(c);
            each(c, at);
        }
    }
}

fn fold_letter(folded: &mut String, c: char) {
    if c.is_whitespace() {
        folded.push(' ');
    } else {
        fold_into(folded, c);
    }
}

/// What joins the halves of a word: `camera's`, `OOV&B`.
const fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '`' | '&')
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// One letter, in small and without its accent.
fn fold_into(folded: &mut String, c: char) {
    for c in c.to_lowercase() {
        match c {
            'à'..='å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è'..='ë' => folded.push('e'),
            'ì'..='ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò'..='ö' | 'ø' => folded.push('o'),
            'ù'..='ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ş' | 'š' => folded.push('s'),
            'ž' => folded.push('z'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ĳ' => folded.push_str("ij"),
            '\u{300}'..='\u{36f}' => {}
            c => folded.push(c),
        }
    }
}

/// A folded word without its endings: every singular it may be the plural of. Dutch isn't
/// regular enough to choose one, so all that are possible are given.
pub fn stems(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for ending in ["s", "en", "e"] {
        let Some(base) = word.strip_suffix(ending) else {
            continue;
        };
        if base.chars().count() < 3 {
            continue;
        }
        found.push(base.to_string());
        if ending != "s" {
            found.extend(singular(base));
        }
    }
    found
}

/// A folded word and its stems: two words that share one are the same word.
pub fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_string()];
    forms.extend(stems(word));
    forms
}

/// What a base without `-en` or `-e` was, where the ending changed it: `ball` → `bal`,
/// `schol` → `school`, `huiz` → `huis`, `diev` → `dief`.
fn singular(base: &str) -> Option<String> {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let letters: Vec<char> = base.chars().collect();
    let [.., before, middle, last] = letters[..] else {
        return None;
    };
    let without_last: String = letters[..letters.len() - 1].iter().collect();
    match last {
        'z' => Some(without_last + "s"),
        'v' => Some(without_last + "f"),
        last if last == middle => Some(without_last),
        last if vowel(middle) && !vowel(before) && !vowel(last) => {
            Some(format!("{without_last}{middle}{last}"))
        }
        _ => None,
    }
}

/// Whether one word is the other with at most one typing error. Words whose lengths differ by
/// more are told apart at once: a question may be a pasted page.
pub fn one_slip(a: &str, b: &str) -> bool {
    a.chars().count().abs_diff(b.chars().count()) <= 1 && strsim::osa_distance(a, b) <= 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        let words: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
        words.join(" ")
    }

    #[test]
    fn words_as_one_would_compare_them() {
        for (text, words) in [
            ("Coördinator", "coordinator"),
            ("Coo\u{308}rdinator", "coordinator"),
            ("camera's, BOA’s", "cameras boas"),
            ("Team OOV&B & JOS", "team oovb jos"),
            ("PGA-Jeugd 24/7", "pga jeugd 24 7"),
            ("“zorg” (ex-)partner", "zorg ex partner"),
            ("'t", "t"),
            ("", ""),
        ] {
            assert_eq!(folded(text), words, "{text}");
        }
    }

    #[test]
    fn a_whole_text_keeps_its_signs() {
        for (text, folded) in [
            ("Coördinator OOV&B’s\n24/7", "coordinator oovbs 24/7"),
            ("Coo\u{308}rdinator", "coordinator"),
            ("'t € 5.000 & co", "'t € 5.000 & co"),
            ("", ""),
        ] {
            assert_eq!(letters(text), folded, "{text}");
            assert_eq!(placed_letters(text).0, folded, "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "de Coördinatoren zijn";
        let word = &words(text)[1];
        assert_eq!(text.get(word.at.clone()), Some("Coördinatoren"));
    }

    #[test]
    fn the_singular_is_among_the_stems() {
        for (plural, singular) in [
            ("fietsen", "fiets"),
            ("cameras", "camera"),
            ("scholen", "school"),
            ("ballen", "bal"),
            ("huizen", "huis"),
            ("dieven", "dief"),
            ("bestuurlijke", "bestuurlijk"),
            ("fatbikes", "fatbike"),
        ] {
            assert!(
                stems(plural).iter().any(|stem| stem == singular),
                "{plural}: {:?}",
                stems(plural)
            );
        }
        assert!(stems("een").is_empty());
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,40}") {
            for word in words(&text) {
                prop_assert!(text.get(word.at.clone()).is_some());
                let _any = stems(&word.folded);
            }
            let (folded, places) = placed_letters(&text);
            prop_assert_eq!(folded.len(), places.len());
            prop_assert!(places.into_iter().all(|at| text.get(at).is_some()));
        }
    }
}
