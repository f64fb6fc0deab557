const slow = 0.9;
const slower = 0.999;
const nothing = 1e-8;

/**
 * Steps down the slope of what is to be learned, each weight at its own pace (Kingma, Ba 2015, "Adam").
 * Only rows whose slope was asked for since the last step move, as most clues stand in few reports.
 */
export class Adam {
  readonly #weights: readonly Float32Array[];
  readonly #slopes = new Map<number, Float32Array>();
  readonly #mean = new Map<number, Float32Array>();
  readonly #square = new Map<number, Float32Array>();
  #steps = 0;

  constructor(weights: readonly Float32Array[]) {
    this.#weights = weights;
  }

  /** The slope of a row so far in this step, to be added to. */
  slopeOf(row: number): Float32Array {
    return this.#rowOf(this.#slopes, row);
  }

  /** @param share what the slopes are multiplied by: 1 over how many reports they sum */
  step(pace: number, share: number): void {
    this.#steps++;
    const [early, earlySquare] = [1 - slow ** this.#steps, 1 - slower ** this.#steps];
    for (const [row, slope] of this.#slopes) {
      const [weights, mean, square] = [this.#weights[row], this.#rowOf(this.#mean, row), this.#rowOf(this.#square, row)];
      if (!weights) continue;
      for (let i = 0; i < slope.length; i++) {
        const own = (slope[i] ?? 0) * share;
        const m = slow * (mean[i] ?? 0) + (1 - slow) * own;
        const s = slower * (square[i] ?? 0) + (1 - slower) * own * own;
        mean[i] = m;
        square[i] = s;
        weights[i] = (weights[i] ?? 0) - (pace * (m / early)) / (Math.sqrt(s / earlySquare) + nothing);
      }
    }
    this.#slopes.clear();
  }

  #rowOf(rows: Map<number, Float32Array>, row: number): Float32Array {
    const found = rows.get(row) ?? new Float32Array(this.#weights[row]?.length ?? 0);
    rows.set(row, found);
    return found;
  }
}
