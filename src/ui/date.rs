//! Dates and times as the reader's system writes them.

use wasm_bindgen::JsValue;

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

/// A text with every calendar day in it written so.
pub fn in_text(text: &str) -> String {
    let is_day = |word: &str| {
        word.len() == 10
            && word.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let starts = !written.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '-');
        let ends = |after: &str| !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
        match rest.get(..10).filter(|word| starts && is_day(word) && ends(&rest[10..])) {
            Some(word) => {
                written += &day(word);
                rest = &rest[10..];
            }
            None => {
                written.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    written
}

fn language() -> String {
    gloo::utils::window().navigator().language().unwrap_or_else(|| "en".to_owned())
}

fn style(options: &[(&str, &str)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in options {
        let _ = js_sys::Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object.into()
}
