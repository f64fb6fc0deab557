import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'yaml';
import { splitHead } from '../../server/check/markdown.ts';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';
import { lesson, levels } from '../../src/schemas/lesson.ts';
import { story, tangles } from '../../src/schemas/story.ts';
import { lessonFiles } from '../../src/schools/lesson-files.ts';
import { builtPages, isBuilt, tags, wordsOf } from './built-page.ts';

const pages = builtPages().filter(({ address }) => address.startsWith('/truong-hoc/'));
const page = (address: string) => {
  const found = pages.find((one) => one.address === address);
  if (!found) throw new Error(`the build has no ${address}`);
  return found;
};
const entries = (folder: string) =>
  readdirSync(path.join('content', folder, 'vi')).map((name) => {
    const { head, body } = splitHead(readFileSync(path.join('content', folder, 'vi', name), 'utf8'));
    return { key: name.replace('.md', ''), head: parse(head ?? ''), body };
  });
const plans = entries('schools').map(({ key, head }) => ({ key, plan: lesson.parse(head) }));
const stories = entries('stories').map(({ head }) => story.parse(head));

describe('A lesson', () => {
  test('is there for every level, with slides, sheets, a game and a file to change', () => {
    expect(new Set(plans.map(({ plan }) => plan.level))).toEqual(new Set(levels));
    for (const { plan } of plans) {
      const base = `/truong-hoc/${plan.slug}/`;
      for (const part of ['', 'trinh-chieu/', 'phieu-in/', 'tro-choi/']) page(base + part);
      expect(isBuilt(`${base}giao-an-${plan.slug}.docx`), base).toBe(true);
    }
  });

  test('that takes other minutes than its parts together is not accepted', () => {
    const head = { ...entries('schools')[0]?.head, minutes: 90 };
    expect(lesson.safeParse(head).error?.issues.map(({ path }) => path.join('.'))).toEqual(['minutes']);
  });

  test('says on its page whom a pupil calls, what to do when a pupil tells, and where its facts come from', () => {
    for (const { plan } of plans) {
      const { html } = page(`/truong-hoc/${plan.slug}/`);
      expect(html).toContain('href="tel:111"');
      expect(html).toContain('Khi có em tự kể');
      expect(html).toMatch(/<li id="s1">/);
    }
  });

  test('reaches English readers as an overview that says the lessons are Vietnamese', () => {
    const overview = builtPages().find(({ address }) => address === '/en/schools/')?.html ?? '';
    expect(wordsOf(overview)).toContain('The lessons are written in Vietnamese');
    for (const { plan } of plans) expect(overview).toContain(`href="/truong-hoc/${plan.slug}/" hreflang="vi"`);
  });
});

describe('Slides', () => {
  const decks = pages.filter(({ address }) => address.endsWith('/trinh-chieu/'));

  test('show 111 each, and never a QR code', () => {
    expect(decks.length).toBe(plans.length);
    for (const { address, html } of decks) {
      const slides = html.match(/<section class="slide"[^]*?<\/section>/g) ?? [];
      expect(slides.length, address).toBeGreaterThan(5);
      expect(slides.filter((slide) => !/<strong>111<\/strong>/.test(slide))).toEqual([]);
      expect(html).not.toMatch(/\/qr\/|class="pass-on"/);
    }
  });

  test('can be turned by links, without script', () => {
    for (const { html } of decks) {
      const ids = [...html.matchAll(/<section class="slide" id="(t\d+)"/g)].map(([, id]) => id);
      const forwards = tags(html, 'a').flatMap(({ attributes }) =>
        attributes.get('aria-label') === 'Trang sau' ? [attributes.get('href')] : [],
      );
      expect(ids.length).toBeGreaterThan(5);
      expect(forwards).toEqual(ids.slice(1).map((id) => `#${id}`));
    }
  });
});

describe('A game on paper', () => {
  test('has its questions, and as many answers behind them', () => {
    const games = pages.filter(({ address }) => address.endsWith('/tro-choi/'));
    expect(games).toHaveLength(plans.length);
    for (const { html, address } of games) {
      const questions = html.match(/<fieldset/g)?.length ?? 0;
      const answers = /<section class="answers"[^]*?<\/section>/.exec(html)?.[0].match(/<li>/g)?.length;
      expect(questions, address).toBeGreaterThanOrEqual(5);
      expect(answers, address).toBe(questions);
    }
  });

  test('does not have its right answer always in the same place', () => {
    for (const { key, head } of entries('quizzes')) {
      const places = head.questions.map(({ options }: { options: { right?: boolean }[] }) =>
        options.findIndex(({ right }) => right),
      );
      expect(new Set(places).size, key).toBeGreaterThan(1);
    }
  });
});

describe('A story', () => {
  test('is there for lower and upper secondary schools', () => {
    expect(stories.map(({ level }) => level)).toEqual(expect.arrayContaining(['lowerSecondary', 'upperSecondary']));
  });

  test('has no choice that leads nowhere, no passage nobody reaches, no walk without an end', () => {
    for (const { passages } of stories) expect(tangles(passages)).toEqual([]);
  });

  test('is refused when it has one of these', () => {
    const passages = [
      { id: 'start', choices: [{ to: 'round' }, { to: 'nowhere' }] },
      { id: 'round', teaches: 'x', choices: [{ to: 'round' }, { to: 'start' }] },
      { id: 'alone', choices: [] },
    ];
    expect(tangles(passages)).toEqual([
      'a choice of "start" leads to "nowhere": there is none',
      'no choice leads to "alone"',
      'from "start" no way leads to an end',
      'from "round" no way leads to an end',
      '"alone" teaches nothing: add teaches',
    ]);
  });

  test('is links and anchors on its page, one for each choice', () => {
    for (const { slug, passages } of stories) {
      const { html } = page(`/truong-hoc/${slug}/`);
      for (const { id, choices } of passages) {
        expect(html).toContain(`id="p-${id}"`);
        for (const { to } of choices) expect(html).toContain(`href="#p-${to}"`);
      }
      expect(tags(html, 'script').filter(({ attributes }) => /Story|story/.test(attributes.get('src') ?? ''))).toEqual(
        [],
      );
    }
  });

  test('tells at every end whom to call', () => {
    for (const { slug, passages } of stories) {
      const ends = passages.filter(({ choices }) => choices.length === 0).length;
      expect(page(`/truong-hoc/${slug}/`).html.match(/hoặc gọi <a href="tel:111">/g)?.length).toBe(ends);
    }
  });
});

describe('Files of a lesson', async () => {
  const site = readSite('content');
  const workshop = {
    contentDir: 'content',
    origin: 'http://localhost',
    operator: '',
    site,
    languages: readLanguages('content', site.firstLanguage).all,
  };
  const files = await lessonFiles(workshop);
  const linked = (html: string): string[] => tags(html, 'a').map(({ attributes }) => attributes.get('href') ?? '');

  test('are named on the lesson’s page, on the page of its sheets and in the list of materials', () => {
    const list = builtPages().find(({ address }) => address === '/tai-lieu/')?.html ?? '';
    for (const { plan } of plans) {
      const base = `/truong-hoc/${plan.slug}/`;
      const own = files.filter(({ address }) => address.startsWith(base)).map(({ address }) => address);
      expect(own.map((address) => address.slice(base.length).split('-')[0])).toEqual(['phieu', 'dap', 'thu', 'giao']);
      for (const html of [page(base).html, page(`${base}phieu-in/`).html, list])
        expect(linked(html), base).toEqual(expect.arrayContaining(own));
    }
  });

  test('hold, as DOCX, the whole plan with its marks', () => {
    for (const { plan } of plans) {
      const own = files.find(({ address }) => address === `/truong-hoc/${plan.slug}/giao-an-${plan.slug}.docx`);
      const parts = unzipSync(own?.bytes ?? new Uint8Array());
      const text = wordsOf(strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replaceAll('</w:p>', ' '));
      for (const words of [plan.title, 'I. Yêu cầu cần đạt', 'Khi có em tự kể', plan.letter.title, 'Nguồn'])
        expect(text).toContain(words);
      for (const { title } of plan.activities) expect(text).toContain(title);
    }
  });

  test('are what the build has written', () => {
    // The build knows its own origin; nothing of a lesson depends on it.
    for (const { address, bytes } of files)
      expect(readFileSync(path.join('dist', 'client', address)).equals(Buffer.from(bytes)), address).toBe(true);
  });
});
