//! Mounts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    shipworthy::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the page; it runs in a browser. Start it with: cargo xtask serve");
}
