/** Triggers that count every change of a table's rows under a topic. `project` names the row as ROW. */
export function countChanges(table: string, topic: string, project: string): string {
  const trigger = (event: string, row: string): string => `
CREATE TRIGGER ${table}_${topic}_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN
  INSERT INTO change_count (topic, project_id, count) VALUES ('${topic}', coalesce(${project.replaceAll('ROW', row)}, ''), 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;`
  return trigger('INSERT', 'NEW') + trigger('UPDATE', 'NEW') + trigger('DELETE', 'OLD')
}
