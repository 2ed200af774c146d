//! The style sheet and the views agree: no rule for a class that nothing has, no class without a rule, and no colour
//! outside of the tokens.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_rule_is_for_a_class_in_use() {
    let used = words_of_views();
    for (file, sheet) in sheets() {
        for class in classes(&sheet) {
            assert!(used.contains(&class), "style/{file} has a rule for .{class}, which no view has");
        }
    }
}

#[test]
fn every_class_has_a_rule() {
    let ruled: BTreeSet<String> = sheets().iter().flat_map(|(_, sheet)| classes(sheet)).collect();
    for class in classes_of_views() {
        assert!(ruled.contains(&class), "a view has the class {class}, for which no rule stands in style");
    }
}

#[test]
fn colours_stand_in_the_tokens_only_and_every_token_is_used() {
    let sheets = sheets();
    for (file, sheet) in sheets.iter().filter(|(file, _)| file != "tokens.css") {
        for value in
            sheet.split(['{', ';']).filter_map(|declaration| declaration.split_once(':')).map(|(_, value)| value)
        {
            let is_colour = ["#", "rgb(", "rgba(", "hsl(", "oklch("].iter().any(|form| value.contains(form));
            assert!(!is_colour, "style/{file} has a colour of its own: {value}");
        }
    }
    let (_, tokens) = sheets.iter().find(|(file, _)| file == "tokens.css").expect("there are tokens");
    for token in tokens.split(['{', ';']).filter_map(|declaration| declaration.trim().split_once(':')) {
        let name = token.0.trim();
        let use_of = format!("var({name}");
        let is_used = !name.starts_with("--") || sheets.iter().any(|(_, sheet)| sheet.contains(&use_of));
        assert!(is_used, "no rule uses the token {name}");
    }
}

#[test]
fn borders_of_fields_and_text_stand_out_from_their_ground() {
    let (_, tokens) = sheets().into_iter().find(|(file, _)| file == "tokens.css").expect("there are tokens");
    let themes: Vec<&str> = tokens.split("color-scheme:").skip(1).collect();
    assert_eq!(themes.len(), 2, "light and dark");
    for theme in themes {
        let luminance = |token: &str| {
            let value = theme.split(&format!("--{token}: #")).nth(1).unwrap_or_else(|| panic!("no colour {token}"));
            relative_luminance(&value[..6])
        };
        let contrast = |one: &str, other: &str| {
            let (one, other) = (luminance(one), luminance(other));
            (one.max(other) + 0.05) / (one.min(other) + 0.05)
        };
        for ground in ["paper", "surface"] {
            let border = contrast("border", ground);
            assert!(border >= 3.0, "a field's border on {ground}: {border:.2}");
            for text in ["ink", "muted", "accent", "pass", "fail", "unsure", "waived", "nodata"] {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
            }
        }
        for tone in ["pass", "fail", "unsure", "nodata"] {
            let ratio = contrast(tone, &format!("{tone}-soft"));
            assert!(ratio >= 4.5, "{tone} on its soft ground: {ratio:.2}");
        }
    }
}

/// The relative luminance of a colour such as `1c2127` (WCAG 2.2).
fn relative_luminance(colour: &str) -> f64 {
    let channel = |place: usize| {
        let value = f64::from(u8::from_str_radix(&colour[2 * place..2 * place + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
}

/// The style sheets by name, without comments.
fn sheets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let mut sheets = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut sheet = String::new();
        for (count, part) in text.split("/*").enumerate() {
            sheet.push_str(if count == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) });
        }
        sheets.push((path.file_name().unwrap().to_string_lossy().into_owned(), sheet));
    }
    assert!(!sheets.is_empty());
    sheets
}

/// The classes that a sheet's selectors name.
fn classes(sheet: &str) -> BTreeSet<String> {
    let selectors = sheet.split('{').map(|before| before.rsplit(['}', ';']).next().unwrap_or(""));
    let named = selectors.filter(|selector| !selector.trim_start().starts_with('@')).flat_map(|selector| {
        let mut parts = selector.split('.');
        parts.next();
        parts.map(|part| part.split(|letter| !is_name(letter)).next().unwrap_or("").to_owned())
    });
    named.filter(|class| class.starts_with(|letter: char| letter.is_ascii_alphabetic())).collect()
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

/// Every word between quotation marks in the views, and the names of classes that come and go.
fn words_of_views() -> BTreeSet<String> {
    let mut words = classes_of_views();
    for view in views() {
        for quoted in view.split('"').skip(1).step_by(2) {
            words.extend(quoted.split(|letter| !is_name(letter)).map(str::to_owned));
        }
    }
    words
}

/// The classes that views give as they stand: `class="a b"` and `class:a=…`.
fn classes_of_views() -> BTreeSet<String> {
    let mut classes = BTreeSet::new();
    for view in views() {
        for (start, _) in view.match_indices("class=\"") {
            let value = view[start + 7..].split('"').next().unwrap_or("");
            classes.extend(value.split_whitespace().map(str::to_owned));
        }
        for (start, _) in view.match_indices("class:") {
            classes.extend(view[start + 6..].split(|letter| !is_name(letter)).next().map(str::to_owned));
        }
    }
    classes.remove("");
    classes
}

/// Everything that makes elements: the views and the page's own files.
fn views() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![fs::read_to_string(root.join("index.html")).unwrap()];
    let mut folders = vec![root.join("src/ui"), root.join("public")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_text = path.extension().is_some_and(|ending| ending == "rs" || ending == "js");
            if path.is_dir() {
                folders.push(path);
            } else if is_text {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}

#[test]
fn classes_are_found_in_selectors_only() {
    let check = |sheet: &str, expected: &[&str]| {
        assert_eq!(classes(sheet).iter().map(String::as_str).collect::<Vec<_>>(), expected, "{sheet}");
    };
    check(".a, b.c-d > .e:not(.f)::after { margin: 0.5em }", &["a", "c-d", "e", "f"]);
    check("@media (max-width: 1.5em) { .a { b: c.d } }", &["a"]);
    check("p { margin: .5em } q { x: y }", &[]);
}
