package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Measure;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;

/**
 * An image that is fitted by its values.
 *
 * @param pixels the image
 * @param computation engine and threads of every fit; between its checkpoints lie all its steps
 */
public record StudiedImage(LoadedImage pixels, FitSpec.Compute computation) implements Studied {

    @Override
    public Measure check(ZooModel model) {
        spec(model.variant());
        return Measure.PSNR;
    }

    @Override
    public int threads() {
        return computation.threads();
    }

    @Override
    public StudiedImage onThreads(int threads) {
        return new StudiedImage(pixels, computation.onThreads(threads));
    }

    @Override
    public Map<String, Object> identity() {
        return Map.of("image", pixels.image().sha256(), "engine", computation.engine());
    }

    @Override
    public StudiedData data() {
        String origin = pixels.origin();
        Map<String, Object> options = new TreeMap<>();
        options.put("size", pixels.size());
        options.put("background", pixels.background().toString());
        options.put("engine", computation.engine());
        return new StudiedData(StudiedImageKind.NAME, origin, Datasets.isName(origin) ? "" : origin, options);
    }

    @Override
    public Class<FitRecord> records() {
        return FitRecord.class;
    }

    @Override
    public About about(Measure measure) {
        return About.image(
                pixels.name(),
                pixels.image().width(),
                pixels.image().height(),
                pixels.image().channels());
    }

    @Override
    public RunningFit start(ZooModel model, Optional<StudyBase> from, RunFolder folder) {
        return FitRun.start(spec(model.variant()), pixels, folder);
    }

    @Override
    public Optional<BufferedImage> pictures(StudyReport report, Path folder) {
        return Optional.of(StudyPictures.draw(report, pixels.image(), folder));
    }

    private FitSpec spec(Variant variant) {
        int steps = variant.recipe().steps();
        return FitRun.spec(variant, pixels, 0, computation.withCheckpointEvery(steps));
    }
}
