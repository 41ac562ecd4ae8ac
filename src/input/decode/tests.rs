use encoding_rs::WINDOWS_1252;

use super::super::mojibake::Repair;
use super::*;

const NEWS: &str = "أعلنت البلدية صباح اليوم إغلاق الجسر القديم أمام السيارات، وقال مهندس المشروع إن أعمال الصيانة «ستستمر» حتى نهاية الشهر. وأضاف أن فرق المرور وفرت طريقا بديلا عبر الضاحية الغربية.";

fn plain(bytes: &[u8]) -> Decoded {
    decode(bytes, &Hints::new())
}

fn declared(label: &str, bytes: &[u8]) -> Decoded {
    decode(bytes, &Hints::new().with_encoding(label))
}

fn to_1256(text: &str) -> Vec<u8> {
    WINDOWS_1256.encode(text).0.into_owned()
}

/// encoding_rs encodes no UTF-16 and some texts hold what ISO-8859-6 lacks.
fn to_8859_6(text: &str) -> Vec<u8> {
    ISO_8859_6
        .encode(&text.replace(['«', '»'], "\""))
        .0
        .into_owned()
}

fn to_utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

fn from(decoded: &Decoded) -> (&str, &EncodingFrom) {
    (&decoded.report.encoding, &decoded.report.encoding_from)
}

#[test]
fn empty() {
    let decoded = plain(b"");
    assert_eq!(decoded.text, "");
    assert_eq!(from(&decoded), ("utf-8", &EncodingFrom::ValidUtf8));
}

#[test]
fn byte_order_marks() {
    for (mark, body, encoding) in [
        (&b"\xEF\xBB\xBF"[..], NEWS.as_bytes().to_vec(), "utf-8"),
        (b"\xFF\xFE", to_utf16(NEWS, false), "utf-16le"),
        (b"\xFE\xFF", to_utf16(NEWS, true), "utf-16be"),
    ] {
        let bytes = [mark, &body].concat();
        let decoded = declared("windows-1256", &bytes);
        assert_eq!(decoded.text, NEWS);
        assert_eq!(from(&decoded), (encoding, &EncodingFrom::Bom));
        assert_eq!(decoded.report.bytes, bytes.len());
    }
}

#[test]
fn utf8_mark_before_other_bytes() {
    let decoded = plain(&[b"\xEF\xBB\xBF", &to_1256(NEWS)[..]].concat());
    assert_eq!(decoded.text, NEWS);
    assert!(matches!(
        decoded.notes[..],
        [DecodeNote::MalformedDeclared { .. }]
    ));
}

#[test]
fn utf16_without_mark() {
    for (big, encoding) in [(false, "utf-16le"), (true, "utf-16be")] {
        for text in [NEWS, "خبر", "Plain ASCII"] {
            let decoded = plain(&to_utf16(text, big));
            assert_eq!(decoded.text, text);
            assert_eq!(from(&decoded), (encoding, &EncodingFrom::Detected));
        }
    }
    let decoded = declared("utf-8", &to_utf16(NEWS, false));
    assert_eq!(decoded.text, NEWS);
    assert!(matches!(
        decoded.notes[..],
        [DecodeNote::MalformedDeclared { .. }]
    ));
    let decoded = declared("utf-16be", &to_utf16(NEWS, false));
    assert_eq!(decoded.text, NEWS);
    assert!(matches!(
        decoded.notes[..],
        [DecodeNote::RelatedEncoding { .. }]
    ));
    assert_eq!(
        from(&declared("utf-16be", &to_utf16(NEWS, true))).1,
        &EncodingFrom::Hint
    );
}

#[test]
fn lone_surrogates_are_counted() {
    let mut bytes = b"\xFF\xFE".to_vec();
    bytes.extend([0x00, 0xD8, 0x41, 0x00, 0x00, 0xDC, 0x00, 0xD8]);
    let decoded = plain(&bytes);
    assert_eq!(decoded.text, "\u{FFFD}A\u{FFFD}\u{FFFD}");
    assert_eq!(decoded.report.replaced, 3);
}

#[test]
fn declarations_by_precedence() {
    let bytes = to_1256(NEWS);
    let hints = Hints::new().with_content_type("text/plain; charset=windows-1256");
    assert_eq!(
        from(&decode(&bytes, &hints)),
        ("windows-1256", &EncodingFrom::ContentType)
    );
    let hints = hints.with_encoding("CP1256");
    assert_eq!(
        from(&decode(&bytes, &hints)),
        ("windows-1256", &EncodingFrom::Hint)
    );
    let page = [b"<html><meta charset=windows-1256><p>", &bytes[..]].concat();
    assert_eq!(from(&plain(&page)), ("windows-1256", &EncodingFrom::Meta));
    let feed = [
        b"<?xml version='1.0' encoding='windows-1256'?><rss>",
        &bytes[..],
    ]
    .concat();
    let decoded = plain(&feed);
    assert_eq!(from(&decoded), ("windows-1256", &EncodingFrom::Meta));
    assert_eq!(decoded.report.kind, InputKind::Feed);
    // Plain text that talks about mark-up declares nothing.
    let text = [&bytes[..], b" <meta charset=koi8-r> "].concat();
    assert_eq!(plain(&text).report.encoding, "windows-1256");
}

#[test]
fn next_declaration_stands_in_for_a_wrong_one() {
    let page = [b"<html><meta charset=windows-1256><p>", &to_1256(NEWS)[..]].concat();
    let decoded = decode(
        &page,
        &Hints::new().with_content_type("text/html; charset=utf-8"),
    );
    assert!(decoded.text.ends_with(NEWS));
    assert_eq!(from(&decoded), ("windows-1256", &EncodingFrom::Meta));
    assert!(matches!(
        decoded.notes[..],
        [DecodeNote::MalformedDeclared { .. }]
    ));
}

#[test]
fn meta_of_utf16_means_utf8() {
    let page = format!("<html><meta charset=utf-16><p>{NEWS}");
    assert_eq!(
        from(&plain(page.as_bytes())),
        ("utf-8", &EncodingFrom::Meta)
    );
}

#[test]
fn labels_without_encoding_are_ignored() {
    for label in ["klingon", "", "iso-2022-kr"] {
        let decoded = declared(label, NEWS.as_bytes());
        assert_eq!(decoded.text, NEWS);
        assert!(
            matches!(&decoded.notes[..], [DecodeNote::UnknownLabel { label: l }] if l == label)
        );
    }
}

#[test]
fn mislabelled_utf8() {
    for label in ["windows-1256", "iso-8859-6", "iso-8859-1", "gbk", "utf-16"] {
        let decoded = declared(label, NEWS.as_bytes());
        assert_eq!(decoded.text, NEWS);
        assert_eq!(from(&decoded), ("utf-8", &EncodingFrom::ValidUtf8));
        assert!(
            matches!(decoded.notes[..], [DecodeNote::MislabelledUtf8 { .. }]),
            "{label}"
        );
    }
    // Cut short at the end, it still is.
    let cut = &NEWS.as_bytes()[..NEWS.len() - 2];
    let decoded = declared("windows-1256", cut);
    assert_eq!(decoded.report.replaced, 1);
    assert_eq!(from(&decoded), ("utf-8", &EncodingFrom::ValidUtf8));
}

#[test]
fn ascii_keeps_its_declaration() {
    let decoded = declared("windows-1256", b"ASCII");
    assert_eq!(from(&decoded), ("windows-1256", &EncodingFrom::Hint));
    assert_eq!(decoded.text, "ASCII");
    assert_eq!(declared("utf-16", b"ASCII!").text, "ASCII!");
}

#[test]
fn slips_are_no_reason_to_detect() {
    let mut bytes = NEWS.as_bytes().to_vec();
    bytes[9] = 0xFF;
    for decoded in [plain(&bytes), declared("utf-8", &bytes)] {
        assert_eq!(decoded.report.encoding, "utf-8");
        assert_eq!(
            decoded.report.replaced,
            decoded.text.matches('\u{FFFD}').count()
        );
        assert!(decoded.text.ends_with(&NEWS[21..]));
    }
}

#[test]
fn cut_at_the_end_is_one_replacement() {
    for cut in 1..NEWS.len() {
        if NEWS.is_char_boundary(cut) || cut < 8 {
            continue;
        }
        let decoded = plain(&NEWS.as_bytes()[..cut]);
        assert_eq!(
            decoded.text.strip_suffix('\u{FFFD}').unwrap(),
            &NEWS[..cut - 1]
        );
        assert_eq!(decoded.report.replaced, 1);
        assert_eq!(from(&decoded), ("utf-8", &EncodingFrom::ValidUtf8));
    }
}

#[test]
fn windows_1256_without_a_word() {
    let detected = plain(&to_1256(NEWS));
    assert_eq!(detected.text, NEWS);
    assert_eq!(detected.report.encoding, "windows-1256");
    // Single words, too.
    for word in ["المصدر", "خبر", "قال"] {
        assert_eq!(plain(&to_1256(word)).text, word);
    }
    // Behind more ASCII than the detector is given.
    let late = [&b"x = 1;\n".repeat(20_000)[..], &to_1256(NEWS)].concat();
    assert!(plain(&late).text.ends_with(NEWS));
}

#[test]
fn windows_1256_called_utf8() {
    let decoded = declared("utf-8", &to_1256(NEWS));
    assert_eq!(decoded.text, NEWS);
    assert!(matches!(
        decoded.notes[..],
        [DecodeNote::MalformedDeclared { .. }]
    ));
}

#[test]
fn windows_1256_called_latin_1_is_mended() {
    let decoded = declared("iso-8859-1", &to_1256(NEWS));
    assert_eq!(decoded.text, NEWS);
    assert_eq!(
        decoded.report.repaired,
        Some(Repair::Windows1256AsWindows1252)
    );
    assert_eq!(from(&decoded), ("windows-1252", &EncodingFrom::Hint));
}

#[test]
fn iso_8859_6_and_its_impostor() {
    let text = NEWS.replace(['«', '»'], "\"");
    for decoded in [
        plain(&to_8859_6(NEWS)),
        declared("iso-8859-6", &to_8859_6(NEWS)),
    ] {
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.report.encoding, "iso-8859-6");
        assert!(decoded.notes.is_empty());
    }
    let decoded = declared("iso-8859-6", &to_1256(NEWS));
    assert_eq!(decoded.text, NEWS);
    assert_eq!(from(&decoded), ("windows-1256", &EncodingFrom::Hint));
    assert!(matches!(
        decoded.notes[..],
        [DecodeNote::RelatedEncoding { .. }]
    ));
    // A word without article and without bytes that would tell stays what it was called.
    let decoded = declared("iso-8859-6", &to_8859_6("خبر"));
    assert_eq!(
        (&*decoded.text, &*decoded.report.encoding),
        ("خبر", "iso-8859-6")
    );
    assert_eq!(declared("iso-8859-6", &to_1256("فيك")).text, "فيك");
}

#[test]
fn two_encodings_side_by_side() {
    let bytes = [NEWS.as_bytes(), b"\n", &to_1256(NEWS), b"\n"].concat();
    for decoded in [
        plain(&bytes),
        declared("utf-8", &bytes),
        declared("windows-1256", &bytes),
    ] {
        assert_eq!(decoded.text, format!("{NEWS}\n{NEWS}\n"));
        assert_eq!(decoded.report.replaced, 0);
        assert!(matches!(
            decoded.notes[..],
            [DecodeNote::MixedEncodings { runs: 20.., .. }]
        ));
    }
}

#[test]
fn utf8_damaged_all_over_stays_utf8() {
    // The second byte of every twentieth letter is lost.
    let mut bytes = Vec::new();
    for (n, c) in NEWS.chars().enumerate() {
        let mut buffer = [0; 4];
        let whole = c.encode_utf8(&mut buffer).as_bytes();
        let lost = usize::from(n % 20 == 3 && whole.len() > 1);
        bytes.extend(&whole[..whole.len() - lost]);
    }
    let decoded = declared("utf-8", &bytes);
    assert_eq!(from(&decoded), ("utf-8", &EncodingFrom::Hint));
    assert!(decoded.report.replaced >= 5);
    assert_eq!(
        decoded.text.matches('\u{FFFD}').count(),
        decoded.report.replaced
    );
    assert!(decoded.notes.is_empty());
}

#[test]
fn european_text_is_no_arabic() {
    let text = "L'élève âgé a été récompensé à Orléans, où il était né.";
    let bytes = WINDOWS_1252.encode(text).0;
    assert_eq!(declared("iso-8859-1", &bytes).text, text);
    #[cfg(feature = "detect")]
    assert_eq!(plain(&bytes).text, text);
}

#[test]
fn replacement_characters_spelt_out_do_not_count() {
    let decoded = plain("خبر \u{FFFD} خبر".as_bytes());
    assert_eq!(decoded.report.replaced, 0);
}

#[test]
fn binary_is_noted() {
    let bytes: Vec<u8> = (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let decoded = plain(&bytes);
    assert!(
        decoded
            .notes
            .iter()
            .any(|n| matches!(n, DecodeNote::BinaryLike { share } if *share > 30))
    );
    assert!(
        plain(b"\0\0\0\0")
            .notes
            .contains(&DecodeNote::BinaryLike { share: 1000 })
    );
    assert!(plain(NEWS.as_bytes()).notes.is_empty());
}

#[test]
fn mojibake_in_bytes_is_mended() {
    let broken = WINDOWS_1256.decode_without_bom_handling(NEWS.as_bytes()).0;
    let decoded = plain(broken.as_bytes());
    assert_eq!(decoded.text, NEWS);
    assert_eq!(decoded.report.repaired, Some(Repair::Utf8AsWindows1256));
    assert_eq!(decoded.report.bytes, broken.len());
    assert_eq!(decode_str(&broken).text, NEWS);
}

#[test]
fn callers_text_is_moved() {
    let text = format!("\u{FEFF}{NEWS}");
    let address = text.as_ptr();
    let decoded = Decoded::from_text(text);
    assert_eq!(decoded.text.as_ptr(), address);
    assert!(decoded.text.starts_with('\u{FEFF}'));
}

#[test]
#[cfg(feature = "detect")]
fn top_level_domains() {
    assert_eq!(
        top_level_domain("https://u:p@Akhbar.Example.EG:80/a.b?c").as_deref(),
        Some("eg")
    );
    assert_eq!(
        top_level_domain("https://example.sa.").as_deref(),
        Some("sa")
    );
    assert_eq!(
        top_level_domain("http://x.xn--mgberp4a5d4ar/").as_deref(),
        Some("xn--mgberp4a5d4ar")
    );
    for url in [
        "",
        "example.eg",
        "http://localhost",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://خبر.مصر/",
        "http://a./",
    ] {
        assert_eq!(top_level_domain(url), None, "{url}");
    }
}

#[test]
fn large_hostile_inputs_come_through() {
    for bytes in [
        vec![0xFF; 3 << 20],
        vec![0; 3 << 20],
        vec![b'<'; 3 << 20],
        vec![b' '; 3 << 20],
        vec![0xD8; 3 << 20],
        [0xD8, 0xA7, 0xFF].repeat(1 << 20),
        [0x00, 0xD8].repeat(1 << 20),
        [b'a', 0xC7].repeat(1 << 20),
        "Ù".repeat(1 << 20).into_bytes(),
    ] {
        for hints in [
            Hints::new(),
            Hints::new().with_encoding("utf-8"),
            Hints::new().with_encoding("iso-8859-6"),
        ] {
            let decoded = decode(&bytes, &hints);
            assert_eq!(decoded.report.bytes, bytes.len());
            assert!(!decoded.text.is_empty());
        }
    }
}

const LABELS: [&str; 9] = [
    "utf-8",
    "windows-1256",
    "iso-8859-6",
    "windows-1252",
    "utf-16",
    "utf-16be",
    "gbk",
    "iso-2022-jp",
    "none",
];

quickcheck::quickcheck! {
    fn any_bytes_with_any_hint(bytes: Vec<u8>, label: usize, markup: bool) -> bool {
        let bytes = if markup { [b"<html><meta charset=utf-8>", &bytes[..]].concat() } else { bytes };
        let hints = match LABELS.get(label % (LABELS.len() + 1)) {
            Some(label) => Hints::new().with_encoding(*label),
            None => Hints::new(),
        };
        let decoded = decode(&bytes, &hints);
        let spelt = bytes.windows(3).filter(|w| w == b"\xEF\xBF\xBD").count();
        let there = decoded.text.matches('\u{FFFD}').count();
        let utf16 = decoded.report.encoding.starts_with("utf-16");
        decoded.report.bytes == bytes.len()
            && decoded.report.replaced <= there
            && (utf16 || spelt > 0 || decoded.report.replaced == there)
            && decoded == decode(&bytes, &hints)
    }

    fn utf8_goes_through(text: String) -> bool {
        // Every second byte a control character is the pattern of UTF-16.
        let text = text.replace(['\0', '\u{6}'], "");
        let decoded = plain(text.as_bytes());
        let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        decoded.report.repaired.is_some() || (decoded.text == unmarked && decoded.report.replaced == 0)
    }

    fn arabic_goes_through_windows_1256(picks: Vec<usize>) -> bool {
        let words: Vec<&str> = NEWS.split(' ').collect();
        let text: String = picks.iter().map(|i| words[i % words.len()]).collect::<Vec<_>>().join(" ");
        declared("windows-1256", &to_1256(&text)).text == text
    }

    fn cuts_never_cost_a_text_its_encoding(start: usize, length: usize) -> bool {
        let (start, length) = (start % 100, 60 + length % 100);
        let bytes = &NEWS.as_bytes()[start..start + length];
        // A cut at the beginning is a slip.
        plain(bytes).report.encoding == "utf-8"
    }
}
