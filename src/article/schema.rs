//! The JSON Schema of an article.

use serde_json::Value;

use super::Article;

/// The JSON Schema (draft 2020-12) of the JSON form of an [`Article`], version
/// [`Article::SCHEMA`], made from the types.
///
/// The repository holds it as `src/article/article.schema.json`. Vocabularies are strings there,
/// their known words examples, and a block of a type that is not listed is allowed: what is
/// written by a later version of this crate is valid too.
///
/// # Examples
///
/// ```
/// let schema = khabar::article::schema();
/// assert_eq!(schema["title"], "Article");
/// ```
pub fn schema() -> Value {
    schemars::schema_for!(Article).into()
}

#[cfg(test)]
mod tests {
    /// With `UPDATE_GOLDEN` set, writes the file instead of comparing it.
    #[test]
    fn the_committed_schema_is_that_of_the_types() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/article/article.schema.json");
        let made = format!("{:#}\n", super::schema());
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap();
        assert!(made == committed, "article.schema.json is not up to date");
    }
}
