import { Secret, TOTP } from 'otpauth';
import { afterAll, describe, expect, test } from 'vitest';
import { acceptInvitation, invite, invitedBy } from '../../server/staff/invitation.ts';
import { countFailures } from '../../server/staff/failures.ts';
import { readPassphraseRules } from '../../server/staff/passphrase-rules.ts';
import { enrolTotp, makeTotpSecret, renewRecoveryCodes } from '../../server/staff/second-factor.ts';
import { signIn } from '../../server/staff/sign-in.ts';
import { spendAnUnwrap, TooManyWait } from '../../server/vault/passphrase.ts';
import { openDesk, passphrase } from './desk.ts';

const desk = await openDesk();
afterAll(() => desk.close());

const stranger = () => false;

describe('a passphrase', () => {
  const { weakness } = readPassphraseRules(`${import.meta.dirname}/../../content`);

  test.each([
    ['ngắn', 'passphraseShort'],
    ['x'.repeat(201), 'passphraseLong'],
    ['Anh yêu em nhiều lắm', 'passphraseCommon'],
    ['anhyeuem nhieu lam 2026', 'passphraseCommon'],
    ['matkhau matkhau', 'passphraseCommon'],
    ['1234567890123', 'passphraseCommon'],
    ['aaaaaaaaaaaaaaaa', 'passphraseCommon'],
    ['Nguyễn Thị Trực 1', 'passphraseCommon'],
  ])('%s is refused', (typed, problem) => {
    expect(weakness(typed, ['Nguyễn Thị Trực', 'truc'])).toBe(problem);
  });

  test.each(['sông dài cá lội biệt tăm', 'chim khôn kêu tiếng rảnh rang', '12 con mèo và trực đêm'])(
    '%s is taken, without capitals, digits or signs being asked for',
    (typed) => expect(weakness(typed, ['Nguyễn Thị Trực', 'truc'])).toBeUndefined(),
  );
});

describe('the second factor', () => {
  async function withApp() {
    const who = await desk.person(['duty_officer']);
    const opened = { personId: who.personId, identity: who.keyring.identity };
    const secret = makeTotpSecret();
    const at = Math.floor(Date.now() / 30_000) * 30_000 - 30_000;
    const codes = (await enrolTotp({ db: desk.db, now: () => at }, opened, secret, codeAt(secret, at))) ?? [];
    const enter = (code: string, now = Date.now()) =>
      signIn(
        { ...desk.needs, now: () => now },
        { login: who.login, passphrase, factor: { code, passkey: undefined } },
        stranger,
      );
    return { secret, codes, enter, opened };
  }

  test('is asked for as soon as there is one; until then a session may only get one', async () => {
    const who = await desk.person(['duty_officer']);
    const typed = { login: who.login, passphrase, factor: { code: '', passkey: undefined } };
    expect(await signIn(desk.needs, typed, stranger)).toMatchObject({ enrolling: true });
    const { enter, secret } = await withApp();
    expect(await enter('')).toBeUndefined();
    expect(await enter(codeAt(secret, Date.now()))).toMatchObject({ enrolling: false });
  });

  test('a code counts once, and half a minute of a wrong clock is forgiven', async () => {
    const { enter, secret } = await withApp();
    const now = Math.floor(Date.now() / 30_000) * 30_000 + 60_000;
    expect(await enter(codeAt(secret, now + 90_000), now)).toBeUndefined();
    expect(await enter(codeAt(secret, now - 30_000), now)).toBeDefined();
    expect(await enter(codeAt(secret, now - 30_000), now)).toBeUndefined();
    expect(await enter(codeAt(secret, now + 30_000), now)).toBeDefined();
    expect(await enter(codeAt(secret, now), now), 'an earlier one is no longer good').toBeUndefined();
  });

  test('a recovery code counts once, and new ones make the old void', async () => {
    const { enter, codes, opened } = await withApp();
    const [first = '', second = ''] = codes;
    expect(await enter(first.toLowerCase().replaceAll('-', ' '))).toBeDefined();
    expect(await enter(first)).toBeUndefined();
    await renewRecoveryCodes(desk, opened);
    expect(await enter(second)).toBeUndefined();
  });

  test('is stored so that the database alone neither shows nor tests it', async () => {
    const { secret, codes, opened } = await withApp();
    const totp = await desk.db.selectFrom('totp').selectAll().where('person_id', '=', opened.personId).execute();
    const hashes = await desk.db.selectFrom('recovery_code').selectAll().execute();
    const stored = [...totp.map(({ sealed }) => sealed), ...hashes.map(({ hash }) => hash)]
      .map((bytes) => Buffer.from(bytes).toString('latin1'))
      .join();
    for (const clear of [secret, Buffer.from(Secret.fromBase32(secret).bytes).toString('latin1'), ...codes])
      expect(stored).not.toContain(clear);
  });
});

describe('an invitation', () => {
  test('is good once, for three days, and gives its roles', async () => {
    const admin = await desk.person(['administrator']);
    const invited = { name: 'Người Được Mời', roles: ['analyst' as const], officeId: undefined };
    const token = await invite(desk.needs, admin, invited);
    const late = { ...desk.needs, now: () => Date.now() + 3 * 24 * 60 * 60 * 1000 + 1 };
    expect(await invitedBy(late, token)).toBeUndefined();
    expect(await invitedBy(desk.needs, token)).toEqual(invited);
    expect(await acceptInvitation(desk.needs, token, { login: admin.login, passphrase })).toBe('taken');
    expect(await acceptInvitation(desk.needs, token, { login: 'moi', passphrase })).toHaveProperty('identity');
    expect(await acceptInvitation(desk.needs, token, { login: 'nua', passphrase })).toBeUndefined();
  });
});

describe('a flood at the door', () => {
  test('lets browsers that are known go first, and only so many strangers wait', async () => {
    const order: string[] = [];
    const strangers = Array.from({ length: 8 }, () =>
      spendAnUnwrap('x', 'stranger').then(() => order.push('stranger')),
    );
    const known = spendAnUnwrap('y', 'known').then(() => order.push('known'));
    await Promise.all([...strangers, known]);
    expect(order.indexOf('known')).toBe(1);
    const many = Array.from({ length: 40 }, () => spendAnUnwrap('x', 'stranger'));
    const settled = Promise.allSettled(many);
    const colleague = spendAnUnwrap('y', 'known').then(() => 'in');
    expect(await colleague).toBe('in');
    const refused = (await settled).filter(({ status }) => status === 'rejected');
    expect(refused.map((one) => 'reason' in one && one.reason instanceof TooManyWait)).toEqual(Array(9).fill(true));
  });

  test('guessing at a name gets slower, locks nobody out, and is forgotten when its owner comes', async () => {
    const pauses: number[] = [];
    const failures = countFailures(async (milliseconds) => pauses.push(milliseconds));
    const guess = async () => {
      await failures.slowDown('truc');
      failures.count('truc');
    };
    for (let tries = 0; tries < 12; tries++) await guess();
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    failures.forget('truc');
    await failures.slowDown('truc');
    expect(pauses).toHaveLength(9);
  });
});

function codeAt(secret: string, timestamp: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
}
