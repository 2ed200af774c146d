//! A small web server for what was built, on this machine only.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::{Result, build, cache, setup, size};

/// Connections at a time; further ones are closed at once.
const CONNECTIONS: usize = 64;
/// The longest request head read, in bytes.
const HEAD: u64 = 16 * 1024;
/// How long a silent connection is kept.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the README asks of every host: the page's own policy once more, and what only a header
/// can say.
const SECURITY: &str = "\
Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r
Cross-Origin-Opener-Policy: same-origin\r
Referrer-Policy: no-referrer\r
X-Content-Type-Options: nosniff\r
";

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
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| format!("Port {port} on 127.0.0.1 cannot be used ({error}): choose another with --port."))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("\nShipworthy is at http://{address}{} (stop with Ctrl+C)", site.under);
    let site = Arc::new(site);
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if open.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS {
            open.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (site, counted) = (Arc::clone(&site), Arc::clone(&open));
        let started = thread::Builder::new().spawn(move || {
            // A connection that breaks concerns nobody but its client.
            let _ = converse(&site, stream);
            counted.fetch_sub(1, Ordering::SeqCst);
        });
        if started.is_err() {
            open.fetch_sub(1, Ordering::SeqCst);
        }
    }
    Ok(())
}

/// Answers one request after another until the client is done.
fn converse(site: &Site, stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    while let Some(request) = Request::read(&mut reader)? {
        site.answer(&request, &mut writer)?;
        if request.last {
            break;
        }
    }
    Ok(())
}

/// What matters of a request's head.
struct Request {
    method: String,
    target: String,
    /// Whether the client closes, or sent a body that nobody here reads.
    last: bool,
}

impl Request {
    /// The next request, or nothing when the client has closed.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
        let mut head = reader.take(HEAD);
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let (method, target) = (method.to_owned(), target.to_owned());
        let mut last = words.next() != Some("HTTP/1.1");
        loop {
            line.clear();
            if head.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let header = line.trim().to_ascii_lowercase();
            if header.is_empty() {
                return Ok(Some(Request { method, target, last }));
            }
            let body = header.starts_with("transfer-encoding:")
                || header.strip_prefix("content-length:").is_some_and(|n| n.trim() != "0");
            last |= body || header.strip_prefix("connection:").is_some_and(|value| value.trim() == "close");
        }
    }
}

impl Site {
    fn answer(&self, request: &Request, writer: &mut impl Write) -> io::Result<()> {
        if request.method != "GET" && request.method != "HEAD" {
            return plain(writer, "405 Method Not Allowed", "Only GET and HEAD are answered here.");
        }
        let Some((path, mut file)) =
            self.file(&request.target).and_then(|path| Some((File::open(&path).ok()?, path))).map(|(f, p)| (p, f))
        else {
            return plain(writer, "404 Not Found", "There is nothing at this address.");
        };
        let length = file.metadata()?.len();
        write!(
            writer,
            "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {length}\r\nCache-Control: {}\r\n{SECURITY}\r\n",
            media_type(&path),
            caching(&path)
        )?;
        if request.method == "GET" {
            io::copy(&mut file, writer)?;
        }
        writer.flush()
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

fn plain(writer: &mut impl Write, status: &str, text: &str) -> io::Result<()> {
    write!(
        writer,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n{SECURITY}\r\n{text}",
        text.len()
    )
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
    fn a_request_is_its_first_line_and_whether_more_may_follow() {
        let read =
            |text: &str| Request::read(&mut text.as_bytes()).ok().flatten().map(|r| (r.method, r.target, r.last));
        let found = |last| Some(("GET".to_owned(), "/a".to_owned(), last));
        assert_eq!(read("GET /a HTTP/1.1\r\nHost: x\r\n\r\n"), found(false));
        assert_eq!(read("GET /a HTTP/1.1\r\nConnection: close\r\n\r\n"), found(true));
        assert_eq!(read("GET /a HTTP/1.0\r\n\r\n"), found(true));
        assert_eq!(read("GET /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"), found(true));
        assert_eq!(read("GET /a HTTP/1.1\r\nHost: x\r\n"), None);
        assert_eq!(read("\r\n\r\n"), None);
        assert_eq!(read(""), None);
        assert_eq!(read(&format!("GET /a HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(20_000))), None);
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
