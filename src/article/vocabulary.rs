//! Open vocabularies: enums of known words that keep unknown ones.

/// Defines a `#[non_exhaustive]` enum whose values are words in JSON and whose last variant,
/// `Other`, keeps a word that this version does not know, so that data written by later versions
/// survives a round trip. The first variant is the default.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident {
            $(#[$fmeta:meta])* $First:ident = $first:literal,
            $( $(#[$vmeta:meta])* $Variant:ident = $word:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $Name {
            $(#[$fmeta])* $First,
            $( $(#[$vmeta])* $Variant, )*
            /// A word this version does not know.
            Other(String),
        }

        impl $Name {
            /// Every known value, in the order of declaration.
            pub const ALL: &'static [$Name] = &[ $Name::$First, $( $Name::$Variant, )* ];

            /// The word, as it stands in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    $Name::$First => $first,
                    $( $Name::$Variant => $word, )*
                    $Name::Other(word) => word,
                }
            }
        }

        impl Default for $Name {
            fn default() -> $Name {
                $Name::$First
            }
        }

        impl From<&str> for $Name {
            fn from(word: &str) -> $Name {
                match word {
                    $first => $Name::$First,
                    $( $word => $Name::$Variant, )*
                    other => $Name::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $Name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let known: Vec<&str> = $Name::ALL.iter().map($Name::as_str).collect();
                schemars::json_schema!({
                    "type": "string",
                    "description": "Later versions may add words.",
                    "examples": known,
                })
            }
        }

        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$Name, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok($Name::from(&*word))
            }
        }
    };
}

pub(crate) use vocabulary;
