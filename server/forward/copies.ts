import { z } from 'zod';
import type { DeliveryPart, DeliveryState, Kind, Lane, Urgency } from '../report/codes.ts';
import { insertBody, insertDelivery, type Delivery, type NewDelivery } from '../store/deliveries.ts';
import type { DbOrTrx } from '../store/database.ts';
import type { SealOne } from '../vault/seal-worker.ts';
import type { Office, Offices } from './offices.ts';
import { hashOfToken, makeToken } from './token.ts';

/** What is about to be sealed and queued for one office. */
export type Copy = {
  row: NewDelivery;
  /** By the id of the delivery whose body it becomes; the first is the row's own. */
  bodies: readonly { id: string; job: SealOne }[];
};

/** What is to travel, before an office is chosen for it. */
export type Sending = {
  reportId: string;
  /** What the receiver calls it. */
  name: string;
  part: DeliveryPart;
  kind: Kind;
  urgency: Urgency;
  lane: Lane;
  state: DeliveryState;
  at: number;
  batch?: string;
};

type Needs = { serverSecret: Uint8Array };
type Tar = Uint8Array<ArrayBuffer>;

/**
 * A copy for an office and those of its deputies who may read it. A mail program with OpenPGP gets one message; its
 * deputies, who may have none, an age file that lies ready for them.
 */
export function copyFor(
  { serverSecret }: Needs,
  sending: Sending,
  office: Office,
  deputies: readonly Office[],
  pack: (token: string) => Tar,
): Copy {
  const token = makeToken();
  const content = pack(token);
  const id = idOf(sending.name, office);
  const pgp = office.channel === 'smtp' && office.certificate !== undefined;
  const recipients = [...new Set([office, ...deputies].map(({ recipient }) => recipient))];
  const certificates = pgp ? [office, ...deputies].flatMap(({ certificate }) => certificate ?? []) : undefined;
  const forDeputies = pgp
    ? deputies.map((deputy) => ({
        id: idOf(sending.name, deputy),
        job: { content: Uint8Array.from(content), recipients: [deputy.recipient] },
      }))
    : [];
  return {
    row: {
      ...rowOf(sending, office),
      format: pgp ? 'pgp' : 'age',
      deputies: JSON.stringify(deputies.map((deputy) => deputy.id)),
      answer_hash: hashOfToken(serverSecret, token),
    },
    bodies: [{ id, job: { content, recipients, ...(certificates ? { certificates } : {}) } }, ...forDeputies],
  };
}

export const idOf = (name: string, office: Office): string => `${name}.${office.id}`;

export function rowOf({ reportId, name, part, kind, urgency, lane, state, at, batch }: Sending, office: Office) {
  return {
    id: idOf(name, office),
    report_id: reportId,
    office_id: office.id,
    name,
    part,
    kind,
    urgency,
    lane,
    state,
    urgent: urgency === 'P1' ? 1 : 0,
    attempts: 0,
    queued_at: at,
    open_since: at,
    next_at: at,
    sent_at: null,
    last_error: null,
    batch: batch ?? null,
  } satisfies NewDelivery;
}

/** The deputies whose keys are among these recipients. */
export const deputiesAmong = (offices: Offices, office: Office, recipients: readonly string[]): Office[] =>
  office.deputies.flatMap((id) => offices.of(id) ?? []).filter(({ recipient }) => recipients.includes(recipient));

/** The deputies who can read this copy too, as far as they are still in the file. */
export const deputiesIn = (offices: Offices, { deputies }: Pick<Delivery, 'deputies'>): Office[] =>
  deputyIds({ deputies }).flatMap((id) => offices.of(id) ?? []);

export const deputyIds = ({ deputies }: Pick<Delivery, 'deputies'>): string[] =>
  z.array(z.string()).parse(JSON.parse(deputies));

export const jobsOf = (copies: readonly Copy[]): SealOne[] =>
  copies.flatMap(({ bodies }) => bodies.map(({ job }) => job));

/** @param sealed in the order of `jobsOf`. */
export async function insertCopies(
  trx: DbOrTrx,
  copies: readonly Copy[],
  sealed: readonly Uint8Array[],
): Promise<void> {
  const left = [...sealed];
  for (const { row, bodies } of copies) {
    await insertDelivery(trx, row);
    for (const { id } of bodies) {
      const body = left.shift();
      if (!body) throw new Error('the sealer gave too few seals');
      await insertBody(trx, id, body);
    }
  }
}
