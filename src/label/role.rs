//! [`Role`]: what a block of the source is.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! roles {
    ($( $(#[$meta:meta])* $Variant:ident = $word:literal, )+) => {
        /// What a block of the source, or a part of one, is.
        ///
        /// The labeller gives every block one of [`Role::ALL`]; extractors claim parts of blocks
        /// for any role, including the part roles [`Role::Speaker`] and [`Role::Embed`].
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Role {
            $( $(#[$meta])* $Variant, )+
            /// The name before the colon in an interview's turn; a part of a block.
            Speaker,
            /// A post of a social network; a whole block.
            Embed,
            /// A role this version does not know.
            Other(String),
        }

        impl Role {
            /// The roles a whole block can have, in the order of the labeller's tables.
            pub const ALL: &'static [Role] = &[ $( Role::$Variant, )+ ];

            /// The role's name, as it stands in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Role::$Variant => $word, )+
                    Role::Speaker => "speaker",
                    Role::Embed => "embed",
                    Role::Other(word) => word,
                }
            }

            /// The role's row in the labeller's tables; `None` for part roles and unknown ones.
            pub(crate) fn index(&self) -> Option<usize> {
                #[derive(Clone, Copy)]
                enum Row { $( $Variant, )+ }
                match self {
                    $( Role::$Variant => Some(Row::$Variant as usize), )+
                    _ => None,
                }
            }
        }

        impl From<&str> for Role {
            fn from(word: &str) -> Role {
                match word {
                    $( $word => Role::$Variant, )+
                    "speaker" => Role::Speaker,
                    "embed" => Role::Embed,
                    other => Role::Other(other.to_owned()),
                }
            }
        }
    };
}

roles! {
    /// The article's headline, or a copy of it.
    Headline = "headline",
    /// The line above the headline.
    Kicker = "kicker",
    /// A line under the headline that sums the story up.
    Deck = "deck",
    /// Who made the article.
    Byline = "byline",
    /// A printed date or time of the article.
    Timestamp = "timestamp",
    /// A dateline on a line of its own.
    Dateline = "dateline",
    /// A paragraph of the body.
    Paragraph = "paragraph",
    /// A heading inside the body.
    Heading = "heading",
    /// A picture's caption.
    Caption = "caption",
    /// A picture's alternative text.
    Alt = "alt",
    /// A picture's credit on a line of its own, or the part of a caption that is one.
    Credit = "credit",
    /// An item of a list.
    List = "list",
    /// A row of a table.
    Table = "table",
    /// A quotation set apart.
    Quote = "quote",
    /// A line of verse.
    Verse = "verse",
    /// The closing source line.
    Source = "source",
    /// A mark that the text ends here: // انتهى //.
    End = "end",
    /// A related story or its label.
    Related = "related",
    /// Keywords or their label.
    Tags = "tags",
    /// About the author.
    Bio = "bio",
    /// Navigation, legal notices and all else that is the page's and not the article's.
    Boilerplate = "boilerplate",
}

/// How many roles the labeller knows.
pub(crate) const ROLES: usize = Role::ALL.len();

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Role {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Role".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let known = Role::ALL.iter().chain(&[Role::Speaker, Role::Embed]);
        let known: Vec<&str> = known.map(Role::as_str).collect();
        schemars::json_schema!({
            "type": "string",
            "description": "Later versions may add words.",
            "examples": known,
        })
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Role, D::Error> {
        let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Ok(Role::from(&*word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_names_agree() {
        for (i, role) in Role::ALL.iter().enumerate() {
            assert_eq!(role.index(), Some(i));
            assert_eq!(&Role::from(role.as_str()), role);
        }
        assert_eq!(Role::Speaker.index(), None);
        assert_eq!(Role::from("sidebar"), Role::Other("sidebar".into()));
    }
}
