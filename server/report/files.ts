import { z } from 'zod';

/** What may come with a report, and what is kept of it. */
export const mostFiles = 5;
export const mostFileBytes = 25 * 1024 * 1024;

export const fileKinds = ['image', 'audio', 'video', 'document', 'unknown'] as const;
export type FileKind = (typeof fileKinds)[number];

/** `unsafe`: what it says it is, but opening it may do harm. `mislabelled`: it says it is what it is not. */
export const fileStates = ['kept', 'unknown-type', 'mislabelled', 'unsafe'] as const;
export type FileState = (typeof fileStates)[number];

/** Beside these: `broken` pictures could not be read, `uncleaned` ones were not reached before a restart or in a flood. */
export type AttachmentState = FileState | 'broken' | 'uncleaned';

/** A file that lies sealed on disk. Its name and exact type go into the sealed record and nowhere else. */
export const receivedFile = z.object({
  id: z.string(),
  label: z.string(),
  type: z.string(),
  size: z.number(),
  state: z.enum(fileStates),
});
export type ReceivedFile = z.infer<typeof receivedFile>;

/** Why a file was left out, as a key of `errors.*` in content/words. */
export type FileProblem = 'fileTooLarge' | 'fileTooMany' | 'fileEmpty' | 'fileNotStored';
/** `size` in bytes is known of those for which there was no room. */
export type LeftOut = { label: string; problem: FileProblem; size?: number };
