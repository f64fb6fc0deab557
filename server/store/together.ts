import type { ControlledTransaction, Transaction } from 'kysely';
import type { Db } from './database.ts';
import type { Tables } from './tables.ts';

type Work = (trx: Transaction<Tables>) => Promise<void>;
type Waiting = { work: Work; done: () => void; failed: (error: unknown) => void };

/** Resolves when the work is on disk; rejects with its own error, or with the storage's. */
export type CommitTogether = (work: Work) => Promise<void>;

/**
 * Commits what comes at the same moment in one transaction: waiting for the disk costs more than writing, and
 * thirty reports at once can share the wait. Each work stands in a savepoint, so one that fails takes nobody along.
 */
export function commitTogether(db: Db): CommitTogether {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await commit(db, batch);
    }
    running = undefined;
  };

  return (work) =>
    new Promise((done, failed) => {
      waiting.push({ work, done, failed });
      // After the events that are already here, so that they share the commit.
      running ??= new Promise(setImmediate).then(run);
    });
}

async function commit(db: Db, batch: readonly Waiting[]): Promise<void> {
  const succeeded: Waiting[] = [];
  try {
    let trx = await db.startTransaction().execute();
    try {
      for (const one of batch) {
        const [after, fault] = await tryWork(trx, one.work);
        trx = after;
        if (fault === undefined) succeeded.push(one);
        else one.failed(fault.error);
      }
      await trx.commit().execute();
    } catch (error) {
      await trx.rollback().execute();
      throw error;
    }
  } catch (error) {
    for (const { failed } of batch) failed(error);
    return;
  }
  for (const { done } of succeeded) done();
}

type Trx = ControlledTransaction<Tables>;

async function tryWork(trx: Trx, work: Work): Promise<[Trx, { error: unknown }?]> {
  const inside = await trx.savepoint('one').execute();
  try {
    await work(inside);
    return [await inside.releaseSavepoint('one').execute()];
  } catch (error) {
    return [await inside.rollbackToSavepoint('one').execute(), { error }];
  }
}
