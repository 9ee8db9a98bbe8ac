import { Bar, BarChart, CartesianGrid, LabelList, XAxis, YAxis } from "recharts";
import { FILLS, type Fill } from "./fills.ts";

/** A bar, or the bars above one name: their values by the name of their series. Null: none is drawn. */
export type Point = { readonly name: string } & Readonly<Record<string, number | string | null>>;
export type Series = { readonly key: string; readonly fill: Fill };

type Given = {
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  /** On top of each other; otherwise beside. */
  readonly stacked?: boolean;
  /** Every how many of the names below are written. */
  readonly namesEvery?: number;
};

/** In pixels: names are broken into lines by it. */
const SMALL = { fontSize: 13 };
const SIZE = { width: "100%", height: 220 };
const MARGIN = { top: 20, right: 4, bottom: 0, left: 0 };

/** What is there can be seen, however little it is beside the others. */
const leastHeight = (value: unknown): number => (typeof value === "number" && value > 0 ? 3 : 0);

/** Bars upright. It is drawn for the eye alone: its table tells the same. */
export function Bars({ points, series, stacked = false, namesEvery = 1 }: Given) {
  return (
    <BarChart
      responsive
      accessibilityLayer={false}
      data={[...points]}
      style={SIZE}
      margin={MARGIN}
      barGap={2}
    >
      <CartesianGrid vertical={false} />
      <XAxis dataKey="name" tick={SMALL} tickLine={false} interval={namesEvery - 1} />
      <YAxis allowDecimals={false} width={34} tick={SMALL} tickLine={false} axisLine={false} />
      {series.map(({ key, fill }) => (
        <Bar
          key={key}
          dataKey={key}
          fill={FILLS[fill]}
          className="filled"
          isAnimationActive={false}
          {...(stacked ? { stackId: "all" } : { minPointSize: leastHeight })}
        >
          {!stacked && namesEvery === 1 && <LabelList dataKey={key} position="top" />}
        </Bar>
      ))}
    </BarChart>
  );
}

type Lying = {
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  readonly valueOf: (value: number) => string;
};

const ROW = 64;
const LYING_MARGIN = { top: 0, right: 84, bottom: 0, left: 0 };

/** Bars lying down, with their names before them and their values behind. */
export function LyingBars({ points, series, valueOf }: Lying) {
  const size = { width: "100%", height: points.length * ROW };
  const said = (value: unknown) => (typeof value === "number" ? valueOf(value) : "");
  return (
    <BarChart
      responsive
      accessibilityLayer={false}
      layout="vertical"
      data={[...points]}
      style={size}
      margin={LYING_MARGIN}
      barGap={2}
    >
      <XAxis type="number" hide />
      <YAxis
        type="category"
        dataKey="name"
        width={132}
        tick={SMALL}
        tickLine={false}
        interval={0}
      />
      {series.map(({ key, fill }) => (
        <Bar
          key={key}
          dataKey={key}
          fill={FILLS[fill]}
          className="filled"
          isAnimationActive={false}
          minPointSize={2}
        >
          <LabelList dataKey={key} position="right" formatter={said} />
        </Bar>
      ))}
    </BarChart>
  );
}
