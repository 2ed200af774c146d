//! A passage of prose that is cut to a budget of words, least important first.

use crate::findings::Findings;
use crate::order;
use crate::package::Package;
use crate::publish::memo::fill::fill;
use crate::publish::memo::word::words_of;

/// A passage under construction. Pieces stand in the order they are added; a piece's rank says how soon
/// it is left out.
pub struct Passage<'a> {
    /// What the passage is about.
    pub package: &'a Package,
    /// What follows from it.
    pub findings: &'a Findings,
    pieces: Vec<Piece>,
    block: usize,
}

/// How soon a piece is left out when the passage is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Never left out.
    Needed,
    /// Left out last.
    Useful,
    /// Left out first.
    Extra,
}

struct Piece {
    text: String,
    block: usize,
    joint: &'static str,
    rank: Rank,
}

impl<'a> Passage<'a> {
    /// An empty passage.
    pub fn new(package: &'a Package, findings: &'a Findings) -> Self {
        Self { package, findings, pieces: Vec::new(), block: 0 }
    }

    /// Begins a new paragraph, list or table.
    pub fn paragraph(&mut self) -> &mut Self {
        self.block += 1;
        self
    }

    /// Adds a sentence that is never left out.
    pub fn say(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Rank::Needed, text)
    }

    /// Adds a sentence.
    pub fn add(&mut self, rank: Rank, text: impl Into<String>) -> &mut Self {
        self.piece(rank, " ", text.into())
    }

    /// Adds a line of its own to a list or table.
    pub fn line(&mut self, rank: Rank, text: impl Into<String>) -> &mut Self {
        self.piece(rank, "\n", text.into())
    }

    /// The passage, in about `budget` words at most.
    pub fn finish(mut self, budget: usize) -> String {
        let counts: Vec<usize> = self.pieces.iter().map(|piece| self.words(piece)).collect();
        let mut total: usize = counts.iter().sum();
        let mut order: Vec<usize> = (0..self.pieces.len()).filter(|&at| self.pieces[at].rank > Rank::Needed).collect();
        order::sort(&mut order, |a, b| self.pieces[*a].rank.cmp(&self.pieces[*b].rank));
        while total > budget {
            let Some(at) = order.pop() else { break };
            total -= counts[at];
            self.pieces[at].text.clear();
        }
        self.pieces.retain(|piece| !piece.text.is_empty());
        join(&self.pieces)
    }

    fn piece(&mut self, rank: Rank, joint: &'static str, text: String) -> &mut Self {
        if !text.trim().is_empty() {
            self.pieces.push(Piece { text, block: self.block, joint, rank });
        }
        self
    }

    /// Words of a piece as it is read; its markup has no letters of its own.
    fn words(&self, piece: &Piece) -> usize {
        words_of(&fill(&piece.text, self.package, self.findings).text)
    }
}

fn join(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut block = None;
    for piece in pieces {
        match block {
            None => {}
            Some(before) if before == piece.block => text.push_str(piece.joint),
            Some(_) => text.push_str("\n\n"),
        }
        text.push_str(&piece.text);
        block = Some(piece.block);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_important_goes_first_and_the_needed_stays() {
        let (package, findings) = (Package::default(), Findings::default());
        let write = |budget| {
            let mut passage = Passage::new(&package, &findings);
            passage.say("One two.").add(Rank::Extra, "Three four.").add(Rank::Useful, "Five six.");
            passage.paragraph().line(Rank::Needed, "- seven").line(Rank::Extra, "- eight");
            passage.finish(budget)
        };
        assert_eq!(write(8), "One two. Three four. Five six.\n\n- seven\n- eight");
        assert_eq!(write(7), "One two. Three four. Five six.\n\n- seven");
        assert_eq!(write(5), "One two. Five six.\n\n- seven");
        assert_eq!(write(0), "One two.\n\n- seven");
    }
}
