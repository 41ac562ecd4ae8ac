//! From bytes to text: which encoding, decided in a fixed order, and decoding that never fails.

use std::borrow::Cow;

#[cfg(feature = "detect")]
use encoding_rs::WINDOWS_1252;
use encoding_rs::{DecoderResult, Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

use super::mojibake::repair;
use super::sniff::{charset_of, declared_label, sniff};
use super::{DecodeNote, Decoded, EncodingFrom, Hints, InputKind, InputReport};

/// Bytes looked at for the pattern of UTF-16.
const UTF16_SAMPLE: usize = 4096;
/// Bytes given to the detector, which is slow (8 MB/s) and sure after far fewer.
#[cfg(feature = "detect")]
const DETECT_SAMPLE: usize = 64 * 1024;
/// Non-ASCII bytes after which an input that is mostly malformed UTF-8 is taken for another encoding.
const SURVEY_SAMPLE: usize = 64 * 1024;
/// Bytes of text looked at for control characters.
const BINARY_SAMPLE: usize = 64 * 1024;

/// Decodes any bytes. What decided is in the report; this never fails and never panics.
///
/// In this order:
///
/// 1. A byte order mark (UTF-8, UTF-16). It does not become part of the text.
/// 2. UTF-16 without one, told by its zero bytes or, in Arabic, its 06 bytes in every other place: no other encoding
///    looks like that, whatever was declared.
/// 3. What was declared, by [`Hints::encoding`], the content type's `charset`, and in HTML and feeds a `<meta>` or XML
///    declaration within the first 1,024 bytes, the first that fits: a declaration is passed over if more than 1 % of
///    the non-ASCII bytes are malformed in it, and one of another encoding loses against bytes that are UTF-8.
/// 4. UTF-8, if the bytes are valid (a sequence cut short at the end does not count against them) or malformed only
///    here and there.
/// 5. Detection by chardetng on at most 64 kB, with the top-level domain of [`Hints::url`] (feature `detect`).
/// 6. windows-1256.
///
/// Two more things are known of Arabic pages. Many that call themselves ISO-8859-6 are windows-1256; the article ال and
/// bytes without meaning in ISO-8859-6 tell. And some have words of both UTF-8 and windows-1256, a template around old
/// articles for example; then every run of non-ASCII bytes is decoded by itself.
///
/// Malformed sequences become U+FFFD, one each, as the WHATWG Encoding Standard has it. Last of all, text that was
/// decoded wrongly before it came here is mended ([`mojibake::repair`](super::mojibake::repair)).
///
/// Time is linear in `bytes`; memory is one text, or two while mojibake is undone. Valid UTF-8 is checked and copied.
///
/// ```
/// use khabar::input::{decode, DecodeNote, EncodingFrom, Hints};
///
/// let hints = Hints::new().with_encoding("windows-1256");
/// let decoded = decode("قال أن".as_bytes(), &hints);
/// assert_eq!(decoded.text, "قال أن");
/// assert_eq!(decoded.report.encoding_from, EncodingFrom::ValidUtf8);
/// assert!(matches!(decoded.notes[..], [DecodeNote::MislabelledUtf8 { .. }]));
///
/// let utf16 = [0x42, 0x06, 0x27, 0x06, 0x44, 0x06]; // «قال», no byte order mark
/// assert_eq!(decode(&utf16, &Hints::new()).text, "قال");
/// ```
#[must_use]
pub fn decode(bytes: &[u8], hints: &Hints) -> Decoded {
    let mut notes = Vec::new();
    let read = read(bytes, hints, &mut notes);
    let report = InputReport {
        encoding: name(read.encoding),
        encoding_from: read.from,
        replaced: read.replaced,
        bytes: bytes.len(),
        ..InputReport::default()
    };
    let mut decoded = finish(read.text, report, notes);
    decoded.report.kind = sniff(&decoded.text, hints);
    decoded
}

/// Takes over a text the caller has decoded: copies it and proceeds as [`Decoded::from_text`].
///
/// ```
/// use khabar::input::{decode_str, EncodingFrom};
///
/// let decoded = decode_str("Ù‚Ø§Ù„ Ø£Ù†");
/// assert_eq!(decoded.text, "قال أن");
/// assert_eq!(decoded.report.encoding_from, EncodingFrom::Caller);
/// ```
#[must_use]
pub fn decode_str(text: &str) -> Decoded {
    Decoded::from_text(text.to_owned())
}

impl Decoded {
    /// Takes over a text the caller has decoded. The kind is [`InputKind::Text`]; use [`sniff`] where that is not known.
    ///
    /// The text stays as it is, a leading U+FEFF included, so that spans fit the caller's own copy, unless it is
    /// mojibake, which is mended ([`mojibake::repair`](super::mojibake::repair)). Nothing is copied otherwise.
    ///
    /// ```
    /// use khabar::input::{Decoded, InputKind};
    ///
    /// let decoded = Decoded::from_text("خبر".to_owned());
    /// assert_eq!(decoded.report.kind, InputKind::Text);
    /// assert_eq!(decoded.report.bytes, 6);
    /// ```
    #[must_use]
    pub fn from_text(text: String) -> Self {
        let report = InputReport {
            bytes: text.len(),
            ..InputReport::default()
        };
        finish(text, report, Vec::new())
    }
}

fn finish(text: String, mut report: InputReport, mut notes: Vec<DecodeNote>) -> Decoded {
    let text = match repair(&text) {
        Some(repaired) => {
            report.repaired = Some(repaired.shape);
            report.replaced = repaired.replaced;
            repaired.text
        }
        None => text,
    };
    let share = control_share(&text);
    // A form feed or an escape sequence here and there is no sign of binary data.
    if share >= 10 {
        notes.push(DecodeNote::BinaryLike { share });
    }
    Decoded {
        text,
        report,
        notes,
    }
}

/// Bytes read.
struct Read {
    text: String,
    replaced: usize,
    encoding: &'static Encoding,
    from: EncodingFrom,
}

impl Read {
    fn new(encoding: &'static Encoding, from: EncodingFrom, bytes: &[u8]) -> Self {
        let (text, replaced) = decode_as(encoding, bytes);
        Read {
            text,
            replaced,
            encoding,
            from,
        }
    }
}

fn read(bytes: &[u8], hints: &Hints, notes: &mut Vec<DecodeNote>) -> Read {
    let mut declared = Vec::new();
    let mut body = bytes;
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        body = bytes.get(length..).unwrap_or_default();
        if encoding != UTF_8 {
            return Read::new(encoding, EncodingFrom::Bom, body);
        }
        declared.push((UTF_8, EncodingFrom::Bom));
    }
    declare(body, hints, &mut declared, notes);
    if let Some(encoding) = utf16_pattern(body) {
        return read_utf16(body, encoding, &declared, notes);
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => read_valid(body, text, &declared, notes),
        None => read_other(body, hints, declared, notes),
    }
}

/// Collects the encodings declared, in order of precedence.
fn declare(
    body: &[u8],
    hints: &Hints,
    declared: &mut Vec<(&'static Encoding, EncodingFrom)>,
    notes: &mut Vec<DecodeNote>,
) {
    let header = hints.content_type().and_then(|t| charset_of(t.as_bytes()));
    let markup = match sniff(body, hints) {
        InputKind::Text => None,
        _ => declared_label(body),
    };
    for (label, from) in [
        (hints.encoding().map(str::as_bytes), EncodingFrom::Hint),
        (header, EncodingFrom::ContentType),
        (markup, EncodingFrom::Meta),
    ] {
        let Some(label) = label else { continue };
        match Encoding::for_label_no_replacement(label) {
            // A declaration that can be read as ASCII is not in UTF-16 (HTML Standard, same place).
            Some(encoding) if from == EncodingFrom::Meta && is_utf16(encoding) => {
                declared.push((UTF_8, from))
            }
            Some(encoding) => declared.push((encoding, from)),
            None => notes.push(DecodeNote::UnknownLabel {
                label: String::from_utf8_lossy(label).chars().take(64).collect(),
            }),
        }
    }
}

fn read_utf16(
    body: &[u8],
    encoding: &'static Encoding,
    declared: &[(&'static Encoding, EncodingFrom)],
    notes: &mut Vec<DecodeNote>,
) -> Read {
    let from = match declared.first() {
        Some((first, from)) if *first == encoding => from.clone(),
        Some((first, _)) if is_utf16(first) => {
            notes.push(related(first, encoding));
            EncodingFrom::Detected
        }
        Some((first, _)) => {
            notes.push(malformed(first));
            EncodingFrom::Detected
        }
        None => EncodingFrom::Detected,
    };
    Read::new(encoding, from, body)
}

/// Reads bytes that are valid UTF-8 as a whole.
fn read_valid(
    body: &[u8],
    text: Cow<'_, str>,
    declared: &[(&'static Encoding, EncodingFrom)],
    notes: &mut Vec<DecodeNote>,
) -> Read {
    let from = match declared.first() {
        None => EncodingFrom::ValidUtf8,
        Some((first, from)) if *first == UTF_8 => from.clone(),
        Some((first, from)) => {
            let ascii = Encoding::ascii_valid_up_to(body) == body.len();
            // In the first 128 places single-byte encodings are ASCII, and the declaration does no harm.
            if ascii && first.is_ascii_compatible() {
                return Read {
                    text: text.into_owned(),
                    replaced: 0,
                    encoding: first,
                    from: from.clone(),
                };
            }
            // In a legacy multi-byte encoding two bytes may well look like UTF-8; Arabic letters by chance do not.
            if !holds_arabic(body) && !first.is_single_byte() && !is_utf16(first) {
                return Read::new(first, from.clone(), body);
            }
            notes.push(DecodeNote::MislabelledUtf8 {
                declared: name(first),
            });
            EncodingFrom::ValidUtf8
        }
    };
    Read {
        text: text.into_owned(),
        replaced: 0,
        encoding: UTF_8,
        from,
    }
}

/// Reads bytes that are not valid UTF-8 as a whole.
fn read_other(
    body: &[u8],
    hints: &Hints,
    declared: Vec<(&'static Encoding, EncodingFrom)>,
    notes: &mut Vec<DecodeNote>,
) -> Read {
    let survey = Survey::of(body);
    let utf8_from = if survey.malformed == 0 {
        EncodingFrom::ValidUtf8
    } else {
        EncodingFrom::Detected
    };
    if survey.is_mixed() {
        let declares = declared
            .into_iter()
            .find(|(encoding, _)| *encoding == UTF_8);
        return read_mixed(body, declares.map_or(utf8_from, |(_, from)| from), notes);
    }
    for (encoding, from) in declared {
        if encoding == UTF_8 {
            if survey.fits {
                return Read::new(UTF_8, from, body);
            }
        } else if survey.fits && survey.arabic > 0 {
            notes.push(DecodeNote::MislabelledUtf8 {
                declared: name(encoding),
            });
            return Read::new(UTF_8, utf8_from, body);
        } else if encoding == ISO_8859_6 {
            let used = iso_8859_6_or_1256(body);
            if used != encoding {
                notes.push(related(encoding, used));
            }
            return Read::new(used, from, body);
        } else if !is_utf16(encoding) || body.contains(&0) {
            // UTF-16 without a single zero byte has neither spaces nor line ends.
            let read = Read::new(encoding, from, body);
            if read.replaced * 100 <= count_non_ascii(body) {
                return read;
            }
        }
        notes.push(malformed(encoding));
    }
    if survey.fits {
        return Read::new(UTF_8, utf8_from, body);
    }
    match detect(body, hints.url()) {
        Some(encoding) if encoding == ISO_8859_6 => {
            let used = iso_8859_6_or_1256(body);
            if used != encoding {
                notes.push(related(encoding, used));
            }
            Read::new(used, EncodingFrom::Detected, body)
        }
        Some(encoding) => Read::new(encoding, EncodingFrom::Detected, body),
        None => Read::new(WINDOWS_1256, EncodingFrom::Fallback, body),
    }
}

/// The name of an encoding as reports give it.
fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

fn related(named: &'static Encoding, used: &'static Encoding) -> DecodeNote {
    DecodeNote::RelatedEncoding {
        named: name(named),
        used: name(used),
    }
}

fn malformed(encoding: &'static Encoding) -> DecodeNote {
    DecodeNote::MalformedDeclared {
        declared: name(encoding),
    }
}

fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

fn count_non_ascii(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b >= 0x80).count()
}

fn is_arabic_lead(byte: u8) -> bool {
    matches!(byte, 0xD8..=0xDB)
}

/// Whether valid UTF-8 holds a character of U+0600–U+06FF.
fn holds_arabic(valid: &[u8]) -> bool {
    valid.iter().any(|&b| is_arabic_lead(b))
}

/// Decodes; the number is that of U+FFFD written for malformed sequences.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, usize) {
    // What Arabic takes, with room for quotation marks of three bytes; too little only costs a second allocation.
    let estimate = if encoding.is_single_byte() {
        bytes.len() + count_non_ascii(bytes) + bytes.len() / 32
    } else {
        bytes.len()
    };
    let mut text = String::with_capacity(estimate + 16);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut replaced = 0;
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, replaced),
            DecoderResult::OutputFull => text.reserve(rest.len() / 4 + 64),
            DecoderResult::Malformed(..) => {
                text.push('\u{FFFD}');
                replaced += 1;
            }
        }
    }
}

/// How far bytes are UTF-8.
#[derive(Default)]
struct Survey {
    non_ascii: usize,
    /// Non-ASCII bytes outside valid sequences, a sequence cut short at the very end left out.
    malformed: usize,
    /// The same in malformed sequences.
    slips: usize,
    /// Valid sequences of more than one byte.
    sequences: usize,
    /// Those of them in U+0600–U+06FF.
    arabic: usize,
    /// Whether the bytes are UTF-8 with a slip here and there.
    fits: bool,
}

impl Survey {
    fn of(bytes: &[u8]) -> Self {
        let mut survey = Survey::default();
        let mut left = bytes.len();
        for chunk in bytes.utf8_chunks() {
            for byte in chunk.valid().bytes() {
                survey.non_ascii += usize::from(byte >= 0x80);
                survey.sequences += usize::from(byte >= 0xC0);
                survey.arabic += usize::from(is_arabic_lead(byte));
            }
            let invalid = chunk.invalid();
            left -= chunk.valid().len() + invalid.len();
            let cut =
                left == 0 && std::str::from_utf8(invalid).is_err_and(|e| e.error_len().is_none());
            if !invalid.is_empty() && !cut {
                survey.non_ascii += invalid.len();
                survey.malformed += invalid.len();
                survey.slips += 1;
            }
            if survey.non_ascii >= SURVEY_SAMPLE && survey.malformed * 10 >= survey.non_ascii * 9 {
                break;
            }
        }
        // In a short text two slips are more than 1 %, but chance does not give four valid sequences for each of them.
        let few = survey.slips <= 2 && survey.sequences >= 4 * survey.slips;
        survey.fits = survey.sequences > 0 && (survey.malformed * 100 <= survey.non_ascii || few);
        survey
    }

    /// Whether much is malformed, but much else is Arabic in UTF-8. In windows-1256 pairs of bytes that look so are the
    /// emphatic letters before punctuation, far below 10 %.
    fn is_mixed(&self) -> bool {
        !self.fits && self.arabic * 20 >= self.non_ascii && self.arabic >= 2
    }
}

/// Decodes every run of non-ASCII bytes by itself: as UTF-8 if at least half of it is valid, else as windows-1256.
fn read_mixed(body: &[u8], from: EncodingFrom, notes: &mut Vec<DecodeNote>) -> Read {
    let mut text = String::with_capacity(body.len() + body.len() / 4 + 16);
    let mut replaced = 0;
    let mut runs = 0;
    let mut rest = body;
    while !rest.is_empty() {
        let ascii = Encoding::ascii_valid_up_to(rest);
        let (ascii, tail) = rest.split_at_checked(ascii).unwrap_or((rest, &[]));
        let end = tail.iter().position(|b| b.is_ascii()).unwrap_or(tail.len());
        let (run, tail) = tail.split_at_checked(end).unwrap_or((tail, &[]));
        push_utf8(ascii, &mut text);
        let malformed: usize = run.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
        if malformed * 2 <= run.len() {
            replaced += push_utf8(run, &mut text);
        } else {
            runs += 1;
            text.push_str(&WINDOWS_1256.decode_without_bom_handling(run).0);
        }
        rest = tail;
    }
    if runs > 0 {
        notes.push(DecodeNote::MixedEncodings {
            other: name(WINDOWS_1256),
            runs,
        });
    }
    Read {
        text,
        replaced,
        encoding: UTF_8,
        from,
    }
}

/// Appends UTF-8 with U+FFFD for malformed sequences, and says how many.
fn push_utf8(bytes: &[u8], text: &mut String) -> usize {
    let mut replaced = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push('\u{FFFD}');
            replaced += 1;
        }
    }
    replaced
}

/// UTF-16 by its pattern: in one of two places every second byte is 00 (ASCII) or 06 (Arabic), in the other next to none.
fn utf16_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..UTF16_SAMPLE).unwrap_or(bytes);
    if !sample.iter().any(|b| matches!(b, 0 | 6)) {
        return None;
    }
    let (mut pairs, mut even, mut odd) = (0_usize, 0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        let &[first, second] = pair else { continue };
        pairs += 1;
        even += usize::from(matches!(first, 0 | 6));
        odd += usize::from(matches!(second, 0 | 6));
    }
    let high = |this: usize, that: usize| pairs >= 2 && this * 5 >= pairs * 4 && that * 5 <= pairs;
    if high(odd, even) {
        Some(UTF_16LE)
    } else if high(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Which of the two Arabic single-byte encodings bytes called ISO-8859-6 are in.
///
/// They agree on most letters up to غ, alef among them, and put lam at E4 and E1. The article is the commonest pair of
/// letters in Arabic, so that the commoner of C7 E4 and C7 E1 decides. In a text without either, bytes to which
/// ISO-8859-6 gives no meaning do (80–9F are C1 controls in it).
fn iso_8859_6_or_1256(bytes: &[u8]) -> &'static Encoding {
    let (mut iso, mut windows, mut undefined) = (0_usize, 0_usize, false);
    let mut previous = 0;
    for &byte in bytes {
        if previous == 0xC7 {
            iso += usize::from(byte == 0xE4);
            windows += usize::from(byte == 0xE1);
        }
        undefined |= byte >= 0x80
            && !matches!(byte, 0xA0 | 0xA4 | 0xAC | 0xAD | 0xBB | 0xBF | 0xC1..=0xDA | 0xE0..=0xF2);
        previous = byte;
    }
    if windows > iso || (windows == iso && undefined) {
        WINDOWS_1256
    } else {
        ISO_8859_6
    }
}

/// The guess of chardetng, or `None` if nothing speaks for it.
#[cfg(feature = "detect")]
fn detect(bytes: &[u8], url: Option<&str>) -> Option<&'static Encoding> {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

    // Long stretches of ASCII, such as a page's scripts, say nothing and are left out.
    const GAP: usize = 64;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut budget = DETECT_SAMPLE;
    let mut rest = bytes;
    while budget > 0 {
        let ascii = Encoding::ascii_valid_up_to(rest);
        // Two bytes of context before the first letter are of use to the detector.
        rest = rest.get(ascii.saturating_sub(2)..).unwrap_or_default();
        let limited = rest.get(..budget).unwrap_or(rest);
        let mut end = 0;
        while let Some(tail) = limited.get(end..).filter(|tail| !tail.is_empty()) {
            let ascii = Encoding::ascii_valid_up_to(tail);
            let other = tail.iter().skip(ascii).position(u8::is_ascii);
            if ascii > GAP && end > 0 {
                break;
            }
            end += other.map_or(tail.len(), |n| ascii + n);
        }
        let Some((piece, tail)) = rest.split_at_checked(end).filter(|_| end > 0) else {
            break;
        };
        detector.feed(piece, false);
        budget -= piece.len();
        rest = tail;
    }
    detector.feed(&[], rest.is_empty());
    let tld = url.and_then(top_level_domain);
    let encoding = detector.guess(tld.as_deref().map(str::as_bytes), Utf8Detection::Deny);
    // windows-1252 is also what the detector says for want of evidence. In European text accented letters stand beside
    // ASCII ones; where none does, nothing speaks for it.
    let doubtful = encoding == WINDOWS_1252 && !accents_in_words(bytes);
    (!doubtful).then_some(encoding)
}

/// Whether a non-ASCII byte stands beside an ASCII letter.
#[cfg(feature = "detect")]
fn accents_in_words(bytes: &[u8]) -> bool {
    let mut pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.any(|(&a, &b)| {
        (a >= 0x80 && b.is_ascii_alphabetic()) || (a.is_ascii_alphabetic() && b >= 0x80)
    })
}

#[cfg(not(feature = "detect"))]
fn detect(bytes: &[u8], _: Option<&str>) -> Option<&'static Encoding> {
    let encoding = iso_8859_6_or_1256(bytes);
    (encoding == ISO_8859_6).then_some(encoding)
}

/// The top-level domain of a URL, in lower case.
#[cfg(feature = "detect")]
fn top_level_domain(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let (_, label) = host.trim_end_matches('.').rsplit_once('.')?;
    let sound = label
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && label.starts_with(|c: char| c.is_ascii_alphabetic());
    // chardetng refuses upper case.
    sound.then(|| label.to_ascii_lowercase())
}

/// Control characters other than white space among the characters of the beginning, in thousandths.
fn control_share(text: &str) -> u16 {
    let sample = text.as_bytes();
    let sample = sample.get(..BINARY_SAMPLE).unwrap_or(sample);
    let (mut all, mut controls) = (0_usize, 0_usize);
    // Counters of a byte, which cannot overflow within a chunk, let many bytes be looked at together.
    for chunk in sample.chunks(255) {
        let (mut starts, mut found) = (0_u8, 0_u8);
        for &byte in chunk {
            // A C1 control is C2 80–9F in UTF-8; C0 controls are what binary data is full of, and enough to tell.
            starts += u8::from(byte & 0xC0 != 0x80);
            let white = byte.wrapping_sub(b'\t') < 5 && byte != 0x0B;
            found += u8::from((byte < 0x20 && !white) || byte == 0x7F);
        }
        all += usize::from(starts);
        controls += usize::from(found);
    }
    u16::try_from(controls * 1000 / all.max(1)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
