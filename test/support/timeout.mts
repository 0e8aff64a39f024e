import { jest } from '@jest/globals';

// Jest takes its own `testTimeout` for all suites together, not for each.
const { testTimeout } = globalThis as typeof globalThis & { testTimeout: number };
jest.setTimeout(testTimeout);
