import { useEffect, useRef, useState } from 'react';
import s from './ui.module.css';

/** The drawing's real width in pixels, so that dots stay round. */
function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

export interface LinePoint {
  readonly label: string;
  readonly value: number | null;
  readonly planned: number | null;
}

interface TrendProps {
  readonly points: readonly LinePoint[];
  readonly target: number;
  readonly targetLabel: string;
  readonly height: number;
  readonly says: string;
}

/** Actual values, the planned path in thin grey, the target as a dashed line. */
export function Trend({ points, target, targetLabel, height, says }: TrendProps) {
  const [ref, width] = useWidth();
  const values = points.flatMap(({ value, planned }) => [value, planned]).filter((v) => v !== null);
  const [low, high] = [Math.min(...values, target), Math.max(...values, target)];
  const room = 34;
  const x = (i: number) => 6 + (i * (width - room - 12)) / Math.max(1, points.length);
  const y = (v: number) => 8 + ((high - v) * (height - 30)) / (high - low || 1);
  const line = (of: (p: LinePoint) => number | null) =>
    points
      .flatMap((p, i) => {
        const v = of(p);
        return v === null ? [] : [`${x(i)},${y(v)}`];
      })
      .join(' ');
  const last = points.findLastIndex(({ value }) => value !== null);
  const lastValue = points[last]?.value;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={says}>
          <line
            x1={6}
            x2={width - room}
            y1={y(target)}
            y2={y(target)}
            stroke="var(--ink3)"
            strokeDasharray="2 3"
          />
          <text
            x={width - room + 4}
            y={y(target) + 4}
            fontSize={12}
            fill="var(--ink2)"
            fontFamily="var(--num)"
          >
            {targetLabel}
          </text>
          <polyline points={line((p) => p.planned)} fill="none" stroke="var(--ink3)" strokeWidth={1} />
          <polyline
            points={line((p) => p.value)}
            fill="none"
            stroke="var(--c1)"
            strokeWidth={2}
            strokeLinejoin="round"
          />
          {last >= 0 && lastValue !== null && lastValue !== undefined && (
            <circle cx={x(last)} cy={y(lastValue)} r={4} fill="var(--c1)" />
          )}
          <text x={6} y={height - 4} fontSize={12} fill="var(--ink3)" fontFamily="var(--num)">
            {points[0]?.label}
          </text>
          <text
            x={x(points.length - 1)}
            y={height - 4}
            fontSize={12}
            fill="var(--ink3)"
            textAnchor="end"
            fontFamily="var(--num)"
          >
            {points.at(-1)?.label}
          </text>
        </svg>
      )}
    </div>
  );
}

export interface Piece {
  readonly label: string;
  readonly value: number;
}

const COLOURS = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)', 'var(--c6)'];
export const colourOf = (i: number): string => COLOURS[i % COLOURS.length] ?? 'var(--c1)';

/** Pieces beside one another on a bar whose full width is `whole`. */
export function StackedBar({
  pieces,
  whole,
  says,
  tall,
}: {
  pieces: readonly Piece[];
  whole: number;
  says: string;
  tall?: boolean;
}) {
  return (
    <div className={s.bar} style={tall ? { height: 14 } : undefined} role="img" aria-label={says}>
      {pieces.map(({ label, value }, i) => (
        <div
          key={label}
          title={`${label} ${value}`}
          style={{
            width: `${(value / (whole || 1)) * 100}%`,
            background: colourOf(i),
            borderRight: '1px solid var(--surface)',
          }}
        />
      ))}
    </div>
  );
}

export function Legend({ labels }: { labels: readonly string[] }) {
  return (
    <div className={s.row} style={{ fontSize: 12, color: 'var(--ink2)' }}>
      {labels.map((label, i) => (
        <span key={label} className={s.row} style={{ gap: 4 }}>
          <i
            style={{ width: 9, height: 9, borderRadius: 2, background: colourOf(i), display: 'inline-block' }}
          />
          {label}
        </span>
      ))}
    </div>
  );
}
