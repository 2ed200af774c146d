//! Mounts the page, or serves as its compute worker: both are this one program, transferred once.

#[cfg(target_arch = "wasm32")]
fn main() {
    if shipworthy::browser::worker_scope::here() {
        shipworthy::browser::worker_scope::serve();
    } else {
        shipworthy::ui::mount();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the page; it runs in a browser. Start it with: cargo xtask serve");
}
