import type { Services } from '../../running.ts';
import type { CleanKeys } from './clean-keys.ts';

export type Needs = Pick<Services, 'db' | 'commit' | 'now' | 'log'> & {
  folder: string;
  /** Who can open what is sealed here, as of now. */
  recipients: () => readonly string[];
  cleanKeys: CleanKeys;
  /** Sends on the clean copies that a report has and its offices do not. */
  queueFor: (reportId: string) => Promise<void>;
};
