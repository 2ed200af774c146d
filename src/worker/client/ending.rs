//! How a request ended.

use std::fmt::Display;

use crate::worker::{Job, Message};

/// How a request ended. One that was overtaken or cancelled has no ending.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// Done: the output of its kind.
    Done(Vec<u8>),
    /// Not done: the failure of its kind.
    Failed(Vec<u8>),
    /// The worker died of it, and why.
    Crashed(String),
}

/// Why a request has no output.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unanswered<F: Display> {
    /// It could not be done.
    #[error("{0}")]
    Failed(F),
    /// The worker died of it.
    #[error("The computation stopped{}. What you entered is safe.", in_brackets(.0))]
    Crashed(String),
}

impl Ending {
    /// What came of a request of this kind.
    ///
    /// # Errors
    /// When nothing did.
    pub fn outcome<J: Job>(self) -> Result<J::Output, Unanswered<J::Failure>> {
        let unread = || Unanswered::Crashed("its answer could not be read".to_owned());
        match self {
            Self::Done(body) => J::Output::from_bytes(&body).ok_or_else(unread),
            Self::Failed(body) => Err(J::Failure::from_bytes(&body).map_or_else(unread, Unanswered::Failed)),
            Self::Crashed(why) => Err(Unanswered::Crashed(why)),
        }
    }
}

fn in_brackets(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!(" ({why})") }
}
