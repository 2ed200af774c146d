//! The deployment notes, as a part of Release: what whoever installs, starts and checks the service needs to know.

use super::interface::{Faults, beside};
use crate::editing::arrangement::Key;
use crate::package::deployment::{self, ConfigurationValue, HealthCheck, Port, Secret, SmokeStep};
use crate::package::interface::InterfaceExample;
use crate::publish::words;
use crate::ui::field::{Field, focus_within};
use crate::ui::prelude::*;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// The checks that ask for deployment notes.
const ASKED: [&str; 6] =
    ["configuration", "ports", "health_checks", "smoke_test", "deployment_rollback", "deployment_consistency"];

/// The notes, or one line that offers them.
pub fn section(workbench: Workbench) -> AnyView {
    let asked = workbench.slice(|package| {
        !package.deployment.is_empty() || package.required.iter().any(|one| ASKED.contains(&one.check.as_str()))
    });
    view! {
        <section aria-labelledby="deployment-title">
            <h2 id="deployment-title">"Deployment notes"</h2>
            {move || if asked.get() { notes(workbench) } else { offer(workbench) }}
        </section>
    }
}

fn offer(workbench: Workbench) -> AnyView {
    let begin = move |_| focus_within(workbench.add::<SmokeStep>(|_| {}).0);
    view! {
        <p class="actions">
            <button type="button" on:click=begin>"Add deployment notes"</button>
            <span class="hint">"Configuration, secrets by name, ports, health checks, and a smoke test with its outcome."</span>
        </p>
    }
}

fn notes(workbench: Workbench) -> AnyView {
    let faults = workbench.slice(|package| {
        let found = deployment::faults(package).into_iter();
        found.map(|fault| (fault.record.clone(), words::deployment::sentence(&fault))).collect()
    });
    view! {
        <h3 id="field-configuration">"Configuration"</h3>
        {configuration(faults)}
        <h3 id="field-secrets">"Secrets, by name only"</h3>
        {secrets(faults)}
        <h3 id="field-ports">"Ports"</h3>
        {ports(faults)}
        <h3 id="field-health-checks">"Health checks"</h3>
        {health_checks(faults)}
        <h3 id="field-smoke-test">"Smoke test"</h3>
        {smoke_test(workbench, faults)}
        {Field::new("Rollback of a deployment").id("field-deployment-rollback").lines(3)
            .hint("How the version before is put back, and how one sees that it is.").long_text(bind!(deployment.rollback))}
    }
}

fn configuration(faults: Faults) -> AnyView {
    RecordList::of::<ConfigurationValue>("Configuration", |_| {})
        .empty("Which values is it started with? Name each with its default and what it does.")
        .column("Variable", "identifier", |id| Field::new("Variable").in_row().text(bind!(ConfigurationValue[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Default", "identifier", |id| {
            Field::new("Default").in_row().text(bind!(ConfigurationValue[id].default))
        })
        .by(|it| Key::text(&it.default))
        .column("Meaning", "wide", |id| Field::new("Meaning").in_row().text(bind!(ConfigurationValue[id].meaning)))
        .by(|it| Key::text(&it.meaning))
        .beneath(move |id| beside(faults, id))
        .view()
}

fn secrets(faults: Faults) -> AnyView {
    RecordList::of::<Secret>("Secrets", |_| {})
        .empty("What must it be given that nobody may read? Write its name here, never its value.")
        .column("Name", "identifier", |id| Field::new("Name").in_row().text(bind!(Secret[id].name)))
        .by(|it| Key::text(&it.name))
        .column("What it opens", "wide", |id| Field::new("What it opens").in_row().text(bind!(Secret[id].purpose)))
        .by(|it| Key::text(&it.purpose))
        .column("Where it is kept", "", |id| Field::new("Where it is kept").in_row().text(bind!(Secret[id].kept)))
        .by(|it| Key::text(&it.kept))
        .beneath(move |id| beside(faults, id))
        .view()
}

fn ports(faults: Faults) -> AnyView {
    RecordList::of::<Port>("Ports", |_| {})
        .empty("Where does it listen?")
        .column("Port", "figure", |id| Field::new("Port").in_row().whole(1, 65_535, bind!(Port[id].number)))
        .by(|it| Key::number(f64::from(it.number)))
        .column("What is served there", "wide", |id| {
            Field::new("What is served there").in_row().text(bind!(Port[id].purpose))
        })
        .by(|it| Key::text(&it.purpose))
        .beneath(move |id| beside(faults, id))
        .view()
}

fn health_checks(faults: Faults) -> AnyView {
    RecordList::of::<HealthCheck>("Health checks", |check| check.every_seconds = Some(10.0))
        .empty("What is asked to see whether it is well? Name the first path, such as /healthz.")
        .column("Path", "identifier", |id| Field::new("Path").in_row().text(bind!(HealthCheck[id].path)))
        .by(|it| Key::text(&it.path))
        .column("Status", "figure", |id| Field::new("Status").in_row().whole(200, 299, bind!(HealthCheck[id].status)))
        .by(|it| Key::number(f64::from(it.status)))
        .column("Every", "figure", |id| {
            Field::new("Every").unit("s").in_row().number(bind!(HealthCheck[id].every_seconds))
        })
        .by(|it| Key::number(it.every_seconds))
        .column("What it tells", "wide", |id| Field::new("What it tells").in_row().text(bind!(HealthCheck[id].purpose)))
        .by(|it| Key::text(&it.purpose))
        .beneath(move |id| beside(faults, id))
        .view()
}

fn smoke_test(workbench: Workbench, faults: Faults) -> AnyView {
    RecordList::of::<SmokeStep>("Smoke test", |_| {})
        .empty("What is tried right after a deployment, and what must follow? The steps are done in this order.")
        .column("Step", "wide", |id| Field::new("Step").in_row().text(bind!(SmokeStep[id].action)))
        .by(|it| Key::text(&it.action))
        .column("Expected", "wide", |id| Field::new("Expected").in_row().text(bind!(SmokeStep[id].expected)))
        .by(|it| Key::text(&it.expected))
        .column("Last run", "narrow", |id| Field::new("Last run").in_row().word(bind!(SmokeStep[id].outcome)))
        .by(|it| Key::word(it.outcome))
        .column("When", "narrow", |id| Field::new("When").in_row().date(bind!(SmokeStep[id].date)))
        .by(|it| Key::text(&it.date.0))
        .beneath(move |id| beside(faults, id))
        .detail(move |id| {
            let name = |example: &InterfaceExample| example.name.clone();
            view! {
                <div class="columns">
                    {Field::new("Sends the example").hint("Of the interface contract; none when a person does it.")
                        .record(choices_of::<InterfaceExample>(workbench, name), bind!(SmokeStep[id].example))}
                    {Field::new("Where its outcome can be seen").hint("A log, a run of CI, a digest.").text(bind!(SmokeStep[id].evidence))}
                </div>
            }
        })
        .view()
}
