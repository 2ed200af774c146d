//! Every use of the browser outside the views: storage, files, the compute worker, time.

pub mod blob_reader;
pub mod clock;
pub mod compute;
pub mod file;
pub mod key;
pub mod offline;
pub mod storage;
pub mod tabs;
pub mod worker_message;
pub mod worker_scope;
