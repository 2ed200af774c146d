//! What an action asks for.

use super::Telling;
use crate::findings::{Action, Task};
use crate::package::{Record, Risk};
use crate::publish::words::{capital, figure};

impl Telling<'_> {
    pub(super) fn task(&self, action: &Action) -> String {
        match &action.task {
            Task::PassOrWaive { gate } => {
                format!("Get {} to pass, or have it waived", self.gate(gate))
            }
            Task::PassOrMitigate { gate } => {
                format!("Get {} to pass, or name a mitigation", self.gate(gate))
            }
            Task::Mitigate { gate } => {
                let mitigation = self.package.gate(gate).map_or("", |gate| gate.mitigation.trim());
                format!("Put the mitigation for {} in place: {mitigation}", self.gate(gate))
            }
            Task::GatherRows { gate, more: Some(more) } => {
                format!(
                    "Gather about {} more {} of data for {}",
                    figure::about(*more),
                    self.rows(gate),
                    self.gate(gate)
                )
            }
            Task::GatherRows { gate, more: None } => format!("Gather more evidence for {}", self.gate(gate)),
            Task::SetLimit { gate } => {
                format!("Set the threshold and direction of {}, so far only proposed", self.gate(gate))
            }
            Task::BringData { gate } => format!("Provide data for {}", self.gate(gate)),
            Task::ResolveWaiver { gate } => {
                let waiver = self.package.gate(gate).and_then(|gate| gate.waiver.as_ref());
                let until = waiver.map(|waiver| figure::date(&waiver.until)).unwrap_or_default();
                format!("Resolve {} before its waiver ends on {until}", self.gate(gate))
            }
            Task::ConfirmConditions { .. } => "Confirm that the conditions of the sign-off are met".to_owned(),
            Task::MeetCondition { sign_off, condition } => {
                let demanded = self.demanded(sign_off, condition);
                format!("Meet a condition of {}: {demanded}", self.signer(sign_off))
            }
            Task::RenewSignOff { sign_off } => {
                let last = self.sign_off(sign_off).map(|word| figure::date(&word.terms.expires)).unwrap_or_default();
                format!("Sign again: the approval ended on {last}")
            }
            Task::AnswerRefusal { .. } => {
                "Agree on what would lift the refusal, and sign again once that is done".to_owned()
            }
            Task::FinishTreatment { risk } => {
                let due = Risk::find(self.package, risk).map(|risk| figure::date(&risk.due)).unwrap_or_default();
                format!("Finish treating “{}”, due {due}", self.risk(risk))
            }
            Task::ReduceRisk { risk } => format!("Bring “{}” within appetite", self.risk(risk)),
            Task::GatherEvidence { evidence } => {
                let Some(evidence) = self.evidence(evidence) else { return "Gather evidence".to_owned() };
                let due = if evidence.due.is_empty() {
                    String::new()
                } else {
                    format!(", by {}", figure::date(&evidence.due))
                };
                format!("Gather evidence: {}{due}", evidence.what.trim().trim_end_matches('.'))
            }
            Task::Complete { items } => {
                let screen = action.screen.label();
                let labels: Vec<String> = items.iter().map(|id| self.item(id)).collect();
                capital(&match labels.as_slice() {
                    [] => format!("Complete {screen}"),
                    [one] => format!("Complete {screen}: {one}"),
                    [one, rest @ ..] => format!("Complete {screen}: {one}, and {} more", rest.len()),
                })
            }
        }
    }
}
