#!/usr/bin/env python3
"""The peer of `bench needle`: the same needles through VTK on the same meshes.

Use: peer_vtk_needle.py FOLDER [COUNT], where FOLDER was written by `myochart bench needle --keep FOLDER`. Needs python3-vtk9 and
python3-numpy. All surfaces that a needle's way crosses by one vtkStaticCellLocator, how near each hazard comes to the shaft by
vtkImplicitPolyDataDistance every millimetre of it, of hazards whose box lies within 25 mm alone, and the first crossing with a
hazard on 200 mm of the way. Prints the median in microseconds, and how far depths and distances lie from the program's."""
import csv, json, os, statistics, sys, time
import numpy
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy

AROUND_MM, LONGEST_MM, STEP_MM = 25.0, 200.0, 1.0


def read_parts(file):
    data, at, parts = numpy.fromfile(file, dtype=numpy.uint32), 0, []
    while at < len(data):
        structure, is_hazard, vertices, triangles = (int(each) for each in data[at:at + 4])
        at += 4
        positions = data[at:at + 3 * vertices].view(numpy.float32).reshape(-1, 3)
        at += 3 * vertices
        indices = data[at:at + 3 * triangles].reshape(-1, 3)
        at += 3 * triangles
        parts.append((structure, bool(is_hazard), positions, indices))
    return parts


def poly_data(positions, indices):
    points = vtk.vtkPoints()
    points.SetData(numpy_to_vtk(numpy.ascontiguousarray(positions, dtype=numpy.float32), deep=True))
    cells = vtk.vtkCellArray()
    rows = numpy.hstack([numpy.full((len(indices), 1), 3), indices]).astype(numpy.int64).ravel()
    cells.SetCells(len(indices), numpy_to_vtkIdTypeArray(rows, deep=True))
    made = vtk.vtkPolyData()
    made.SetPoints(points)
    made.SetPolys(cells)
    return made


def merged(parts):
    offset, positions, indices = 0, [], []
    for _, _, p, i in parts:
        positions.append(p)
        indices.append(i + offset)
        offset += len(p)
    return poly_data(numpy.vstack(positions), numpy.vstack(indices))


def locator_of(data):
    locator = vtk.vtkStaticCellLocator()
    locator.SetDataSet(data)
    locator.BuildLocator()
    return locator


def crossings(locator, begin, end):
    """How many surfaces the line crosses: hit by hit, the way on from each."""
    length, count, t, sub, cell = numpy.linalg.norm(end - begin), 0, vtk.reference(0.0), vtk.reference(0), vtk.reference(0)
    at, local = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
    while locator.IntersectWithLine(begin, end, 1e-6, t, at, local, sub, cell):
        count += 1
        begin = numpy.array(at) + (end - begin) / length * 1e-3
        length = numpy.linalg.norm(end - begin)
        if length < 1e-2 or count > 1000:
            break
    return count


def main():
    folder = sys.argv[1]
    parts = read_parts(os.path.join(folder, "parts.bin"))
    hazards = [part for part in parts if part[1]]
    with open(os.path.join(folder, "needles.csv")) as file:
        needles = [[float(each) for each in row] for row in csv.reader(file)]
    count = min(len(needles), int(sys.argv[2]) if len(sys.argv) > 2 else len(needles))
    ours = {}
    with open(os.path.join(folder, "distances.csv")) as file:
        for row in csv.reader(file):
            ours[int(row[0]), int(row[1])] = float(row[2])

    begin = time.time()
    everything, dangerous = locator_of(merged(parts)), locator_of(merged(hazards))
    boxes, distances = [], []
    for _, _, positions, indices in hazards:
        function = vtk.vtkImplicitPolyDataDistance()
        function.SetInput(poly_data(positions, indices))
        distances.append(function)
        boxes.append((positions.min(axis=0), positions.max(axis=0)))
    build = time.time() - begin

    found, t, sub, cell, at, local = vtk.vtkDoubleArray(), vtk.reference(0.0), vtk.reference(0), vtk.reference(0), [0.0] * 3, [0.0] * 3
    took, off, compared = [], 0.0, 0
    for number in range(count):
        entry, direction, depth = numpy.array(needles[number][:3]), numpy.array(needles[number][3:6]), needles[number][6]
        begin = time.perf_counter()
        crossings(everything, entry - 400 * direction, entry + (depth + 400) * direction)
        along = numpy.arange(0, depth + STEP_MM / 2, STEP_MM)
        samples = entry + along[:, None] * direction
        as_array = numpy_to_vtk(numpy.ascontiguousarray(samples), deep=True)
        low, high, near = samples.min(axis=0), samples.max(axis=0), {}
        for i, (least, most) in enumerate(boxes):
            if numpy.any(least > high + AROUND_MM) or numpy.any(most < low - AROUND_MM):
                continue
            distances[i].FunctionValue(as_array, found)
            near[i] = numpy.abs(vtk_to_numpy(found)).min()
        dangerous.IntersectWithLine(entry, entry + LONGEST_MM * direction, 1e-6, t, at, local, sub, cell)
        took.append(time.perf_counter() - begin)
        for i, mm in near.items():
            told = ours.get((number, hazards[i][0]))
            if told is not None and told > STEP_MM:  # beside the shaft: samples a step apart hardly miss the nearest place
                off, compared = max(off, mm - told), compared + 1
    print(json.dumps(dict(median_us=statistics.median(took) * 1e6, build_s=build, needles=count, compared=compared, most_off_mm=float(off))))


main()
