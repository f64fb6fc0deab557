import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { addressBehind } from './address.ts';
import { ConfigError, root } from './config.ts';
import { keepMemoryOutOfCoreFiles } from './core-files.ts';
import { noteCaller } from './intake/human-check/caller.ts';
import { codeOf, log } from './log.ts';
import { startMetrics } from './metrics.ts';
import { services, type Services } from './running.ts';
import { loadStaticFiles, type StaticFiles } from './static-files.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The process: built files from memory, everything else through the Hono app that the build has bundled. */
async function start(): Promise<void> {
  keepMemoryOutOfCoreFiles();
  const running = await services();
  const files = loadStaticFiles(path.join(root, 'dist', 'client'), running.moment);
  const server = createServer(answerWith(files, await loadHandler(), running));
  await listen(server, running);
  const metrics = await startMetrics(running);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop([server, ...(metrics ? [metrics] : [])], running));
  greet(running, server, metrics);
}

async function loadHandler(): Promise<Handler> {
  const entry: unknown = await import(new URL('../dist/server/entry.mjs', import.meta.url).href);
  if (typeof entry === 'object' && entry !== null && 'handler' in entry && isHandler(entry.handler))
    return entry.handler;
  throw new Error('dist/server/entry.mjs has no handler: run the build again');
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

function answerWith(files: StaticFiles, handler: Handler, { config, humanCheck }: Services) {
  const addressOf = addressBehind(config.trustedProxies);
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (files(request, response)) return;
    const address = addressOf(request);
    noteCaller(request, address && humanCheck.budget.callerAt(address));
    handler(request, response).catch((error: unknown) => {
      log.error({ event: 'request.failed', code: codeOf(error) });
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Có lỗi. Nguy hiểm: gọi 113. Cần giúp: gọi 111.');
    });
  };
}

function listen(server: Server, { config }: Services): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
}

/** Lets what is under way finish; nothing that was answered for is lost, it waits in the outbox. */
async function stop(servers: readonly Server[], running: Services): Promise<void> {
  const giveUp = setTimeout(() => process.exit(0), 8_000);
  giveUp.unref();
  running.live.close();
  for (const server of servers) server.closeIdleConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  await running.close();
  process.exit(0);
}

function greet({ config, site, lineKeys, offices }: Services, server: Server, metrics: Server | undefined): void {
  const port = portOf(server);
  const lines = [`${site.name}: http://localhost:${port}`, `Data: ${config.dataDir}`];
  if (offices.default.trial)
    lines.push('Trial office: this is a demonstration, nobody reads what is sent. Open its mail with: npm run desk');
  if (metrics) lines.push(`Metrics: http://localhost:${portOf(metrics)}/metrics`);
  if (lineKeys.firstRunCode)
    lines.push(`Single-use code for http://localhost:${port}/truc-ban/ : ${lineKeys.firstRunCode}`);
  console.log(lines.join('\n'));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

try {
  await start();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

/** One line that an operator can act on. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const code = codeOf(error);
  if (code === 'EADDRINUSE') return 'PORT is in use by another program: stop it, or set another PORT.';
  if (/^(EACCES|EEXIST|ENOENT|ENOTDIR|EPERM|EROFS|ENOSPC|SQLITE_)/.test(code))
    return `DATA_DIR cannot be written (${code}): check the folder and its disk.`;
  return error instanceof Error ? error.message : String(error);
}
