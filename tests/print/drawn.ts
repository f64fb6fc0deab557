import { createCanvas } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF: text in order, title, whether it is tagged, and pictures of its pages. */
export async function openPdf(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const texts: string[] = [];
  const pages: { width: number; height: number }[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    const { width, height } = page.getViewport({ scale: 25.4 / 72 });
    pages.push({ width: Math.round(width), height: Math.round(height) });
  }
  const { info } = await pdf.getMetadata();
  const marks: unknown = await pdf.getMarkInfo();
  return {
    text: texts.join('\n').normalize('NFC'),
    pages,
    info,
    tagged: marks instanceof Map && marks.get('Marked') === true,
    pdf,
  };
}

/** The colours a page is drawn with: `#0e5c55`. */
export async function coloursOn(bytes: Uint8Array): Promise<Set<string>> {
  const { pdf } = await openPdf(bytes);
  const { fnArray, argsArray } = await (await pdf.getPage(1)).getOperatorList();
  const setters: number[] = [OPS.setFillRGBColor, OPS.setStrokeRGBColor];
  return new Set(fnArray.flatMap((what, at) => (setters.includes(what) ? [String(argsArray[at])] : [])));
}

/** The text of the QR code on a page, as a phone reads it from the sheet. @param part how much of the page, from its upper left corner */
export async function codeOn(bytes: Uint8Array, number = 1, part = { x: 1, y: 1 }): Promise<string | undefined> {
  const { pdf } = await openPdf(bytes);
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: 2 });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  // Its types know the browser's canvas alone.
  await Reflect.apply(page.render, page, [{ canvas, canvasContext: context, viewport }]).promise;
  const { data, width, height } = context.getImageData(
    0,
    0,
    Math.floor(canvas.width * part.x),
    Math.floor(canvas.height * part.y),
  );
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
