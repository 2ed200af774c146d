//! Bytes on their way in: counted, digested, and unpacked where they are compressed.

use std::io::{BufReader, Chain, Cursor, Error, ErrorKind, Read};

use flate2::bufread::MultiGzDecoder;

use super::error::ReadError;
use crate::package::digest::RunningDigest;

/// The most bytes a compressed file may grow to.
const MOST_UNPACKED: u64 = 1 << 30;
/// How files of gzip begin: its two marks, and the only method there is (RFC 1952, section 2.3.1).
const GZIP: [u8; 3] = [0x1f, 0x8b, 8];

/// A file's bytes, unpacked if they are compressed.
pub struct Bytes<'a> {
    inner: Inner<'a>,
    unpacked: u64,
}

enum Inner<'a> {
    /// Nothing was read yet.
    Fresh(Option<Counted<'a>>),
    Plain(Counted<'a>),
    Gzip(Box<Unpacking<'a>>),
}

/// The beginning that was looked at, and all that is behind it.
type Unpacking<'a> = MultiGzDecoder<BufReader<Chain<Cursor<Vec<u8>>, Counted<'a>>>>;

impl<'a> Bytes<'a> {
    pub fn new(bytes: &'a mut dyn Read, progress: &'a mut dyn FnMut(u64)) -> Self {
        let counted = Counted { bytes, progress, digest: RunningDigest::default(), read: 0 };
        Self { inner: Inner::Fresh(Some(counted)), unpacked: 0 }
    }

    /// Reads until `buffer` is full or nothing follows; gives the number of bytes.
    pub fn fill(&mut self, buffer: &mut [u8]) -> Result<usize, ReadError> {
        let mut start = 0;
        if let Inner::Fresh(counted) = &mut self.inner
            && let Some(mut counted) = counted.take()
        {
            let count = fill(&mut counted, buffer)?;
            if !buffer[..count].starts_with(&GZIP) {
                self.inner = Inner::Plain(counted);
                return Ok(count);
            }
            let beginning = Cursor::new(buffer[..count].to_vec());
            self.inner = Inner::Gzip(Box::new(MultiGzDecoder::new(BufReader::new(beginning.chain(counted)))));
        }
        let count = match &mut self.inner {
            Inner::Fresh(_) => 0,
            Inner::Plain(counted) => fill(counted, buffer)?,
            Inner::Gzip(unpacking) => fill(unpacking, buffer).map_err(explain)?,
        };
        start += count;
        self.unpacked += start as u64;
        match self.is_compressed() && self.unpacked > MOST_UNPACKED {
            true => Err(ReadError::Expands { most: MOST_UNPACKED }),
            false => Ok(start),
        }
    }

    /// Whether the file is compressed; known once something was read.
    pub fn is_compressed(&self) -> bool {
        matches!(self.inner, Inner::Gzip(_))
    }

    /// How many bytes the file has, and their SHA-256.
    pub fn finish(self) -> (u64, String) {
        match self.inner {
            Inner::Fresh(None) => (0, RunningDigest::default().finish()),
            Inner::Fresh(Some(counted)) | Inner::Plain(counted) => counted.finish(),
            Inner::Gzip(unpacking) => unpacking.into_inner().into_inner().into_inner().1.finish(),
        }
    }
}

/// A file's bytes as they are, counted and digested.
struct Counted<'a> {
    bytes: &'a mut dyn Read,
    progress: &'a mut dyn FnMut(u64),
    digest: RunningDigest,
    read: u64,
}

impl Counted<'_> {
    fn finish(self) -> (u64, String) {
        (self.read, self.digest.finish())
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.digest.update(&buffer[..count]);
        self.read += count as u64;
        (self.progress)(self.read);
        Ok(count)
    }
}

fn fill(bytes: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, Error> {
    let mut count = 0;
    while count < buffer.len() {
        match bytes.read(&mut buffer[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

/// What is wrong with a compressed file; everything else is the reader's.
fn explain(error: Error) -> ReadError {
    let problem = match error.kind() {
        ErrorKind::UnexpectedEof => "it ends in the middle".to_owned(),
        ErrorKind::InvalidData | ErrorKind::InvalidInput => format!("broken: {error}"),
        _ => return error.into(),
    };
    ReadError::Compressed { problem }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::super::{ReadOptions, Reading, kind_of, read};
    use crate::package::digest::of_bytes;
    use crate::telemetry::ledger::FileKind;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut packing = GzEncoder::new(Vec::new(), Compression::fast());
        packing.write_all(text).unwrap();
        packing.finish().unwrap()
    }

    fn outcome(bytes: &[u8]) -> Result<Reading, String> {
        let options = ReadOptions { file_name: "a.csv.gz".to_owned(), ..ReadOptions::default() };
        read(&mut &*bytes, &options, &mut |_| {}).map_err(|error| error.to_string())
    }

    fn rows(count: usize) -> String {
        "option,latency\n".to_owned() + &(0..count).map(|row| format!("A,{row}\n")).collect::<String>()
    }

    #[test]
    fn a_compressed_file_is_read_as_what_is_in_it() {
        let text = rows(100_000);
        let bytes = packed(text.as_bytes());
        let (packed, plain) = (outcome(&bytes).unwrap(), outcome(text.as_bytes()).unwrap());
        assert_eq!(packed.table, plain.table);
        assert_eq!(packed.ledger.parser, "CSV, comma, UTF-8, gzip");
        assert_eq!((packed.ledger.bytes, packed.ledger.sha256), (bytes.len() as u64, of_bytes(&bytes)));
        assert_eq!(kind_of(&bytes[..2_000], "a.csv.gz"), FileKind::Telemetry);
    }

    #[test]
    fn files_behind_one_another_are_one() {
        let bytes = [packed(b"a\n1\n"), packed(b"2\n")].concat();
        assert_eq!(outcome(&bytes).unwrap().table.rows, 2);
        let wide: Vec<u8> = "\u{feff}a\n1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(outcome(&packed(&wide)).unwrap().table.rows, 1);
    }

    #[test]
    fn a_broken_file_is_refused() {
        let bytes = packed(rows(50_000).as_bytes());
        let refused = |bytes: &[u8]| outcome(bytes).unwrap_err();
        assert!(refused(&bytes[..bytes.len() / 2]).contains("it ends in the middle"));
        assert!(refused(&bytes[..5]).contains("it ends in the middle"));
        let mut changed = bytes.clone();
        let middle = changed.len() / 2;
        changed[middle..middle + 40].fill(0xff);
        assert!(refused(&changed).contains("compressed with gzip"), "{}", refused(&changed));
        assert!(refused(&[bytes, b"behind it".to_vec()].concat()).contains("compressed with gzip"));
        assert_eq!(
            refused(&packed(b"")),
            "The file is empty. Choose a CSV or JSON file with at least a header and one row."
        );
        assert!(refused(&packed(&[0; 1_000])).contains("not text"));
    }
}
