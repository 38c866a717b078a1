/* match_lemon.cc - the same plain instance solved by LEMON, to compare with: built by make bench-match
 * alone (package liblemon-dev).
 *
 *     match_lemon simplex|scaling E.tsv C.tsv BONUS [P.tsv C.txt]
 *
 * A flow from one source over mentees and mentors to one sink, with a way past the mentors for those
 * who stay without. Prints value, placed, CPU seconds of solving, and most memory in KiB; writes pairs
 * and potentials where two more files are named.
 */
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <sys/resource.h>
#include <unordered_map>
#include <vector>

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

namespace {

struct instance {
    std::vector<std::string> mentees, mentors;
    std::vector<int> places;
    std::vector<std::pair<int, int>> arcs;
    std::vector<int> scores;
};

FILE *open_file(const char *path, const char *mode)
{
    FILE *file = fopen(path, mode);
    if (!file) {
        perror(path);
        exit(2);
    }
    return file;
}

void read_instance(const char *edges, const char *capacities, instance &all)
{
    std::unordered_map<std::string, int> mentees, mentors;
    char a[256], b[256];
    int number;

    FILE *file = open_file(capacities, "r");
    while (fscanf(file, "%255s %d", b, &number) == 2) {
        mentors.emplace(b, (int)all.mentors.size());
        all.mentors.push_back(b);
        all.places.push_back(number);
    }
    fclose(file);
    file = open_file(edges, "r");
    while (fscanf(file, "%255s %255s %d", a, b, &number) == 3) {
        auto mentee = mentees.emplace(a, (int)all.mentees.size());
        if (mentee.second)
            all.mentees.push_back(a);
        all.arcs.push_back({mentee.first->second, mentors.at(b)});
        all.scores.push_back(number);
    }
    fclose(file);
}

double cpu_seconds()
{
    timespec at;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* Arcs by source: source to mentees, mentees to mentors and sink, mentors to sink. */
template <class Solver> int solve(const instance &all, int bonus, const char *pairs, const char *dual)
{
    int n = (int)all.mentees.size(), m = (int)all.mentors.size(), sink = n + m + 1;
    std::vector<std::vector<std::pair<int, int>>> rows(n);
    std::vector<std::pair<int, int>> arcs;
    std::vector<long long> costs, caps;

    for (size_t e = 0; e < all.arcs.size(); e++)
        rows[all.arcs[e].first].push_back({all.arcs[e].second, all.scores[e]});
    for (int i = 0; i < n; i++) {
        arcs.push_back({0, 1 + i});
        costs.push_back(0);
        caps.push_back(1);
    }
    for (int i = 0; i < n; i++) {
        for (auto &edge : rows[i]) {
            arcs.push_back({1 + i, 1 + n + edge.first});
            costs.push_back(-(edge.second + bonus));
            caps.push_back(1);
        }
        arcs.push_back({1 + i, sink});
        costs.push_back(0);
        caps.push_back(1);
    }
    for (int j = 0; j < m; j++) {
        arcs.push_back({1 + n + j, sink});
        costs.push_back(0);
        caps.push_back(all.places[j]);
    }

    lemon::StaticDigraph graph;
    graph.build(sink + 1, arcs.begin(), arcs.end());
    lemon::StaticDigraph::ArcMap<long long> cost(graph), cap(graph);
    for (size_t a = 0; a < arcs.size(); a++) {
        cost[graph.arc((int)a)] = costs[a];
        cap[graph.arc((int)a)] = caps[a];
    }
    double since = cpu_seconds();
    Solver solver(graph);
    solver.upperMap(cap).costMap(cost).stSupply(graph.node(0), graph.node(sink), n);
    if (solver.run() != Solver::OPTIMAL)
        return 1;
    double seconds = cpu_seconds() - since;

    long long placed = 0;
    FILE *out = pairs ? open_file(pairs, "w") : nullptr;
    for (size_t a = 0; a < arcs.size(); a++) {
        int i = arcs[a].first - 1, j = arcs[a].second - 1 - n;
        if (i < 0 || i >= n || j < 0 || j >= m || solver.flow(graph.arc((int)a)) == 0)
            continue;
        placed++;
        if (out)
            fprintf(out, "%s\t%s\t%lld\n", all.mentees[i].c_str(), all.mentors[j].c_str(),
                    -costs[a] - bonus);
    }
    if (out)
        fclose(out);
    if (dual) {
        FILE *file = open_file(dual, "w");
        long long at_sink = solver.potential(graph.node(sink));
        for (int i = 0; i < n; i++)
            fprintf(file, "u\t%s\t%lld\n", all.mentees[i].c_str(),
                    (long long)solver.potential(graph.node(1 + i)) - at_sink);
        for (int j = 0; j < m; j++)
            fprintf(file, "p\t%s\t%lld\n", all.mentors[j].c_str(),
                    (long long)solver.potential(graph.node(1 + n + j)) - at_sink);
        fclose(file);
    }
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("value %lld placed %lld seconds %.6f memory %ld\n",
           -(long long)solver.template totalCost<long long>(), placed, seconds, usage.ru_maxrss);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    instance all;

    if (argc < 5)
        return 2;
    read_instance(argv[2], argv[3], all);
    const char *pairs = argc > 6 ? argv[5] : nullptr, *dual = argc > 6 ? argv[6] : nullptr;
    int bonus = atoi(argv[4]);
    if (argv[1][1] == 'i')
        return solve<lemon::NetworkSimplex<lemon::StaticDigraph, long long, long long>>(
            all, bonus, pairs, dual);
    return solve<lemon::CostScaling<lemon::StaticDigraph, long long, long long>>(all, bonus, pairs,
                                                                                dual);
}
