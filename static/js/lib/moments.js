// A moment as people say it: with the day's name while it is near, without the year while that is clear.

const DAY = 86_400_000;

/** Return how to say a moment in a language and a time zone; undefined for a zone that this browser does not know. */
export function sayer(lang, timeZone) {
  const format = (options) => {
    const { format } = new Intl.DateTimeFormat(lang, { timeZone, ...options });
    return format;
  };
  try {
    const clock = format({ timeStyle: "short" });
    const date = format({ month: "short", day: "numeric" });
    const weekday = format({ weekday: "long", month: "long", day: "numeric" });
    const dated = format({ dateStyle: "medium" });
    const year = format({ year: "numeric" });
    const isThisYear = (moment, now) => year(moment) === year(now);
    const near = nearBy(dated, new Intl.RelativeTimeFormat(lang, { numeric: "auto" }));
    const brief = (moment, now) => {
      const day = near(moment, now);
      if (day) return `${day}, ${clock(moment)}`;
      return isThisYear(moment, now) ? `${date(moment)}, ${clock(moment)}` : dated(moment);
    };
    /** The day alone, as a heading. */
    const day = (moment, now) =>
      capital(near(moment, now), lang) || (isThisYear(moment, now) ? weekday(moment) : dated(moment));
    return { brief, clock, day, dated, exact: format({ dateStyle: "full", timeStyle: "short" }) };
  } catch {
    return undefined;
  }
}

/** Today and yesterday have names; any other day is an empty text. */
const nearBy = (dated, names) => (moment, now) => {
  for (const days of [0, 1]) {
    if (dated(moment) === dated(new Date(now.getTime() - days * DAY))) return names.format(-days, "day");
  }
  return "";
};

const capital = (word, lang) => word.slice(0, 1).toLocaleUpperCase(lang) + word.slice(1);
