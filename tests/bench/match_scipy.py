"""match_scipy.py E.tsv C.tsv BONUS - the same instance by scipy's min_weight_full_bipartite_matching.

A column for each place and one for each mentee who stays without; package python3-scipy.
"""
import resource
import sys
import time

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

bonus = int(sys.argv[3])
first, column = {}, 0
for line in open(sys.argv[2]):
    mentor, places = line.split()
    first[mentor] = (column, int(places))
    column += int(places)
mentees, rows, columns, weights = {}, [], [], []
for line in open(sys.argv[1]):
    mentee, mentor, score = line.split()
    row = mentees.setdefault(mentee, len(mentees))
    at, places = first[mentor]
    for place in range(places):
        rows.append(row)
        columns.append(at + place)
        weights.append(int(score) + bonus + 1)
for row in range(len(mentees)):
    rows.append(row)
    columns.append(column + row)
    weights.append(1)
graph = csr_matrix((numpy.array(weights, dtype=float), (rows, columns)),
                   shape=(len(mentees), column + len(mentees)))
since = time.process_time()
matched = min_weight_full_bipartite_matching(graph, maximize=True)
seconds = time.process_time() - since
worth = numpy.asarray(graph[matched[0], matched[1]]).ravel() - 1
print("value %d placed %d seconds %.6f memory %d" % (
    worth.sum(), (matched[1] < column).sum(), seconds,
    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
