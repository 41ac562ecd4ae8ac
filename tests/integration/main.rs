#![allow(dead_code)]
mod generator;
