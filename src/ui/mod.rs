//! The page: signals, views, charts on canvas.
