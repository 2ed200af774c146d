//! What a line chart says in words, and its table.

use super::{Line, Lines, Threshold};
use crate::order;
use crate::publish::chart::kit::{
    ABSENT, Table, extent,
    number::{Unit, interval, list, quantity},
};
use crate::publish::words::figure::count;
use crate::telemetry::series::Band;

impl Line {
    fn values(&self) -> impl DoubleEndedIterator<Item = f64> + Clone + '_ {
        self.points.iter().filter_map(|point| point.y)
    }

    /// The least and the greatest value of a line with bands.
    fn extremes(&self) -> Option<(f64, f64)> {
        extent(self.bands.iter().flat_map(|band| [band.least, band.greatest]))
    }

    /// How many values there are.
    fn count(&self) -> u64 {
        if self.bands.is_empty() {
            self.values().count() as u64
        } else {
            self.bands.iter().map(|band| band.count).sum()
        }
    }
}

/// What is to be seen.
pub fn sentence(lines: &Lines) -> String {
    let mut words = match lines.thresholds.first() {
        Some(gate) => against(lines, gate),
        None => ends(lines),
    };
    if lines.lines.iter().any(|line| !line.bands.is_empty()) {
        words.push_str(" Long series are drawn as bands: all values, the half in the middle, and the median.");
        return words;
    }
    let missing: usize =
        lines.lines.iter().map(|line| line.points.iter().filter(|point| point.y.is_none()).count()).sum();
    match missing {
        0 => {}
        1 => words.push_str(" 1 value is missing and left as a gap."),
        _ => words.push_str(&format!(" {missing} values are missing and left as gaps.")),
    }
    words
}

/// How often each line is on the bad side of a threshold.
fn against(lines: &Lines, gate: &Threshold) -> String {
    let asked = format!("{} {} {}", gate.name, gate.comparator, quantity(gate.value, lines.unit));
    let (mut held, mut broken): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for line in &lines.lines {
        if let Some((low, high)) = line.extremes() {
            // How many of the values are on which side is not known, but whether all are.
            match [low, high].map(|end| gate.comparator.accepts(end, gate.value)) {
                [true, true] => held.push(&line.name),
                [false, false] => broken.push(format!("{} never met it", line.name)),
                _ => broken.push(format!("{} missed it in some of {}", line.name, count(line.count()))),
            }
            continue;
        }
        let bad = line.values().filter(|value| !gate.comparator.accepts(*value, gate.value)).count();
        match (bad, line.values().count()) {
            (_, 0) => {}
            (0, _) => held.push(&line.name),
            (bad, all) if bad == all => broken.push(format!("{} never met it", line.name)),
            (bad, all) => broken.push(format!("{} missed it in {bad} of {all}", line.name)),
        }
    }
    match (held.is_empty(), broken.is_empty()) {
        (true, true) => format!("{asked}: no values."),
        (false, true) => format!("{asked}: {} met it throughout.", list(&held)),
        (true, false) => format!("{asked}: {}.", broken.join("; ")),
        (false, false) => format!("{asked}: {} met it throughout; {}.", list(&held), broken.join("; ")),
    }
}

/// Where the lines begin and end.
fn ends(lines: &Lines) -> String {
    let ends: Vec<String> = lines
        .lines
        .iter()
        .filter_map(|line| {
            if let Some((low, high)) = line.extremes() {
                let range = interval(low, high, lines.unit);
                return Some(format!("{}: {range} in {} values", line.name, count(line.count())));
            }
            let (first, last) = (line.values().next()?, line.values().next_back()?);
            Some(format!("{} went from {} to {}", line.name, quantity(first, lines.unit), quantity(last, lines.unit)))
        })
        .collect();
    let is_long = lines.lines.iter().any(|line| !line.bands.is_empty());
    match is_long {
        true => format!("{}: {}.", lines.quantity, ends.join("; ")),
        false => format!("{}: {}.", lines.quantity, list(&ends)),
    }
}

/// A band in words: its median, and from where to where all its values lie.
pub(super) fn band_words(band: &Band, unit: Unit<'_>) -> String {
    format!("{} ({})", quantity(band.middle, unit), interval(band.least, band.greatest, unit))
}

/// The values by time; several values at one time are the least and the greatest.
pub fn table(lines: &Lines) -> Table {
    let mut times: Vec<f64> = lines.lines.iter().flat_map(|line| &line.points).map(|point| point.x).collect();
    order::sort(&mut times, f64::total_cmp);
    times.dedup();
    let mut table = Table::new(&["Time"]);
    lines.lines.iter().for_each(|line| table.column(&line.name));
    let is_long = lines.lines.iter().any(|line| !line.bands.is_empty());
    // Points are ascending, so one pass over each line does.
    let mut rest: Vec<_> = lines.lines.iter().map(|line| line.points.as_slice()).collect();
    for time in times {
        let mut row = vec![lines.time.label(time)];
        for (line, points) in lines.lines.iter().zip(&mut rest) {
            let band = line.bands.iter().find(|band| band.x == time).filter(|_| is_long);
            let (here, later) = points.split_at(points.iter().take_while(|point| point.x <= time).count());
            *points = later;
            row.push(match (here, extent(here.iter().filter_map(|point| point.y))) {
                ([], _) => ABSENT.to_owned(),
                (_, None) => "missing".to_owned(),
                (_, Some(_)) if let Some(band) = band => band_words(band, lines.unit),
                (_, Some((low, high))) if low == high => quantity(low, lines.unit),
                (_, Some((low, high))) => interval(low, high, lines.unit),
            });
        }
        table.row(row);
    }
    table
}
