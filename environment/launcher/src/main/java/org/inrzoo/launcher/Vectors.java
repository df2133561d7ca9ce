package org.inrzoo.launcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Starts a program with the JDK's Vector API. The JVM's own option for it, {@code --add-modules}, writes a warning into every
 * program's output, so the module is loaded after the JVM has started, as the JDK loads its agents.
 */
public final class Vectors {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String PACKAGE = "jdk.internal.module";
    private static final String LOADER = PACKAGE + ".Modules";

    /** What a compiler needs for code that calls the API. */
    static final List<String> COMPILER = List.of("--add-modules", MODULE);

    private Vectors() {}

    /** The JVM options under which {@link #load} works, or the JVM's own where this JDK has no such loader. */
    static List<String> options() {
        try {
            Class.forName(LOADER).getMethod("loadModule", String.class);
            return List.of("--add-exports", "java.base/" + PACKAGE + "=ALL-UNNAMED");
        } catch (ReflectiveOperationException e) {
            return COMPILER;
        }
    }

    /** Loads the module; where that fails the zoo computes without it, and says so. */
    public static void load() {
        try {
            Class.forName(LOADER).getMethod("loadModule", String.class).invoke(null, MODULE);
        } catch (ReflectiveOperationException | LinkageError e) {
            // the zoo's own line says what is missing
        }
    }

    /**
     * Runs another class' {@code main}.
     *
     * @param arguments its name, and what it is given
     */
    public static void main(String[] arguments) throws Throwable {
        load();
        String[] rest = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
        Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
        main.setAccessible(true); // its class need not be public, as for the JVM
        try {
            main.invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
