import { fold } from '../../server/report/fold.ts';
import type { Example } from '../triage/examples.ts';
import type { Answer } from '../triage/figures.ts';

// The dossier's tip vocabulary (section 10) searched as plain words: urgent ones, then by form.
const urgent =
  'đang bị nhốt|bị giam|không cho ra ngoài|khóa cửa|bị đánh|chích điện|cầu cứu|cứu em|xin hãy cứu|sos|gọi công an giúp|sắp qua biên giới|tối nay bay|đêm nay đi|tiền chuộc|đòi chuộc|bán sang|dọa giết|dọa mổ|tự tử|đang trốn|help me';
const missing = 'mất liên lạc|không liên lạc được|mất tích|missing|chưa về';
const byForm: readonly (readonly [string, string])[] = [
  ['x_ForcedCriminality', 'lừa đảo|bavet|sihanoukville|poipet|myawaddy|kk park|tam giác vàng|kpi|chỉ tiêu|scam'],
  ['ForcedMarriage', 'lấy chồng|làm dâu|xem mặt|môi giới hôn nhân|bắt vợ|kéo vợ|gả bán|làm vợ|marriage|bride'],
  ['ForcedAdoption', 'bán con|con nuôi|sơ sinh|chứng sinh|bào thai|newborn|baby'],
  ['Surrogacy', 'đẻ thuê|mang thai hộ|phôi|bán trứng|surroga'],
  ['SexualExploitation', 'bán dâm|tiếp khách|đi khách|gái gọi|má mì|tú bà|khỏa thân|nude|prostitut'],
  ['ForcedLabour', 'tàu cá|lò gạch|trả nợ|không trả lương|bãi vàng|nhốt phòng trọ'],
  ['Servitude', 'giúp việc|maid'],
  ['OrganRemoval', 'bán thận|hiến thận|ghép thận|nội tạng|hiến gan|kidney'],
  ['ForcedBegging', 'ăn xin|xin tiền|bán kẹo|bán tăm|begging'],
  ['x_Recruitment', 'việc nhẹ|lương cao|không cần bằng cấp|bao ăn ở|bao vé|rủ|tuyển'],
];
const crime = 'đòi nợ|trộm|ma túy|bạo lực|lừa|mất tiền|stolen|beating';
const ended = 'phim|truyện|bài tập|đùa|test|cảm ơn|cho em hỏi';

export function keywordAnswer({ text }: Example): Answer {
  const folded = fold(text);
  const has = (terms: string) => terms.split('|').some((term) => folded.includes(fold(term)));
  const forms = byForm.filter(([, terms]) => has(terms)).map(([form]) => form);
  const subject = has(ended)
    ? 'not_a_report'
    : forms.length > 0
      ? 'trafficking'
      : has(missing)
        ? 'missing_person'
        : has(crime)
          ? 'other_crime'
          : 'not_a_report';
  const urgency = has(urgent) ? 'P1' : subject === 'trafficking' ? 'P2' : subject === 'not_a_report' ? 'P4' : 'P3';
  return { subject, forms: subject === 'trafficking' ? forms : [], urgency, flags: [] };
}
