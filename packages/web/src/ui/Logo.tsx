export function Logo() {
  return (
    <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#14607a" />
      <path
        d="M16 7v18M9 25h14M8 11h16M8 11l-3 7h6zM24 11l-3 7h6z"
        stroke="#fff"
        strokeWidth="1.8"
        fill="none"
        strokeLinejoin="round"
      />
    </svg>
  );
}
