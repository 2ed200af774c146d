//! What cannot stand in deployment notes, in sentences.

use crate::package::deployment::{Fault, FaultKind};

/// What is wrong, and how it is mended, as it stands beside its record.
pub fn sentence(fault: &Fault) -> String {
    match fault.kind {
        FaultKind::Secret => "This looks like a secret itself. A package is read by many: take it out, write only the secret's name, and replace the secret, since it stood here.".to_owned(),
        FaultKind::Name => "No variable can have this name: letters, digits and _, not a digit first.".to_owned(),
        FaultKind::NameTwice => "An earlier value or secret has this name.".to_owned(),
        FaultKind::Port(number) => format!("There is no port {number}: write 1 to 65535."),
        FaultKind::PortTwice => "An earlier port has this number.".to_owned(),
        FaultKind::Path => "A health check's path begins with a slash and is made of letters, digits, - . _ and ~.".to_owned(),
        FaultKind::PathTwice => "An earlier health check has this path.".to_owned(),
        FaultKind::Status(status) => format!("{status} is not the status of a service that is well: write 200 to 299."),
        FaultKind::NoExample => "The example it sends is no longer in the interface contract: choose another, or none.".to_owned(),
    }
}
