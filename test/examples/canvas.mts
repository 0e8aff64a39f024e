import { frameOf, type Frame } from './facts.mts';
import type { Example, ExampleNode } from './example.mts';

// How n8n 2.41 draws a workflow: nodes of 96 pixels that grow with their outputs, curves to the
// right, and lines to the left that dive below where they start.
const SIZE = 96;
const GROWTH = 32;
const DIVE = 130;
const SIDE = 40;
const BACKWARDS = 20;
const STEPS = 40;

interface Point {
	x: number;
	y: number;
}

/** The lines that run behind a node or a note: `Wait → Send crosses Note`. */
export function crossings({ nodes, connections }: Example): string[] {
	const byName = new Map(nodes.map((node) => [node.name, node]));
	return Object.entries(connections).flatMap(([name, { main }]) =>
		main.flatMap((output, index) =>
			(output ?? []).flatMap(({ node: to }) => {
				const [source, target] = [byName.get(name), byName.get(to)];
				if (!source || !target) return [];
				const line = lineBetween(outputOf(source, index, main.length), inputOf(target));
				return nodes
					.filter((node) => node !== source && node !== target)
					.filter((node) => line.some((point) => isIn(point, frameOf(node))))
					.map((node) => `${name} → ${to} crosses ${node.name}`);
			}),
		),
	);
}

function outputsOf({ type, parameters, ...node }: ExampleNode, connected = 1): number {
	const { rules, options } = parameters as {
		rules?: { values?: unknown[] };
		options?: { fallbackOutput?: string };
	};
	const listed = type.endsWith('.switch') ? (rules?.values?.length ?? 1) : 1;
	const own = /\.(if|splitInBatches)$/.test(type) ? 2 : listed;
	const more = [options?.fallbackOutput === 'extra', node['onError'] === 'continueErrorOutput'];
	return Math.max(connected, own + more.filter(Boolean).length);
}

function heightOf(outputs: number): number {
	return SIZE + Math.max(0, outputs - 2) * GROWTH;
}

function outputOf(node: ExampleNode, index: number, connected: number): Point {
	const [x, y] = node.position;
	const outputs = outputsOf(node, connected);
	return { x: x + SIZE, y: y + (heightOf(outputs) * (index + 1)) / (outputs + 1) };
}

function inputOf(node: ExampleNode): Point {
	const [x, y] = node.position;
	return { x, y: y + heightOf(outputsOf(node)) / 2 };
}

function lineBetween(from: Point, to: Point): Point[] {
	if (from.x - BACKWARDS <= to.x) return curve(from, to);
	const bottom = from.y + DIVE;
	const right = from.x + SIDE;
	const left = to.x - SIDE;
	const corners = [from, { x: right, y: from.y }, { x: right, y: bottom }, { x: left, y: bottom }];
	return along([...corners, { x: left, y: to.y }, to]);
}

function curve(from: Point, to: Point): Point[] {
	const bend = Math.abs(to.x - from.x) / 2;
	return steps((t) => {
		const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
		const x = a * from.x + b * (from.x + bend) + c * (to.x - bend) + d * to.x;
		return { x, y: (a + b) * from.y + (c + d) * to.y };
	});
}

function along(corners: Point[]): Point[] {
	return corners.slice(1).flatMap((end, index) => {
		const start = corners[index] ?? end;
		return steps((t) => {
			return { x: start.x + t * (end.x - start.x), y: start.y + t * (end.y - start.y) };
		});
	});
}

function steps(at: (part: number) => Point): Point[] {
	return Array.from({ length: STEPS + 1 }, (_, step) => at(step / STEPS));
}

function isIn({ x, y }: Point, { left, top, right, bottom }: Frame): boolean {
	return left < x && x < right && top < y && y < bottom;
}
