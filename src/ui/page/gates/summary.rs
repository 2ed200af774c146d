//! How each alternative stands before the gates, in one line.

use crate::findings::{Findings, GateFinding, Verdict};
use crate::ui::prelude::*;

use crate::package::{Id, Package, Severity};
use crate::publish::words::figure;
use crate::ui::page::alternative_name;
use crate::ui::workbench::Workbench;

/// A line for each alternative.
pub fn view(workbench: Workbench) -> AnyView {
    let lines = Memo::new(move |_| {
        let (package, findings) = (workbench.package(), workbench.findings.get());
        if package.gates.is_empty() { Vec::new() } else { lines(&package, &findings) }
    });
    view! {
        <Show when=move || !lines.with(Vec::is_empty)>
            <ul class="gate-summary" aria-label="Verdicts by alternative">
                {move || lines.get().into_iter().enumerate().map(|(index, (name, tone, words))| view! {
                    <li data-verdict-tone=tone><strong>{alternative_name(Some((index, name)))}</strong>" "{words}</li>
                }).collect_view()}
            </ul>
        </Show>
    }
}

fn lines(package: &Package, findings: &Findings) -> Vec<(String, &'static str, String)> {
    let line = |id: &Id| {
        let gates: Vec<&GateFinding> = findings.gates.iter().filter(|gate| gate.alternative == *id).collect();
        let stands = gates
            .iter()
            .any(|gate| gate.severity == Severity::Blocker && !matches!(gate.verdict, Verdict::Pass | Verdict::Waived));
        (if stands { "fail" } else { "pass" }, words(&gates, stands))
    };
    let alternatives = package.alternatives.iter();
    alternatives
        .map(|each| line(&each.id))
        .zip(&package.alternatives)
        .map(|((tone, words), each)| (each.name.clone(), tone, words))
        .collect()
}

/// "passes 5 of 7 gates; 1 fails (Operational load); 1 has too little evidence (Few weak weeks). Releasable."
fn words(gates: &[&GateFinding], stands: bool) -> String {
    let named = |verdict: Verdict| -> Vec<&str> {
        gates.iter().filter(|gate| gate.verdict == verdict).map(|gate| gate.name.as_str()).collect()
    };
    let mut parts =
        vec![format!("passes {} of {}", named(Verdict::Pass).len(), figure::counted(gates.len(), "gate", "gates"))];
    let others = [
        (Verdict::Fail, "fails", "fail"),
        (Verdict::NotEnoughEvidence, "has too little evidence", "have too little evidence"),
        (Verdict::NoData, "has no data", "have no data"),
        (Verdict::Proposed, "has only a proposed limit", "have only a proposed limit"),
        (Verdict::Waived, "is waived", "are waived"),
    ];
    for (verdict, one, many) in others {
        let names = named(verdict);
        if !names.is_empty() {
            let count = if names.len() == 1 { one } else { many };
            parts.push(format!("{} {count} ({})", names.len(), figure::list(&names)));
        }
    }
    let end = if stands { "A blocker stands in its way." } else { "No blocker stands in its way." };
    format!("{}. {end}", parts.join("; "))
}
