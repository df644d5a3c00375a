// A moment as people say it: with the day's name while it is near, without the year while that is clear.

const DAY = 86_400_000;

/** Return how to say a moment in a language and a time zone; undefined for a zone that this browser does not know. */
export function sayer(lang, timeZone) {
  const format = (options) => {
    const { format } = new Intl.DateTimeFormat(lang, { timeZone, ...options });
    return format;
  };
  try {
    return {
      brief: brief({
        time: format({ timeStyle: "short" }),
        date: format({ month: "short", day: "numeric" }),
        dated: format({ dateStyle: "medium" }),
        year: format({ year: "numeric" }),
        near: new Intl.RelativeTimeFormat(lang, { numeric: "auto" }),
      }),
      exact: format({ dateStyle: "full", timeStyle: "short" }),
    };
  } catch {
    return undefined;
  }
}

const brief =
  ({ time, date, dated, year, near }) =>
  (moment, now) => {
    for (const days of [0, 1]) {
      const isThatDay = dated(moment) === dated(new Date(now.getTime() - days * DAY));
      if (isThatDay) return `${near.format(-days, "day")}, ${time(moment)}`;
    }
    return year(moment) === year(now) ? `${date(moment)}, ${time(moment)}` : dated(moment);
  };
