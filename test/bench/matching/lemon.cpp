// Solves one instance with LEMON's NetworkSimplex or CostScaling: the peer that the planner is measured against.
// Each gets the model that it is faster with: NetworkSimplex one unit from each need, CostScaling all units from one source.
// Usage: lemon <file> <simplex|scaling>; prints "objective wallMilliseconds cpuMilliseconds" of building the solver and running it.
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

using Graph = lemon::SmartDigraph;

static std::vector<int32_t> read(FILE* file, size_t count) {
  std::vector<int32_t> values(count);
  if (fread(values.data(), 4, count, file) != count) exit(2);
  return values;
}

template <class Solver>
static long long solve(Graph& graph, Graph::ArcMap<int>& upper, Graph::ArcMap<int>& cost, Graph::NodeMap<int>& supply) {
  Solver solver(graph);
  solver.upperMap(upper).costMap(cost).supplyMap(supply);
  if (solver.run() != Solver::OPTIMAL) exit(3);
  return -solver.template totalCost<long long>();
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  FILE* file = fopen(argv[1], "rb");
  if (!file) return 2;
  auto head = read(file, 3);
  int needs = head[0], organisations = head[1];
  auto start = read(file, needs + 1), organisation = read(file, head[2]), score = read(file, head[2]);
  auto capacity = read(file, organisations), unassigned = read(file, needs);
  Graph graph;
  bool simplex = !strcmp(argv[2], "simplex"), one_source = !simplex;
  graph.reserveNode(needs + organisations + 2);
  graph.reserveArc(head[2] + 2 * needs + organisations);
  std::vector<Graph::Node> node;
  for (int i = 0; i < needs + organisations + 1 + one_source; i++) node.push_back(graph.addNode());
  Graph::Node sink = node[needs + organisations], source = node.back();
  // A map gives its first value only to the arcs that are there already: every arc's values are set one by one.
  Graph::ArcMap<int> upper(graph), cost(graph);
  auto add = [&](Graph::Node from, Graph::Node to, int places, int score) {
    Graph::Arc arc = graph.addArc(from, to);
    upper[arc] = places;
    cost[arc] = -score;
  };
  for (int i = 0; i < needs; i++) {
    if (one_source) add(source, node[i], 1, 0);
    add(node[i], sink, 1, unassigned[i]);
    for (int a = start[i]; a < start[i + 1]; a++) add(node[i], node[needs + organisation[a]], 1, score[a]);
  }
  for (int j = 0; j < organisations; j++) add(node[needs + j], sink, capacity[j], 0);
  Graph::NodeMap<int> supply(graph, 0);
  for (int i = 0; i < needs; i++) supply[one_source ? source : node[i]] += 1;
  supply[sink] = -needs;
  auto begun = std::chrono::steady_clock::now();
  clock_t cpu = clock();
  long long objective = simplex
    ? solve<lemon::NetworkSimplex<Graph, int, int>>(graph, upper, cost, supply)
    : solve<lemon::CostScaling<Graph, int, long long>>(graph, upper, cost, supply);
  double wall = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  printf("%lld %.1f %.1f\n", objective, wall, 1000.0 * (clock() - cpu) / CLOCKS_PER_SEC);
}
