use super::*;
use crate::package::{CriterionSource, Package};

const TABLE: &str = "\
alternative,Accuracy,Cost
weight,60,40
direction,max,min
worst,50,20
best,100,0
preference,v:30,v-indifference:0.5:5
Engine A,81,11.7±2.5
Engine B,,4
";

#[test]
fn a_table_is_read_with_everything_it_states() {
    let table = parse(TABLE).unwrap();
    assert_eq!(
        table.criteria[1],
        TableCriterion {
            name: "Cost".to_owned(),
            direction: Some(Direction::Min),
            weight: Some(40.0),
            scale: Some((20.0, 0.0)),
            percent: false,
            preference: Some(PreferenceFunction::VIndifference { q: 0.5, p: 5.0 }),
        }
    );
    assert_eq!(table.alternatives[0].values, [Some((81.0, 0.0)), Some((11.7, 2.5))]);
    assert_eq!(table.alternatives[1].values, [None, Some((4.0, 0.0))]);
}

#[test]
fn numbers_are_read_as_spreadsheets_write_them() {
    let check = |text: &str, expected: &[f64]| {
        let found: Vec<f64> = parse(text).unwrap().alternatives[0].values.iter().map(|cell| cell.unwrap().0).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("x\tA\tB\nE\t1.5\t1,200.25\n", &[1.5, 1200.25]);
    check("x;A;B\nE;1,5;1.200,25\n", &[1.5, 1200.25]);
    check("x\tA\tB\nE\t0,125\t3\n", &[0.125, 3.0]);
    check("x\tA\tB\nE\t1,200\t3,450,000\n", &[1200.0, 3_450_000.0]);
    check("x\tA\tB, s\nE\t1.200\t0,5\n", &[1200.0, 0.5]);
    check("x;A;B\nE;1 200,5;1.234.567\n", &[1200.5, 1_234_567.0]);
    check("x,A,B\nE,007,-00.5\n", &[7.0, -0.5]);
    check("x,A,B\nE,\"1,200\",1e3\n", &[1200.0, 1000.0]);
    check("x;A;B\nE;1,5e3;0,125\n", &[1500.0, 0.125]);
    check("\u{feff}\"a;b\",A,B\r\nE,−3,+4\r\n\r\n", &[-3.0, 4.0]);
    check("x\tA\t\t\nE\t7\t\t\n", &[7.0]);
}

#[test]
fn what_says_that_there_is_no_value_is_a_gap() {
    for marker in ["", " ", "NA", "n/a", "#N/A", "NULL", "None", "nil", "nan", "-", "--", "–", "?"] {
        assert_eq!(parse(&format!("x;A;B\nE;{marker};2\n")).unwrap().alternatives[0].values[0], None, "{marker:?}");
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let check = |text: &str, expected: &str| {
        let found = parse(text).unwrap_err().to_string();
        assert!(found.contains(expected), "{found}");
    };
    check("", "empty");
    check("\n \n", "empty");
    check("alternative\nA\n", "names no criterion");
    check("x,A\nweight,1\n", "no alternative");
    check("x,A,A\nE,1,2\n", "Columns 2 and 3 are both named \"A\"");
    check("x,A,,B\nE,1,2,3\n", "Column 3 has no heading");
    check("x,A\nE,1\nE,2\n", "Row 3: \"E\" is there already, as alternative 1");
    check("x,A\n,1\n", "Row 2 has no name");
    check("x,A,B\nE,1\n", "Row 2 has 2 cells, the heading has 3");
    check("x,A,B\nE,1,2,3\n", "Row 2 has 4 cells, the heading has 3");
    check("x,A\nE,fast\n", "Row 2 (E), column 2 (A): \"fast\" is not a number");
    check("x,A\nE,inf\n", "not a finite number");
    check("x,A\n\"E\" x,1\n", "Row 2, column 1: text follows the closing quotation mark");
    check("x;A\nE;1.234,5\nF;0,125.5\n", "\"0,125.5\" is not a number");
    check("x\tA\nE\t1,234.5\nF\t0,125\n", "\"0,125\" is not a number");
    check("x,A\n\nE,\"1\nF,2\n", "A quotation mark opened in row 3 is never closed");
    check("x;A\nE;1,5\nF;1234.567\n", "\"1234.567\" is not a number");
    check("x;A\nE;1,5\nF;1,234.5\n", "\"1,5\" is not a number");
    check("x,A\nE,1±-2\n", "standard deviation in \"1±-2\" is negative");
    check("x,A\nE,\"1,2\"\n", "\"1,2\" is not a number");
    check("x,A\nweight,-1\nE,1\n", "Row 2 (weight), column 2 (A): A weight is a number from 0 up");
    check("x,A\nweight,\nE,1\n", "A weight is a number from 0 up");
    check("x,A\ndirection,up\nE,1\n", "Row 2 (direction), column 2 (A): The direction is min");
    check("x,A\nworst,1\nE,1\n", "Row 2 (worst), column 2 (A): A scale needs both ends");
    check("x,A\nworst,1\nbest,1\nE,1\n", "must differ");
    check("x,A\nworst,9\nbest,1\ndirection,max\nE,1\n", "Row 3 (best), column 2 (A): The scale from worst to best");
    check("x,A\npreference,level:6:1\nE,1\n", "A preference function is usual");
    check("x,A\nweight,1±1\nE,1\n", "± belongs to the alternatives");
    check("x,A\nweight,1\nweight,2\nE,1\n", "Rows 2 and 3 are both \"weight\"");
}

#[test]
fn a_scale_alone_tells_the_direction() {
    let table = parse("x,A\nworst,9\nbest,1\nE,1\n").unwrap();
    assert_eq!(table.criteria[0].direction, Some(Direction::Min));
}

#[test]
fn the_same_name_keeps_its_identity() {
    let mut package = Package::default();
    parse(TABLE).unwrap().apply(&mut package);
    assert_eq!(package.alternatives[0].id.as_str(), "alternative-engine-a");
    assert_eq!(package.criteria[1].id.as_str(), "criterion-cost");
    package.alternatives[1].strength = "Cheap".to_owned();
    let before = package.clone();
    parse("x,Speed,Cost\nEngine B,3,4\nEngine C,5,6\n").unwrap().apply(&mut package);
    assert_eq!(package.alternatives[0], before.alternatives[1]);
    let ids: Vec<&str> = package.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    assert_eq!(ids, ["criterion-speed", "criterion-cost"]);
    assert_eq!(package.criteria[1].scale, before.criteria[1].scale);
    let CriterionSource::Stated { values } = &package.criteria[1].source else { panic!() };
    assert_eq!(values[&package.alternatives[0].id].value, Some(4.0));
    assert_eq!(package.weighting.profiles[0].points, before.weighting.profiles[0].points);
}

#[test]
fn names_that_make_the_same_identifier_get_numbers() {
    let mut package = Package::default();
    parse("x,A\nE 1,1\nE-1,2\n!,3\n").unwrap().apply(&mut package);
    let ids: Vec<&str> = package.alternatives.iter().map(|alternative| alternative.id.as_str()).collect();
    assert_eq!(ids, ["alternative-e-1", "alternative-e-1-2", "alternative"]);
}

#[test]
fn per_cents_are_shares() {
    let table =
        parse("x\tA\tB\nweight\t30 %\t70\nworst\t0 %\t\nbest\t100 %\t\nE\t81 %\t12,3 ± 0,5 %\nF\t0,5\t7 %±1 %\n")
            .unwrap();
    assert_eq!(table.alternatives[0].values, [Some((0.81, 0.0)), Some((0.123, 0.005))]);
    assert_eq!(table.alternatives[1].values, [Some((0.5, 0.0)), Some((0.07, 0.01))]);
    assert_eq!((table.criteria[0].scale, table.criteria[0].weight), (Some((0.0, 1.0)), Some(30.0)));
    let refused = parse("x\tA\nE\t81 %\nF\t85\n").unwrap_err().to_string();
    assert!(refused.contains("\"85\" has no per cent sign"), "{refused}");
}

#[test]
fn per_cents_stay_where_the_unit_is_per_cent() {
    let table = parse("x\tA\tB\nworst\t0 %\t0 %\nbest\t100 %\t100 %\nE\t81.3 ± 2 %\t81.3 %\n").unwrap();
    let mut package = Package::default();
    let criterion = |id: &str, unit: &str| crate::package::Criterion {
        id: id.into(),
        name: id.to_owned(),
        unit: unit.to_owned(),
        ..crate::package::Criterion::default()
    };
    package.criteria = vec![criterion("A", "%"), criterion("B", "")];
    table.apply(&mut package);
    let stated = |place: usize| match &package.criteria[place].source {
        CriterionSource::Stated { values } => values.values().next().map(|it| (it.value, it.deviation)).unwrap(),
        _ => panic!("it is stated"),
    };
    assert_eq!((stated(0), stated(1)), ((Some(81.3), 2.0), (Some(0.813), 0.0)));
    assert_eq!(package.criteria[0].scale.as_ref().map(|scale| scale.best), Some(100.0));
}
