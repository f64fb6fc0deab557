export type Callable = {
  /** As it is written in texts, and as it is dialled. */
  numbers: readonly { number: string; tel: string }[];
  /** Words that say a short number is one to call, for "111" alone may count anything: `gọi|hoặc`. */
  before: string;
};

const tags = /(<[^>]+>)/;
const escape = (text: string): string => text.replace(/[.+]/g, '\\$&');

/** Makes the telephone numbers of a text ones to tap, outside of links. */
export function withCalls(html: string, { numbers, before }: Callable): string {
  const tels = new Map(numbers.map(({ number, tel }) => [number, tel]));
  const long = numbers.filter(({ number }) => number.length > 4).map(({ number }) => escape(number));
  const short = numbers.filter(({ number }) => number.length <= 4).map(({ number }) => number);
  const pattern = new RegExp(
    `(?<![\\d.+])(?:${long.join('|')})(?!\\d)|(?<=(?:${before})\\s)(?:${short.join('|')})(?!\\d|\\.\\d|/\\S)`,
    'gi',
  );
  let inLink = false;
  return html
    .split(tags)
    .map((piece) => {
      if (piece.startsWith('<a ')) inLink = true;
      else if (piece === '</a>') inLink = false;
      else if (!inLink && !piece.startsWith('<'))
        return piece.replace(pattern, (number) => `<a href="tel:${tels.get(number) ?? number}">${number}</a>`);
      return piece;
    })
    .join('');
}
