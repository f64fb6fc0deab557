/**
 * Passkeys, with what browsers bring themselves. The answer goes into the form that the button stands in; what the
 * passkey's PRF gives goes along and nowhere else. Without this script people use their passphrase and a code.
 */
type Asked = { options: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON; prf: string };

const buttons = document.querySelectorAll<HTMLButtonElement>('button[data-passkey]');

if ('PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential) {
  for (const button of buttons) {
    button.hidden = false;
    if (button.form) button.form.hidden = false;
    button.addEventListener('click', () => void use(button));
  }
}

async function use(button: HTMLButtonElement): Promise<void> {
  const label = button.textContent;
  button.disabled = true;
  try {
    const asked: Asked = await (await fetch(button.dataset['ask'] ?? '')).json();
    const answer = await (button.dataset['passkey'] === 'make' ? make(asked) : prove(asked));
    fill(button, answer);
    button.textContent = button.dataset['done'] ?? label;
    if (button.dataset['sends'] !== undefined) button.form?.submit();
  } catch {
    button.textContent = button.dataset['failed'] ?? label;
  } finally {
    button.disabled = false;
  }
}

type Answer = { passkey: string; prf: string };

async function make({ options, prf }: Asked): Promise<Answer> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await navigator.credentials.create({ publicKey: { ...publicKey, extensions: prfOf(prf) } });
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
    throw new Error('no passkey was made');
  const { attestationObject, clientDataJSON } = made.response;
  const response = { attestationObject: encoded(attestationObject), clientDataJSON: encoded(clientDataJSON) };
  return { passkey: asJson(made, response), prf: prfIn(made) || (await derive(made, publicKey, prf)) };
}

async function prove({ options, prf }: Asked): Promise<Answer> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const proved = await navigator.credentials.get({ publicKey: { ...publicKey, extensions: prfOf(prf) } });
  if (!(proved instanceof PublicKeyCredential) || !(proved.response instanceof AuthenticatorAssertionResponse))
    throw new Error('no passkey has answered');
  const { authenticatorData, clientDataJSON, signature, userHandle } = proved.response;
  const response = {
    authenticatorData: encoded(authenticatorData),
    clientDataJSON: encoded(clientDataJSON),
    signature: encoded(signature),
    ...(userHandle ? { userHandle: encoded(userHandle) } : {}),
  };
  return { passkey: asJson(proved, response), prf: prfIn(proved) };
}

/** Most authenticators derive only when they are asked again after they have made the passkey. */
async function derive(
  made: PublicKeyCredential,
  { challenge, rp }: PublicKeyCredentialCreationOptions,
  prf: string,
): Promise<string> {
  if (!made.getClientExtensionResults().prf?.enabled) return '';
  const allowCredentials = [{ id: made.rawId, type: 'public-key' as const }];
  const asked = {
    challenge,
    ...(rp.id ? { rpId: rp.id } : {}),
    allowCredentials,
    userVerification: 'required' as const,
  };
  const proved = await navigator.credentials.get({ publicKey: { ...asked, extensions: prfOf(prf) } });
  return proved instanceof PublicKeyCredential ? prfIn(proved) : '';
}

function fill(button: HTMLButtonElement, { passkey, prf }: Answer): void {
  const field = (name: string) => button.form?.querySelector<HTMLInputElement>(`input[name=${name}]`);
  const answer = field('passkey');
  const derived = field('prf');
  if (answer) answer.value = passkey;
  if (derived) derived.value = prf;
}

const asJson = ({ id, rawId, type }: PublicKeyCredential, response: object): string =>
  JSON.stringify({ id, rawId: encoded(rawId), type, response });

const prfOf = (input: string) => ({ prf: { eval: { first: decoded(input) } } });

function prfIn(credential: PublicKeyCredential): string {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first instanceof ArrayBuffer ? encoded(first) : '';
}

function encoded(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCodePoint(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decoded(text: string): ArrayBuffer {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.codePointAt(0) ?? 0).buffer;
}
