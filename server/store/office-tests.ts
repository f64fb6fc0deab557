import type { DbOrTrx } from './database.ts';

/** Asks the running server for a test: it alone knows under which address it is reached. */
export async function askForTest(db: DbOrTrx, officeId: string): Promise<void> {
  await db
    .insertInto('office_test')
    .values({ delivery_id: `asked.${officeId}`, office_id: officeId, way: '', acknowledged_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes what was asked for; the ids of the offices. */
export async function takeAsked(db: DbOrTrx): Promise<string[]> {
  const asked = await db.deleteFrom('office_test').where('way', '=', '').returning('office_id').execute();
  return asked.map(({ office_id }) => office_id);
}

export async function insertOfficeTest(db: DbOrTrx, deliveryId: string, officeId: string, way: string): Promise<void> {
  await db
    .insertInto('office_test')
    .values({ delivery_id: deliveryId, office_id: officeId, way, acknowledged_at: null })
    .execute();
}

export async function acknowledgeTest(db: DbOrTrx, deliveryId: string, at: number): Promise<void> {
  await db
    .updateTable('office_test')
    .set({ acknowledged_at: at })
    .where('delivery_id', '=', deliveryId)
    .where('acknowledged_at', 'is', null)
    .execute();
}

/** Whether an office has acknowledged a test that went this very way. */
export async function wasTested(db: DbOrTrx, officeId: string, way: string): Promise<boolean> {
  const row = await db
    .selectFrom('office_test')
    .select('delivery_id')
    .where('office_id', '=', officeId)
    .where('way', '=', way)
    .where('acknowledged_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
