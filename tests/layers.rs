//! Each layer uses only those before it, and the core knows no browser and no framework.

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
fn neither_the_worker_nor_the_command_line_edits() {
    for (file, code) in ["worker", "command"].into_iter().flat_map(sources) {
        assert!(!roots_used(&code).contains(&"editing".to_owned()), "{} uses editing", file.display());
    }
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
