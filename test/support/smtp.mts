import { createServer, type AddressInfo, type Socket } from 'node:net';

import { poll } from '../../scripts/n8n/poll.mts';

const TIMEOUT_MS = 60_000;
const END = '\r\n.\r\n';

/** One email that would have left for the outside world. */
export interface Email {
	from: string;
	to: string[];
	/** As written in the header. */
	subject: string;
	text: string;
}

/** A mail server on this machine: it keeps what it gets, and can be told to refuse. */
export class SmtpStub {
	readonly emails: Email[] = [];
	/** Whether every email is refused. */
	isRefusing = false;

	private constructor(
		readonly port: number,
		readonly stop: () => Promise<void>,
	) {}

	/** n8n's SMTP credential for this server. */
	get credential(): object {
		const { port } = this;
		return {
			user: '',
			password: '',
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
		};
	}

	static async start(): Promise<SmtpStub> {
		const sockets = new Set<Socket>();
		const server = createServer((socket) => {
			sockets.add(socket.once('close', () => sockets.delete(socket)));
			converse(socket, stub);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const stub = new SmtpStub((server.address() as AddressInfo).port, async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		});
		return stub;
	}

	/** Waits until `count` emails have come that match; returns all of those. */
	async waitFor(count: number, matches: (email: Email) => boolean): Promise<Email[]> {
		const what = () => `${count} emails, and saw ${JSON.stringify(this.emails)}`;
		return await poll(what, TIMEOUT_MS, async () => {
			const found = this.emails.filter(matches);
			return found.length >= count ? found : undefined;
		});
	}
}

/** Speaks as much SMTP as a client needs to send plain emails. */
function converse(socket: Socket, stub: SmtpStub): void {
	let buffer = '';
	let envelope = { from: '', to: [] as string[] };
	let isData = false;
	const say = (line: string) => socket.write(`${line}\r\n`);

	const takeCommand = (line: string) => {
		const address = /<([^<>]*)>/.exec(line)?.[1] ?? '';
		if (/^(EHLO|HELO)/i.test(line)) return say('250 stub');
		if (/^MAIL FROM/i.test(line)) {
			if (stub.isRefusing) return say('550 told to refuse');
			envelope = { from: address, to: [] };
			return say('250 ok');
		}
		if (/^RCPT TO/i.test(line)) {
			envelope.to.push(address);
			return say('250 ok');
		}
		if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n');
		isData = /^DATA/i.test(line);
		return say(isData ? '354 go on' : '250 ok');
	};

	say('220 stub');
	socket.on('error', () => socket.destroy());
	socket.setEncoding('utf8').on('data', (chunk) => {
		buffer += String(chunk);
		for (;;) {
			const end = buffer.indexOf(isData ? END : '\r\n');
			if (end < 0) return;
			const part = buffer.slice(0, end);
			buffer = buffer.slice(end + (isData ? END : '\r\n').length);
			if (!isData) {
				takeCommand(part);
				continue;
			}
			isData = false;
			stub.emails.push({ ...envelope, ...readEmail(part) });
			say('250 kept');
		}
	});
}

function readEmail(source: string): { subject: string; text: string } {
	const [head = '', ...body] = source.split('\r\n\r\n');
	const header = (name: string) =>
		new RegExp(`^${name}: (.*(?:\\r\\n\\s.*)*)`, 'im').exec(head)?.[1]?.replace(/\r\n\s+/g, ' ') ??
		'';
	const encoded = body.join('\r\n\r\n').replace(/^\.\./gm, '.');
	const text = decoded(encoded, header('Content-Transfer-Encoding'));
	return { subject: header('Subject'), text: text.replace(/\r\n/g, '\n').trim() };
}

function decoded(text: string, encoding: string): string {
	if (/base64/i.test(encoding)) return Buffer.from(text, 'base64').toString('utf8');
	if (!/quoted-printable/i.test(encoding)) return text;
	const bytes = text
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
