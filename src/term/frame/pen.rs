//! Cells into as few bytes as say the same: the shortest way to a place, attributes only where they
//! change, blanks to the end of a line by erasing it, and what moved sideways by moving it.
//!
//! Only what every terminal since the VT220 knows: no repeating of a character (REP), which `screen` doesn't, and
//! no erasing of characters in the middle (ECH).

use std::io::Write as _;
use std::iter;

use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::Position;

use super::look::{Look, decimal, is_erased};
use super::scroll::{Scroll, row};
use super::shift::{self, Row};

/// From so many blanks on erasing may be shorter, and up to so many steps going one by one.
const FEW: usize = 4;
/// So many places to erase a row from are tried.
const MOST: usize = 4;
/// Most rows take fewer bytes.
const ROW: usize = 256;

/// Writes on a terminal of which it knows only what it did itself.
pub struct Pen<'a> {
    screen: &'a Buffer,
    /// What is on the terminal; none where that isn't known.
    was: Option<&'a Buffer>,
    /// The rows of it that moved.
    scroll: Option<Scroll>,
    out: Vec<u8>,
    /// Where the next character comes; none where terminals may differ on that.
    at: Option<Position>,
    look: Look,
}

impl<'a> Pen<'a> {
    /// For what is to be seen, over what is, on a terminal that writes plain.
    pub const fn on(screen: &'a Buffer, was: Option<&'a Buffer>) -> Self {
        Self {
            screen,
            was,
            scroll: None,
            out: Vec::new(),
            at: None,
            look: Look::PLAIN,
        }
    }

    /// Removes everything from the terminal.
    pub fn clear(&mut self) {
        self.out.extend_from_slice(b"\x1b[2J");
    }

    /// Moves rows by one; the one that comes free is blank. Setting margins takes the cursor somewhere.
    pub fn scroll(&mut self, scroll: Scroll) {
        let Scroll { top, bottom, up } = scroll;
        let (row, feed) = if up { (bottom, "\n") } else { (top, "\x1bM") };
        let (top, bottom, row) = (top + 1, bottom + 1, row + 1);
        let _to_memory = write!(self.out, "\x1b[{top};{bottom}r\x1b[{row}H{feed}\x1b[r");
        self.at = None;
        self.scroll = Some(scroll);
    }

    /// The cells at these places, in the order of reading.
    pub fn cells(&mut self, places: &[Position]) {
        for row in places.chunk_by(|a, b| a.y == b.y) {
            // Of what is as short the first.
            let mut best = self.anew();
            best.line(row, None, usize::MAX);
            for cut in self.cuts(row) {
                let mut pen = self.anew();
                pen.line(row, Some(cut), best.out.len());
                if pen.is_shorter_than(&best) {
                    best = pen;
                }
            }
            if let Some(pen) = self.shifted(row).filter(|it| it.is_shorter_than(&best)) {
                best = pen;
            }
            self.out.append(&mut best.out);
            (self.at, self.look) = (best.at, best.look);
        }
    }

    /// The columns from which on erasing a row may be shorter than writing its blanks: where it is
    /// blank to its end, where a stretch of blanks begins, and the first that changed.
    fn cuts(&self, places: &[Position]) -> Vec<u16> {
        let Some(first) = places.first() else {
            return Vec::new();
        };
        let row = self.row(first.y);
        let blank = |at: &Position| row.get(usize::from(at.x)).is_some_and(is_erased);
        let next = |a: &Position, b: &Position| a.x + 1 == b.x && blank(a) == blank(b);
        let stretches = places.chunk_by(next);
        let long = stretches.filter(|it| it.len() >= FEW && it.first().is_some_and(blank));
        let mut cuts: Vec<u16> = long.filter_map(|it| Some(it.first()?.x)).collect();
        if cuts.is_empty() {
            return cuts;
        }
        // Each is tried, at every key: the last reaches the end of the row, or nearly.
        cuts.insert(0, first.x);
        cuts.dedup();
        if let [_, between @ .., _] = &*cuts
            && between.len() + 2 > MOST
        {
            let fewer = between.len() + 2 - MOST;
            cuts.drain(1..=fewer);
        }
        // Half of a wide character isn't erased without the other.
        cuts.retain(|x| !self.is_half(Position { x: *x, y: first.y }));
        cuts
    }

    /// The cells of one row at these places; from `cut` on it is erased, and what isn't blank there
    /// written, whether it changed or not. It isn't gone on with once it takes `most` bytes.
    fn line(&mut self, places: &[Position], cut: Option<u16>, most: usize) {
        let kept = cut.map_or(places.len(), |cut| places.partition_point(|at| at.x < cut));
        let (before, after) = places.split_at(kept);
        for at in before {
            self.cell(*at);
        }
        let (Some(x), Some(y)) = (cut, after.first().map(|at| at.y)) else {
            return;
        };
        self.blank(Position { x, y });
        self.out.extend_from_slice(b"\x1b[K");
        for (x, cell) in (0..).zip(self.row(y)).skip(usize::from(x)) {
            if self.out.len() >= most {
                return;
            }
            if !is_erased(cell) {
                self.cell(Position { x, y });
            }
        }
    }

    /// A pen with nothing written, where this one is.
    fn anew(&self) -> Self {
        Self {
            out: Vec::with_capacity(ROW),
            ..*self
        }
    }

    /// One row with what moved sideways moved, where something did.
    fn shifted(&self, places: &[Position]) -> Option<Self> {
        let y = places.first().filter(|_| places.len() >= shift::LEAST)?.y;
        let source = self.scroll.map_or(Some(y), |scroll| scroll.source(y))?;
        let now = self.row(y);
        let mut on = Row::of(row(self.was?, source), now)?;
        let end = now.iter().rposition(|cell| !is_erased(cell));
        let end = end.map_or(0, |last| last + 1);
        let (mut pen, mut moved) = (self.anew(), false);
        for (x, nth) in (0..).zip(0..now.len()) {
            let at = Position { x, y };
            if !on.differs(nth) {
                continue;
            }
            if nth >= end {
                pen.blank(at);
                pen.out.extend_from_slice(b"\x1b[K");
                break;
            }
            if !moved && on.is_tried() {
                return None;
            }
            if let Some(by) = on.shift(nth) {
                pen.blank(at);
                let what = if by > 0 { '@' } else { 'P' };
                let _to_memory = write!(pen.out, "\x1b[{}{what}", by.unsigned_abs());
                moved = true;
            }
            if on.differs(nth) {
                pen.cell(at);
            }
        }
        moved.then_some(pen)
    }

    /// To a place, where what is left free is to be blank.
    fn blank(&mut self, at: Position) {
        self.go(at);
        if !self.look.is_same_blank(Look::PLAIN) {
            self.turn(Look::PLAIN);
        }
    }

    /// Leaves the terminal writing plain, with its cursor here, and gives the bytes.
    pub fn finish(mut self, cursor: Position) -> Vec<u8> {
        self.turn(Look::PLAIN);
        self.go(cursor);
        self.out
    }

    /// Whether it wrote less than another.
    pub const fn is_shorter_than(&self, other: &Self) -> bool {
        self.out.len() < other.out.len()
    }

    /// Whether nothing was written.
    pub const fn is_idle(&self) -> bool {
        self.out.is_empty()
    }

    fn row(&self, y: u16) -> &'a [Cell] {
        row(self.screen, y)
    }

    fn cell(&mut self, at: Position) {
        let row = self.row(at.y);
        let x = usize::from(at.x);
        let Some(cell) = row.get(x) else { return };
        if self.is_half(at) {
            return;
        }
        self.go(at);
        let (symbol, look) = (cell.symbol(), Look::of(cell));
        if symbol != " " || !look.is_same_blank(self.look) {
            self.turn(look);
        }
        let width = width(cell);
        if width > 1 && symbol.contains('\u{fe0f}') {
            // Some terminals make it narrow, and would leave what stood in its other half.
            self.out.extend_from_slice(b"  \x1b[2D");
        }
        self.out.extend_from_slice(symbol.as_bytes());
        // After a wide one and in the last column terminals differ on where they are.
        let next = (width == 1 && x + 1 < row.len()).then(|| Position::new(at.x + 1, at.y));
        self.at = next;
    }

    /// Whether the second half of a wide character is there.
    fn is_half(&self, at: Position) -> bool {
        let before = usize::from(at.x).checked_sub(1);
        let before = before.and_then(|before| self.row(at.y).get(before));
        before.is_some_and(|it| width(it) > 1)
    }

    fn turn(&mut self, look: Look) {
        self.look.turn(look, &mut self.out);
        self.look = look;
    }

    /// To a place, the shortest way.
    fn go(&mut self, to: Position) {
        let at = self.at.replace(to);
        if at == Some(to) {
            return;
        }
        let absolute = match (to.x, to.y) {
            (0, 0) => 3,
            (0, y) => 3 + digits(y + 1),
            (x, y) => 4 + digits(y + 1) + digits(x + 1),
        };
        if let Some(at) = at
            && let Some(down) = to.y.checked_sub(at.y).map(usize::from)
            && down <= FEW
        {
            // From where it is: to the rows below, which end at the last, and over what stands between.
            let (own, from_start) = (self.along(at.x, to), self.along(0, to));
            let returns = own.len() > 1 + from_start.len();
            let along = if returns { from_start } else { own };
            if down + usize::from(returns) + along.len() < absolute {
                self.out.extend(iter::repeat_n(b'\n', down));
                self.out.extend(returns.then_some(b'\r'));
                self.step(along, to.y);
                return;
            }
        }
        self.out.extend_from_slice(b"\x1b[");
        if to != Position::ORIGIN {
            decimal(&mut self.out, to.y + 1);
        }
        if to.x > 0 {
            self.out.push(b';');
            decimal(&mut self.out, to.x + 1);
        }
        self.out.push(b'H');
    }

    /// From a column to a place on its row.
    fn along(&self, from: u16, to: Position) -> Along {
        if from > to.x {
            return Along::Left(from - to.x);
        }
        if from == to.x {
            return Along::Again(from, from);
        }
        let right = Along::Right(to.x - from);
        // What stands between may be written again: it is what is there. Of a wide character not
        // its second half.
        if usize::from(to.x - from) > right.len() {
            return right;
        }
        let between = self.row(to.y).get(usize::from(from)..usize::from(to.x));
        let same = |cell: &Cell| {
            let look = Look::of(cell);
            let blank = cell.symbol() == " " && look.is_same_blank(self.look);
            cell.symbol().is_ascii() && (blank || look == self.look)
        };
        if between.unwrap_or_default().iter().all(same)
            && !self.is_half(Position { x: from, y: to.y })
        {
            return Along::Again(from, to.x);
        }
        right
    }

    /// Goes along a row.
    fn step(&mut self, along: Along, y: u16) {
        let (by, letter) = match along {
            Along::Left(by) => (by, b'D'),
            Along::Right(by) => (by, b'C'),
            Along::Again(from, to) => {
                let between = self.row(y).get(usize::from(from)..usize::from(to));
                let symbols = between.unwrap_or_default().iter().map(Cell::symbol);
                self.out.extend(symbols.flat_map(str::bytes));
                return;
            }
        };
        // A backspace is shorter, and nothing that is sent may hold one.
        self.out.extend_from_slice(b"\x1b[");
        if by > 1 {
            decimal(&mut self.out, by);
        }
        self.out.push(letter);
    }
}

/// A way along a row.
#[derive(Debug, Clone, Copy)]
enum Along {
    /// Over so many columns.
    Left(u16),
    Right(u16),
    /// From a column to another over what stands between, which is written again.
    Again(u16, u16),
}

impl Along {
    /// How many bytes it takes.
    fn len(self) -> usize {
        match self {
            Self::Left(1) | Self::Right(1) => 3,
            Self::Left(by) | Self::Right(by) => 3 + digits(by),
            Self::Again(from, to) => usize::from(to - from),
        }
    }
}

/// How many digits a number has.
const fn digits(number: u16) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10_000 => 4,
        10_000.. => 5,
    }
}

/// How many columns a character takes, most of which are a byte.
fn width(cell: &Cell) -> u16 {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 1,
        symbol => symbol.cell_width(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;
    use crate::term::frame::{Frames, Gathered};

    const WIDTH: u16 = 24;
    const HEIGHT: u16 = 6;

    /// A piece of text somewhere on the screen.
    type Piece = (u16, u16, String, Style);

    fn drawn(frame: &mut ratatui::Frame<'_>, pieces: &[Piece]) {
        for (x, y, text, style) in pieces {
            let room = usize::from(WIDTH - x);
            frame.buffer_mut().set_stringn(*x, *y, text, room, *style);
        }
    }

    /// What is seen of a screen: of a blank not the colour of its letters, and of what is reversed
    /// not their weight.
    fn seen(parser: &vt100::Parser) -> Vec<String> {
        let screen = parser.screen();
        let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (y, x)));
        let cells = places.map(|(y, x)| {
            let cell = screen.cell(y, x).unwrap();
            let (blank, text) = match cell.contents() {
                "" | " " => (true, " "),
                text => (false, text),
            };
            let plain = blank && !cell.inverse() && !cell.underline();
            let (under, inverse) = (cell.underline(), cell.inverse());
            let weight = (!inverse).then(|| (cell.bold(), cell.dim()));
            let letters = (!plain).then(|| (cell.fgcolor(), weight, cell.italic()));
            format!(
                "{text:?} {:?} {letters:?} {under} {inverse}",
                cell.bgcolor()
            )
        });
        cells.collect()
    }

    /// The screens one after another as this writes them, and the last one as ratatui itself does.
    fn both(screens: &[Vec<Piece>]) -> (Vec<String>, Vec<String>) {
        let gathered = Gathered::of_size(|| (WIDTH, HEIGHT));
        let mut terminal = Terminal::new(gathered.clone()).unwrap();
        let mut frames = Frames::of(gathered, Vec::new());
        for (nth, pieces) in screens.iter().enumerate() {
            let completed = terminal.draw(|frame| drawn(frame, pieces)).unwrap();
            let cursor = Position::new(u16::try_from(nth).unwrap() % WIDTH, 3);
            frames.end(completed.buffer, (cursor, true)).unwrap();
        }
        let mut ours = vt100::Parser::new(HEIGHT, WIDTH, 0);
        ours.process(frames.sent());

        let mut bytes = Vec::new();
        let viewport = Viewport::Fixed(Rect::new(0, 0, WIDTH, HEIGHT));
        let options = TerminalOptions { viewport };
        let backend = CrosstermBackend::new(&mut bytes);
        let mut terminal = Terminal::with_options(backend, options).unwrap();
        let last = screens.last().unwrap();
        terminal.draw(|frame| drawn(frame, last)).unwrap();
        drop(terminal);
        let mut plain = vt100::Parser::new(HEIGHT, WIDTH, 0);
        plain.process(&bytes);
        (seen(&ours), seen(&plain))
    }

    fn style() -> impl Strategy<Value = Style> + Clone {
        let colours = [Color::Reset, Color::Red, Color::White, Color::Indexed(208)];
        let colour = prop::sample::select(colours.to_vec());
        let modifiers = [
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::REVERSED,
            Modifier::UNDERLINED | Modifier::BOLD,
            Modifier::ITALIC,
        ];
        let modifier = prop::sample::select(modifiers.to_vec());
        (
            colour.clone(),
            prop::option::weighted(0.2, colour),
            modifier,
        )
            .prop_map(|(fg, bg, modifier)| Style {
                fg: Some(fg),
                bg,
                add_modifier: modifier,
                // The emulator has either of bold and dim, whichever came last.
                sub_modifier: Modifier::all() - modifier,
                ..Style::new()
            })
    }

    fn screens() -> impl Strategy<Value = Vec<Vec<Piece>>> {
        let text = "[ab é■\u{e000}]{0,4}[ ]{0,9}[a■]{0,2}|[a ]{24}|[a-z]{1,6}";
        let piece = (0..WIDTH, 0..HEIGHT, text, style());
        prop::collection::vec(prop::collection::vec(piece, 0..8), 1..6)
    }

    /// A text a row, in one look: what else of itself half a wide character leaves behind is each
    /// terminal's own affair.
    fn wide() -> impl Strategy<Value = Vec<Vec<Piece>>> {
        let text = "[a 日]{0,6}[ ]{0,9}[a日]{0,2}|日{12}|[a-z]{1,6}";
        let row = (0..WIDTH, text);
        let rows = prop::collection::vec(row, 0..usize::from(HEIGHT)).prop_map(|rows| {
            let rows = (0..).zip(rows);
            let pieces = rows.map(|(y, (x, text))| (x, y, text, Style::new()));
            pieces.collect()
        });
        prop::collection::vec(rows, 1..6)
    }

    /// Words in a row of which some come and some go, each time others.
    fn keys() -> impl Strategy<Value = Vec<Vec<Piece>>> {
        let key = ("[a-z↵é]{1,3} [a-z]{3,9}  ", style());
        let keys = prop::collection::vec(key, 6);
        let screens = prop::collection::vec(prop::collection::vec(any::<bool>(), 6), 2..6);
        (keys, screens).prop_map(|(keys, screens)| {
            let screens = screens.into_iter().map(|shown| {
                let mut x = 0;
                let mut pieces = Vec::new();
                for ((key, style), _) in keys.iter().zip(shown).filter(|(_, shown)| *shown) {
                    let width = u16::try_from(key.chars().count()).unwrap();
                    if x < WIDTH {
                        pieces.push((x, HEIGHT - 1, key.clone(), *style));
                    }
                    x += width;
                }
                pieces
            });
            screens.collect()
        })
    }

    /// Under a head a list of which other rows come in sight, one step at a time.
    fn moved() -> impl Strategy<Value = Vec<Vec<Piece>>> {
        let lines = prop::collection::vec(("[a-z é■]{12,24}", style()), 12);
        let steps = prop::collection::vec(-1_isize..=1, 1..8);
        (lines, steps).prop_map(|(lines, steps)| {
            let mut first = 3_usize;
            let screens = steps.into_iter().map(|step| {
                first = first.saturating_add_signed(step).min(6);
                let rows = (1..HEIGHT).zip(lines.iter().skip(first));
                let head = (0, 0, "head".to_string(), Style::new());
                let rows = rows.map(|(y, (text, style))| (0, y, text.clone(), *style));
                iter::once(head).chain(rows).collect()
            });
            screens.collect()
        })
    }

    /// A screen of the one, and then one of the other.
    fn in_turns(
        one: impl Strategy<Value = Vec<Vec<Piece>>>,
        other: impl Strategy<Value = Vec<Vec<Piece>>>,
    ) -> impl Strategy<Value = Vec<Vec<Piece>>> {
        (one, other).prop_map(|(one, other)| {
            let both = one.into_iter().zip(other);
            both.flat_map(|(one, other)| [one, other]).collect()
        })
    }

    #[test]
    fn a_letter_comes_back_where_a_wide_one_was() {
        let texts = [
            "ab",
            "日",
            "c  o overleg  r regie",
            "cb xx o overleg  r regie",
        ];
        let row = |text: &str| vec![(0, 2, text.to_string(), Style::new())];
        let (ours, plain) = both(&texts.map(row));
        assert_eq!(ours, plain);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn a_terminal_shows_what_it_would_have(
            screens in prop_oneof![
                3 => screens(), 1 => wide(), 2 => moved(), 2 => keys(), 1 => in_turns(wide(), keys())
            ]
        ) {
            let (ours, plain) = both(&screens);
            prop_assert_eq!(ours, plain);
        }
    }

    /// The bytes of one frame after another.
    fn bytes(before: &[Piece], after: &[Piece]) -> String {
        let gathered = Gathered::of_size(|| (WIDTH, HEIGHT));
        let mut terminal = Terminal::new(gathered.clone()).unwrap();
        let was = terminal.draw(|frame| drawn(frame, before)).unwrap();
        let was = was.buffer.clone();
        gathered.take();
        let completed = terminal.draw(|frame| drawn(frame, after)).unwrap();
        let mut pen = Pen::on(completed.buffer, Some(&was));
        pen.cells(&gathered.take().cells);
        String::from_utf8(pen.finish(Position::ORIGIN)).unwrap()
    }

    #[test]
    fn few_bytes_say_it() {
        let piece = |x, y, text: &str, style| (x, y, text.to_string(), style);
        let plain = |x, y, text: &str| piece(x, y, text, Style::new());
        for (before, after, told) in [
            // The rest of a line goes at once.
            (
                vec![plain(0, 1, "een lange regel")],
                vec![plain(0, 1, "een")],
                "\x1b[2;5H\x1b[K\x1b[H",
            ),
            // A few blanks are blanks.
            (
                vec![plain(0, 1, "een as")],
                vec![plain(0, 1, "een")],
                "\x1b[2;5H  \x1b[H",
            ),
            // What stands between two changes is written again where that is shorter.
            (
                vec![plain(0, 0, "a....b"), plain(0, 1, "a")],
                vec![plain(0, 0, "x....y"), plain(0, 1, "z")],
                "\x1b[Hx....y\n\rz\x1b[H",
            ),
            // And isn't where it is longer.
            (
                vec![plain(0, 0, "a........b")],
                vec![plain(0, 0, "x........y")],
                "\x1b[Hx\x1b[8Cy\r",
            ),
            // A row that becomes another is erased, and its blanks aren't written.
            (
                vec![plain(0, 0, "abcdefghijklmnopqrstuvwx")],
                vec![plain(0, 0, "a"), plain(12, 0, "b")],
                "\x1b[1;2H\x1b[K\x1b[11Cb\r",
            ),
            // The row below begins where this one did.
            (
                Vec::new(),
                vec![plain(1, 0, "ab"), plain(1, 1, "cd"), plain(3, 3, "e")],
                "\x1b[1;2Hab\n\r cd\n\ne\x1b[H",
            ),
            // What moved sideways is moved.
            (
                vec![plain(0, 0, "o overleg  r regie")],
                vec![plain(0, 0, "x  o overleg  r regie")],
                "\x1b[H\x1b[3@x\r",
            ),
            (
                vec![plain(0, 0, "x in  o overleg  r regie")],
                vec![plain(0, 0, "o overleg  r regie")],
                "\x1b[H\x1b[6P",
            ),
            // A blank takes what the letters before it have.
            (
                Vec::new(),
                vec![piece(0, 0, "a", Style::new().bold()), plain(2, 0, "b")],
                "\x1b[H\x1b[1ma \x1b[mb\r",
            ),
        ] {
            assert_eq!(bytes(&before, &after), told, "{before:?} {after:?}");
        }
    }
}
