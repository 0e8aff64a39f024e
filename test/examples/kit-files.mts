import { readFileSync } from 'node:fs';

import { exampleNames, readExample } from './example.mts';

/** The files of the kit, and how many nodes each may have, its notes aside. */
export const KIT: Record<string, number> = {
	'first-reminder': 6,
	recover: 24,
	settings: 16,
	'send-whatsapp': 6,
	'send-spur': 6,
	'send-limechat': 6,
	'send-gupshup': 6,
	'send-interakt': 6,
	'send-email': 6,
	'send-sms': 6,
	'make-coupon': 8,
	orders: 16,
	inbox: 18,
	'payment-failed': 12,
	templates: 14,
	'weekly-report': 16,
	'health-check': 16,
	'retry-crashed': 6,
	'erase-and-expire': 22,
	forward: 10,
	'exactly-once-redis': 5,
	'send-test-event': 3,
};

/** The files of the kit that are there; a file of version 0.1.0 has a title for its name. */
export function kitNames(): string[] {
	return exampleNames().filter((name) => name in KIT && readExample(name).name === name);
}

/** How many lines a file of the kit has. */
export function linesOf(name: string): number {
	const file = new URL(`../../examples/${name}.json`, import.meta.url);
	return readFileSync(file, 'utf8').split('\n').length - 1;
}
