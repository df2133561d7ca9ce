package org.inrzoo.run;

import java.awt.image.BufferedImage;
import org.inrzoo.FittedImage;
import org.inrzoo.ImageRenderer;
import org.inrzoo.Scores;
import org.inrzoo.datasets.LargeImage;
import org.inrzoo.engine.Engine;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.FitTask;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.StreamedPsnr;
import org.inrzoo.record.FitRecord;
import org.inrzoo.task.LargeImageTask;

/** What a fit of a streamed picture leaves: it is drawn and scored strip by strip, in one pass. */
final class StreamedOutputs extends FitOutputs {

    /** Longer side of the pictures in the comparison, pixels. */
    private static final int COMPARED = 1024;

    private final LargeImage image;
    private final LargeImageTask task;

    StreamedOutputs(FitSpec spec, StreamedImage pixels) {
        super(spec, pixels);
        image = pixels.image();
        task = new LargeImageTask(image, variant());
    }

    @Override
    FitTask task() {
        return task;
    }

    @Override
    Shown show(FitState end, Engine engine, FitRecord.Test test) {
        FittedImage fitted = fitted(end.parameters());
        int channels = image.channels();
        int bits = image.bits();
        LargeImage picture = LargeImage.create(image.width(), image.height(), channels, bits);
        StreamedPsnr psnr = new StreamedPsnr(channels);
        float[] wanted = new float[channels];
        float[] shown = new float[channels];
        new ImageRenderer(fitted).draw(image.width(), image.height(), drawing(), (x, y, drawn, at) -> {
            image.read(x, y, wanted, 0);
            psnr.add(drawn, at, wanted);
            for (int c = 0; c < channels; c++) {
                shown[c] = Math.max(0, Math.min(1, drawn[at + c]));
            }
            picture.write(x, y, shown, 0);
        });
        double best = Math.max(psnr.standard(), end.history().best());
        return new Shown(
                fitted.with(Scores.of(psnr.standard()), end.history()),
                new FitRecord.Quality(psnr.standard(), best, psnr.unclamped(), null, null, null, test),
                bits,
                psnr.flat(),
                picture.rendered(bits),
                caption -> comparison(image, picture, caption));
    }

    /** Both pictures side by side, as small as they are shown. */
    static BufferedImage comparison(LargeImage image, LargeImage picture, String caption) {
        boolean smaller = Math.max(image.width(), image.height()) > COMPARED;
        return Pictures.comparison(
                image.smaller(COMPARED),
                picture.smaller(COMPARED),
                caption + (smaller ? ", both pictures made smaller" : ""));
    }
}
