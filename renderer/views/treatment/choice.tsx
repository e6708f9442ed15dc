type Option = { readonly value: string; readonly label: string }

/** One of several, in the system's own list: long lists and keys work as everywhere. */
export function Choice({
  name,
  value,
  options,
  choose,
}: {
  name: string
  value: string
  options: readonly Option[]
  choose: (value: string) => void
}) {
  return (
    <select
      aria-label={name}
      value={value}
      onChange={event => choose(event.target.value)}
      className="h-6 max-w-52 min-w-0 truncate rounded-control bg-control pr-1 pl-2 text-12 text-text inset-ring inset-ring-control-edge first-letter:uppercase"
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
