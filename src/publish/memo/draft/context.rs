//! Context: the question, its boundary, the people.

use super::passage::{Passage, Rank};
use super::spoken;
use crate::package::charter::{Charter, Part};
use crate::publish::markdown::text::{clip, inline, line, phrase, sentence};

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    let charter = &passage.package.charter;
    question(passage, charter);
    passage.paragraph();
    if charter.boundary.trim().is_empty() {
        passage.say(
            "Where the decision begins and ends is not written down yet: one paragraph on the Charter screen would do.",
        );
    } else {
        passage.say(line(&sentence(&clip(&charter.boundary, 90))));
    }
    passage.paragraph();
    if charter.objective.trim().is_empty() {
        passage.say("The objective has not been stated.");
    } else {
        passage.say(format!("The aim: {}", inline(&sentence(&clip(&charter.objective, 40)))));
    }
    listed(passage, Rank::Useful, "Three things are fixed in advance", "Fixed in advance", &charter.constraints, 3);
    listed(passage, Rank::Extra, "", "Deliberately left out", &charter.scope_out, 3);
    people(passage, charter);
    125
}

fn question(passage: &mut Passage<'_>, charter: &Charter) {
    if charter.decision_question.trim().is_empty() {
        passage.say("This memo has no decision question yet. It belongs on the Charter screen, in one sentence that can be answered with yes or no.");
    } else {
        passage.say(format!("The question: *{}*", inline(&clip(&charter.decision_question, 45))));
    }
}

/// "What is fixed beforehand: a; b; c." With exactly three, the first wording.
fn listed(passage: &mut Passage<'_>, rank: Rank, three: &str, other: &str, items: &[String], most: usize) {
    let items: Vec<String> = items
        .iter()
        .filter(|item| !item.trim().is_empty())
        .take(most)
        .map(|item| inline(phrase(&clip(item, 18))))
        .collect();
    if !items.is_empty() {
        let words = if items.len() == 3 && !three.is_empty() { three } else { other };
        passage.add(rank, format!("{words}: {}.", items.join("; ")));
    }
}

fn people(passage: &mut Passage<'_>, charter: &Charter) {
    passage.paragraph();
    if charter.stakeholders.is_empty() {
        passage.say("Nobody has been named yet as accountable for this decision.");
        return;
    }
    let of = |part: Part| {
        let people = charter.stakeholders.iter().filter(|person| person.part == part && !person.role.trim().is_empty());
        people.map(|person| format!("the {}", lower(&person.role))).collect::<Vec<String>>()
    };
    let mut parts = Vec::new();
    let wordings = [
        (Part::Accountable, "is accountable", "are accountable"),
        (Part::Responsible, "does the work", "do the work"),
        (Part::Consulted, "is consulted", "are consulted"),
        (Part::Informed, "is informed", "are informed"),
    ];
    for (part, one, many) in wordings {
        let people = of(part);
        if !people.is_empty() {
            let verb = if people.len() == 1 { one } else { many };
            parts.push(format!("{} {verb}", spoken(people.iter().map(String::as_str))));
        }
    }
    passage.add(Rank::Useful, super::capital(&sentence(&parts.join("; "))));
}

/// A role within a sentence: "Product owner" becomes "product owner", "ML lead" stays.
fn lower(role: &str) -> String {
    let mut characters = role.trim().chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => role.trim().to_owned(),
    }
}
