//! Treaties, contracts, memoranda, deals.

/// What kind of agreement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementKind {
    /// Between states or bodies: agreement, accord, treaty, pact, partnership, memorandum, protocol.
    Accord,
    /// Between firms: contract, deal, merger, takeover, order.
    Contract,
    /// Between one and many: law, plan, permit, settlement.
    Other,
}

/// An agreement as one mention gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// What kind.
    pub kind: AgreementKind,
    /// The head noun in lower case ("partnership").
    pub noun: String,
    /// The words that tell it from others, stemmed, without the noun ("secur", "defens"), sorted.
    pub keys: Vec<String>,
    /// Parties, as canonical names ("European Union", "Japan"), sorted.
    pub parties: Vec<String>,
}
