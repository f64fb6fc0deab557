/** A value understood at tokens `from` (in) to `to` (out), under the name that conditions use. */
export interface Value {
  name: string;
  from: number;
  to: number;
}
