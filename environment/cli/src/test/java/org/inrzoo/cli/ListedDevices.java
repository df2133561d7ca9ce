package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;

/** What {@code inrzoo devices --json} lists here. It is asked as a process of its own, so that no driver is loaded beside all other tests. */
final class ListedDevices {

    private static Program.Ended ended;

    private ListedDevices() {}

    /** An entry for each device; the test that asks is skipped where OpenCL has none. */
    static synchronized JsonNode all() throws Exception {
        if (ended == null) {
            ended = Program.run(Path.of("target"), "devices", "--json");
        }
        assumeTrue(ended.code() == 0, () -> String.join(" ", ended.err()));
        assertThat(ended.err()).isEmpty();
        return new ObjectMapper().readTree(ended.out());
    }
}
