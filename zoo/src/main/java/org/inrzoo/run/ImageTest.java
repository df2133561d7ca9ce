package org.inrzoo.run;

import java.util.Optional;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.family.Variant;
import org.inrzoo.record.FitRecord;
import org.inrzoo.task.ImageTask;

/**
 * The fitted image at another size, to see what the network shows between the pixels it was given.
 *
 * @param image the picture at that size
 * @param task its points and values
 */
record ImageTest(Image image, ImageTask task) {

    /** The test that a fit was asked for, if any. */
    static Optional<ImageTest> of(FitSpec spec) {
        int size = spec.source().testSize();
        if (size == 0) {
            return Optional.empty();
        }
        Variant variant = spec.variant();
        Image image = spec.load(size).image();
        ImageTask task = new ImageTask(image, variant);
        return Optional.of(new ImageTest(image, task));
    }

    /** How well a network with these parameters shows it. */
    FitRecord.Test run(Engine engine, float[] parameters) {
        float[] outputs = new float[Math.multiplyExact(task.grid().size(), task.outputs())];
        engine.forward(parameters, task.grid(), outputs);
        return new FitRecord.Test(
                task.score(outputs), task.unclampedPsnr(outputs), image.width(), image.height(), image.sha256());
    }
}
