import type { Form } from '@yuanheng/contract';
import { useWords } from '../../ui/messages.ts';
import { NeedsReview } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useUnits } from '../../ui/units.ts';
import s from './report.module.css';
import { useFormWords } from './words.ts';

/** The face of a statistical form: number, issuing body, nature, validity and unit; what no source states says so. */
export function FormFace({ form, title }: { form: Form; title: string }) {
  const f = useFormWords();
  const words = useWords();
  const unitText = useUnits();
  const toConfirm = <NeedsReview who={form.needsReview} />;
  return (
    <>
      <div className={s.face}>
        <h2 className={ui.cardTitle}>{title}</h2>
        <span className={ui.sub}>{f.unit(unitText(form.unit))}</span>
      </div>
      <dl className={s.faceLine}>
        <div>
          <dt>{f.formNumber}</dt>
          <dd>{form.number ?? toConfirm}</dd>
        </div>
        <div>
          <dt>{f.issuer}</dt>
          <dd>{form.issuingBody}</dd>
        </div>
        <div>
          <dt>{f.nature}</dt>
          <dd>{words(form.legalNature)}</dd>
        </div>
        <div>
          <dt>{f.validUntil}</dt>
          <dd>{form.validUntil ?? toConfirm}</dd>
        </div>
      </dl>
    </>
  );
}
