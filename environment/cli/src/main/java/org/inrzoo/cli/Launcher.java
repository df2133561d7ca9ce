package org.inrzoo.cli;

import java.util.Optional;

/** The script that starts the program, as its user called it. */
final class Launcher {

    private Launcher() {}

    /** What to type to call it again. */
    static String command() {
        return Optional.ofNullable(System.getenv("INRZOO_COMMAND")).orElse("inrzoo");
    }
}
