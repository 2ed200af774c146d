//! Deployment notes: what whoever installs, starts and checks the service needs to know.

use super::{Date, Id, Package};

record! {
    /// How the service is installed, started and checked; left out of the file while nothing is said.
    pub struct DeploymentNotes left out when is_empty {
        /// Values it is started with.
        pub configuration: Vec<ConfigurationValue>,
        /// What it must be given and nobody may read, by name only.
        pub secrets: Vec<Secret>,
        /// Where it listens.
        pub ports: Vec<Port>,
        /// How one sees that it is well.
        pub health_checks: Vec<HealthCheck>,
        /// What is tried after each deployment, in order.
        pub smoke_test: Vec<SmokeStep>,
        /// How the version before is put back, in a few sentences.
        pub rollback: String,
        ..extra
    }

    /// A value the service is started with.
    pub struct ConfigurationValue {
        /// Identifier.
        pub id: Id,
        /// The name of the variable, such as `QUEUE_LIMIT`.
        pub name: String,
        /// The value unless somebody sets another; empty when it must be set.
        pub default: String,
        /// What it does.
        pub meaning: String,
        ..extra
    }

    /// Something the service must be given and nobody may read; its value stands nowhere in a package.
    pub struct Secret {
        /// Identifier.
        pub id: Id,
        /// The name of the variable, such as `MODEL_REGISTRY_TOKEN`.
        pub name: String,
        /// What it opens.
        pub purpose: String,
        /// Where it is kept, and who may read it.
        pub kept: String,
        ..extra
    }

    /// A port on which the service listens.
    pub struct Port {
        /// Identifier.
        pub id: Id,
        /// 1 to 65535.
        pub number: u32 = 8080,
        /// What is served there.
        pub purpose: String,
        ..extra
    }

    /// A request that tells whether the service is well.
    pub struct HealthCheck {
        /// Identifier.
        pub id: Id,
        /// Its path, read with GET.
        pub path: String,
        /// The status when all is well.
        pub status: u32 = 200,
        /// Every how many seconds it is asked.
        pub every_seconds: Option<f64>,
        /// What it tells.
        pub purpose: String,
        ..extra
    }

    /// A step of the smoke test.
    pub struct SmokeStep {
        /// Identifier.
        pub id: Id,
        /// What is done.
        pub action: String,
        /// What must follow.
        pub expected: String,
        /// The example of the interface contract that it sends; none when a person does it.
        pub example: Id,
        /// What followed when it was last done.
        pub outcome: SmokeOutcome,
        /// When that was.
        pub date: Date,
        /// Where it can be seen: a log, a run of CI, a digest.
        pub evidence: String,
        ..extra
    }
}

words! {
    /// What followed from a step of the smoke test.
    pub enum SmokeOutcome {
        /// It was not done yet.
        #[default]
        NotRun = "Not run",
        /// What was expected.
        Passed = "Passed",
        /// Something else.
        Failed = "Failed",
    }
}

impl DeploymentNotes {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something in deployment notes that cannot stand, and the record it is said of.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The value, secret, port, health check or step.
    pub record: Id,
    /// What.
    pub kind: FaultKind,
}

/// What is wrong with deployment notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A text that looks like a secret itself, where only a name or a plain value may stand.
    Secret,
    /// A name that no variable can have: letters, digits and `_`, not a digit first.
    Name,
    /// An earlier value or secret has the name.
    NameTwice,
    /// No port has this number.
    Port(u32),
    /// An earlier port has the number.
    PortTwice,
    /// A path of a health check that does not begin with a slash, or has other signs than a path.
    Path,
    /// An earlier health check has the path.
    PathTwice,
    /// The status of a health check is no success.
    Status(u32),
    /// The example it sends is not in the interface contract.
    NoExample,
}

/// Of more records than this only what looks like a secret is looked for, not what stands twice: what that costs grows
/// with their square.
const MOST_COMPARED: usize = 2_000;

/// Everything that cannot stand in a package's deployment notes, in the order of its lists.
pub fn faults(package: &Package) -> Vec<Fault> {
    let notes = &package.deployment;
    let mut found = Vec::new();
    let mut say = |record: &Id, kind: FaultKind, holds: bool| {
        if holds {
            found.push(Fault { record: record.clone(), kind });
        }
    };
    let DeploymentNotes { configuration, secrets, ports, health_checks, smoke_test, .. } = notes;
    let all = configuration.len() + secrets.len() + ports.len() + health_checks.len() + smoke_test.len();
    let compared = all <= MOST_COMPARED && package.interface.examples.len() <= MOST_COMPARED;
    let mut names: Vec<&str> = Vec::new();
    let values = configuration.iter().map(|it| (&it.id, it.name.trim(), it.default.as_str(), ""));
    let named = secrets.iter().map(|it| (&it.id, it.name.trim(), it.kept.as_str(), it.purpose.as_str()));
    for (id, name, text, other) in values.chain(named) {
        let secret = [name, text, other].into_iter().any(looks_secret);
        say(id, FaultKind::Secret, secret);
        say(id, FaultKind::Name, !secret && !name.is_empty() && !is_variable(name));
        say(id, FaultKind::NameTwice, compared && !name.is_empty() && names.contains(&name));
        names.push(name);
    }
    for (place, port) in ports.iter().enumerate() {
        say(&port.id, FaultKind::Port(port.number), !(1..=65_535).contains(&port.number));
        say(&port.id, FaultKind::PortTwice, compared && ports[..place].iter().any(|other| other.number == port.number));
    }
    for (place, check) in health_checks.iter().enumerate() {
        let path = check.path.trim();
        let before = &health_checks[..place];
        say(&check.id, FaultKind::Path, !path.is_empty() && !is_plain_path(path));
        say(
            &check.id,
            FaultKind::PathTwice,
            compared && !path.is_empty() && before.iter().any(|other| other.path.trim() == path),
        );
        say(&check.id, FaultKind::Status(check.status), !(200..300).contains(&check.status));
    }
    for step in smoke_test {
        let known = !compared || package.interface.examples.iter().any(|example| example.id == step.example);
        say(&step.id, FaultKind::NoExample, !step.example.is_empty() && !known);
        say(
            &step.id,
            FaultKind::Secret,
            [&step.action, &step.expected, &step.evidence].iter().any(|it| looks_secret(it)),
        );
    }
    found
}

/// Whether an environment variable can have this name (POSIX.1-2017, 8.1).
pub fn is_variable(name: &str) -> bool {
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    begins && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Whether a path is plain letters, digits and a few signs, with a slash first.
pub fn is_plain_path(path: &str) -> bool {
    path.starts_with('/') && path.chars().all(|it| it.is_ascii_alphanumeric() || "/-._~".contains(it))
}

/// What keys and tokens of well-known services begin with.
const BEGINNINGS: [&str; 14] = [
    "AKIA",
    "ASIA",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "sk-",
    "sk_live_",
    "xoxb-",
    "xoxp-",
    "AIza",
    "eyJ",
    "hf_",
];

/// From how many letters without a space a text of letters and digits is taken for a key.
const LONG: usize = 20;

/// Whether a text looks like a secret: a private key, a token by its beginning, a password in an address or after
/// `password=`, or many letters and digits in no order. A digest written as `sha256:…` is none.
pub fn looks_secret(text: &str) -> bool {
    if text.contains("-----BEGIN") && text.contains("PRIVATE KEY") {
        return true;
    }
    text.split(|letter: char| letter.is_whitespace() || "\"'`,;()<>".contains(letter)).any(word_looks_secret)
}

fn word_looks_secret(word: &str) -> bool {
    if let Some((_, rest)) = word.split_once("://") {
        let authority = rest.split('/').next().unwrap_or_default();
        let password = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
        return password.is_some_and(|(_, password)| !password.is_empty());
    }
    let lower = word.to_ascii_lowercase();
    let said = ["password=", "passwd=", "secret=", "token=", "api_key=", "apikey="];
    if said.iter().any(|name| lower.find(name).is_some_and(|at| lower.len() > at + name.len())) {
        return true;
    }
    let digest = ["sha256:", "sha256-", "sha384-", "sha512:", "sha512-"];
    if digest.iter().any(|name| lower.starts_with(name)) {
        return false;
    }
    let begins = |start: &&str| word.strip_prefix(*start).is_some_and(|rest| rest.len() >= 12 && !rest.contains('/'));
    BEGINNINGS.iter().any(begins) || is_disorder(word)
}

/// Letters of both sizes and digits, long and changing from one kind to another as words and names do not.
fn is_disorder(word: &str) -> bool {
    let kind = |letter: u8| match letter {
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    if word.len() < LONG || !word.bytes().all(|it| it.is_ascii_alphanumeric() || b"+=_-".contains(&it)) {
        return false;
    }
    let kinds: Vec<u8> = word.bytes().map(kind).filter(|kind| *kind < 3).collect();
    let changes = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let all = (0..3).all(|kind| kinds.contains(&kind));
    // Names such as `maxQueueLength2` change rarely; half of all neighbours differ in a random text of three kinds.
    all && changes * 4 >= kinds.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_from_values() {
        let secret = [
            "AKIAIOSFODNN7EXAMPLE",
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "sk-proj-4f9a8b7c6d5e4f3a2b1c",
            "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30",
            "postgres://triage:hunter2@db:5432/triage",
            "password=hunter2",
            "-----BEGIN RSA PRIVATE KEY-----",
            "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
        ];
        assert_eq!(secret.iter().find(|text| !looks_secret(text)), None);
        let plain = [
            "",
            "0.85",
            "MODEL_REGISTRY_TOKEN",
            "https://registry.example/models/triage?version=12",
            "postgres://triage@db:5432/triage",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "The password is kept in the vault; operations may read it.",
            "triage-model-2026-11-21-candidate-3",
            "distilbert-base-multilingual-cased",
            "/etc/triage/thresholds.json",
            "vault path kv/triage/registry-token",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ];
        assert_eq!(plain.iter().find(|text| looks_secret(text)), None);
    }

    #[test]
    fn what_cannot_stand_is_found_at_its_record() {
        #[track_caller]
        fn check(change: impl Fn(&mut DeploymentNotes), expected: &[FaultKind]) {
            let mut package = Package::default();
            let notes = &mut package.deployment;
            notes.configuration.push(ConfigurationValue {
                name: "THRESHOLD".to_owned(),
                default: "0.8".to_owned(),
                ..Default::default()
            });
            notes.secrets.push(Secret { name: "TOKEN".to_owned(), ..Default::default() });
            notes.ports.push(Port::default());
            notes.health_checks.push(HealthCheck { path: "/healthz".to_owned(), ..Default::default() });
            notes.smoke_test.push(SmokeStep::default());
            change(notes);
            let found: Vec<_> = faults(&package).into_iter().map(|one| one.kind).collect();
            assert_eq!(found, expected);
        }
        check(|_| {}, &[]);
        check(|it| it.configuration[0].default = "password=x".to_owned(), &[FaultKind::Secret]);
        check(|it| it.secrets[0].name = "AKIAIOSFODNN7EXAMPLE".to_owned(), &[FaultKind::Secret]);
        check(|it| it.secrets[0].name = "my token".to_owned(), &[FaultKind::Name]);
        check(|it| it.secrets[0].name = "THRESHOLD".to_owned(), &[FaultKind::NameTwice]);
        check(|it| it.ports.push(Port::default()), &[FaultKind::PortTwice]);
        check(|it| it.ports[0].number = 70_000, &[FaultKind::Port(70_000)]);
        check(|it| it.health_checks[0].path = "healthz".to_owned(), &[FaultKind::Path]);
        check(|it| it.health_checks[0].status = 404, &[FaultKind::Status(404)]);
        check(|it| it.smoke_test[0].example = "gone".into(), &[FaultKind::NoExample]);
    }
}
