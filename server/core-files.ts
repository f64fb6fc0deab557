import { writeFileSync } from 'node:fs';

/**
 * Should this process crash, the kernel writes none of its memory into a core file: while a report is sealed it is
 * there in clear. Linux only; what the processes we start do inherit it.
 * @returns whether the kernel has taken it.
 */
export function keepMemoryOutOfCoreFiles(): boolean {
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
    return true;
  } catch {
    return false;
  }
}
