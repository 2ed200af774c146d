// A CSV of 1,000,000 rows and 8 columns: a time, a label, five numbers and a text of few values.

export const ROWS = 1_000_000;

/** The file's text, some thousand rows at a time; the same in every run. */
export function* million() {
  yield "time,option,latency_ms,errors,tokens,score,queue,region\n";
  let state = 1;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  for (let row = 0; row < ROWS; ) {
    let text = "";
    for (const end = Math.min(ROWS, row + 10_000); row < end; row += 1) {
      const second = String(row % 60).padStart(2, "0");
      const minute = String(Math.floor(row / 60) % 60).padStart(2, "0");
      text += `2026-03-${String(1 + (row % 28)).padStart(2, "0")}T10:${minute}:${second}Z,${"ABC"[row % 3]},${next(400)}.${next(10)},`;
      text += `${next(1000) === 0 ? 1 : 0},${next(4000)},0.${String(next(10_000)).padStart(4, "0")},${next(50)},eu-${next(4)}\n`;
    }
    yield text;
  }
}
