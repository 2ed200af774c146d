//! What was measured or generated: columns, never row objects.

/// Tables by dataset.
#[derive(Clone, Debug, Default)]
pub struct Telemetry;
