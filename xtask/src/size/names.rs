//! How many bytes each function of a WebAssembly program takes, by the name the compiler gave it.

/// What a program is made of, in bytes.
#[derive(Default)]
pub struct Program {
    /// Every function that has a name: the name and the length of its body.
    pub functions: Vec<(String, usize)>,
    /// The functions without a name.
    pub nameless: usize,
    /// Texts, tables and other constants.
    pub data: usize,
}

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
/// The part of the section of names that is about functions.
const FUNCTION_NAMES: u8 = 1;
/// The kind of import that is a function.
const FUNCTION: u8 = 0;

/// Takes a program apart; nothing if it is none.
pub fn read(program: &[u8]) -> Option<Program> {
    let mut rest = Bytes(program.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut imported, mut lengths, mut names, mut data) = (0, Vec::new(), Vec::new(), 0);
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let mut section = rest.sized()?;
        match kind {
            IMPORT => imported = imported_functions(&mut section)?,
            CODE => lengths = section.list(|bytes| bytes.sized().map(|body| body.0.len()))?,
            DATA => data = section.0.len(),
            CUSTOM if section.sized()?.0 == b"name" => names = function_names(&mut section)?,
            _ => {}
        }
    }
    let mut functions = Vec::new();
    for (index, name) in names {
        if let Some(length) = index.checked_sub(imported).and_then(|own| lengths.get_mut(own)) {
            functions.push((name, std::mem::take(length)));
        }
    }
    Some(Program { functions, nameless: lengths.iter().sum(), data })
}

fn imported_functions(section: &mut Bytes) -> Option<usize> {
    let kinds = section.list(|bytes| {
        bytes.sized()?;
        bytes.sized()?;
        let kind = bytes.byte()?;
        match kind {
            FUNCTION => drop(bytes.number()?),
            // A table, a memory or a global: its type, then flags and, with the first of them, a most.
            1 | 2 => {
                if kind == 1 {
                    bytes.byte()?;
                }
                let flags = bytes.number()?;
                bytes.number()?;
                if flags & 1 == 1 {
                    bytes.number()?;
                }
            }
            _ => {
                bytes.byte()?;
                bytes.byte()?;
            }
        }
        Some(kind)
    })?;
    Some(kinds.into_iter().filter(|kind| *kind == FUNCTION).count())
}

fn function_names(section: &mut Bytes) -> Option<Vec<(usize, String)>> {
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let mut names = section.sized()?;
        if kind == FUNCTION_NAMES {
            return names.list(|bytes| {
                let index = bytes.number()?;
                let name = String::from_utf8_lossy(bytes.sized()?.0).into_owned();
                Some((index, without_hashes(&format!("{:#}", rustc_demangle::demangle(&name)))))
            });
        }
    }
    Some(Vec::new())
}

/// A name as wasm-bindgen or the compiler writes it, without the hashes that tell crates (`core[0123456789abcdef]::fmt`) and
/// instances (`core::fmt::h0123456789abcdef`) of one name apart.
fn without_hashes(name: &str) -> String {
    let is_hash = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = match name.rsplit_once("::h") {
        Some((path, end)) if is_hash(end) => path,
        _ => name,
    };
    let mut pieces = name.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(']') {
            Some((hash, rest)) if is_hash(hash) => plain.push_str(rest),
            _ => plain.extend(["[", piece]),
        }
    }
    plain
}

/// Bytes still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0_usize, 0_u32);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// As many bytes as the number before them says.
    fn sized(&mut self) -> Option<Bytes<'a>> {
        let length = self.number()?;
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Bytes(taken))
    }

    /// As many items as the number before them says.
    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| item(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_lose_their_hashes_and_nothing_else() {
        for (written, plain) in [
            ("core::fmt::write::h0123456789abcdef", "core::fmt::write"),
            ("<[u8] as core[c5930c85a12de822]::fmt::Debug>::fmt", "<[u8] as core::fmt::Debug>::fmt"),
            ("memcpy", "memcpy"),
        ] {
            assert_eq!(super::without_hashes(written), plain);
        }
    }

    #[test]
    fn bodies_are_counted_to_the_names_of_their_functions() {
        let program = [
            b"\0asm\x01\0\0\0".as_slice(),
            // One imported function.
            &[2, 7, 1, 1, b'a', 1, b'b', 0, 0],
            // Two bodies of two and three bytes, the second without a name.
            &[10, 8, 2, 2, 0, 0x0b, 3, 0, 1, 0x0b],
            &[11, 2, 0, 0],
            &[0, 15, 4, b'n', b'a', b'm', b'e', 1, 8, 2, 0, 1, b'x', 1, 2, b'o', b'k'],
        ]
        .concat();
        let read = super::read(&program).expect("a program");
        assert_eq!(read.functions, [("ok".to_owned(), 2)]);
        assert_eq!((read.nameless, read.data), (3, 2));
        assert!(super::read(b"no program").is_none());
    }
}
