import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Services } from './running.ts';
import { countDeliveries } from './store/deliveries.ts';
import { countQueue } from './store/queue.ts';

type Needs = Pick<Services, 'db' | 'config' | 'sealer'>;

/**
 * Figures for the operator's Prometheus, on a port of its own beside the public one: how many wait, how delivery goes, how
 * the process feels. Nothing about a report, a person or a request is counted here.
 * @returns the listening server, or `undefined` without METRICS_PORT.
 */
export async function startMetrics(needs: Needs): Promise<Server | undefined> {
  const { metricsPort, host } = needs.config;
  if (metricsPort === undefined) return undefined;
  const registry = registryOf(needs);
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(metricsPort, host, resolve);
  });
  return server;
}

function registryOf({ db, sealer }: Needs): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const waiting = new Gauge({
    name: 'len_tieng_reports_waiting',
    help: 'Reports that somebody must act on, by urgency; counted to 999',
    labelNames: ['urgency'],
    registers: [],
    async collect() {
      const counts = await countQueue(db, 'all', Date.now());
      for (const [urgency, { waiting }] of Object.entries(counts)) this.set({ urgency }, waiting);
    },
  });
  const deliveries = new Gauge({
    name: 'len_tieng_deliveries',
    help: 'Copies for the offices, by state',
    labelNames: ['state'],
    registers: [],
    async collect() {
      for (const [state, count] of Object.entries(await countDeliveries(db))) this.set({ state }, count);
    },
  });
  const seals = new Gauge({
    name: 'len_tieng_seals_waiting',
    help: 'Reports that wait for a thread to seal them',
    registers: [],
    collect() {
      this.set(sealer.waiting());
    },
  });
  for (const gauge of [waiting, deliveries, seals]) registry.registerMetric(gauge);
  return registry;
}
