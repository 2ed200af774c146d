//! What was measured or generated: columns, never row objects.
