//! Environments compared: a sentence, and a table of the packages that differ, filtered by how and by name.

use std::sync::Arc;

use super::{heading, recorded};
use crate::findings::{EnvironmentFinding, PackageFinding};
use crate::package::{Dataset, DatasetSource, Id};
use crate::publish::words::environment::{sentence, version};
use crate::publish::words::figure;
use crate::telemetry::environment::Agreement;
use crate::ui::field::Field;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// Rows shown before one asks for all.
const MOST_SHOWN: usize = 25;

/// Every comparison, or what to drop where there is none.
pub(super) fn view(workbench: Workbench) -> AnyView {
    let found = Memo::new(move |_| workbench.findings.with(|findings| Arc::new(findings.environments.0.clone())));
    let alone = workbench.slice(|package| package.evidence.datasets.iter().any(lists_one_machine));
    let none = move || match alone.get() {
        true => "One machine is listed. Drop the lists of two machines together, and they are compared.",
        false => {
            "No environments yet. On each machine write what is installed (pip freeze, Cargo.lock, package-lock.json, CycloneDX), and drop the files here together."
        }
    };
    view! {
        <h3 id="field-environments">"Environments"</h3>
        {move || match found.with(|found| found.is_empty()) {
            true => view! { <p class="empty">{none()}</p> },
            false => found.get().iter().map(|one| comparison(workbench, one.clone())).collect_view().into_any(),
        }}
    }
}

/// Whether a dataset is the list of one machine's packages.
fn lists_one_machine(dataset: &Dataset) -> bool {
    matches!(&dataset.source, DatasetSource::Imported(file) if file.machine.0.is_some())
}

fn comparison(workbench: Workbench, found: EnvironmentFinding) -> AnyView {
    let package = workbench.package_now();
    let name = heading(&package, &found.dataset, &found.label);
    let machines = machines(&package.dataset(&found.dataset).cloned().unwrap_or_default(), &found);
    let dataset = found.dataset.clone();
    let machine = move |Machine { said, file }: Machine| {
        let recorded = file.map(|(file, name)| {
            Field::new(format!("Day on which “{name}” was listed")).in_row().date(recorded(&dataset, &file))
        });
        view! { <li><span>{said}</span>{recorded.map(|day| view! { <span class="day">"listed on "{day}</span> })}</li> }
    };
    let (said, total) = (sentence(&found), found.differences.len() as u64);
    let table = (total > 0).then(|| differences(found));
    view! {
        <article class="ci-part">
            <h4>{name}</h4>
            <p>{said}</p>
            <ul class="machines">{machines.into_iter().map(machine).collect_view()}</ul>
            {table}
        </article>
    }
}

/// A machine: what is known of its list, and the file whose day can be told, with the machine's name.
struct Machine {
    said: String,
    file: Option<(Id, String)>,
}

/// Each machine with its file: "laptop: 39 packages, pip-freeze-a.txt, SHA-256 eb8e510a…".
fn machines(dataset: &Dataset, found: &EnvironmentFinding) -> Vec<Machine> {
    let files = dataset.files();
    let line = |machine: &crate::findings::MachineFinding| {
        let count = figure::counted(machine.packages as usize, "package", "packages");
        let own = files.iter().filter(|(_, file)| file.machine.0.as_deref() == Some(machine.name.as_str()));
        let own: Vec<_> = own.collect();
        let mut said = format!("{}: {count}", machine.name);
        let [(id, file)] = own.as_slice() else { return Machine { said, file: None } };
        said += &format!(", {}, SHA-256 {}…", file.file_name, file.sha256.get(..8).unwrap_or_default());
        Machine { said, file: Some(((*id).clone(), machine.name.clone())) }
    };
    found.machines.iter().map(line).collect()
}

fn differences(found: EnvironmentFinding) -> AnyView {
    let found = StoredValue::new(found);
    let (kind, word, all) = (RwSignal::new(None::<Agreement>), RwSignal::new(String::new()), RwSignal::new(false));
    let shown = Memo::new(move |_| {
        let (kind, word) = (kind.get(), word.get().trim().to_lowercase());
        let fits = |package: &&PackageFinding| {
            kind.is_none_or(|kind| package.agreement == kind.label()) && package.package.to_lowercase().contains(&word)
        };
        found.with_value(|found| found.differences.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let kinds = [None, Some(Agreement::VersionDiffers), Some(Agreement::NotEverywhere), Some(Agreement::OnlyHere)];
    let button = |own: Option<Agreement>| {
        let count = found.with_value(|found| match own {
            None => found.differences.len() as u64,
            Some(Agreement::VersionDiffers) => found.differing,
            Some(Agreement::NotEverywhere) => found.not_everywhere,
            Some(_) => found.only_here,
        });
        let label = format!("{} ({})", own.map_or("All that differ", |own| label(own.label())), figure::count(count));
        (count > 0).then(|| {
            view! {
                <button type="button" class="tab" aria-pressed=move || (kind.get() == own).to_string()
                    on:click=move |_| kind.set(own)>{label}</button>
            }
        })
    };
    let heads = found.with_value(|found| {
        found.machines.iter().map(|machine| view! { <th scope="col">{machine.name.clone()}</th> }).collect_view()
    });
    let rows = move || {
        let shown = shown.get();
        let most = if all.get() { shown.len() } else { MOST_SHOWN };
        shown.iter().take(most).map(row).collect_view()
    };
    let more = move || shown.with(Vec::len) > MOST_SHOWN && !all.get();
    view! {
        <div class="ci-filter">
            <div class="tabs" role="group" aria-label="Packages shown">{kinds.map(button).into_iter().collect_view()}</div>
            <label class="field"><span class="sr">"Find a package"</span>
                <input type="search" placeholder="Find a package" prop:value=move || word.get()
                    on:input=move |event| word.set(event_target_value(&event)) />
            </label>
        </div>
        <div class="scroll">
            <table class="data-table environments">
                <thead><tr><th scope="col">"Package"</th><th scope="col">"Machines"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Show when=move || shown.with(Vec::is_empty)><p class="quietly">"No package that differs is called so."</p></Show>
        <Show when=more>
            <p class="actions"><button type="button" on:click=move |_| all.set(true)>
                {move || format!("Show all {}", figure::count(shown.with(Vec::len) as u64))}
            </button></p>
        </Show>
    }
}

fn label(word: &'static str) -> &'static str {
    match word {
        "version differs" => "Version differs",
        "only here" => "On one machine",
        _ => "Not everywhere",
    }
}

fn row(package: &PackageFinding) -> AnyView {
    let differs = package.agreement == Agreement::VersionDiffers.label();
    let (mark, verdict) = if differs { ("≠", "fail") } else { ("–", "unsure") };
    view! {
        <tr>
            <th scope="row">{package.package.clone()}</th>
            <td><span data-verdict=verdict aria-hidden="true">{mark}</span>" "{package.agreement.clone()}</td>
            {package.versions.iter().map(|each| match each {
                Some(_) => view! { <td>{version(each.as_deref()).to_owned()}</td> },
                None => view! { <td class="quietly">{version(None)}</td> },
            }).collect_view()}
        </tr>
    }
}
