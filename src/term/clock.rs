//! The only place that asks what time it is. Everything else gets the moment from here, so that
//! every screen and every report can be reproduced.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveTime, TimeZone};

/// Where "now" comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The clock of the machine, in its own zone.
    Real,
    /// Always this moment (`--nu`).
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// A clock that stands still at what was typed: `2026-11-23`, which is noon that day, or
    /// `2026-11-23T14:02:11+01:00`.
    ///
    /// # Errors
    /// A Dutch sentence, where it is no moment.
    pub fn fixed(text: &str) -> Result<Self, String> {
        let no_moment =
            || format!("“{text}” is geen moment; typ bijvoorbeeld 2026-11-23, jaar-maand-dag");
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::Fixed(moment));
        }
        let day: NaiveDate = text.parse().map_err(|_other_form| no_moment())?;
        let noon = NaiveTime::from_hms_opt(12, 0, 0).ok_or_else(no_moment)?;
        let moment = Local.from_local_datetime(&day.and_time(noon)).earliest();
        moment
            .map(|moment| Self::Fixed(moment.fixed_offset()))
            .ok_or_else(no_moment)
    }

    /// The moment.
    pub fn now(self) -> DateTime<FixedOffset> {
        match self {
            Self::Real => {
                #[expect(
                    clippy::disallowed_methods,
                    reason = "the one place that may: all others are given the moment"
                )]
                let now = Local::now();
                now.fixed_offset()
            }
            Self::Fixed(moment) => moment,
        }
    }

    /// The day, in the zone of the machine.
    pub fn today(self) -> NaiveDate {
        self.now().date_naive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_still() {
        for text in ["2026-11-23", "2026-11-23T14:02:11+01:00"] {
            let clock = Clock::fixed(text).unwrap();
            assert_eq!(clock.today().to_string(), "2026-11-23", "{text}");
            assert_eq!(clock.now(), clock.now());
        }
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in ["", "morgen", "2026-02-30", "23-11-2026"] {
            assert!(
                Clock::fixed(text).unwrap_err().contains("geen moment"),
                "{text}"
            );
        }
    }
}
