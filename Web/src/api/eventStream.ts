export interface ServerEvent { id: string | null; type: string; data: string }

/** Takes a text/event-stream in pieces as they come, and gives the events that they complete. */
export function eventParser() {
  let rest = '';
  let lastId: string | null = null;
  return {
    /** Of the last event that had one: where to go on after the connection was lost. */
    lastId: () => lastId,
    feed(piece: string): ServerEvent[] {
      const blocks = (rest + piece).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop()!;
      return blocks.flatMap((block) => {
        const fields = fieldsOf(block);
        const id = fields.get('id')?.at(-1) ?? null;
        lastId = id ?? lastId;
        const data = fields.get('data');
        return data ? [{ id, type: fields.get('event')?.at(-1) ?? 'message', data: data.join('\n') }] : [];
      });
    },
  };
}

function fieldsOf(block: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of block.split('\n')) {
    const [, name, value] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name) {
      fields.set(name, [...(fields.get(name) ?? []), value ?? '']);
    }
  }

  return fields;
}
