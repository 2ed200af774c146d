//! A chart on canvas: its sentence, the drawing, what is read at a point, and the table behind it.

use std::sync::Arc;

use crate::ui::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::viewport::Viewport;
use super::workbench::use_workbench;
use crate::publish::chart::{Drawing, Frame, Projection, Resolution, SUBPIXEL, Table, Theme, focus, paint};

/// A chart named `name` for those who cannot see it, `height` CSS pixels high where it does not follow
/// from its content. It is drawn anew whenever something `draw` reads changes.
pub fn chart(name: &'static str, height: f64, draw: impl Fn(&Frame) -> Drawing + Send + Sync + 'static) -> AnyView {
    figure(name, height, Arc::new(draw), None)
}

/// A chart in which the hot spots can be dragged: `moved` hears the number of the spot and the values under the
/// pointer. It changes what may be changed and leaves the others alone.
pub fn draggable_chart(
    name: &'static str,
    height: f64,
    draw: impl Fn(&Frame) -> Drawing + Send + Sync + 'static,
    moved: impl Fn(usize, (f64, f64)) + Send + Sync + 'static,
) -> AnyView {
    figure(name, height, Arc::new(draw), Some(Arc::new(moved)))
}

type Draw = Arc<dyn Fn(&Frame) -> Drawing + Send + Sync>;
type Moved = Arc<dyn Fn(usize, (f64, f64)) + Send + Sync>;

fn figure(name: &'static str, height: f64, draw: Draw, moved: Option<Moved>) -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let width = RwSignal::new(0.0);
    let pointed = RwSignal::new(None::<usize>);
    let theme = theme();
    let in_view = in_view(canvas);
    let drawing = Memo::new(move |before: Option<&Arc<Drawing>>| {
        let frame = Frame { width: width.get(), height, theme: theme.get() };
        // Out of view it stays as it was, and follows nothing, until it is seen again.
        if let Some(before) = before.filter(|before| before.width == frame.width && !in_view.get()) {
            return Arc::clone(before);
        }
        Arc::new(if frame.width < 1.0 { Drawing::default() } else { draw(&frame) })
    });
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            follow_width(&canvas, width);
        }
    });
    Effect::new(move |_| {
        let drawing = drawing.get();
        if let Some(canvas) = canvas.get()
            && drawing.width > 0.0
        {
            show(&canvas, &drawing, pointed.get());
        }
    });
    // What is held, and where values lay when it was taken: the scale may change under the hand.
    let held = StoredValue::new(None::<(usize, Projection)>);
    let can_drag = moved.is_some();
    let take = move |event: &web_sys::PointerEvent| {
        let drawing = drawing.read_untracked();
        if let (true, Some(spot), Some(plot)) = (can_drag, drawing.nearest(place(event)), drawing.projection) {
            held.set_value(Some((spot, plot)));
            if let Some(canvas) = canvas.get_untracked() {
                let _ = canvas.set_pointer_capture(event.pointer_id());
            }
        }
    };
    let point_at = move |event: &web_sys::PointerEvent| {
        if let (Some((spot, plot)), Some(moved)) = (held.get_value(), &moved) {
            moved(spot, plot.values(place(event)));
            return;
        }
        pointed.set(drawing.read().nearest(place(event)));
    };
    let step = move |event: &web_sys::KeyboardEvent| {
        let direction = match event.key().as_str() {
            "ArrowLeft" => (-1, 0),
            "ArrowRight" => (1, 0),
            "ArrowUp" => (0, -1),
            "ArrowDown" => (0, 1),
            "Escape" => return pointed.set(None),
            _ => return,
        };
        event.prevent_default();
        pointed.set(drawing.read_untracked().step(pointed.get_untracked(), direction));
    };
    let unfolded = RwSignal::new(false);
    let readout = move || {
        let drawing = drawing.read();
        let spot = pointed.get().and_then(|index| drawing.hot_spots.get(index));
        spot.map(|spot| format!("{}: {}", spot.label, spot.readout))
    };
    view! {
        <figure class="chart" class:blank=move || drawing.read().table.rows.is_empty()>
            <figcaption class="chart-sentence">{move || drawing.read().sentence.clone()}</figcaption>
            <div class="chart-frame">
                <canvas node_ref=canvas role="img" tabindex="0" class:draggable=can_drag
                    on:pointerdown=move |event| take(&event)
                    on:pointerup=move |_| held.set_value(None)
                    on:pointercancel=move |_| held.set_value(None)
                    aria-label=move || format!("{name}. {} Arrow keys move from point to point.", drawing.read().sentence)
                    on:pointermove=move |event| point_at(&event)
                    on:pointerleave=move |_| pointed.set(None)
                    on:keydown=move |event| step(&event)></canvas>
            </div>
            <p class="sr" aria-live="polite">{readout}</p>
            <details on:toggle=move |event| unfolded.set(is_open(&event))>
                <summary>"Show as table"</summary>
                <div class="scroll">{move || unfolded.get().then(|| table(&drawing.read().table))}</div>
            </details>
        </figure>
    }
}

/// Where on the canvas the pointer is.
fn place(event: &web_sys::PointerEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

/// Whether the canvas is in view or nearly so.
fn in_view(canvas: NodeRef<html::Canvas>) -> RwSignal<bool> {
    let in_view = RwSignal::new(true);
    let viewport = use_context::<Viewport>();
    Effect::new(move |_| {
        if let (Some(canvas), Some(viewport)) = (canvas.get(), viewport) {
            let now = viewport.shows(&canvas);
            if in_view.get_untracked() != now {
                in_view.set(now);
            }
        }
    });
    in_view
}

/// Whether the `details` element whose `toggle` event this is stands open.
pub fn is_open(event: &web_sys::Event) -> bool {
    let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

/// A drawing without words, for those who see it only.
pub fn sketch(height: f64, draw: impl Fn(&Frame) -> Drawing + Send + Sync + 'static) -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let width = RwSignal::new(0.0);
    let theme = theme();
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        if width.get() < 1.0 {
            follow_width(&canvas, width);
        } else {
            let frame = Frame { width: width.get(), height, theme: theme.get() };
            show(&canvas, &draw(&frame), None);
        }
    });
    view! { <span class="chart-frame"><canvas node_ref=canvas aria-hidden="true"></canvas></span> }
}

/// The colours of the style sheet, following light and dark.
fn theme() -> Memo<Theme> {
    let choice = use_workbench().theme;
    Memo::new(move |_| if choice.is_dark() { Theme::DARK } else { Theme::LIGHT })
}

fn follow_width(canvas: &HtmlCanvasElement, width: RwSignal<f64>) {
    let Some(frame) = canvas.parent_element() else { return };
    let measured = frame.clone();
    let measure = move || {
        let now = f64::from(measured.client_width());
        if (width.get_untracked() - now).abs() >= 1.0 {
            width.set(now);
        }
    };
    measure();
    let on_resize = Closure::<dyn Fn(JsValue)>::new(move |_| measure());
    if let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
        observer.observe(&frame);
        let kept = StoredValue::new_local(Some((observer, on_resize)));
        on_cleanup(move || {
            if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
                observer.disconnect();
            }
        });
    }
}

fn show(canvas: &HtmlCanvasElement, drawing: &Drawing, pointed: Option<usize>) {
    let scale = gloo::utils::window().device_pixel_ratio();
    let size = |length: f64| (length * scale).round() as u32;
    canvas.set_width(size(drawing.width));
    canvas.set_height(size(drawing.height));
    let style = web_sys::HtmlElement::style(canvas);
    let _ = style.set_property("height", &format!("{}px", drawing.height));
    let Some(context) = canvas.get_context("2d").ok().flatten() else { return };
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let _ = context.scale(1.0 / SUBPIXEL, 1.0 / SUBPIXEL);
    let Some(mut backend) = CanvasBackend::with_canvas_object(canvas.clone()) else { return };
    let resolution = Resolution::canvas(scale);
    let _ = paint(&drawing.marks, resolution, &mut backend);
    if let Some(index) = pointed {
        let _ = paint(&focus(drawing, index), resolution, &mut backend);
    }
}

fn table(table: &Table) -> AnyView {
    view! {
        <table class="data-table">
            <thead><tr>{table.header.iter().map(|cell| view! { <th scope="col">{cell.clone()}</th> }).collect_view()}</tr></thead>
            <tbody>{table.rows.iter().map(|row| view! {
                <tr>{row.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view()}</tr>
            }).collect_view()}</tbody>
        </table>
    }
}
