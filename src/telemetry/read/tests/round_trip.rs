//! What is written is read back, and nothing breaks the reader.

use proptest::prelude::*;

use super::*;
use crate::package::Alternative;
use crate::telemetry::Values;
use crate::telemetry::generate::{self, to_csv};

#[test]
fn a_generated_table_is_read_back() {
    let template = crate::package::template::TEMPLATES[0].package.clone();
    let telemetry = crate::telemetry::Telemetry::generated(&template);
    assert!(telemetry.iter().count() > 0);
    for (_, table) in telemetry.iter() {
        assert_eq!(good(&to_csv(table)).table, *table);
    }
}

fn alternative(name: String) -> Alternative {
    Alternative { id: name.as_str().into(), name, ..Default::default() }
}

proptest! {
    #[test]
    fn a_table_is_read_back(
        labels in prop::collection::vec("([a-zé,;\"'.][a-zé,;\"\n\r '.]{0,5})?[a-z]", 1..12),
        seed in prop::collection::vec(prop_oneof![Just(f64::NAN), any::<f64>().prop_filter("finite", |x| x.is_finite()), -1e3..1e3_f64], 12),
    ) {
        let rows = labels.len();
        let texts = Values::Text(labels.iter().map(|label| Some(label.as_str())).collect());
        let table = Table { rows, columns: vec![
            Column { name: "text, \"quoted\"".to_owned(), values: texts },
            Column { name: "number".to_owned(), values: Values::Number(seed[..rows].to_vec()) },
        ] };
        prop_assume!(!labels.iter().all(|label| matches!(label.as_str(), "na" | "nil" | "none" | "null" | "nan" | "inf")));
        prop_assert_eq!(good(&to_csv(&table)).table, table);
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_bytes(&bytes);
    }

    #[test]
    fn no_text_breaks_it(text in "[\\[{\"a1,;:.\n\r}\\] -]{0,80}") {
        if let Ok(reading) = read_bytes(text.as_bytes()) {
            prop_assert!(reading.table.columns.iter().all(|column| column.values.len() == reading.table.rows));
        }
    }

    #[test]
    fn generating_is_repeatable_and_local(seed in any::<u32>(), weeks in 1_u32..40, noise in 0.0..5.0) {
        use crate::package::evidence::{GeneratedColumn, GeneratedSeries, Generator};
        let series = |level, noise| GeneratedSeries { level, noise, missing: 0.2, ..Default::default() };
        let column = |noise| GeneratedColumn {
            id: "c".into(),
            name: "c".to_owned(),
            decimals: 2,
            series: [("A".into(), series(10.0, 1.0)), ("B".into(), series(20.0, noise))].into(),
            ..Default::default()
        };
        let generator = |noise| Generator { seed, weeks, columns: vec![column(noise)], ..Default::default() };
        let alternatives = ["A", "B"].map(|name| alternative(name.to_owned()));
        let first = generate::generate(&generator(1.0), &alternatives);
        prop_assert_eq!(&first, &generate::generate(&generator(1.0), &alternatives));
        let other = generate::generate(&generator(noise), &alternatives);
        let cells = |table: &Table| table.columns[2].values.numbers().unwrap()[..weeks as usize].to_vec();
        prop_assert_eq!(Values::Number(cells(&first)), Values::Number(cells(&other)));
        prop_assert_eq!(good(&to_csv(&first)).table, first);
    }
}
