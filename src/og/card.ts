import { box, families, ink, lake, lamp, lampOnLake, mark, paper, picture, rings, type Drawing } from './drawing.ts';

/** What a picture for links says: two lines of words above the name of the site. */
export type Card = { kicker: string; title: string; name: string; line: string; numbers: string };

/** The card as satori draws it, 1200 × 630. */
export function draw({ kicker, title, name, line, numbers }: Card): Drawing {
  return box({ width: 1200, height: 630, flexDirection: 'column', background: paper, fontFamily: families }, [
    picture(rings(760, '#c77d0a', 0.2), { position: 'absolute', right: -230, top: -290, width: 760, height: 760 }),
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
