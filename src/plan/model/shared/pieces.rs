//! A long list that grows at its end, in pieces that copies of it have in common: who adds one to
//! thousands copies no more than the last piece.

use std::ops::{Index, Range};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Shared;

/// How much is in a piece: what a copy that grows copies at most.
const PIECE: usize = 16;

/// A list of such pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces<T> {
    /// Of so many each.
    full: Shared<Vec<Shared<Vec<T>>>>,
    /// What comes after them, fewer.
    rest: Shared<Vec<T>>,
}

impl<T> Pieces<T> {
    /// How much is in it.
    pub fn len(&self) -> usize {
        self.full.len() * PIECE + self.rest.len()
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        match self.full.get(place / PIECE) {
            Some(piece) => piece.get(place % PIECE),
            None => self.rest.get(place - self.full.len() * PIECE),
        }
    }

    /// The first.
    pub fn first(&self) -> Option<&T> {
        self.get(0)
    }

    /// The last.
    pub fn last(&self) -> Option<&T> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All of it, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            of: self,
            places: 0..self.len(),
        }
    }

    /// Where the item with this key stands, in a list that is in the order of its keys.
    pub fn place_of<K: Ord>(&self, key: &K, of: impl Fn(&T) -> K) -> Option<usize> {
        let (mut from, mut until) = (0, self.len());
        while from < until {
            let middle = from + (until - from) / 2;
            match of(self.get(middle)?).cmp(key) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => until = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

impl<T: Clone> Pieces<T> {
    /// Puts one behind the others.
    pub fn push(&mut self, item: T) {
        self.rest.push(item);
        if self.rest.len() == PIECE {
            let piece = std::mem::take(&mut self.rest);
            self.full.push(piece);
        }
    }

    /// Takes the last away.
    pub fn pop(&mut self) -> Option<T> {
        if self.rest.is_empty() {
            self.rest = self.full.pop()?;
        }
        self.rest.pop()
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What stands at a place, to change it.
    pub fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        let full = self.full.len();
        if place / PIECE < full {
            return self.full.get_mut(place / PIECE)?.get_mut(place % PIECE);
        }
        self.rest.get_mut(place - full * PIECE)
    }

    /// Changes each.
    pub fn each_mut(&mut self, change: impl FnMut(&mut T)) {
        let full = self.full.iter_mut().flat_map(|piece| piece.iter_mut());
        full.chain(self.rest.iter_mut()).for_each(change);
    }
}

impl<T: PartialEq> Pieces<T> {
    /// Whether it begins with all that is in another, which takes no time where it grew out of that.
    pub fn starts_with(&self, other: &Self) -> bool {
        let after = other.full.len();
        let next = self.full.get(after).unwrap_or(&self.rest);
        let pieces = self.full.iter().zip(other.full.iter());
        let mut pieces = pieces.map(|(own, other)| own.is_same(other) || own == other);
        after <= self.full.len() && pieces.all(|it| it) && next.starts_with(&other.rest)
    }
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self {
            full: Shared::from(Vec::new()),
            rest: Shared::from(Vec::new()),
        }
    }
}

impl<T> Index<usize> for Pieces<T> {
    type Output = T;

    fn index(&self, place: usize) -> &T {
        match self.full.get(place / PIECE) {
            Some(piece) => &piece[place % PIECE],
            None => &self.rest[place - self.full.len() * PIECE],
        }
    }
}

impl<T: Clone> Extend<T> for Pieces<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for Pieces<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let (mut full, mut rest) = (Vec::new(), Vec::new());
        for item in items {
            rest.push(item);
            if rest.len() == PIECE {
                // It would grow in three steps, each a copy.
                let next = Vec::with_capacity(PIECE);
                full.push(Shared::from(std::mem::replace(&mut rest, next)));
            }
        }
        Self {
            full: full.into(),
            rest: rest.into(),
        }
    }
}

impl<'a, T> IntoIterator for &'a Pieces<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T: Serialize> Serialize for Pieces<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pieces<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<T>::deserialize(deserializer).map(Self::from_iter)
    }
}

/// What is in a list, in order.
#[derive(Debug)]
pub struct Iter<'a, T> {
    of: &'a Pieces<T>,
    places: Range<usize>,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self {
            of: self.of,
            places: self.places.clone(),
        }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.of.get(self.places.next()?)
    }

    fn nth(&mut self, n: usize) -> Option<&'a T> {
        self.of.get(self.places.nth(n)?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.of.get(self.places.next_back()?)
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list_whatever_its_length() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let list: Vec<usize> = (0..length).map(|it| it * 2).collect();
            let mut pieces: Pieces<usize> = list.iter().copied().collect();
            assert_eq!((pieces.len(), pieces.is_empty()), (length, length == 0));
            assert!(pieces.iter().eq(&list) && pieces.iter().rev().eq(list.iter().rev()));
            assert!(pieces.iter().skip(5).eq(list.iter().skip(5)));
            assert_eq!((pieces.first(), pieces.last()), (list.first(), list.last()));
            for place in 0..=length {
                assert_eq!(pieces.get(place), list.get(place));
                assert_eq!(
                    pieces.place_of(&(place * 2), |it| *it),
                    list.get(place).map(|_| place)
                );
                assert_eq!(pieces.place_of(&(place * 2 + 1), |it| *it), None);
            }
            let json = serde_json::to_string(&pieces).unwrap();
            assert_eq!(json, serde_json::to_string(&list).unwrap());
            assert_eq!(
                serde_json::from_str::<Pieces<usize>>(&json).unwrap(),
                pieces
            );
            pieces.each_mut(|it| *it += 1);
            assert!(pieces.iter().copied().eq(list.iter().map(|it| it + 1)));
            for place in (0..length).rev() {
                *pieces.get_mut(place).unwrap() = place;
                assert_eq!((pieces[place], pieces.pop()), (place, Some(place)));
            }
            assert_eq!((pieces.pop(), pieces.get_mut(0)), (None, None));
        }
    }

    #[test]
    fn a_copy_that_grows_has_the_rest_in_common() {
        let old: Pieces<usize> = (0..PIECE * 3 + 5).collect();
        let mut new = old.clone();
        new.push(7);
        assert!(new != old && new.starts_with(&old) && !old.starts_with(&new));
        assert!(new.full.is_same(&old.full) && !new.rest.is_same(&old.rest));
        new.extend(0..PIECE);
        assert!(new.starts_with(&old) && !new.full.is_same(&old.full));
        assert!(
            new.full
                .iter()
                .zip(old.full.iter())
                .all(|(new, old)| new.is_same(old))
        );
        for place in [1, PIECE * 3 + 2] {
            let mut other = new.clone();
            *other.get_mut(place).unwrap() = 9999;
            assert!(!other.starts_with(&old), "{place}");
        }
        // What is the same without having grown out of it is the same too.
        let again: Pieces<usize> = old.iter().copied().collect();
        assert!(again == old && again.starts_with(&old) && old.starts_with(&Pieces::default()));
    }
}
