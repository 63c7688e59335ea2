import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { DepartmentFigure, Enterprise } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { exactText, fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Card, DataTable, Failure, NeedsReview, PageHead, Tag, Waiting, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Figures, Reports } from './Figures.tsx';
import { Identity, Whereabouts } from './Identity.tsx';
import { usePageWords } from './page-words.ts';
import s from './page.module.css';

export function EnterprisePage() {
  const { enterpriseId } = useParams({ from: '/shell/enterprises/$enterpriseId' });
  const page = useQuery(api.enterprises.get.queryOptions({ input: { enterpriseId } }));
  if (page.error) return <Failure sentence={sentenceOf(page.error)} onRetry={() => void page.refetch()} />;
  return page.data ? <Found enterprise={page.data} /> : <Waiting />;
}

function Found({ enterprise }: { enterprise: Enterprise }) {
  const t = usePageWords();
  const words = useWords();
  const { subPark, carrier, registeredOn, openRows, asOf } = enterprise;
  return (
    <div className={ui.stack}>
      <PageHead
        title={enterprise.name}
        sub={
          <>
            <code>{enterprise.uscc}</code>
            {subPark && ` · ${words(subPark.shortName)}`}
            {carrier ? ` · ${words(carrier.shortName)}` : ` · ${t.notResident}`}
            {registeredOn && ` · ${t.founded(registeredOn)}`}
            {` · ${t.asOf(fullMoment(asOf))}`}
          </>
        }
      />
      {openRows !== null && openRows > 0 && (
        <p role="status" className={ui.row}>
          <Tag tone="warn">▲ {t.openRows(openRows)}</Tag>
          <Link to="/imports">{t.toLists}</Link>
        </p>
      )}
      <div className={s.columns}>
        <div className={ui.stack}>
          <Figures title={t.figures} figures={enterprise.figures} asOf={asOf} />
          <Reports reports={enterprise.reports} asOf={asOf} />
          {enterprise.departments && <Departments rows={enterprise.departments} asOf={asOf} />}
        </div>
        <div className={ui.stack}>
          <Identity enterprise={enterprise} />
          <Whereabouts residences={enterprise.residences} />
          {enterprise.needsReview.length > 0 && (
            <Card title={t.toConfirm}>
              <ul className={cx(s.line)}>
                {enterprise.needsReview.map(({ what, who }) => (
                  <li key={what}>
                    <NeedsReview who={who} /> {t.who(what, who)}
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

function Departments({ rows, asOf }: { rows: readonly DepartmentFigure[]; asOf: string }) {
  const t = usePageWords();
  const words = useWords();
  const unitOf = ({ unit }: DepartmentFigure) => ({ yuan: t.yuan, count: t.people, text: '' })[unit];
  return (
    <Card title={t.departments} aside={t.departmentsSaid} flush>
      <DataTable
        caption={t.departments}
        rows={rows}
        rowKey={(row) => `${row.importId} ${row.period} ${row.column.zh}`}
        empty={t.noDepartments}
        said={{ filter: t.departments, asOf }}
        columns={[
          { id: 'period', head: t.period, text: (row) => row.period },
          { id: 'item', head: t.item, text: (row) => words(row.column) },
          {
            id: 'value',
            head: t.value,
            right: true,
            text: (row) => exactText(row.value),
            exact: (row) => row.value ?? '',
          },
          { id: 'unit', head: t.unit, text: unitOf },
          {
            id: 'department',
            head: t.department,
            text: (row) => `${words(row.department)}（${words(row.legalNature)}）`,
          },
          {
            id: 'file',
            head: t.file,
            text: (row) => t.row(row.fileName, row.row),
            cell: (row) => (
              <Link to="/imports/$importId" params={{ importId: row.importId }}>
                {t.row(row.fileName, row.row)}
              </Link>
            ),
          },
        ]}
      />
    </Card>
  );
}
