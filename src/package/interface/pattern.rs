//! Patterns of texts: the part of regular expressions that ECMAScript, Python and this program read alike.
//!
//! A pattern says what the whole text looks like: letters, classes such as `[a-z0-9-]`, `\d`, `\w`, `\s` and `.`, each
//! repeated by `?`, `*`, `+`, `{3}`, `{2,5}` or `{2,}`. Groups and alternatives are not part of it.

/// The most a repetition may state.
const MOST_REPEATED: usize = 10_000;

/// The most signs of a pattern: what it costs to hold a text against it grows with both.
const MOST_SIGNS: usize = 1_000;

/// What a text looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

/// Why a pattern cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// A sign that is not part of such patterns.
    Sign(char),
    /// A class or a repetition that does not end, or says nothing.
    Unfinished,
    /// A repetition from more to fewer, or of more than can be asked for.
    Repetition,
    /// More signs than a pattern that somebody reads.
    Long,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    set: Set,
    least: usize,
    most: usize,
}

/// Letters from one to another, or all but these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Set {
    negated: bool,
    ranges: Vec<(char, char)>,
}

impl Set {
    fn has(&self, letter: char) -> bool {
        self.ranges.iter().any(|&(first, last)| (first..=last).contains(&letter)) != self.negated
    }
}

impl Pattern {
    /// Reads a pattern; a `^` before and a `$` behind it say what holds anyway.
    ///
    /// # Errors
    /// Says what cannot be read.
    pub fn read(text: &str) -> Result<Self, PatternError> {
        if text.len() > MOST_SIGNS {
            return Err(PatternError::Long);
        }
        let text = text.strip_prefix('^').unwrap_or(text);
        let ends = text.ends_with('$') && !text.ends_with("\\$");
        let mut signs = text[..text.len() - usize::from(ends)].chars().peekable();
        let mut pieces = Vec::new();
        while let Some(sign) = signs.next() {
            let set = match sign {
                '.' => Set { negated: true, ranges: vec![('\n', '\n')] },
                '[' => class(&mut signs)?,
                '\\' => Set { negated: false, ranges: escaped(&mut signs)? },
                '(' | ')' | '|' | '^' | '$' | '?' | '*' | '+' | '{' | '}' | ']' => {
                    return Err(PatternError::Sign(sign));
                }
                letter => Set { negated: false, ranges: vec![(letter, letter)] },
            };
            let (least, most) = repetition(&mut signs)?;
            pieces.push(Piece { set, least, most });
        }
        Ok(Self { pieces })
    }

    /// Whether the whole of a text looks like it.
    pub fn fits(&self, text: &str) -> bool {
        let letters: Vec<char> = text.chars().collect();
        let mut reached = vec![false; letters.len() + 1];
        reached[0] = true;
        for piece in &self.pieces {
            reached = after(piece, &letters, &reached);
        }
        reached[letters.len()]
    }
}

/// The places in a text that `piece` leads to from those reached before it.
fn after(piece: &Piece, letters: &[char], before: &[bool]) -> Vec<bool> {
    let mut run = vec![0_usize; letters.len() + 1];
    for place in (0..letters.len()).rev() {
        run[place] = if piece.set.has(letters[place]) { run[place + 1] + 1 } else { 0 };
    }
    // How many stretches begin and end at each place.
    let mut steps = vec![0_i64; letters.len() + 2];
    for place in (0..=letters.len()).filter(|place| before[*place]) {
        let most = piece.most.min(run[place]);
        if piece.least <= most {
            steps[place + piece.least] += 1;
            steps[place + most + 1] -= 1;
        }
    }
    let mut open = 0;
    let covered = steps[..=letters.len()].iter().map(|step| {
        open += step;
        open > 0
    });
    covered.collect()
}

type Signs<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn escaped(signs: &mut Signs<'_>) -> Result<Vec<(char, char)>, PatternError> {
    match signs.next().ok_or(PatternError::Unfinished)? {
        'd' => Ok(vec![('0', '9')]),
        'w' => Ok(vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')]),
        's' => Ok(vec![(' ', ' '), ('\t', '\r')]),
        sign if sign.is_ascii_punctuation() => Ok(vec![(sign, sign)]),
        sign => Err(PatternError::Sign(sign)),
    }
}

fn class(signs: &mut Signs<'_>) -> Result<Set, PatternError> {
    let mut set = Set { negated: signs.next_if_eq(&'^').is_some(), ranges: Vec::new() };
    loop {
        let sign = signs.next().ok_or(PatternError::Unfinished)?;
        match sign {
            ']' if set.ranges.is_empty() => return Err(PatternError::Unfinished),
            ']' => return Ok(set),
            '[' | '&' | '~' | '|' | '^' => return Err(PatternError::Sign(sign)),
            '\\' => set.ranges.extend(escaped(signs)?),
            first => {
                let mut ahead = signs.clone();
                let last = match (ahead.next(), ahead.next()) {
                    (Some('-'), Some(last)) if last != ']' => {
                        signs.nth(1);
                        if last == '\\' || last == '[' || last < first {
                            return Err(PatternError::Sign(last));
                        }
                        last
                    }
                    _ => first,
                };
                set.ranges.push((first, last));
            }
        }
    }
}

fn repetition(signs: &mut Signs<'_>) -> Result<(usize, usize), PatternError> {
    let bounds = match signs.peek() {
        Some('?') => (0, 1),
        Some('*') => (0, usize::MAX),
        Some('+') => (1, usize::MAX),
        Some('{') => return stated(signs),
        _ => return Ok((1, 1)),
    };
    signs.next();
    Ok(bounds)
}

/// `{3}`, `{2,5}` or `{2,}`.
fn stated(signs: &mut Signs<'_>) -> Result<(usize, usize), PatternError> {
    signs.next();
    let mut text = String::new();
    loop {
        match signs.next().ok_or(PatternError::Unfinished)? {
            '}' => break,
            sign if sign.is_ascii_digit() || sign == ',' => text.push(sign),
            sign => return Err(PatternError::Sign(sign)),
        }
    }
    let number = |text: &str| text.parse::<usize>().map_err(|_| PatternError::Unfinished);
    let (least, most) = match text.split_once(',') {
        None => (number(&text)?, number(&text)?),
        Some((least, "")) => (number(least)?, usize::MAX),
        Some((least, most)) => (number(least)?, number(most)?),
    };
    let stated = if most == usize::MAX { least } else { most };
    if least > most || stated > MOST_REPEATED { Err(PatternError::Repetition) } else { Ok((least, most)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_fits_as_a_whole() {
        let check = |pattern: &str, fits: &[&str], others: &[&str]| {
            let pattern = Pattern::read(pattern).unwrap();
            assert_eq!(fits.iter().find(|text| !pattern.fits(text)), None, "{pattern:?}");
            assert_eq!(others.iter().find(|text| pattern.fits(text)), None, "{pattern:?}");
        };
        check("", &[""], &["a"]);
        check("^T-\\d{4}$", &["T-1234"], &["T-123", "T-12345", "xT-1234", "T-١٢٣٤"]);
        check("[a-z0-9-]{2,5}", &["ab", "a-9-b"], &["a", "abcdef", "aB"]);
        check("[^,]+,.*", &["a,b", "a,"], &[",b", "a"]);
        check("a*a", &["a", "aaaa"], &["", "ab"]);
        check("\\w+@\\w+\\.[a-z]{2,}", &["ana@example.org"], &["ana@example.", "@example.org"]);
        check("[a-]", &["a", "-"], &["b"]);
        check(".", &["é"], &["\n", ""]);
    }

    #[test]
    fn what_other_readers_take_otherwise_is_refused() {
        let check = |pattern: &str, expected: PatternError| assert_eq!(Pattern::read(pattern), Err(expected));
        check("(a|b)", PatternError::Sign('('));
        check("a|b", PatternError::Sign('|'));
        check("a++", PatternError::Sign('+'));
        check("a{", PatternError::Unfinished);
        check("a{3,2}", PatternError::Repetition);
        check("a{99999}", PatternError::Repetition);
        check("[a", PatternError::Unfinished);
        check("[]", PatternError::Unfinished);
        check("[z-a]", PatternError::Sign('a'));
        check("\\bword", PatternError::Sign('b'));
        check("a\\", PatternError::Unfinished);
        check(&"a".repeat(1_001), PatternError::Long);
    }

    proptest! {
        #[test]
        fn any_text_is_a_pattern_or_none(pattern in any::<String>(), text in any::<String>()) {
            if let Ok(pattern) = Pattern::read(&pattern) {
                pattern.fits(&text);
            }
        }

        #[test]
        fn a_text_looks_like_itself(text in "[a-zA-Z0-9 _-]{0,20}", before in 0_usize..4) {
            let pattern = Pattern::read(&format!("[x]{{0,{before}}}{text}")).unwrap();
            prop_assert!(pattern.fits(&text));
            let (some, more) = ("x".repeat(before), "x".repeat(before + 1));
            let fitting = pattern.fits(&(some + &text));
            let beyond = pattern.fits(&(more + &text));
            prop_assert!(fitting && (text.starts_with('x') || !beyond));
        }
    }
}
