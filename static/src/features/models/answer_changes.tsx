/** Pictures that are answered otherwise, with both answers. */

import { SmallImage } from '../../components/small_image';

export interface AnswerChange {
  path: string;
  address: string;
  before: string;
  after: string;
  /** What is said after both. */
  remark?: string;
}

export function AnswerChanges({ changes }: { changes: AnswerChange[] }) {
  return (
    <ul class="answer-changes">
      {changes.map(({ path, address, before, after, remark }) => (
        <li key={path} title={path}>
          <SmallImage address={address} alt={path} />
          <span class="cap">
            {before} → <b>{after}</b>
            {remark}
          </span>
        </li>
      ))}
    </ul>
  );
}
