import type { Hit } from './hit.ts';

/**
 * What is told inside a frame (a film, the news, homework, a supposition) is not reported by the writer.
 * `sentence`: the frame covers its own sentence, up to a word of the writer's own people.
 * `unanchored`: and, where its own sentence touches the matter, every other sentence in which the writer's own people do not occur.
 * `text`: the whole report.
 */
export type Reach = 'sentence' | 'unanchored' | 'text';

export interface FrameHit {
  hit: Hit;
  reach: Reach;
  /** Whether it goes on beyond its sentence: a film merely watched covers nothing that follows. */
  spreads: boolean;
}

export function withoutFramed(hits: readonly Hit[], frames: readonly FrameHit[], anchorName: string): Hit[] {
  if (frames.length === 0) return [...hits];
  if (frames.some(({ reach }) => reach === 'text')) return [];
  const anchors = firstAnchors(hits, anchorName);
  const framed = firstFrames(frames);
  const spreads = frames.some((frame) => frame.spreads);
  return hits.filter((hit) => {
    const frame = framed.get(hit.sentence);
    const anchor = anchors.get(hit.sentence);
    if (frame === undefined) return anchor !== undefined || !spreads;
    return frame.until !== undefined && hit.from >= frame.until;
  });

  function firstFrames(found: readonly FrameHit[]): Map<number, { until: number | undefined }> {
    const bySentence = new Map<number, { until: number | undefined }>();
    for (const { hit } of found) {
      const anchor = anchors.get(hit.sentence)?.find((from) => from > hit.to);
      bySentence.set(hit.sentence, { until: anchor });
    }
    return bySentence;
  }
}

function firstAnchors(hits: readonly Hit[], anchorName: string): Map<number, number[]> {
  const bySentence = new Map<number, number[]>();
  for (const hit of hits) {
    if (hit.name !== anchorName) continue;
    const list = bySentence.get(hit.sentence);
    if (list) list.push(hit.from);
    else bySentence.set(hit.sentence, [hit.from]);
  }
  return bySentence;
}
