package org.inrzoo.vision;

import java.util.Map;

/**
 * What a training was asked to do, all that decides its result: {@code train.json} in its folder.
 *
 * @param model the network's name
 * @param settings its hyperparameters and recipe
 * @param data the pictures, as {@link org.inrzoo.datasets.label.PictureSources#read} reads them
 * @param pictures how many are learnt from; 0 for all
 * @param sha256 the fingerprint of what is learnt from
 * @param from the training whose weights are gone on from; null where they are drawn
 * @param threads threads that compute
 * @param checkpointEvery steps between checkpoints
 */
public record ClassifierSpec(
        String model,
        Map<String, Object> settings,
        String data,
        int pictures,
        String sha256,
        String from,
        int threads,
        int checkpointEvery) {

    /** The same by other settings. */
    ClassifierSpec with(Map<String, Object> other) {
        return new ClassifierSpec(model, other, data, pictures, sha256, from, threads, checkpointEvery);
    }
}
