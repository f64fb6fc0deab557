import type { DeliveryState, Kind, Lane, ReviewState, Urgency } from './codes.ts';
import type { Reason } from '../triage/result.ts';

/** What the server hands to a page it asks Astro to draw: the only way data of the running system reaches a page. */
export type FormView = {
  kind: Kind;
  /** As typed, by field name. */
  values: Readonly<Record<string, readonly string[]>>;
  /** Sentences by field name; `form` for what concerns the whole. */
  errors: Readonly<Record<string, string>>;
};

export type ReceiptView = {
  digits: string;
  words: string;
  advice: readonly string[];
  office: string;
  receivedAt: number;
  held: boolean;
};

export type LookupView = { typed: string; error?: string };

export type StatusView = {
  code: string;
  state: string;
  events: readonly { what: string; office?: string; at: number }[];
  messages: readonly { sender: 'reporter' | 'staff'; text: string; at: number }[];
  error?: string;
  sent?: boolean;
};

/** The page of hCaptcha: nothing of the person, only where they go back to. */
export type CaptchaView = { sitekey: string; from: string; failed: boolean };

export type ErrorView = { status: number; title: string; text: string };

export type SignInView = {
  step: 'first-run' | 'sign-in' | 'invitation';
  values: Record<string, string>;
  error?: string;
};

export type QueueItem = {
  id: string;
  kind: Kind;
  urgency: Urgency;
  lane: Lane;
  state: ReviewState;
  receivedAt: number;
  delivery?: { state: DeliveryState; error: string | null };
};
export type QueueView = {
  person: string;
  counts: Record<Urgency, number>;
  waiting: readonly QueueItem[];
  done: readonly QueueItem[];
  deliveries: Record<DeliveryState, number>;
  now: number;
};

export type CaseView = {
  person: string;
  item: QueueItem;
  story: string;
  answers: readonly { name: string; value: string; asTyped: boolean }[];
  subject: string;
  forms: readonly string[];
  flags: readonly string[];
  reasons: readonly (Reason & { words: string })[];
  events: readonly { what: string; office?: string; at: number }[];
  messages: readonly { text: string; at: number }[];
};

export type OnceView = { title: string; text: string; secret: string; next: string; nextLabel: string };

export type Drawable = {
  form: FormView;
  receipt: ReceiptView;
  lookup: LookupView;
  status: StatusView;
  captcha: CaptchaView;
  error: ErrorView;
  signIn: SignInView;
  queue: QueueView;
  case: CaseView;
  once: OnceView;
};
