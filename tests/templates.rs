//! The templates: all inside the program, each what its name says, complete by its own list, and listed for the first
//! page.
//!
//! After a change of a template, `UPDATE_TEMPLATES=1 cargo test --test templates` lists them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use shipworthy::analysis::analyse;
use shipworthy::findings::{Decision, Findings};
use shipworthy::package::contradiction::contradictions;
use shipworthy::package::memo::{MEMO_WORDS, Section};
use shipworthy::package::schema::{Trust, open};
use shipworthy::package::template::{TEMPLATES, Template, TemplateCard};
use shipworthy::package::{Package, RollbackTarget, document, identity};
use shipworthy::publish::chart::card::sketch;
use shipworthy::publish::memo::{filled_memo, word_count};
use shipworthy::publish::publication::Contents;
use shipworthy::publish::telemetry::{contents_of_template, load, of_contents};
use shipworthy::publish::{memo, package_file, to_text, verify};
use shipworthy::telemetry::Telemetry;

/// Every template's package with its findings, from fewer draws than it asks for.
static EXAMPLES: LazyLock<Vec<(Package, Findings)>> = LazyLock::new(|| {
    let conclude = |template: &Template| {
        let mut package = template.package.clone();
        package.settings.draws = 1_000;
        let findings = analyse(&package, &telemetry(&package), &memo::length);
        (package, findings)
    };
    TEMPLATES.iter().map(conclude).collect()
});

/// The bytes that travel inside the template a package began as.
fn contents(package: &Package) -> Contents {
    contents_of_template(Template::named(&package.template).unwrap())
}

fn telemetry(package: &Package) -> Telemetry {
    of_contents(package, &contents(package))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/templates")
}

#[test]
fn every_file_is_a_template_inside_the_program() {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name != "index" {
            let template = Template::read(&fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!((&template.name, &template.package.template), (&name, &name));
            assert_eq!(Template::named(&name), Some(&template), "{name} is not inside the program");
            names.push(name);
        }
    }
    assert_eq!(names.len(), TEMPLATES.len(), "{names:?}");
}

#[test]
fn the_list_for_the_first_page_is_current() {
    let card = |template: &Template| TemplateCard {
        name: template.name.clone(),
        title: template.title.clone(),
        summary: template.summary.clone(),
        sketch: sketch(&template.package),
    };
    let cards: Vec<TemplateCard> = TEMPLATES.iter().map(card).collect();
    let text = document::write(&cards) + "\n";
    let path = folder().join("index.json");
    if std::env::var_os("UPDATE_TEMPLATES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let listed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        listed == text,
        "{} is not that of the templates: UPDATE_TEMPLATES=1 cargo test --test templates",
        path.display()
    );
    assert_eq!(document::read::<Vec<TemplateCard>>(&listed).unwrap(), cards);
}

#[test]
fn each_is_complete_by_its_own_list_and_contradicts_itself_nowhere() {
    for (package, findings) in EXAMPLES.iter() {
        let name = &package.template;
        assert!(!package.required.is_empty(), "{name} has no list of its own");
        let missing: Vec<_> = findings.missing().map(|item| &item.id).collect();
        assert_eq!(missing, Vec::<&String>::new(), "{name}");
        assert!(findings.risks.unseen_failure_modes.is_empty(), "{name}");
        assert!(findings.risks.undetected_risks.is_empty(), "{name}");
        assert_eq!(contradictions(package), [], "{name}");
    }
}

#[test]
fn they_come_to_different_decisions() {
    let decided = |(package, findings): &(Package, Findings)| {
        let alternative = findings.outcome.alternative.as_ref().map(|id| id.0.clone()).unwrap_or_default();
        (package.template.clone(), findings.outcome.decision, alternative)
    };
    let expected = [
        ("mlops-release", Decision::ConditionalGo, "assisted"),
        ("model-service", Decision::ConditionalGo, "service"),
        ("environments", Decision::ConditionalGo, "image"),
        ("production-review", Decision::Undecided, "vllm"),
        ("recommender-canary", Decision::Go, "two-tower"),
    ];
    let expected = expected.map(|(name, decision, one)| (name.to_owned(), decision, one.to_owned()));
    assert_eq!(EXAMPLES.iter().map(decided).collect::<Vec<_>>(), expected);
}

#[test]
fn each_memo_has_its_headings_its_length_and_a_value_for_each_placeholder() {
    for (package, findings) in EXAMPLES.iter() {
        let (name, memo) = (&package.template, filled_memo(package, findings));
        let headings: Vec<&str> = memo.text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, Section::ALL.iter().map(|section| section.label()).collect::<Vec<_>>(), "{name}");
        let words = word_count(&memo.text);
        assert!(MEMO_WORDS.contains(&words), "{name}: {words} words");
        let empty: Vec<_> = memo.places.iter().filter(|place| !place.known).map(|place| &place.name).collect();
        assert_eq!((memo.unknown, empty), (Vec::new(), Vec::new()), "{name}");
        assert!(!memo.text.contains("{{"), "{name}");
    }
}

#[test]
fn what_is_linked_exists() {
    for (package, _) in EXAMPLES.iter() {
        let rolls_back = |target: Option<RollbackTarget>| {
            target.is_none_or(|target| package.release.rollback.targets.iter().any(|one| one.target == target))
        };
        for risk in &package.risks {
            assert!(package.gate(&risk.gate).is_some() && package.monitor(&risk.monitor).is_some(), "{}", risk.name);
            assert!(rolls_back(risk.rollback), "{}", risk.name);
        }
        for mode in &package.failure_modes {
            assert!(package.monitor(&mode.monitor).is_some_and(|monitor| monitor.rolls_back), "{}", mode.name);
            assert!(rolls_back(mode.rollback), "{}", mode.name);
        }
        for monitor in &package.monitors {
            assert!(rolls_back(monitor.rollback), "{}", monitor.metric);
            assert!(monitor.measure.is_empty() || package.measure(&monitor.measure).is_some(), "{}", monitor.metric);
        }
        for gate in package.release.stages.iter().flat_map(|stage| &stage.promotion_gates) {
            assert!(package.gate(gate).is_some(), "{gate}");
        }
        assert_eq!(identity::settle(&mut package.clone()), Ok(Vec::new()), "{}", package.template);
    }
}

#[test]
fn each_is_written_opened_and_verified() {
    for (package, findings) in EXAMPLES.iter() {
        let text = to_text(&package_file(package, &contents(package), findings));
        let opened = open(text.as_bytes(), Trust::Verify).unwrap();
        assert_eq!(load(&opened.file, &[]).unwrap().absent, [], "{}", package.template);
        assert_eq!(verify(&opened, &telemetry(package)), [], "{}", package.template);
    }
}
