package org.inrzoo.kernel;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;

/**
 * Where sources lie, for the Javadoc in tooltips. JShell looks into the JDK's own only and has no call to tell it of others,
 * so that this needs {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}; without it tooltips show signatures alone.
 */
final class Sources {

    /** The property with the folders of sources, separated as a class path is. */
    static final String PROPERTY = "inrzoo.sources";

    private Sources() {}

    /** The folders that the property names. */
    static List<Path> known() {
        return Arrays.stream(System.getProperty(PROPERTY, "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    /** Adds folders to those that JShell knows. */
    @SuppressWarnings("unchecked")
    static void add(SourceCodeAnalysis analysis, List<Path> folders) {
        try {
            Method find = analysis.getClass().getDeclaredMethod("findSources");
            find.setAccessible(true);
            List<Path> all = new ArrayList<>((List<Path>) find.invoke(analysis));
            all.addAll(folders);
            Field sources = analysis.getClass().getDeclaredField("availableSources");
            sources.setAccessible(true);
            sources.set(analysis, all);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // another JDK, or not opened: signatures are shown without their comments
        }
    }
}
