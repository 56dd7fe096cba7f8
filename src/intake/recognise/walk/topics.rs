//! Topics: a list of titles with a text, in a chapter without themes.

use crate::intake::recognise::sketch::{Piece, Said, Sketch};

/// A list of `Titel: tekst` in a chapter without themes is one of topics.
pub fn topics(sketch: &mut Sketch) {
    for chapter in &mut sketch.chapters {
        if !chapter.themes.is_empty() {
            continue;
        }
        let split = |said: &Said| {
            let (title, text) = said.text.split_once(':')?;
            let short = title.chars().count() <= 70 && title.starts_with(char::is_uppercase);
            let said = Said::new(text.trim(), said.place);
            (short && !said.text.is_empty()).then(|| (title.trim().to_string(), said))
        };
        let list = chapter.body.iter().position(|piece| match piece {
            Piece::Bullets(all) => all.len() >= 3 && all.iter().all(|said| split(said).is_some()),
            _ => false,
        });
        if let Some(Piece::Bullets(all)) = list.map(|at| chapter.body.remove(at)) {
            chapter.topics = all.iter().filter_map(split).collect();
        }
    }
}
