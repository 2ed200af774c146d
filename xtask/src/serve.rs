//! A small web server for what was built, on this machine only.

use std::error::Error;
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::thread;

use socket2::{Domain, Socket, Type};
use tiny_http::{Header, Method, Request, Response, ResponseBox, Server};

use crate::{Result, build, cache, setup, size};

/// Requests answered at a time.
const THREADS: usize = 8;

/// What the README asks of every host: the page's own policy once more, and what only a header
/// can say.
const SECURITY: [&str; 4] = [
    "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy: same-origin",
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
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
    let server = listen(port)
        .map_err(|error| format!("Port {port} on 127.0.0.1 cannot be used ({error}): choose another with --port."))?;
    println!("\nShipworthy is at http://{}{} (stop with Ctrl+C)", server.server_addr(), site.under);
    thread::scope(|threads| {
        for _ in 0..THREADS {
            threads.spawn(|| server.incoming_requests().for_each(|request| site.answer(request)));
        }
    });
    Ok(())
}

fn listen(port: u16) -> std::result::Result<Server, Box<dyn Error + Send + Sync>> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.set_reuse_address(true)?;
    // Connections inherit it. Without, the end of a small file waits 40 ms for the client's acknowledgement.
    socket.set_tcp_nodelay(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    socket.listen(64)?;
    Server::from_listener(TcpListener::from(socket), None)
}

impl Site {
    fn answer(&self, request: Request) {
        let response = match request.method() {
            Method::Get | Method::Head => self.page(request.url()),
            _ => plain(405, "Only GET and HEAD are answered here."),
        };
        let with_all = SECURITY.iter().fold(response, |response, line| with(response, line));
        // A connection that breaks concerns nobody but its client.
        let _ = request.respond(with_all.with_chunked_threshold(usize::MAX));
    }

    fn page(&self, target: &str) -> ResponseBox {
        let opened = self.file(target).and_then(|path| Some((File::open(&path).ok()?, path)));
        let Some((file, path)) = opened else { return plain(404, "There is nothing at this address.") };
        let response = with(Response::from_file(file).boxed(), &format!("Content-Type: {}", media_type(&path)));
        with(response, &format!("Cache-Control: {}", caching(&path)))
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

fn plain(status: u16, text: &str) -> ResponseBox {
    Response::from_string(text).with_status_code(status).boxed()
}

/// The response with the header that `line` is.
fn with(response: ResponseBox, line: &str) -> ResponseBox {
    match line.parse::<Header>() {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
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
    fn every_answer_says_what_readers_may_do_with_it() {
        let names = |response: &ResponseBox| {
            response.headers().iter().map(|header| header.field.to_string()).collect::<Vec<_>>()
        };
        let found = site("/").page("/Cargo.toml");
        assert_eq!(
            (found.status_code().0, names(&found)),
            (200, vec!["Content-Type".to_owned(), "Cache-Control".to_owned()])
        );
        assert_eq!(site("/").page("/missing").status_code().0, 404);
        for line in SECURITY {
            assert_eq!(names(&with(plain(405, ""), line)).len(), 2, "{line}");
        }
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
