//! A file read piece by piece inside a worker.

use std::io::{Error, Read, Result};

use js_sys::Uint8Array;
use web_sys::{Blob, FileReaderSync};

/// Bytes fetched from the file at once.
const PIECE: f64 = 4_194_304.0;

/// Reads a blob from front to back without holding it whole. Only workers may read like this.
pub struct BlobReader {
    blob: Blob,
    reader: FileReaderSync,
    fetched: f64,
    piece: Uint8Array,
    taken: u32,
}

impl BlobReader {
    /// A reader at the blob's beginning.
    ///
    /// # Errors
    /// Outside a worker.
    pub fn new(blob: Blob) -> Result<Self> {
        let reader = FileReaderSync::new().map_err(|_| Error::other("files can be read in a worker only"))?;
        Ok(Self { blob, reader, fetched: 0.0, piece: Uint8Array::new_with_length(0), taken: 0 })
    }

    fn fetch(&mut self) -> Result<()> {
        let end = (self.fetched + PIECE).min(self.blob.size());
        let unreadable = |_| Error::other("the file can no longer be read; was it moved or changed?");
        let slice = self.blob.slice_with_f64_and_f64(self.fetched, end).map_err(unreadable)?;
        let buffer = self.reader.read_as_array_buffer(&slice).map_err(unreadable)?;
        self.piece = Uint8Array::new(&buffer);
        self.taken = 0;
        self.fetched = end;
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if self.taken == self.piece.length() {
            if self.fetched >= self.blob.size() {
                return Ok(0);
            }
            self.fetch()?;
        }
        let left = self.piece.length() - self.taken;
        let count = u32::try_from(out.len()).map_or(left, |room| room.min(left));
        self.piece.subarray(self.taken, self.taken + count).copy_to(&mut out[..count as usize]);
        self.taken += count;
        Ok(count as usize)
    }
}
