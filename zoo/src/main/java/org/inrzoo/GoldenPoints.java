package org.inrzoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.network.Network;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.weights.GoldenOutputs;
import org.inrzoo.weights.GoldenOutputs.Inputs;

/**
 * Where functions of coordinates are asked for their golden outputs: at 64 points that fill [0,1]^d evenly without lying on any grid, or,
 * where a point's outputs depend on its neighbours, at all of a grid of 64.
 *
 * @param network as its file has it, nothing folded
 * @param convention where samples lie, of a grid
 * @param channels values of the signal; of networks that show several tiles or levels at once, one of these is kept for each point
 */
record GoldenPoints(Network network, GridConvention convention, int channels) {

    private static final int COUNT = 64;

    /** So many outputs of a point are all kept. */
    private static final int MOST = 16;

    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    GoldenOutputs at(String engine) {
        int dimensions = network.architecture().dimensions();
        boolean grid = network.architecture().couplesPoints();
        Points points = grid ? grid(dimensions) : spread(dimensions);
        float[] coordinates = new float[points.size() * dimensions];
        points.read(0, points.size(), coordinates);
        List<List<Float>> asked = rows(coordinates, dimensions);
        return answer(grid ? Inputs.GRID : Inputs.POINTS, asked, points, firsts(points.size()), engine);
    }

    GoldenOutputs at(GoldenOutputs asked, String engine) {
        int dimensions = network.architecture().dimensions();
        int outputs = network.architecture().outputs();
        boolean fits = asked.inputs() != Inputs.PICTURES
                && asked.points().stream().allMatch(point -> point.size() == dimensions)
                && asked.first().stream().allMatch(first -> first >= 0 && first + kept() <= outputs);
        if (!fits) {
            throw new OptionException("the golden outputs are those of another network: this one has " + dimensions
                    + " coordinates and " + outputs + " outputs");
        }
        Points points = asked.inputs() == Inputs.GRID
                ? grid(dimensions)
                : new PointSet(flat(asked.points(), dimensions), dimensions);
        if (points.size() != asked.points().size()) {
            throw new OptionException("the golden outputs are of "
                    + asked.points().size() + " points of a grid, and not of " + points.size());
        }
        return answer(asked.inputs(), asked.points(), points, asked.first(), engine);
    }

    private GoldenOutputs answer(
            Inputs inputs, List<List<Float>> asked, Points points, List<Integer> first, String engine) {
        int all = network.architecture().outputs();
        float[] outputs = new float[Math.multiplyExact(points.size(), all)];
        try (Engine computing = Engines.create(engine, network.architecture(), 1)) {
            computing.forward(network.parameters(), points, outputs);
        }
        List<List<Float>> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            List<Float> row = new ArrayList<>();
            for (int k = 0; k < kept(); k++) {
                row.add(outputs[i * all + first.get(i) + k]);
            }
            kept.add(row);
        }
        return new GoldenOutputs(inputs, asked, first, kept);
    }

    private int kept() {
        int outputs = network.architecture().outputs();
        return outputs <= MOST ? outputs : channels;
    }

    /** The first of the kept outputs, for each point of another tile. */
    private List<Integer> firsts(int points) {
        int outputs = network.architecture().outputs();
        if (outputs <= MOST) {
            return Collections.nCopies(points, 0);
        }
        List<Integer> firsts = new ArrayList<>();
        int groups = outputs / channels;
        for (int i = 0; i < points; i++) {
            firsts.add(channels * (int) (fraction(i / GOLDEN_RATIO) * groups));
        }
        return firsts;
    }

    private Grid grid(int dimensions) {
        int side = (int) Math.max(2, Math.round(Math.pow(COUNT, 1.0 / dimensions)));
        return new Grid(Collections.nCopies(dimensions, side), convention);
    }

    /**
     * x_n = frac(½ + n (1/φ, 1/φ², …)), φ the positive root of φ^(d+1) = φ + 1, of which the golden ratio is that of one axis (Roberts
     * 2018).
     */
    private static Points spread(int dimensions) {
        double root = 2;
        for (int i = 0; i < 100; i++) {
            root = Math.pow(1 + root, 1.0 / (dimensions + 1));
        }
        float[] coordinates = new float[COUNT * dimensions];
        for (int n = 0; n < COUNT; n++) {
            for (int axis = 0; axis < dimensions; axis++) {
                double place = fraction(0.5 + (n + 1) * Math.pow(root, -(axis + 1)));
                coordinates[n * dimensions + axis] = Math.min((float) place, Math.nextDown(1f));
            }
        }
        return new PointSet(coordinates, dimensions);
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    private static List<List<Float>> rows(float[] values, int perRow) {
        List<List<Float>> rows = new ArrayList<>();
        for (int from = 0; from < values.length; from += perRow) {
            List<Float> row = new ArrayList<>();
            for (int i = 0; i < perRow; i++) {
                row.add(values[from + i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static float[] flat(List<List<Float>> rows, int perRow) {
        float[] values = new float[rows.size() * perRow];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i / perRow).get(i % perRow);
        }
        return values;
    }
}
