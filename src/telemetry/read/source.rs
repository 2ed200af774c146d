//! Bytes on their way in, turned from UTF-16 into UTF-8.

use std::io::{BufRead, Error, Read};

use super::bytes::Bytes;
use super::encoding::{Encoding, Utf16};
use super::error::ReadError;

const CHUNK: usize = 256 * 1024;

/// A file's text, a chunk at a time: UTF-8, or Latin-1 as it came.
pub struct Source<'a> {
    bytes: Bytes<'a>,
    /// Bytes of the text so far, as they are after unpacking.
    unpacked: u64,
    /// Bytes of UTF-16.
    raw: Vec<u8>,
    utf16: Option<Utf16>,
    encoding: Encoding,
    started: bool,
    /// The text at hand, and how much of it has been taken.
    text: Vec<u8>,
    taken: usize,
}

impl<'a> Source<'a> {
    /// Text from `bytes`, telling `progress` how many were read.
    pub fn new(bytes: &'a mut dyn Read, progress: &'a mut dyn FnMut(u64)) -> Self {
        Self {
            bytes: Bytes::new(bytes, progress),
            unpacked: 0,
            raw: Vec::new(),
            utf16: None,
            encoding: Encoding::Utf8,
            started: false,
            text: Vec::new(),
            taken: 0,
        }
    }

    /// The text that comes next, without taking it; empty at the end only.
    pub fn text(&mut self) -> Result<&[u8], ReadError> {
        if self.rest().is_empty() {
            self.more()?;
        }
        Ok(&self.text[self.taken..])
    }

    /// The text at hand.
    pub fn rest(&mut self) -> &mut [u8] {
        &mut self.text[self.taken..]
    }

    /// Takes `count` bytes of the text at hand.
    pub fn take(&mut self, count: usize) {
        self.taken += count;
    }

    /// Adds text to what is at hand; `false` at the end.
    pub fn more(&mut self) -> Result<bool, ReadError> {
        self.text.drain(..self.taken);
        self.taken = 0;
        let before = self.text.len();
        while self.text.len() == before {
            if self.load()? == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// All the text that is left, at most `most` bytes of it, as UTF-8 or else Latin-1; for files of the `format`, which
    /// are understood as a whole.
    pub fn whole(&mut self, format: &'static str, most: usize) -> Result<String, ReadError> {
        while self.rest().len() <= most && self.more()? {}
        if self.rest().len() > most {
            return Err(ReadError::TooMuch { format, most, what: "bytes" });
        }
        let text = match std::str::from_utf8(self.rest()) {
            Ok(text) => text.to_owned(),
            Err(_) => super::encoding::latin1(self.rest()),
        };
        self.take(self.text.len());
        Ok(text)
    }

    /// How the text is encoded, as far as its beginning shows.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether the file is compressed.
    pub fn is_compressed(&self) -> bool {
        self.bytes.is_compressed()
    }

    /// How many bytes there were, and their SHA-256: of the file as it is, compressed or not.
    pub fn finish(self) -> (u64, String) {
        self.bytes.finish()
    }

    /// Reads the next chunk behind the text; gives the number of bytes, 0 at the end.
    fn load(&mut self) -> Result<usize, ReadError> {
        let (start, into) = match &self.utf16 {
            Some(_) => (0, &mut self.raw),
            None => (self.text.len(), &mut self.text),
        };
        into.resize(start + CHUNK, 0);
        let count = self.bytes.fill(&mut into[start..])?;
        into.truncate(start + count);
        let chunk = &into[start..];
        let before = self.unpacked;
        self.unpacked += count as u64;
        if !self.started {
            return self.start(count);
        }
        match &mut self.utf16 {
            Some(utf16) => utf16.decode(&self.raw, &mut self.text),
            None => refuse_zeros(chunk, before)?,
        }
        Ok(count)
    }

    /// Finds out the encoding from the first chunk, which is the text at hand.
    fn start(&mut self, count: usize) -> Result<usize, ReadError> {
        self.started = true;
        let (encoding, mark) = Encoding::detect(&self.text)?;
        self.encoding = encoding;
        self.utf16 = encoding.utf16();
        match &mut self.utf16 {
            Some(utf16) => {
                self.raw = std::mem::take(&mut self.text);
                utf16.decode(&self.raw[mark..], &mut self.text);
            }
            None => {
                refuse_zeros(&self.text, 0)?;
                self.text.drain(..mark);
            }
        }
        Ok(count)
    }
}

/// No text has a zero in it. `before` bytes came before these.
fn refuse_zeros(text: &[u8], before: u64) -> Result<(), ReadError> {
    // Looking for one is several times as fast as looking where.
    if !text.contains(&0) {
        return Ok(());
    }
    let place = text.iter().take_while(|byte| **byte != 0).count() as u64;
    Err(ReadError::Binary { found: format!("byte {} is zero", before + place + 1) })
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let text = self.fill_buf()?;
        let count = text.len().min(buffer.len());
        buffer[..count].copy_from_slice(&text[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.text().map_err(|error| match error {
            ReadError::Source(error) => error,
            other => Error::other(other),
        })
    }

    fn consume(&mut self, count: usize) {
        self.take(count);
    }
}
