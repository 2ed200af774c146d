//! Colours of a chart.

use super::tokens;
use crate::findings::Verdict;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

/// Every colour a chart uses: those of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text and what matters most.
    pub ink: Colour,
    /// Secondary text.
    pub muted: Colour,
    /// Grid lines and outlines.
    pub rule: Colour,
    /// What the chart stands on.
    pub paper: Colour,
    /// What can be moved, and what is chosen.
    pub accent: Colour,
    /// A gate passed.
    pub pass: Colour,
    /// A gate failed.
    pub fail: Colour,
    /// Not enough evidence, or none.
    pub unsure: Colour,
    /// Failed and accepted by somebody.
    pub waived: Colour,
    /// One per alternative, by its index; the Okabe-Ito set, toned to 3:1 on the paper.
    pub series: [Colour; 8],
}

impl Colour {
    /// From `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }

    /// This colour laid over `under` with opacity `share`, 0 to 1.
    pub fn over(self, under: Self, share: f64) -> Self {
        let blend = |top: u8, below: u8| (f64::from(top) * share + f64::from(below) * (1.0 - share) + 0.5) as u8;
        Self {
            red: blend(self.red, under.red),
            green: blend(self.green, under.green),
            blue: blend(self.blue, under.blue),
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio with `other`, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl Theme {
    /// Ink on paper; also for exports.
    pub const LIGHT: Self = Self::of_style_sheet(false);

    /// Light marks on a dark ground.
    pub const DARK: Self = Self::of_style_sheet(true);

    const fn of_style_sheet(is_dark: bool) -> Self {
        Self {
            ink: tokens::colour(is_dark, "ink"),
            muted: tokens::colour(is_dark, "muted"),
            rule: tokens::colour(is_dark, "rule"),
            paper: tokens::colour(is_dark, "paper"),
            accent: tokens::colour(is_dark, "accent"),
            pass: tokens::colour(is_dark, "pass"),
            fail: tokens::colour(is_dark, "fail"),
            unsure: tokens::colour(is_dark, "unsure"),
            waived: tokens::colour(is_dark, "waived"),
            series: [
                tokens::colour(is_dark, "series-1"),
                tokens::colour(is_dark, "series-2"),
                tokens::colour(is_dark, "series-3"),
                tokens::colour(is_dark, "series-4"),
                tokens::colour(is_dark, "series-5"),
                tokens::colour(is_dark, "series-6"),
                tokens::colour(is_dark, "series-7"),
                tokens::colour(is_dark, "series-8"),
            ],
        }
    }

    /// The colour of the alternative at `index`.
    pub fn series(&self, index: usize) -> Colour {
        self.series[index % self.series.len()]
    }

    /// The colour of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> Colour {
        match verdict {
            Verdict::Pass => self.pass,
            Verdict::Fail => self.fail,
            Verdict::NotEnoughEvidence | Verdict::NoData | Verdict::Proposed => self.unsure,
            Verdict::Waived => self.waived,
        }
    }

    /// Paper or ink, whichever reads better on `fill`.
    pub fn on(&self, fill: Colour) -> Colour {
        if fill.contrast(self.paper) > fill.contrast(self.ink) { self.paper } else { self.ink }
    }

    /// `colour` as a soft tint of the paper, `share` from 0 (paper) to 1 (the colour).
    pub fn tint(&self, colour: Colour, share: f64) -> Colour {
        colour.over(self.paper, share)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::LIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Colour::hex(0).contrast(Colour::hex(0xffffff)) - 21.0).abs() < 1e-9);
        assert!((Colour::hex(0x777777).contrast(Colour::hex(0xffffff)) - 4.478).abs() < 1e-3);
    }
}
