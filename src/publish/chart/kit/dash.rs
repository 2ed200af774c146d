//! Dashes: a sign beside colour.

/// How a line is broken. One per alternative, so that colour is never the only sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Long pieces.
    Long,
    /// Dots.
    Dot,
    /// Long and dot in turn.
    LongDot,
    /// Short pieces.
    Short,
    /// Long and two dots in turn.
    LongDotDot,
    /// Pieces with wide gaps.
    Sparse,
    /// Long and short pieces in turn.
    LongShort,
}

impl Dash {
    /// The dash of the alternative at `index`.
    pub fn series(index: usize) -> Self {
        const ALL: [Dash; 8] = [
            Dash::Solid,
            Dash::Long,
            Dash::Dot,
            Dash::LongDot,
            Dash::Short,
            Dash::LongDotDot,
            Dash::Sparse,
            Dash::LongShort,
        ];
        ALL[index % ALL.len()]
    }

    /// Lengths of ink and gap in turn; empty when unbroken.
    pub fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Long => &[8.0, 4.0],
            Self::Dot => &[2.0, 3.0],
            Self::LongDot => &[8.0, 3.0, 2.0, 3.0],
            Self::Short => &[4.0, 3.0],
            Self::LongDotDot => &[8.0, 3.0, 2.0, 3.0, 2.0, 3.0],
            Self::Sparse => &[6.0, 6.0],
            Self::LongShort => &[10.0, 3.0, 4.0, 3.0],
        }
    }
}
