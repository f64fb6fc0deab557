import { randomBytes } from 'node:crypto';
import type { DbOrTrx, Db } from '../store/database.ts';
import { bodyOf, deliveriesOf, deliveryById, insertBody, insertDelivery, type Delivery } from '../store/deliveries.ts';
import type { CommitTogether } from '../store/together.ts';
import type { Sealer } from '../vault/sealer.ts';
import { copyFor, idOf, insertCopies, jobsOf, rowOf, type Copy, type Sending } from './copies.ts';
import { cleanCopiesOf, queueFiles, type KeyOf } from './file-copies.ts';
import type { NoticeKind, Tiding } from './package/notices.ts';
import type { Packer } from './package/packer.ts';
import type { Office, Offices } from './offices.ts';

export type OutboxNeeds = {
  db: Db;
  commit: CommitTogether;
  sealer: Sealer;
  serverSecret: Uint8Array;
  offices: Offices;
  packer: Packer;
  now: () => number;
  wake: (officeIds: readonly string[]) => void;
};

/** Queues what is no report of its own: what follows one, what the line itself says, and copies for deputies. */
export class Outbox {
  readonly #needs: OutboxNeeds;

  constructor(needs: OutboxNeeds) {
    this.#needs = needs;
  }

  /**
   * Seals what a reporter tells to each office that has their report, or is to have it; `insert` puts the copies beside
   * the rest of the act. Words go to the police alone; that somebody is safe, found, or takes their yes back, to all.
   */
  async tidings(reportId: string, what: Tiding, text: string | undefined, at: number): Promise<Prepared> {
    const { db, offices, packer } = this.#needs;
    const sent = await deliveriesOf(db, [reportId]);
    // Not counted: two may come at once, and neither may be lost to the other's number.
    const name = `${reportId}.message-${randomBytes(4).toString('hex')}`;
    const copies = sent.flatMap((report): Copy[] => {
      const office = offices.of(report.office_id);
      if (report.part !== 'report' || !office) return [];
      if (office.kind !== 'police' && text !== undefined) return [];
      // Held with its report: nobody learns more than they may have by then.
      // A report that its sender stops before it has gone is held in the same act.
      const isHeld = report.state === 'held' || (what === 'withdrawn' && report.state === 'waiting');
      const state = isHeld ? 'held' : 'waiting';
      const { kind, urgency, lane } = report;
      const sending: Sending = { reportId, name, part: 'message', kind, urgency, lane, state, at };
      const told = { reportId, what, at, ...(text === undefined ? {} : { text }) };
      return [copyFor(this.#needs, sending, office, [], (token) => packer.message(told, office, token))];
    });
    return this.#prepared(copies);
  }

  /** Sends a test, a canary, or word of a flood to an office; the delivery's id. */
  async notice(
    kind: NoticeKind,
    office: Office,
    alongside?: (trx: DbOrTrx, id: string) => Promise<void>,
  ): Promise<string> {
    const { commit, packer, now } = this.#needs;
    const at = now();
    const name = `${noticeNames[kind]}-${at.toString(36)}`;
    const urgency = kind === 'canary' ? 'P4' : 'P1';
    const sending: Sending = {
      reportId: name,
      name,
      part: kind,
      kind: 'trafficking',
      urgency,
      lane: 'proven',
      state: 'waiting',
      at,
    };
    const copy = copyFor(this.#needs, sending, office, [], (token) => packer.notice(kind, office, token, at));
    const prepared = await this.#prepared([copy]);
    await commit(async (trx) => {
      await prepared.insert(trx);
      await alongside?.(trx, copy.row.id);
    });
    prepared.wake();
    return copy.row.id;
  }

  /**
   * Queues the clean copies of a report's pictures, as far as they are made and not yet queued. @returns the copies that
   * every office has now, or waits for an officer to be let into.
   */
  async files(reportId: string, keyOf: KeyOf): Promise<readonly string[]> {
    const files = await cleanCopiesOf(this.#needs.db, reportId);
    const woken = files.length === 0 ? [] : await queueFiles(this.#needs, reportId, files, keyOf);
    if (woken.length > 0) this.#needs.wake(woken);
    return files;
  }

  /** Queues one original, in an officer's session, for the offices that have its report. */
  async original(reportId: string, fileId: string, fileKey: Uint8Array): Promise<void> {
    this.#needs.wake(await queueFiles(this.#needs, reportId, [fileId], () => fileKey, 'original'));
  }

  /** Sends an unanswered report to a deputy who could read it from the beginning. `false` when they have it. */
  async passOn(delivery: Delivery, deputy: Office, at: number): Promise<boolean> {
    const { db, commit } = this.#needs;
    if (await deliveryById(db, idOf(delivery.name, deputy))) return false;
    const { report_id: reportId, name, part, kind, urgency, lane } = delivery;
    let added = false;
    await commit(async (trx) => {
      const id = idOf(name, deputy);
      if (await deliveryById(trx, id)) return;
      const sending: Sending = { reportId, name, part, kind, urgency, lane, state: 'waiting', at };
      if (!(await bodyOf(trx, id))) {
        const body = delivery.format === 'age' ? await bodyOf(trx, delivery.id) : undefined;
        if (!body) return;
        await insertBody(trx, id, body);
      }
      await insertDelivery(trx, rowOf(sending, deputy));
      await filesFor(trx, delivery, deputy, at);
      added = true;
    });
    if (added) this.#needs.wake([deputy.id]);
    return added;
  }

  async #prepared(copies: readonly Copy[]): Promise<Prepared> {
    const sealed = copies.length === 0 ? [] : await this.#needs.sealer.seal(jobsOf(copies));
    return {
      insert: (trx) => insertCopies(trx, copies, sealed),
      wake: () => this.#needs.wake(copies.map(({ row }) => row.office_id)),
    };
  }
}

/** Sealed, and to be put into the transaction of what it belongs to; then somebody wakes the forwarder. */
export type Prepared = { insert: (trx: DbOrTrx) => Promise<void>; wake: () => void };

/** What a receiver calls notices. */
const noticeNames: Readonly<Record<NoticeKind, string>> = { test: 'tin-thu', canary: 'tin-thu-gio', flood: 'bao-dong' };

/** What the office was let into, its deputies were as well. */
async function filesFor(trx: DbOrTrx, delivery: Delivery, deputy: Office, at: number): Promise<void> {
  const { report_id: reportId, kind, urgency, lane } = delivery;
  for (const file of await deliveriesOf(trx, [reportId])) {
    const header =
      file.office_id === delivery.office_id && file.part === 'file' ? await bodyOf(trx, file.id) : undefined;
    if (!header) continue;
    const state = file.state === 'held' ? 'held' : 'waiting';
    const sending: Sending = { reportId, name: file.name, part: 'file', kind, urgency, lane, state, at };
    await insertDelivery(trx, { ...rowOf(sending, deputy), file_id: file.file_id }, header);
  }
}
