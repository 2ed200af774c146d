//! What stands in a field of numbers while somebody types.

use super::number::{Numbers, Problem, typed};

/// What somebody typed into a field of numbers, kept as it was typed: "1." is on its way to "1.5", and "-" is a
/// beginning.
///
/// Whatever is a number is committed with every keystroke; whatever is not leaves the number before in place, and is
/// told only when the cursor leaves the field. The text stays until then, unless another number has come into its
/// place meanwhile, as by an undo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    text: Option<String>,
    /// The number in the package that the text stands for, or stands instead of.
    beside: Option<f64>,
    problems: Vec<Problem>,
}

impl Draft {
    /// Takes what was typed and gives what it commits: a number, or that there is none. Nothing is committed while the
    /// text is not what the field takes. What stands in the package afterwards is to be [noted](Self::note).
    pub fn write(&mut self, text: String, numbers: Numbers) -> Option<Option<f64>> {
        self.problems.clear();
        let committed = numbers.parse(&text).ok();
        self.text = Some(text);
        committed
    }

    /// Notes what stands in the package beside the text.
    pub fn note(&mut self, value: Option<f64>) {
        self.beside = value;
    }

    /// What the field shows when this number stands in the package.
    pub fn shown(&self, value: Option<f64>) -> String {
        match &self.text {
            Some(text) if value == self.beside => text.clone(),
            _ => typed(value),
        }
    }

    /// The cursor leaves the field: a number is shown as it stands in the package, anything else stays with what is
    /// wrong with it.
    pub fn leave(&mut self, value: Option<f64>, numbers: Numbers) {
        let text = self.text.as_deref().filter(|_| value == self.beside);
        match text.map(|text| numbers.parse(text)) {
            Some(Err(problems)) => self.problems = problems,
            _ => self.discard(),
        }
    }

    /// Forgets what was typed.
    pub fn discard(&mut self) {
        *self = Self::default();
    }

    /// What is wrong with what was typed, for people, if this number stands in the package; told once the cursor has left.
    pub fn problem(&self, value: Option<f64>) -> Option<String> {
        let told: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        (!told.is_empty() && value == self.beside).then(|| told.join(". "))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A field at work: a draft, and the number in the package.
    #[derive(Default)]
    struct Field {
        draft: Draft,
        value: Option<f64>,
    }

    impl Field {
        /// Types a text, as a package that knows no number below zero takes it.
        fn write(&mut self, text: &str, numbers: Numbers) {
            if let Some(committed) = self.draft.write(text.to_owned(), numbers) {
                self.value = committed.map(|number| number.max(0.0));
            }
            self.draft.note(self.value);
        }

        fn shown(&self) -> String {
            self.draft.shown(self.value)
        }
    }

    #[test]
    fn beginnings_of_numbers_stay_and_commit_what_they_mean() {
        let mut field = Field { value: Some(7.0), ..Field::default() };
        let steps = [
            ("", None),
            ("-", None),
            ("", None),
            ("1", Some(1.0)),
            ("1.", Some(1.0)),
            ("1.5", Some(1.5)),
            ("1.5e", Some(1.5)),
            ("1.5e2", Some(150.0)),
            ("1,50", Some(1.5)),
        ];
        for (text, value) in steps {
            field.write(text, Numbers::ANY);
            assert_eq!((field.shown().as_str(), field.value), (text, value));
            assert_eq!(field.draft.problem(field.value), None);
        }
        field.draft.leave(field.value, Numbers::ANY);
        assert_eq!(field.shown(), "1.5");
    }

    #[test]
    fn what_is_no_number_stays_with_what_is_wrong() {
        let mut field = Field { value: Some(500.0), ..Field::default() };
        let draws = Numbers::whole(100.0, 1_000.0);
        field.write("2.5", draws);
        field.draft.leave(field.value, draws);
        assert_eq!((field.shown().as_str(), field.value), ("2.5", Some(500.0)));
        let told = field.draft.problem(field.value);
        assert_eq!(told.as_deref(), Some("Write a whole number. Write 100 or more"));
        field.write("250", draws);
        assert_eq!((field.draft.problem(field.value), field.value), (None, Some(250.0)));
        field.write("x", draws);
        field.draft.leave(field.value, draws);
        field.draft.discard();
        assert_eq!((field.shown().as_str(), field.draft.problem(field.value)), ("250", None));
    }

    #[test]
    fn a_number_that_comes_from_elsewhere_is_shown() {
        let mut field = Field::default();
        for (text, elsewhere) in [("12", 3.0), ("12x", 4.0)] {
            field.write(text, Numbers::ANY);
            field.draft.leave(field.value, Numbers::ANY);
            field.value = Some(elsewhere);
            assert_eq!((field.shown(), field.draft.problem(field.value)), (elsewhere.to_string(), None));
        }
    }

    proptest! {
        #[test]
        fn a_draft_is_never_eaten(texts in prop::collection::vec("[-0-9.,e x]{0,6}", 1..10)) {
            let mut field = Field { value: Some(7.0), ..Field::default() };
            for text in &texts {
                field.write(text, Numbers::ANY);
                prop_assert_eq!(&field.shown(), text);
            }
            let value = field.value;
            field.draft.leave(field.value, Numbers::ANY);
            match Numbers::ANY.parse(texts.last().unwrap()) {
                Ok(_) => prop_assert_eq!(field.shown(), typed(value)),
                Err(_) => prop_assert_eq!(&field.shown(), texts.last().unwrap()),
            }
            prop_assert_eq!(field.value, value);
        }
    }
}
