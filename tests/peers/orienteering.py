"""OR-Tools on an instance of team orienteering: the peer of `lamplight-server analysis plan --top`.

Run in a virtual environment with `ortools` of PyPI. Prints one JSON object: the value of the visited stops, the length
of all tours, and the solver's version.
"""

import argparse
import json
import math

import ortools
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

# The solver reckons in whole numbers. Ways are rounded up, so that no tour is longer than it may be.
SCALE = 1_000


def read_chao(text, end):
    # What begins with a letter is the heading.
    lines = [line.split() for line in text.splitlines() if line.strip() and not line[:1].isalpha()]
    points = [[float(word) for word in line] for line in lines]
    if end:
        points.append([*end, 0.0])
    stops = [(x, y, score, 0, None, 0) for x, y, score in points]
    return stops, len(stops) - 1, None


def read_solomon(text):
    rows = [[float(word) for word in line.split()] for line in text.split("CUSTOMER")[1].splitlines()[2:]]
    rows = [row for row in rows if row]
    stops = [(x, y, demand, ready, due, service) for _, x, y, demand, ready, due, service in rows]
    return stops, 0, rows[0][5]


def solve(stops, end, members, budget, seconds):
    ways = [[math.ceil(math.hypot(a[0] - b[0], a[1] - b[1]) * SCALE) for b in stops] for a in stops]
    places = pywrapcp.RoutingIndexManager(len(stops), members, [0] * members, [end] * members)
    model = pywrapcp.RoutingModel(places)

    def takes(one, two):
        one, two = places.IndexToNode(one), places.IndexToNode(two)
        return ways[one][two] + int(stops[one][5] * SCALE)

    transit = model.RegisterTransitCallback(takes)
    # Values are so far above ways that a way only decides between equals.
    model.SetArcCostEvaluatorOfAllVehicles(transit)
    longest = int(budget * SCALE)
    model.AddDimension(transit, longest, longest, True, "time")
    time = model.GetDimensionOrDie("time")
    for node, (_, _, score, opens, closes, _) in enumerate(stops):
        if node in (0, end):
            continue
        index = places.NodeToIndex(node)
        if closes is not None:
            time.CumulVar(index).SetRange(int(opens * SCALE), min(int(closes * SCALE), longest))
        model.AddDisjunction([index], int(score) * 10_000 * SCALE)
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(int(seconds * 1_000))
    found = model.SolveWithParameters(search)
    value, length = 0.0, 0
    for member in range(members):
        index = model.Start(member)
        while not model.IsEnd(index):
            after = found.Value(model.NextVar(index))
            value += stops[places.IndexToNode(index)][2]
            length += ways[places.IndexToNode(index)][places.IndexToNode(after)]
            index = after
    return {"value": value, "walked": length / SCALE, "version": ortools.__version__}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--top", required=True, help="the instance, in Chao's or in Solomon's form")
    options.add_argument("--members", type=int, required=True)
    options.add_argument("--budget", type=float, help="the longest length of a tour")
    options.add_argument("--end", help="x,y of the end where the file has none")
    options.add_argument("--seconds", type=float, default=10.0)
    given = options.parse_args()
    with open(given.top, encoding="utf-8") as file:
        text = file.read()
    end = [float(part) for part in given.end.split(",")] if given.end else None
    stops, end, closes = read_solomon(text) if "CUSTOMER" in text else read_chao(text, end)
    print(json.dumps(solve(stops, end, given.members, given.budget or closes, given.seconds)))


if __name__ == "__main__":
    main()
