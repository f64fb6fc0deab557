/** The sources that one page leans on, numbered in the order of their first use. */
export class Notes {
  readonly #sources: string[] = [];

  numberOf(source: string): number {
    const found = this.#sources.indexOf(source);
    return found >= 0 ? found + 1 : this.#sources.push(source);
  }

  get sources(): readonly string[] {
    return this.#sources;
  }
}
