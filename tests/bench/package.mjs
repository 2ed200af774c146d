// A package that is one decision matrix: alternatives with stated values on criteria, weighed by points.

const range = (count) => [...Array(count).keys()];

export function matrix(alternatives, criteria) {
  const value = (row, column) => (((row * 31 + column * 17 + row * column * 13 + 7) * 7919) % 10_007) / 100;
  const package_ = {
    id: "package-bench",
    title: `${alternatives} alternatives, ${criteria} criteria`,
    alternatives: range(alternatives).map((row) => ({ id: `a${row}`, name: `Alternative ${row + 1}` })),
    criteria: range(criteria).map((column) => ({
      id: `c${column}`,
      name: `Criterion ${column + 1}`,
      direction: column % 3 === 0 ? "min" : "max",
      source: {
        kind: "stated",
        values: Object.fromEntries(range(alternatives).map((row) => [`a${row}`, { value: value(row, column) }])),
      },
      scale: column % 3 === 0 ? { worst: 101, best: 0 } : { worst: 0, best: 101 },
    })),
    weighting: {
      profiles: [{
        id: "team", name: "Team", share: 1,
        points: Object.fromEntries(range(criteria).map((column) => [`c${column}`, 10 + column])),
      }],
    },
  };
  return { format: "shipworthy-package", schema_version: 1, package: package_ };
}
