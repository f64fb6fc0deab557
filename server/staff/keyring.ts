import type { KeyKind } from '../report/roles.ts';
import type { DbOrTrx } from '../store/database.ts';
import { openGrants, type Holder, type OpenKey } from '../vault/line-keys.ts';
import { unseal } from '../vault/age.ts';
import { deriveKey } from '../vault/box.ts';

/** What somebody signed in can open: their own key, and through it those of the line that they hold. */
export type Keyring = {
  /** The person's own key. */
  identity: string;
  /** Every key they hold, the oldest first. Read once a request. */
  keys(): Promise<readonly OpenKey[]>;
  /** The identities of this kind, the newest first; none for somebody who holds none. */
  identities(kind: KeyKind): Promise<readonly string[]>;
  /** Opens what was sealed to a key of this kind, of whichever epoch. @throws NoKey when they hold none. */
  open(kind: KeyKind, sealed: Uint8Array): Promise<Uint8Array>;
  /**
   * The 256-bit keys that labels and blind indexes (`links/`) are made with, the newest first: write with the first, look
   * up with all. Empty for whoever holds no label key.
   */
  labels(): Promise<readonly LabelKey[]>;
};

/** Their duty asks for a key that nobody has handed over yet. */
export class NoKey extends Error {}

export type LabelKey = { id: string; key: Buffer };

export function keyringOf(db: DbOrTrx, holder: Holder, identity: string): Keyring {
  let opened: Promise<OpenKey[]> | undefined;
  const keys = (): Promise<OpenKey[]> => (opened ??= openGrants(db, holder, identity));
  const ofKind = async (kind: KeyKind): Promise<OpenKey[]> =>
    (await keys()).filter((key) => key.kind === kind).toReversed();
  const identitiesOf = async (kind: KeyKind): Promise<string[]> => (await ofKind(kind)).map((key) => key.identity);
  return {
    identity,
    keys,
    identities: identitiesOf,
    async open(kind, sealed) {
      const identities = await identitiesOf(kind);
      if (identities.length === 0) throw new NoKey();
      return unseal(identities, sealed);
    },
    async labels() {
      return (await ofKind('label')).map((key) => ({
        id: key.id,
        key: deriveKey(key.identity, 'label key'),
      }));
    },
  };
}
