import { expect, test } from 'vitest';
import { stripMarks } from '../../server/report/fold.ts';
import { letterClues, wordClues } from '../../server/triage/model/grams.ts';
import { coreOf } from '../../server/triage/reading/core.ts';
import { compileRules } from '../../server/triage/rules/compile.ts';
import { files } from '../../server/triage/rules/files.ts';
import { isSame, readWord } from '../../server/triage/text/word.ts';
import { writtenOn } from './examples.ts';

const { reader, telling } = compileRules(files);

test.for([
  ['dc', 'được'],
  ['đc', 'được'],
  ['dt', 'điện'],
  ['hong', 'không'],
  ['hông', 'không'],
  ['hổng', 'không'],
  ['dìa', 'về'],
  ['tui', 'tôi'],
  ['tụi', 'bọn'],
] as const)('"%s" may be read as "%s"', ([typed, meant]) => {
  const [first] = reader.tokens(typed);
  expect(first?.words.some((word) => isSame(word, readWord(meant)))).toBe(true);
});

test.for([
  'Má tui hổng dìa, ổng nói mai qua bển, tụi nó coi đt dữ lắm.',
  'Em gái tôi bị giữ ở quán, họ không cho về, đc 2 tháng r.',
  'Chỉ ở đó, ảnh đang chờ; bả kiu đừng gọi.',
])('the words and letters of "%s" count the same without its marks', (text) => {
  const names = (written: string) => {
    const tokens = reader.tokens(written);
    const said = tokens.filter(({ plain }) => plain !== '');
    return [...wordClues(said), ...letterClues(said)].map(({ name }) => name);
  };
  expect(names(stripMarks(text.toLowerCase()))).toEqual(names(text.toLowerCase()));
});

test('what stands before and behind the matter is no part of its core', () => {
  const matter = 'Em bị nhốt ở quán. Họ đánh em.';
  const core = (text: string) => {
    const tokens = reader.tokens(text);
    return coreOf(tokens, reader.readTokens(tokens, text, writtenOn), telling).tokens.map(({ plain }) => plain);
  };
  expect(core(`Chào các anh chị. ${matter} Hôm nay trời mưa to.`)).toEqual(core(matter));
  expect(core(`${matter} Giờ em an toàn rồi.`).length).toBeGreaterThan(core(matter).length);
  expect(core('Hôm nay trời mưa to.').length).toBeGreaterThan(0);
});
