//! The settings in force as a `config.toml` with a word on each of them.

use std::fmt::Write as _;
use std::path::Path;

use crate::app::keys::key::Key;
use crate::app::keys::keymap::Context;
use crate::app::settings::Settings;
use crate::plan::clean;

/// Between a key and what it does.
const COLUMN: usize = 36;

/// The settings, as they can stand in the file at `path`.
pub fn write(settings: &Settings, path: Option<&Path>) -> String {
    let path = path.map_or_else(
        || "geen: deze gebruiker heeft geen map voor instellingen".to_string(),
        |path| path.display().to_string(),
    );
    let logo = settings.house.logo.as_ref();
    let logo = logo.map(|it| it.to_string_lossy().into_owned());
    let mut out = format!(
        "# De instellingen van regie. Ze staan in het bestand:\n\
         #   {}\n\
         # Wat daarin ontbreekt, of het hele bestand, houdt zijn gewone waarde. Een optie op\n\
         # de opdrachtregel en NO_COLOR gaan voor.\n\n\
         # \"terminal\": de kleuren van de terminal; \"licht\": leesbaar op een lichte\n\
         # achtergrond; \"zonder\": geen kleuren.\n\
         thema = \"{}\"\n\n\
         # true: alleen ASCII, ook waar de terminal meer tekens heeft.\n\
         ascii = {}\n\n\
         # true: wiel en klik doen mee; tekst selecteert u dan met Shift erbij.\n\
         muis = {}\n\n\
         [breedte]\n\
         # Vanaf zoveel kolommen staat de tekst naast de lijst, en niet eronder.\n\
         naast = {}\n\
         # Hetzelfde voor de boom van het plan.\n\
         naast-plan = {}\n\n\
         [rapport]\n\
         # Wiens rapport het is, waar dat een ander is dan de gemeente van het plan.\n\
         gemeente = {}\n\
         # De huiskleur, voor koppen en tabellen.\n\
         kleur = \"#{}\"\n\
         # Een PNG of JPEG voor het titelblad.\n\
         logo = {}\n",
        clean::one_line(&path),
        settings.look.name(),
        settings.ascii,
        settings.mouse,
        settings.beside,
        settings.beside_tree,
        quoted(settings.house.municipality.as_deref().unwrap_or_default()),
        settings.house.colour,
        quoted(&logo.unwrap_or_default()),
    );
    for context in Context::ALL {
        keys(settings, context, &mut out);
    }
    out
}

fn keys(settings: &Settings, context: Context, out: &mut String) {
    let _infallible = match context.name() {
        None => writeln!(
            out,
            "\n# Opdracht = toets, of een lijst van toetsen; [] is geen toets. Toetsen: letters en\n\
             # tekens, ctrl-a tot ctrl-z, f1 tot f12, spatie, enter, esc, tab, shift-tab,\n\
             # backspace, del, links, rechts, op, neer, home, end, pgup, pgdn.\n\
             [toetsen]"
        ),
        Some(name) => writeln!(out, "\n[toetsen.{name}]"),
    };
    for command in settings.keymap.commands(context) {
        let line = format!(
            "{} = {}",
            command.name(),
            list(settings.keymap.keys(context, command))
        );
        let _infallible = writeln!(out, "{line:COLUMN$} # {}", command.label());
    }
}

fn list(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| quoted(&key.name())).collect();
    match keys.as_slice() {
        [one] => one.clone(),
        keys => format!("[{}]", keys.join(", ")),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Look;
    use crate::config::read::read;
    use crate::report::house::{Colour, House};

    #[track_caller]
    fn reads_back(settings: &Settings) {
        let text = write(settings, Some(Path::new("/home/jansen/config\n.toml")));
        let back = read(&text).unwrap_or_else(|fault| panic!("{fault:?} in\n{text}"));
        assert_eq!(format!("{back:?}"), format!("{settings:?}"));
    }

    #[test]
    fn what_is_written_reads_back() {
        reads_back(&Settings::default());
        let mut other = Settings {
            look: Look::Plain,
            ascii: true,
            mouse: true,
            beside: 132,
            house: House {
                municipality: Some("Rijswijk \"Zuid\"".to_string()),
                colour: Colour([1, 2, 0xff]),
                logo: Some("/home/jansen/logo.png".into()),
            },
            ..Settings::default()
        };
        let keys = [Key::char('"'), Key::char('\\'), Key::char('#')];
        for (command, keys) in other
            .keymap
            .commands(Context::Browse)
            .into_iter()
            .zip([&keys[..], &[]])
        {
            other.keymap.set(Context::Browse, command, keys);
        }
        reads_back(&other);
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        for context in Context::ALL {
            let keymap = Settings::default().keymap;
            let mut names: Vec<&str> = keymap
                .commands(context)
                .iter()
                .map(|command| command.name())
                .collect();
            let all = names.len();
            assert!(all > 0, "{context:?}");
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{context:?}");
        }
    }
}
