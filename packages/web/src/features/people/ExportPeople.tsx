import { useMutation } from '@tanstack/react-query';
import type { MemberRow } from '@yuanheng/contract';
import { useRoleWords } from '../../app/words.ts';
import { client, sentenceOf } from '../../app/rpc.ts';
import { saveTable } from '../../ui/export.ts';
import { fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Failure } from '../../ui/parts.tsx';
import type { PeopleFilter } from './filter.ts';
import { useSpan } from './PeopleTable.tsx';
import { usePeopleWords } from './words.ts';

const AT_ONCE = 500;

async function everybody(filter: PeopleFilter): Promise<MemberRow[]> {
  const all: MemberRow[] = [];
  for (;;) {
    const { rows, total } = await client.identity.listMembers({
      ...filter,
      limit: AT_ONCE,
      offset: all.length,
    });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}

/** Everybody who fits the filter, one line per role assignment, as a file; not only those on the screen. */
export function ExportPeople({ filter, asOf }: { filter: PeopleFilter; asOf: string }) {
  const t = usePeopleWords();
  const roles = useRoleWords();
  const words = useWords();
  const spanOf = useSpan();
  const save = useMutation({
    mutationFn: async () => {
      const people = await everybody(filter);
      const lines = people.flatMap((person) =>
        (person.assignments.length === 0 ? [null] : person.assignments).map((held) => [
          person.name,
          person.login ?? '',
          held ? roles[held.role] : t.noRole,
          held ? words(held.placeName) : '',
          held ? spanOf(held) : '',
          t[person.state],
          person.login === null ? '' : person.secondFactor ? t.factorOn : t.factorOff,
          person.lastSignInAt ? fullMoment(person.lastSignInAt) : t.never,
        ]),
      );
      const head = [t.name, t.login, t.role, t.place, t.span, t.state, t.factor, t.seen];
      await saveTable('xlsx', {
        title: t.title,
        said: { filter: JSON.stringify(filter), asOf },
        rows: [head, ...lines],
        manifest: words({ zh: '清单', en: 'Manifest' }),
      });
    },
  });
  return (
    <>
      {save.error && <Failure sentence={sentenceOf(save.error)} />}
      <Button disabled={save.isPending} onClick={() => save.mutate()}>
        {save.isPending ? t.exporting : t.export}
      </Button>
    </>
  );
}
