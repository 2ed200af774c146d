//! Method: how the alternatives were compared.

use super::passage::{Passage, Rank};
use super::{capital, spoken, words_for};
use crate::order;
use crate::package::settings::Method;
use crate::package::weighting::WeightingRule;
use crate::package::{Criterion, CriterionSource, Package, Severity};
use crate::publish::markdown::text::{clip, inline, phrase, sentence};
use crate::publish::memo::quantity::{Counted, Quantity};
use crate::publish::words::figure::percent;
use crate::publish::words::glossary::Term;
use crate::publish::words::{quoted, quoted_list};

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    alternatives(passage);
    scores(passage);
    weights(passage);
    gates(passage);
    let seed = passage.package.settings.seed;
    passage.paragraph().say(format!(
        "Random draws come from the stored seed {seed}, so whoever opens this package gets the same numbers."
    ));
    135
}

fn alternatives(passage: &mut Passage<'_>) {
    let package = passage.package;
    match package.alternatives.len() {
        0 => {
            passage
                .say("There is nothing to compare yet: at least two alternatives belong on the Alternatives screen.");
        }
        1 => {
            passage.say(format!(
                "Only one alternative, {}, has been described. A comparison needs a second, even if it is to change nothing.",
                inline(&package.alternatives[0].name)
            ));
        }
        number => {
            let names = spoken(package.alternatives.iter().take(6).map(|alternative| alternative.name.as_str()));
            let more = if number > 6 { ", among them" } else { "" };
            passage.say(format!("{} alternatives were compared{more}: {names}.", capital(&words_for(number))));
            for alternative in package.alternatives.iter().take(3) {
                if !alternative.description.trim().is_empty() {
                    let description = inline(&sentence(&clip(&alternative.description, 22)));
                    passage.add(Rank::Extra, format!("*{}:* {description}", inline(&alternative.name)));
                }
            }
            if let Some(baseline) = package.baseline() {
                passage.add(Rank::Useful, format!("The baseline is {}.", inline(&baseline.name)));
            }
        }
    }
}

fn scores(passage: &mut Passage<'_>) {
    let package = passage.package;
    passage.paragraph();
    if package.criteria.is_empty() {
        passage.say("No criteria have been set, so nothing is scored.");
        return;
    }
    let judged = package.criteria.iter().filter(|criterion| matches!(criterion.source, CriterionSource::Stated { .. }));
    let judged: Vec<&str> = judged.map(|criterion| criterion.name.as_str()).collect();
    let costed = package.criteria.iter().filter(|criterion| criterion.source == CriterionSource::Cost).count();
    let simulated = |criterion: &&Criterion| matches!(criterion.source, CriterionSource::Outcome { .. });
    let simulated = package.criteria.iter().filter(simulated).count();
    let measured = package.criteria.len() - judged.len() - costed - simulated;
    let method = package.settings.method;
    let means = Term::named(method.label()).map_or("", |term| term.means);
    let how = match method {
        Method::WeightedSum => means.to_owned(),
        _ => format!("{means} ({method})"),
    };
    let criteria = Quantity::Count(Counted::Criteria).placeholder();
    let noun = if package.criteria.len() == 1 { "criterion" } else { "criteria" };
    passage.say(format!("On {criteria} {noun}, {how}."));
    let from_telemetry =
        format!("{} {} measured", capital(&words_for(measured)), if measured == 1 { "is" } else { "are" });
    let some = if judged.len() > 4 { " and others" } else { "" };
    let by_people = format!(
        "{}{some} {} judged, with a reason for each value.",
        inline(&quoted_list(&judged[..judged.len().min(4)])),
        if judged.len() == 1 { "is" } else { "are" }
    );
    passage.say(match (measured, judged.len(), costed + simulated) {
        (_, 0, 0) => "All of them are measured.".to_owned(),
        (0, _, 0) => "All of them are judged, with a reason for each value; nothing was measured.".to_owned(),
        (0, 0, _) => String::new(),
        (0, ..) => capital(&by_people),
        (_, 0, _) => from_telemetry + ".",
        _ => format!("{from_telemetry}; {by_people}"),
    });
    if costed > 0 {
        passage.say("The running cost follows from a cost model with ranges for its assumptions.");
    }
    if simulated > 0 {
        passage.say(format!(
            "{} {} from a simulation of the release under faults that are supposed.",
            capital(&words_for(simulated)),
            if simulated == 1 { "comes" } else { "come" }
        ));
    }
}

fn weights(passage: &mut Passage<'_>) {
    let package = passage.package;
    let mut weights = passage.findings.weights.clone();
    order::sort(&mut weights, |a, b| b.weight.total_cmp(&a.weight));
    let heaviest: Vec<String> = weights
        .iter()
        .take(2)
        .filter_map(|weight| package.criterion(&weight.criterion))
        .map(|criterion| {
            let weight = Quantity::Weight(criterion.id.clone()).placeholder();
            format!("{} ({weight})", inline(&quoted(&criterion.name)))
        })
        .collect();
    if heaviest.len() == 2 {
        passage.say(format!("{} weigh most; {}.", crate::publish::words::figure::list(&heaviest), whose(package)));
    }
}

fn whose(package: &Package) -> String {
    let others = package.weighting.profiles.len().saturating_sub(1);
    let active = package.weighting.active_profile().map(|profile| profile.name.as_str());
    match (package.weighting.rule, active) {
        (WeightingRule::Blend, _) => format!("the weights blend those of {} profiles", words_for(others + 1)),
        (WeightingRule::Profile, Some(active)) if others > 0 => {
            let verb = if others == 1 { "role has" } else { "roles have" };
            format!(
                "the weights are those of {}, and {} other {verb} {} own",
                inline(&quoted(active)),
                words_for(others),
                if others == 1 { "its" } else { "their" }
            )
        }
        _ => "one set of weights was used".to_owned(),
    }
}

fn gates(passage: &mut Passage<'_>) {
    let package = passage.package;
    passage.paragraph();
    if package.gates.is_empty() {
        passage
            .say("There are no acceptance gates, so a good score could hide anything. Set them on the Gates screen.");
        return;
    }
    let of = |severity| package.gates.iter().filter(|gate| gate.severity == severity).count();
    let severities: Vec<String> = [
        (of(Severity::Blocker), "blocks the release unless it passes", "block the release unless they pass"),
        (of(Severity::Major), "may fail only with a named mitigation", "may fail only with a named mitigation"),
        (of(Severity::Advisory), "is advisory", "are advisory"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| format!("{} {}", words_for(number), if number == 1 { one } else { many }))
    .collect();
    let stated = Quantity::Count(Counted::Gates).placeholder();
    let noun = if package.gates.len() == 1 { "gate" } else { "gates" };
    passage.say(format!("Beside the scores stand {stated} acceptance {noun}, which no score can outweigh."));
    passage.add(Rank::Extra, format!("{}.", capital(&crate::publish::words::figure::list(&severities))));
    passage.say(format!(
        "A gate passes only if its whole {} confidence interval lies on the good side; if the interval covers the threshold, the verdict is *not enough evidence*.",
        percent(package.settings.confidence)
    ));
    if let Some(gate) = package.gates.iter().find(|gate| !gate.rationale.trim().is_empty()) {
        passage.add(
            Rank::Extra,
            format!(
                "Thresholds have reasons, for instance {}: {}",
                inline(&quoted(&gate.name)),
                inline(&sentence(phrase(&clip(&gate.rationale, 24))))
            ),
        );
    }
}
