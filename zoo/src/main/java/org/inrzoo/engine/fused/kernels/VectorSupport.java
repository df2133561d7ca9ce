package org.inrzoo.engine.fused.kernels;

import java.util.Optional;

/** Whether this process has the Vector API, and makes machine code of it. */
public final class VectorSupport {

    /** The JVM option that adds the Vector API. */
    public static final String OPTION = "--add-modules jdk.incubator.vector";

    private VectorSupport() {}

    /** Whether the Vector API is there. Not asked of the boot layer, since the module can be loaded after the start. */
    public static boolean isPresent() {
        try {
            Class.forName("jdk.incubator.vector.Vector", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** What keeps vector loops from running here, or from being fast, in one line that says what helps; empty where nothing does. */
    public static Optional<String> hindrance() {
        return isPresent()
                ? VectorCompiler.ofThisProcess().hindrance()
                : Optional.of("the JVM option " + OPTION + " turns the fast engine on");
    }
}
