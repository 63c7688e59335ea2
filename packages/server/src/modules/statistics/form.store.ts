import type { Form } from '@yuanheng/contract';
import type { Db } from '../../kernel/db/pool.ts';

/** The version of a form that is in force on a day; undefined before its first one. */
export async function formInForce(db: Db, zoneId: string, { formId, day }: { formId: string; day: string }) {
  const row = await db
    .selectFrom('form_version as f')
    .select('f.definition')
    .where('f.zone_id', '=', zoneId)
    .where('f.form_id', '=', formId)
    .where('f.in_force_from', '<=', day)
    .orderBy('f.in_force_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.definition as Form | undefined;
}

/** The forms of a zone in the versions that are in force on a day. */
export async function formsInForce(db: Db, zoneId: string, day: string) {
  const rows = await db
    .selectFrom('form_version as f')
    .distinctOn('f.form_id')
    .select('f.definition')
    .where('f.zone_id', '=', zoneId)
    .where('f.in_force_from', '<=', day)
    .orderBy('f.form_id')
    .orderBy('f.in_force_from', 'desc')
    .execute();
  return rows.map(({ definition }) => {
    const { id, name, frequency, respondent, acceptedBy } = definition as unknown as Form;
    return { id, name, frequency, respondent, acceptedBy };
  });
}

/** A form as a period is bound to it. */
export async function getForm(
  db: Db,
  zoneId: string,
  { formId, version }: { formId: string; version: number },
): Promise<Form> {
  const row = await db
    .selectFrom('form_version as f')
    .select('f.definition')
    .where('f.zone_id', '=', zoneId)
    .where('f.form_id', '=', formId)
    .where('f.version', '=', version)
    .executeTakeFirstOrThrow();
  return row.definition as unknown as Form;
}

export interface NewForm {
  readonly zoneId: string;
  readonly form: Form;
  readonly requestId: string;
}

export function insertForm(db: Db, { zoneId, form, requestId }: NewForm) {
  return db
    .insertInto('form_version')
    .values({
      zone_id: zoneId,
      form_id: form.id,
      version: form.version,
      in_force_from: form.inForceFrom,
      definition: JSON.stringify(form),
      request_id: requestId,
    })
    .execute();
}
