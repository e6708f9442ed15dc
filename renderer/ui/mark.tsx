/** The studio's sign: frames that recede to where the film begins. Says nothing a reader needs. */
export function Mark() {
  return (
    <svg viewBox="0 0 18 14" width="18" height="14" aria-hidden="true" className="text-now">
      <g fill="none" stroke="currentColor" strokeLinejoin="round">
        <path d="M.7.7h16.6v12.6H.7z" strokeWidth="1.2" opacity=".4" />
        <path d="M3.9 2.7h10.8v8.2H3.9z" strokeWidth="1.2" opacity=".7" />
      </g>
      <path d="M7.4 4.5v4.8l4.6-2.4z" fill="currentColor" />
    </svg>
  )
}
