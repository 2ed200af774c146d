//! The interface contract: what a service promises those who call it.
//!
//! Its lists are flat: a field, an error or an example names the endpoint it belongs to. A field within an object is
//! called by its way, `candidates.label`; what stands in an object or in each object of a list is declared like any
//! other field, after the field of that kind.

mod example;
mod fault;
mod pattern;
mod shape;

pub use example::{MOST_MISFITS, Misfit, MisfitKind, Side, misfits, request_shapes, sent};
pub use fault::{Fault, FaultKind, MOST_RECORDS, faults, path_parameters};
pub use pattern::{Pattern, PatternError};
pub use shape::{DEEPEST, Shape, shapes};

use super::Id;

record! {
    /// What a service promises those who call it; left out of the file while nothing is said.
    pub struct InterfaceContract left out when is_empty {
        /// The service, as its callers call it.
        pub service: String,
        /// The contract's version, such as "1.2.0".
        pub version: String,
        /// From request to answer, a step each.
        pub workflow: Vec<String>,
        /// What can be called.
        pub endpoints: Vec<Endpoint>,
        /// What requests and answers are made of.
        pub fields: Vec<InterfaceField>,
        /// How a request is refused.
        pub errors: Vec<InterfaceError>,
        /// Requests with their answers.
        pub examples: Vec<InterfaceExample>,
        ..extra
    }

    /// Something that can be called.
    pub struct Endpoint {
        /// Identifier.
        pub id: Id,
        /// The method of HTTP.
        pub method: Method,
        /// The path, parameters in braces: `/v1/tickets/{ticket}/queue`.
        pub path: String,
        /// What it is for.
        pub purpose: String,
        /// The status of an answer that is no error, 200 to 299.
        pub status: u32 = 200,
        /// In 95 of 100 cases it answers within so many milliseconds; absent when nothing is promised.
        pub latency_ms: Option<f64>,
        /// The largest body of a request, in bytes; absent when nothing is promised.
        pub request_bytes: Option<u32>,
        /// The largest body of an answer, in bytes; absent when nothing is promised.
        pub response_bytes: Option<u32>,
        ..extra
    }

    /// A part of a request or of an answer.
    pub struct InterfaceField {
        /// Identifier.
        pub id: Id,
        /// The endpoint it belongs to.
        pub endpoint: Id,
        /// Where it stands.
        pub place: FieldPlace,
        /// Its name, or its way through objects: `candidates.label`.
        pub name: String,
        /// What it is.
        pub kind: FieldKind,
        /// What its number counts, such as `ms`; empty for none.
        pub unit: String,
        /// Whether it is always there.
        pub required: bool = true,
        /// The smallest number, of a number or of each in a list; itself allowed.
        pub minimum: Option<f64>,
        /// The largest number, itself allowed.
        pub maximum: Option<f64>,
        /// The fewest letters of a text, or the fewest entries of a list.
        pub shortest: Option<u32>,
        /// The most letters of a text, or the most entries of a list.
        pub longest: Option<u32>,
        /// What the whole of a text looks like, as a [`Pattern`]; empty for any.
        pub pattern: String,
        /// The only texts allowed; any when empty.
        pub allowed: Vec<String>,
        /// What it means.
        pub description: String,
        ..extra
    }

    /// How a request is refused.
    pub struct InterfaceError {
        /// Identifier.
        pub id: Id,
        /// The endpoint; every one when empty.
        pub endpoint: Id,
        /// The status, 400 to 599.
        pub status: u32 = 422,
        /// What is wrong with the request.
        pub cause: ErrorCause,
        /// When it happens, in words.
        pub when: String,
        /// The body as JSON; `{field}` and `{problem}` in a text of it stand for the field at fault and what is wrong.
        pub body: String,
        ..extra
    }

    /// A request with its answer.
    pub struct InterfaceExample {
        /// Identifier.
        pub id: Id,
        /// What it shows.
        pub name: String,
        /// The endpoint called.
        pub endpoint: Id,
        /// A JSON object with every field sent, those of path and query among them.
        pub request: String,
        /// The error it is refused with; none when it is answered.
        pub error: Id,
        /// The answer's body as JSON; that of the error when it is refused.
        pub response: String,
        ..extra
    }
}

words! {
    /// A method of HTTP (RFC 9110).
    pub enum Method {
        /// Reads.
        Get = "GET",
        /// Hands something in.
        #[default]
        Post = "POST",
        /// Puts something in its place.
        Put = "PUT",
        /// Changes a part.
        Patch = "PATCH",
        /// Removes.
        Delete = "DELETE",
    }

    /// Where a field stands.
    pub enum FieldPlace {
        /// In the body of the request.
        #[default]
        Body = "Request body",
        /// In the path.
        Path = "Path",
        /// After the question mark.
        Query = "Query",
        /// In the body of the answer.
        Response = "Answer",
    }

    /// What a field is.
    pub enum FieldKind {
        /// A text.
        #[default]
        Text = "Text",
        /// A number without a fraction.
        WholeNumber = "Whole number",
        /// A number.
        Number = "Number",
        /// True or false.
        YesOrNo = "True or false",
        /// Texts.
        Texts = "List of texts",
        /// Numbers.
        Numbers = "List of numbers",
        /// Fields of its own.
        Object = "Object",
        /// Objects, all with the same fields.
        Objects = "List of objects",
    }

    /// Why a request is refused.
    pub enum ErrorCause {
        /// A field is not as the contract says.
        #[default]
        Limits = "A field is missing or outside its limits",
        /// The body cannot be read.
        NotJson = "The body is not JSON",
        /// The body is of a kind that the service does not read.
        MediaType = "Another content type than JSON",
        /// The body is larger than promised.
        TooLarge = "The request is too large",
        /// Anything else.
        Other = "Something else",
    }
}

impl InterfaceContract {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The endpoint with this identifier.
    pub fn endpoint(&self, id: &Id) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.id == *id)
    }

    /// The error with this identifier.
    pub fn error(&self, id: &Id) -> Option<&InterfaceError> {
        self.errors.iter().find(|error| error.id == *id)
    }

    /// How `endpoint` refuses for this cause: by an error of its own, or else by one of every endpoint.
    pub fn refusal(&self, endpoint: &Id, cause: ErrorCause) -> Option<&InterfaceError> {
        let of = |id: &Id| self.errors.iter().find(|error| error.cause == cause && error.endpoint == *id);
        of(endpoint).or_else(|| of(&Id::default()))
    }
}

impl Endpoint {
    /// As people write it: "POST /v1/queue".
    pub fn called(&self) -> String {
        format!("{} {}", self.method, self.path.trim())
    }
}

impl Method {
    /// Whether its requests have a body.
    pub fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }
}

impl FieldKind {
    /// Whether it is a number, or a list of them.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::WholeNumber | Self::Number | Self::Numbers)
    }

    /// Whether it is a text, or a list of them.
    pub fn is_textual(self) -> bool {
        matches!(self, Self::Text | Self::Texts)
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Numbers | Self::Objects)
    }

    /// Whether it is made of fields of its own.
    pub fn has_fields(self) -> bool {
        matches!(self, Self::Object | Self::Objects)
    }
}
