//! What a line chart says in words, and its table.

use super::{Line, Lines, Threshold};
use crate::order;
use crate::publish::chart::kit::{
    ABSENT, Table, extent,
    number::{interval, list, quantity},
};

impl Line {
    fn values(&self) -> impl DoubleEndedIterator<Item = f64> + Clone + '_ {
        self.points.iter().filter_map(|point| point.y)
    }
}

/// What is to be seen.
pub fn sentence(lines: &Lines) -> String {
    let mut words = match lines.thresholds.first() {
        Some(gate) => against(lines, gate),
        None => ends(lines),
    };
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
        let bad = line.values().filter(|value| !gate.comparator.accepts(*value, gate.value)).count();
        match (bad, line.values().count()) {
            (_, 0) => {}
            (0, _) => held.push(&line.name),
            (bad, all) if bad == all => broken.push(format!("{} never meets it", line.name)),
            (bad, all) => broken.push(format!("{} misses it in {bad} of {all}", line.name)),
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
            let (first, last) = (line.values().next()?, line.values().next_back()?);
            Some(format!("{} from {} to {}", line.name, quantity(first, lines.unit), quantity(last, lines.unit)))
        })
        .collect();
    format!("{} went {}.", lines.quantity, list(&ends))
}

/// The values by time; several values at one time are the least and the greatest.
pub fn table(lines: &Lines) -> Table {
    let mut times: Vec<f64> = lines.lines.iter().flat_map(|line| &line.points).map(|point| point.x).collect();
    order::sort(&mut times, f64::total_cmp);
    times.dedup();
    let mut table = Table::new(&["Time"]);
    lines.lines.iter().for_each(|line| table.column(&line.name));
    // Points are ascending, so one pass over each line does.
    let mut rest: Vec<_> = lines.lines.iter().map(|line| line.points.as_slice()).collect();
    for time in times {
        let mut row = vec![lines.time.label(time)];
        for points in &mut rest {
            let (here, later) = points.split_at(points.iter().take_while(|point| point.x <= time).count());
            *points = later;
            row.push(match (here, extent(here.iter().filter_map(|point| point.y))) {
                ([], _) => ABSENT.to_owned(),
                (_, None) => "missing".to_owned(),
                (_, Some((low, high))) if low == high => quantity(low, lines.unit),
                (_, Some((low, high))) => interval(low, high, lines.unit),
            });
        }
        table.row(row);
    }
    table
}
