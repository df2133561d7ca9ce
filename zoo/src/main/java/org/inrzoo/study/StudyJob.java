package org.inrzoo.study;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.io.Json;

/**
 * One fit that a study is to do.
 *
 * @param entry what is fitted
 * @param seed of its weights and batches
 * @param base the number of the fit whose weights it goes on from
 */
record StudyJob(Entry entry, long seed, Optional<Integer> base) {

    ZooModel model() {
        return entry.seeded(seed);
    }

    /** Its folder, in the study's. */
    String folder() {
        return entry.folder() + "-seed" + seed;
    }

    /**
     * Fingerprint of all that its outcome depends on.
     *
     * @param studied see {@link Studied#identity}
     * @param from that of the weights it goes on from, if any
     */
    String sha256(Map<String, Object> studied, Optional<String> from) {
        Map<String, Object> all = new LinkedHashMap<>(studied);
        all.put("model", entry.model().name());
        all.put("settings", model().settings());
        from.ifPresent(weights -> all.put("from", weights));
        return Hashes.sha256(Json.line(all).getBytes(StandardCharsets.UTF_8));
    }
}
