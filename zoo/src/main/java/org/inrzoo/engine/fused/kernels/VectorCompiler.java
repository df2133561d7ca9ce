package org.inrzoo.engine.fused.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether this JVM makes machine code of the Vector API: HotSpot's C2 compiler does, on a processor with fused
 * multiply-adds. Everything else computes the same, but hundreds of times slower.
 *
 * @param options the value of a JVM option by its name; empty where the JVM has no such option
 * @param mode what the JVM says of itself in {@code java.vm.info}, such as {@code mixed mode}
 */
record VectorCompiler(Function<String, Optional<String>> options, String mode) {

    /** The last of the tiers of compilation, C2's. */
    private static final int C2 = 4;

    private static final VectorCompiler THIS = new VectorCompiler(hotSpot(), System.getProperty("java.vm.info", ""));

    static VectorCompiler ofThisProcess() {
        return THIS;
    }

    /** What keeps the vector loops slow here, in one line that says what helps; empty where nothing does. */
    Optional<String> hindrance() {
        if (options.apply("TieredStopAtLevel").isEmpty()) {
            return Optional.of("this JVM is not HotSpot, or has no C2 compiler: take an OpenJDK for the fast engine");
        }
        if (mode.contains("interpreted")) {
            return Optional.of("this JVM only interprets: without the option -Xint the fast engine is turned on");
        }
        if (is("UseJVMCICompiler", true)) {
            return Optional.of(
                    "this JVM has another compiler than C2: the option -XX:-UseJVMCICompiler turns the fast engine on");
        }
        int last = Integer.parseInt(options.apply("TieredStopAtLevel").get());
        if (is("TieredCompilation", true) && last < C2) {
            return Optional.of("this JVM runs without its C2 compiler: without the option -XX:TieredStopAtLevel=" + last
                    + " the fast engine is turned on");
        }
        if (is("UseFMA", false)) {
            return Optional.of("this processor has no fused multiply-add, which the fast engine needs,"
                    + " or the option -XX:-UseFMA hides it");
        }
        return Optional.empty();
    }

    private boolean is(String option, boolean value) {
        return options.apply(option)
                .map(Boolean::parseBoolean)
                .filter(set -> set == value)
                .isPresent();
    }

    /** The options of a HotSpot JVM; none of any other. */
    private static Function<String, Optional<String>> hotSpot() {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return name -> {
            try {
                return bean == null
                        ? Optional.empty()
                        : Optional.of(bean.getVMOption(name).getValue());
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // no such option
            }
        };
    }
}
