//! Profiles: one per stakeholder role, blended or one deciding.

use crate::ui::prelude::*;

use super::{Shown, method, rule_field};
use crate::editing::{Binding, Place};
use crate::package::weighting::{WeightMethod, WeightProfile, WeightingRule};
use crate::package::{Id, Record};
use crate::ui::field::{Field, focus_element};

/// Tabs, and the shown profile's name, way of stating weights and share.
pub(super) fn view(shown: Shown) -> AnyView {
    let workbench = shown.workbench;
    let profiles = workbench.slice(|package| {
        let profiles = package.weighting.profiles.iter();
        profiles.map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>()
    });
    let deciding = workbench.slice(|package| match package.weighting.rule {
        WeightingRule::Profile => package.weighting.active_profile().map(|one| one.id.clone()).unwrap_or_default(),
        WeightingRule::Blend => Id::default(),
    });
    let tab = move |(id, name): (Id, String)| {
        let (own, decides) = (id.clone(), id.clone());
        view! {
            <button type="button" class="tab" aria-pressed=move || (*shown.id.read() == own).to_string()
                on:click=move |_| shown.chosen.set(id.clone())>
                {if name.is_empty() { "Unnamed".to_owned() } else { name }}
                {move || (*deciding.read() == decides).then_some(" · decides")}
            </button>
        }
    };
    view! {
        <div class="tabs" role="group" aria-label="Profiles">
            {move || profiles.get().into_iter().map(tab).collect_view()}
            <button type="button" class="quiet" on:click=move |_| add(shown)>"Add profile"</button>
        </div>
        <div class="columns narrow-columns">
            {move || (!shown.id.read().is_empty()).then(|| fields(shown, &shown.id.get()))}
            {move || (profiles.read().len() > 1).then(rule_field)}
        </div>
        {actions(shown)}
    }
}

fn fields(shown: Shown, id: &Id) -> AnyView {
    let blended = shown.workbench.slice(|package| package.weighting.rule == WeightingRule::Blend);
    let share = id.clone();
    view! {
        {Field::new("Whose weights").id(format!("{id}-name")).text(bind!(WeightProfile[id].name))}
        {Field::new("Stated by").id(format!("{id}-method")).word(stated_by(id))}
        {move || blended.get().then(|| {
            Field::new("Share in the blend").hint("Only proportions count.").number(bind!(WeightProfile[share].share).optional())
        })}
    }
}

/// The way of stating weights. Changing it keeps the weights as nearly as the new way can say them.
fn stated_by(id: &Id) -> Binding<WeightMethod> {
    let (reader, writer) = (id.clone(), id.clone());
    Binding::new(
        Place::of::<WeightProfile>(id, "method"),
        move |package| WeightProfile::find(package, &reader).map(|one| one.method),
        move |package, chosen| method::change(package, &writer, chosen),
    )
}

fn actions(shown: Shown) -> AnyView {
    let workbench = shown.workbench;
    let rule = workbench.slice(|package| package.weighting.rule);
    let several = workbench.slice(|package| package.weighting.profiles.len() > 1);
    let remove = move |_| workbench.remove::<WeightProfile>(&shown.id.get_untracked());
    let decide = move |_| {
        let id = shown.id.get_untracked();
        workbench.edit("Choose deciding profile", |package| package.weighting.active = id);
    };
    view! {
        <Show when=move || several.get()>
            <p class="actions">
                {move || match (rule.get(), shown.decides.get()) {
                    (WeightingRule::Blend, _) => view! { <span class="quietly">"The average of all profiles, weighted by their shares, decides."</span> },
                    (_, true) => view! { <span class="quietly">"These weights decide."</span> },
                    (_, false) => view! {
                        <span class="quietly">"These weights do not decide, so moving them leaves the scores as they are."</span>
                        <button type="button" on:click=decide>"Let these weights decide"</button>
                    },
                }}
                <button type="button" class="quiet" on:click=remove>"Remove profile"</button>
            </p>
        </Show>
    }
}

/// A profile that begins as a copy of the shown one.
fn add(shown: Shown) {
    let package = shown.workbench.package_now();
    let from = WeightProfile::find(&package, &shown.id.get_untracked()).cloned();
    let name = if package.weighting.profiles.is_empty() { "Team" } else { "New profile" };
    let id = shown.workbench.add::<WeightProfile>(|profile| {
        let id = std::mem::take(&mut profile.id);
        *profile = WeightProfile { id, name: name.to_owned(), share: 1.0, ..from.unwrap_or_default() };
    });
    shown.chosen.set(id.clone());
    focus_element(format!("{id}-name"));
}
