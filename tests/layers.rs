//! Each layer uses only those before it, and the core knows no browser and no framework.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, each of which may use only those before it; the engine is a package of its own that knows none.
const LAYERS: &[&str] = &[
    "engine",
    "package",
    "telemetry",
    "findings",
    "analysis",
    "publish",
    "editing",
    "worker",
    "command",
    "browser",
    "ui",
];

/// Layers that know no browser and no framework.
const CORE: &[&str] = &["engine", "package", "telemetry", "findings", "analysis", "publish", "editing", "worker"];

/// Names of the browser and of the framework.
const FOREIGN: &[&str] = &["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen"];

#[test]
fn the_core_names_no_browser_and_no_framework() {
    for layer in CORE {
        for (file, code) in sources(layer) {
            for name in identifiers(&code) {
                assert!(!FOREIGN.contains(&name), "{} names {name}", file.display());
            }
        }
    }
}

#[test]
fn no_layer_uses_a_later_one() {
    for (position, layer) in LAYERS.iter().enumerate() {
        for (file, code) in sources(layer) {
            for used in roots_used(&code) {
                let later = LAYERS[position + 1..].contains(&used.as_str());
                assert!(!later, "{} uses {used}, which comes after {layer}", file.display());
            }
        }
    }
}

#[test]
fn the_worker_does_not_edit() {
    for (file, code) in sources("worker") {
        assert!(!roots_used(&code).contains(&"editing".to_owned()), "{} uses editing", file.display());
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let house = House::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let circles: Vec<String> = house.circles().iter().map(|circle| circle.join(" <-> ")).collect();
    assert!(circles.is_empty(), "{} circles:\n{}", circles.len(), circles.join("\n"));
}

/// The modules of a source tree, and which uses which. Tests and their fixtures may use what they like.
struct House {
    /// Each module's path from the crate's root, and its code.
    modules: BTreeMap<Vec<String>, String>,
}

impl House {
    fn of(root: &Path) -> Self {
        let mut files = Vec::new();
        collect(root, &mut files);
        let modules = files.into_iter().filter_map(|(path, code)| {
            let mut module: Vec<String> = path
                .strip_prefix(root)
                .ok()?
                .with_extension("")
                .iter()
                .map(|part| part.to_string_lossy().into())
                .collect();
            let name = module.last()?.clone();
            if ["tests", "fixture", "laws", "gallery"].contains(&name.as_str()) || module[0] == "engine" {
                return None;
            }
            if ["mod", "lib"].contains(&name.as_str()) {
                module.pop();
            }
            let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
            Some((module, code))
        });
        Self { modules: modules.collect() }
    }

    /// Modules that use each other, a group each. What a module takes from the one it stands in is no circle: the outer
    /// one says what its parts share, and puts them together.
    fn circles(&self) -> Vec<Vec<String>> {
        let names: Vec<&Vec<String>> = self.modules.keys().collect();
        let uses: Vec<BTreeSet<usize>> = names
            .iter()
            .map(|module| {
                let used = paths(&self.modules[*module]).into_iter().filter_map(|path| self.resolve(module, &path, 0));
                used.filter(|used| !module.starts_with(used))
                    .filter_map(|used| names.binary_search(&&used).ok())
                    .collect()
            })
            .collect();
        let reached: Vec<BTreeSet<usize>> = (0..names.len()).map(|start| reach(&uses, start)).collect();
        let mut circles = BTreeSet::new();
        for start in 0..names.len() {
            let circle: BTreeSet<usize> =
                reached[start].iter().copied().filter(|other| reached[*other].contains(&start)).collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.iter().map(|circle| circle.iter().map(|at| names[*at].join("::")).collect()).collect()
    }

    /// The module in which what `path` names stands, as `module` sees it; nothing outside this tree.
    fn resolve(&self, module: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        let (mut at, mut rest): (Vec<String>, &[String]) = match path[0].as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" | "super" => (module.to_vec(), path),
            child => {
                let mut inner = module.to_vec();
                inner.push(child.to_owned());
                self.modules.contains_key(&inner).then_some((module.to_vec(), path))?
            }
        };
        while let Some((first, after)) = rest.split_first() {
            let mut inner = at.clone();
            inner.push(first.clone());
            match first.as_str() {
                "self" => {}
                "super" => drop(at.pop()?),
                _ if self.modules.contains_key(&inner) => at = inner,
                name => return Some(self.behind(&at, name, depth)),
            }
            rest = after;
        }
        // A module named as a whole: what is taken of it shows where it is used.
        None
    }

    /// Where `name` stands that `module` hands on, or the module itself.
    fn behind(&self, module: &[String], name: &str, depth: usize) -> Vec<String> {
        let handed_on = self.modules.get(module).into_iter().flat_map(|code| {
            code.split("pub use ").skip(1).flat_map(|rest| expand(rest.split(';').next().unwrap_or_default()))
        });
        let mut handed_on = handed_on.filter(|path| path.last().is_some_and(|last| last == name));
        let found = handed_on.next().filter(|_| depth < 9).and_then(|path| self.resolve(module, &path, depth + 1));
        found.unwrap_or_else(|| module.to_vec())
    }
}

/// What can be reached from `start`, itself included only over others.
fn reach(uses: &[BTreeSet<usize>], start: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next = vec![start];
    while let Some(at) = next.pop() {
        for used in &uses[at] {
            if reached.insert(*used) {
                next.push(*used);
            }
        }
    }
    reached
}

/// Every path of at least two segments in a text of code, groups taken apart.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = code[from..].find("::").map(|at| from + at) {
        let start = code[..at].rfind(|letter| !is_word(letter)).map_or(0, |before| before + 1);
        let mut end = at;
        while let Some(rest) = code[end..].strip_prefix("::") {
            end += 2;
            match rest.chars().next() {
                Some('{') => end += group_length(rest),
                _ => end += rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            }
        }
        if start < at {
            found.extend(expand(&code[start..end]));
        }
        from = end;
    }
    found.retain(|path| path.len() > 1);
    found
}

/// The length of a group in braces at the start of a text, braces included.
fn group_length(text: &str) -> usize {
    let mut depth = 0;
    for (index, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    text.len()
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`; a name given with `as` is left out.
fn expand(path: &str) -> Vec<Vec<String>> {
    let path = path.trim();
    let Some(open) = path.find('{') else {
        let path = path.split(" as ").next().unwrap_or_default();
        return vec![path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()];
    };
    let head: Vec<String> =
        path[..open].split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let group = &path[open..open + group_length(&path[open..])];
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for letter in group[1..group.len() - 1].chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(letter);
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| expand(part));
    parts.map(|part| head.iter().cloned().chain(part).collect()).collect()
}

/// Every source file of a layer, without comments and texts.
fn sources(layer: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer), &mut files);
    assert!(!files.is_empty(), "the layer {layer} has no files");
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let code = code_of(&fs::read_to_string(&path).unwrap());
            files.push((path, code));
        }
    }
}

/// A source text without its comments and the insides of its string literals.
fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => string_length(rest),
            'r' if !ends_in_word(&code) && is_raw(rest) => raw_length(rest),
            '\'' if rest.starts_with("'\"'") => 3,
            '\'' if rest.starts_with("'\\\"'") => 4,
            _ => {
                code.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        code.push(' ');
        rest = &rest[length..];
    }
    code
}

fn ends_in_word(code: &str) -> bool {
    code.ends_with(is_word)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn is_raw(text: &str) -> bool {
    text[1..].trim_start_matches('#').starts_with('"')
}

fn raw_length(text: &str) -> usize {
    let hashes = text[1..].chars().take_while(|letter| *letter == '#').count();
    let close = format!("\"{}", "#".repeat(hashes));
    let open = 1 + hashes + 1;
    text[open..].find(&close).map_or(text.len(), |end| open + end + close.len())
}

fn identifiers(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter: char| !is_word(letter)).filter(|word| !word.is_empty())
}

/// The first segments of every path that starts at the crate's root.
fn roots_used(code: &str) -> Vec<String> {
    let mut roots = Vec::new();
    for (start, _) in code.match_indices("crate::") {
        if ends_in_word(&code[..start]) {
            continue;
        }
        let path = code[start + "crate::".len()..].trim_start();
        match path.strip_prefix('{') {
            Some(group) => roots.extend(group_heads(group)),
            None => roots.extend(identifiers(path).next().map(str::to_owned)),
        }
    }
    roots
}

/// The first segment of each path in `{a::b, c::{d, e}}`, given what follows the opening brace.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut head = String::new();
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(std::mem::take(&mut head)),
            _ if depth == 0 => head.push(letter),
            _ => {}
        }
    }
    heads.push(head);
    heads.iter().filter_map(|head| identifiers(head).next().map(str::to_owned)).collect()
}

#[test]
fn paths_are_found_whatever_their_form() {
    let check = |source: &str, expected: &[&str]| assert_eq!(roots_used(&code_of(source)), expected, "{source}");
    check("use crate::ui::page;", &["ui"]);
    check("use crate::{\n    analysis::{figure, gate},\n    ui,\n};", &["analysis", "ui"]);
    check("fn f() -> $crate::package::Extra {}", &["package"]);
    check("// use crate::ui;\nlet text = \"crate::ui\";", &[]);
    check("/* crate::ui */ let a = r#\"crate::\"ui\"#; crate::worker::run()", &["worker"]);
    check("let quote = '\"'; crate::browser::now()", &["browser"]);
}
