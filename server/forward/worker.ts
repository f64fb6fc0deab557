import { hostname } from 'node:os';
import type { Worker } from '../store/claims.ts';

/** A host's name may hold anything but the colon that ends it. */
export const thisProcess = (): Worker => ({ host: hostname().replaceAll(':', '-'), pid: process.pid });

/** Whether a process of this machine still runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
