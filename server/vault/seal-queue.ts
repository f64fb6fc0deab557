import { queueOptionsSymbol, type TaskQueue } from 'piscina';

type Task = NonNullable<ReturnType<TaskQueue['shift']>>;

/** The tasks that wait for a thread: the lowest rank first, within a rank who came first. */
export class SealQueue implements TaskQueue {
  readonly #byRank: Task[][] = [];

  get size(): number {
    return this.#byRank.reduce((sum, tasks) => sum + tasks.length, 0);
  }

  push(task: Task): void {
    const rank = rankOf(task);
    while (this.#byRank.length <= rank) this.#byRank.push([]);
    this.#byRank[rank]?.push(task);
  }

  shift(): Task | null {
    return this.#byRank.find((tasks) => tasks.length > 0)?.shift() ?? null;
  }

  remove(task: Task): void {
    const tasks = this.#byRank[rankOf(task)] ?? [];
    const place = tasks.indexOf(task);
    if (place >= 0) tasks.splice(place, 1);
  }
}

/** The jobs as piscina takes them, with their rank. */
export function ranked<Jobs extends object>(jobs: Jobs, rank: number): Jobs {
  return Object.assign(jobs, { [queueOptionsSymbol]: { rank } });
}

function rankOf(task: Task): number {
  const options = task[queueOptionsSymbol];
  return options && 'rank' in options && typeof options.rank === 'number' ? options.rank : 0;
}
