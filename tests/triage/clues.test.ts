import { expect, test } from 'vitest';
import { stripMarks } from '../../server/report/fold.ts';
import { markedClues, wordClues } from '../../server/triage/model/grams.ts';
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
])('the words of "%s" count the same without its marks', (text) => {
  const names = (written: string) => {
    const tokens = reader.tokens(written);
    const said = tokens.filter(({ plain }) => plain !== '');
    return wordClues(said).map(({ name }) => name);
  };
  expect(names(stripMarks(text.toLowerCase()))).toEqual(names(text.toLowerCase()));
});

test('a mark that was typed tells "bán" from "bạn"; one that was left out is no clue', () => {
  const names = (text: string) => markedClues(reader.tokens(text)).map(({ name }) => name);
  expect(names('bán em')).toEqual(['m:ban/sac', 'm:ban/sac em']);
  expect(names('bạn em')).toEqual(['m:ban/nang', 'm:ban/nang em']);
  expect(names('đừng về')).toEqual(['m:đưng/huyen', 'm:đưng/huyen vê/huyen', 'm:vê/huyen']);
  expect(names('ban em')).toEqual([]);
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
