import { Secret, TOTP } from 'otpauth';

/** Somebody at the console without a browser: keeps cookies, follows nothing. */
export type HttpOfficer = ((address: string, form?: Readonly<Record<string, string>>) => Promise<Response>) & {
  /** What a browser needs to go on as them. */
  cookies: ReadonlyMap<string, string>;
};

/** Signs in at the real door for the first time, and adds the code app that is asked for. */
export async function enterByHttp(url: string, login: string, passphrase: string): Promise<HttpOfficer> {
  const officer = withCookies(url);
  const came = await officer('vao/', { login, passphrase });
  if (came.status !== 303) throw new Error(`${login} was not let in: ${came.status}`);
  const page = await (await officer('lop-hai/')).text();
  const secret = (/id="totp"[^>]*>([^<]+)</.exec(page)?.[1] ?? '').replaceAll(/\s/g, '');
  const enrolled = await officer('lop-hai/', { code: TOTP.generate({ secret: Secret.fromBase32(secret) }) });
  if (enrolled.status !== 303) throw new Error(`${login} got no second factor: ${enrolled.status}`);
  return officer;
}

function withCookies(url: string): HttpOfficer {
  const cookies = new Map<string, string>();
  const ask = async (address: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(address, `${url}/truc-ban/`), {
      headers: { cookie, origin: url },
      redirect: 'manual',
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  return Object.assign(ask, { cookies });
}
