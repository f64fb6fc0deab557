import type { Services } from '../../running.ts';

export type Needs = Pick<Services, 'db' | 'commit' | 'now' | 'log'> & {
  folder: string;
  /** Who can open what is sealed here. */
  recipients: readonly string[];
};
