//! Requests and responses as they travel between page and worker.

use std::convert::Infallible;

use super::kind::Kind;
use crate::package::document::{self, Plain};

/// The version of these messages. The worker says it first; a page of another version reloads.
pub const VERSION: u32 = 3;

/// A job asked of the worker. Requests are answered one after the other, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Comes back with every response to this request.
    pub id: u32,
    /// Which kind of job.
    pub kind: Kind,
    /// The job itself, as its [`Message`] has it.
    pub body: Vec<u8>,
}

/// What the worker says: [`Ready`](Self::Ready) once, then to each request any number of
/// [`Progress`](Self::Progress) and one [`Done`](Self::Done) or [`Failed`](Self::Failed).
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// It has started; messages sent before this are lost.
    Ready {
        /// [`VERSION`] of the worker.
        version: u32,
    },
    /// So much of a job is done.
    Progress {
        /// The request's.
        id: u32,
        /// How much.
        progress: Progress,
    },
    /// A job is done.
    Done {
        /// The request's.
        id: u32,
        /// The output of the request's kind.
        body: Vec<u8>,
    },
    /// A job could not be done.
    Failed {
        /// The request's.
        id: u32,
        /// The failure of the request's kind.
        body: Vec<u8>,
    },
}

/// How much of a job is done, in a unit of its kind: bytes read, draws made.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Done so far.
    pub done: u64,
    /// In all.
    pub total: u64,
}

/// A value that travels as bytes.
pub trait Message: Sized {
    /// The value as bytes.
    fn to_bytes(&self) -> Vec<u8>;

    /// The value that bytes stand for; nothing when they stand for none of this type.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

/// Documents travel as JSON.
impl<T: Plain + Default> Message for T {
    fn to_bytes(&self) -> Vec<u8> {
        document::write(self).into_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        document::read(std::str::from_utf8(bytes).ok()?).ok()
    }
}

/// Text that travels as it is, without the quotes and escapes of JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Text(pub String);

/// Has types travel that are all said by their name.
macro_rules! bare_message {
    ($type:ty) => {
        impl $crate::worker::Message for $type {
            fn to_bytes(&self) -> Vec<u8> {
                Vec::new()
            }

            fn from_bytes(_: &[u8]) -> Option<Self> {
                Some(Self)
            }
        }
    };
}
pub(super) use bare_message;

/// Nothing to say.
impl Message for () {
    fn to_bytes(&self) -> Vec<u8> {
        Vec::new()
    }

    fn from_bytes(_: &[u8]) -> Option<Self> {
        Some(())
    }
}

impl Message for Text {
    fn to_bytes(&self) -> Vec<u8> {
        self.0.clone().into_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        String::from_utf8(bytes.to_vec()).ok().map(Self)
    }
}

/// The failure of a job that cannot fail.
impl Message for Infallible {
    fn to_bytes(&self) -> Vec<u8> {
        match *self {}
    }

    fn from_bytes(_: &[u8]) -> Option<Self> {
        None
    }
}
