//! Every use of the browser outside the views: storage, files, offline use.
