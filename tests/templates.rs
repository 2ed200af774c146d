//! The templates' files: all inside the program, each what its name says, and listed for the first page.
//!
//! After a change of a template, `UPDATE_TEMPLATES=1 cargo test --test templates` lists them anew.

use std::fs;
use std::path::{Path, PathBuf};

use shipworthy::package::document;
use shipworthy::package::template::{TEMPLATES, Template, TemplateCard};
use shipworthy::publish::chart::card::sketch;

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
