import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react';
import { Dialog } from './Dialog';
import { Icon } from './Icon';
import { PageSkeleton } from './PageSkeleton';

interface Props { label: string; children: (close: () => void) => ReactNode; disabled?: boolean; prominent?: boolean; size?: 'xs' | 'sm' }

/** A button that opens a form, which closes by itself when it is done. */
export function NewDialog({ label, children, disabled, prominent, size = prominent ? 'sm' : 'xs' }: Props) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant={prominent ? 'filled' : 'default'} size={size} disabled={disabled} onClick={dialog.open}>{label}</Button>
      <Dialog opened={opened} onClose={dialog.close} title={label} size="lg">
        <Suspense fallback={<PageSkeleton />}>{children(dialog.close)}<Arrival /></Suspense>
      </Dialog>
    </>
  );
}

interface EditProps { label: string; title: string; children: (close: () => void) => ReactNode; small?: boolean }

/** The same for something that is there: with its name where there is room. */
export function EditDialog({ label, title, children, small }: EditProps) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      {small
        ? <ActionIcon variant="default" onClick={dialog.open} aria-label={label} title={label}><Icon name="edit" /></ActionIcon>
        : <Button variant="default" size="xs" leftSection={<Icon name="edit" size={14} />} onClick={dialog.open} aria-label={title}>{label}</Button>}
      <Dialog opened={opened} onClose={dialog.close} title={title} size="lg">
        <Suspense fallback={<PageSkeleton />}>{children(dialog.close)}<Arrival /></Suspense>
      </Dialog>
    </>
  );
}

/** A form may come later than its dialog, which has looked for its first field by then. */
function Arrival() {
  useEffect(() => document.querySelector<HTMLElement>('[role=dialog] [data-autofocus]')?.focus(), []);
  return null;
}

/** A part of a page that is loaded when it is first shown. */
export const later = <P,>(load: () => Promise<ComponentType<P>>) => lazy(() => load().then((part) => ({ default: part as ComponentType<unknown> }))) as unknown as ComponentType<P>;
