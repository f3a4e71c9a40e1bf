/** The mark: a small tree of rules. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 7v4M12 11 6 16M12 11l6 5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <circle cx="12" cy="5" r="3" fill="currentColor" />
      <circle cx="5.5" cy="18" r="3" className="logo-leaf" />
      <circle cx="18.5" cy="18" r="3" fill="currentColor" />
    </svg>
  );
}
