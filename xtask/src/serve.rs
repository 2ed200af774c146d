//! A small web server for what was built, on this machine only.

use std::convert::Infallible;
use std::fs;
use std::future::ready;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body, Bytes};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use socket2::{Domain, Socket, Type};
use tokio::net::TcpListener;

use crate::{Result, build, cache, setup, size};

type Answer = Response<Full<Bytes>>;

/// What the README asks of every host: the page's own policy once more, and what only a header
/// can say.
const SECURITY: [(&str, &str); 4] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

/// `serve [--built] [--port N] [--under /path/] [--from FOLDER]`
pub fn command(arguments: &[String]) -> Result {
    let mut site = Site { root: cache::dist(), under: "/".to_owned() };
    let (mut port, mut built) = (8080, false);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--built" => built = true,
            "--port" => {
                port = words.next().and_then(|n| n.parse().ok()).ok_or("--port takes a number from 0 to 65535.")?;
            }
            "--from" => site.root = words.next().ok_or("--from takes the folder of a build.")?.into(),
            "--under" => {
                let under = words.next().ok_or("--under takes a path such as /shipworthy/.")?;
                site.under = format!("/{}/", under.trim_matches('/')).replace("//", "/");
            }
            other => return Err(format!("serve does not know \"{other}\".")),
        }
    }
    if !built {
        build::build(&setup::for_building()?)?;
        size::print()?;
    }
    if !site.root.join("index.html").is_file() {
        return Err("Nothing is built yet: run `cargo xtask build`.".to_owned());
    }
    serve(site, port)
}

/// A folder and the path it is served under.
struct Site {
    root: PathBuf,
    under: String,
}

fn serve(site: Site, port: u16) -> Result {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    let served = runtime.map_err(|error| error.to_string())?.block_on(listen_and_answer(Arc::new(site), port));
    served.map_err(|error| format!("Port {port} on 127.0.0.1 cannot be used ({error}): choose another with --port."))
}

/// Answers as many connections at a time as there are.
async fn listen_and_answer(site: Arc<Site>, port: u16) -> io::Result<()> {
    let listener = listen(port)?;
    println!("\nShipworthy is at http://{}{} (stop with Ctrl+C)", listener.local_addr()?, site.under);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The client is gone already, or the machine is short of something: the next may fare better.
            std::thread::sleep(Duration::from_millis(10));
            continue;
        };
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            let service = service_fn(|request| ready(Ok::<_, Infallible>(site.answer(&request))));
            // A connection that breaks concerns nobody but its client.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.set_reuse_address(true)?;
    // Connections inherit it. Without, the end of a small file waits 40 ms for the client's acknowledgement.
    socket.set_tcp_nodelay(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    socket.listen(64)?;
    TcpListener::from_std(socket.into())
}

impl Site {
    fn answer(&self, request: &Request<impl Body>) -> Answer {
        let mut answer = match *request.method() {
            Method::GET | Method::HEAD => self.page(request.uri().path()),
            _ => plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here."),
        };
        for (name, value) in SECURITY {
            answer.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        answer
    }

    fn page(&self, target: &str) -> Answer {
        let opened = self.file(target).and_then(|path| Some((fs::read(&path).ok()?, path)));
        let Some((bytes, path)) = opened else {
            return plain(StatusCode::NOT_FOUND, "There is nothing at this address.");
        };
        let mut answer = Response::new(Full::from(bytes));
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type(&path)));
        answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching(&path)));
        answer
    }

    /// The file that a request's target names inside the site.
    fn file(&self, target: &str) -> Option<PathBuf> {
        let path = target.split(['?', '#']).next()?;
        let inside = decode(path)?.strip_prefix(&self.under)?.to_owned();
        let relative = Path::new(&inside);
        let safe = relative.components().all(|part| matches!(part, Component::Normal(_)));
        let path = self.root.join(relative);
        let path = if path.is_dir() { path.join("index.html") } else { path };
        (safe && path.is_file()).then_some(path)
    }
}

fn plain(status: StatusCode, text: &'static str) -> Answer {
    let mut answer = Response::new(Full::from(text));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    answer
}

/// A name with a digest in it never changes its content; everything else is asked for again.
fn caching(path: &Path) -> &'static str {
    if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// Whether the file's name carries a digest: at least twelve hexadecimal digits.
pub fn is_hashed(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split(['.', '-', '_'])
        .any(|part| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Percent-decoded; nothing for what is not UTF-8 or holds a NUL.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok().filter(|decoded| !decoded.contains('\0'))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    fn site(under: &str) -> Site {
        Site { root: Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf(), under: under.to_owned() }
    }

    #[test]
    fn a_target_names_a_file_inside_the_site_or_nothing() {
        let check = |under: &str, target: &str, found: bool| {
            assert_eq!(site(under).file(target).is_some(), found, "{target} under {under}");
        };
        check("/", "/Cargo.toml", true);
        check("/", "/Cargo%2Etoml?version=1", true);
        check("/", "/src/serve.rs", true);
        check("/", "/missing", false);
        check("/", "/../Cargo.toml", false);
        check("/", "/%2e%2e/Cargo.toml", false);
        check("/", "//etc/passwd", false);
        check("/", "/%00", false);
        check("/", "/%f", false);
        check("/a/", "/a/Cargo.toml", true);
        check("/a/", "/Cargo.toml", false);
    }

    #[test]
    fn every_answer_says_what_readers_may_do_with_it() {
        let ask = |method: Method, target: &str| {
            let request = Request::builder().method(method).uri(target).body(Full::<Bytes>::default());
            site("/").answer(&request.expect("a request"))
        };
        let found = ask(Method::GET, "/Cargo.toml");
        assert_eq!(found.status(), StatusCode::OK);
        assert!(found.headers().contains_key(CACHE_CONTROL) && found.headers().contains_key(CONTENT_TYPE));
        let answers = [found, ask(Method::HEAD, "/missing"), ask(Method::POST, "/Cargo.toml")];
        assert_eq!(answers[1].status(), StatusCode::NOT_FOUND);
        assert_eq!(answers[2].status(), StatusCode::METHOD_NOT_ALLOWED);
        for (name, value) in SECURITY {
            assert!(answers.iter().all(|answer| answer.headers()[name] == value), "{name}");
        }
    }

    #[test]
    fn connections_that_come_at_once_and_stay_open_are_all_answered() {
        let port = {
            let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
            free.expect("a free port").port()
        };
        std::thread::spawn(move || serve(site("/"), port));
        let connect = || {
            (0..100).find_map(|_| {
                std::thread::sleep(Duration::from_millis(10));
                TcpStream::connect(("127.0.0.1", port)).ok()
            })
        };
        let mut open = vec![connect().expect("the server listens")];
        open.extend((1..32).filter_map(|_| TcpStream::connect(("127.0.0.1", port)).ok()));
        for connection in &mut open {
            connection.write_all(b"GET /Cargo.toml HTTP/1.1\r\nHost: here\r\n\r\n").expect("it is sent");
        }
        for connection in &mut open {
            connection.set_read_timeout(Some(Duration::from_secs(10))).expect("it can be set");
            let mut start = [0; 15];
            connection.read_exact(&mut start).expect("it is answered");
            assert_eq!(&start, b"HTTP/1.1 200 OK");
        }
        assert_eq!(open.len(), 32);
    }

    #[test]
    fn only_names_with_a_digest_are_kept_for_ever() {
        assert!(is_hashed(Path::new("app-0123456789abcdef_bg.wasm")));
        assert!(is_hashed(Path::new("app-0123456789abcdef.js")));
        for name in ["index.html", "sw.js", "rollout-engines-weekly.csv", "icon-192.png"] {
            assert!(!is_hashed(Path::new(name)), "{name}");
        }
    }
}
