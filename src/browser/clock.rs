//! What the core must be told: the time, and fresh randomness.

use rand::TryRng;
use rand::rngs::SysRng;

use crate::editing::Moment;
use crate::package::Date;

/// Today's date where the person sits.
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    Date(format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date()))
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// The time, and fresh randomness.
pub fn moment() -> Moment {
    Moment { now: now(), entropy: entropy() }
}

/// 64 random bits from the system; from the clock where it gives none.
pub fn entropy() -> u64 {
    SysRng.try_next_u64().unwrap_or_else(|_| (js_sys::Math::random() * 9.0e15) as u64)
}
