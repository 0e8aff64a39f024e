const TEXT = 1;
const BINARY = 2;

/** Reads the messages of a WebSocket server, as far as n8n uses the format: one frame each. */
export class WebSocketReader {
	#unread: Buffer = Buffer.alloc(0);

	constructor(private readonly onMessage: (text: string) => void) {}

	read(chunk: Buffer): void {
		this.#unread = Buffer.concat([this.#unread, chunk]);
		for (let frame = this.#next(); frame; frame = this.#next()) {
			const isMessage = frame.type === TEXT || frame.type === BINARY;
			if (isMessage) this.onMessage(frame.payload.toString('utf8'));
		}
	}

	#next(): { type: number; payload: Buffer } | undefined {
		const [first = 0, second = 0] = this.#unread;
		const short = second & 0x7f;
		const start = short === 127 ? 10 : short === 126 ? 4 : 2;
		if (this.#unread.length < start) return undefined;
		const length =
			short === 127
				? Number(this.#unread.readBigUInt64BE(2))
				: short === 126
					? this.#unread.readUInt16BE(2)
					: short;
		if (this.#unread.length < start + length) return undefined;
		const payload = this.#unread.subarray(start, start + length);
		this.#unread = this.#unread.subarray(start + length);
		return { type: first & 0x0f, payload };
	}
}
