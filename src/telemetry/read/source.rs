//! Bytes on their way in: counted, digested, and turned from UTF-16 into UTF-8.

use std::io::{BufRead, Error, Read};

use crate::package::digest::RunningDigest;

use super::encoding::{Encoding, Utf16};
use super::error::ReadError;

const CHUNK: usize = 256 * 1024;

/// A file's text, a chunk at a time: UTF-8, or Latin-1 as it came.
pub struct Source<'a> {
    bytes: &'a mut dyn Read,
    progress: &'a mut dyn FnMut(u64),
    digest: RunningDigest,
    read: u64,
    raw: Vec<u8>,
    utf16: Option<Utf16>,
    encoding: Encoding,
    started: bool,
    /// The present chunk's text, and how much of it has been taken.
    text: Vec<u8>,
    taken: usize,
}

impl<'a> Source<'a> {
    /// Text from `bytes`, telling `progress` how many were read.
    pub fn new(bytes: &'a mut dyn Read, progress: &'a mut dyn FnMut(u64)) -> Self {
        Self {
            bytes,
            progress,
            digest: RunningDigest::default(),
            read: 0,
            raw: Vec::new(),
            utf16: None,
            encoding: Encoding::Utf8,
            started: false,
            text: Vec::new(),
            taken: 0,
        }
    }

    /// The text that comes next, without taking it; empty at the end only.
    pub fn peek(&mut self) -> Result<&[u8], ReadError> {
        while self.taken == self.text.len() {
            if self.load()? == 0 {
                break;
            }
        }
        Ok(&self.text[self.taken..])
    }

    /// The beginning of the text, to tell its form by: what [`Source::peek`] gives first.
    pub fn prefix(&mut self) -> Result<&[u8], ReadError> {
        self.peek()
    }

    /// Takes `count` bytes of what [`Source::peek`] showed.
    pub fn take(&mut self, count: usize) {
        self.taken += count;
    }

    /// How the text is encoded, as far as its beginning shows.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many bytes there were, and their SHA-256.
    pub fn finish(self) -> (u64, String) {
        (self.read, self.digest.finish())
    }

    /// Reads the next chunk; gives the number of raw bytes, 0 at the end.
    fn load(&mut self) -> Result<usize, ReadError> {
        self.raw.resize(CHUNK, 0);
        let mut count = 0;
        while count < CHUNK {
            match self.bytes.read(&mut self.raw[count..]) {
                Ok(0) => break,
                Ok(more) => count += more,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.raw.truncate(count);
        let before = self.read;
        self.read += count as u64;
        self.digest.update(&self.raw);
        (self.progress)(self.read);
        let mut skipped = 0;
        if !self.started {
            self.started = true;
            (self.encoding, skipped) = Encoding::detect(&self.raw)?;
            self.utf16 = self.encoding.utf16();
        }
        self.text.clear();
        self.taken = 0;
        match &mut self.utf16 {
            Some(utf16) => utf16.decode(&self.raw[skipped..], &mut self.text),
            None => {
                // Looking for one is several times as fast as looking where.
                if self.raw.contains(&0) {
                    let place = self.raw.iter().take_while(|byte| **byte != 0).count() as u64;
                    let found = format!("byte {} is zero", before + place + 1);
                    return Err(ReadError::Binary { found });
                }
                std::mem::swap(&mut self.text, &mut self.raw);
                self.taken = skipped;
            }
        }
        Ok(count)
    }
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
        self.peek().map_err(|error| match error {
            ReadError::Source(error) => error,
            other => Error::other(other),
        })
    }

    fn consume(&mut self, count: usize) {
        self.take(count);
    }
}
