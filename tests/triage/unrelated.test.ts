import { expect, test } from 'vitest';
import { makeTriage, type Triage } from '../../server/triage/engine.ts';
import { compileRules } from '../../server/triage/rules/compile.ts';
import { files } from '../../server/triage/rules/files.ts';
import { triage } from '../../server/triage/triage.ts';
import { levels } from '../../server/triage/result.ts';
import { asInput, readExamples, writtenOn, type Example } from './examples.ts';

const unrelated = [
  'Hôm qua trời mưa to.',
  'Nhà tôi có nuôi một con mèo.',
  'Em không thích ăn hành.',
  'Tôi vừa xem phim xong.',
  'Cảm ơn anh chị đã đọc.',
  'Sáng nay tôi đọc báo và uống cà phê.',
  'Năm ngoái em có đi biển với gia đình.',
  'Tôi không biết viết hay.',
  'Chưa bao giờ tôi viết thư cho ai.',
  'Cho em hỏi trang này có tiếng Anh không?',
  'The weather is nice.',
  'I am writing this on my phone.',
  'Sorry for my English.',
  'Em làm bài tập xong rồi.',
  'Tuần trước tôi về quê ăn giỗ.',
  'Chúc các anh chị nhiều sức khỏe.',
  'Xin lỗi em viết hơi dài.',
  'Nghe nói mai trời nắng.',
  'Tôi đùa với bạn suốt.',
  'Mọi người ở đây vẫn khỏe.',
  'I saw the news yesterday.',
  'My own kids are fine, thank you.',
];

const examples = readExamples('dev').filter(({ urgency }) => urgency !== 'P4');
const byRules = makeTriage(compileRules(files));

/** The examples whose level sinks when the sentence stands before or after them. */
function lowered(sentence: string, judge: Triage): string[] {
  const rank = (example: Example, text: string) =>
    levels.indexOf(judge({ ...asInput(example), text }, writtenOn).urgency);
  return examples
    .filter((example) => {
      const alone = rank(example, example.text);
      return (
        rank(example, `${sentence} ${example.text}`) > alone || rank(example, `${example.text}. ${sentence}`) > alone
      );
    })
    .map(({ id }) => id);
}

test.each(unrelated)('"%s" before or after never lowers a level that a rule gave', (sentence) => {
  expect(lowered(sentence, byRules)).toEqual([]);
});

/** The most urgent level that a rule gave, by itself or with the second reader's agreement. */
function givenByRules({ reasons }: ReturnType<Triage>): number {
  return Math.min(
    ...reasons.flatMap(({ rule, level }) => (level === null || rule.startsWith('model-') ? [] : levels.indexOf(level))),
    levels.indexOf('P4'),
  );
}

test.each(unrelated)('"%s" lowers none that a rule gave with the second reader either', (sentence) => {
  const sunk = examples.filter((example) => {
    const given = givenByRules(triage(asInput(example), writtenOn));
    return [`${sentence} ${example.text}`, `${example.text}. ${sentence}`].some(
      (text) => levels.indexOf(triage({ ...asInput(example), text }, writtenOn).urgency) > given,
    );
  });
  expect(sunk.map(({ id }) => id)).toEqual([]);
});

test('and seldom one that the model gave', () => {
  const share =
    unrelated.flatMap((sentence) => lowered(sentence, triage)).length / (unrelated.length * examples.length);
  expect(share).toBeLessThanOrEqual(0.03);
});

test.for(['Nó bị bán sang Campuchia.', 'Chị ấy giúp việc, bị chủ nhốt và đánh.'])(
  'so few words as "%s" mean as much beside an unrelated sentence as alone',
  (matter) => {
    const rank = (text: string) => levels.indexOf(triage({ text, fields: {} }, writtenOn).urgency);
    expect(rank(matter)).toBe(levels.indexOf('P1'));
    const sunk = unrelated.filter((sentence) => [`${sentence} ${matter}`, `${matter} ${sentence}`].some((text) => rank(text) > 0));
    expect(sunk).toEqual([]);
  },
);
