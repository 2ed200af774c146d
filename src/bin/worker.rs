//! Entry of the compute worker.

fn main() {}
