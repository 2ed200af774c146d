//! Somebody else's copy of the open package, merged into it.

use web_sys::File;

use super::Workbench;
use crate::browser::file;
use crate::package::conflict::{Conflict, Side};
use crate::package::difference::difference;
use crate::package::document::Plain;
use crate::package::lineage::{Copy, common_ancestor};
use crate::package::merge::{Authors, merge};
use crate::package::schema::{self, PackageFile, Trust};
use crate::publish::unpacking::package_in;
use crate::publish::words::figure::counted;
use crate::publish::words::hand_off::beyond;
use crate::ui::prelude::*;

/// Who has the open package, in a conflict, unless the person has chosen a role.
const HERE: &str = "This browser";

impl Workbench {
    /// Merges the copy in a file into the open package, as one step that can be taken back.
    pub async fn merge_file(&self, given: File) {
        let name = given.name();
        let Ok(bytes) = file::bytes(&given).await else {
            self.notices.problem(format!("{name} could not be read. Was it moved or changed?"));
            return;
        };
        let opened = package_in(&bytes)
            .map_err(|error| error.to_string())
            .and_then(|bytes| schema::open(&bytes, Trust::Verify).map_err(|error| error.to_string()));
        match opened {
            Ok(opened) => self.merge_copy(&name, opened.file).await,
            Err(error) => self.notices.problem(format!("{name} was not merged; nothing is changed. {error}")),
        }
    }

    async fn merge_copy(&self, name: &str, theirs: PackageFile) {
        if theirs.package.id == self.package_now().id {
            self.keep_contents(&theirs).await;
        }
        // Only now: what was typed while the contents were kept is part of what is merged.
        let (ours, lineage) = (self.package_now(), self.storing.lineage());
        let ancestor = common_ancestor(
            Copy { package: &ours, lineage: &lineage },
            Copy { package: &theirs.package, lineage: &theirs.lineage },
        );
        let role = self.editing.role.get_untracked();
        let here = if role.is_empty() { HERE } else { &role };
        match merge(ancestor, &ours, &theirs.package, Authors { ours: here, theirs: name }) {
            Err(error) => self.notices.problem(format!("{name} was not merged; nothing is changed. {error}")),
            Ok(merged) => {
                let taken = difference(&ours.to_value(), &merged.to_value());
                let taken = taken.iter().filter(|edit| edit.path.names().next() != Some("conflicts")).count();
                let conflicts = merged.conflicts.len();
                let begun = ancestor.is_some();
                self.editing.edit(format!("Merge {name}"), move |package| *package = merged);
                self.storing.note_lineage(lineage.beginning_from(&theirs.package, &theirs.lineage));
                let beyond = beyond(Copy { package: &theirs.package, lineage: &theirs.lineage });
                let said = std::iter::once(outcome(name, taken, conflicts, begun)).chain(beyond);
                self.notices.say(said.collect::<Vec<_>>().join(" "));
            }
        }
    }

    /// Lets one side of a conflict stand.
    pub fn settle_conflict(&self, conflict: &Conflict, side: Side) {
        let mut settled = (*self.package_now()).clone();
        match conflict.settle(&mut settled, side) {
            Ok(()) => self.editing.edit("Settle conflict", move |package| *package = settled),
            Err(problem) => self.notices.problem(format!("This conflict cannot be settled: {}.", problem.what)),
        }
    }
}

/// What became of a merge, in words.
fn outcome(name: &str, taken: usize, conflicts: usize, begun: bool) -> String {
    let taken = match taken {
        0 if conflicts == 0 => "nothing in it is new here".to_owned(),
        0 => "nothing was taken over".to_owned(),
        count => format!("{} taken over", counted(count, "change", "changes")),
    };
    let left = match conflicts {
        0 => "no conflict is left".to_owned(),
        count => format!("{} to decide below", counted(count, "conflict", "conflicts")),
    };
    let base =
        if begun { "" } else { " What both began from is not at hand, so everything in which they differ is listed." };
    format!("{name} is merged: {taken}, {left}.{base}")
}
