//! What a user can set to taste. Plain values: reading the file is done outside.

use super::keys::user::Keymap;
use crate::report::house::House;

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which colours.
    pub look: Look,
    /// Whether only ASCII is shown, also where the terminal has more.
    pub ascii: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// From this width the page stands beside the list in every pane.
    pub beside: u16,
    /// From this width it stands beside the plan's tree.
    pub beside_tree: u16,
    /// What of one's own stands on a report.
    pub house: House,
    /// The keys.
    pub keymap: Keymap,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            look: Look::default(),
            ascii: false,
            mouse: false,
            beside: 110,
            beside_tree: 60,
            house: House::default(),
            keymap: Keymap::default(),
        }
    }
}

/// Which colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// The terminal's own sixteen.
    #[default]
    Terminal,
    /// Those that can be read on a light background.
    Light,
    /// None.
    Plain,
}

impl Look {
    /// In the order they are named to the user.
    pub const ALL: [Self; 3] = [Self::Terminal, Self::Light, Self::Plain];

    /// Its name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Light => "licht",
            Self::Plain => "zonder",
        }
    }
}
