/** An open hand: five strokes with round ends on a rounded palm. Drawn dark, then lighter and a little thinner, which leaves its outline. */
const fingers = 'M128 318 58 236M152 226 122 98M192 212 186 58M232 216 250 78M270 240 318 132';
const box = { width: 380, height: 420 };
const outline = { stroke: 52, palm: { x: 124, y: 206, width: 176, height: 196, rx: 62 } };
const skin = { stroke: 47, palm: { x: 126.5, y: 208.5, width: 171, height: 191, rx: 60 } };

export const hand = { fingers, box, outline, skin };

/** The same as a picture for a sheet. */
export function handPicture(): string {
  const drawn = ({ stroke, palm }: typeof outline, tone: string): string => {
    const sides = Object.entries(palm).map(([side, size]) => `${side}="${size}"`);
    return `<path d="${fingers}" stroke="${tone}" stroke-width="${stroke}"/><rect ${sides.join(' ')} fill="${tone}"/>`;
  };
  const frame = `viewBox="0 0 ${box.width} ${box.height}" fill="none" stroke-linecap="round"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${frame}>${drawn(outline, '#1b2a28')}${drawn(skin, '#fff')}</svg>`;
}
