//! Colours of a chart. The page overrides the defaults from its style sheet.

use crate::analysis::findings::Verdict;

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

/// Every colour a chart uses.
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

    /// From `#rrggbb`, `rrggbb` or `#rgb`, as a style sheet's custom property holds it.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        let value = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::hex(value)),
            3 => {
                let digit = |place: u32| (value >> place & 15) * 17;
                Some(Self::hex(digit(8) << 16 | digit(4) << 8 | digit(0)))
            }
            _ => None,
        }
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
    pub const LIGHT: Self = Self {
        ink: Colour::hex(0x1b1f24),
        muted: Colour::hex(0x5a636e),
        rule: Colour::hex(0xd9dde2),
        paper: Colour::hex(0xffffff),
        accent: Colour::hex(0x3b4cca),
        pass: Colour::hex(0x1a7f4b),
        fail: Colour::hex(0xc0322b),
        unsure: Colour::hex(0x9a6700),
        waived: Colour::hex(0x7a4fb5),
        series: [
            Colour::hex(0x0072b2),
            Colour::hex(0xd55e00),
            Colour::hex(0x009e73),
            Colour::hex(0xc06a9b),
            Colour::hex(0xb87f00),
            Colour::hex(0x3a97cd),
            Colour::hex(0x3c4148),
            Colour::hex(0x9a9000),
        ],
    };

    /// Light marks on a dark ground.
    pub const DARK: Self = Self {
        ink: Colour::hex(0xe8eaed),
        muted: Colour::hex(0xa3abb5),
        rule: Colour::hex(0x363c44),
        paper: Colour::hex(0x16191d),
        accent: Colour::hex(0x8f9dff),
        pass: Colour::hex(0x4cc38a),
        fail: Colour::hex(0xff7b72),
        unsure: Colour::hex(0xe0aa3e),
        waived: Colour::hex(0xbd9bf0),
        series: [
            Colour::hex(0x3d9bd6),
            Colour::hex(0xe87a2a),
            Colour::hex(0x1fb98c),
            Colour::hex(0xd58bb5),
            Colour::hex(0xe69f00),
            Colour::hex(0x7cc4ee),
            Colour::hex(0xc9ced4),
            Colour::hex(0xf0e442),
        ],
    };

    /// The colour of the alternative at `index`.
    pub fn series(&self, index: usize) -> Colour {
        self.series[index % self.series.len()]
    }

    /// The colour of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> Colour {
        match verdict {
            Verdict::Pass => self.pass,
            Verdict::Fail => self.fail,
            Verdict::NotEnoughEvidence | Verdict::NoData => self.unsure,
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

    #[test]
    fn text_and_marks_stand_out_in_both_themes() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            for text in [theme.ink, theme.muted, theme.accent, theme.pass, theme.fail, theme.unsure, theme.waived] {
                assert!(text.contrast(theme.paper) >= 4.5, "{text:?} reads {}", text.contrast(theme.paper));
            }
            for mark in theme.series {
                assert!(mark.contrast(theme.paper) >= 3.0, "{mark:?} stands out {}", mark.contrast(theme.paper));
            }
        }
    }

    #[test]
    fn colours_are_read_from_a_style_sheet() {
        assert_eq!(Colour::parse(" #1b1f24"), Some(Colour::hex(0x1b1f24)));
        assert_eq!(Colour::parse("#fa0"), Some(Colour::hex(0xffaa00)));
        assert_eq!(Colour::parse("rebeccapurple"), None);
    }
}
