import { Encrypter } from 'age-encryption';

export type SealJob = { content: Uint8Array<ArrayBuffer>; recipients: readonly string[] }[];

/** Runs in a worker thread: seals each content to all its recipients, then wipes it. */
export default async function seal(jobs: SealJob): Promise<Uint8Array[]> {
  const sealed: Uint8Array[] = [];
  for (const { content, recipients } of jobs) {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    sealed.push(await encrypter.encrypt(content));
    content.fill(0);
  }
  return sealed;
}
