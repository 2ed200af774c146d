//! What a person should say about a file that can be read in two ways.

use crate::package::document::Said;
use crate::package::evidence::ImportedFile;

words! {
    /// A question about a file, each with two answers.
    pub enum Question {
        /// Whether `1,234`, or `1.234` beside decimal commas, is a bit more than one.
        #[default]
        DecimalMark = "Numbers such as 1,234 or 1.234 could mean two things in this file. Which mark is the decimal one?",
        /// Whether the first row, which is all numbers, is the header.
        FirstRow = "The first row is all numbers. Does it name the columns, or is it data?",
        /// Whether the columns of a known tool are named and measured anew.
        ToolColumns = "The tool that wrote this file is known. What are its columns called, and measured in?",
    }
}

impl Question {
    /// The answers in words: the one kept as `true`, and the other.
    pub fn answers(self) -> [(&'static str, bool); 2] {
        match self {
            Self::DecimalMark => {
                [("The comma: 1,234 is a bit more than one", true), ("The point: 1,234 is more than a thousand", false)]
            }
            Self::FirstRow => [("It names the columns", true), ("It is data", false)],
            Self::ToolColumns => {
                [("Alike for every tool: latency_ms, status, offset_s", true), ("As the tool wrote them", false)]
            }
        }
    }

    /// What was answered, if anything was.
    pub fn answer(self, file: &ImportedFile) -> Option<bool> {
        match self {
            Self::DecimalMark => file.decimal_comma,
            Self::FirstRow => file.header.0,
            Self::ToolColumns => file.tool_columns.0,
        }
    }

    /// Keeps an answer.
    pub fn settle(self, file: &mut ImportedFile, answer: bool) {
        match self {
            Self::DecimalMark => file.decimal_comma = Some(answer),
            Self::FirstRow => file.header = Said(Some(answer)),
            Self::ToolColumns => file.tool_columns = Said(Some(answer)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_keeps_its_own_answer() {
        for question in Question::ALL {
            let mut file = ImportedFile::default();
            for (_, answer) in question.answers() {
                question.settle(&mut file, answer);
                let answers = Question::ALL.iter().map(|other| other.answer(&file));
                let expected = Question::ALL.iter().map(|other| (other == question).then_some(answer));
                assert!(answers.eq(expected), "{question:?}");
            }
        }
    }
}
