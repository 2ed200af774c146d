//! What would change it: shifts of weights, one value, one alternative less, another role.

use crate::findings::{Robustness, Sweep};
use crate::publish::words;
use crate::ui::prelude::*;

use super::alternative_name;
use crate::package::{Id, Package};
use crate::publish::chart;
use crate::ui::chart::chart as draw_chart;
use crate::ui::term::explained;
use crate::ui::workbench::{Workbench, use_workbench};

/// How far it is to another winner, on every road there.
pub fn section() -> AnyView {
    let workbench = use_workbench();
    let compared = workbench.said_of_robustness(|package, robustness| match robustness.compared.len() {
        0 => String::new(),
        _ => format!("Compared: {}.", words::robustness::scope(package, robustness)),
    });
    let shifts = workbench.said_of_robustness(shifts);
    view! {
        <section aria-labelledby="change" id="what-changes-it">
            <h2 id="change">"What would change it"</h2>
            <p class="hint">{move || compared.get()}{explained(" First the joint shift that each rival needs, then the nearest change of one value.")}</p>
            <ul class="checks">{move || lines(shifts.get())}</ul>
            {sweep(workbench)}
            {draw_chart("Tornado of the uncertain values", 260.0, move |frame| {
                chart::tornado::draw(&workbench.package(), &workbench.findings.read(), frame)
            })}
            <div class="overview-columns">
                <div class="stack"><h3>"For another role"</h3>{move || roles(&workbench.package(), &workbench.exact.read())}</div>
                <div class="stack"><h3>"With one alternative fewer"</h3>{move || reversals(&workbench.package_now(), &workbench.exact.read())}</div>
                <div class="stack"><h3>"By another method"</h3>{move || methods(&workbench.package_now(), &workbench.exact.read())}</div>
            </div>
        </section>
    }
}

fn lines(sentences: impl IntoIterator<Item = String>) -> Vec<AnyView> {
    sentences.into_iter().map(|sentence| view! { <li>{explained(sentence)}</li> }).collect()
}

/// The least joint shift per rival, then the least change of a single value.
fn shifts(package: &Package, found: &Robustness) -> Vec<String> {
    let joint = found.joint_shift.iter().map(|shift| words::robustness::joint_shift(package, found, shift));
    let single = found.score_change.iter().map(|change| words::robustness::score_change(package, found, change));
    let said: Vec<String> = joint.chain(single).collect();
    if said.is_empty() { vec!["There is no rival to compare with yet.".to_owned()] } else { said }
}

fn sweep(workbench: Workbench) -> AnyView {
    let criteria = workbench
        .slice(|package| package.criteria.iter().map(|each| (each.id.clone(), each.name.clone())).collect::<Vec<_>>());
    let chosen = RwSignal::new(None::<Id>);
    let swept = Memo::new(move |_| {
        let exact = workbench.exact.read();
        let wanted = chosen.get();
        let found = exact.sweep.iter().find(|sweep| Some(&sweep.criterion) == wanted.as_ref());
        found.or_else(|| nearest(&exact.sweep)).cloned()
    });
    view! {
        <div class="field sweep-choice">
            <label for="sweep-criterion">"Move the weight of"</label>
            <select id="sweep-criterion" on:change=move |event| chosen.set(Some(Id(event_target_value(&event))))>
                {move || criteria.get().into_iter().map(|(id, name)| {
                    let own = id.clone();
                    let selected = move || swept.read().as_ref().is_some_and(|sweep| sweep.criterion == own);
                    view! { <option value=id.0 prop:selected=selected>{name}</option> }
                }).collect_view()}
            </select>
            <p class="hint">{explained("Its stability interval ends where another line takes the lead.")}</p>
        </div>
        {draw_chart("Scores as one weight moves", 280.0, move |frame| match swept.get() {
            Some(sweep) => chart::sweep::draw(&workbench.package(), &workbench.exact.read(), &sweep, frame),
            None => chart::Drawing { sentence: "Nothing can be ranked yet.".to_owned(), ..chart::Drawing::default() },
        })}
    }
}

/// The sweep whose crossing is nearest to its present weight; the first when none crosses.
fn nearest(sweeps: &[Sweep]) -> Option<&Sweep> {
    let distance = |sweep: &Sweep| {
        sweep.crossings.iter().map(|crossing| (crossing.at - sweep.weight).abs()).fold(f64::INFINITY, f64::min)
    };
    sweeps.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

fn roles(package: &Package, exact: &Robustness) -> AnyView {
    let profiles = &exact.profiles;
    if profiles.winners.len() < 2 {
        return view! { <p class="hint">"One profile of weights. Add a profile per role to see whether the winner differs."</p> };
    }
    let winners = profiles.winners.iter().map(|one| {
        let winner = one.winner.as_ref().map(|id| alternative_name(package, id)).unwrap_or_else(|| "nobody".to_owned());
        format!("{}: {winner}", one.name)
    });
    view! {
        <ul>{lines(winners)}</ul>
        <p>{match &profiles.negotiate {
            Some(negotiation) => words::robustness::negotiation(package, negotiation),
            None => "All profiles have the same winner.".to_owned(),
        }}</p>
    }
}

fn reversals(package: &Package, exact: &Robustness) -> AnyView {
    if exact.reversal.is_empty() {
        return view! { <p>"Leaving out any one of the others changes nothing in the order."</p> };
    }
    view! { <ul>{lines(exact.reversal.iter().map(|one| words::robustness::reversal(package, one)))}</ul> }
}

fn methods(package: &Package, exact: &Robustness) -> AnyView {
    if exact.method_disagreement.is_empty() {
        return view! { <p>{explained("Weighted sum, TOPSIS and PROMETHEE II rank alike.")}</p> };
    }
    view! { <ul>{lines(exact.method_disagreement.iter().map(|one| words::robustness::disagreement(package, exact, one)))}</ul> }
}
