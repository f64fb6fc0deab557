/** A line of Markdown cut for whoever sets it elsewhere than on a page: words, bold words, marks of sources. */
export type Piece = { kind: 'words' | 'bold' | 'source'; text: string };

const marks = /(\*\*.+?\*\*|\[[^\]]+\]\([^)\s]+\)|\s*\[S\d+\])/g;

/** Links by their words; of a source its id. */
export function piecesOf(line: string): Piece[] {
  return line
    .split(marks)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const source = /^\s*\[(S\d+)\]$/.exec(piece)?.[1];
      if (source) return { kind: 'source', text: source };
      const link = /^\[([^\]]+)\]\([^)\s]+\)$/.exec(piece)?.[1];
      if (link) return { kind: 'words', text: link };
      return piece.startsWith('**') ? { kind: 'bold', text: piece.slice(2, -2) } : { kind: 'words', text: piece };
    });
}
