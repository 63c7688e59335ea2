import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import type { CoverCheck } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment, periodText } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';

const useText = messages(
  {
    title: '核对纸质报表',
    sub: '把光标放在下面，用扫码枪扫封面的二维码，或照二维码旁边的核对码输入。',
    code: '核对码',
    check: '核对',
    equal: '● 一致',
    later: '▲ 已有新版',
    altered: '■ 不一致',
    unknown: '○ 查无此版',
    equalText: '纸面就是现在记录的这一版。',
    laterText: (revision: number, latest: number) =>
      `纸面是第 ${revision} 版，当时属实；之后又报送过，现有第 ${latest} 版。请向填报单位要新版。`,
    alteredText:
      '纸面的哈希与记录的不同：纸面或记录被改过。请先核对输入，仍不一致的，对照报表逐项比较并报园区办。',
    unknownText: '您的范围内没有这份报表的这一版。请核对输入的报表、报告期、信用代码和版次。',
    respondent: '填报单位',
    report: '报表',
    submitted: '报送',
    onPaper: '纸面的哈希',
    onRecord: '记录的哈希',
    open: '打开报表',
    next: '核对下一份',
  },
  {
    title: 'Check a paper',
    sub: 'Put the cursor below and scan the QR code of the cover sheet, or type the code beside it.',
    code: 'Code',
    check: 'Check',
    equal: '● Equal',
    later: '▲ A later revision exists',
    altered: '■ Altered',
    unknown: '○ Unknown',
    equalText: 'The paper is the revision that is recorded now.',
    laterText: (revision, latest) =>
      `The paper is revision ${revision} and true; it was corrected since, there is revision ${latest}. Ask for the new paper.`,
    alteredText:
      'The hash on the paper is not that of the record: one of them was changed. Check the code first; then compare item by item and tell the office.',
    unknownText: 'There is no such revision in your part of the zone. Check form, period, code and revision.',
    respondent: 'Respondent',
    report: 'Report',
    submitted: 'Submitted',
    onPaper: 'Hash on the paper',
    onRecord: 'Hash of the record',
    open: 'Open the report',
    next: 'Check another',
  },
);

const TONE = { equal: 'good', later: 'warn', altered: 'bad', unknown: 'plain' } as const;

/** Whether a signed and sealed paper is what is recorded. */
export function CoverCheckPage() {
  const t = useText();
  const { code = '' } = useSearch({ from: '/shell/papers' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const checked = useQuery({
    ...api.statistics.checkCover.queryOptions({ input: { code } }),
    enabled: code !== '',
    retry: false,
  });
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void navigate({ to: '/papers', search: typed.trim() === '' ? {} : { code: typed.trim() } });
  };
  const next = () => {
    setTyped('');
    void navigate({ to: '/papers', search: {} });
  };
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.sub} />
      <Card>
        <form className={ui.row} onSubmit={onSubmit}>
          <label className={ui.field} style={{ flex: 1, minWidth: 260 }}>
            <span className={ui.label}>{t.code}</span>
            <input
              className={ui.input}
              value={typed}
              maxLength={300}
              autoComplete="off"
              spellCheck={false}
              placeholder="ENT-Q 2026Q3 91310107XXXXXXXXXX 1 ABCD-EF01-2345-6789"
              onChange={(e) => setTyped(e.target.value)}
            />
          </label>
          <Button kind="primary" submit disabled={typed.trim() === ''}>
            {t.check}
          </Button>
        </form>
      </Card>
      {checked.error && <Failure sentence={sentenceOf(checked.error)} />}
      {code !== '' && checked.isLoading && <Waiting />}
      {code !== '' && checked.data && <Outcome found={checked.data} onNext={next} />}
    </div>
  );
}

function Outcome({ found, onNext }: { found: CoverCheck; onNext: () => void }) {
  const t = useText();
  const words = useWords();
  const language = useLanguage();
  const { outcome, recorded, said } = found;
  const sentences = {
    equal: t.equalText,
    later: t.laterText(recorded?.revision ?? 0, recorded?.latestRevision ?? 0),
    altered: t.alteredText,
    unknown: t.unknownText,
  };
  return (
    <Card
      title={
        <span role="status">
          <Tag tone={TONE[outcome]}>{t[outcome]}</Tag>
        </span>
      }
      aside={<Button onClick={onNext}>{t.next}</Button>}
    >
      <div className={ui.stack}>
        <p>{sentences[outcome]}</p>
        {recorded && (
          <table className={ui.table}>
            <tbody>
              {[
                [t.respondent, `${recorded.respondent.name} ${recorded.respondent.code}`],
                [
                  t.report,
                  `${words(recorded.formName)} ${periodText(recorded.periodCode, language)} · ${recorded.revision} / ${recorded.latestRevision}`,
                ],
                [t.submitted, `${fullMoment(recorded.submittedAt)} ${recorded.by}`],
                [t.onPaper, said.digest],
                [t.onRecord, recorded.digest.slice(0, Math.max(said.digest.length, 16))],
              ].map(([name = '', value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className={ui.num}>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {recorded && (
          <p>
            <Link to="/reports/$submissionId" params={{ submissionId: recorded.submissionId }}>
              {t.open}
            </Link>
          </p>
        )}
      </div>
    </Card>
  );
}
