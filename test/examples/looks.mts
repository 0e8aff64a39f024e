/** For the schedule of an example: as often as n8n can. */
export const EVERY_SECOND = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };
