import { useId } from 'react';

interface Props<T extends string> { label: string; value: T | null; choices: readonly { value: T; label: string }[]; onChange: (value: T) => void; small?: boolean }

/** One of a few, side by side: the browser's own radio buttons in other clothes. */
export function Segments<T extends string>({ label, value, choices, onChange, small }: Props<T>) {
  const name = useId();
  return (
    <div className="segments" role="radiogroup" aria-label={label} data-small={small || undefined}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
