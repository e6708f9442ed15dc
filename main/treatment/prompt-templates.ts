import type { ReadableDb, WritableDb } from '#main/db/open.ts'

/** The user's own templates, by the model they are for. */
export function listTemplates(db: ReadableDb): ReadonlyMap<string, string> {
  const rows = db.all<{ model: string; template: string }>('SELECT model, template FROM prompt_template')
  return new Map(rows.map(({ model, template }) => [model, template]))
}

/** Null = as the model comes. */
export function saveTemplate(db: WritableDb, model: string, template: string | null): void {
  if (template === null) db.run('DELETE FROM prompt_template WHERE model = ?', [model])
  else {
    db.run(
      'INSERT INTO prompt_template (model, template) VALUES (?, ?) ON CONFLICT DO UPDATE SET template = excluded.template',
      [model, template],
    )
  }
}
