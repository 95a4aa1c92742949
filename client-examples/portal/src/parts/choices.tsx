/** Promises choices that a thumb hits and a keyboard reaches: one of several as tiles, or any of several as chips. */
import { useId } from 'react';
import './choices.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

export interface TilesProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | undefined;
  readonly isDisabled?: boolean;
  readonly onChange: (value: Value) => void;
}

export function Tiles<Value extends string>({ legend, options, value, isDisabled, onChange }: TilesProps<Value>) {
  const name = useId();
  return (
    <fieldset className="choices" disabled={isDisabled}>
      <legend>{legend}</legend>
      <div className="tiles">
        {options.map((option) => (
          <label key={option.value} className="tile">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <strong>{option.label}</strong>
              {option.hint !== undefined && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface ChipsProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly Option<Value>[];
  readonly values: readonly Value[];
  readonly isDisabled?: boolean;
  readonly onChange: (values: readonly Value[]) => void;
}

export function Chips<Value extends string>({ legend, options, values, isDisabled, onChange }: ChipsProps<Value>) {
  const toggle = (value: Value, isOn: boolean) =>
    onChange(options.map((option) => option.value).filter((one) => (one === value ? isOn : values.includes(one))));
  return (
    <fieldset className="choices" disabled={isDisabled}>
      <legend>{legend}</legend>
      <div className="chips">
        {options.map((option) => (
          <label key={option.value} className="chip">
            <input
              type="checkbox"
              value={option.value}
              checked={values.includes(option.value)}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
