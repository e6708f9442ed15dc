/** The grease pencil's ring on a chosen frame: it fills the picture it stands on. */
export function Ring() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 56"
      preserveAspectRatio="none"
      className="pointer-events-none absolute inset-[4%] size-[92%] overflow-visible"
    >
      <path
        d="M22 7C44 1 86 2 94 20c7 18-18 32-48 32C18 52 3 41 6 26 8 13 30 5 62 7"
        fill="none"
        stroke="var(--pencil)"
        strokeWidth="2"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
