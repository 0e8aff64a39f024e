/** What says of an event what it is and whose, before or without reading its checkout. */
import * as z from 'zod/v4-mini';

import * as readers from './readers';
import { renamed } from './renamed';

const text = z.transform(readers.text);

/** The event's name, and Ecom360's `data`. */
export const envelope = renamed(z.object({ event: text, data: z.unknown() }));

/** A checkout's store alone. */
export const store = renamed(z.object({ storeUrl: text }));
