//! A stream of random numbers of its own for each seed and name, so that drawing more from one never shifts
//! another.

use engine::random::Stream;
use rand::SeedableRng;
use sha2::{Digest, Sha256};

/// The stream of this seed and these names.
pub fn stream(seed: u32, names: &[&str]) -> Stream {
    let mut digest = Sha256::new();
    digest.update(seed.to_le_bytes());
    for name in names {
        digest.update((name.len() as u64).to_le_bytes());
        digest.update(name.as_bytes());
    }
    Stream::from_seed(digest.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_streams_of_their_own() {
        let first = |seed, names: &[&str]| stream(seed, names).uniform();
        assert_eq!(first(1, &["a", "b"]), first(1, &["a", "b"]));
        assert_ne!(first(1, &["a", "b"]), first(2, &["a", "b"]));
        assert_ne!(first(1, &["a", "b"]), first(1, &["ab"]));
    }
}
