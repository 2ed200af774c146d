//! A drawing as an SVG file.

use plotters_svg::SVGBackend;

use super::{Area, Drawing, Mark, Resolution, paint};

/// Units of the file in one CSS pixel: a tenth of a pixel is as fine as anybody sees.
const UNITS: f64 = 10.0;
/// plotters-svg divides font sizes by this.
const FONT: f64 = 1.24;

/// The drawing on its paper as an SVG document of its own: with its sentence as title and description, so that it can be
/// read where it cannot be seen.
pub fn svg(drawing: &Drawing) -> String {
    let size = ((drawing.width * UNITS).ceil() as u32, (drawing.height * UNITS).ceil() as u32);
    let mut marks = vec![Mark::rect(Area::new(0.0, 0.0, drawing.width, drawing.height), drawing.theme.paper)];
    marks.extend_from_slice(&drawing.marks);
    let mut document = String::new();
    let resolution = Resolution { units: UNITS, device: UNITS / 2.0, font: FONT };
    {
        let mut backend = SVGBackend::with_string(&mut document, size);
        // Writing into a string cannot fail.
        let _ = paint(&marks, resolution, &mut backend);
    }
    let body = document.split_once('\n').map_or("", |(_, body)| body);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\">\n\
         <title>{}</title>\n{body}",
        drawing.width,
        drawing.height,
        size.0,
        size.1,
        escape(&drawing.sentence)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::{Anchor, Theme};

    #[test]
    fn a_drawing_becomes_a_document_that_names_itself() {
        let drawing = Drawing {
            width: 100.0,
            height: 50.0,
            sentence: "A < B & C".to_owned(),
            marks: vec![
                Mark::rect(Area::new(10.0, 10.0, 20.0, 10.0), Theme::LIGHT.ink),
                Mark::text((10.0, 40.0), Anchor::Start, Theme::LIGHT.ink, "5 < 6"),
            ],
            ..Drawing::default()
        };
        let text = svg(&drawing);
        assert!(text.starts_with("<svg xmlns"), "{text}");
        assert!(text.contains("<title>A &lt; B &amp; C</title>"));
        assert!(text.contains("x=\"100\" y=\"100\" width=\"200\" height=\"100\""));
        assert!(text.contains("font-size=\"125\""), "{text}");
        assert!(text.contains("5 &lt; 6"));
        assert!(text.trim_end().ends_with("</svg>"));
    }
}
