// Astro's own handler prints stacks, and a stack can quote what somebody typed.
// The running server says only that drawing failed; builds and `npm run dev` say everything.
const serving = import.meta.env?.PROD === true;
const rank = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

/** @returns {{ write(event: { level: keyof typeof rank, label: string | null, message: string }): void }} */
export default function logger() {
  return {
    write(event) {
      if (rank[event.level] < rank.info) return;
      if (!serving) console.log(event.label ? `[${event.label}] ${event.message}` : event.message);
      else if (event.level === 'error') console.error(JSON.stringify({ level: 'error', event: 'page.failed' }));
    },
  };
}
