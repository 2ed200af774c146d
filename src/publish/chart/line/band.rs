//! Long lines as bands: from the least to the greatest value, and the half in the middle.

use super::{Chart, Line};
use crate::publish::chart::kit::{Mark, Point};
use crate::telemetry::series::Band;

/// How strongly the range of all values and that of half of them are tinted.
const TINTS: [f64; 2] = [0.1, 0.3];
/// How strongly the least and the greatest values are drawn.
const ENDS: f64 = 0.6;

impl Chart<'_> {
    /// The bands of every line; their ends above all of them, so that none hides another's.
    pub(super) fn bands(&mut self) {
        let theme = self.drawing.theme;
        let lines = &self.lines.lines;
        for (tint, ends) in TINTS.into_iter().zip([outer as Ends, inner]) {
            for (line, stretch) in lines.iter().flat_map(|line| stretches(line).map(move |stretch| (line, stretch))) {
                let (below, mut points) = self.edges(&stretch, ends);
                points.extend(below.into_iter().rev());
                let colour = theme.tint(line.series().colour(&theme), tint);
                self.drawing.push(Mark::Polygon { points, colour });
            }
        }
        for (line, stretch) in lines.iter().flat_map(|line| stretches(line).map(move |stretch| (line, stretch))) {
            let (below, above) = self.edges(&stretch, outer);
            let colour = theme.tint(line.series().colour(&theme), ENDS);
            self.drawing.push(Mark::path(below, colour, 0.75));
            self.drawing.push(Mark::path(above, colour, 0.75));
        }
    }

    /// The lower and the upper edge of a stretch in pixels; a band alone is as wide as it can be seen.
    fn edges(&self, stretch: &[&Band], ends: Ends) -> (Vec<Point>, Vec<Point>) {
        let edge = |value: &dyn Fn(&Band) -> f64| -> Vec<Point> {
            let points = stretch.iter().map(|band| self.plot.at((band.x, value(band))));
            match points.clone().next() {
                Some((x, y)) if stretch.len() == 1 => vec![(x - 1.5, y), (x + 1.5, y)],
                _ => points.collect(),
            }
        };
        (edge(&|band| ends(band).0), edge(&|band| ends(band).1))
    }
}

/// Between which values of a band something is drawn.
type Ends = fn(&Band) -> (f64, f64);

fn outer(band: &Band) -> (f64, f64) {
    (band.least, band.greatest)
}

fn inner(band: &Band) -> (f64, f64) {
    (band.lower, band.upper)
}

/// The bands between the gaps of a line.
fn stretches(line: &Line) -> impl Iterator<Item = Vec<&Band>> {
    let mut bands = line.bands.iter();
    let stretches = line.points.split(|point| point.y.is_none());
    stretches.map(move |points| bands.by_ref().take(points.len()).collect::<Vec<_>>()).filter(|bands| !bands.is_empty())
}
