/** What a printed sheet shows. All of it is text: the page escapes it. */
export type Sheet = {
  language: string;
  title: string;
  /** Heads the page in the largest letters, with its reason. */
  warning?: { title: string; text: string };
  /** Who sends it: name, and lines below. */
  sender: readonly string[];
  /** At the right of the head. */
  mark?: string;
  facts: readonly Fact[];
  sections: readonly Section[];
  foot: string;
};
export type Fact = { label: string; value: string; hint?: string };
export type Section = { title: string; text?: string; link?: string; hint?: string; rows?: readonly Fact[] };

const style = `@page{size:A4;margin:12mm 14mm}*{box-sizing:border-box}
body{font:10pt/1.35 "Be Vietnam Pro","Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;color:#111;max-width:182mm;margin:0 auto;padding:6mm 0}
header{display:flex;justify-content:space-between;gap:8mm;border-bottom:1.5pt solid #111;padding-bottom:2mm}
header p{margin:0}header .mark{font-weight:700;font-size:13pt;text-align:right;white-space:nowrap}
h1{font-size:16pt;margin:3mm 0 1.5mm}h2{font-size:10.5pt;margin:3mm 0 .8mm;break-after:avoid}p{margin:.8mm 0}
.warning{background:#111;color:#fff;padding:3mm 4mm;margin-bottom:4mm;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.warning b{display:block;font-size:20pt;letter-spacing:.04em}
dl{column-width:78mm;column-gap:6mm;margin:0}dl div{display:grid;grid-template-columns:32mm 1fr;gap:3mm;break-inside:avoid;padding:.2mm 0}
dt{color:#444}dd{margin:0}
dd:empty{border-bottom:.5pt dotted #111;min-height:5mm}dd,.text{white-space:pre-wrap;overflow-wrap:anywhere}.text{border-left:2pt solid #999;padding-left:3mm;margin:0}
small,footer{color:#444;font-size:8.5pt}a{color:inherit;overflow-wrap:anywhere}
footer{border-top:.5pt solid #999;margin-top:3mm;padding-top:1.5mm}@media print{body{padding:0;max-width:none;font-size:9.2pt;line-height:1.25}.warning{padding:2mm 4mm;margin-bottom:3mm}}`;

/** One page for a printer: self-contained, without script, asking nobody for anything. */
export function sheetHtml(sheet: Sheet): string {
  const { language, title, warning, sender, mark, facts, sections, foot } = sheet;
  return [
    `<!doctype html><html lang="${text(language)}"><head><meta charset="utf-8"><title>${text(title)}</title>`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">`,
    `<style>${style}</style></head><body>`,
    warning ? `<div class="warning"><b>${text(warning.title)}</b>${text(warning.text)}</div>` : '',
    `<header><div>${sender.map((line, place) => `<p>${place === 0 ? `<b>${text(line)}</b>` : text(line)}</p>`).join('')}</div>`,
    mark ? `<p class="mark">${text(mark)}</p>` : '',
    `</header><main><h1>${text(title)}</h1>${list(facts)}${sections.map(section).join('')}</main>`,
    `<footer>${text(foot)}</footer></body></html>\n`,
  ].join('');
}

function section({ title, text: words, link, hint, rows }: Section): string {
  return [
    `<h2>${text(title)}</h2>`,
    words === undefined ? '' : `<p class="text" dir="auto">${text(words)}</p>`,
    rows ? list(rows) : '',
    hint ? `<p><small>${text(hint)}</small></p>` : '',
    link === undefined ? '' : `<p><a href="${text(link)}" rel="noreferrer">${text(link)}</a></p>`,
  ].join('');
}

function list(rows: readonly Fact[]): string {
  const row = ({ label, value, hint }: Fact): string =>
    `<div><dt>${text(label)}</dt><dd dir="auto">${text(value)}${hint ? ` <small>(${text(hint)})</small>` : ''}</dd></div>`;
  return rows.length === 0 ? '' : `<dl>${rows.map(row).join('')}</dl>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Safe as text and in a quoted attribute. */
const text = (words: string): string => shown(words).replace(/[&<>"]/g, (mark) => escapes[mark] ?? '');

/** Letters that turn the writing round or hide are shown as holes. */
const shown = (words: string): string => words.replace(/[\u202a-\u202e\u2066-\u2069\0]/g, '\ufffd');

/** The same sheet for another page or a document: every text of it as this page shows it. */
export function offTheScreen(sheet: Sheet): Sheet {
  const fact = ({ label, value, hint }: Fact): Fact => ({
    label: shown(label),
    value: shown(value),
    ...(hint === undefined ? {} : { hint: shown(hint) }),
  });
  return {
    ...sheet,
    facts: sheet.facts.map(fact),
    sections: sheet.sections.map((part) => ({
      ...part,
      ...(part.text === undefined ? {} : { text: shown(part.text) }),
      ...(part.rows === undefined ? {} : { rows: part.rows.map(fact) }),
    })),
  };
}
