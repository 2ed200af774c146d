//! Dates and times as the reader's system writes them.

use wasm_bindgen::{JsCast, JsValue};

use crate::publish::words::figure;

/// A moment, given in milliseconds since 1970: day and time.
pub fn moment(milliseconds: f64) -> String {
    let date = js_sys::Date::new(&milliseconds.into());
    date.to_locale_string(&language(), &style(&[("dateStyle", "medium"), ("timeStyle", "short")])).into()
}

/// A calendar day such as 2026-11-21; any other text stays as it is.
pub fn day(text: &str) -> String {
    let mut numbers = text.split('-').map(str::parse::<i32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next())
    else {
        return text.to_owned();
    };
    let date = js_sys::Date::new_with_year_month_day(year as u32, month - 1, day);
    date.to_locale_date_string(&language(), &style(&[("dateStyle", "medium")])).into()
}

/// A text with every day in it, such as 21 Nov 2026, written so.
pub fn in_text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let digits = rest[place..].bytes().take_while(u8::is_ascii_digit).count();
        let begins = !rest[..place].ends_with(|letter: char| letter.is_alphanumeric() || "-.,".contains(letter));
        let spoken = begins.then(|| figure::parse_date(&rest[place..])).flatten();
        written += &rest[..place];
        let length = match spoken {
            Some((date, length)) => {
                written += &day(&date.0);
                length
            }
            None => {
                written += &rest[place..place + digits];
                digits
            }
        };
        rest = &rest[place + length..];
    }
    written + rest
}

/// The reader's language. A system set to none is called "C" by WebKit, which no engine formats dates in.
fn language() -> String {
    gloo::utils::window().navigator().language().filter(|tag| is_language(tag)).unwrap_or_else(|| "en-GB".to_owned())
}

fn is_language(tag: &str) -> bool {
    let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into());
    let check = intl.and_then(|intl| js_sys::Reflect::get(&intl, &"getCanonicalLocales".into()));
    check.and_then(|check| check.dyn_into::<js_sys::Function>()?.call1(&JsValue::UNDEFINED, &tag.into())).is_ok()
}

fn style(options: &[(&str, &str)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in options {
        let _ = js_sys::Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object.into()
}
