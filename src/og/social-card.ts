import { box, families, lake, lampOnLake, mark, picture, rings, svg, type Drawing } from './drawing.ts';

export type Post = { title: string; line: string; name: string; numbers: string };

/** A picture to post, of any shape: what is said above, whom to call below. */
export function drawPost({ title, line, name, numbers }: Post, width: number, height: number): Drawing {
  const unit = Math.sqrt(width * height) / 100;
  const wide = width > height * 1.5;
  const size = (wide ? 6.4 : 8.4) * unit * (title.length > 40 ? 0.9 : 1);
  const circle = Math.round(86 * unit);
  return box(
    {
      width,
      height,
      flexDirection: 'column',
      background: lake,
      color: '#fff',
      fontFamily: families,
      boxSizing: 'border-box',
      padding: 6 * unit,
    },
    [
      picture(rings(circle, lampOnLake, 0.22), {
        position: 'absolute',
        right: -0.42 * circle,
        top: -0.4 * circle,
        width: circle,
        height: circle,
      }),
      box({ position: 'relative', alignItems: 'center', fontSize: 3.6 * unit, fontWeight: 700 }, [
        picture(mark, { width: 6 * unit, height: 6 * unit, marginRight: 2 * unit }),
        name,
      ]),
      box({ position: 'relative', flexGrow: 1, flexDirection: 'column', justifyContent: 'center' }, [
        box({ fontSize: size, fontWeight: 700, lineHeight: 1.3, maxWidth: wide ? '82%' : '100%' }, [title]),
        box(
          {
            marginTop: 2.5 * unit,
            fontSize: (wide ? 3.6 : 4.3) * unit,
            fontWeight: 600,
            lineHeight: 1.4,
            color: lampOnLake,
          },
          [line],
        ),
      ]),
      box({ position: 'relative', fontSize: (wide ? 6.5 : 8.5) * unit, fontWeight: 700 }, [numbers]),
    ],
  );
}

/** A ring to lay over one's own picture: see-through in the middle. */
export function drawFrame(words: string, size: number): Drawing {
  const ring = svg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100" fill="none"><circle cx="50" cy="50" r="46.5" stroke="${lake}" stroke-width="7"/><circle cx="50" cy="50" r="42.4" stroke="${lampOnLake}" stroke-width="1.2"/></svg>`,
  );
  return box({ width: size, height: size, fontFamily: families, justifyContent: 'center', alignItems: 'flex-end' }, [
    picture(ring, { position: 'absolute', left: 0, top: 0, width: size, height: size }),
    box(
      {
        position: 'relative',
        marginBottom: 0.07 * size,
        padding: `${0.012 * size}px ${0.045 * size}px`,
        background: lake,
        color: '#fff',
        borderRadius: 0.06 * size,
        fontSize: 0.062 * size,
        fontWeight: 700,
      },
      [words],
    ),
  ]);
}
