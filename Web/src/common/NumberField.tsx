import { TextInput, type TextInputProps } from '@mantine/core';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** '' while nothing is entered. */
  value: number | '';
  onChange: (value: number | '') => void;
  unit?: string;
}

/** The browser's own number field: it knows the phone's keys and the language's decimal sign. */
export function NumberField({ value, onChange, unit, ...rest }: Props) {
  return (
    <TextInput
      {...rest} type="number" inputMode="decimal" value={value} rightSection={unit} rightSectionPointerEvents="none"
      onChange={(event) => onChange(event.currentTarget.value === '' ? '' : event.currentTarget.valueAsNumber)}
    />
  );
}
