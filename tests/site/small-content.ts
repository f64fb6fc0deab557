/** Files by path: the smallest house of content that has nothing to mend. */
export type Files = Record<string, string>;

export function trick(body = 'Họ hứa trả tiền.', language = 'vi'): string {
  const text = language === 'vi' ? 'Một dấu hiệu' : 'A sign';
  return `---
title: ${language === 'vi' ? 'Thận' : 'Kidneys'}
slug: than
summary: ${text}.
order: 1
icon: kidney
forms: [OrganRemoval]
signs: ["${text}.", "${text}.", "${text}."]
steps: ["111 [S20].", "${text}.", "${text}."]
line: "${text}."
related: []
checked: 2026-11-23
---
## ${text}

${body}
`;
}

export function guide(body = 'Một dấu hiệu chưa nói lên điều gì.', language = 'vi'): string {
  return `---
title: ${language === 'vi' ? 'Dấu hiệu' : 'Signs'}
slug: dau-hieu
section: recognise
kind: page
summary: ${language === 'vi' ? 'Nhìn gì' : 'What to look at'}.
order: 1
icon: eye
related: []
checked: 2026-11-23
---

${body}
`;
}

const hotline = `- id: hotline-111
  number: "111"
  spoken: { vi: "một, một, một" }
  tel: "111"
  name: { vi: "Tổng đài", en: "Hotline" }
  answers: { vi: "Bộ Y tế.", en: "The ministry." }
  hours: { vi: "", en: "" }
  cost: { vi: "Miễn phí", en: "Free" }
  reachableFrom: [vn]
  sources: [S20]
  checked: 2026-11-23
  recorded: "yes"
  bar: true
  order: 1
  seen: "2025-09-19"
  certainty: high
  note: { vi: "", en: "" }
`;

const source = `S20:
  publisher: "Viettimes"
  about: { vi: "Khai trương", en: "Opening" }
  url: "https://viettimes.vn/khai-truong"
`;

export const house: Files = {
  'content/words/vi/site.yaml':
    'routes: { home: /, law: phap-luat, reportMissing: bao-tin/mat-lien-lac }\nsite: { name: Lên Tiếng }\n',
  'content/words/en/site.yaml':
    'routes: { home: en, law: en/law, reportMissing: en/report/missing }\nsite: { name: Lên Tiếng }\n',
  'content/hotlines.yaml': hotline,
  'content/sources.yaml': source,
  'content/tricks/vi/kidneys.md': trick(),
  'content/tricks/en/kidneys.md': trick('They promise money.', 'en'),
  'content/guides/vi/signs.md': guide(),
  'content/guides/en/signs.md': guide('One sign says nothing yet.', 'en'),
};

export const houseCode: Files = {
  'server/app.ts': "say('site.name'); say(`routes.${page}`)",
  'src/icons/kidney.svg': '<path />',
  'src/icons/eye.svg': '<path />',
};
