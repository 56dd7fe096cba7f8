//! The lines a page draws: of its paths only those that run straight along or down it count.

use super::matrix::Matrix;

/// A line that is drawn: along the page, or down it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    Along { y: f32, from: f32, to: f32 },
    Down { x: f32, from: f32, to: f32 },
}

/// A path that isn't drawn yet.
#[derive(Debug, Default)]
pub(super) struct Path {
    open: Vec<Rule>,
    rooms: Vec<[f32; 4]>,
    at: (f32, f32),
    start: (f32, f32),
}

impl Path {
    /// Paths: of those only the lines that are straight along or down count.
    pub(super) fn step(
        &mut self,
        operator: &str,
        numbers: &[f32],
        page: Matrix,
        rules: &mut Vec<Rule>,
    ) {
        match (operator, numbers) {
            ("m", [x, y, ..]) => {
                self.at = page.place(*x, *y);
                self.start = self.at;
            }
            ("l", [x, y, ..]) => {
                let to = page.place(*x, *y);
                self.open.extend(straight(self.at, to));
                self.at = to;
            }
            ("c" | "v" | "y", [.., x, y]) => self.at = page.place(*x, *y),
            ("h", _) => {
                self.open.extend(straight(self.at, self.start));
                self.at = self.start;
            }
            ("re", [x, y, width, height, ..]) => {
                let (one, other) = (page.place(*x, *y), page.place(x + width, y + height));
                self.rooms.push([one.0, one.1, other.0, other.1]);
            }
            ("S" | "s" | "B" | "B*" | "b" | "b*", _) => self.drawn(true, rules),
            ("f" | "F" | "f*", _) => self.drawn(false, rules),
            ("n", _) => {
                self.open.clear();
                self.rooms.clear();
            }
            _ => {}
        }
    }

    /// The path is drawn: its lines, and the sides of its rectangles; one that is very thin is a
    /// line itself.
    fn drawn(&mut self, stroked: bool, out: &mut Vec<Rule>) {
        out.append(&mut self.open);
        for [x, y, right, top] in std::mem::take(&mut self.rooms) {
            let thin = |from: f32, to: f32| (to - from).abs() <= THIN;
            if thin(y, top) {
                let y = f32::midpoint(y, top);
                out.extend(straight((x, y), (right, y)));
            } else if thin(x, right) {
                let x = f32::midpoint(x, right);
                out.extend(straight((x, y), (x, top)));
            } else if stroked {
                let corners = [(x, y), (right, y), (right, top), (x, top), (x, y)];
                let sides = corners.iter().zip(corners.iter().skip(1));
                let sides = sides.filter_map(|(one, other)| straight(*one, *other));
                out.extend(sides);
            } else {
                // A ground of one colour.
            }
        }
    }
}

/// A rectangle thinner than this is a line.
const THIN: f32 = 3.0;

/// A line between two places, where it runs along the page or down it.
fn straight((x, y): (f32, f32), (to_x, to_y): (f32, f32)) -> Option<Rule> {
    let finite = [x, y, to_x, to_y].iter().all(|it| it.is_finite());
    let (wide, high) = ((to_x - x).abs(), (to_y - y).abs());
    if !finite || wide < 2.0 && high < 2.0 {
        None
    } else if high < 1.0 {
        Some(Rule::Along {
            y,
            from: x.min(to_x),
            to: x.max(to_x),
        })
    } else if wide < 1.0 {
        Some(Rule::Down {
            x,
            from: y.min(to_y),
            to: y.max(to_y),
        })
    } else {
        None
    }
}
