//! The comparison can fail: whatever is changed in the data or the source is reported.

use serde_json::{Value, json};

use crate::compare::{Word, differences, source_words};
use crate::print::print;
use crate::{data, field, nothing};

#[test]
fn a_word_dropped_doubled_or_changed_in_any_text_is_reported() {
    let data = data();
    let source = source_words();
    let page = print(&data);
    let texts: Vec<(usize, &str)> = page
        .printed
        .iter()
        .map(|it| it.pointer.as_str())
        .filter(|pointer| field(pointer) != "letter")
        .filter(|pointer| data.pointer(pointer).is_some_and(Value::is_string))
        .enumerate()
        .collect();
    assert!(texts.len() > 400, "{}", texts.len());
    // Each thread changes a plan of its own and puts every text back.
    std::thread::scope(|scope| {
        for share in texts.chunks(texts.len().div_ceil(8)) {
            let (mut data, source) = (data.clone(), &source);
            scope.spawn(move || {
                for (round, pointer) in share {
                    one_text_is_guarded(&mut data, pointer, *round, source);
                }
                nothing(&differences(source, &print(&data)));
            });
        }
    });
}

/// Drops, doubles and changes one word of a text; which one differs from text to text.
fn one_text_is_guarded(data: &mut Value, pointer: &str, round: usize, source: &[Word]) {
    let original = data.pointer(pointer).cloned().unwrap_or_default();
    // A sentence that says two things is changed with both.
    let second = pointer.strip_suffix("/0/text");
    let twin = second.map(|list| format!("{list}/1/text"));
    let twin = twin.filter(|twin| data.pointer(twin) == Some(&original));
    let twin = twin.as_deref();
    let words: Vec<&str> = original.as_str().unwrap().split_whitespace().collect();
    let at = round % words.len();
    let other = format!("{}x", words[at]);
    let [mut dropped, mut doubled, mut changed] = [(); 3].map(|()| words.clone());
    dropped.remove(at);
    doubled.insert(at, words[at]);
    changed[at] = &other;
    for (kind, mutant) in [
        ("dropped", dropped),
        ("doubled", doubled),
        ("changed", changed),
    ] {
        for pointer in std::iter::once(pointer).chain(twin) {
            set(data, pointer, mutant.join(" ").into());
        }
        let found = differences(source, &print(data));
        let what = format!("{kind} word {at} of {pointer}");
        assert!(!found.is_empty(), "{what} went unseen");
        assert!(found.len() <= 2, "{what}: {found:#?}");
    }
    for pointer in std::iter::once(pointer).chain(twin) {
        set(data, pointer, original.clone());
    }
}

fn set(data: &mut Value, pointer: &str, value: Value) {
    *data.pointer_mut(pointer).unwrap() = value;
}

fn list<'a>(data: &'a mut Value, pointer: &str) -> &'a mut Vec<Value> {
    let list = data.pointer_mut(pointer).and_then(Value::as_array_mut);
    list.unwrap()
}

#[test]
fn a_word_that_is_only_in_the_source_is_reported_with_its_line() {
    let mut source = source_words();
    let place = source.iter().position(|word| word.text == "HEIT.").unwrap();
    let (text, line) = ("extra".to_owned(), source[place].line);
    source.insert(place, Word { text, line });
    let reported = format!("source line {line}: not in the data: extra");
    assert_eq!(differences(&source, &print(&data())), [reported]);
}

#[test]
fn a_record_left_out_moved_or_misnumbered_is_reported() {
    let removed = [
        ("/chapters", 6),
        ("/chapters/1/themes", 2),
        ("/chapters/1/themes/1/goals", 2),
        ("/chapters/2/themes/1/goals/0/actions", 1),
        ("/chapters/2/kpis", 4),
        ("/chapters/2/regie", 2),
        ("/chapters/3/themes/1/partners_text", 2),
        ("/chapters/6/topics", 8),
        ("/chapters/7/body", 4),
        ("/capacity/2/rows", 6),
    ];
    let altered = [
        ("/chapters/1/themes/1/goals/2/number", json!(7)),
        ("/chapters/1/themes/1/letter", json!("C")),
        ("/chapters/3/kpis/5/group", json!(2)),
        ("/budgets/0/rows/1/amount", json!(0)),
        ("/capacity/0/stated_total/existing", json!(9.4)),
        ("/capacity/3/rows/0/existing", json!(69)),
        ("/chapters/2/regie/0/found", json!("text")),
    ];
    let source = source_words();
    nothing(&differences(&source, &print(&data())));
    let reported = |what: &str, change: &dyn Fn(&mut Value)| {
        let mut data = data();
        change(&mut data);
        assert!(!differences(&source, &print(&data)).is_empty(), "{what}");
    };
    for (pointer, index) in removed {
        reported(pointer, &|data| {
            list(data, pointer).remove(index);
        });
    }
    for (pointer, value) in altered {
        reported(pointer, &|data| set(data, pointer, value.clone()));
    }
    let kpis = "/chapters/4/kpis";
    reported(kpis, &|data| list(data, kpis).swap(0, 1));
}
