//! The weights that put an alternative first, where they are bounded by planes.

use super::simplex::Programme;

/// What is less than this is left of rounding.
const ROUNDING: f64 = 1e-13;

/// Weights w with gains · w ≥ lead for every rival.
pub(super) struct FirstPlace {
    columns: usize,
    /// Rival by rival, what each weight does for the lead over it; scaled so that the greatest is 1 or −1.
    gains: Vec<f64>,
    /// The lead asked over each rival, scaled alike.
    leads: Vec<f64>,
    /// Whether a lead is asked over a rival that no weights tell apart.
    impossible: bool,
}

impl FirstPlace {
    /// From the gains over each rival, and the lead asked over it.
    pub fn new(columns: usize, rivals: impl Iterator<Item = (Vec<f64>, f64)>) -> Self {
        let (mut gains, mut leads, mut impossible) = (Vec::new(), Vec::new(), false);
        for (rival, lead) in rivals {
            let scale = rival.iter().fold(0.0, |scale: f64, gain| scale.max(gain.abs()));
            if scale > 0.0 {
                gains.extend(rival.iter().map(|gain| gain / scale));
                leads.push(lead / scale);
            } else {
                impossible |= lead > 0.0;
            }
        }
        Self { columns, gains, leads, impossible }
    }

    /// The nearest such weights, by Σ |weight after − weight before|; absent when there are none.
    ///
    /// Of many rivals only few matter: each is taken in once the nearest weights for those before miss it most.
    pub fn nearest(&self, weights: &[f64]) -> Option<Vec<f64>> {
        if self.impossible {
            return None;
        }
        let (mut found, mut taken) = (weights.to_vec(), Vec::new());
        while let Some(rival) = self.most_missed(&found).filter(|rival| !taken.contains(rival)) {
            taken.push(rival);
            found = self.nearest_for(weights, &taken)?;
        }
        Some(found)
    }

    fn gains_over(&self, rival: usize) -> &[f64] {
        &self.gains[rival * self.columns..(rival + 1) * self.columns]
    }

    /// By how much weights miss the lead asked over a rival; not positive where they do not.
    fn lack(&self, rival: usize, weights: &[f64]) -> f64 {
        let lead: f64 = self.gains_over(rival).iter().zip(weights).map(|(gain, weight)| gain * weight).sum();
        self.leads[rival] - lead
    }

    fn most_missed(&self, weights: &[f64]) -> Option<usize> {
        let mut worst = (ROUNDING, None);
        for rival in 0..self.leads.len() {
            let lack = self.lack(rival, weights);
            if lack > worst.0 {
                worst = (lack, Some(rival));
            }
        }
        worst.1
    }

    /// A linear programme in what each weight gains, and then in what each loses.
    fn nearest_for(&self, weights: &[f64], rivals: &[usize]) -> Option<Vec<f64>> {
        let columns = self.columns;
        let mut programme = Programme::new(vec![1.0; 2 * columns]);
        for sum in [1.0, -1.0] {
            programme.at_most((0..2 * columns).map(|place| if place < columns { sum } else { -sum }), 0.0);
        }
        for (lost, weight) in weights.iter().enumerate() {
            programme.at_most((0..2 * columns).map(|place| f64::from(u8::from(place == columns + lost))), *weight);
        }
        for rival in rivals {
            let gains = self.gains_over(*rival);
            let row = gains.iter().map(|gain| -gain).chain(gains.iter().copied());
            programme.at_most(row, -self.lack(*rival, weights));
        }
        let found = programme.solve()?;
        let (gained, lost) = found.split_at(columns);
        let moved = gained.iter().zip(lost).zip(weights);
        Some(moved.map(|((gained, lost), weight)| (weight + gained - lost).max(0.0)).collect())
    }
}
