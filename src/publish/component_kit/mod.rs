//! The component kit: the interface contract as a small service with the tests that hold it to its word.
//!
//! What people wrote goes into `contract.json` and `openapi.json` alone, and into two texts for readers; the programs
//! read it from there and are the same for every package. So no text can become a part of a program.

mod contract;
mod openapi;
mod schema;
#[cfg(test)]
mod tests;

use super::markdown::document::Document;
use super::markdown::interface::{contract as describe, deployment};
use super::markdown::text::{inline, line};
use super::publication::{File, Loss, Material, Publication, Written};
use crate::package::deployment as notes;
use crate::package::interface::{ErrorCause, InterfaceContract, faults};
use crate::package::{Id, Package};

/// The component kit.
pub const PUBLICATION: Publication = Publication {
    name: "kit",
    label: "component kit",
    purpose: "The interface contract as OpenAPI 3.1 and as a small Python service with its contract tests, pinned dependencies, container file, smoke test and deployment notes. Two commands install it and run its tests.",
    ending: "",
    media_type: "application/zip",
    lacks: |package, _| lacks(package),
    write,
};

/// The programs, which are the same for every package.
const PROGRAMS: [(&str, &str); 8] = [
    ("service.py", include_str!("python/service.py")),
    ("workflow.py", include_str!("python/workflow.py")),
    ("client.py", include_str!("python/client.py")),
    ("smoke_test.py", include_str!("python/smoke_test.py")),
    ("test_contract.py", include_str!("python/test_contract.py")),
    ("conftest.py", include_str!("python/conftest.py")),
    ("pytest.ini", include_str!("python/pytest.ini")),
    ("requirements.txt", include_str!("python/requirements.txt")),
];

/// The image the service is put on.
const BASE_IMAGE: &str = "python:3.13-slim";

fn lacks(package: &Package) -> Option<&'static str> {
    let contract = &package.interface;
    let answered = |id: &Id| contract.examples.iter().any(|one| one.endpoint == *id && one.error.is_empty());
    if contract.endpoints.iter().all(|endpoint| endpoint.path.trim().is_empty()) {
        Some("There is no interface contract: add its first endpoint on Charter.")
    } else if !faults(contract).is_empty() || contract.endpoints.iter().any(|one| one.path.trim().is_empty()) {
        Some("The interface contract contradicts itself or lacks a path: Charter says where, beside the record.")
    } else if !contract.endpoints.iter().all(|endpoint| answered(&endpoint.id)) {
        Some("An endpoint has no example that is answered, which its stand-in could give: add one on Charter.")
    } else if notes::faults(package).iter().any(|fault| fault.kind == notes::FaultKind::Secret) {
        Some("Something in the deployment notes looks like a secret: take it out on Release, and replace it.")
    } else if !notes::faults(package).is_empty() {
        Some("The deployment notes contradict themselves: Release says where, beside the record.")
    } else {
        None
    }
}

fn write(material: &Material<'_>) -> Written {
    let package = material.package;
    let losses = losses(package);
    let text = |name: &str, text: String| File { name: name.to_owned(), bytes: text.into_bytes() };
    let mut files = vec![
        text("README.md", readme(package, &losses)),
        text("DEPLOYMENT.md", deployment_notes(package)),
        text("openapi.json", format!("{:#}\n", openapi::document(package))),
        text("contract.json", format!("{:#}\n", contract::data(package))),
        text("Containerfile", container_file(package)),
    ];
    files.extend(PROGRAMS.iter().map(|(name, program)| text(name, (*program).to_owned())));
    Written { files, losses }
}

/// What the kit cannot do for the package.
fn losses(package: &Package) -> Vec<Loss> {
    let contract = &package.interface;
    let loss = |what: String, instead: &str| Loss { what, instead: instead.to_owned() };
    let mut losses = vec![loss(
        "The model or workflow itself".to_owned(),
        "workflow.py stands in for it and answers with the examples, until the real one takes its place",
    )];
    let others = contract.errors.iter().filter(|error| error.cause == ErrorCause::Other);
    losses.extend(others.map(|error| {
        let what = format!("The error {} “{}”", error.status, error.when.trim());
        loss(what, "The service has no occasion for it, so no test calls it forth; it stands in openapi.json")
    }));
    losses.extend(unstated(contract).map(|(cause, status)| Loss {
        what: format!("The error for “{}”", cause.label()),
        instead: format!("The contract says none for some endpoint; the service answers {status} there"),
    }));
    losses.push(loss(
        "The exact base image".to_owned(),
        "The Containerfile names it by its tag; pin it by its digest before a release",
    ));
    if contract.endpoints.iter().any(|endpoint| endpoint.latency_ms.is_some()) {
        losses.push(loss(
            "Latency under real load and on the real network".to_owned(),
            "The tests measure it call after call on the machine they run on",
        ));
    }
    let by_hand = package.deployment.smoke_test.iter().filter(|step| step.example.is_empty()).count();
    if by_hand > 0 {
        losses.push(loss(
            "Steps of the smoke test that name no example".to_owned(),
            "smoke_test.py names each and leaves it to a person",
        ));
    }
    losses
}

/// The causes for which some endpoint has no error of its own, with the status it answers then.
fn unstated(contract: &InterfaceContract) -> impl Iterator<Item = (ErrorCause, u32)> {
    contract::REFUSALS.iter().filter_map(|(cause, _, status)| {
        let arises = |endpoint: &&crate::package::interface::Endpoint| match cause {
            ErrorCause::Limits => true,
            ErrorCause::TooLarge => endpoint.method.has_body() && endpoint.request_bytes.is_some(),
            _ => endpoint.method.has_body(),
        };
        let mut endpoints = contract.endpoints.iter().filter(arises);
        endpoints.any(|endpoint| contract.refusal(&endpoint.id, *cause).is_none()).then_some((*cause, *status))
    })
}

fn readme(package: &Package, losses: &[Loss]) -> String {
    let title = match package.interface.service.trim() {
        "" => "Service".to_owned(),
        service => line(service),
    };
    let mut document = Document::after(format!(
        "# {title}\n\nA service on Python's standard library alone, held to its interface contract. Made by Shipworthy from the package \
         “{}”; change the contract there and make the kit again.\n\n\
         ## Install and test\n\n\
         Python 3.10 or later with its venv module, then two commands:\n\n\
         ```\n\
         python3 -m venv .venv && .venv/bin/python -m pip install --require-hashes -r requirements.txt\n\
         .venv/bin/python -m pytest\n\
         ```\n\n\
         On Windows the folder is `.venv\\Scripts`. Only the tests need what is installed, and every wheel fits every machine: a \
         folder of them filled elsewhere with `pip download -r requirements.txt -d wheels` installs without a network by \
         `--no-index --find-links wheels`.\n\n\
         The tests leave `junit.xml` and `environment.txt`, which load back into the package as evidence.\n\n\
         ## Run\n\n\
         ```\n\
         python3 service.py\n\
         python3 smoke_test.py 127.0.0.1 {port}\n\
         podman build -t service . && podman run --rm -p {port}:{port} service\n\
         ```\n\n\
         The workflow goes into `workflow.py`: one function, from a request that keeps the contract to its answer. The tests hold \
         whatever stands there to the same contract.\n\n\
         ## What the tests hold it to\n\n\
         Each example; any request within the limits, drawn by hypothesis; every limit from both sides; missing fields, fields of \
         another kind and fields beside the contract; bodies that are not JSON, of another content type, or too large; each \
         error's status and body; the size of every answer; the latency of 95 in 100 calls; the health checks.\n",
        inline(&package.title),
        port = contract::port(package),
    ));
    document.part("What the kit cannot do for you");
    document.block(
        &losses
            .iter()
            .map(|loss| format!("- {}", line(&format!("{}. {}.", loss.what, loss.instead))))
            .collect::<Vec<_>>()
            .join("\n"),
    );
    describe(&mut document, package);
    document.finish()
}

fn deployment_notes(package: &Package) -> String {
    let mut document = Document::after("# Deployment\n".to_owned());
    if package.deployment.is_empty() {
        document.block("The package holds no deployment notes.");
    }
    deployment(&mut document, package);
    document.finish()
}

fn container_file(package: &Package) -> String {
    let mut ports: Vec<u32> = vec![contract::port(package)];
    ports.extend(package.deployment.ports.iter().skip(1).map(|port| port.number));
    let ports: Vec<String> = ports.iter().map(u32::to_string).collect();
    let well = "import client; ask = lambda one: client.send(client.CONTRACT['port'], 'GET', one['path'])[0] == one['status']; raise SystemExit(not all(map(ask, client.CONTRACT['health_checks'])))";
    format!(
        "# {}\nFROM {BASE_IMAGE}\nWORKDIR /service\nCOPY service.py workflow.py client.py smoke_test.py contract.json ./\nENV HOST=0.0.0.0 PORT={}\nEXPOSE {}\nUSER 65534\nHEALTHCHECK --interval=10s --timeout=3s CMD [\"python\", \"-c\", \"{well}\"]\nCMD [\"python\", \"service.py\"]\n",
        "The service of the component kit; the tests stay outside.",
        ports[0],
        ports.join(" "),
    )
}
