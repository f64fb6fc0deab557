import type { Why } from '../model/whys.ts';

/** Words by which the writers of the corpus, all in English, gave the reason for a label. */
const words: Readonly<Record<Why, RegExp>> = {
  leaving:
    /leav|tonight|tomorrow|about to|being moved|on the way|boarding|flight|travel|taken (?:over|across)|crossing|going over|pick-?up|handed over/iu,
  held: /held|lock|confin|not (?:let|allowed)|trapped|cannot leave|can.t leave|captiv|papers|passport/iu,
  violence: /beat|violen|injur|\bhit|hurt|weapon|knife|burn|tortur|electr/iu,
  ransom: /ransom|extort|money demanded|demand/iu,
  sold: /sold|sell|organ|kidney/iu,
  suicide: /suicid|farewell|goodbye|kill (?:him|her)self/iu,
  past: /past|safe|home now|freed|escaped|returned|back home|rescued|withdrawn|came home|found/iu,
  unplaced: /not (?:known|clear|named|given|stated)|unknown|unclear|unnamed|no (?:place|address|location)/iu,
  nobody: /nobody|not (?:travel|gone|going|yet|started)|no one|offer|advert|recruit|courted/iu,
  ill: /ill\b|sick|disab|dementia|medicine|elderly|frail|confused/iu,
  danger: /danger|threat|fear|blood|weapon|harm/iu,
  now: /\bnow\b|today|currently|at this moment|in progress/iu,
};

export function saysWhy(why: Why, reason: string): boolean {
  return words[why].test(reason);
}
