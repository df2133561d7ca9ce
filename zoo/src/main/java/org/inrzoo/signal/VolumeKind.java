package org.inrzoo.signal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.volume.Ellipsoid;
import org.inrzoo.datasets.volume.Slices;
import org.inrzoo.datasets.volume.Spacing;
import org.inrzoo.datasets.volume.Volume;
import org.inrzoo.datasets.volume.VolumeFiles;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;

/** Volumes: z, y and x in millimetres to a value such as a density. */
public final class VolumeKind implements SignalKind {

    private static final String PHANTOM = "shepp-logan-3d";
    private static final int PHANTOM_SIDE = 64;

    /** How a volume is read. */
    public record VolumeReading(
            @Option(
                    value =
                            "voxels along the longest axis, at most: as many neighbours as it takes are averaged; 0 keeps all",
                    min = 0,
                    max = 4096)
            int size) {}

    @Override
    public String name() {
        return "volume";
    }

    @Override
    public String summary() {
        return "voxels: NIfTI, NumPy .npy, a stack of TIFF pages, or a folder of DICOM slices";
    }

    @Override
    public List<String> examples() {
        return List.of(PHANTOM);
    }

    @Override
    public VolumeReading reading() {
        return new VolumeReading(0);
    }

    @Override
    public Signal read(String source, Record reading) {
        int size = ((VolumeReading) reading).size;
        if (source.equals(PHANTOM)) {
            int side = size == 0 ? PHANTOM_SIDE : Math.min(size, 1024);
            return of(Origin.builtIn(name(), source), Ellipsoid.sheppLogan(side));
        }
        Path file = Path.of(source);
        VolumeFiles.Loaded loaded = VolumeFiles.read(file);
        return of(Origin.file(name(), file, loaded.notes()), VolumeMeans.atMost(loaded.volume(), size));
    }

    /** A volume as a signal, its values from the least to the largest. */
    private static Samples of(Origin origin, Volume volume) {
        float[] range = volume.range();
        if (!(range[1] > range[0])) {
            throw new OptionException(
                    "every voxel of '" + origin.name() + "' is " + range[0] + ": there is nothing to fit");
        }
        Spacing spacing = volume.spacing();
        return new Samples(
                origin,
                List.of(
                        new Axis("z", "mm", 0, spacing.z(), volume.depth()),
                        new Axis("y", "mm", 0, spacing.y(), volume.height()),
                        new Axis("x", "mm", 0, spacing.x(), volume.width())),
                1,
                volume.values(),
                "value",
                volume.unit(),
                range[0],
                range[1]);
    }

    @Override
    public List<Score> scores(Samples signal, float[] shown) {
        return SampleScores.ofPictures(signal, shown);
    }

    @Override
    public List<String> endings() {
        return List.of(".nii.gz", ".png", ".nii", ".npy");
    }

    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        Shown shown = Shown.of(field, size, progress);
        if (field.channels() != 1) {
            throw new OptionException("a volume has one value per voxel, not " + field.channels());
        }
        List<Axis> axes = shown.domain().axes();
        Volume volume = new Volume(
                shown.size(0),
                shown.size(1),
                shown.size(2),
                new Spacing(axes.get(0).step(), axes.get(1).step(), axes.get(2).step()),
                field.quantity().unit(),
                shown.values());
        try {
            if (ending.equals(".png")) {
                Pictures.writePng(file, Slices.picture(volume).toBufferedImage());
            } else {
                VolumeFiles.write(file, volume);
            }
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }
}
