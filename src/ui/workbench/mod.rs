//! The open package and everything derived from it.
//!
//! Reading goes through [`Workbench::slice`], writing through [`Workbench::edit`] and nowhere else: undo,
//! autosave and the findings hang on that one door.

mod editing;
mod opening;
mod robustness;
mod saving;
mod telemetry;

use crate::findings::{Estimate, Findings, Robustness};
use crate::sorted_map::SortedMap;
use std::sync::Arc;

use crate::ui::prelude::*;

use super::notice::Notices;
use super::theme::ThemeChoice;
use crate::editing::OpenPackage;
use crate::package::{Id, Package};
use crate::publish;

pub use opening::{Checked, Questioned};
pub use robustness::DrawState;
pub use saving::SaveState;
pub use telemetry::{DatasetState, Import, Loaded};

/// The open package and everything derived from it. A handle: copies mean the same workbench.
#[derive(Clone, Copy)]
pub struct Workbench {
    open: RwSignal<OpenPackage>,
    /// The package of `open`, for those who follow it alone.
    package: RwSignal<Arc<Package>>,
    readers: Readers,
    /// Every measure's value, as the worker last had it.
    pub estimates: RwSignal<Arc<Vec<Estimate>>>,
    /// How sure the ranking is, as far as it follows without chance: always of the package as it stands.
    pub exact: Memo<Arc<Robustness>>,
    /// How sure the ranking is, what is drawn at random included; absent until it is drawn.
    pub robustness: Memo<Option<Arc<Robustness>>>,
    /// What follows from the package as it stands.
    pub findings: Memo<Arc<Findings>>,
    /// The datasets as the worker has them.
    pub datasets: RwSignal<SortedMap<Id, DatasetState>>,
    /// A file that can only be opened as a changed copy, waiting for a word.
    pub questioned: RwSignal<Option<Questioned>>,
    /// Messages at the foot of the page.
    pub notices: Notices,
    /// Light or dark.
    pub theme: ThemeChoice,
    saving: saving::Saving,
    compute: telemetry::Compute,
    drawing: robustness::Drawing,
}

impl Workbench {
    /// A workbench with nothing open, put into context for every view below.
    pub fn provide() -> Self {
        let open = RwSignal::new(OpenPackage::default());
        let package = RwSignal::new(open.with_untracked(|open: &OpenPackage| Arc::clone(open.package())));
        let estimates = RwSignal::new(Arc::new(Vec::new()));
        let certainty = robustness::Certainty::new(package, estimates);
        let robustness = certainty.whole;
        let findings = Memo::new(move || {
            let robustness = robustness.get();
            Arc::new(publish::conclude(&package.read(), &estimates.read(), robustness.as_deref()))
        });
        let this = Self {
            open,
            package,
            readers: Readers::new(),
            estimates,
            exact: certainty.exact,
            robustness,
            findings,
            datasets: RwSignal::new(SortedMap::new()),
            questioned: RwSignal::new(None),
            notices: Notices::none(),
            theme: ThemeChoice::restore(),
            saving: saving::Saving::new(),
            compute: telemetry::Compute::new(),
            drawing: certainty.drawing,
        };
        provide_context(this);
        this.start_saving();
        this.start_computing();
        certainty.start(this);
        this
    }

    /// A part of the package, followed through every edit; views run again only when the part changes.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Package) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let (package, readers) = (self.package, self.readers.join());
        Memo::new(move || {
            readers.track();
            part(&package.read_untracked())
        })
    }

    /// A part of the findings, followed through every edit.
    pub fn finding<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Findings) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let findings = self.findings;
        Memo::new(move || part(&findings.read()))
    }

    /// What is said of the findings, followed through every edit.
    pub fn said<T: PartialEq + Send + Sync + 'static>(
        &self,
        words: impl Fn(&Package, &Findings) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let (package, findings) = (self.package, self.findings);
        Memo::new(move || words(&package.read_untracked(), &findings.read()))
    }

    /// What is said of how sure the ranking is, as far as it is known.
    pub fn said_of_robustness<T: PartialEq + Send + Sync + 'static>(
        &self,
        words: impl Fn(&Package, &Robustness) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let this = *self;
        Memo::new(move || {
            let robustness = this.robustness.get().unwrap_or_else(|| this.exact.get());
            words(&this.package.read_untracked(), &robustness)
        })
    }

    /// The package as it stands, followed.
    pub fn package(&self) -> Arc<Package> {
        self.package.get()
    }

    /// The package as it stands, for use in an event.
    pub fn package_now(&self) -> Arc<Package> {
        self.package.get_untracked()
    }
}

/// Those who read slices of the package, in groups. A reader that runs again leaves its list of readers and joins
/// it anew, and leaving costs the length of the list: with one list for all, the hundreds of values on a screen
/// spent a tenth of an edit on that.
#[derive(Clone, Copy)]
struct Readers {
    groups: [Trigger; Self::GROUPS],
    joined: StoredValue<usize>,
}

impl Readers {
    const GROUPS: usize = 32;

    fn new() -> Self {
        Self { groups: std::array::from_fn(|_| Trigger::new()), joined: StoredValue::new(0) }
    }

    /// The group that a new reader follows.
    fn join(&self) -> Trigger {
        let joined = self.joined.get_value();
        self.joined.set_value(joined.wrapping_add(1));
        self.groups[joined % Self::GROUPS]
    }

    fn tell(&self) {
        self.groups.iter().for_each(Trigger::notify);
    }
}

/// The workbench of the page.
pub fn use_workbench() -> Workbench {
    expect_context::<Workbench>()
}
