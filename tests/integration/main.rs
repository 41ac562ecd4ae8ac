#![allow(dead_code)]
mod generator;
#[cfg(feature = "html")]
mod html5lib;
mod render;
