import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { Text } from './layout';

interface Props { label: string; hint: string; accept: string; disabled?: boolean; onFile: (file: File) => void }

/** Takes a file that is dropped here or chosen by its button. */
export function DropZone({ label, hint, accept, disabled, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      className="drop" data-over={over || undefined}
      onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !disabled) {
          onFile(file);
        }
      }}
    >
      <Button variant="default" size="xs" disabled={disabled} onClick={() => input.current!.click()}>{label}</Button>
      <Text size="xs" c="dimmed">{hint}</Text>
      <input ref={input} type="file" accept={accept} hidden aria-label={label} onChange={({ currentTarget }) => {
        const file = currentTarget.files?.[0];
        currentTarget.value = '';
        if (file) {
          onFile(file);
        }
      }} />
    </div>
  );
}
