//! The same bits natively and in the browser: this file runs as both, against one set of digests.
//!
//! After a change that is meant to change them, `UPDATE_DIGESTS=1 cargo test --test determinism`
//! writes them anew.

use shipworthy::analysis::analyse;
use shipworthy::package::Package;
use shipworthy::package::digest;
use shipworthy::package::template::TEMPLATES;
use shipworthy::publish::memo;
use shipworthy::telemetry::{ReadOptions, Telemetry, generate, read};
#[cfg(not(target_arch = "wasm32"))]
use test as everywhere;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as everywhere;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

const COMMITTED: &str = include_str!("determinism.txt");

#[everywhere]
fn templates_have_the_same_telemetry_and_findings_everywhere() {
    let computed: String = TEMPLATES.iter().map(|template| digests(&template.package)).collect();
    if !update(&computed) {
        assert_eq!(computed, COMMITTED);
    }
}

#[everywhere]
fn tables_are_read_back_to_the_same_bits_everywhere() {
    for template in TEMPLATES.iter() {
        for (_, table) in Telemetry::generated(&template.package).iter() {
            let reading = read(&mut generate::to_csv(table).as_slice(), &ReadOptions::default(), &mut |_| {});
            assert_eq!(reading.expect("it is CSV").table, *table);
        }
    }
}

/// One line per generated table, and one for the findings.
fn digests(package: &Package) -> String {
    let telemetry = Telemetry::generated(package);
    let mut lines = String::new();
    for (dataset, table) in telemetry.iter() {
        let digest = digest::of_bytes(&generate::to_csv(table));
        lines.push_str(&format!("{} {} {digest}\n", package.template, dataset.as_str()));
    }
    let findings = digest::of_document(&analyse(package, &telemetry, &memo::length));
    lines.push_str(&format!("{} findings {findings}\n", package.template));
    lines
}

#[cfg(target_arch = "wasm32")]
fn update(_: &str) -> bool {
    false
}

#[cfg(not(target_arch = "wasm32"))]
fn update(computed: &str) -> bool {
    let asked = std::env::var_os("UPDATE_DIGESTS").is_some();
    if asked {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/determinism.txt"), computed).expect("writes");
    }
    asked
}
