//! Requests of the page to the compute worker, and their answers.
