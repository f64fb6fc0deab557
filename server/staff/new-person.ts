import type { Services } from '../running.ts';
import type { TypedPerson } from './person-keys.ts';

type Typed = Partial<Record<string, string>>;

export function typedPerson({ name = '', login = '', passphrase = '' }: Typed): TypedPerson {
  return { name: name.trim().slice(0, 100), login: login.slice(0, 100), passphrase };
}

/** What is wrong with what somebody new has typed: a key of `staff.errors`. */
export function weakness({ passphraseRules }: Pick<Services, 'passphraseRules'>, typed: Typed): string | undefined {
  const { name, login, passphrase } = typedPerson(typed);
  if (name === '' || login.trim() === '') return 'nameMissing';
  return (
    passphraseRules.weakness(passphrase, [name, login]) ??
    (passphrase === typed.again ? undefined : 'passphraseDiffers')
  );
}
