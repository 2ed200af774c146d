use super::*;
use crate::analysis::cost::assess;
use crate::analysis::cost::fixture::{hosted, package};
use crate::package::cost::ServingStack;

#[test]
fn how_a_part_comes_about_is_written_with_its_numbers() {
    let package = package();
    let said = |alternative: &str, item| formula(&package, &Id::from(alternative), item);
    assert_eq!(said("a0", CostItem::Tokens), "1,000,000 requests × (500 × 2 + 200 × 10) ÷ 1,000,000");
    let expected = "2,628,000 requests × 1,500 tokens ÷ (2,500 tokens/s × 0.6 × 3,600 s) × 4";
    assert_eq!(said("a1", CostItem::Accelerators), expected);
    assert_eq!(said("a2", CostItem::People), "100 h × 50");
}

#[test]
fn the_assumption_a_total_depends_on_is_named() {
    let package = package();
    let cost = assess(&package).unwrap();
    assert_eq!(
        dependence(&package, &cost.alternatives[0]),
        "The total depends most on tokens written: from 100 to 400 a request, it goes from 3,600 to 6,600 EUR a month, 87 % of its uncertainty."
    );
    let overall = sentence(&package, &cost);
    let expected = "The cost of A1 depends most on utilisation: from 0.3 to 0.8, it goes from 5,840 to 2,190";
    assert!(overall.starts_with(expected), "{overall}");
    assert!(dependence(&package, &cost.alternatives[2]).starts_with("No assumption has a range"));
    assert_eq!(sentence(&package, &CostFindings::default()), "");
}

#[test]
fn sizing_by_requests_is_said_to_mislead_where_it_does() {
    let package = package();
    let cost = assess(&package).unwrap();
    let own = &cost.alternatives[1];
    assert_eq!(sizing_formula(&package, own, &own.sizing[3]), "1,500 tokens/s ÷ 2,500 tokens/s, rounded up");
    assert_eq!(
        sizing_formula(&package, own, &own.sizing[4]),
        "1 requests/s × 2,100 tokens ÷ 2,500 tokens/s, rounded up"
    );
    assert_eq!(sized(own.sizing[5].quantity, own.sizing[5].mean), "60 %");
    assert_eq!(
        sizing(&package, own),
        "Sized by requests, 1 would seem enough at the peak; the tokens need 2 accelerators. The load test's requests had about 250 tokens (2,500 ÷ 10); these have 1,500. Run all month, 2 accelerators would be 30 % utilised, not 60 % as assumed: the total holds only if they are switched off between peaks."
    );
    assert!(sizing(&package, &cost.alternatives[0]).starts_with("Ask the vendor for both limits"));
    assert_eq!(sizing(&package, &cost.alternatives[2]), "");
}

#[test]
fn the_least_expensive_stack_is_named() {
    let mut package = package();
    let stack = |id: &str, tokens: f64, price: f64, alternative: &str| ServingStack {
        id: id.into(),
        name: id.to_owned(),
        alternative: alternative.into(),
        tokens_per_second: Some(tokens),
        price_per_hour: Some(price),
        ..ServingStack::default()
    };
    package.cost.stacks = vec![stack("vLLM", 2500.0, 4.0, "a1"), stack("TGI", 1500.0, 3.0, "")];
    assert_eq!(
        stacks(&package, &assess(&package).unwrap()),
        "For A0, TGI is the least expensive: 1 accelerator, 2,190 EUR a month. For A1, vLLM is the least expensive: 2 accelerators, 5,840 EUR a month."
    );
}

#[test]
fn what_is_missing_or_cannot_be_is_said() {
    let check = |change: fn(&mut ServingCost), problem_of: &str| {
        let mut package = package();
        let mut cost = hosted();
        change(&mut cost);
        package.cost.by_alternative.insert(Id::from("a0"), cost);
        let finding = &assess(&package).unwrap().alternatives[0];
        let said: Vec<String> = finding.problems.iter().map(|one| problem(&package, finding, one)).collect();
        assert!(said.join(" ").contains(problem_of), "{problem_of}: {said:?}");
    };
    check(|cost| *cost = ServingCost::default(), "Nothing is assumed yet.");
    check(|cost| cost.output_tokens.value = None, "it needs tokens written.");
    check(|cost| cost.input_price.value = Some(-1.0), "Price of tokens read must be 0 or more.");
    check(|cost| cost.people_hours.low = Some(25.0), "20 h a month does not lie between 25 h a month and 30 h a month");
    check(
        |cost| (cost.serving, cost.utilisation.value) = (Serving::Accelerators, Some(0.0)),
        "Utilisation must be between 0 and 1, and more than 0.",
    );
}

#[test]
fn money_is_read_without_cents_from_a_hundred_on() {
    assert_eq!([99.46, 100.46, 1234.5, -250.4].map(amount), ["99.5", "100", "1,235", "−250"]);
}
