import type { Page } from './pages.ts';

const PATHS: Record<Page['name'], string> = {
  work: 'M4 6h12M4 10h12M4 14h7',
  cockpit: 'M3 15l4-5 3 3 6-8M3 17h14',
  plan: 'M5 3h10v14H5zM8 7h4M8 10h4M8 13h2',
  tasks: 'M4 5l1.5 1.5L8 4M4 10l1.5 1.5L8 9M4 15l1.5 1.5L8 14M11 5h6M11 10h6M11 15h6',
  review: 'M3 10l4 4L17 5',
  reports: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  papers: 'M5 3h7l3 3v11H5zM12 3v3h3M8 12l2 2 3-4',
  indicators: 'M4 16v-5M10 16V4M16 16V8',
  evaluation: 'M10 4v12M6 16h8M4 7h12M4 7l-2 5h4zM16 7l-2 5h4z',
  enterprises: 'M4 17V5l6-2v14M10 8h6v9M3 17h14M6.5 8h1M6.5 11h1M12.5 11h1M12.5 14h1',
  carriers: 'M10 18s-6-6-6-10a6 6 0 0112 0c0 4-6 10-6 10zM10 10a2 2 0 100-4 2 2 0 000 4z',
  imports: 'M10 3v9M6 9l4 4 4-4M4 17h12',
  people: 'M7 9a3 3 0 100-6 3 3 0 000 6zM2 17c0-4 2-6 5-6s5 2 5 6M13 9a2.5 2.5 0 100-5M14 11c3 0 4 2 4 6',
  grades: 'M4 17V7l6-4 6 4v10zM8 17v-5h4v5',
  space: 'M4 4h12v13H4zM7 8h6M7 11h6M7 14h3',
  audit: 'M10 3l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V5z',
};

export const Icon = ({ name }: { name: Page['name'] }) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
);
