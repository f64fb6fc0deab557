/**
 * The keys of clean copies that lie sealed to our officers, until it is known which offices get them: an hour at most,
 * and in this process's memory alone. A copy whose key went with a restart waits for an officer to let the offices in.
 */
export class CleanKeys {
  readonly #keys = new Map<string, Uint8Array>();

  keep(cleanId: string, fileKey: Uint8Array): void {
    this.#keys.set(cleanId, fileKey);
  }

  /** A copy: whoever uses it must not find it wiped half-way. */
  of(cleanId: string): Uint8Array | undefined {
    const key = this.#keys.get(cleanId);
    return key && Uint8Array.from(key);
  }

  forget(cleanIds: readonly string[]): void {
    for (const id of cleanIds) {
      this.#keys.get(id)?.fill(0);
      this.#keys.delete(id);
    }
  }
}
