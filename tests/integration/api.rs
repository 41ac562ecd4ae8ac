//! What callers may rely on at compile time: auto traits, object safety, owned values.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use khabar::article::{
    Attribution, Block, Contributor, Dateline, Figure, Paragraph, Residue, Section, Timestamp,
    Voice,
};
use khabar::label::{Explanation, Role, Weights};
use khabar::{
    Additions, Article, Candidates, Confidence, Diagnostic, Enricher, Error, ErrorKind,
    ExtractError, Extractor, Field, Hints, InputKind, Keep, Lexicon, Limits, MergePolicy, Name,
    Origin, Parsed, Parser, ParserBuilder, Precedence, RoleScorer, Source, Span, Text,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn shared<T: Send + Sync + 'static>() {}
fn debug<T: Debug>() {}
fn data<
    T: Clone + PartialEq + Debug + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static,
>() {
}
fn json<T: Serialize + DeserializeOwned>() {}
fn word<T: Copy + Eq + std::hash::Hash + Ord>() {}

macro_rules! all {
    ($check:ident: $($Type:ty),+ $(,)?) => { $($check::<$Type>();)+ };
}

#[test]
fn values_are_owned_shared_and_comparable() {
    all!(data: Article, Text, Name, Section, Block, Paragraph, Figure, Dateline, Timestamp,
        Contributor, Attribution, Voice, Residue, Diagnostic, Origin, Confidence, Precedence, Span,
        Hints, Limits, Role, Field, Explanation, Source, Parsed, ErrorKind, InputKind, Keep);
    all!(json: Article, Text, Name, Section, Block, Paragraph, Figure, Dateline, Timestamp,
        Contributor, Attribution, Voice, Residue, Diagnostic, Origin, Confidence, Span, Role, Field,
        Explanation);
    all!(word: Confidence, Precedence, Span);
}

#[test]
fn machinery_is_shared_between_threads() {
    all!(shared: Parser, ParserBuilder, Lexicon, Weights, Error, ExtractError, Candidates,
        Additions);
    all!(debug: Parser, ParserBuilder, Lexicon, Error, ExtractError, Candidates, Additions);
    fn cloned<T: Clone + Default>() {}
    cloned::<Parser>();
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();
    error::<ExtractError>();
}

#[test]
fn extension_traits_are_object_safe_and_shared() {
    all!(shared: Box<dyn Extractor>, Box<dyn RoleScorer>, Box<dyn Enricher>, Box<dyn MergePolicy>);
}

#[test]
fn small_things_are_small() {
    assert!(size_of::<Parser>() <= 16);
    assert!(size_of::<Error>() <= 8);
    assert!(size_of::<Span>() <= 8);
    assert_eq!(size_of::<Confidence>(), 2);
}

#[test]
fn the_builder_is_used_by_value_and_the_parser_by_reference() {
    let parser = Parser::builder()
        .strict(true)
        .limits(Limits::new())
        .build()
        .expect("a parser");
    let other = parser.clone();
    let read = |parser: &Parser| parser.parse_text("خبر").expect("content").input.bytes;
    assert_eq!(read(&parser), read(&other));
}
