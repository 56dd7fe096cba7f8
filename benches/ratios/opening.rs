//! What opening costs.

use std::fs::{self, File};
use std::hint::black_box;
use std::path::Path;

use regie::store::Store;
use serde_json::Value;

use crate::measure::compare;
use crate::plans::{SIZES, larger};

/// Opening: read, every check, against reading the same JSON into loose values.
pub fn opening(dir: &Path) {
    for (times, size) in SIZES {
        let path = dir.join(format!("opened {size}.json"));
        let file = File::create_new(&path).unwrap();
        serde_json::to_writer_pretty(file, &larger(times)).unwrap();
        compare(
            &format!("open the plan, {size} / read it as loose JSON"),
            (100 / times).max(3),
            || drop(black_box(Store::open(&path).unwrap())),
            || {
                drop(black_box(
                    serde_json::from_slice::<Value>(&fs::read(&path).unwrap()).unwrap(),
                ));
            },
        );
    }
}
