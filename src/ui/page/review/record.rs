//! The record of what was signed: closed, with how each sign-off stands.

use crate::browser::clock;
use crate::findings::{Findings, SignOffStanding};
use crate::package::review::SignOff;
use crate::package::{Id, Package, signing};
use crate::publish::words;
use crate::ui::date;
use crate::ui::field::focus_within;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// A signed sign-off as it is shown.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    signer: String,
    decision: &'static str,
    date: String,
    parts: String,
    remarks: String,
    tone: &'static str,
    standing: String,
    replaced: bool,
}

/// Everything signed, oldest first.
pub fn view(workbench: Workbench) -> AnyView {
    let signed = workbench.said(lines);
    let row = move |line: Line| {
        let Line { id, signer, decision, date, parts, remarks, tone, standing, replaced } = line;
        let again = move |_| sign_again(workbench, &id);
        let shape = match tone {
            "pass" => "● ",
            "nodata" => "○ ",
            _ => "■ ",
        };
        view! {
            <tr>
                <th scope="row">{signer}</th>
                <td>{decision}{(!remarks.is_empty()).then(|| view! { <p class="quietly">{remarks}</p> })}</td>
                <td class="figure">{date}</td>
                <td>{parts}</td>
                <td><span class="verdict" data-verdict=tone><span aria-hidden="true">{shape}</span>{standing}</span></td>
                <td>{(!replaced).then(|| view! { <button type="button" on:click=again>"Sign again"</button> })}</td>
            </tr>
        }
    };
    view! {
        <Show when=move || !signed.read().is_empty() fallback=|| view! { <p class="empty">"Nobody has signed yet."</p> }>
            <div class="scroll"><table class="data-table" aria-label="Record of sign-offs">
                <thead><tr>
                    <th scope="col">"Who"</th><th scope="col">"Decision"</th><th scope="col">"Signed on"</th>
                    <th scope="col">"Answers for"</th><th scope="col">"How it stands"</th>
                    <th scope="col"><span class="sr">"Sign again"</span></th>
                </tr></thead>
                <tbody>{move || signed.get().into_iter().map(row).collect_view()}</tbody>
            </table></div>
        </Show>
    }
}

fn lines(package: &Package, findings: &Findings) -> Vec<Line> {
    let signed = package.review.sign_offs.iter().zip(&findings.sign_offs).filter(|(one, _)| one.is_signed());
    signed
        .map(|(one, finding)| Line {
            id: one.id.clone(),
            signer: words::review::signer(&one.name, &one.role),
            decision: one.decision.label(),
            date: date::day(&one.date.0),
            parts: words::review::parts(&one.parts()),
            remarks: one.remarks.trim().to_owned(),
            tone: match finding.standing {
                _ if finding.replaced => "nodata",
                SignOffStanding::Holds => "pass",
                _ => "fail",
            },
            standing: match finding.replaced {
                true => "replaced: signed again later".to_owned(),
                false => words::review::standing(finding),
            },
            replaced: finding.replaced,
        })
        .collect()
}

/// Begins another sign-off with the words of this one, which stays.
fn sign_again(workbench: Workbench, id: &Id) {
    let fresh = Id::fresh("sign-off", clock::entropy());
    let begun = fresh.clone();
    workbench.edit("Sign again", |package| {
        let Some(former) = package.review.sign_offs.iter().find(|one| one.id == *id) else { return };
        let next = SignOff { id: fresh, ..signing::again(former) };
        package.review.sign_offs.push(next);
    });
    focus_within(begun.0);
}
