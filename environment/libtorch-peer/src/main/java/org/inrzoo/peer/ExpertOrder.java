package org.inrzoo.peer;

import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.peer.Translation.Site;

/**
 * Some pixels in the order of their experts, of which there are two on each axis.
 *
 * @param order the pixels' places, those of the first expert first
 * @param inverse where each pixel stands in that order
 * @param counts pixels of each expert
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ExpertOrder(long[] order, long[] inverse, int[] counts) {

    private static final int EXPERTS = 4;

    static ExpertOrder of(ExpertTiling tiling, Site site) {
        int[] experts = new int[site.count()];
        int[] counts = new int[EXPERTS];
        for (int i = 0; i < experts.length; i++) {
            int pixel = site.pixels().applyAsInt(i);
            int row = digit(tiling.alpha(0), MortonOrder.row(pixel), site.size());
            int column = digit(tiling.alpha(1), MortonOrder.column(pixel), site.size());
            experts[i] = 2 * row + column;
            counts[experts[i]]++;
        }
        int[] next = new int[EXPERTS];
        for (int expert = 1; expert < EXPERTS; expert++) {
            next[expert] = next[expert - 1] + counts[expert - 1];
        }
        long[] order = new long[experts.length];
        long[] inverse = new long[experts.length];
        for (int i = 0; i < experts.length; i++) {
            int place = next[experts[i]]++;
            order[place] = i;
            inverse[i] = place;
        }
        return new ExpertOrder(order, inverse, counts);
    }

    /** Of a pixel's centre: the cell it lies in is even or odd. */
    private static int digit(double cells, int pixel, int size) {
        return (int) Math.floor(cells * (pixel + 0.5) / size) % 2;
    }

    /** The one expert of all pixels, or -1 where there are several. */
    int alone() {
        for (int expert = 0; expert < EXPERTS; expert++) {
            if (counts[expert] == order.length) {
                return expert;
            }
        }
        return -1;
    }
}
