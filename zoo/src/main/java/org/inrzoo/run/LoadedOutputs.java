package org.inrzoo.run;

import java.util.Optional;
import org.inrzoo.BetweenPixels;
import org.inrzoo.FittedImage;
import org.inrzoo.Scores;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.FitTask;
import org.inrzoo.io.Pictures;
import org.inrzoo.record.FitRecord;
import org.inrzoo.task.ImageTask;

/** What a fit of a picture in memory leaves. */
final class LoadedOutputs extends FitOutputs {

    private final Image image;
    private final ImageTask task;
    private final Optional<Image> twice;

    LoadedOutputs(FitSpec spec, LoadedImage pixels) {
        super(spec, pixels);
        image = pixels.image();
        task = new ImageTask(image, variant());
        twice = pixels.twice();
    }

    @Override
    FitTask task() {
        return task;
    }

    @Override
    Shown show(FitState end, Engine engine, FitRecord.Test test) {
        FittedImage fitted = fitted(end.parameters());
        BetweenPixels between = BetweenPixels.of(fitted, image, twice);
        float[] outputs = new float[Math.multiplyExact(task.grid().size(), task.outputs())];
        engine.forward(end.parameters(), task.grid(), outputs);
        FitRecord.Quality quality = new FitRecord.Quality(
                end.history().score(),
                end.history().best(),
                task.unclampedPsnr(outputs),
                task.stretchedPsnr(outputs),
                between.psnr(),
                between.reference(),
                test);
        Image picture = ImageTask.picture(
                task.finest(outputs),
                variant().family().tiles(),
                task.grid(),
                image.channels(),
                variant().recipe().targets());
        int bits = image.bits();
        return new Shown(
                fitted.with(Scores.of(end.history().score(), between), end.history()),
                quality,
                bits,
                FitNotes.flat(image),
                picture.toBufferedImage(bits),
                caption -> Pictures.comparison(image, picture, caption));
    }
}
