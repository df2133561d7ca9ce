package org.inrzoo.signal;

import org.inrzoo.datasets.volume.Spacing;
import org.inrzoo.datasets.volume.Volume;

/** A volume of fewer voxels, each the mean of a box of the old ones. */
final class VolumeMeans {

    private VolumeMeans() {}

    /** A volume with at most {@code size} voxels along each axis; itself where it has no more, or the size is 0. */
    static Volume atMost(Volume volume, int size) {
        int longest = Math.max(volume.depth(), Math.max(volume.height(), volume.width()));
        int box = size == 0 ? 1 : (longest + size - 1) / size;
        return box == 1 ? volume : means(volume, box);
    }

    private static Volume means(Volume volume, int box) {
        int depth = parts(volume.depth(), box);
        int height = parts(volume.height(), box);
        int width = parts(volume.width(), box);
        float[] means = new float[depth * height * width];
        for (int i = 0; i < means.length; i++) {
            means[i] = mean(volume, box, i / (height * width), i / width % height, i % width);
        }
        Spacing spacing = volume.spacing();
        return new Volume(
                depth,
                height,
                width,
                new Spacing(spacing.z() * box, spacing.y() * box, spacing.x() * box),
                volume.unit(),
                means);
    }

    private static int parts(int voxels, int box) {
        return (voxels + box - 1) / box;
    }

    private static float mean(Volume volume, int box, int z, int y, int x) {
        double sum = 0;
        int count = 0;
        for (int k = z * box; k < Math.min(volume.depth(), (z + 1) * box); k++) {
            for (int j = y * box; j < Math.min(volume.height(), (y + 1) * box); j++) {
                for (int i = x * box; i < Math.min(volume.width(), (x + 1) * box); i++) {
                    sum += volume.at(k, j, i);
                    count++;
                }
            }
        }
        return (float) (sum / count);
    }
}
