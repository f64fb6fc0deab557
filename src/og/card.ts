/** What a picture for links says: two lines of words above the name of the site. */
export type Card = { kicker: string; title: string; name: string; line: string; numbers: string };

/** A letter is looked for in each in turn. The Vietnamese one first: the others know its letters only without marks. */
const families = 'vietnamese, latin, latin-ext';

type Node = {
  type: string;
  props: { style?: Record<string, string | number>; children?: (Node | string)[]; src?: string };
};

const paper = '#fbf8f2';
const ink = '#1b2a28';
const lake = '#0e5c55';
const lamp = '#8a5200';
const lampOnLake = '#f0b95b';

const svg = (text: string): string => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`;
const rings = svg(
  `<svg xmlns="http://www.w3.org/2000/svg" width="760" height="760" viewBox="0 0 200 200" fill="none" stroke="#c77d0a" stroke-opacity=".2" stroke-width="6">${[
    22, 46, 70, 93,
  ]
    .map((r) => `<circle cx="100" cy="100" r="${r}"/>`)
    .join('')}</svg>`,
);
const mark = svg(
  `<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 32 32" fill="none" stroke-width="3.5" stroke-linecap="round"><circle cx="9" cy="23" r="5" fill="#fff"/><path d="M9 11a12 12 0 0 1 12 12" stroke="#fff"/><path d="M9 3.5A19.5 19.5 0 0 1 28.5 23" stroke="${lampOnLake}"/></svg>`,
);

/** The card as satori draws it, 1200 × 630. */
export function draw({ kicker, title, name, line, numbers }: Card): Node {
  return box({ width: 1200, height: 630, flexDirection: 'column', background: paper, fontFamily: families }, [
    picture(rings, { position: 'absolute', right: -230, top: -290, width: 760, height: 760 }),
    // Positioned, or the rings would be drawn over it.
    box(
      {
        position: 'relative',
        flexDirection: 'column',
        flexGrow: 1,
        justifyContent: 'center',
        padding: '24px 72px 12px',
        color: ink,
      },
      [
        box({ fontSize: 36, fontWeight: 600, color: lamp, marginBottom: 12 }, [kicker]),
        box({ fontSize: sizeOf(title), fontWeight: 700, lineHeight: 1.32, maxWidth: 1000 }, [title]),
      ],
    ),
    box({ height: 136, alignItems: 'center', padding: '0 72px', background: lake, color: '#fff' }, [
      picture(mark, { width: 72, height: 72, marginRight: 24 }),
      box({ flexDirection: 'column', flexGrow: 1 }, [
        box({ fontSize: 40, fontWeight: 700, lineHeight: 1.3 }, [name]),
        box({ fontSize: 26, fontWeight: 600, lineHeight: 1.4, color: lampOnLake }, [line]),
      ]),
      box({ fontSize: 48, fontWeight: 700 }, [numbers]),
    ]),
  ]);
}

// Three lines of the longest titles must fit, with air for the two marks a Vietnamese letter can carry.
function sizeOf(title: string): number {
  if (title.length > 80) return 54;
  return title.length > 45 ? 64 : 76;
}

const box = (style: Record<string, string | number>, children: (Node | string)[]): Node => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});

const picture = (src: string, style: Record<string, string | number>): Node => ({ type: 'img', props: { src, style } });
