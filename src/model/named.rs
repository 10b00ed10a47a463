//! Enums whose values have a name on the wire, in rule files or in a published tag set.

/// An enum with the names of its values: `ALL`, `name` and `from_name`.
macro_rules! named_set {
    ($(#[$doc:meta])* $kind:ident { $($value:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names say it")]
        pub enum $kind { $($value),+ }

        impl $kind {
            /// All values, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// Name of the value.
            pub fn name(self) -> &'static str {
                match self { $(Self::$value => $name),+ }
            }

            /// The value of that name; none for a name that the set does not have.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$value),)+ _ => None }
            }
        }
    };
}

pub(super) use named_set;
