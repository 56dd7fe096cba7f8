//! What an edit does to the document a plan is kept in: where, and which values come and go.
//! A file splices these into its text; what the program doesn't know stays as it stands.

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::history::History;
use crate::plan::model::inside::raw_of;
use crate::plan::model::step::Step;

/// What happens to one key of one object of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The way down to the object.
    pub object: Vec<Step>,
    /// The key in it.
    pub key: &'static str,
    /// What happens.
    pub what: What,
}

/// What happens to the value of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It becomes this.
    Set(Json),
    /// The array gets these at its end.
    Push(Vec<Json>),
    /// The array gets at its end what came into a history from this place on: each is written when it is
    /// its turn, since there may be a hundred thousand.
    Record(History, usize),
    /// The array gets this before the item that stands there.
    Insert(usize, Json),
    /// The item of the array becomes this.
    Replace(usize, Json),
    /// The item of the array goes.
    Remove(usize),
    /// The array gets, before the item that then stands there, one that stood elsewhere: as it
    /// was written, with what the program doesn't know in it.
    Take {
        /// The way down to the object it stood in.
        object: Vec<Step>,
        /// The key of its list there.
        key: &'static str,
        /// Its place in that list.
        from: usize,
        /// Its place in this one.
        to: usize,
    },
    /// It becomes exactly this text.
    Text(String),
    /// The key goes; of a list only where it is empty.
    Leave,
}

/// A value for the document, its keys in their own order.
#[derive(Debug, Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Of anything that can be written. What can't be is null, which whoever keeps the plan
    /// refuses: the document would read otherwise than the plan.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        Self(to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }

    /// As compact JSON.
    pub fn raw(&self) -> &RawValue {
        &self.0
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl Change {
    /// A key gets a value.
    pub fn set<T: Serialize + ?Sized>(object: &[Step], key: &'static str, value: &T) -> Self {
        Self::new(object, key, What::Set(Json::of(value)))
    }

    /// A list gets an item before the one that stands at a place.
    pub fn insert<T: Serialize + ?Sized>(
        object: &[Step],
        key: &'static str,
        index: usize,
        item: &T,
    ) -> Self {
        Self::new(object, key, What::Insert(index, Json::of(item)))
    }

    /// A list gets an item at its end.
    pub fn push<T: Serialize + ?Sized>(object: &[Step], key: &'static str, item: &T) -> Self {
        Self::new(object, key, What::Push(vec![Json::of(item)]))
    }

    /// An item of a list becomes another.
    pub fn replace<T: Serialize + ?Sized>(
        object: &[Step],
        key: &'static str,
        index: usize,
        item: &T,
    ) -> Self {
        Self::new(object, key, What::Replace(index, Json::of(item)))
    }

    /// An item of a list goes.
    pub fn remove(object: &[Step], key: &'static str, index: usize) -> Self {
        Self::new(object, key, What::Remove(index))
    }

    /// Any change of one key.
    pub fn new(object: &[Step], key: &'static str, what: What) -> Self {
        Self {
            object: object.to_vec(),
            key,
            what,
        }
    }

    /// Of a list of `len` the last item goes, or one comes after it, or it becomes another.
    pub fn last<T: Serialize>(
        object: &[Step],
        key: &'static str,
        (len, goes): (usize, bool),
        comes: Option<&T>,
    ) -> Option<Self> {
        match (goes.then(|| len.checked_sub(1)).flatten(), comes) {
            (None, Some(to)) => Some(Self::push(object, key, to)),
            (Some(index), Some(to)) => Some(Self::replace(object, key, index, to)),
            (Some(index), None) => Some(Self::remove(object, key, index)),
            (None, None) => None,
        }
    }

    /// Those of these keys whose value becomes another.
    pub fn differing<T: Serialize>(
        object: &[Step],
        keys: &[&'static str],
        (from, to): (&T, &T),
    ) -> Vec<Self> {
        let value = |of: &T, key| raw_of(of, key).map_or_else(|_| Json::of(&()), Json);
        let pairs = keys
            .iter()
            .map(|key| (*key, value(from, key), value(to, key)));
        let others = pairs.filter(|(_, from, to)| from != to);
        others
            .map(|(key, _, to)| Self::new(object, key, What::Set(to)))
            .collect()
    }
}
