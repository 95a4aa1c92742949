/**
 * Promises HiGHS (its WebAssembly build, a development dependency) as a peer: the optimum of a planning instance as a
 * linear program, and the best it finds in a given time for a generalised assignment. Only its own work is timed: the
 * model is handed over as arrays, so that no text is written or read.
 */
import loadHighs, { type ModelData } from 'highs';
import { FORBIDDEN, type BudgetInstance } from '../../../server/matching/engine/budget/instance';
import type { PlanInstance } from '../../../server/matching/engine/plan/instance';

export interface HighsAnswer {
  readonly objective: number;
  readonly milliseconds: number;
}

export interface HighsBudgetAnswer {
  /** null: it found no assignment in its time. */
  readonly objective: number | null;
  readonly bound: number;
  readonly milliseconds: number;
}

interface Column {
  readonly cost: number;
  readonly upper?: number;
  readonly rows: readonly number[];
  readonly values: readonly number[];
}

type Highs = Awaited<ReturnType<typeof loadHighs>>;
let loaded: Promise<Highs> | undefined;

/** One runtime for all solves: loading it is not what is compared. */
function highs(): Promise<Highs> {
  loaded ??= loadHighs();
  return loaded;
}

function modelOf(
  engine: Highs,
  sense: 'minimise' | 'maximise',
  columns: readonly Column[],
  rowLower: Float64Array,
  rowUpper: Float64Array,
): ModelData {
  const { objectiveSense } = engine.constants;
  const starts = new Int32Array(columns.length + 1);
  columns.forEach(({ rows }, column) => (starts[column + 1] = starts[column]! + rows.length));
  return {
    numCols: columns.length,
    numRows: rowLower.length,
    sense: sense === 'minimise' ? objectiveSense.minimize : objectiveSense.maximize,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ upper }) => upper ?? engine.infinity),
    rowLower,
    rowUpper,
    matrix: {
      format: 'csc',
      numRows: rowLower.length,
      numCols: columns.length,
      starts,
      indices: Int32Array.from(columns.flatMap(({ rows }) => rows)),
      values: Float64Array.from(columns.flatMap(({ values }) => values)),
    },
  };
}

/**
 * The optimum of a plan. The program is a transportation problem, whose matrix is totally unimodular: the linear program
 * has a whole optimum, and no integrality has to be asked for (Hoffman and Kruskal 1956). Throws unless HiGHS proves it.
 */
export async function solveByHighs(instance: PlanInstance): Promise<HighsAnswer> {
  const engine = await highs();
  const { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  const columns: Column[] = [];
  for (let need = 0; need < needs; need++) {
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      const rows = [need, needs + arcOrganisation[arc]!];
      columns.push({ cost: arcScore[arc]! - unassignedScore[need]!, rows, values: [1, 1] });
    }
  }
  const unassigned = unassignedScore.reduce((sum, score) => sum + score, 0);
  if (columns.length === 0) return { objective: unassigned, milliseconds: 0 };
  const upper = new Float64Array(needs + organisations).fill(1);
  upper.set(capacity, needs);
  const lower = new Float64Array(needs + organisations).fill(-engine.infinity);
  const data = modelOf(engine, 'maximise', columns, lower, upper);
  const model = engine.createModel(data);
  try {
    model.options.set({ output_flag: false });
    const begun = performance.now();
    model.run();
    const milliseconds = performance.now() - begun;
    if (model.getModelStatus() !== engine.constants.modelStatus.optimal) throw new Error('HiGHS proved no optimum.');
    return { objective: unassigned + Math.round(model.getObjectiveValue()), milliseconds };
  } finally {
    model.dispose();
  }
}

/** The best assignment that branch and cut finds within a time, and the bound it proves by then. */
export async function solveBudgetsByHighs(instance: BudgetInstance, seconds: number): Promise<HighsBudgetAnswer> {
  const engine = await highs();
  const { needs, budgets, sense, value, consumption, capacity, unassignedValue } = instance;
  const columns: Column[] = [];
  for (let need = 0; need < needs; need++) {
    for (let budget = 0; budget < budgets; budget++) {
      const at = need * budgets + budget;
      if (consumption[at] === FORBIDDEN) continue;
      columns.push({ cost: value[at]!, upper: 1, rows: [need, needs + budget], values: [1, consumption[at]!] });
    }
    if (unassignedValue) columns.push({ cost: unassignedValue[need]!, upper: 1, rows: [need], values: [1] });
  }
  const lower = new Float64Array(needs + budgets).fill(-engine.infinity).fill(1, 0, needs);
  const upper = new Float64Array(needs + budgets).fill(1);
  upper.set(capacity, needs);
  const integrality = new Int32Array(columns.length).fill(engine.constants.variableType.integer);
  const model = engine.createModel({ ...modelOf(engine, sense, columns, lower, upper), integrality });
  try {
    // A gap of 1e-6 is below one unit for every value here: nothing short of the optimum is called one.
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 1e-6 });
    const begun = performance.now();
    model.run();
    const milliseconds = performance.now() - begun;
    const found = model.info.get('primal_solution_status') === 2;
    const objective = found ? Math.round(model.getObjectiveValue()) : null;
    return { objective, bound: Number(model.info.get('mip_dual_bound')), milliseconds };
  } finally {
    model.dispose();
  }
}
