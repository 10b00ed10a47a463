//! TIMEX3 values: "2024-11-03", "2024-W45", "2024-Q3", "197", "XXXX-XX-03", "2024-11-03T15:36".

use crate::extract::time_calendar::{Period, quarter_of, season_of};
use crate::extract::time_period::LAST;
use crate::extract::time_set::{part_code, season_code};
use crate::extract::time_shape::{Clock, DateShape, Frame, Special};
use crate::lexicon::time::TimeUnit;
use crate::model::Grain;

/// The value of a resolved period.
pub(super) fn of_period(period: Period, grain: Grain) -> String {
    let day = period.start;
    let year = day.year();
    match grain {
        Grain::Century => format!("{:02}", year.div_euclid(100)),
        Grain::Decade => format!("{:03}", year.div_euclid(10)),
        Grain::Year => format!("{year:04}"),
        Grain::HalfYear => format!("{year:04}-H{}", if day.month() <= 6 { 1 } else { 2 }),
        Grain::Season => format!("{year:04}-{}", season_code(season_of(day))),
        Grain::Quarter => format!("{year:04}-Q{}", quarter_of(day)),
        Grain::Month => format!("{year:04}-{:02}", day.month()),
        Grain::Week => {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Grain::Weekend => {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}-WE", week.year(), week.week())
        }
        Grain::Day | Grain::PartOfDay | Grain::Hour | Grain::Minute | Grain::Second => {
            format!("{year:04}-{:02}-{:02}", day.month(), day.day())
        }
    }
}

/// The value of "the third week of 2018", "the last week of May": the week's number in its year or month, where the
/// last of a month is called its fifth.
pub(super) fn of_nth_week(shape: &DateShape, period: Period) -> Option<String> {
    let Some(Special::NthUnit(nth, TimeUnit::Week)) = shape.special else {
        return None;
    };
    let day = if nth == LAST { period.end } else { period.start };
    let in_month =
        shape.month.is_some() || matches!(&shape.frame, Frame::Shift(shift) if shift.unit == TimeUnit::Month);
    Some(match (in_month, nth) {
        (true, LAST) => format!("{:04}-{:02}-W05", day.year(), day.month()),
        (true, _) => format!("{:04}-{:02}-W{nth:02}", day.year(), day.month()),
        (false, LAST) => format!("{:04}-W52", day.year()),
        (false, _) => format!("{:04}-W{nth:02}", day.year()),
    })
}

/// The value of a date that could not be resolved: X for what is unknown.
pub(super) fn of_fields(shape: &DateShape, grain: Grain) -> String {
    let year = shape.year.map_or("XXXX".into(), |year| format!("{year:04}"));
    if let (None, None, Some(weekday)) = (shape.month, shape.day, shape.weekday) {
        return format!("XXXX-WXX-{weekday}");
    }
    match shape.special {
        Some(Special::Quarter(quarter)) => return format!("{year}-Q{quarter}"),
        Some(Special::Half(half)) => return format!("{year}-H{half}"),
        Some(Special::Season(season)) => return format!("{year}-{}", season_code(season)),
        Some(Special::Week(week)) => return format!("{year}-W{week:02}"),
        Some(Special::Weekend) => return "XXXX-WXX-WE".into(),
        Some(Special::Decade(tens)) => return format!("XX{tens}"),
        Some(Special::Holiday(crate::lexicon::time::Holiday::Fixed(month, day))) => {
            return format!("{year}-{month:02}-{day:02}");
        }
        Some(
            Special::Holiday(_)
            | Special::NthWeekday(..)
            | Special::NthUnit(..)
            | Special::Years(..)
            | Special::LastDay(_)
            | Special::SpokenQuarter
            | Special::Ended(_)
            | Special::FirstUnits(..),
        )
        | None => {}
    }
    match (shape.month, shape.day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        (None, Some(day)) => format!("{year}-XX-{day:02}"),
        (None, None) => match grain {
            Grain::Century => "XX".into(),
            Grain::Decade => "XXX".into(),
            Grain::Year => year,
            Grain::HalfYear => format!("{year}-HX"),
            Grain::Season => format!("{year}-XX"),
            Grain::Quarter => format!("{year}-QX"),
            Grain::Month => format!("{year}-XX"),
            Grain::Week | Grain::Weekend => format!("{year}-WXX"),
            Grain::Day | Grain::PartOfDay | Grain::Hour | Grain::Minute | Grain::Second => {
                format!("{year}-XX-XX")
            }
        },
    }
}

/// The part after the date: "T15:36", "TMO".
pub(super) fn of_clock(clock: Clock) -> String {
    match (clock.hour, clock.minute, clock.second, clock.part) {
        (Some(hour), Some(minute), Some(second), _) => format!("T{hour:02}:{minute:02}:{second:02}"),
        (Some(hour), Some(minute), None, _) => format!("T{hour:02}:{minute:02}"),
        (Some(hour), None, _, _) => format!("T{hour:02}"),
        (None, _, _, Some(part)) => part_code(part).into(),
        (None, _, _, None) => String::new(),
    }
}
