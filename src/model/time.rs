//! Dates, times of day, periods and sets of times.

use jiff::civil::Date;

/// How exact a time is, from coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Grain {
    Century,
    Decade,
    Year,
    HalfYear,
    Season,
    Quarter,
    Month,
    Week,
    Weekend,
    Day,
    PartOfDay,
    Hour,
    Minute,
    Second,
}

impl Grain {
    /// Name on the wire and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::HalfYear => "half_year",
            Self::Season => "season",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Weekend => "weekend",
            Self::Day => "day",
            Self::PartOfDay => "part_of_day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }
}

/// What kind of time expression it is; durations are quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A calendar date of any grain, also vague ("recently").
    Date,
    /// A time of day, with or without its date.
    Time,
    /// A span from one date to another.
    Range,
    /// "every Monday", "twice a year".
    Set,
}

impl TimeKind {
    /// Kind on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Range => "date_range",
            Self::Set => "set",
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PartOfDay {
    EarlyMorning,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

/// "early March", "about noon", "before May".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeModifier {
    /// "early", "the beginning of".
    Start,
    /// "mid-".
    Mid,
    /// "late", "the end of".
    End,
    /// "about", "around".
    Approx,
    /// "before", "by", "until".
    Before,
    /// "after", "since", "from … on", "not before".
    After,
}

/// What a time was told against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeAnchor {
    /// Complete in itself: "3 November 2024", "2019".
    Absolute,
    /// Counted from the document's date: "yesterday", "last year", "on Thursday", "on the 3rd".
    DocumentDate,
    /// Counted from another time of the text: "two days later", "the same day".
    OtherTime,
    /// Not bound to any date: "noon", "every Monday".
    None,
}

/// The fields of a date that are known. A field that the text does not give, and that no rule of language fills
/// in, is unknown and never a guess.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub struct PartialDate {
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// 1 is Monday, 7 is Sunday.
    pub weekday: Option<u8>,
    /// 0 to 24.
    pub hour: Option<u8>,
    /// 0 to 59.
    pub minute: Option<u8>,
    pub part_of_day: Option<PartOfDay>,
}

/// First and last day, both inside. `None` at an end that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub struct DateRange {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

/// A time, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeValue {
    /// Date, time, range or set.
    pub kind: TimeKind,
    /// How exact it is.
    pub grain: Grain,
    /// What the words themselves give.
    pub given: PartialDate,
    /// The days that it covers, where they could be resolved (needs the document's date for relative times).
    pub range: Option<DateRange>,
    /// The other reading where past and future are both possible ("on the 3rd", "in May" without a year).
    pub alternative: Option<DateRange>,
    /// What it was told against.
    pub anchor: TimeAnchor,
    /// "early", "by", "about".
    pub modifier: Option<TimeModifier>,
    /// Value as TIMEX3 / ISO 8601: "2024-05", "2024-W12", "XXXX-XX-03", "PAST_REF".
    pub timex: Box<str>,
    /// For a relative time, its distance from the document's date, in units of the grain ("last year" -1).
    pub offset: Option<i32>,
}

impl TimeValue {
    /// Whether it names only a direction or a number of units that nobody counts: "recently", "in recent years".
    pub fn is_vague(&self) -> bool {
        self.timex.ends_with("_REF") || self.timex.starts_with("PX") || self.timex.starts_with("PTX")
    }
}
