//! The closed vocabularies of the lexicon files.

/// Defines an enum whose variants have one spelling each in the files.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// The spelling in the lexicon files.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)*
                }
            }

            /// The variant spelt `text` in the lexicon files.
            pub fn from_text(text: &str) -> Option<Self> {
                match text {
                    $($text => Some($name::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

vocabulary! {
    /// What an outlet is.
    AgencyKind {
        /// An international wire service.
        Wire = "wire",
        /// The official agency of a state.
        National = "national",
        /// Any other news agency.
        Agency = "agency",
        /// A newspaper, printed or not.
        Newspaper = "newspaper",
        /// A magazine.
        Magazine = "magazine",
        /// A television channel or network.
        Tv = "tv",
        /// A radio station.
        Radio = "radio",
        /// A news site.
        Web = "web",
        /// A photo agency or picture library.
        Photo = "photo",
        /// A social platform or an aggregator.
        Platform = "platform",
        /// An international organisation that publishes news or pictures.
        IntlOrg = "intl-org",
        /// A label such as وكالات that names nobody.
        Generic = "generic",
        /// Added by a program without a kind.
        Other = "other",
    }
}

vocabulary! {
    /// What a place is.
    PlaceKind {
        /// The seat of a state.
        Capital = "capital",
        /// A town or city.
        City = "city",
        /// A province, region, sea or larger area.
        Region = "region",
        /// A building or body that speaks for a state, as الكرملين.
        Metonym = "metonym",
    }
}

vocabulary! {
    /// The field of a title, or what makes a noun phrase a possible source.
    TitleClass {
        /// Public office.
        Government = "gov",
        /// Monarchs and princes.
        Royal = "royal",
        /// Clergy.
        Religious = "religious",
        /// Ranks.
        Military = "mil",
        /// Diplomats.
        Diplomatic = "diplomatic",
        /// Offices of international bodies.
        International = "intl",
        /// Courts and prosecution.
        Judicial = "judicial",
        /// Parties and movements.
        Party = "party",
        /// Companies and associations.
        Organisation = "org",
        /// Spokespeople.
        Spokesperson = "spokes",
        /// Academics and analysts.
        Expert = "expert",
        /// Other professions.
        Profession = "profession",
        /// Journalists.
        Media = "media",
        /// Activists, bloggers, citizens.
        Civil = "civil",
        /// Players and coaches.
        Sport = "sport",
        /// Sources named by kind only, as مصدر.
        Anonymous = "anon",
        /// Forms of address.
        Honorific = "honorific",
        /// An adjective after a title, as السابق.
        Modifier = "modifier",
        /// Relations, as نظيره.
        Relational = "relational",
        /// The head noun of an institution.
        OrganisationHead = "org-head",
        /// The head noun of an outlet.
        MediaHead = "media-head",
        /// The head noun of a document.
        DocumentHead = "doc-head",
    }
}

vocabulary! {
    /// What follows a title.
    Complement {
        /// A name.
        Bare = "bare",
        /// A noun in the genitive.
        Idafa = "idafa",
        /// Nothing: the phrase is complete.
        Fixed = "fixed",
        /// Nothing: noun and adjective.
        Phrase = "phrase",
        /// An adjective.
        Adjective = "adj",
        /// باسم and a noun.
        BiIsm = "bi_ism",
        /// في and a noun.
        Fi = "fi",
        /// ل and a noun.
        Li = "li",
        /// مع and a noun.
        Maa = "maa",
        /// A suffixed pronoun.
        Pronoun = "pron",
        /// It stands after another title.
        Post = "post",
    }
}

vocabulary! {
    /// The gender of a given name.
    Gender {
        /// Men.
        Masculine = "m",
        /// Women.
        Feminine = "f",
        /// Both.
        Either = "u",
    }
}

vocabulary! {
    /// Where a given name comes from.
    NameSort {
        /// Names of Arab countries, including Berber, Kurdish and Christian ones.
        Arabic = "arabic",
        /// Names of foreigners as Arabic newspapers spell them.
        Foreign = "foreign",
    }
}

vocabulary! {
    /// What a particle of names means.
    ParticleClass {
        /// The first part of a compound, as عبد.
        Servant = "servant",
        /// أبو and its forms.
        Father = "father",
        /// أم.
        Mother = "mother",
        /// ابن and its forms.
        Son = "son",
        /// ابنة and its forms.
        Daughter = "daughter",
        /// آل and its like.
        Family = "family",
        /// ذو and its forms.
        Possessor = "possessor",
        /// حاج.
        Pilgrim = "pilgrim",
        /// Maghrebi honorifics such as سيدي.
        Honorific = "honorific",
        /// Particles of foreign surnames, as فان.
        Foreign = "foreign",
    }
}

vocabulary! {
    /// What a byline says its person did.
    BylineRole {
        /// Wrote or gathered the report.
        Reporter = "reporter",
        /// Reported from a place.
        Correspondent = "correspondent",
        /// Wrote an article or a work.
        Author = "author",
        /// Wrote an analysis.
        Analyst = "analyst",
        /// Held the interview.
        Interviewer = "interviewer",
        /// Translated the text.
        Translator = "translator",
        /// Edited or supervised.
        Editor = "editor",
        /// Took the pictures.
        Photographer = "photographer",
        /// Filmed, cut or directed.
        Videographer = "videographer",
        /// Drew.
        Illustrator = "illustrator",
        /// Presented or narrated.
        Presenter = "presenter",
        /// Took part.
        Contributor = "contributor",
    }
}

vocabulary! {
    /// The part of speech of a byline cue.
    CueForm {
        /// A verb, as كتبت.
        Verb = "verb",
        /// A noun or a noun with its preposition, as بقلم.
        Noun = "noun",
    }
}

vocabulary! {
    /// What a line or label is for.
    CueClass {
        /// Label of the source line.
        SourceLabel = "source_label",
        /// Opens links to other stories.
        RelatedLabel = "related_label",
        /// Opens keywords.
        TagsLabel = "tags_label",
        /// Label of a date of publication or change.
        TimeLabel = "time_label",
        /// Menus and controls of a site.
        Navigation = "navigation",
        /// Name of a section of a newspaper.
        SectionName = "section_name",
        /// Sharing and printing.
        Share = "share",
        /// Newsletters, apps and channels to follow.
        Subscribe = "subscribe",
        /// Comment forms and counts.
        Comment = "comment",
        /// Copyright, terms, disclaimers, about pages.
        Legal = "legal",
        /// Advertising labels.
        Advert = "advert",
        /// Offices of the newspaper.
        Masthead = "masthead",
        /// Media players and reading time.
        Player = "player",
        /// Closes a dispatch.
        EndMark = "end_mark",
        /// How to reach the writer or the paper.
        Contact = "contact",
        /// A label of a headline.
        Flag = "flag",
        /// A page naming its own address or first publication.
        OutletSelf = "outlet_self",
        /// What sort of picture it is.
        PhotoNote = "photo_note",
        /// Where someone stands in a picture.
        PositionNote = "position_note",
        /// Leads to the full text or more results.
        ReadMore = "read_more",
    }
}

vocabulary! {
    /// Where in a line a cue holds.
    CuePosition {
        /// The line is the phrase.
        Whole = "whole",
        /// The line opens with it.
        Start = "start",
        /// The line closes with it.
        End = "end",
        /// Anywhere, or as the content of a bracket.
        Any = "any",
    }
}

vocabulary! {
    /// Whether a colon, dash, bar or slash must follow a cue.
    Separator {
        /// The cue is enough.
        Optional = "optional",
        /// Without it the words are ordinary.
        Required = "required",
    }
}

vocabulary! {
    /// The calendar of a month name.
    Calendar {
        /// Gregorian.
        Gregorian = "gregorian",
        /// Islamic.
        Hijri = "hijri",
        /// Coptic.
        Coptic = "coptic",
    }
}

vocabulary! {
    /// A day of the week.
    Weekday {
        /// Sunday.
        Sunday = "sunday",
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
    }
}

vocabulary! {
    /// What a word of time expressions does.
    TimeClass {
        /// Before noon.
        Am = "am",
        /// After noon.
        Pm = "pm",
        /// Dawn.
        Dawn = "dawn",
        /// Noon.
        Noon = "noon",
        /// Afternoon.
        Afternoon = "afternoon",
        /// Evening.
        Evening = "evening",
        /// Night.
        Night = "night",
        /// Midnight.
        Midnight = "midnight",
        /// Introduces a time of day.
        Clock = "clock",
        /// An hour in words; the value is its number.
        Hour = "hour",
        /// A part of an hour in words; the value is minutes to add.
        Minute = "minute",
        /// A time zone; the value is its offset, empty where it changes with the season or the name has two meanings.
        Zone = "zone",
        /// Local time, without saying where.
        LocalZone = "local_zone",
        /// Opens a zone; a place follows.
        ZoneHead = "zone_head",
        /// Marks a Hijri year.
        EraHijri = "era_hijri",
        /// Marks a Gregorian year.
        EraGregorian = "era_gregorian",
        /// Joins the dates of two calendars.
        DualDate = "dual_date",
        /// A day relative to the writer; the value is days.
        Deictic = "deictic",
        /// A named day of a month; the value is its number if fixed.
        OrdinalDay = "ordinal_day",
        /// Opens a distance; the value is its sign.
        Relative = "relative",
        /// Seconds; the value is the count a dual or singular holds.
        UnitSecond = "unit_second",
        /// Minutes.
        UnitMinute = "unit_minute",
        /// Hours.
        UnitHour = "unit_hour",
        /// Days.
        UnitDay = "unit_day",
        /// Weeks.
        UnitWeek = "unit_week",
        /// Months.
        UnitMonth = "unit_month",
        /// Years.
        UnitYear = "unit_year",
        /// The one before, as الماضي.
        Past = "past",
        /// The one after, as المقبل.
        Future = "future",
        /// This one, as الجاري.
        Current = "current",
        /// Says that the date beside it is that of a change: تحديث.
        Update = "update",
        /// Says that the date beside it is that of publication: نشر.
        Publish = "publish",
        /// Joins the parts of a date, as في.
        Joint = "joint",
        /// Makes a name of the day and month behind it, as شارع.
        NameHead = "name_head",
        /// Behind اليوم: it is a day of a story or a name, and not the clock's, as in اليوم التالي.
        NotDeictic = "not_deictic",
    }
}

vocabulary! {
    /// The part of speech of a word that cannot stand in a name of a byline.
    FunctionClass {
        /// Prepositions, also with pronouns.
        Preposition = "preposition",
        /// Conjunctions, also joined with a following word.
        Conjunction = "conjunction",
        /// أن and إن and their forms.
        Complementiser = "complementiser",
        /// Personal and reflexive pronouns.
        Pronoun = "pronoun",
        /// Demonstratives.
        Demonstrative = "demonstrative",
        /// Relative pronouns.
        Relative = "relative",
        /// Question words.
        Interrogative = "interrogative",
        /// Negation.
        Negation = "negation",
        /// Particles and adverbs.
        Particle = "particle",
        /// كان and its sisters, modal verbs.
        Auxiliary = "auxiliary",
        /// Frequent verbs of news.
        Verb = "verb",
        /// Quantities and ordinals.
        Quantifier = "quantifier",
        /// Words of time.
        Time = "time",
    }
}

vocabulary! {
    /// The speech act of a reporting verb.
    SpeechAct {
        /// Accuses.
        Accuse = "accuse",
        /// Admits.
        Admit = "admit",
        /// Announces.
        Announce = "announce",
        /// Asks.
        Ask = "ask",
        /// Asserts.
        Assert = "assert",
        /// Calls for something.
        Call = "call",
        /// Cites.
        Cite = "cite",
        /// Claims.
        Claim = "claim",
        /// Comments.
        Comment = "comment",
        /// Concludes.
        Conclude = "conclude",
        /// Criticises.
        Criticise = "criticise",
        /// Denys.
        Deny = "deny",
        /// Describes.
        Describe = "describe",
        /// Expresses.
        Express = "express",
        /// Hints.
        Hint = "hint",
        /// Impersonal verbs.
        Impersonal = "impersonal",
        /// Narrates.
        Narrate = "narrate",
        /// Holds an opinion.
        Opinion = "opinion",
        /// Orders.
        Order = "order",
        /// Posts on a platform.
        Post = "post",
        /// Praises.
        Praise = "praise",
        /// Predicts.
        Predict = "predict",
        /// Promises.
        Promise = "promise",
        /// Publishes.
        Publish = "publish",
        /// Rejects.
        Reject = "reject",
        /// Relays.
        Relay = "relay",
        /// Reminds.
        Remind = "remind",
        /// Reports.
        Report = "report",
        /// Reveals.
        Reveal = "reveal",
        /// Says.
        Say = "say",
        /// Social acts such as thanking.
        Social = "social",
        /// Speaks.
        Speak = "speak",
        /// Tells.
        Tell = "tell",
        /// Threatens.
        Threat = "threat",
        /// Warns.
        Warn = "warn",
        /// Writes.
        Write = "write",
    }
}
