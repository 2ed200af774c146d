//! One style sheet out of the files in `style`.

use std::fs;
use std::path::Path;

use crate::Result;
use crate::cache::{cannot, checkout};

/// `style/main.css` with each line `@import "name.css";` replaced by that file, in its place.
pub fn bundled() -> Result<String> {
    let folder = checkout().join("style");
    inline(&folder, &read(&folder.join("main.css"))?)
}

fn inline(folder: &Path, sheet: &str) -> Result<String> {
    let mut bundled = String::new();
    for line in sheet.lines() {
        match imported(line) {
            Some(name) => bundled.push_str(&read(&folder.join(name))?),
            None => bundled.push_str(line),
        }
        bundled.push('\n');
    }
    Ok(bundled)
}

fn imported(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("@import")?.trim().strip_suffix(';')?.trim();
    let rest = rest.strip_prefix("url(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    Some(rest.trim_matches(['"', '\'']).trim_start_matches("./"))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

#[cfg(test)]
mod tests {
    use super::imported;

    #[test]
    fn imports_are_recognised_in_their_usual_forms() {
        for line in ["@import \"a.css\";", "  @import url('./a.css') ;", "@import 'a.css';"] {
            assert_eq!(imported(line), Some("a.css"), "{line}");
        }
        assert_eq!(imported("body { margin: 0 }"), None);
    }
}
