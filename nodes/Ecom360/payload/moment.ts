const YEAR_10000 = Date.UTC(10_000);
/** Extended (`2026-01-31T10:00:00Z`) or basic (`20260131T100000Z`); an offset is `+05:30` or `+0530`. */
const MOMENT =
	/^(\d{4})(-?)(\d\d)\2(\d\d)[T ](\d\d)(:?)(\d\d)(?:\6(\d\d)(?:[.,](\d{1,9}))?)? ?(?:Z|([+-]\d\d):?(\d\d))$/i;

/**
 * Reads ISO 8601 with an offset as Unix milliseconds; undefined for anything else. A time without an
 * offset could be any of 24 hours, so it does not count; nor does one before 1970 or after 9999.
 */
export function readMoment(sent: string): number | undefined {
	const parts = MOMENT.exec(sent);
	if (!parts) return undefined;
	const [, year, , month, day, hour, , minute, second = '00', fraction = '0'] = parts;
	const [offsetHour = '+00', offsetMinute = '00'] = parts.slice(10);
	const date = `${year}-${month}-${day}`;
	const clock = `${hour}:${minute}:${second}.${fraction}`;
	const time = Date.parse(`${date}T${clock}${offsetHour}:${offsetMinute}`);
	if (!(time >= 0 && time < YEAR_10000)) return undefined;
	// Date turns 31 February into 3 March.
	const isDay = new Date(`${date}T00:00Z`).toISOString().startsWith(date);
	return isDay ? time : undefined;
}
