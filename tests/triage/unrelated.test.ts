import { expect, test } from 'vitest';
import { triage } from '../../server/triage/triage.ts';
import { levels } from '../../server/triage/result.ts';
import { asInput, readExamples, writtenOn } from './examples.ts';

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
];

const examples = readExamples('dev').filter(({ urgency }) => urgency !== 'P4');

test.each(unrelated)('"%s" before or after never lowers a level', (sentence) => {
  const lowered = examples.filter((example) => {
    const alone = rank(example.text);
    return rank(`${sentence} ${example.text}`) > alone || rank(`${example.text}. ${sentence}`) > alone;

    function rank(text: string): number {
      return levels.indexOf(triage({ ...asInput(example), text }, writtenOn).urgency);
    }
  });
  expect(lowered.map(({ id }) => id)).toEqual([]);
});
