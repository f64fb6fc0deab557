import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const sitekey = '10000000-ffff-ffff-ffff-000000000001';

/** A real HTTP server in the place of hCaptcha's, and what it was asked. */
export type Hcaptcha = {
  /** For `openHouse`: settings and what node is to load first. */
  env: Record<string, string>;
  nodeArgs: string[];
  asked: { host: string | undefined; path: string | undefined; form: Record<string, string> }[];
  answerWith(answer: (response: ServerResponse) => void): void;
  close(): Promise<void>;
};

export const says = (body: string) => (response: ServerResponse) => void response.end(body);

export async function openHcaptcha(): Promise<Hcaptcha> {
  const asked: Hcaptcha['asked'] = [];
  let answer: (response: ServerResponse) => void = says('{"success":true}');
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
    asked.push({ host: request.headers.host, path: request.url, form });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: '0x-secret', HCAPTCHA_AT: String(port) },
    nodeArgs: ['--import', pathToFileURL(path.join(import.meta.dirname, 'hcaptcha-on-loopback.ts')).href],
    asked,
    answerWith(next) {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
