package org.inrzoo.engine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * What a library tells a program's user: every line once in a process, by slf4j where the program has chosen a
 * logger, else on standard error.
 */
public final class Notices {

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    /** The classes by which a program chooses to hear nothing, of slf4j 1.7 and 2. */
    private static final List<String> SILENCE =
            List.of("org.slf4j.impl.StaticLoggerBinder", "org.slf4j.nop.NOPServiceProvider");

    private static final boolean UNHEARD = startSlf4j();

    private Notices() {}

    /** Says a line unless this process has said it before. */
    public static void once(String line) {
        if (!TOLD.add(line)) {
            return;
        }
        if (UNHEARD) {
            System.err.println("inrzoo: " + line);
        } else {
            LoggerFactory.getLogger("org.inrzoo").warn(line);
        }
    }

    /**
     * Starts slf4j, by which ND4J logs, without what it prints where a program has chosen no logger: that is no fault of
     * the program's. Does nothing the second time.
     */
    public static void startLogging() {
        // All is done when the class is initialised.
    }

    /** Whether slf4j drops what it is given though the program has not asked for that. */
    private static boolean startSlf4j() {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        boolean dropped;
        try {
            dropped = LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory;
        } finally {
            System.setErr(err);
        }
        if (!dropped) {
            err.print(printed.toString(StandardCharsets.UTF_8));
        }
        return dropped && SILENCE.stream().noneMatch(Notices::exists);
    }

    private static boolean exists(String name) {
        return LoggerFactory.class.getClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }
}
