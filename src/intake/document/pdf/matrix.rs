//! Places of a drawing as places of its page.

use lopdf::{Document, Object, ObjectId};

/// What turns a place of a drawing into one of the page: `x' = a x + c y + e`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix([f32; 6]);

impl Matrix {
    /// A step aside.
    pub(super) const fn step(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let [one, two, three, four, x, y] = self.0;
        let ((right, down), (left, up)) = (other.turned(one, two), other.turned(three, four));
        let (x, y) = other.place(x, y);
        Self([right, down, left, up, x, y])
    }

    /// A direction, without where it begins.
    fn turned(self, x: f32, y: f32) -> (f32, f32) {
        let [one, two, three, four, ..] = self.0;
        (one * x + three * y, two * x + four * y)
    }

    pub(super) fn place(self, x: f32, y: f32) -> (f32, f32) {
        let [.., right, up] = self.0;
        let (along, over) = self.turned(x, y);
        (along + right, over + up)
    }

    pub(super) fn of(numbers: &[f32]) -> Option<Self> {
        let six: [f32; 6] = numbers.try_into().ok()?;
        six.iter().all(|it| it.is_finite()).then_some(Self(six))
    }
}

/// A page that is shown turned.
pub(super) fn upright(document: &Document, page: ObjectId) -> Matrix {
    let mut id = Some(page);
    let mut steps = 0;
    while let Some(own) = id
        .and_then(|id| document.get_dictionary(id).ok())
        .filter(|_| steps < 40)
    {
        steps += 1;
        if let Ok(turn) = own.get_deref(b"Rotate", document).and_then(Object::as_i64) {
            return match turn.rem_euclid(360) {
                90 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
                180 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
                270 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
                _ => Matrix::SAME,
            };
        }
        id = own.get(b"Parent").and_then(Object::as_reference).ok();
    }
    Matrix::SAME
}
