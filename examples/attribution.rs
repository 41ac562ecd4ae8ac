//! Prints an article with its cues, sources and contents marked, and the table of its voices.
//!
//! ```text
//! attribution          an article that comes with the example
//! attribution FILE     a text file
//! ```
//!
//! On a terminal cues are yellow, sources green, contents cyan, relays and channels magenta;
//! elsewhere they stand in brackets: `[cue|…]`, `[source|…]`, `[content|…]`, `[via|…]`, `[channel|…]`.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use khabar::article::Article;
use khabar::{Hints, InputKind, Parsed, Parser, Span};

const ARTICLE: &str = "\
ميناء الرمال يستأنف العمل بعد العاصفة

أعلنت إدارة ميناء الرمال صباح الأحد استئناف حركة السفن بعد توقف دام يومين، وقال مدير الميناء سالم الحداد إن الأضرار محدودة، مضيفا أن الرصيف الغربي وحده يحتاج إلى ترميم.

ونقلت وكالة الساحل عن مصدر في خفر السواحل -طلب عدم ذكر اسمه- أن أربع سفن انجرفت نحو الشاطئ. وأوضح المصدر أن طواقمها بخير.

من جانبها، طالبت نقابة البحارة بفتح تحقيق في سبب تأخر الإنذار. وكتبت رئيسة النقابة ليلى المنصور على صفحتها في فيسبوك: «لم يصلنا أي تحذير قبل منتصف الليل». ورفضت هيئة الأرصاد التعليق.

ووصف الحداد عمل الطواقم بأنه «مثال في الانضباط»، في حين تشير تقارير محلية إلى أن الخسائر قد تبلغ مليوني دينار، بحسب صحيفة المرسى.
";

fn main() -> ExitCode {
    let bytes = match std::env::args_os().nth(1) {
        None => ARTICLE.as_bytes().to_vec(),
        Some(path) => match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{}: {error}", path.to_string_lossy());
                return ExitCode::FAILURE;
            }
        },
    };
    match print(&bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn print(bytes: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
    let parser = Parser::default();
    let hints = Hints::new().with_kind(InputKind::Text);
    let source = parser.decode(bytes, &hints);
    let Parsed::Article(article) = parser.parse_source(&source, &hints)? else {
        return Err("not an article".into());
    };
    let mut out = io::stdout().lock();
    let colour = out.is_terminal();
    writeln!(out, "{}", marked(source.text(), &article, colour))?;
    writeln!(out)?;
    for (n, one) in article.attributions.iter().enumerate() {
        let text = |t: &Option<khabar::Text>| t.as_ref().map_or("-", |t| &*t.text).to_owned();
        writeln!(
            out,
            "{:>2}  {}  [{}, {}, {}]",
            n + 1,
            text(&one.resolved),
            one.cue.text,
            one.rule.as_deref().unwrap_or("-"),
            one.confidence
        )?;
        writeln!(out, "    {}", text(&one.content))?;
    }
    writeln!(out)?;
    for voice in &article.voices {
        writeln!(
            out,
            "{:>3}  {:<12}  {:<7}  {}",
            voice.mentions,
            voice.sort.as_str(),
            voice.gender.as_str(),
            voice.name
        )?;
    }
    let voices = article.voice_summary();
    writeln!(
        out,
        "attributions {}, anonymous {:.0} %, women {:.0} % of those by persons of known gender",
        voices.attributions,
        100.0 * voices.anonymous_share(),
        100.0 * voices.women_share()
    )?;
    Ok(())
}

/// The text with its parts marked. Parts nest: a content may hold a cue.
fn marked(text: &str, article: &Article, colour: bool) -> String {
    let mut marks: Vec<(Span, &str, &str)> = Vec::new();
    for one in &article.attributions {
        let parts = [
            (Some(&one.cue), "cue", "\u{1b}[1;33m"),
            (one.source.as_ref(), "source", "\u{1b}[32m"),
            (one.content.as_ref(), "content", "\u{1b}[36m"),
            (one.via.as_ref(), "via", "\u{1b}[35m"),
            (one.channel.as_ref(), "channel", "\u{1b}[35m"),
        ];
        for (part, name, code) in parts {
            if let Some(span) = part.and_then(|p| p.span) {
                marks.push((span, name, code));
            }
        }
    }
    marks.sort_by_key(|(span, ..)| (span.start(), std::cmp::Reverse(span.end())));
    let mut out = String::with_capacity(text.len() * 2);
    let mut open: Vec<(Span, &str)> = Vec::new();
    let mut at = 0;
    let close = |out: &mut String, open: &mut Vec<(Span, &str)>, at: &mut usize, until: usize| {
        while let Some(&(span, _)) = open.last()
            && span.end() <= until
        {
            open.pop();
            out.push_str(text.get(*at..span.end()).unwrap_or(""));
            *at = span.end().max(*at);
            if colour {
                out.push_str("\u{1b}[0m");
                out.push_str(open.last().map_or("", |(_, code)| code));
            } else {
                out.push(']');
            }
        }
    };
    for (span, name, code) in marks {
        close(&mut out, &mut open, &mut at, span.start());
        // A part that crosses the end of the one around it is left out of the picture.
        if span.start() < at
            || open
                .last()
                .is_some_and(|(around, _)| span.end() > around.end())
        {
            continue;
        }
        out.push_str(text.get(at..span.start()).unwrap_or(""));
        at = span.start();
        if colour {
            out.push_str(code);
        } else {
            out.push('[');
            out.push_str(name);
            out.push('|');
        }
        open.push((span, code));
    }
    close(&mut out, &mut open, &mut at, text.len());
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
