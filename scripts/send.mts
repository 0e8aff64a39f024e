import { readFileSync } from 'node:fs';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine, wholeNumber } from './cli.mts';
import { signedDelivery, type SignedDelivery, type DeliveryOptions } from './delivery.mts';
import { postDelivery, type Answer } from './post.mts';

const command = defineCommand({
	meta: {
		name: 'npm run send --',
		description: 'Sends signed deliveries to a webhook URL',
	},
	args: {
		url: {
			type: 'positional',
			required: true,
			description: 'Test or production URL of the trigger',
		},
		key: { type: 'string', description: 'Webhook key; else the variable WEBHOOK_KEY' },
		'key-encoding': { type: 'enum', options: ['text', 'hex', 'base64'], default: 'text' },
		vendor: {
			type: 'enum',
			options: ['ecom360', 'occ', 'payments'],
			default: 'ecom360',
			description: 'Whose webhook to imitate',
		},
		scheme: {
			type: 'enum',
			options: ['rawBody', 'timestampBody', 'timestampDotBody', 'standardWebhooks', 'custom'],
			description: 'Signed bytes (default: as the vendor)',
		},
		'signed-content': {
			type: 'string',
			description: 'What the scheme custom signs, such as {timestamp}.{body}',
		},
		encoding: {
			type: 'enum',
			options: ['hex', 'base64'],
			description: 'Signature encoding (default: as the vendor)',
		},
		algorithm: { type: 'enum', options: ['sha256', 'sha1', 'sha512'], default: 'sha256' },
		file: { type: 'string', description: 'A JSON file to send instead of the sample' },
		phone: { type: 'string', description: 'Phone number to put into the body' },
		topic: { type: 'string', description: 'Another x-webhook-topic' },
		version: { type: 'string', description: 'Another x-webhook-version' },
		count: { type: 'string', default: '1', description: 'How many deliveries' },
		unique: { type: 'boolean', description: 'A new cart each time, so that none is a duplicate' },
		forged: { type: 'boolean', description: 'Sign with a wrong key, and expect a refusal' },
	},
	run: async ({ args }) => {
		const url = webhookUrl(args.url);
		const { topic, version, vendor, scheme, encoding, algorithm, phone, unique, forged } = args;
		const options: DeliveryOptions = {
			...{ vendor, scheme, encoding, algorithm, phone, unique, forged },
			signedContent: args['signed-content'],
			url: url.href,
			key: webhookKey(args.key, forged === true),
			keyEncoding: args['key-encoding'],
			body: args.file === undefined ? undefined : readBody(args.file),
			headers: {
				...(topic !== undefined && { 'x-webhook-topic': topic }),
				...(version !== undefined && { 'x-webhook-version': version }),
			},
		};
		const count = wholeNumber('count', args.count);
		// One delivery sent again and again is a vendor's retry; unique ones are new checkouts.
		const first = build(options);
		const next = (): SignedDelivery => (unique ? build(options) : first);
		const answers: Answer[] = [];
		while (answers.length < count) answers.push(await send(url, next()));
		const isExpected = ({ status }: Answer): boolean =>
			forged ? status === 401 : status >= 200 && status < 300;
		process.exitCode = answers.every(isExpected) ? 0 : 1;
	},
});

async function send(url: URL, delivery: SignedDelivery): Promise<Answer> {
	const answer = await postDelivery(url, delivery).catch((error: unknown) => {
		throw new CommandError(explain(error, url));
	});
	printAnswer(answer);
	return answer;
}

function printAnswer({ status, body, durationMs }: Answer): void {
	const text = typeof body === 'string' ? body.slice(0, 300) : JSON.stringify(body);
	console.log(`${status}  ${durationMs.toFixed(0).padStart(4)} ms  ${text}`);
	if (status !== 404) return;
	console.log(
		'    n8n knows no such webhook. Is the workflow published? A test URL takes one delivery',
	);
	console.log('    after each press of the button that listens for a test event.');
}

function build(options: DeliveryOptions): SignedDelivery {
	try {
		return signedDelivery(options);
	} catch (error) {
		throw new CommandError((error as Error).message);
	}
}

function webhookUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
	throw new CommandError(`"${text}" is not an http or https URL: copy it from the trigger node.`);
}

function webhookKey(flag: string | undefined, isForged: boolean): string {
	const key = flag ?? process.env['WEBHOOK_KEY'] ?? '';
	if (key.trim() !== '' || isForged) return key;
	throw new CommandError(
		'Give the webhook key of your credential with --key or in the variable WEBHOOK_KEY.',
	);
}

function readBody(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch (error) {
		throw new CommandError(`--file: ${(error as Error).message}`);
	}
}

function explain(error: unknown, url: URL): string {
	const { code, name, message } = error as NodeJS.ErrnoException;
	if (code === 'ECONNREFUSED') return `Nobody listens at ${url.host}. Is n8n running there?`;
	if (code === 'ENOTFOUND') return `There is no host named ${url.hostname}.`;
	if (name === 'TimeoutError') return `${url.host} did not answer within 30 s.`;
	return `${url.host}: ${message}`;
}

await runCommandLine(command);
