use super::*;
use crate::package::charter::{Part, Stakeholder};
use crate::package::risk::{RiskStatus, Treatment};
use crate::package::{Comparator, Gate, Measure, Risk, Severity, Statistic};

fn said<R: Tabular>(pasted: &Pasted<R>) -> Vec<String> {
    pasted.remarks.iter().map(Remark::to_string).collect()
}

fn with_measures() -> Package {
    let latency =
        Measure { id: Id::from("p99"), name: "p99 latency".to_owned(), unit: "ms".to_owned(), ..Measure::default() };
    let errors =
        Measure { id: Id::from("errors"), name: "Errors".to_owned(), statistic: Statistic::Rate, ..Measure::default() };
    let mut package = Package::default();
    package.evidence.measures = vec![latency, errors];
    package
}

#[test]
fn risks_are_read_as_people_log_them() {
    let text = "Risk\tOwner\tLikelihood\tImpact\tResponse\tStatus\tDue date\n\
                Leaks a name\tML lead\t4 · likely\tsevere\tMitigate\tin progress\t1.12.2026\n\
                Nobody reads the alert\t\t2\t\tAvoid\topen\t2027-02-28\n";
    let pasted = read::<Risk>(text, &Package::default(), 7).unwrap();
    assert_eq!(said(&pasted), [""; 0]);
    let mut package = Package::default();
    pasted.apply(&mut package);
    let [first, second] = package.risks.as_slice() else { panic!("two risks") };
    assert_eq!((first.name.as_str(), first.owner.as_str()), ("Leaks a name", "ML lead"));
    assert_eq!((first.inherent.probability, first.inherent.impact, first.residual.probability), (4, 4, 0));
    assert_eq!((first.treatment, first.status), (Treatment::Reduce, RiskStatus::Treating));
    assert_eq!((first.due.0.as_str(), second.due.0.as_str()), ("2026-12-01", "2027-02-28"));
    assert_eq!((second.inherent.probability, second.inherent.impact), (2, 0));
    assert_ne!(first.id, second.id);
    assert_eq!(pasted.headings()[..3], ["Risk", "Owner", "Inherent probability"]);
    assert_eq!(pasted.count(Arrival::New), 2);
}

#[test]
fn gates_take_thresholds_in_the_unit_of_their_measure() {
    let text = "gate;measure;must be;threshold;severity\n\
                Latency;P99 Latency;<=;200,5 ms;Blocker\n\
                Errors;Errors;at most;5 %;major\n\
                Fewer errors;Errors;<;0,02;Advisory\n\
                Too many;Errors;<;7;Advisory\n";
    let package = with_measures();
    let pasted = read::<Gate>(text, &package, 7).unwrap();
    let mut after = package.clone();
    pasted.apply(&mut after);
    let thresholds: Vec<f64> = after.gates.iter().map(|gate| gate.threshold).collect();
    assert_eq!(thresholds, [200.5, 0.05, 0.02, 0.0]);
    let sides: Vec<Comparator> = after.gates.iter().map(|gate| gate.comparator).collect();
    assert_eq!(sides, [Comparator::AtMost, Comparator::AtMost, Comparator::Below, Comparator::Below]);
    assert_eq!((after.gates[1].severity, after.gates[0].measure.as_str()), (Severity::Major, "p99"));
    let set: Vec<bool> = after.gates.iter().map(|gate| !gate.proposed.threshold).collect();
    assert_eq!(set, [true, true, true, false], "what was not understood is nobody's threshold");
    assert_eq!(pasted.rows(&package)[1].1[3], "5 %");
    assert_eq!(said(&pasted), ["Row 5, Threshold: “7” is left out; a share such as 5 % or 0.05 is understood here."]);
}

#[test]
fn a_row_of_a_known_name_changes_that_record_only_where_it_speaks() {
    let mut package = Package::default();
    let known = Risk { owner: "ML lead".to_owned(), cause: "Drift".to_owned(), ..Risk::blank(Id::from("risk-1")) };
    package.risks = vec![Risk { name: "Wrong queue".to_owned(), ..known }];
    let pasted = read::<Risk>("Risk,Owner,Category\nWrong queue,,Quality\nNew one,Ops,\n", &package, 7).unwrap();
    let arrivals: Vec<Arrival> = pasted.rows(&package).iter().map(|(arrival, _)| *arrival).collect();
    assert_eq!(arrivals, [Arrival::Changed, Arrival::New]);
    pasted.apply(&mut package);
    let changed = &package.risks[0];
    assert_eq!((changed.id.as_str(), changed.owner.as_str(), changed.cause.as_str()), ("risk-1", "ML lead", "Drift"));
    assert_eq!((changed.category.as_str(), package.risks.len()), ("Quality", 2));
    let again = read::<Risk>("Risk,Category\nWrong queue,Quality\n", &package, 7).unwrap();
    assert_eq!(again.count(Arrival::Same), 1);
}

#[test]
fn what_is_not_understood_is_said_and_left_out() {
    let text = "Role,Name,RACI,Shoe size,Person\n\
                Owner,Kim,A,43,K.\n\
                Owner,Lee,boss,44,L.\n\
                ,,R,,\n\
                Owner,Kim,C,,\n\
                Owner,Max,I,,,42\n";
    let pasted = read::<Stakeholder>(text, &Package::default(), 7).unwrap();
    let mut package = Package::default();
    pasted.apply(&mut package);
    let people: Vec<(&str, Part)> =
        package.charter.stakeholders.iter().map(|one| (one.name.as_str(), one.part)).collect();
    assert_eq!(people, [("Kim", Part::Accountable), ("Lee", Part::default())]);
    assert_eq!(
        said(&pasted),
        [
            "The column “Shoe size” names no field here and is left out.",
            "The column “Person” gives “Name” a second time and is left out.",
            "Row 3, Part in the decision: “boss” is left out; one of Responsible, Accountable, Consulted and Informed is \
             understood here.",
            "Row 4 is left out: nothing stands under “Role”.",
            "Row 5 is left out: “Owner Kim” stands in row 2 already.",
            "Row 6 has 6 cells, the heading has 5. The row is left out: its cells may be shifted.",
        ]
    );
}

#[test]
fn what_is_no_table_of_records_says_why() {
    let check = |text: &str, expected: &str| {
        let error = read::<Stakeholder>(text, &Package::default(), 7).unwrap_err().to_string();
        assert_eq!(error, expected, "{text:?}");
    };
    check("", "There is no row. The first row names the columns, each further row is a record.");
    check(
        "a,b\n1,2\n",
        "The first row must name the columns, and none of its names is known here. Known are Role, Name, Interest and Part in the decision.",
    );
    check("Name,RACI\nKim,A\n", "No column names the stakeholder: head one “Role”.");
    check("Role,Name\n", "No row is left: beneath the headings, add a row for each stakeholder, named under “Role”.");
    check(
        "Role,Name\n\"Owner,Kim\n",
        "A quotation mark opened in row 2 is never closed. Close it, or write it twice if it belongs to the text.",
    );
}

#[test]
fn dates_and_steps_that_are_none_are_refused() {
    let remarks = |cells: &str| {
        let text = format!("Risk\tDue\tImpact\nA\t{cells}\n");
        read::<Risk>(&text, &Package::default(), 7).unwrap().remarks.len()
    };
    for (cells, expected) in [
        ("2026-12-01\t5", 0),
        ("2028-02-29\t1", 0),
        ("2027-02-29\t1", 1),
        ("12/01/2026\t1", 1),
        ("soon\t1", 1),
        ("2026-13-01\t0", 2),
        ("\t6", 1),
        ("\t3.5", 1),
        ("\t55", 1),
        ("\tsevere, money or trust lost", 0),
    ] {
        assert_eq!(remarks(cells), expected, "{cells:?}");
    }
}

proptest::proptest! {
    #[test]
    fn nothing_pasted_panics_or_removes_a_record(text in "[A-Za-z0-9 ,;\t\n\"%.±-]{0,120}") {
        let mut package = with_measures();
        package.risks = vec![Risk { name: "Known".to_owned(), ..Risk::blank(Id::from("risk-1")) }];
        for body in [text.clone(), format!("Risk,Gate,Impact\n{text}"), format!("Role,Threshold\nGate,Name\n{text}")] {
            if let Ok(pasted) = read::<Risk>(&body, &package, 1) {
                let mut after = package.clone();
                pasted.apply(&mut after);
                proptest::prop_assert_eq!(after.risks.len(), 1 + pasted.count(Arrival::New));
                proptest::prop_assert_eq!(after.risks[0].id.as_str(), "risk-1");
            }
            let _ = read::<Gate>(&body, &package, 1);
            let _ = read::<Stakeholder>(&body, &package, 1);
        }
    }
}
