import { createHmac, randomBytes } from 'node:crypto';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** More addresses than this in an hour are not told apart any longer: memory stays small whoever comes. */
const mostCallers = 100_000;

/**
 * How many proven reports an address may send in an hour. Addresses never get in here: a caller is an HMAC under a
 * random key that lives a day and only in memory, so that what was counted says nothing to anybody later.
 */
export type Budget = {
  /** The name under which an address is counted today. */
  callerAt(address: string): string;
  /** Counts one more; `false`, and nothing counted, when the last sixty minutes are used up. */
  take(caller: string | undefined): boolean;
};

export function openBudget(mostAnHour: number, now: () => number): Budget {
  let today = Number.NaN;
  let dayKey = randomBytes(32);
  let thisHour = Number.NaN;
  let counted = new Map<string, number>();
  let before = new Map<string, number>();

  const turnDay = (): void => {
    const current = Math.floor(now() / day);
    if (current === today) return;
    today = current;
    dayKey = randomBytes(32);
  };
  const turnHour = (): void => {
    const current = Math.floor(now() / hour);
    if (current === thisHour) return;
    before = current === thisHour + 1 ? counted : new Map();
    counted = new Map();
    thisHour = current;
  };

  return {
    callerAt(address) {
      turnDay();
      return createHmac('sha256', dayKey).update(networkOf(address)).digest('base64url');
    },
    take(caller) {
      if (caller === undefined) return true;
      turnHour();
      const soFar = counted.get(caller) ?? 0;
      // The hour slides: of the last full hour counts the share that is less than sixty minutes ago.
      const share = 1 - (now() % hour) / hour;
      if (soFar + (before.get(caller) ?? 0) * share >= mostAnHour) return false;
      if (soFar > 0 || counted.size < mostCallers) counted.set(caller, soFar + 1);
      return true;
    },
  };
}

/** One household or phone has a whole IPv6 network of 64 bits. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
}
