package org.inrzoo.engine.fused;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.ElementwiseKernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.Partitions;
import org.inrzoo.engine.fused.spi.Block;

/** Features of all points, in main memory between two runs over the points; threads use blocks of their own. */
final class ActivationStore implements FeatureStore {

    private final ElementwiseKernels elementwise;
    private final int columns;
    private final Arena arena = new Arena();
    private Arena.Slice[] blocks = new Arena.Slice[0];
    private int size = Partitions.BLOCK;

    /** An empty store. */
    ActivationStore(ElementwiseKernels elementwise, int features) {
        this.elementwise = elementwise;
        this.columns = columns(features);
    }

    /** The numbers that so many features of a point take: whole vectors of any width. */
    static int columns(int features) {
        return (features + 15) / 16 * 16;
    }

    /** Makes room for all points of these partitions, block by block, and keeps it. */
    void makeRoom(Partitions partitions) {
        size = partitions.block();
        int before = blocks.length;
        int needed = (partitions.points() + size - 1) / size;
        if (before < needed) {
            blocks = Arrays.copyOf(blocks, needed);
            Arrays.setAll(blocks, i -> i < before ? blocks[i] : arena.take(Partitions.BLOCK * columns));
        }
    }

    @Override
    public void put(Block block, int first, Rows rows, int features) {
        put(first, block.count(), rows, features);
    }

    @Override
    public void take(Block block, int first, Rows rows, int features) {
        take(first, block.count(), rows, features);
    }

    /** Keeps the rows of the block of {@code count} points that begins with point {@code first}. */
    void put(int first, int count, Rows rows, int features) {
        Arena.Slice block = blocks[first / size];
        for (int panel = 0; panel < Rows.panels(features); panel++) {
            elementwise.copy(
                    rows.data(),
                    rows.panel(panel),
                    Rows.WIDTH,
                    block.data(),
                    block.offset() + panel * Rows.WIDTH,
                    columns,
                    count,
                    columns(Rows.inPanel(features, panel)));
        }
    }

    /** Copies the rows of that block back. */
    void take(int first, int count, Rows rows, int features) {
        Arena.Slice block = blocks[first / size];
        for (int panel = 0; panel < Rows.panels(features); panel++) {
            elementwise.copy(
                    block.data(),
                    block.offset() + panel * Rows.WIDTH,
                    columns,
                    rows.data(),
                    rows.panel(panel),
                    Rows.WIDTH,
                    count,
                    columns(Rows.inPanel(features, panel)));
        }
    }
}
