//! The binomial distribution, for many draws from the same one.

/// How many successes there are in trials that each succeed alike, its probabilities laid out so that a draw takes a
/// step or two (Chen & Asau 1974).
#[derive(Clone, Debug, PartialEq)]
pub struct Binomial {
    /// The least count with a probability above about 1e-18.
    first: u64,
    /// Probability of at most `first + place`.
    cumulative: Vec<f64>,
    /// For every equal part of the unit interval, where to begin looking.
    guide: Vec<u32>,
}

/// What is less likely than this against the most likely count is left out.
const LEAST: f64 = 1e-20;

impl Binomial {
    /// Of `trials`, each of which succeeds with `probability`; one outside 0 to 1 counts as the nearer end.
    pub fn new(trials: u64, probability: f64) -> Self {
        let p = probability.clamp(0.0, 1.0);
        let (first, masses) = masses(trials, p);
        let total: f64 = masses.iter().sum();
        let mut sum = 0.0;
        let mut cumulative: Vec<f64> = masses
            .iter()
            .map(|mass| {
                sum += mass;
                sum / total
            })
            .collect();
        if let Some(last) = cumulative.last_mut() {
            *last = 1.0;
        }
        let parts = cumulative.len().next_power_of_two();
        let mut place = 0;
        let guide = (0..parts).map(|part| {
            let from = part as f64 / parts as f64;
            while cumulative[place] <= from && place + 1 < cumulative.len() {
                place += 1;
            }
            place as u32
        });
        let guide = guide.collect();
        Self { first, cumulative, guide }
    }

    /// The least count that has at least probability `u`, from 0 up to but not 1, beneath or at it: a draw, when `u` is
    /// uniform.
    #[inline]
    pub fn quantile(&self, u: f64) -> u64 {
        let part = ((u * self.guide.len() as f64) as usize).min(self.guide.len() - 1);
        let mut place = self.guide[part] as usize;
        while self.cumulative[place] <= u && place + 1 < self.cumulative.len() {
            place += 1;
        }
        self.first + place as u64
    }

    /// Probability of a count at or under `bound`, which need not be whole; NaN bounds nothing.
    pub fn at_most(&self, bound: f64) -> f64 {
        if bound.is_nan() || bound < self.first as f64 {
            return 0.0;
        }
        let place = libm::floor(bound - self.first as f64) as usize;
        self.cumulative.get(place).copied().unwrap_or(1.0)
    }
}

/// The probabilities relative to the greatest, from the first count that has one worth keeping.
fn masses(trials: u64, p: f64) -> (u64, Vec<f64>) {
    let n = trials as f64;
    let mode = (libm::floor((n + 1.0) * p)).min(n);
    if p == 0.0 || p == 1.0 {
        return (mode as u64, vec![1.0]);
    }
    let odds = p / (1.0 - p);
    let mut below = Vec::new();
    let (mut mass, mut count) = (1.0, mode);
    while count > 0.0 {
        mass *= count / ((n - count + 1.0) * odds);
        if mass < LEAST {
            break;
        }
        below.push(mass);
        count -= 1.0;
    }
    let first = mode as u64 - below.len() as u64;
    below.reverse();
    below.push(1.0);
    let (mut mass, mut count) = (1.0, mode);
    while count < n {
        mass *= (n - count) * odds / (count + 1.0);
        if mass < LEAST {
            break;
        }
        below.push(mass);
        count += 1.0;
    }
    (first, below)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand_core::SeedableRng;

    use super::*;
    use crate::random::Stream;

    /// scipy 1.17.1, `scipy.stats.binom.cdf(k, n, p)`.
    #[test]
    fn the_distribution_agrees_with_scipy() {
        let cases = [
            (3.0, 10, 0.3, 0.6496107184000002),
            (0.0, 20, 0.05, 0.3584859224085422),
            (360.0, 367, 0.99, 0.07817799513798979),
            (989900.0, 1000000, 0.99, 0.15865123214582375),
            (500.0, 1000, 0.5, 0.5126125090891802),
        ];
        for (k, n, p, expected) in cases {
            let found = Binomial::new(n, p).at_most(k);
            assert!((found - expected).abs() < 1e-9, "{k} {n} {p}: {found} {expected}");
        }
    }

    #[test]
    fn the_ends_are_certain() {
        for (n, p, count) in [(0, 0.3, 0), (12, 0.0, 0), (12, 1.0, 12), (12, -1.0, 0), (12, 7.0, 12)] {
            let found = Binomial::new(n, p);
            assert_eq!([found.quantile(0.0), found.quantile(0.999_999)], [count, count], "{n} {p}");
        }
        assert_eq!(Binomial::new(5, 0.5).at_most(f64::NAN), 0.0);
        assert_eq!(Binomial::new(5, 0.5).at_most(1e300), 1.0);
    }

    #[test]
    fn draws_have_the_mean_and_variance_of_the_closed_form() {
        let mut stream = Stream::from_seed([3; 32]);
        for (n, p) in [(137, 0.0005), (2_750, 0.031), (40, 0.5), (1_000_000, 0.002)] {
            let binomial = Binomial::new(n, p);
            let draws: Vec<f64> = (0..40_000).map(|_| binomial.quantile(stream.uniform()) as f64).collect();
            let count = draws.len() as f64;
            let mean = draws.iter().sum::<f64>() / count;
            let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / count;
            let expected = n as f64 * p * (1.0 - p);
            let error = libm::sqrt(expected / count);
            assert!((mean - n as f64 * p).abs() < 4.0 * error, "{n} {p}: {mean}");
            // The fourth central moment of a binomial: the standard error of a variance follows from it.
            let fourth = expected * (1.0 + (3.0 * n as f64 - 6.0) * p * (1.0 - p));
            let error = libm::sqrt((fourth - expected * expected) / count);
            assert!((variance - expected).abs() < 4.0 * error, "{n} {p}: {variance} {expected}");
        }
    }

    proptest! {
        #[test]
        fn the_quantile_inverts_the_distribution(n in 0..3_000_u64, p in 0.0..=1.0_f64, u in 0.0..1.0_f64) {
            let binomial = Binomial::new(n, p);
            let count = binomial.quantile(u);
            prop_assert!(count <= n);
            prop_assert!(binomial.at_most(count as f64) >= u);
            prop_assert!(count == 0 || binomial.at_most(count as f64 - 1.0) <= u);
        }
    }
}
