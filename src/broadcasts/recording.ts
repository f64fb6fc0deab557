import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where a script's recording is heard, once somebody has laid one under its name into `loa/` of what is served as it is. */
export function recordingOf(publicDir: string, id: string): string | undefined {
  const address = `/loa/${id}.mp3`;
  return existsSync(path.join(publicDir, address)) ? address : undefined;
}
