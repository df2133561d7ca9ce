package org.inrzoo.cli;

import java.util.List;
import org.inrzoo.engine.Engines;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;

/** Checks of option values that more than one command needs. */
final class Arguments {

    private Arguments() {}

    static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new OptionException(option + " cannot be " + value + "; it is a whole number of at least 1");
        }
        return value;
    }

    /** The threads asked for, or one for every core. */
    static int threads(Integer value) {
        int threads = value == null
                ? Math.min(Engines.MAX_THREADS, Runtime.getRuntime().availableProcessors())
                : atLeastOne("--threads", value);
        if (threads > Engines.MAX_THREADS) {
            throw new OptionException("--threads cannot be " + value + "; it is at most " + Engines.MAX_THREADS);
        }
        return threads;
    }

    /** Width and height. */
    static int[] size(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}")) {
            throw new OptionException(option + " cannot be '" + text + "'; it is WIDTHxHEIGHT, such as 1024x768");
        }
        int cross = text.indexOf('x');
        return new int[] {Integer.parseInt(text.substring(0, cross)), Integer.parseInt(text.substring(cross + 1))};
    }

    static void oneOf(String option, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new OptionException(option + " cannot be '" + value + "'; it is one of " + String.join(", ", allowed)
                    + Nearest.likely(value, allowed)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(""));
        }
    }
}
