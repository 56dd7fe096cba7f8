//! A value that goes with a question, and what the server takes it for. The types go along with the
//! question's text, so nothing is prepared under a name first: a pooler may give the next question
//! to another connection, where nobody knows that name, or somebody else's question has it.

use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

/// A value of a type.
#[derive(Debug)]
pub struct Param(Box<dyn ToSql + Sync + Send>, Type);

impl Param {
    /// As the client sends it.
    pub fn typed(&self) -> (&(dyn ToSql + Sync), Type) {
        (&*self.0, self.1.clone())
    }
}

/// What stands for a value of PostgreSQL.
macro_rules! is {
    ($($here:ty => $there:ident),+ $(,)?) => {
        $(impl From<$here> for Param {
            fn from(value: $here) -> Self {
                Self(Box::new(value), Type::$there)
            }
        })+
    };
}

is! {
    i32 => INT4,
    i64 => INT8,
    String => TEXT,
    Option<String> => TEXT,
    Vec<String> => TEXT_ARRAY,
    Option<Vec<String>> => TEXT_ARRAY,
    Uuid => UUID,
    Option<Uuid> => UUID,
    serde_json::Value => JSONB,
}
