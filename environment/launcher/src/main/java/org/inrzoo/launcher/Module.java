package org.inrzoo.launcher;

import java.util.List;

/**
 * What is built and run: the command line; for notebooks also the kernel and what they draw with; the benchmark's peer; the export to ONNX; studies on
 * Spark clusters.
 */
enum Module {
    CLI("environment/cli", List.of(), List.of("datasets", "zoo", "weights", "environment/site", "environment/cli")),
    NOTEBOOKS("notebooks", List.of(), List.of("datasets", "zoo", "environment/kernel", "notebooks")),
    PEER(
            "environment/libtorch-peer",
            List.of("-Ppeer"),
            List.of("datasets", "zoo", "weights", "environment/site", "environment/cli", "environment/libtorch-peer")),
    ONNX(
            "environment/onnx",
            List.of("-Ponnx"),
            List.of("datasets", "zoo", "weights", "environment/site", "environment/cli", "environment/onnx")),
    SPARK(
            "environment/spark",
            List.of("-Pspark"),
            List.of("datasets", "zoo", "weights", "environment/site", "environment/cli", "environment/spark"));

    private final String folder;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> options;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> parts;

    Module(String folder, List<String> options, List<String> parts) {
        this.folder = folder;
        this.options = options;
        this.parts = parts;
    }

    /** Its folder in the project. */
    String folder() {
        return folder;
    }

    /** What Maven is told besides. */
    List<String> options() {
        return options;
    }

    /** Folders of the Maven modules it is made of. */
    List<String> parts() {
        return parts;
    }
}
