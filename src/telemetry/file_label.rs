//! Labels for files, from their names.

/// Labels for files of these names: what tells the names apart, without their folders and endings. The whole name
/// without its ending where that leaves no letter.
pub fn labels_of(names: &[&str]) -> Vec<String> {
    let stems: Vec<&str> = names.iter().map(|name| stem(name)).collect();
    let Some(first) = stems.first() else { return Vec::new() };
    let shared = |next: &dyn Fn(&str) -> Vec<char>| {
        let letters = next(first);
        let common =
            stems.iter().map(|stem| letters.iter().zip(next(stem)).take_while(|(one, other)| **one == *other).count());
        let common = common.min().unwrap_or(0);
        // A word is not cut in its middle.
        (0..=common).rev().find(|cut| *cut == 0 || !letters[*cut - 1].is_alphanumeric()).unwrap_or(0)
    };
    let before = shared(&|stem| stem.chars().collect());
    let behind = shared(&|stem| stem.chars().rev().collect());
    let cut = |stem: &&str| {
        let count = stem.chars().count();
        stem.chars().skip(before).take(count.saturating_sub(before + behind)).collect::<String>()
    };
    let labels: Vec<String> = stems.iter().map(cut).collect();
    if labels.iter().all(|label| label.chars().any(char::is_alphabetic)) {
        labels
    } else {
        stems.into_iter().map(str::to_owned).collect()
    }
}

/// Names for what files of these names are of, such as machines: [`labels_of`], or the folders they lie in where those
/// are the same.
pub fn subjects_of(names: &[&str]) -> Vec<String> {
    let are_different = |labels: &[String]| (1..labels.len()).all(|place| !labels[..place].contains(&labels[place]));
    let labels = labels_of(names);
    if are_different(&labels) {
        return labels;
    }
    let folder = |name: &&str| name.rsplit(['/', '\\']).nth(1).unwrap_or_default().to_owned();
    let folders: Vec<String> = names.iter().map(folder).collect();
    if are_different(&folders) && folders.iter().all(|folder| !folder.is_empty()) { folders } else { labels }
}

/// A file's name without the ending that says it is compressed.
pub fn without_compression(name: &str) -> &str {
    match name.len().checked_sub(3).and_then(|end| Some((name.get(..end)?, name.get(end..)?))) {
        Some((name, ending)) if ending.eq_ignore_ascii_case(".gz") => name,
        _ => name,
    }
}

fn stem(name: &str) -> &str {
    let name = without_compression(name).rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_what_tells_the_names_apart() {
        let check = |names: &[&str], expected: &[&str]| assert_eq!(labels_of(names), expected);
        check(&["api-requests-rules.csv", "api-requests-bayes.csv"], &["rules", "bayes"]);
        check(&["rules_run.csv", "bayes_run.jsonl"], &["rules", "bayes"]);
        check(&["run1.csv", "run2.csv"], &["run1", "run2"]);
        check(&["test-1.csv", "test-2.csv"], &["test-1", "test-2"]);
        check(&["a/same.csv", "b/same.csv"], &["same", "same"]);
        check(&["x.csv", "x-two.csv"], &["x", "x-two"]);
        check(&["one.csv"], &["one"]);
        check(&["rules_run.csv.gz", "bayes_run.csv.GZ"], &["rules", "bayes"]);
        check(&["é.gz", "gz"], &["é", "gz"]);
        check(&[], &[]);
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_folders() {
        let check = |names: &[&str], expected: &[&str]| assert_eq!(subjects_of(names), expected);
        check(&["laptop/Cargo.lock", "ci/Cargo.lock"], &["laptop", "ci"]);
        check(&["pip-freeze-machine-a.txt", "pip-freeze-machine-b.txt"], &["a", "b"]);
        check(&["Cargo.lock", "Cargo.lock"], &["Cargo", "Cargo"]);
        check(&["x/a/Cargo.lock", "y/a/Cargo.lock"], &["Cargo", "Cargo"]);
    }
}
