//! Review: who has looked, and what they decided.

use super::comment::Comment;
use super::document::Sparse;
use super::readiness::Readiness;
use super::{Date, Id};

record! {
    /// Everybody's word on the package.
    pub struct Review {
        /// Sign-offs and refusals, oldest first.
        pub sign_offs: Vec<SignOff>,
        /// How ready team and service are by their own account; left out of the file while nobody says.
        pub readiness: Readiness,
        /// What people say of fields and records; left out of the file while there is nothing.
        pub comments: Sparse<Comment>,
        ..extra
    }

    /// One person's decision on the package as it stood.
    pub struct SignOff {
        /// Identifier.
        pub id: Id,
        /// The role signing.
        pub role: String,
        /// The person's name.
        pub name: String,
        /// What was decided.
        pub decision: SignOffDecision,
        /// The rationale: why so.
        pub remarks: String,
        /// When.
        pub date: Date,
        /// Under which conditions, and until when; left out of the file while neither is said.
        pub terms: Terms,
        /// Digest of the package's content signed, without the review itself; another digest now means
        /// that the content has changed since. Empty until it is signed.
        pub content: String,
        /// What the signature rests on.
        pub signature: Signature,
        ..extra
    }

    /// What a decision is subject to.
    pub struct Terms left out when is_empty {
        /// The last day on which an approval counts; without one it has no end. A refusal has none: it stands until its
        /// signer signs again.
        pub expires: Date,
        /// What must hold for an approval with conditions.
        pub conditions: Sparse<SignOffCondition>,
        ..extra
    }

    /// One of the conditions of an approval.
    pub struct SignOffCondition {
        /// Identifier, within its sign-off.
        pub id: Id,
        /// What must hold.
        pub what: String,
        /// Who sees to it.
        pub who: String,
        /// By when.
        pub due: Date,
        /// Whether it is met. This alone may change once it is signed: no seal covers it.
        pub met: bool,
        ..extra
    }

    /// What a signature rests on, and what binds it to its signer and decision.
    pub struct Signature left out when is_empty {
        /// The parts of the package that the signer answers for; the whole when there is none.
        pub ground: Vec<Ground>,
        /// The seals of the latest sign-offs at that time, so that removing, inserting or reordering one shows; several
        /// after copies were merged, and left out of the file when it was the first.
        pub previous: Sparse<String>,
        /// The key it was signed with; left out of the file when there was none.
        pub key: Key,
        /// Digest of the sign-off itself, so that another name or decision shows; empty until it is signed.
        pub seal: String,
        ..extra
    }

    /// A key's signature (Ed25519, RFC 8032) over what the seal is the digest of.
    pub struct Key left out when is_empty {
        /// The public key, 32 bytes in lower-case hexadecimal. The seal covers it.
        pub public: String,
        /// The signature, 64 bytes in lower-case hexadecimal.
        pub signature: String,
        ..extra
    }

    /// A part of the package that a signature rests on.
    pub struct Ground {
        /// The part.
        pub part: Part,
        /// Its digest as it was signed; empty until then.
        pub content: String,
        ..extra
    }
}

words! {
    /// A part of the package that somebody can answer for.
    pub enum Part {
        /// The question, its boundary, its people and the interface contract.
        #[default]
        Charter = "Charter",
        /// Sources, data and measures.
        Evidence = "Evidence",
        /// Alternatives, criteria, values, weights, cost and the settings of the analysis.
        Alternatives = "Alternatives",
        /// Acceptance gates.
        Gates = "Gates",
        /// Risks, failure modes and appetite.
        Risks = "Risks",
        /// The pipeline with its rollback, and the deployment notes.
        Release = "Release",
        /// The monitoring plan.
        Monitoring = "Monitoring",
        /// What is recommended, the memo and what is still open.
        Recommendation = "Recommendation",
        /// The review's questions, its completion gate and the ML Test Score.
        Readiness = "Readiness",
    }
}

words! {
    /// What a reviewer decided.
    pub enum SignOffDecision {
        /// May go ahead.
        #[default]
        Approved = "Approved",
        /// May go ahead under its conditions, or those in its rationale where none is listed.
        Conditional = "Approved with conditions",
        /// May not go ahead.
        Refused = "Refused",
    }
}

impl Signature {
    /// Whether nothing is signed, and no part is chosen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Key {
    /// Whether no key was used.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Terms {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl SignOff {
    /// Whether it is an approval whose last day lies before `day`.
    pub fn has_expired(&self, day: &Date) -> bool {
        self.decision != SignOffDecision::Refused && self.terms.expires.is_before(day)
    }

    /// The conditions that apply: those of an approval with conditions.
    pub fn conditions(&self) -> &[SignOffCondition] {
        if self.decision == SignOffDecision::Conditional { &self.terms.conditions } else { &[] }
    }

    /// Whether it is signed. What is signed is not changed any more, only signed again.
    pub fn is_signed(&self) -> bool {
        !self.content.is_empty()
    }

    /// Whether another sign-off is of the same signer.
    pub fn is_of_signer(&self, other: &Self) -> bool {
        self.role.trim() == other.role.trim() && self.name.trim() == other.name.trim()
    }

    /// The parts it rests on; all of them where none is chosen.
    pub fn parts(&self) -> Vec<Part> {
        match self.signature.ground.as_slice() {
            [] => Part::ALL.to_vec(),
            ground => ground.iter().map(|ground| ground.part).collect(),
        }
    }
}
