//! Closure as a graph: failure mode, mitigation, monitor, alert, rollback target.

use super::kit::{Anchor, Area, Colour, Dash, Drawing, Frame, LINE, Mark, NOTE, STRONG_NOTE, Stroke, Table, Theme};
use crate::findings::{Chain, ClosureFinding, Findings, GapKind};
use crate::package::Package;
use crate::publish::words::closure as words;

/// Height of a row of nodes with the gap beneath it.
const ROW: f64 = 64.0;
/// Height of a node.
const NODE: f64 = 52.0;
/// Room between two columns, in which the lines run.
const GAP: f64 = 32.0;
/// Where the rows begin beneath the headings.
const HEAD: f64 = 24.0;
/// A graph needs this much width; a narrower one is drawn chain by chain.
const LEAST: f64 = 640.0;

/// Every failure mode with what closes it: side by side where there is room, one under the other where not. What is
/// missing is framed by a broken line.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let found = &findings.closure;
    if found.chains.is_empty() {
        return Drawing::empty(frame, &words::summary(found));
    }
    let mut drawing = if frame.width >= LEAST { across(package, found, frame) } else { down(package, found, frame) };
    drawing.sentence = words::summary(found);
    drawing.table = table(package, found);
    drawing
}

/// What stands in a column, and how it stands there.
#[derive(Clone, PartialEq)]
struct Node {
    text: String,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// It is there.
    There,
    /// It is missing.
    Missing,
    /// It need not be there.
    Spared,
}

fn nodes(package: &Package, chain: &Chain) -> [Node; 5] {
    let of = |text: String, is_there: bool, may_lack: bool| {
        let state = match (is_there, may_lack) {
            (true, _) => State::There,
            (false, true) => State::Spared,
            (false, false) => State::Missing,
        };
        Node { text, state }
    };
    [
        of(words::mode(package, &chain.mode), true, false),
        of(words::mitigation(package, chain), chain.mitigated, false),
        of(words::monitor(package, chain), !chain.monitor.is_empty(), chain.accepted),
        of(words::alert(package, chain), chain.told, chain.accepted),
        of(words::rollback(chain), chain.rollback.is_some(), chain.accepted),
    ]
}

fn across(package: &Package, found: &ClosureFinding, frame: &Frame) -> Drawing {
    let mut drawing = Drawing::new(frame, HEAD + ROW * found.chains.len() as f64);
    let theme = drawing.theme;
    let width = (frame.width - 2.0 - 4.0 * GAP) / 5.0;
    let left = |column: usize| 1.0 + column as f64 * (width + GAP);
    for (column, heading) in words::COLUMNS.iter().enumerate() {
        let heading = NOTE.fit(heading, width);
        drawing.push(Mark::note((left(column), 9.0), Anchor::Start, theme.muted, heading));
    }
    let rows: Vec<[Node; 5]> = found.chains.iter().map(|chain| nodes(package, chain)).collect();
    // What several chains share stands once, in the row where it comes first.
    let place = |column: usize, row: usize| {
        let node = &rows[row][column];
        let is_shared = column >= 2 && node.state == State::There;
        if is_shared { rows.iter().position(|nodes| nodes[column] == *node).unwrap_or(row) } else { row }
    };
    let middle = |row: usize| HEAD + ROW * row as f64 + NODE / 2.0;
    for (row, nodes) in rows.iter().enumerate() {
        for column in 0..4 {
            let (from, to) = (place(column, row), place(column + 1, row));
            let chain = &found.chains[row];
            let is_wrong = column == 3 && found.gaps_of(&chain.mode).any(|gap| gap.kind == GapKind::TargetsDiffer);
            let state = if is_wrong { State::Missing } else { nodes[column + 1].state };
            // Each chain turns at a place of its own, so that lines which meet can be told apart.
            let turn = GAP * (row as f64 + 1.0) / (rows.len() as f64 + 1.0);
            let start = (left(column) + width, middle(from));
            edge(&mut drawing, start, (left(column + 1), middle(to)), start.0 + turn, state);
        }
    }
    for (row, nodes) in rows.iter().enumerate() {
        for (column, node) in nodes.iter().enumerate().filter(|(column, _)| place(*column, row) == row) {
            let area = Area::new(left(column), HEAD + ROW * row as f64, width, NODE);
            boxed(&mut drawing, node, area, column == 0);
            drawing.hot_spot(area, words::COLUMNS[column].to_owned(), node.text.clone());
        }
    }
    drawing
}

/// A line from one node to the next, level, then upright at `turn`, then level.
fn edge(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64), turn: f64, state: State) {
    let theme = drawing.theme;
    let (colour, dash) = match state {
        State::There => (theme.muted, Dash::Solid),
        State::Missing => (theme.fail, Dash::Short),
        State::Spared => (theme.rule, Dash::Short),
    };
    let points = [from, (turn, from.1), (turn, to.1), to];
    for pair in points.windows(2).filter(|pair| pair[0] != pair[1]) {
        drawing.push(Mark::stroke(pair[0], pair[1], Stroke { colour, width: 1.5, dash }));
    }
}

fn boxed(drawing: &mut Drawing, node: &Node, area: Area, is_first: bool) {
    let theme = drawing.theme;
    let (line, ink) = colours(&theme, node.state);
    if node.state == State::There {
        drawing.push(Mark::rect(area, theme.tint(theme.accent, if is_first { 0.14 } else { 0.06 })));
        drawing.push(Mark::outline(area, line, 1.0));
    } else {
        frame(drawing, area, line);
    }
    let font = if is_first { STRONG_NOTE } else { NOTE };
    let lines = font.wrap(&node.text, area.w - 12.0, 3);
    let mut y = area.y + area.h / 2.0 - (lines.len() as f64 - 1.0) * 7.5;
    for text in lines {
        drawing.push(Mark::Text { at: (area.x + 6.0, y), anchor: Anchor::Start, font, colour: ink, text });
        y += 15.0;
    }
}

/// A broken line around what is missing.
fn frame(drawing: &mut Drawing, area: Area, colour: Colour) {
    let Area { x, y, w, h } = area;
    let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
    for pair in corners.windows(2) {
        drawing.push(Mark::stroke(pair[0], pair[1], Stroke { colour, width: 1.5, dash: Dash::Short }));
    }
}

fn colours(theme: &Theme, state: State) -> (Colour, Colour) {
    match state {
        State::There => (theme.rule, theme.ink),
        State::Missing => (theme.fail, theme.fail),
        State::Spared => (theme.rule, theme.muted),
    }
}

/// Chain by chain: the failure mode, and beneath it, along a line, what closes it.
fn down(package: &Package, found: &ClosureFinding, frame: &Frame) -> Drawing {
    let mut drawing = Drawing::new(frame, 0.0);
    let theme = drawing.theme;
    let mut y = 10.0;
    for chain in &found.chains {
        let nodes = nodes(package, chain);
        let top = y - 8.0;
        for text in STRONG_NOTE.wrap(&nodes[0].text, frame.width - 4.0, 2) {
            drawing.push(Mark::strong_note((0.0, y), Anchor::Start, theme.ink, text));
            y += LINE;
        }
        let spine = y - 4.0;
        let mut last = y;
        for (column, node) in nodes.iter().enumerate().skip(1) {
            let (_, ink) = colours(&theme, node.state);
            let dot = if node.state == State::There { theme.accent } else { ink };
            last = y;
            drawing.push(Mark::note((20.0, y), Anchor::Start, theme.muted, words::COLUMNS[column]));
            for text in NOTE.wrap(&node.text, frame.width - 132.0, 3) {
                drawing.push(Mark::note((128.0, y), Anchor::Start, ink, text));
                y += 15.0;
            }
            match node.state {
                State::There => drawing.push(Mark::Disc { at: (6.0, last), radius: 4.0, colour: dot }),
                _ => drawing.append(super::kit::Symbol::Cross.marks((6.0, last), 4.0, dot)),
            }
            y += 3.0;
        }
        drawing.marks.insert(0, Mark::line((6.0, spine), (6.0, last), theme.rule, 1.5));
        let area = Area::between((0.0, top), (frame.width, y - 6.0));
        let readout = words::row(package, chain)[1..].join("; ");
        drawing.hot_spot(area, nodes[0].text.clone(), readout);
        y += 14.0;
    }
    drawing.height = y;
    drawing
}

fn table(package: &Package, found: &ClosureFinding) -> Table {
    let mut table = Table::new(&words::COLUMNS);
    for chain in &found.chains {
        table.row(words::row(package, chain).to_vec());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::conclude;
    use crate::findings::Measured;
    use crate::package::template::TEMPLATES;
    use crate::package::{FailureMode, Id};
    use crate::publish::chart::legible;

    #[test]
    fn it_is_legible_everywhere() {
        for template in TEMPLATES.iter() {
            let mut package = template.package.clone();
            for step in 0..4 {
                match step {
                    1 => package.failure_modes.push(FailureMode { id: Id::from("blank"), ..FailureMode::default() }),
                    2 => package.monitors.truncate(2),
                    3 => package.failure_modes[0].acceptance = "So rare that nobody would look. ".repeat(9),
                    _ => {}
                }
                let findings = conclude(&package, &Measured::default(), None, &|_, _| None);
                legible::check(|frame| draw(&package, &findings, frame));
            }
        }
        legible::check(|frame| draw(&Package::default(), &Findings::default(), frame));
    }
}
