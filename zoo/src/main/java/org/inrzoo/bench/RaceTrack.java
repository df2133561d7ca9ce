package org.inrzoo.bench;

import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.task.ImageTask;

/**
 * What is raced on, and how far.
 *
 * @param name the image's
 * @param image what all entries fit
 * @param target standard PSNR at which a training is through, dB
 * @param threads threads that compute
 */
public record RaceTrack(String name, Image image, double target, int threads) {

    /** The image as a model's network is to show it. */
    public ImageTask task(Variant variant) {
        return new ImageTask(image, variant);
    }
}
