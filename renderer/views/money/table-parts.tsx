import type { ReactNode } from 'react'

/** A table with its name over it. */
export function NamedTable({ name, heads, children }: { name: string; heads: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-12 font-strong text-faint">{name}</h3>
      <table aria-label={name} className="w-full border-collapse text-12">
        <thead>
          <tr className="border-b border-line-strong text-left text-soft">{heads}</tr>
        </thead>
        <tbody className="tabular-nums">{children}</tbody>
      </table>
    </section>
  )
}

export function Head({ children, isRight = false }: { children: ReactNode; isRight?: boolean }) {
  return (
    <th scope="col" className={`py-1 pr-3 font-medium last:pr-0 ${isRight ? 'text-right' : ''}`}>
      {children}
    </th>
  )
}

export function Cell({
  children,
  isRight = false,
  className = '',
}: {
  children?: ReactNode
  isRight?: boolean
  className?: string
}) {
  return <td className={`py-1.5 pr-3 align-top last:pr-0 ${isRight ? 'text-right' : ''} ${className}`}>{children}</td>
}

/** In place of a table that has nothing in it. */
export function NoRows({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-12 font-strong text-faint">{name}</h3>
      <p className="text-soft">{children}</p>
    </section>
  )
}
