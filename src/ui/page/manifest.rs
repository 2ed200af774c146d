//! Manifests as they would be handed out, beside what they are made of.

use crate::findings::Findings;
use crate::package::lineage::Lineage;
use crate::package::{Extra, Package};
use crate::publish::catalogue::publication;
use crate::publish::publication::{Contents, Material, Publication};
use crate::ui::markdown;
use crate::ui::prelude::*;
use crate::ui::workbench::{Workbench, use_workbench};

/// A manifest written: what its target expresses, and its files.
#[derive(Clone, Default, PartialEq)]
struct Preview {
    report: String,
    files: Vec<(String, String)>,
}

/// The publications of these names, each opened to see what stands in it.
pub fn section(names: &'static [&'static str], purpose: &'static str) -> AnyView {
    let workbench = use_workbench();
    let publications = names.iter().filter_map(|name| publication(name));
    view! {
        <section aria-labelledby="manifests" id="field-manifests">
            <h2 id="manifests">"Manifests"</h2>
            <p>{purpose}</p>
            {publications.map(|publication| one(workbench, publication)).collect_view()}
        </section>
    }
}

fn one(workbench: Workbench, publication: &'static Publication) -> AnyView {
    let open = RwSignal::new(false);
    let lacks = Memo::new(move |_| (publication.lacks)(&workbench.package(), &workbench.findings.read()));
    let preview = Memo::new(move |_| {
        (open.get() && lacks.get().is_none())
            .then(|| preview(publication, &workbench.package(), &workbench.findings.read()))
    });
    view! {
        <details class="manifest" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{publication.label}</summary>
            <p class="quietly">{move || lacks.get().unwrap_or(publication.purpose)}</p>
            {move || preview.get().map(|preview| view! {
                <p class="actions"><button type="button" on:click=move |_| workbench.download(publication)>"Download "{publication.label}</button></p>
                <div class="fidelity">{markdown::nodes(&preview.report, &[])}</div>
                {preview.files.into_iter().map(|(name, text)| view! {
                    <details>
                        <summary><code>{name.clone()}</code></summary>
                        <pre tabindex="0" aria-label=name><code>{text}</code></pre>
                    </details>
                }).collect_view()}
            })}
        </details>
    }
}

fn preview(publication: &Publication, package: &Package, findings: &Findings) -> Preview {
    let (contents, extra, lineage) = (Contents::new(), Extra::new(), Lineage::default());
    let material = Material { package, findings, contents: &contents, extra: &extra, lineage: &lineage };
    let mut preview = Preview::default();
    for file in (publication.write)(&material).files {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        // The report stands open, under the heading of its publication.
        match file.name.ends_with("-fidelity.md") {
            true => {
                preview.report =
                    text.split_once('\n').map_or(text.clone(), |(_, rest)| rest.replace("\n## ", "\n#### "))
            }
            false => preview.files.push((file.name, text)),
        }
    }
    preview
}
