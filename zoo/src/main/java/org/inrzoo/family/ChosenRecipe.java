package org.inrzoo.family;

import java.util.LinkedHashMap;
import java.util.Map;

/** The recipe keys that are chosen here: orthogonal steps of single pixels, at rates that fall to nothing; measured in {@code zoo/results}. */
final class ChosenRecipe {

    /** Pixels of a step. */
    private static final int BATCH = 1 << 14;

    private ChosenRecipe() {}

    /**
     * Muon.
     *
     * @param rate of the matrices
     * @param auxRate Adam's, of all other parameters
     * @param steps of the whole fit
     */
    static Map<String, Object> muon(double rate, double auxRate, int steps) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("optimizer", "muon");
        keys.put("rate", rate);
        keys.put("auxRate", auxRate);
        keys.put("schedule", "cosine");
        keys.put("steps", steps);
        keys.put("batch", BATCH);
        keys.put("block", 1);
        return keys;
    }
}
