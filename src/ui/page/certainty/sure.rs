//! How sure: the verdict with its reasons, and what the draws say.

use crate::findings::{RobustnessCheck, Smaa};
use crate::publish::words;
use crate::ui::prelude::*;

use super::{alternative_name, criterion_name};
use crate::browser::clock;
use crate::editing::{Binding, number};
use crate::order;
use crate::package::document::Said;
use crate::package::settings::Scope;
use crate::package::{Package, Settings};
use crate::publish::chart;
use crate::publish::words::figure;
use crate::ui::chart::chart as draw_chart;
use crate::ui::field::Field;
use crate::ui::term::explained;
use crate::ui::workbench::{Workbench, use_workbench};
use crate::worker::{Progress, Stage};

/// Clear winner or not, rank acceptability, and the settings of the draws.
pub fn section() -> AnyView {
    let workbench = use_workbench();
    let drawn = Memo::new(move |_| workbench.robustness.read().is_some());
    view! {
        <section aria-labelledby="sure" id="certainty">
            <h2 id="sure">"How sure is this"</h2>
            <div class="sweep-choice">
                {Field::new("Alternatives compared").hint("Wherever it is said how sure the answer is.").word(scope())}
            </div>
            {verdict(workbench)}
            {progress(workbench)}
            {super::decision::section()}
            <Show when=move || drawn.get()>{move || draws(workbench)}</Show>
            {settings(workbench)}
        </section>
    }
}

/// The alternatives compared, as a choice of two.
fn scope() -> Binding<Scope> {
    bind!(settings.scope).map(|said| said.0.unwrap_or_default(), |scope| Said(Some(scope)))
}

fn verdict(workbench: Workbench) -> AnyView {
    let verdict = workbench.said_of_robustness(words::robustness::verdict);
    let checks = workbench.said_of_robustness(|package, robustness| {
        let said = |one: &RobustnessCheck| (one.met, words::robustness::check(package, robustness, one));
        robustness.verdict.checks.iter().map(said).collect::<Vec<_>>()
    });
    let check = |(met, sentence): (bool, String)| {
        let (class, shape) = if met { ("pass", "●") } else { ("unsure", "◆") };
        view! { <li><span class="verdict" data-verdict=class aria-hidden="true">{shape}</span>" "{explained(sentence)}</li> }
    };
    view! {
        <p class="lead">{move || verdict.get()}</p>
        <ul class="checks">{move || checks.get().into_iter().map(check).collect_view()}</ul>
    }
}

fn progress(workbench: Workbench) -> AnyView {
    view! {
        <p class="actions" role="status">{move || match (workbench.sampling.stage(), workbench.sampling.progress()) {
            (_, Some(Progress { done, total })) => view! {
                <progress max=total.to_string() prop:value=done.to_string()></progress>
                <span class="figure">{format!("{} of {} draws", figure::count(done), figure::count(total))}</span>
                <button type="button" on:click=move |_| workbench.sampling.stop()>"Cancel"</button>
            },
            (Stage::Cancelled, None) => view! {
                <span>"Stopped. What rests on random draws is not shown."</span>
                <button type="button" on:click=move |_| workbench.sampling.draw()>"Draw"</button>
            },
            (Stage::Crashed, None) => view! {
                <span class="problem">"The draws were not made: the computation stopped. What you entered is safe."</span>
                <button type="button" on:click=move |_| workbench.sampling.draw()>"Try again"</button>
            },
            _ => ().into_any(),
        }}</p>
    }
}

fn draws(workbench: Workbench) -> AnyView {
    let sayings = Memo::new(move |_| {
        let package = workbench.package();
        workbench
            .robustness
            .get()
            .and_then(|whole| whole.smaa.as_ref().map(|smaa| sayings(&package, smaa)))
            .unwrap_or_default()
    });
    view! {
        <h3>{explained("Rank acceptability and central weights")}</h3>
        <div class="chart-pair">
            {draw_chart("Rank acceptability", 240.0, move |frame| chart::acceptability::draw(&workbench.package(), &workbench.findings.read(), frame))}
            {draw_chart("Central weights", 240.0, move |frame| chart::central_weight::draw(&workbench.package(), &workbench.findings.read(), frame))}
        </div>
        <ul>{move || sayings.get().into_iter().map(|saying| view! { <li>{explained(saying)}</li> }).collect_view()}</ul>
        {draw_chart("Pairwise winning", 240.0, move |frame| chart::pairwise::draw(&workbench.package(), &workbench.findings.read(), frame))}
    }
}

/// What the draws say about each alternative, in words.
fn sayings(package: &Package, smaa: &Smaa) -> Vec<String> {
    let mut said: Vec<String> = smaa
        .alternatives
        .iter()
        .enumerate()
        .map(|(row, id)| saying(package, smaa, row, &alternative_name(package, id)))
        .collect();
    said.push(format!(
        "With weights drawn at random, first place is {} settled (entropy {}; 0 is certain, 1 is wide open).",
        if smaa.entropy < 0.3 {
            "largely"
        } else if smaa.entropy < 0.7 {
            "partly"
        } else {
            "hardly"
        },
        figure::fixed(smaa.entropy, 2)
    ));
    said.extend(words::score::remarks(package, &smaa.warnings));
    said
}

fn saying(package: &Package, smaa: &Smaa, row: usize, name: &str) -> String {
    let first = figure::percent(smaa.first_probability.get(row).copied().unwrap_or_default());
    let own = format!("With your weights, {name} is first in {first} of draws of the uncertain values.");
    let (Some(Some(central)), Some(Some(confidence))) = (smaa.central_weights.get(row), smaa.confidence.get(row))
    else {
        return format!("{own} No weights at all make it first.");
    };
    let order = order::argsort(central.len(), &mut |one, other| central[other].total_cmp(&central[one]));
    let most: Vec<String> = order
        .into_iter()
        .take(2)
        .filter_map(|index| smaa.criteria.get(index))
        .map(|id| words::quoted(&criterion_name(package, id)))
        .collect();
    format!(
        "{own} You would choose it if you cared mostly about {}; then it is first in {} of draws.",
        figure::list(&most),
        figure::percent(*confidence)
    )
}

fn settings(workbench: Workbench) -> AnyView {
    let new_seed = move || {
        let seed = (clock::entropy() >> 40) as u32;
        workbench.edit("New seed", |package| package.settings.seed = seed);
    };
    view! {
        <details>
            <summary>"Settings of the verdict and of the draws"</summary>
            <div class="columns">
                {Field::new("A clear lead is at least").unit("% of the winner's score").within(0.0, 100.0, percent(bind!(settings.least_lead)))}
                {Field::new("A clear first place is at least").unit("% probability").within(0.0, 100.0, percent(bind!(settings.least_first)))}
                {Field::new("A safe shift is at least").unit("points").number(bind!(settings.least_shift).optional())}
                {Field::new("Draws").hint("100 to 1,000,000.").whole(100, 1_000_000, bind!(settings.draws))}
                {Field::new("Seed").hint("The same seed gives the same draws everywhere.").whole(0, u32::MAX, bind!(settings.seed))}
            </div>
            <p class="actions"><button type="button" on:click=move |_| new_seed()>"New seed"</button>
                <button type="button" on:click=move |_| workbench.edit("Restore default settings", usual)>"Restore defaults"</button></p>
        </details>
    }
}

fn usual(package: &mut Package) {
    let usual = Settings::default();
    let settings = &mut package.settings;
    settings.least_lead = usual.least_lead;
    settings.least_first = usual.least_first;
    settings.least_shift = usual.least_shift;
    settings.draws = usual.draws;
}

fn percent(share: Binding<f64>) -> Binding<f64> {
    share.map(number::percent, number::share)
}
