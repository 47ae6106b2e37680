/** Lists are written one a line; the line that is being written may still be empty. */
export const linesOf = (text: string) => text.split('\n').map((line) => line.trimStart());
export const textOf = (lines: string[]) => lines.join('\n');
export const written = (lines: string[]) => lines.map((line) => line.trim()).filter(Boolean);
