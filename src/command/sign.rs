//! `shipworthy sign`: a role's decision on a package, bound to what it is about.

use std::time::{SystemTime, UNIX_EPOCH};

use engine::instant::date_text;

use super::argument::Arguments;
use super::{Answer, Failure, entropy, input, key, output, settle};
use crate::analysis::analyse;
use crate::package::document::from_value;
use crate::package::review::{Ground, Part, SignOff, SignOffCondition, SignOffDecision, Terms};
use crate::package::schema::Trust;
use crate::package::{Date, Id, Word, signing};
use crate::publish::memo;
use crate::publish::words::review;

pub(super) const OPTIONS: &[&str] = &[
    "role=",
    "name=",
    "decision=",
    "rationale=",
    "condition=",
    "expires=",
    "part=",
    "on=",
    "key=",
    "telemetry=",
    "accept-changed",
    "output=",
];

pub(super) const HELP: &str = "\
shipworthy sign FILE --role ROLE --name NAME --decision DECISION [-o FILE]

Adds a sign-off, bound to the parts of the package that the role answers for and to the sign-offs before it. DECISION is
approved, conditional or refused.
Exit code: 0 signed, 2 not readable.

  --rationale TEXT   why; needed while the completion gate does not hold
  --condition TEXT   one condition of a conditional approval; may be repeated. “what | who | 2026-12-01” also says who
                     sees to it and by when
  --expires DATE     the last day on which an approval counts
  --part PART        what it answers for, such as gates or risks; may be repeated. Else what the role answers for
  --on DATE          the day it is signed; else today, in UTC
  --key FILE         sign with a private Ed25519 key (PEM), as “openssl genpkey -algorithm ed25519 -out FILE” makes it
  -o FILE            write to FILE; else to standard output
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let draft = draft(arguments)?;
    let today = day(arguments, "on")?.unwrap_or_else(today);
    let key = arguments.paths("key").last().map(|path| key::read(path)).transpose()?;
    let path = arguments.file()?;
    let input = input::package(path, arguments, Trust::Verify)?;
    let mut file = input.opened.file;
    if draft.remarks.trim().is_empty()
        && !analyse(&file.package, &input.loaded.telemetry, &memo::length).readiness.is_complete()
    {
        let problem = "The completion gate does not hold. To sign all the same, say why with --rationale.";
        return Err(Failure::file(path.display().to_string(), problem));
    }
    let public = key.as_ref().map(key::public).unwrap_or_default();
    let mut signed = signing::sealed(&draft, &file.package, today, &public);
    if let Some(key) = &key {
        signed.signature.key.signature = key::sign(key, &signing::key::message(&signed));
    }
    let parts = review::parts(&signed.parts());
    output::complain(&format!("{} answers for {parts}.", review::signer(&signed.name, &signed.role)));
    signing::enter(&mut file.package, signed);
    settle::write(arguments, file)
}

fn draft(arguments: &Arguments) -> Result<SignOff, Failure> {
    let said = |name: &str| arguments.text(name).map(Option::unwrap_or_default);
    let (role, name) = (said("role")?, said("name")?);
    if role.trim().is_empty() && name.trim().is_empty() {
        return Err(Failure::Usage("Say who signs, with --role, --name or both.".to_owned()));
    }
    let decision = match said("decision")?.as_str() {
        "approved" => SignOffDecision::Approved,
        "conditional" => SignOffDecision::Conditional,
        "refused" => SignOffDecision::Refused,
        "" => return Err(Failure::Usage("Say what is decided, with --decision.".to_owned())),
        other => {
            return Err(Failure::Usage(format!("--decision is approved, conditional or refused, not “{other}”.")));
        }
    };
    let terms = Terms {
        expires: day(arguments, "expires")?.unwrap_or_default(),
        conditions: conditions(arguments)?.into(),
        ..Terms::default()
    };
    if decision != SignOffDecision::Conditional && !terms.conditions.is_empty() {
        return Err(Failure::Usage("Conditions belong to --decision conditional.".to_owned()));
    }
    if decision == SignOffDecision::Refused && !terms.expires.is_empty() {
        return Err(Failure::Usage("A refusal does not expire: it stands until its signer signs again.".to_owned()));
    }
    let mut draft = SignOff {
        id: Id::fresh("sign-off", entropy()),
        role,
        name,
        decision,
        remarks: said("rationale")?,
        terms,
        ..SignOff::default()
    };
    let ground = |part| Ground { part, ..Ground::default() };
    draft.signature.ground = parts(arguments)?.into_iter().map(ground).collect();
    Ok(draft)
}

fn conditions(arguments: &Arguments) -> Result<Vec<SignOffCondition>, Failure> {
    let texts = arguments.texts("condition")?;
    let condition = |(index, text): (usize, &String)| {
        let mut cells = text.split('|').map(str::trim);
        let mut next = || cells.next().unwrap_or_default().to_owned();
        let (what, who, due) = (next(), next(), next());
        let id = Id(format!("condition-{}", index + 1));
        Ok(SignOffCondition { id, what, who, due: date(&due, "condition")?, ..SignOffCondition::default() })
    };
    texts.iter().enumerate().map(condition).collect()
}

/// The parts named with `--part`.
pub(super) fn parts(arguments: &Arguments) -> Result<Vec<Part>, Failure> {
    let part = |name: &String| {
        let found = Part::ALL.iter().find(|part| part.word().eq_ignore_ascii_case(name.trim()));
        let known = || Part::ALL.iter().map(|part| part.word().to_lowercase()).collect::<Vec<_>>().join(", ");
        found.copied().ok_or_else(|| Failure::Usage(format!("--part is one of {}, not “{name}”.", known())))
    };
    arguments.texts("part")?.iter().map(part).collect()
}

/// A day given as an option.
pub(super) fn day(arguments: &Arguments, option: &str) -> Result<Option<Date>, Failure> {
    arguments.text(option)?.map(|text| date(&text, option)).transpose()
}

fn date(text: &str, option: &str) -> Result<Date, Failure> {
    let no_date = || Failure::Usage(format!("--{option} takes a date such as 2026-12-01, not “{text}”."));
    from_value(text.into()).map_err(|_| no_date())
}

/// The day it is in UTC.
pub(super) fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date(date_text((seconds / 86_400) as i64))
}
