//! What opening costs.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use regie::store::Store;
use serde_json::Value;

use crate::measure::compare;
use crate::plans::{SIZES, larger, runs};

/// Opening: read, every check, against reading the same JSON into loose values.
pub fn opening(dir: &Path) {
    for (times, size) in SIZES {
        let path = dir.join(format!("opened {size}.json"));
        Store::begin_with(&path, &larger(times)).unwrap();
        compare(
            &format!("open the plan, {size} / read it as loose JSON"),
            runs(times, 101),
            || black_box(Store::open(&path).unwrap()),
            || black_box(serde_json::from_slice::<Value>(&fs::read(&path).unwrap()).unwrap()),
        );
    }
}
