//! Which part of the product a function belongs to.

use std::collections::BTreeMap;

/// The name of a part, and the beginnings of the paths it owns: the first that fits counts.
const PARTS: &[(&str, &[&str])] = &[
    ("screens", &["shipworthy::ui::page"]),
    ("the rest of the page", &["shipworthy::ui", "shipworthy::browser", "shipworthy::editing", "app"]),
    ("views and signals", &["leptos", "tachys", "reactive_graph", "any_spawner", "slotmap", "oco_ref", "throw_error"]),
    ("package", &["shipworthy::package"]),
    ("findings", &["shipworthy::findings"]),
    ("analysis", &["shipworthy::analysis"]),
    ("publish", &["shipworthy::publish"]),
    ("telemetry", &["shipworthy::telemetry"]),
    ("engine", &["engine", "wide", "libm"]),
    ("worker", &["shipworthy::worker"]),
    ("shipworthy, other", &["shipworthy"]),
    (
        "JSON",
        &["serde", "serde_core", "serde_json", "serde_json_canonicalizer", "ryu_js", "zmij", "ryu", "itoa", "indexmap"],
    ),
    ("Markdown", &["pulldown_cmark", "unicase"]),
    ("standard library", &["std", "core", "alloc", "hashbrown", "compiler_builtins", "dlmalloc", "memchr", "__rustc"]),
    ("browser bindings", &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo", "gloo_timers", "idb"]),
];

/// Bytes by part, largest first. Generic code counts to the crate of the first path in its name: a memo of
/// package data to the crate of memos, serialising a package to the package.
pub fn by_part(functions: &[(String, usize)]) -> Vec<(&'static str, usize)> {
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, length) in functions {
        *sums.entry(part(name)).or_default() += length;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    sums
}

fn part(name: &str) -> &'static str {
    let path = first_path(name);
    let owns =
        |beginning: &&str| path.strip_prefix(*beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    if path.starts_with('<') {
        // A type of the language itself, such as `<str>::trim`.
        return "standard library";
    }
    PARTS.iter().find(|(_, beginnings)| beginnings.iter().any(&owns)).map_or("other", |(part, _)| part)
}

/// The first path of a demangled name: of `<&mut a::B<c::D> as e::F>::g` that is `a::B`, of `<T as e::F>::g`,
/// whose type the name does not tell, `e::F`.
fn first_path(name: &str) -> &str {
    let mut paths = name.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'));
    paths.find(|path| path.contains("::") && !path.starts_with(':')).map_or(name, |path| path.trim_end_matches(':'))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_function_belongs_to_the_first_path_of_its_name() {
        assert_eq!(super::part("shipworthy::ui::page::risks::view"), "screens");
        assert_eq!(super::part("<shipworthy::package::Package as serde::Serialize>::serialize"), "package");
        assert_eq!(super::part("core::ptr::drop_in_place::<shipworthy::package::Package>"), "standard library");
        assert_eq!(super::part("<&mut [engine::Draws] as core::fmt::Debug>::fmt"), "engine");
        assert_eq!(super::part("<T as tachys::view::any_view::IntoAny>::into_any::build"), "views and signals");
        assert_eq!(super::part("enginery::run"), "other");
        assert_eq!(super::part("<str>::to_lowercase"), "standard library");
        assert_eq!(super::part("memcpy"), "other");
    }
}
