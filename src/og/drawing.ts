/** A letter is looked for in each in turn. The Vietnamese one first: the others know its letters only without marks. */
export const families = 'vietnamese, latin, latin-ext';

type Style = Record<string, string | number>;

/** What satori draws. */
export type Drawing = {
  type: string;
  props: { style?: Style; children?: (Drawing | string)[]; src?: string };
};

export const paper = '#fbf8f2';
export const ink = '#1b2a28';
export const lake = '#0e5c55';
export const lamp = '#8a5200';
export const lampOnLake = '#f0b95b';

export const box = (style: Style, children: (Drawing | string)[]): Drawing => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});

export const picture = (src: string, style: Style): Drawing => ({ type: 'img', props: { src, style } });

export const svg = (text: string): string => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`;

export function rings(size: number, colour: string, opacity: number): string {
  const circles = [22, 46, 70, 93].map((r) => `<circle cx="100" cy="100" r="${r}"/>`).join('');
  return svg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 200 200" fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="6">${circles}</svg>`,
  );
}

export const mark = svg(
  `<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 32 32" fill="none" stroke-width="3.5" stroke-linecap="round"><circle cx="9" cy="23" r="5" fill="#fff"/><path d="M9 11a12 12 0 0 1 12 12" stroke="#fff"/><path d="M9 3.5A19.5 19.5 0 0 1 28.5 23" stroke="${lampOnLake}"/></svg>`,
);
