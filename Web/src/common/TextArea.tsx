import { Textarea, type TextareaProps } from '@mantine/core';
import type { CSSProperties } from 'react';

interface Props extends Omit<TextareaProps, 'autosize' | 'maxRows'> { minRows: number }

const byItself = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

/** As high as its text: by the browser itself where it can, since the library measures every field anew at every stroke. */
export const TextArea = ({ minRows, ...rest }: Props) => (
  byItself
    ? <Textarea {...rest} classNames={{ input: 'as-high-as-its-text' }} styles={{ input: { '--rows': minRows } as CSSProperties }} />
    : <Textarea {...rest} autosize minRows={minRows} />
);
