//! Tables in GitHub-flavoured Markdown.

use super::text::inline;

/// A table under construction; every cell is people's text and is escaped.
pub struct Table {
    columns: usize,
    text: String,
    rows: usize,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

impl Table {
    /// A table with these columns.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        let mut table = Self { columns: columns.len(), text: String::new(), rows: 0 };
        table.write(columns.iter().map(|(name, _)| inline(name)));
        table.write(columns.iter().map(|(_, align)| match align {
            Align::Left => "---".to_owned(),
            Align::Right => "---:".to_owned(),
        }));
        table
    }

    /// Adds a row of plain text; cells too few are left empty, cells too many are not shown.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        self.markdown_row(cells.iter().map(|cell| inline(cell.as_ref())));
    }

    /// Adds a row whose cells are Markdown already, on one line and with their pipes escaped.
    pub fn markdown_row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.write(cells);
        self.rows += 1;
    }

    /// Whether no row was added.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The table, ended by a line break.
    pub fn finish(self) -> String {
        self.text
    }

    fn write(&mut self, cells: impl IntoIterator<Item = String>) {
        self.text.push('|');
        let cells = cells.into_iter().chain(std::iter::repeat(String::new()));
        for cell in cells.take(self.columns) {
            self.text.push(' ');
            self.text.push_str(&cell);
            self.text.push_str(" |");
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// Cells of each row as a renderer sees them, the head first.
    fn shape(markdown: &str) -> Vec<usize> {
        let mut rows = Vec::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(0),
                Event::Start(Tag::TableCell) => *rows.last_mut().unwrap() += 1,
                _ => {}
            }
        }
        rows
    }

    /// Cells of each line by the rule of the GFM specification: pipes divide unless escaped.
    fn divided(markdown: &str) -> Vec<usize> {
        let pipes = |line: &str| {
            let mut escaped = false;
            line.chars()
                .filter(|&character| {
                    let divides = character == '|' && !escaped;
                    escaped = character == '\\' && !escaped;
                    divides
                })
                .count()
        };
        markdown.lines().map(|line| pipes(line) - 1).collect()
    }

    #[test]
    fn short_and_long_rows_are_made_to_fit() {
        let mut table = Table::new(&[("a", Align::Left), ("b", Align::Right)]);
        table.row(&["1"]);
        table.row(&["1", "2", "3"]);
        assert_eq!(table.finish(), "| a | b |\n| --- | ---: |\n| 1 |  |\n| 1 | 2 |\n");
    }

    proptest! {
        #[test]
        fn any_text_leaves_rows_and_columns_as_they_are(
            rows in prop::collection::vec([any::<String>(), "[|\\\\`\n\r ~*a-]{0,8}", any::<String>()], 1..5),
        ) {
            let mut table = Table::new(&[("a", Align::Left), ("b|c", Align::Left), ("", Align::Right)]);
            for row in &rows {
                table.row(row);
            }
            let text = table.finish();
            prop_assert_eq!(shape(&text), vec![3; rows.len() + 1]);
            prop_assert_eq!(divided(&text), vec![3; rows.len() + 2]);
        }
    }
}
