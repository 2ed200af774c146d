//! Package and findings as files for other people and other tools.
