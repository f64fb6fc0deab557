import { Encrypter } from 'age-encryption';

/** With certificates it becomes an OpenPGP message for a mail program, else an age file. */
export type SealOne = {
  content: Uint8Array<ArrayBuffer>;
  recipients: readonly string[];
  certificates?: readonly string[];
};
export type SealJob = SealOne[];

/** Runs in a worker thread: seals each content to all its recipients, then wipes it. */
export default async function seal(jobs: SealJob): Promise<Uint8Array[]> {
  const sealed: Uint8Array[] = [];
  for (const job of jobs) {
    sealed.push(job.certificates ? await asPgp(job.content, job.certificates) : await asAge(job));
    job.content.fill(0);
  }
  return sealed;
}

async function asAge({ content, recipients }: SealOne): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** OpenPGP is loaded where an office insists on it, and nowhere else. */
async function asPgp(content: Uint8Array, certificates: readonly string[]): Promise<Uint8Array> {
  const { sealAsMail } = await import('../forward/package/pgp-mail.ts');
  return sealAsMail(content, certificates);
}
