//! Who would be released if everything uncertain were known, and what would settle it.

use serde_json::{Value, json};

use super::figure::{count, list, probability};
use super::{quoted, quoted_list, rows_of};
use crate::findings::{DecisionEvidence, DecisionFinding, Waiting};
use crate::package::{Id, Package};
use crate::sorted_map::SortedMap;

/// A chance of less than this is not worth a sentence.
pub(super) const LEAST: f64 = 0.005;

/// Everything that is said of it.
pub(super) fn sentences(package: &Package, decision: &DecisionFinding) -> Value {
    json!({
        "chances": chances(package, decision),
        "waived": waived(package, decision),
        "evidence_value":
            worthwhile(decision).map(|one| evidence(package, decision, one)).collect::<Vec<_>>(),
        "waiting": waitings(package, decision),
    })
}

/// Who is released how often: "If everything uncertain were known, Assisted would be released in 71 % of cases, Manual
/// in 12 % and nobody in 17 %."
pub fn chances(package: &Package, decision: &DecisionFinding) -> String {
    let likeliest = likeliest_first(package, decision);
    match likeliest.as_slice() {
        [] => String::new(),
        [(id, _)] => {
            let who = id.map_or("nobody", |id| name(package, id));
            match decision.draws {
                0 => String::new(),
                draws => {
                    format!(
                        "In all {} draws of the uncertain values, {who} would be released.",
                        count(u64::from(draws))
                    )
                }
            }
        }
        [(first, share), others @ ..] => {
            let who = |id: &Option<&Id>| id.map_or("nobody", |id| name(package, id)).to_owned();
            let mut parts = vec![format!("{} would be released in {} of cases", who(first), probability(*share))];
            parts.extend(others.iter().map(|(id, share)| format!("{} in {}", who(id), probability(*share))));
            format!("If everything uncertain were known, {}.", list(&parts))
        }
    }
}

/// Who is chosen with what probability, likeliest first, nobody without an identifier; who never is is left out.
pub fn likeliest_first<'a>(package: &'a Package, decision: &DecisionFinding) -> Vec<(Option<&'a Id>, f64)> {
    let alternatives = package.alternatives.iter().map(|one| &one.id);
    let mut shares: Vec<(Option<&Id>, f64)> =
        alternatives.filter_map(|id| Some((Some(id), *decision.chosen.get(id)?))).collect();
    shares.push((None, decision.nobody));
    shares.retain(|(_, share)| *share > 0.0);
    crate::order::sort(&mut shares, |one, other| other.1.total_cmp(&one.1));
    shares
}

/// Probabilities by alternative, in the package's order, under what each is the probability of: that a gate holds, that
/// the alternative can be released, that it is.
pub fn shares(package: &Package, decision: &DecisionFinding) -> Vec<(String, Vec<Option<f64>>)> {
    let by_alternative = |name: String, shares: &SortedMap<Id, f64>| {
        let each = package.alternatives.iter().map(|one| shares.get(&one.id).copied());
        (name, each.collect())
    };
    let gates = package.gates.iter().filter_map(|gate| {
        Some(by_alternative(format!("{} holds", quoted(&gate.name)), decision.holds.get(&gate.id)?))
    });
    let ends = [
        ("Can be released", &decision.releasable),
        ("Is released", &decision.chosen),
        ("Is released if weights are drawn too", &decision.chosen_at_any_weights),
    ];
    gates.chain(ends.map(|(name, shares)| by_alternative(name.to_owned(), shares))).collect()
}

/// Gates that hold because somebody waived them; empty when none does.
pub fn waived(package: &Package, decision: &DecisionFinding) -> String {
    let said = decision.waived.iter().filter_map(|one| {
        let (gate, alternative) = (package.gate(&one.gate)?, package.alternative(&one.alternative)?);
        Some(format!("{} for {}", quoted(&gate.name), alternative.name))
    });
    let said: Vec<String> = said.collect();
    match said.len() {
        0 => String::new(),
        1 => format!("{} counts as met because it is waived.", said[0]),
        _ => format!("{} count as met because they are waived.", list(&said)),
    }
}

/// The values whose knowledge would settle something, most first.
pub fn worthwhile(decision: &DecisionFinding) -> impl Iterator<Item = &DecisionEvidence> {
    decision.evidence_value.iter().filter(|one| one.value >= LEAST)
}

/// What knowing one value exactly would do.
pub fn evidence(package: &Package, decision: &DecisionFinding, value: &DecisionEvidence) -> String {
    let what = format!("Knowing {} of {} exactly", known(package, value), name(package, &value.alternative));
    let without = decision.chosen.values().copied().fold(decision.nobody, f64::max);
    let [from, to] = [without, (without + value.value).min(1.0)].map(probability);
    format!("{what} would raise the chance of the right decision from {from} to {to}.")
}

/// What is uncertain, by the name of its measure or of its criteria.
pub fn known(package: &Package, value: &DecisionEvidence) -> String {
    let measure = value.measure.as_ref().and_then(|id| package.measure(id)).map(|measure| measure.name.as_str());
    let criteria = || {
        let names = value.criteria.iter().filter_map(|id| package.criterion(id));
        names.map(|criterion| criterion.name.as_str()).collect::<Vec<_>>()
    };
    quoted_list(&measure.map_or_else(criteria, |name| vec![name]))
}

/// Whether waiting is worth it: a sentence for each span looked at, one for all when none changes anything.
pub fn waitings(package: &Package, decision: &DecisionFinding) -> Vec<String> {
    match decision.waiting.last() {
        Some(longest) if decision.waiting.len() > 1 && decision.waiting.iter().all(|one| one.turns == 0.0) => {
            vec![format!("Not even {} would change the decision in any draw.", small(&more_rows(package, longest)))]
        }
        _ => decision.waiting.iter().map(|one| waiting(package, one)).collect(),
    }
}

/// Whether more rows would change anything: "26 more weeks would change the decision in 3 % of cases."
pub fn waiting(package: &Package, waiting: &Waiting) -> String {
    let rows = more_rows(package, waiting);
    let turned = match waiting.turns {
        0.0 => "would not change the decision in any draw".to_owned(),
        turns => format!("would change the decision in {} of cases", probability(turns)),
    };
    let most = waiting.measures.iter().reduce(|most, one| if one.turns > most.turns { one } else { most });
    let measure = most.filter(|one| waiting.measures.len() > 1 && one.turns >= LEAST);
    let alone = measure.and_then(|one| Some((package.measure(&one.measure)?, one.turns))).map(|(measure, turns)| {
        format!(" More on {} alone would do so in {}.", quoted(&measure.name), probability(turns))
    });
    format!("{rows} {turned}.{}", alone.unwrap_or_default())
}

fn small(text: &str) -> String {
    text.replacen("As", "as", 1)
}

/// How many rows more: `26 more weeks`, or as a part of what is there.
fn more_rows(package: &Package, waiting: &Waiting) -> String {
    let mut words = waiting.measures.iter().filter_map(|one| Some(rows_of(package, package.measure(&one.measure)?)));
    let word = words.next().filter(|word| words.all(|other| other == *word)).unwrap_or(("row", "rows"));
    match waiting.rows {
        Some(1) => format!("1 more {}", word.0),
        Some(rows) => format!("{} more {}", count(rows), word.1),
        None if waiting.rows_factor < 1.0 => format!("{} more {}", probability(waiting.rows_factor), word.1),
        None if waiting.rows_factor == 1.0 => format!("As many {} again", word.1),
        None => format!("{} times as many {} again", super::figure::number(waiting.rows_factor), word.1),
    }
}

fn name<'a>(package: &'a Package, id: &Id) -> &'a str {
    package.alternative(id).map_or("", |alternative| &alternative.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::decision;
    use crate::findings::{MeasureWaiting, WaivedGate};
    use crate::package::{Gate, Measure};

    fn package() -> Package {
        let mut package = decision(&[&[2.0], &[1.0]], &[1.0]);
        package.gates.push(Gate { id: Id::from("g"), name: "Late".to_owned(), ..Gate::default() });
        package.evidence.measures.push(Measure { id: Id::from("m"), name: "Delay".to_owned(), ..Measure::default() });
        package
    }

    fn found(chosen: [f64; 2], nobody: f64) -> DecisionFinding {
        let chosen = [("a0", chosen[0]), ("a1", chosen[1])].map(|(id, share)| (Id::from(id), share));
        DecisionFinding { draws: 10_000, chosen: chosen.into(), nobody, ..DecisionFinding::default() }
    }

    #[test]
    fn the_likeliest_is_named_first_and_who_never_is_chosen_not_at_all() {
        let check = |chosen, nobody, expected: &str| {
            assert_eq!(chances(&package(), &found(chosen, nobody)), expected);
        };
        let known = "If everything uncertain were known,";
        check(
            [0.12, 0.71],
            0.17,
            &format!("{known} A1 would be released in 71 % of cases, nobody in 17 % and A0 in 12 %."),
        );
        check([0.999, 0.001], 0.0, &format!("{known} A0 would be released in > 99 % of cases and A1 in < 1 %."));
        check([1.0, 0.0], 0.0, "In all 10,000 draws of the uncertain values, A0 would be released.");
        check([0.0, 0.0], 1.0, "In all 10,000 draws of the uncertain values, nobody would be released.");
    }

    #[test]
    fn waivers_are_said() {
        let waiver = |id| WaivedGate { gate: Id::from("g"), alternative: Id::from(id) };
        let said = |waived| super::waived(&package(), &DecisionFinding { waived, ..found([1.0, 0.0], 0.0) });
        assert_eq!(said(Vec::new()), "");
        assert_eq!(said(vec![waiver("a1")]), "“Late” for A1 counts as met because it is waived.");
        let both = said(vec![waiver("a0"), waiver("a1")]);
        assert_eq!(both, "“Late” for A0 and “Late” for A1 count as met because they are waived.");
    }

    #[test]
    fn the_value_of_evidence_is_a_chance_before_and_after() {
        let value = |value| DecisionEvidence {
            measure: Some(Id::from("m")),
            alternative: Id::from("a0"),
            value,
            ..DecisionEvidence::default()
        };
        let said = |one| evidence(&package(), &found([0.91, 0.09], 0.0), &value(one));
        assert_eq!(
            said(0.09),
            "Knowing “Delay” of A0 exactly would raise the chance of the right decision from 91 % to 100 %."
        );
        let values = DecisionFinding { evidence_value: vec![value(0.09), value(0.001)], ..found([0.91, 0.09], 0.0) };
        assert_eq!(worthwhile(&values).count(), 1);
    }

    #[test]
    fn waiting_is_said_in_rows_or_in_parts_of_them() {
        let said = |rows_factor, rows, turns| {
            let measures = vec![MeasureWaiting { measure: Id::from("m"), turns }];
            waiting(&package(), &Waiting { rows_factor, rows, turns, measures })
        };
        assert_eq!(said(1.0, Some(26), 0.029), "26 more rows would change the decision in 3 % of cases.");
        assert_eq!(said(0.25, None, 0.0), "25 % more rows would not change the decision in any draw.");
        assert_eq!(said(1.0, None, 0.5), "As many rows again would change the decision in 50 % of cases.");
        assert_eq!(said(3.0, None, 0.5), "3 times as many rows again would change the decision in 50 % of cases.");
    }
}
