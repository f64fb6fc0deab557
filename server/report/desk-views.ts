import type { Sheet } from '../forward/package/sheet.ts';
import type { ClockName } from '../desk/clocks.ts';
import type { Kind, Lane, ReviewState, Urgency } from './codes.ts';
import type { Act } from './states.ts';
import type { Me, QueueItem } from './views.ts';

/** A clock that runs: what for, and until when. */
export type ClockView = { name: ClockName; dueAt: number; startedAt: number };

export type DeskItem = QueueItem & { version: number; clocks: readonly ClockView[]; assignee: string | undefined };

export type Told = { reportId: string; clock: ClockName; step: string; dueAt: number; at: number };

export type DeskQueueView = {
  person: Me;
  now: number;
  counts: Readonly<Record<Urgency, { waiting: number; late: number }>>;
  countedTo: number;
  pulse: {
    held: number;
    waiting: number;
    failed: number;
    waitsSince: number | undefined;
    lastSentAt: number | undefined;
    isLive: boolean;
  };
  items: readonly DeskItem[];
  told: readonly Told[];
  /** What a flood keeps from an office, until an officer lets it go. */
  floods: readonly { office: string; name: string; count: number }[];
  duty: readonly { name: string; duty: string }[];
  filter: Filter;
  choices: {
    forms: readonly string[];
    offices: readonly { id: string; name: string }[];
    commune: { name: string; type: string } | undefined;
    unlocked: boolean;
  };
  /** The query of the next page, where there is one. */
  next: string | undefined;
  done: string | undefined;
  /** A reminder that was put away just now, and can be taken up again. */
  putAway: { reportId: string; at: number } | undefined;
  /** The person's own views; empty while the session is locked. */
  saved: readonly (SavedView & { query: string; isCurrent: boolean })[];
  /** Why a view was not saved: no name, or too many. */
  notSaved: 'name' | 'many' | undefined;
};

/** A filter that somebody has named. */
export type SavedView = { id: string; name: string; filter: Filter };

export const shows = ['all', 'mine', 'unclassified', 'returned', 'waiting_reporter', 'unproven', 'ended'] as const;
export type Show = (typeof shows)[number];
export type Filter = { show: Show; form: string; commune: string; office: string };

export type Piece = { text: string; rules: readonly number[] };

export type TimelineItem = { at: number; who: string; what: string; text: string };

export type AttachmentView = {
  id: string;
  label: string;
  kind: 'image' | 'audio' | 'other';
  hasClean: boolean;
  state: string;
  sizeKib: number;
  /** Offices have it, or will. */
  originalSent: boolean;
};

/** How far a report has got with one office, and what that office says. */
export type WayView = {
  id: string;
  office: string;
  state: string;
  error: string | null;
  sentAt: number | null;
  /** Why the office has sent it back. */
  reason: string | null;
  answeredAt: number | null;
  registeredAt: number | null;
  /** The authority's own numbers and words, the oldest first. */
  numbers: readonly string[];
  notes: readonly string[];
  /** Prepared questions that it has asked of the reporter. */
  asked: readonly { text: string; isOpen: boolean }[];
};

/** What an officer writes down by itself, beside the steps. */
export const addable = ['note', 'call', 'incident', 'person'] as const;
export type Addable = (typeof addable)[number];

/** A small act beside the steps that its doer can still take back. */
export type Slip = { what: Addable | 'assign'; ref: string; at: number };

export type DeskCaseView = {
  person: Me;
  now: number;
  item: DeskItem;
  /** The story cut where a rule's words begin and end. */
  story: readonly Piece[];
  /** How a missing person is described, cut likewise. */
  description: readonly Piece[];
  lang: string;
  answers: readonly { name: string; value: string; asTyped: boolean }[];
  place: { text: string; commune: { name: string; type: string } | undefined; country: string };
  consents: readonly { name: string; value: string }[];
  mustNotCall: boolean;
  hasContact: boolean;
  confirmation: string;
  machine: { urgency: Urgency; subject: string; forms: readonly string[]; flags: readonly string[] };
  judged: { urgency: Urgency; subject: string; forms: readonly string[]; reason: string } | undefined;
  reasons: readonly { words: string; level: Urgency | null; field: string | undefined; quotes: readonly string[] }[];
  attachments: readonly AttachmentView[];
  routing: readonly { office: string; why: string; held: boolean }[];
  deliveries: readonly WayView[];
  timeline: readonly TimelineItem[];
  messages: readonly { sender: 'reporter' | 'staff'; text: string; at: number }[];
  call: { sentences: readonly string[]; number: string | undefined; made: readonly TimelineItem[] };
  incidents: readonly Readonly<Record<string, string>>[];
  persons: readonly Readonly<Record<string, string>>[];
  links: readonly {
    id: string;
    reportId: string;
    kind: string;
    score: number | undefined;
    reasons: readonly { what: string; value: string | undefined }[];
    standing: boolean;
  }[];
  acts: readonly Act[];
  undo: { act: Act; at: number } | undefined;
  slips: readonly Slip[];
  /** Whom it is given to, by id; empty for nobody. */
  assigneeId: string;
  /** When this person has marked the messages as read, a moment ago. */
  readAt: number | undefined;
  choices: {
    subjects: readonly string[];
    forms: readonly string[];
    outcomes: readonly string[];
    returnReasons: readonly string[];
    authorities: readonly { id: string; name: string }[];
    offices: readonly { id: string; name: string }[];
    questions: readonly { id: string; text: string }[];
    people: readonly { id: string; name: string }[];
  };
  saidNo: boolean;
  /** Whether it may go out as a missing person's record. */
  publishable: boolean;
  /** The office that a bundle is for, unless the officer chooses another. */
  usualOffice: string;
  /** What was typed into an act that was not done, and why not. */
  again:
    | {
        act: string;
        late: { by: string; act: string; at: number } | undefined;
        problems: Readonly<Record<string, string>>;
        typed: Readonly<Record<string, readonly string[]>>;
      }
    | undefined;
};

export type SideBySideView = {
  person: Me;
  reports: readonly {
    item: { id: string; kind: Kind; urgency: Urgency; lane: Lane; state: ReviewState; receivedAt: number };
    story: string;
    answers: readonly { name: string; value: string }[];
    forms: readonly string[];
  }[];
};

export type ShiftView = {
  person: Me;
  now: number;
  mine: string | undefined;
  duty: readonly { name: string; duty: string; untilAt: number }[];
  since: number;
  changed: readonly { what: string; count: number }[];
  due: readonly DeskItem[];
  open: readonly DeskItem[];
  told: readonly Told[];
  handover: { text: string; by: string; at: number } | undefined;
};

export type FindView = {
  person: Me;
  typed: Readonly<Record<string, string>>;
  /** What can be chosen as a form. */
  forms: readonly string[];
  /** Ids with why each was found; undefined before anything was asked. */
  found: readonly { item: QueueItem; why: string }[] | undefined;
  /** Of a search in the text: how many were read of how many, and the query that goes on. */
  progress: { read: number; of: number; next: string | undefined } | undefined;
  error?: string;
};

/** A page of plain tables: administration and its kin. */
export type TablesView = {
  person: Me;
  title: string;
  text: string;
  sections: readonly {
    title: string;
    text?: string;
    head: readonly string[];
    rows: readonly (readonly string[])[];
    acts?: readonly { label: string; post: string }[];
  }[];
  next?: { label: string; href: string } | undefined;
};

export type PracticeView = {
  person: Me;
  number: number;
  of: number;
  text: string;
  answer: { urgency: Urgency; chosen: Urgency; right: boolean; why: string } | undefined;
};

/** What to set up first, and the walk of two minutes. `live`: real reports come in, so nothing made up is sent. */
export type DeskGuideView = {
  person: Me;
  live: boolean;
  firstRun: readonly { title: string; text: string; href: string; done: boolean }[];
  walk: readonly {
    at: 'phone' | 'desk';
    title: string;
    text: string;
    keys: readonly string[];
    href: string | undefined;
  }[];
};

/** The same sheet that the office's copy begins with. */
export type SheetView = {
  person: Me;
  id: string;
  sheet: Sheet;
  office: string;
  offices: readonly { id: string; name: string }[];
};

export type DeskDrawable = {
  desk: DeskQueueView;
  deskCase: DeskCaseView;
  sideBySide: SideBySideView;
  shift: ShiftView;
  find: FindView;
  tables: TablesView;
  practice: PracticeView;
  deskGuide: DeskGuideView;
  sheet: SheetView;
};
