declare namespace App {
  interface Locals {
    lang?: string;
    /** The path in the other languages, for the language links. */
    path?: string;
    view?: Partial<import('../server/report/views.ts').Drawable>;
  }
}
