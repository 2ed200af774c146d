//! A table as CSV (RFC 4180) that a spreadsheet can open without running anything in it.

use crate::telemetry::table::number_text;

/// A table under construction.
pub struct Sheet {
    text: String,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// People's text.
    Text(&'a str),
    /// A number as it is, minus sign included; empty when absent or not finite.
    Number(Option<f64>),
}

impl Cell<'_> {
    /// Yes or no.
    pub fn answer(yes: bool) -> Self {
        Self::Text(if yes { "yes" } else { "no" })
    }
}

impl Sheet {
    /// A table with these columns.
    pub fn new(columns: &[&str]) -> Self {
        let mut sheet = Self { text: String::new() };
        sheet.row(&columns.iter().map(|name| Cell::Text(name)).collect::<Vec<_>>());
        sheet
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            match cell {
                Cell::Text(text) => self.text.push_str(&quoted(&neutral(text))),
                Cell::Number(Some(number)) if number.is_finite() => self.text.push_str(&number_text(*number)),
                Cell::Number(_) => {}
            }
        }
        self.text.push_str("\r\n");
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.text
    }
}

/// A text with an apostrophe before it when a spreadsheet could take it for a formula, in whatever width its sign is
/// written and whatever blanks stand before it.
fn neutral(text: &str) -> String {
    let is_dangerous = |letter: char| "=+-@\t\r\n＝＋－＠".contains(letter);
    let begins = text.chars().next().is_some_and(is_dangerous);
    let after_blanks = text.trim_start().chars().next().is_some_and(is_dangerous);
    if begins || after_blanks { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n', '\r', ';', '\t']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(cells: &[Cell<'_>]) -> String {
        let mut sheet = Sheet { text: String::new() };
        sheet.row(cells);
        sheet.finish()
    }

    #[test]
    fn formula_starts_are_neutralised_and_numbers_are_not() {
        let check = |text: &str, expected: &str| assert_eq!(line(&[Cell::Text(text)]), format!("{expected}\r\n"));
        check("=1+1", "'=1+1");
        check("+1", "'+1");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "\"'\t=1\"");
        check("\r=1", "\"'\r=1\"");
        check("\n=1", "\"'\n=1\"");
        check("  =1", "'  =1");
        check("＝1", "'＝1");
        check("=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"");
        check("a=1", "a=1");
        check("x,\"=1\"", "\"x,\"\"=1\"\"\"");
        let number = |number: f64| line(&[Cell::Number(Some(number))]);
        assert_eq!(
            (number(-0.5), number(1e-9), number(f64::NAN)),
            ("-0.5\r\n".into(), "1e-9\r\n".into(), "\r\n".into())
        );
    }

    /// The cells of a row by RFC 4180.
    fn cells(row: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut inside = false;
        let mut letters = row.strip_suffix("\r\n").unwrap().chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if inside && letters.peek() == Some(&'"') => cells.last_mut().unwrap().extend(letters.next()),
                '"' => inside = !inside,
                ',' if !inside => cells.push(String::new()),
                letter => cells.last_mut().unwrap().push(letter),
            }
        }
        cells
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula_and_every_text_comes_back(
            texts in prop::collection::vec("[-=+@\t\r\n ,;\"'ab＝]{0,8}", 1..4),
        ) {
            let row = line(&texts.iter().map(|text| Cell::Text(text)).collect::<Vec<_>>());
            let read = cells(&row);
            prop_assert_eq!(read.len(), texts.len());
            for (text, cell) in texts.iter().zip(&read) {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{:?}", cell);
                prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{:?}", cell);
                prop_assert_eq!(cell.strip_prefix('\'').filter(|_| !text.starts_with('\'')).unwrap_or(cell), text);
            }
        }
    }
}
