package org.inrzoo.engine.fused;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.fused.kernels.NeighborhoodKernels;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;

/** Features of all points of a grid, row after row, with zeros around it, so that a point's neighbours can be taken together. */
final class GridStore implements FeatureStore {

    private final NeighborhoodKernels kernels;
    private float[] data = new float[0];
    private int height;
    private int width;
    private int columns;
    private int reach;

    /** An empty store. */
    GridStore(NeighborhoodKernels kernels) {
        this.kernels = kernels;
    }

    /** The floats that a grid's features take. */
    static long size(List<Integer> grid, int features, int reach) {
        return (grid.get(0) + 2L * reach) * (grid.get(1) + 2L * reach) * ActivationStore.columns(features);
    }

    /**
     * Makes room for a grid's features, with zeros where nothing will be put.
     *
     * @param grid rows and columns
     * @param reach rows and columns of zeros on every side
     * @throws EngineException when they are more than an array holds
     */
    void use(List<Integer> grid, int features, int reach) {
        long size = size(grid, features, reach);
        if (size > Integer.MAX_VALUE - 64) {
            throw new EngineException("a grid of " + grid.get(0) + "x" + grid.get(1)
                    + " points is too large for a network that looks at neighbours: take a smaller one");
        }
        int floats = ActivationStore.columns(features);
        boolean same = height == grid.get(0) && width == grid.get(1) && columns == floats && this.reach == reach;
        if (data.length < size) {
            data = new float[(int) size];
        } else if (!same) {
            Arrays.fill(data, 0, (int) size, 0);
        }
        height = grid.get(0);
        width = grid.get(1);
        columns = floats;
        this.reach = reach;
    }

    /** Where each of a block's points begins. */
    private int[] places(Block block) {
        int[] places = new int[block.count()];
        for (int point = 0; point < places.length; point++) {
            int number = block.number(point);
            int row = number / width;
            places[point] = (row + reach) * stride() + (number - row * width + reach) * columns;
        }
        return places;
    }

    private int stride() {
        return (width + 2 * reach) * columns;
    }

    @Override
    public void put(Block block, int first, Rows rows, int features) {
        kernels.put(rows, features, block.count(), data, places(block), columns);
    }

    @Override
    public void take(Block block, int first, Rows rows, int features) {
        kernels.take(data, places(block), columns, rows, features, block.count());
    }

    /** Copies the features of every point's neighbourhood. */
    void gather(Block block, Rows rows, int features) {
        kernels.gather(data, places(block), columns, stride(), 2 * reach + 1, rows, features, block.count());
    }
}
